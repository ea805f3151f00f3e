"""Text into sentences, by punctuation alone, for every script we read; offsets are kept.

A full stop ends a sentence unless an abbreviation, an initial or a number stands before it or a
small letter after it. What leads a paragraph (`leads`) is in none. Closing marks and footnote
numbers go with the sentence they follow. A sentence longer than `MAX_SENTENCE` is cut at white
space, so that a parser is never asked to read an unbounded one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.claims.text.leads import lead
from monitor.claims.text.spans import Span

MAX_SENTENCE = 1200
MAX_TEXT = 300_000
END = re.compile(r"[.!?؟۔…]+[\"'”’»›)\]]{0,4}(?:\[\d{1,3}\])?(?=[\s\u200e\u200f])")
BRAND = re.compile(r"[a-z]{1,2}[A-Z0-9]")  # i24NEWS, eBay: names that begin with a small letter
ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"‘'])(?:[A-Za-z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt"
    r"|Sen|Rep|Gov|Rev|Hon|St|Jr|Sr|vs|etc|No|Nos|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Aug|Sept?|Oct"
    r"|Nov|Dec|Adm|Brig|Cmdr|Amb|Ave|Mt|Ft|Dept|approx|Pres|Atty|Conn|Calif|Mass|Fla|Pa|Va|Ill"
    r"|Ariz|Ga|Mich|Minn|Wis|Tex|Wash|Ore|Colo|al)\.$"
)
ON_X = re.compile(r"\b(?:on|via|through|to) X\.$")  # the platform, not an initial


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the number of its paragraph, counted from 0."""

    span: Span
    paragraph: int


def split(text: str) -> tuple[Sentence, ...]:
    """Sentences of the first `MAX_TEXT` code points, in order, none empty."""
    paragraphs = list(_paragraphs(text[:MAX_TEXT]))
    opening = next((i for i, one in enumerate(paragraphs) if one.end > one.start), None)
    return tuple(
        Sentence(piece, number)
        for number, paragraph in enumerate(paragraphs)
        for sentence in _sentences(text, _led(text, paragraph, first=number == opening))
        for piece in _bounded(text, sentence)
    )


def _led(text: str, paragraph: Span, *, first: bool) -> Span:
    return Span(lead(text, paragraph.start, paragraph.end, first=first), paragraph.end)


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for match in END.finditer(text, paragraph.start, paragraph.end):
        if _ends(text, start, match, paragraph.end):
            yield from _trimmed(text, Span(start, match.end()))
            start = match.end()
    yield from _trimmed(text, Span(start, paragraph.end))


def _ends(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    following = match.end()
    while following < limit and text[following].isspace():
        following += 1
    after = text[following : following + 1]
    if after in ",;:" or (after.islower() and not BRAND.match(text, following)):
        return False
    if match[0] != "." or ON_X.search(text, max(start, match.start() - 12), match.end()):
        return True
    return not ABBREVIATION.search(text, max(start, match.start() - 12), match.end())


def _trimmed(text: str, span: Span) -> Iterator[Span]:
    piece = text[span.start : span.end]
    lead = len(piece) - len(piece.lstrip())
    core = Span(span.start + lead, span.start + len(piece.rstrip()))
    if core.start < core.end:
        yield core


def _bounded(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = cut if cut > start else start + MAX_SENTENCE
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)
