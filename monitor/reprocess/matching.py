"""What of the old is what of the new: statements within a document, and ids for groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from monitor.domain import Statement
from monitor.reading.normalise import fold_with_offsets

G = TypeVar("G", bound=Hashable)
SAME_SPAN = 0.5  # shared part of two spans from which on the one is the other, cut anew

Old = tuple[int, Statement]


def same_statements(
    old: Sequence[Old], new: Sequence[Statement], *, same_text: bool
) -> list[int | None]:
    """For each statement of the new reading the id it had in the old one, None for a new one.

    Equal ones first, then those with the same span or the same words, then those whose spans
    overlap by at least half. Every id is given once; what somebody said never becomes what the
    publisher says.
    """
    found: list[int | None] = [None] * len(new)
    left = list(old)
    for key in (_whole, _place, _words) if same_text else (_words, _content):
        _pair(left, new, found, key)
    if same_text:
        _pair_by_overlap(left, new, found)
    return found


def _whole(statement: Statement) -> Hashable:
    return statement


def _place(statement: Statement) -> Hashable:
    return statement.attributed, statement.start, statement.end, statement.cue_start


def _words(statement: Statement) -> Hashable:
    return statement.attributed, statement.content, statement.cue, statement.origin


def _content(statement: Statement) -> Hashable:
    return statement.attributed, statement.content


def _pair(
    left: list[Old],
    new: Sequence[Statement],
    found: list[int | None],
    key: Callable[[Statement], Hashable],
) -> None:
    """Pair what has the same key, in order of the text."""
    waiting: dict[Hashable, list[Old]] = {}
    for one in sorted(left, key=lambda one: (one[1].start, one[0])):
        waiting.setdefault(key(one[1]), []).append(one)
    for index in sorted(range(len(new)), key=lambda i: new[i].start):
        if found[index] is None and (same := waiting.get(key(new[index]))):
            one = same.pop(0)
            found[index] = one[0]
            left.remove(one)


def _pair_by_overlap(left: list[Old], new: Sequence[Statement], found: list[int | None]) -> None:
    pairs = [
        (-_overlap(statement, new[index]), index, one_id)
        for one_id, statement in left
        for index in range(len(new))
        if found[index] is None and _overlap(statement, new[index]) >= SAME_SPAN
    ]
    taken: set[int] = set()
    for _score, index, one_id in sorted(pairs):
        if found[index] is None and one_id not in taken:
            found[index] = one_id
            taken.add(one_id)
    left[:] = [one for one in left if one[0] not in taken]


def _overlap(one: Statement, other: Statement) -> float:
    """Jaccard index of the two content spans."""
    if one.attributed is not other.attributed:
        return 0.0
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0.0, shared / max(1, max(one.end, other.end) - min(one.start, other.start)))


def keep_ids(groups: Mapping[G, Iterable[int | None]]) -> dict[G, int | None]:
    """An id for each new group: the old one that most of its members had.

    `groups` gives the former group of each member, None for a newcomer. An old id stays with the
    new group that holds most of it; what is left over gets none and is new.
    """
    votes = [
        (-count, old, place, group)
        for place, (group, formers) in enumerate(groups.items())
        for old, count in Counter(former for former in formers if former is not None).items()
    ]
    ids: dict[G, int | None] = dict.fromkeys(groups)
    taken: set[int] = set()
    for _count, old, _place, group in sorted(votes, key=lambda vote: vote[:3]):
        if ids[group] is None and old not in taken:
            ids[group] = old
            taken.add(old)
    return ids


def locate(content: str, text: str) -> tuple[int, int] | None:
    """Where `content` stands in `text`, typography aside; None where it does not."""
    at = text.find(content)
    if at >= 0:
        return at, at + len(content)
    folded, offsets = fold_with_offsets(text)
    wanted, _ = fold_with_offsets(content)
    at = folded.find(wanted) if wanted else -1
    if at < 0:
        return None
    last = at + len(wanted)
    return offsets[at], offsets[last] if last < len(offsets) else len(text)
