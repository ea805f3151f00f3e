"""What each statement of a claim did to it, for all watches alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.claims.likeness.independence import Independence, denying, independent_of_all
from monitor.domain import AlertKind, ClaimMember

# What an outlet did to its own report: no new voice, so it neither confirms nor denies.
CHANGES = frozenset({AlertKind.WITHDRAWN.value, AlertKind.CORRECTED.value})


@dataclass(frozen=True, slots=True)
class Told:
    """A statement among those before it.

    `counts`: it is attributed, it is certain that it belongs here, and it is no mere change of an
    earlier report. `origins` is how many independent parties affirm the claim then, without those
    that were withdrawn; `deserted` says that all who did so before it were.
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


def tell(members: Sequence[ClaimMember]) -> tuple[Told, ...]:
    """The members, in order of arrival, each with what it did."""
    told: list[Told] = []
    deniers: list[ClaimMember] = []
    affirming: set[int] = set()
    withdrawn = False
    for index, (member, denies) in enumerate(zip(members, denying(members), strict=True)):
        counts = member.statement.attributed and not member.uncertain and not changes(member)
        heard = independent_of_all(member, members[:index])
        first = counts and denies and independent_of_all(member, deniers).independent
        deserted = withdrawn and not affirming
        if counts and denies:
            deniers.append(member)
        elif counts and heard.independent:
            affirming.add(member.statement_id)
        elif member.kind == AlertKind.WITHDRAWN.value:
            affirming.discard(member.statement_id)
            withdrawn = True
        told.append(Told(member, counts, denies, first, heard, len(affirming), deserted))
    return tuple(told)


def changes(member: ClaimMember) -> bool:
    """Whether it withdraws or corrects what an outlet had reported."""
    return member.kind in CHANGES
