"""What stands before the first sentence of a paragraph and is no part of it.

A bullet or an emoji, the time of a live blog ('14:20 | …'), a dateline ('تهران ـ …') and a heading
('في نيويورك: …') would else be read as the name of whoever speaks next.
"""

from __future__ import annotations

import re

from monitor.claims.document import Reading
from monitor.claims.lexical.words import folded, listed, words_of
from monitor.claims.text.spans import Span

MARKS = re.compile(r"[^\w«“\"'(\[\n]+")
CLOCK = re.compile(r"[(\[]?\d{1,2}[:٫.]\d{2}[)\]]?\s*[|–—:ـ-]?\s*(?=\S)")
# A tatweel between spaces is a dash; where it was left out, two spaces tell of it.
DATELINE = re.compile(
    r"[^.:؛«»“”\"؟?!|()\n]{2,48}?(?:\s*[—–|]+\s+|\s[-ـ]+\s+|/\s+|\s\s+)(?=\S)"
    r"|\w[^.:؛«»“”()\n]{1,24}\([^()\n]{2,40}\)\s*[:—–-]\s*(?=\S)"
)
HEADING = re.compile(r"([^.:؛،«»“”\"؟?!\n]{2,40}):\s+(?=[^\s«“\"])")
LONGEST_TOPIC = 3
SPEAKING = ("roles", "privates", "titles", "outlet_words", "bodies", "asking", "pronouns")
LONGEST = 6  # words of a dateline: a place or two and a date


def opened(reading: Reading, text: str, span: Span, language: str) -> Span:
    """`span`, the first sentence of a paragraph, without what stands before it.

    `text` is the folded text of `reading`.
    """
    written = reading.text
    start = span.start
    for pattern in (MARKS, CLOCK, MARKS):
        match = pattern.match(written, start, span.end)
        start = match.end() if match is not None else start
    dateline = DATELINE.match(written, start, span.end)
    if dateline is not None and _places(text, Span(*dateline.span()), language):
        start = dateline.end()
    heading = HEADING.match(text, start, span.end)
    if heading is not None:
        named = Span(*heading.span(1))
        if _heads(text, named, language) or _topic(reading, text, named, span, language):
            start = heading.end()
    return Span(start, span.end) if start < span.end else span


def _places(text: str, span: Span, language: str) -> bool:
    words = text[slice(*span)].split()
    return len(words) <= LONGEST and words_of(language).cues.search(text, *span) is None


def _heads(text: str, span: Span, language: str) -> bool:
    """Whether a heading tells where or about what, and nobody's name: it begins with 'in'."""
    words = folded(text[slice(*span)]).split()
    return (
        bool(words)
        and (words[0] in listed(language, "preps") or words[0] in listed(language, "heading"))
        and words_of(language).cues.search(text, *span) is None
    )


def _topic(reading: Reading, text: str, named: Span, span: Span, language: str) -> bool:
    """Whether a heading is a place or a matter, after which a report follows: 'بندر: X وویل چې …'.

    Whoever is named again before a colon, or in the catalogue, speaks.
    """
    words = text[slice(*named)].split()
    spoken = words_of(language).cues
    if language == "ar" or not 0 < len(words) <= LONGEST_TOPIC or reading.mentioned(named):
        return False
    if any(word in listed(language, name) for word in words for name in SPEAKING):
        return False
    again = f"\n{reading.slice(named)}:"
    repeated = f"\n{reading.text}".count(again) > 1
    reports = spoken.search(text, named.end, span.end) is not None
    return reports and not repeated and spoken.search(text, *named) is None
