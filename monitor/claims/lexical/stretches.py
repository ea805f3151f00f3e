"""The sentences of a text as attribution reads them.

One quotation holds its sentences together, and a semicolon after a verb parts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.claims.document import Reading
from monitor.claims.lexical.ascribed import EDGE
from monitor.claims.lexical.verb_last import ends_in_semicolon
from monitor.claims.text.sentences import Sentence, split
from monitor.claims.text.spans import Span, stripped

LONGEST = 3000  # code points of sentences that a quotation holds together
LONGEST_BULLET = 12
BACK = re.compile(r"\s*این (?:را|\w+ را) ")  # Persian 'C؛ این را X گفت'


def stretches(reading: Reading, text: str, language: str) -> Iterator[Sentence]:
    """The sentences of `reading`, whose folded text is `text`, in order."""
    for sentence in _whole(reading, split(reading.text)):
        start = sentence.span.start
        for match in ends_in_semicolon(language).finditer(text, *sentence.span):
            points = BACK.match(text, match.end()) is not None
            if reading.quotations.around(match.start()) is None and not points:
                yield replace(sentence, span=Span(start, match.end()))
                start = match.end()
        rest = stripped(reading.text, Span(start, sentence.span.end), EDGE, "")
        if rest.start < rest.end:
            yield replace(sentence, span=rest)


def opens_paragraph(text: str, at: int) -> bool:
    """Whether nothing but a bullet or an emoji stands before `at` in its line."""
    _, newline, line = text[max(0, at - LONGEST_BULLET) : at].rpartition("\n")
    whole = bool(newline) or at <= LONGEST_BULLET
    return whole and not any(map(str.isalnum, line))


def _whole(reading: Reading, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Sentences, with those together that one quotation holds together."""
    held: Sentence | None = None
    for sentence in sentences:
        if held is not None and _inside_quote(reading, held, sentence):
            held = replace(held, span=Span(held.span.start, sentence.span.end))
            continue
        if held is not None:
            yield held
        held = sentence
    if held is not None:
        yield held


def _inside_quote(reading: Reading, held: Sentence, following: Sentence) -> bool:
    quote = reading.quotations.around(following.span.start)
    if quote is None or not quote.closed or quote.start >= following.span.start:
        return False
    return quote.start < held.span.end and following.span.end - held.span.start < LONGEST
