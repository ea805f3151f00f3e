"""Look whether anything has fallen silent, and let the operators know: the thin doer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session, sessionmaker

from monitor.config import OperationsSettings
from monitor.operations.judge import judge_channel, judge_scheduler, judge_source
from monitor.operations.values import Beat, ChannelFacts, Part, SourceFacts, Verdict
from monitor.store import health, heartbeats, incidents, notes
from monitor.store.session import read_only

SOURCES_EVERY = timedelta(hours=1)  # no source is judged by less than six
NOTE = "operations.sources"


@dataclass(frozen=True, slots=True)
class Health:
    """What is known of every part, and what is thought of it."""

    beats: tuple[Beat, ...]
    sources: tuple[SourceFacts, ...]
    channels: tuple[ChannelFacts, ...]
    verdicts: tuple[Verdict, ...]


def examine(
    session: Session,
    settings: OperationsSettings,
    channels: Collection[str],
    *,
    now: datetime,
    parts: Collection[Part] = tuple(Part),
) -> Health:
    """Read the rows and judge the `parts`; `channels` are the names of the configured ones."""
    beats = heartbeats.beats(session)
    sources = tuple(health.sources(session, now=now)) if Part.SOURCE in parts else ()
    outboxes = tuple(health.channels(session, channels, now=now))
    verdicts = (
        judge_scheduler(beats, settings, now=now),
        *(judge_channel(channel, settings, now=now) for channel in outboxes),
        *(judge_source(source) for source in sources),
    )
    return Health(beats, sources, outboxes, tuple(v for v in verdicts if v is not None))


def check(
    sessions: sessionmaker[Session],
    settings: OperationsSettings,
    channels: Sequence[str],
    *,
    now: datetime,
) -> tuple[int, int]:
    """Open and close incidents, with a message each in the outbox; how many of both.

    Sources are looked at once an hour, everything else each time.
    """
    with sessions() as session:
        looked = notes.read(read_only(session), NOTE)
        due = looked is None or now - datetime.fromisoformat(looked) >= SOURCES_EVERY
        parts = tuple(part for part in Part if due or part is not Part.SOURCE)
        found = examine(session, settings, channels, now=now, parts=parts)
    told = settings.channels or channels
    with sessions.begin() as session:
        opened, closed = incidents.settle(
            session, found.verdicts, parts=parts, channels=told, now=now
        )
        if due:
            notes.write(session, NOTE, now.isoformat(), now=now)
    return len(opened), len(closed)
