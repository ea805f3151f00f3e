"""Where direct speech stands in a text: one pass over its quotation marks.

Straight, curly and angular marks, the doubled apostrophe of old wire copy, single marks in British
style, quotations inside quotations, and the newspaper convention that a quotation over several
paragraphs opens each of them anew and closes only the last. A mark that is never closed ends with
its paragraph, so no text can make a quotation of everything after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.claims.text.spans import Span

# Marks that say themselves which side they are on, and what closes each.
CLOSES = {"“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "‘": "’", "``": "''"}
MARK = re.compile(r"``|''|’’|[“”„«»‹›「」\"‘’'\n]")
OTHER_CLOSING = frozenset({'"', "''", "’’"})  # what typists put where '”' should stand
MAX_QUOTES = 4000
STRAIGHT = frozenset({'"', "''"})


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks: `pieces` are its paragraphs, `closed` whether a mark ended it."""

    pieces: tuple[Span, ...]
    closed: bool
    mark: str

    @property
    def start(self) -> int:
        """Where its first opening mark stands."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Just after its last mark."""
        return self.pieces[-1].end

    @property
    def span(self) -> Span:
        """From the first mark to the last."""
        return Span(self.start, self.end)


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    pieces: list[Span]


def find_quotes(text: str) -> tuple[Quote, ...]:
    """The outermost quotations of `text` in order, at most `MAX_QUOTES`; linear in its length.

    Marks of another kind inside a quotation belong to it. An apostrophe is never a mark: a single
    mark opens only before a word at the start of one and closes only after it.
    """
    found: list[Quote] = []
    current: _Open | None = None
    for match in MARK.finditer(text):
        if len(found) >= MAX_QUOTES:
            break
        mark, at = match[0], match.start()
        if current is None:
            if _opens(text, mark, at, match.end()):
                current = _Open(mark, at, [])
        elif mark == "\n":
            current = _at_paragraph_end(text, current, at, found)
        elif _reopens(text, current, mark, at, match.end()):
            found.append(_quote(current, at, closed=False))
            current = _Open(mark, at, [])
        elif _closes(text, current, mark, at, match.end()):
            found.append(_quote(current, match.end(), closed=True))
            current = None
    if current is not None:
        found.append(_quote(current, len(text), closed=False))
    return tuple(quote for quote in found if quote.closed or quote.mark not in "'‘")


def _quote(current: _Open, end: int, *, closed: bool) -> Quote:
    pieces = (*current.pieces, Span(current.start, end))
    return Quote(tuple(piece for piece in pieces if piece.start < piece.end), closed, current.mark)


def _at_paragraph_end(text: str, current: _Open, at: int, found: list[Quote]) -> _Open | None:
    """Goes on where the next paragraph opens with the same mark, else ends here unclosed."""
    following = at
    while following < len(text) and text[following].isspace() and following - at < 8:
        following += 1
    if text.startswith(current.mark, following) and current.mark not in "'‘":
        pieces = [*current.pieces, Span(current.start, at)]
        return _Open(current.mark, following, pieces)
    found.append(_quote(current, at, closed=False))
    return None


def _opens(text: str, mark: str, at: int, end: int) -> bool:
    if mark == "’’":
        return False
    if mark in "'‘":
        return _word_follows(text, end) and not _word_before(text, at) and mark != "’"
    if mark in STRAIGHT:
        return not _space_follows(text, end)
    return mark in CLOSES


def _reopens(text: str, current: _Open, mark: str, at: int, end: int) -> bool:
    """After a space and before a word a straight mark can only open: the last was never closed."""
    if mark != current.mark or mark not in STRAIGHT or at == current.start:
        return False
    return text[at - 1].isspace() and _word_follows(text, end)


def _closes(text: str, current: _Open, mark: str, at: int, end: int) -> bool:
    if at == current.start:
        return False
    if current.mark in "'‘":
        return mark in "'’" and not _word_follows(text, end) and not text[at - 1].isspace()
    if current.mark in STRAIGHT:
        return mark == current.mark or (current.mark == '"' and mark == "”")
    return mark in CLOSES[current.mark] or (current.mark == "“" and mark in OTHER_CLOSING)


def _word_follows(text: str, at: int) -> bool:
    return at < len(text) and text[at].isalnum()


def _word_before(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isalnum()


def _space_follows(text: str, at: int) -> bool:
    return at >= len(text) or text[at].isspace()
