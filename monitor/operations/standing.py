"""How axiswatch stands as a whole: what `axiswatch status` says, and its exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from monitor.operations.check import Health
from monitor.operations.rhythm import rhythm
from monitor.operations.values import ChannelFacts, Condition, Notice, Part, SourceFacts, Verdict

FAILING = 3  # polls in a row


class Level(IntEnum):
    """The states of a monitoring plugin, which are its exit codes (Monitoring Plugins, 2.4)."""

    OK = 0
    WARNING = 1
    CRITICAL = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that wants looking at, with what to do where that is known."""

    level: Level
    part: Part
    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything together. `level` is that of the worst problem."""

    at: datetime
    health: Health
    problems: tuple[Problem, ...]
    open: tuple[Notice, ...]

    @property
    def level(self) -> Level:
        """OK where there is no problem."""
        return max((problem.level for problem in self.problems), default=Level.OK)

    def sources(self) -> Counter[str]:
        """How many sources are in which condition; `new` ones have published nothing yet."""
        conditions = _conditions(self.health.verdicts, Part.SOURCE)
        return Counter(conditions.get(source.slug, "new") for source in self.health.sources)

    def as_record(self) -> dict[str, Any]:
        """What `axiswatch status --json` prints."""
        verdicts = self.health.verdicts
        sources, channels = (_conditions(verdicts, p) for p in (Part.SOURCE, Part.CHANNEL))
        outbox = self.health.channels
        return {
            "state": self.level.name.lower(),
            "at": self.at.isoformat(),
            "problems": [
                {
                    "level": problem.level.name.lower(),
                    "part": problem.part.value,
                    "subject": problem.subject,
                    "reason": problem.reason,
                }
                for problem in self.problems
            ],
            "jobs": [
                {
                    "job": beat.job,
                    "at": _iso(beat.at),
                    "worked_at": _iso(beat.worked_at),
                    "outcome": beat.outcome,
                }
                for beat in self.health.beats
            ],
            "sources": [
                _source(source, sources.get(source.slug, "new")) for source in self.health.sources
            ],
            "channels": [
                _channel(channel, channels.get(channel.name, "unknown")) for channel in outbox
            ],
            "outbox": {
                "waiting": sum(channel.waiting for channel in outbox),
                "held": sum(channel.held for channel in outbox),
                "dead": sum(channel.dead for channel in outbox),
            },
            "incidents": [
                {
                    "id": notice.incident_id,
                    "part": notice.part.value,
                    "subject": notice.subject,
                    "since": _iso(notice.since),
                    "opened_at": _iso(notice.opened_at),
                    "reason": notice.reason,
                }
                for notice in self.open
            ],
        }


def standing(health: Health, still_open: Sequence[Notice], *, at: datetime) -> Standing:
    """Weigh what is known: jobs and channels are critical, everything else a warning."""
    problems = [*_judged(health.verdicts), *_jobs(health), *_outboxes(health), *_feeds(health)]
    named = {(problem.part, problem.subject) for problem in problems}
    problems += [
        Problem(Level.WARNING, notice.part, notice.subject, notice.reason)
        for notice in still_open
        if (notice.part, notice.subject) not in named
    ]
    ordered = sorted(problems, key=lambda problem: -problem.level)
    return Standing(at, health, tuple(ordered), tuple(still_open))


def _judged(verdicts: Iterable[Verdict]) -> Iterator[Problem]:
    for verdict in verdicts:
        if verdict.condition is Condition.SILENT:
            level = Level.WARNING if verdict.part is Part.SOURCE else Level.CRITICAL
            yield Problem(level, verdict.part, verdict.subject, verdict.reason)
        elif verdict.condition is Condition.UNKNOWN and verdict.part is Part.CHANNEL:
            yield Problem(Level.WARNING, verdict.part, verdict.subject, verdict.reason)


def _jobs(health: Health) -> Iterator[Problem]:
    if not health.beats:
        never = "No job has ever run here: `axiswatch run`, or `axiswatch once` from cron."
        yield Problem(Level.WARNING, Part.SCHEDULER, "scheduler", never)


def _outboxes(health: Health) -> Iterator[Problem]:
    """Dead letters and messages for nobody; a channel that is silent has said it already."""
    silent = {v.subject for v in health.verdicts if v.condition is Condition.SILENT}
    for channel in health.channels:
        if channel.dead and channel.name not in silent:
            dead = (
                f"{channel.name} has {channel.dead} dead letters: "
                f"axiswatch alerts retry --channel {channel.name}"
            )
            yield Problem(Level.WARNING, Part.CHANNEL, channel.name, dead)
        if not channel.configured and channel.held + channel.waiting:
            held = (
                f"{channel.held + channel.waiting} messages wait for {channel.name}, "
                f"which is not configured: add [{channel.name}] to axiswatch.toml"
            )
            yield Problem(Level.WARNING, Part.CHANNEL, channel.name, held)


def _feeds(health: Health) -> Iterator[Problem]:
    silent = {v.subject for v in health.verdicts if v.condition is Condition.SILENT}
    for source in health.sources:
        if source.failures >= FAILING and source.slug not in silent:
            failing = f"{source.name}: its feeds failed {source.failures} times in a row: " + (
                f"{source.error}"
            )
            yield Problem(Level.WARNING, Part.SOURCE, source.slug, failing)


def _conditions(verdicts: Iterable[Verdict], part: Part) -> dict[str, str]:
    return {v.subject: v.condition.value for v in verdicts if v.part is part}


def _source(source: SourceFacts, condition: str) -> dict[str, Any]:
    found = rhythm(source.published)
    return {
        "source": source.slug,
        "state": condition,
        "last_published": _iso(source.published[-1]) if source.published else None,
        "polled_at": _iso(source.polled_at),
        "pauses": found.pauses if found else None,
        "usual": found.usual.total_seconds() if found else None,
        "limit": found.limit.total_seconds() if found else None,
        "failures": source.failures,
        "error": source.error,
    }


def _channel(channel: ChannelFacts, condition: str) -> dict[str, Any]:
    return {
        "channel": channel.name,
        "configured": channel.configured,
        "state": condition,
        "waiting": channel.waiting,
        "held": channel.held,
        "dead": channel.dead,
        "next_due": _iso(channel.next_due),
        "last_sent": _iso(channel.last_sent),
        "down_since": _iso(channel.down_since),
        "error": channel.error,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
