"""Named values that outlive a process: the catalogue's digest, the last tick of each job."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from monitor.store.schema import Note


def read(session: Session, key: str) -> str | None:
    """The value under `key`, None if it was never written."""
    row = session.get(Note, key)
    return row.value if row else None


def write(session: Session, key: str, value: str, *, now: datetime) -> None:
    """Set the value under `key`."""
    row = session.get(Note, key) or Note(key=key)
    row.value, row.at = value, now
    session.add(row)
