"""What an analyst's merges and splits demand of the placing of statements.

Constrained clustering's terms (Wagstaff et al. 2001): statements of a merge *must link*, those
that a split took out *cannot link* with those it left. A later decision overrides an earlier one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from monitor.claims.likeness.independence import denying, independent_of_all
from monitor.domain import ClaimKind, ClaimMember, Incoming


@dataclass(frozen=True, slots=True)
class Ruling:
    """A merge (`together` is one claim) or a split (`together` is one, apart from `apart`)."""

    pin_id: int
    kind: Literal["merge", "split"]
    together: frozenset[int]
    apart: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Wall:
    pin_id: int
    one: frozenset[int]
    other: frozenset[int]

    def within(self, group: frozenset[int]) -> list[_Wall]:
        """What is left of the wall when `group` has been made one."""
        halves = (
            _Wall(self.pin_id, self.one - group, self.other),
            _Wall(self.pin_id, self.one & group, self.other - group),
        )
        return [wall for wall in halves if wall.one and wall.other]


class Rulings:
    """The decisions in force, in the order they were taken; members are pinned statements' ids."""

    def __init__(self, rulings: Iterable[Ruling]) -> None:
        self._groups: dict[int, frozenset[int]] = {}
        self._walls: list[_Wall] = []
        self._pins: dict[int, int] = {}
        for ruling in rulings:
            if ruling.kind == "merge":
                self._merge(ruling)
            else:
                self._split(ruling)

    def group(self, member: int) -> frozenset[int]:
        """All that must be in one claim with `member`, itself included."""
        return self._groups.get(member, frozenset({member}))

    def apart(self, member: int) -> frozenset[int]:
        """All that must not be in one claim with `member`."""
        group, barred = self.group(member), frozenset[int]()
        for wall in self._walls:
            barred |= wall.other if group & wall.one else frozenset()
            barred |= wall.one if group & wall.other else frozenset()
        return barred.union(*(self.group(other) for other in barred)) - group

    def pin(self, member: int) -> int:
        """The latest decision about `member`."""
        return self._pins[member]

    def _merge(self, ruling: Ruling) -> None:
        group = ruling.together.union(*(self.group(member) for member in ruling.together))
        self._walls = [left for wall in self._walls for left in wall.within(group)]
        self._tie(group)
        self._pins |= dict.fromkeys(ruling.together, ruling.pin_id)

    def _split(self, ruling: Ruling) -> None:
        for member in ruling.together:
            left = self.group(member) - ruling.together
            self._tie(left)
        self._tie(ruling.together)
        self._walls.append(_Wall(ruling.pin_id, ruling.together, ruling.apart))
        self._pins |= dict.fromkeys(ruling.together | ruling.apart, ruling.pin_id)

    def _tie(self, group: frozenset[int]) -> None:
        self._groups |= dict.fromkeys(group, group)


def joining(incoming: Incoming, members: Sequence[ClaimMember]) -> tuple[ClaimKind, str]:
    """What a statement does to a claim that somebody else has decided it belongs to, and why."""
    denials = denying([*members, incoming])
    if denials[-1]:
        return ClaimKind.DENIED, f"{incoming.statement.origin} denies it."
    affirming = [m for m, denied in zip(members, denials, strict=False) if not denied]
    if not affirming:
        return ClaimKind.REPEATED, f"{incoming.statement.origin} affirms what was denied."
    verdict = independent_of_all(incoming, affirming)
    kind = ClaimKind.CORROBORATED if verdict.independent else ClaimKind.REPEATED
    return kind, verdict.reason


def as_incoming(member: ClaimMember) -> Incoming:
    """A statement that has a place, as it was before it had one."""
    return Incoming(
        member.statement, member.published, member.story_id, member.source, member.family
    )


def told_again(members: Sequence[ClaimMember]) -> list[tuple[ClaimKind, str]]:
    """For each member, in order of arrival, what it does to a claim made of exactly these."""
    told = []
    for index, member in enumerate(members):
        if index == 0:
            told.append((ClaimKind.NEW, "The first statement of the claim."))
        else:
            told.append(joining(as_incoming(member), members[:index]))
    return told
