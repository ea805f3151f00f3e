"""Watches that an analyst has silenced until a moment, without touching their rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.errors import InputError
from monitor.store.schema import Watch


def muted(session: Session) -> dict[str, datetime]:
    """The moment until which each watch is silenced, by name; it may have passed."""
    rows = session.execute(select(Watch.name, Watch.muted_until).where(Watch.enabled))
    return {row.name: row.muted_until for row in rows if row.muted_until is not None}


def mute(session: Session, name: str, *, until: datetime | None, known: Sequence[str]) -> None:
    """Silence a watch until a moment, or (None) let it speak again. The caller commits.

    Raises:
        InputError: no watch in force is called so.
    """
    row = session.scalar(select(Watch).where(Watch.name == name, Watch.enabled))
    if row is None:
        raise InputError(f"there is no watch {name!r} in force; there are: {', '.join(known)}")
    row.muted_until = until
