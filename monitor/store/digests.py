"""The moment of each digest's last sending, so that a digest of nothing is sent once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from monitor.store import notes

PREFIX = "digest:"


def remember(session: Session, channel: str, moment: datetime, *, now: datetime) -> bool:
    """Note that the digest of `moment` is being sent; whether an earlier one had been noted.

    The first time says no: before it nobody was waiting for a digest.
    """
    key = PREFIX + channel
    last = notes.read(session, key)
    if last is not None and datetime.fromisoformat(last) >= moment:
        return False
    notes.write(session, key, moment.isoformat(), now=now)
    return last is not None
