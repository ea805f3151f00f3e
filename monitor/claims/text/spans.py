"""Half-open ranges of code points, and the small arithmetic the attribution rules need."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """Code points `start` to `end` (exclusive) of a text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether all of `other` lies inside."""
        return self.start <= other.start and other.end <= self.end


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The union as sorted, disjoint spans; those that touch become one."""
    union: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if union and span.start <= union[-1].end:
            union[-1] = Span(union[-1].start, max(union[-1].end, span.end))
        else:
            union.append(span)
    return tuple(union)


def without(spans: Iterable[Span], holes: Iterable[Span]) -> tuple[Span, ...]:
    """`spans` minus everything inside `holes`, sorted and disjoint."""
    left = list(merged(spans))
    for hole in merged(holes):
        left = [piece for span in left for piece in _cut(span, hole)]
    return tuple(left)


def _cut(span: Span, hole: Span) -> tuple[Span, ...]:
    if not span.overlaps(hole):
        return (span,)
    pieces = (Span(span.start, hole.start), Span(hole.end, span.end))
    return tuple(piece for piece in pieces if piece.start < piece.end)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span around all of `spans`, of which there must be one at least."""
    held = list(spans)
    return Span(min(s.start for s in held), max(s.end for s in held))


def holding(spans: Sequence[Span], at: int) -> Span | None:
    """The one of sorted, disjoint `spans` that holds code point `at`."""
    index = bisect_right(spans, at, key=lambda span: span.start) - 1
    return spans[index] if index >= 0 and at < spans[index].end else None


def meets(spans: Sequence[Span], span: Span) -> bool:
    """Whether any of sorted, disjoint `spans` overlaps `span`."""
    index = bisect_right(spans, span.end - 1, key=lambda other: other.start) - 1
    return index >= 0 and spans[index].end > span.start


def stripped(text: str, span: Span, left: str, right: str) -> Span:
    """`span` without the characters of `left` at its beginning and of `right` at its end."""
    start, end = span
    while start < end and text[start] in left:
        start += 1
    while end > start and text[end - 1] in right:
        end -= 1
    return Span(start, end)
