"""What each thing that happened to a claim did to it, for all watches alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.claims.likeness.independence import Independence, denying, independent_of_all
from monitor.domain import ClaimKind, ClaimMember

# A page does not say it any more. The statement stands in the history a second time, as what it is.
ENDS = frozenset({ClaimKind.DROPPED, ClaimKind.WITHDRAWN})
# What an outlet did to its own report: no new voice, so it neither confirms nor denies.
CHANGES = ENDS | {ClaimKind.CORRECTED}


@dataclass(frozen=True, slots=True)
class Told:
    """A statement among those before it.

    `counts`: it is attributed, it is certain that it belongs here, and it is no mere change of an
    earlier report. `origins` is how many independent parties affirm the claim then, without those
    whose pages have dropped it; `deserted` says that all who did so before it have.
    """

    member: ClaimMember
    counts: bool
    denies: bool
    denies_first: bool
    heard: Independence
    origins: int
    deserted: bool = False

    @property
    def confirms(self) -> bool:
        """Whether a party nobody had heard on this affirms it."""
        return self.counts and not self.denies and self.heard.independent


def tell(members: Sequence[ClaimMember], replaced: Sequence[int | None] = ()) -> tuple[Told, ...]:
    """What happened, in order, each with what it did.

    `replaced` is, for each, the statement whose place it took in a new version of its page.
    """
    told: list[Told] = []
    deniers: list[ClaimMember] = []
    standing = _Standing()
    for index, (member, denies) in enumerate(zip(members, denying(members), strict=True)):
        usable = member.statement.attributed and not member.uncertain
        counts = usable and not changes(member)
        heard = independent_of_all(member, members[:index])
        first = counts and denies and independent_of_all(member, deniers).independent
        deserted = standing.deserted
        if counts and denies:
            deniers.append(member)
        if replaced and (old := replaced[index]) is not None:
            standing.leave(old)
        if member.kind in ENDS:
            standing.leave(member.statement_id)
        elif usable and not denies:
            standing.join(member)
        told.append(Told(member, counts, denies, first, heard, standing.parties, deserted))
    return tuple(told)


def changes(member: ClaimMember) -> bool:
    """Whether it withdraws, drops or corrects what an outlet had reported."""
    return member.kind in CHANGES


class _Standing:
    """Those who affirm the claim and have not taken it back, and how many parties they are."""

    def __init__(self) -> None:
        self.parties = 0
        self.deserted = False
        self._members: dict[int, ClaimMember] = {}

    def join(self, member: ClaimMember) -> None:
        self.parties += independent_of_all(member, list(self._members.values())).independent
        self._members[member.statement_id] = member
        self.deserted = False

    def leave(self, statement_id: int) -> None:
        if self._members.pop(statement_id, None) is None:
            return
        left, self._members, self.parties = self._members, {}, 0
        for member in left.values():
            self.join(member)
        self.deserted = not left
