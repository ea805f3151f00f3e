"""Values of clustering: claims as candidates, and where a statement goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from monitor.domain.statements import Statement
from monitor.domain.words import ClaimKind


@dataclass(frozen=True, slots=True)
class ClaimMember:
    """A statement that already belongs to a claim, with what decides independence.

    `uncertain` ones founded a claim because nobody could tell which they belong to: they wait for
    an analyst and never alert. `kind` is what it did to its claim when it came. One that no longer
    `stands` was dropped by its page, or stands anew in a later version of it.
    """

    statement_id: int
    statement: Statement
    published: datetime
    story_id: int
    source: str | None = None
    family: str | None = None
    uncertain: bool = False
    kind: ClaimKind | None = None
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim found by the index, with the members that the decision compares against."""

    claim_id: int
    members: tuple[ClaimMember, ...]


@dataclass(frozen=True, slots=True)
class Incoming:
    """The statement to be placed, with what decides independence.

    `continues` is what a version of the page before decides about it, where that had it too.
    """

    statement: Statement
    published: datetime
    story_id: int
    source: str | None = None
    family: str | None = None
    continues: ClaimDecision | None = None


@dataclass(frozen=True, slots=True)
class ClaimDecision:
    """Where a statement goes and why; `claim_id` is None for a new claim. Score is in [0, 1].

    `statement_id` is the statement of an earlier version that it repeats or corrects.
    """

    kind: ClaimKind
    claim_id: int | None
    score: float
    reasons: tuple[str, ...] = field(default=())
    statement_id: int | None = None
