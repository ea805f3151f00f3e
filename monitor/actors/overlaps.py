"""Which of overlapping names stand, and whose a bare surname is: each in one pass over the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from monitor.actors.judging import Hit, contradicted

_RANK = {"alias": 0, "surname": 1, "office": 2, "unlike": 3}


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Those that remain when the longest wins each overlap; in order of place.

    Of two equally long, names come before offices and both before what means something else.
    """
    ordered = sorted(hits, key=_precedence)
    taken = bytearray(max((hit.end for hit in ordered), default=0))
    chosen = []
    for hit in ordered:
        if taken.find(1, hit.start, hit.end) < 0:
            taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
            chosen.append(hit)
    return sorted(chosen, key=lambda hit: hit.start)


def _precedence(hit: Hit) -> tuple[int, int, int, bool, int]:
    name = hit.name  # of equal spans, one that needs no grammatical ending is the longer name
    spelled = hit.start - hit.end, -len(name.pattern)
    return *spelled, _RANK[name.rule], not name.conditional, hit.start


class Cover:
    """Hits that do not overlap, to be asked which of them another lies in."""

    def __init__(self, chosen: Sequence[Hit]) -> None:
        self._chosen = chosen
        self._starts = [hit.start for hit in chosen]

    def around(self, hit: Hit) -> Hit | None:
        """The chosen hit that this one lies in, if there is one."""
        index = bisect_right(self._starts, hit.start) - 1
        if index >= 0 and hit.end <= self._chosen[index].end:
            return self._chosen[index]
        return None


def within(hits: Sequence[Hit], hit: Hit) -> list[Hit]:
    """Of hits in order of place, those that lie in this one; the longest first."""
    index = bisect_left(hits, hit.start, key=lambda other: other.start)
    inner = []
    while index < len(hits) and hits[index].start < hit.end:
        if hits[index].end <= hit.end:
            inner.append(hits[index])
        index += 1
    return sorted(inner, key=_precedence)


def judge_surnames(surnames: Iterable[Hit], chosen: Iterable[Hit]) -> Iterator[Hit]:
    """Each last name by itself: that of the person last named in full of all who bear it."""
    full = [hit for hit in chosen if hit.name.rule in ("alias", "office", "unlike")]
    by_word: dict[str, Hit] = {}
    by_owner: dict[str, Hit] = {}
    ahead = 0
    for hit in sorted(surnames, key=lambda hit: hit.start):
        while ahead < len(full) and full[ahead].start < hit.start:
            by_owner[full[ahead].name.owner] = full[ahead]
            by_word.update(dict.fromkeys(full[ahead].name.pattern.split()[1:], full[ahead]))
            ahead += 1
        bearers = [by_word.get(hit.name.pattern), by_owner.get(hit.name.owner)]
        named = max((b for b in bearers if b), key=lambda b: b.start, default=None)
        yield _judged(hit, named)


def _judged(hit: Hit, named: Hit | None) -> Hit:
    if named is None:
        return hit.veto("a surname without the full name before it")
    if named.name.owner != hit.name.owner or named.name.rule == "unlike":
        return hit.veto(f"the surname of {named.name.text!r}, named before it")
    return hit.accept(f"the surname of {named.name.text!r}, named before it")


def with_surnames(chosen: Iterable[Hit], surnames: Sequence[Hit]) -> list[Hit]:
    """Both, without office phrases that end in the surname of somebody else named before.

    'Ayatollah Khamenei' names who is leader on the day, unless the text speaks of his father.
    """
    owners = {hit.end: hit.name.owner for hit in surnames}
    kept = (
        hit
        for hit in chosen
        if hit.name.rule != "office" or owners.get(hit.end, hit.name.owner) == hit.name.owner
    )
    return longest([*kept, *surnames])


def established(judged: Iterable[Hit], chosen: Iterable[Hit], text: str) -> list[Hit]:
    """The chosen, and names that lack their context here but had it where they stood before.

    So does a body that the text names in another way: 'the Emirate' beside 'the Islamic Emirate'.
    For a person the whole `text` is context: in a live blog each paragraph stands by
    itself.
    """
    chosen = list(chosen)
    first: dict[tuple[str, str], int] = {}
    named = {hit.name.owner for hit in chosen}
    for hit in chosen:
        first.setdefault((hit.name.pattern, hit.name.owner), hit.start)
    again = [
        hit.accept("its context agrees elsewhere in the text")
        for hit in judged
        if hit.vetoed and (_had_context(hit, first, text) or _named_otherwise(hit, named, text))
    ]
    return longest([*chosen, *again]) if again else chosen


def _had_context(hit: Hit, first: Mapping[tuple[str, str], int], text: str) -> bool:
    name = hit.name
    if not name.only_requires:
        return False
    before = first.get((name.pattern, name.owner), hit.start) < hit.start
    return before or (name.kind == "person" and name.requires.found(text) is not None)


def _named_otherwise(hit: Hit, named: Set[str], text: str) -> bool:
    name = hit.name
    body = bool(name.requires) and name.kind != "person" and not (name.of_state or name.is_source)
    return body and name.owner in named and not contradicted(hit, text)
