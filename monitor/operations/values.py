"""What is known of the parts of axiswatch, and what is thought of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Part(StrEnum):
    """What can fall silent."""

    SOURCE = "source"
    CHANNEL = "channel"
    SCHEDULER = "scheduler"


class Condition(StrEnum):
    """Unknown is a source without enough of a past to be judged by: that changes nothing."""

    WELL = "well"
    SILENT = "silent"
    UNKNOWN = "unknown"


class Phase(StrEnum):
    """The two messages about one incident."""

    RAISED = "raised"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is thought of one part; `since` is its last sign of life, `reason` a sentence."""

    part: Part
    subject: str
    condition: Condition
    since: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Beat:
    """A job of the scheduler: its last tick with its outcome, and the last that worked."""

    job: str
    at: datetime
    outcome: str
    worked_at: datetime


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A source that is polled: when it published (in order), and what its feeds answered last."""

    slug: str
    name: str
    published: Sequence[datetime]
    polled_at: datetime | None
    failures: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """A channel's outbox. `down_since` is set while it takes nothing, `given_up` counts the
    messages given up within the last day."""

    name: str
    configured: bool
    waiting: int = 0
    held: int = 0
    dead: int = 0
    next_due: datetime | None = None
    last_sent: datetime | None = None
    down_since: datetime | None = None
    given_up: int = 0
    given_up_at: datetime | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One message about an incident: that something fell silent, or that it is well again.

    `acknowledged` is the receipt of an earlier try that only a part of the readers took.
    """

    incident_id: int
    part: Part
    subject: str
    phase: Phase
    since: datetime
    opened_at: datetime
    reason: str
    closed_at: datetime | None = None
    closing: str | None = None
    acknowledged: str = ""

    def key(self, phase: Phase | None = None) -> str:
        """A name for this message that stays the same however often it is sent."""
        parts = (
            str(self.incident_id), self.part, self.subject, self.opened_at.isoformat(),
            phase or self.phase,
        )  # fmt: skip
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
