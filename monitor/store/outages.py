"""Channels that are down as a whole: since when, why, and when they are asked again.

A channel that refuses connections refuses every message alike. It is asked with one message at a
time, later and later, while the others keep their place and their attempts.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.store.schema import Note

PREFIX = "outage:"


@dataclass(frozen=True, slots=True)
class Outage:
    """A channel's failures in a row, the first one's time, and the time of the next attempt."""

    since: datetime
    until: datetime
    failures: int
    error: str


def read(session: Session, channel: str) -> Outage | None:
    """The channel's outage, None while it works."""
    note = session.get(Note, PREFIX + channel)
    return _value(note) if note else None


def record(session: Session, channel: str, outage: Outage, *, now: datetime) -> None:
    """Keep the outage; the caller holds the channel's lock."""
    key = PREFIX + channel
    note = session.get(Note, key) or Note(key=key)
    fields = asdict(outage)
    for name in ("since", "until"):
        fields[name] = fields[name].isoformat()
    note.value, note.at = json.dumps(fields, ensure_ascii=False), now
    session.add(note)


def clear(session: Session, channel: str) -> None:
    """The channel works again."""
    note = session.get(Note, PREFIX + channel)
    if note is not None:
        session.delete(note)


def all_of(session: Session) -> dict[str, Outage]:
    """Every outage there is, by channel."""
    notes = session.scalars(select(Note).where(Note.key.startswith(PREFIX, autoescape=True)))
    return {note.key.removeprefix(PREFIX): _value(note) for note in notes}


def _value(note: Note) -> Outage:
    fields = json.loads(note.value)
    return Outage(
        since=datetime.fromisoformat(fields["since"]),
        until=datetime.fromisoformat(fields["until"]),
        failures=fields["failures"],
        error=fields["error"],
    )
