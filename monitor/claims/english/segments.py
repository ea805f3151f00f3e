"""Long sentences in their parts: what a semicolon or a colon parts is parsed apart.

'A day later it changed its tune: a spokesman told us the men were free' is two sentences to whoever
reads it, and a parser that takes it for one gives the spokesman's words to the tune. A colon parts
only where the words after it report by a verb of their own and those before it do not; what a verb
before the colon introduces, a label, and everything inside quotation marks stays whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.gate import reporting
from monitor.claims.text.quotes import Quote
from monitor.claims.text.sentences import Sentence
from monitor.claims.text.spans import Span

STOP = re.compile(r"[;:]\s+(?=[^\W\d_])")
FINITE = re.compile(
    r"\b(?:is|are|was|were|be|has|had|have|does|did|do|will|would|can|could|may|might|must|\w{3,}ed"
    r"|(?:he|she|it|they) [a-z]+s?)\b",
    re.IGNORECASE,
)
MIN_WORDS = 3
SOON = 4
ASIDE = re.compile(
    r"(?:an?|one|another) (?:\w+ )?(?:footnote|note|postscript|aside) (?:on|about)\b", re.IGNORECASE
)


def segments(
    text: str, sentences: Sequence[Sentence], quotes: Sequence[Quote], words: Lexicon
) -> tuple[Sentence, ...]:
    """The sentences, those that a semicolon or a reporting colon parts in their parts."""
    inside = _Inside([quote.span for quote in quotes])
    return tuple(part for one in sentences for part in _parts(text, one, inside, words))


class _Inside:
    """Whether a code point stands inside one of sorted, disjoint spans."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]

    def __contains__(self, at: int) -> bool:
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._spans[index].end


def _parts(text: str, sentence: Sentence, quoted: _Inside, words: Lexicon) -> Iterator[Sentence]:
    start, end = sentence.span.start, sentence.span.end
    for match in STOP.finditer(text, start, end):
        if match.start() in quoted:
            continue
        before, after = text[start : match.start()], text[match.end() : end]
        long = min(len(before.split()), len(after.split())) >= MIN_WORDS
        if long and (match[0][0] == ";" or _reports_anew(before, after, words)):
            yield replace(sentence, span=Span(start, match.start() + 1))
            start = match.end()
    yield replace(sentence, span=Span(start, end))


def _reports_anew(before: str, after: str, words: Lexicon) -> bool:
    if not reporting(after, words):
        return False
    if not FINITE.search(before):
        return ASIDE.match(before.strip()) is not None  # 'A footnote on the bridge: X recalled …'
    if after.lower().startswith("so "):
        return False  # '…: so says the minister'
    soon = " ".join(after.split()[:SOON])  # 'Washington replied as ever: X threatened …'
    anew = reporting(soon, words) or soon.lower().startswith("according to ")
    return anew or not reporting(before, words)
