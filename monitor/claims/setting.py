"""Where a text is, when a content that names no place comes: 'no civilian died', 'they killed 14'.

The places named last before it, as vocabulary of the claims knows them. They are weaker than what a
content says itself: they may make two reports more or less alike, and never forbid anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.claims.likeness.concepts import Vocabulary, vocabulary
from monitor.claims.likeness.terms import language_of, places_in
from monitor.claims.text.leads import lead
from monitor.domain import Article, Statement

FAR = 700  # code points back: two paragraphs of news
PIECE = re.compile(r"(?<=[.!?؟۔…])\s+|\n")


def settled(article: Article, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, each with its `setting` where its content names no place."""
    words = vocabulary()
    text = _without_speakers(article.text, statements)
    return tuple(
        one
        if _placed(words, one)
        else replace(one, setting=_before(words, text, one, article.title or ""))
        for one in statements
    )


def _without_speakers(text: str, statements: Sequence[Statement]) -> str:
    """The text with blanks for those who speak, who sit elsewhere, and for the dateline."""
    first = text.find("\n")
    head = lead(text, 0, first if first >= 0 else len(text), first=True)
    pieces, at = [" " * head], head
    links = [link for one in statements for link in one.chain]
    spans = {(link.start, link.end) for link in links}
    for start, end in sorted((a, b) for a, b in spans if a is not None and b is not None):
        if at <= start < end <= len(text):
            pieces += [text[at:start], " " * (end - start)]
            at = end
    return "".join((*pieces, text[at:]))


def _placed(words: Vocabulary, one: Statement) -> bool:
    return bool(one.places) or any(_precise(words, one.content, language_of(one)))


def _before(words: Vocabulary, text: str, one: Statement, title: str) -> tuple[str, ...]:
    """The places of the nearest sentence before the content that names one, else of the title."""
    pieces = PIECE.split(text[max(0, one.start - FAR) : one.start])
    for piece in (*reversed(pieces), title):
        if named := tuple(dict.fromkeys(_precise(words, piece, language_of(one)))):
            return named
    return ()


def _precise(words: Vocabulary, text: str, language: str) -> Iterator[str]:
    """The places in a text that are no state and no capital, which stand for governments."""
    for place in places_in(text, language):
        if words.within.get(place) and place not in words.capitals:
            yield place
