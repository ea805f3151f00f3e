"""What changed between two versions of a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\S+\s*|\s+")
_MOST_PAIRS = 4_000_000  # of pieces compared; a longer passage counts as replaced whole


@dataclass(frozen=True, slots=True)
class Change:
    """A passage of the old text and what stands in its place in the new one; either may be empty.

    Offsets are code points into the old and the new text.
    """

    old: str
    new: str
    old_start: int
    new_start: int


def word_diff(old: str, new: str) -> tuple[Change, ...]:
    """The changes that turn `old` into `new`, in order.

    Paragraphs are aligned first and words within the changed ones (Ratcliff and Obershelp 1988, as
    in difflib), so the work grows with what changed and not with the square of the text. Applying
    all changes to `old` gives `new`.
    """
    return tuple(
        _changes(_split(old, r"[^\n]*\n|[^\n]+"), _split(new, r"[^\n]*\n|[^\n]+"), deeper=True)
    )


def apply_changes(old: str, changes: Sequence[Change]) -> str:
    """The new text, from the old one and the changes between them."""
    parts: list[str] = []
    end = 0
    for change in changes:
        parts += [old[end : change.old_start], change.new]
        end = change.old_start + len(change.old)
    return "".join((*parts, old[end:]))


_Pieces = list[tuple[int, str]]


def _split(text: str, pattern: str, offset: int = 0) -> _Pieces:
    return [(offset + match.start(), match[0]) for match in re.finditer(pattern, text)]


def _changes(old: _Pieces, new: _Pieces, *, deeper: bool) -> Iterator[Change]:
    if len(old) * len(new) > _MOST_PAIRS:
        yield Change(
            "".join(piece for _, piece in old),
            "".join(piece for _, piece in new),
            _start(old, 0),
            _start(new, 0),
        )
        return
    matcher = SequenceMatcher(
        None, [piece for _, piece in old], [piece for _, piece in new], autojunk=False
    )
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            continue
        change = Change(
            "".join(piece for _, piece in old[old_from:old_to]),
            "".join(piece for _, piece in new[new_from:new_to]),
            _start(old, old_from),
            _start(new, new_from),
        )
        if deeper and change.old and change.new:
            yield from _within(change)
        else:
            yield change


def _start(pieces: _Pieces, index: int) -> int:
    if index < len(pieces):
        return pieces[index][0]
    return pieces[-1][0] + len(pieces[-1][1]) if pieces else 0


def _within(change: Change) -> Iterator[Change]:
    old = _split(change.old, _WORD.pattern, change.old_start)
    new = _split(change.new, _WORD.pattern, change.new_start)
    yield from _changes(old, new, deeper=False)
