"""When each job of the scheduler last ticked, and when it last worked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.operations.values import Beat
from monitor.store.schema import Heartbeat

MOST_OUTCOME = 2000


def beat(session: Session, job: str, outcome: str, *, worked: bool, now: datetime) -> None:
    """Note a tick, or that a long one is still at work.

    A job that has never worked is counted from its first tick.
    """
    row = session.get(Heartbeat, job) or Heartbeat(job=job, worked_at=now)
    row.at, row.outcome = now, outcome[:MOST_OUTCOME]
    if worked:
        row.worked_at = now
    session.add(row)


def beats(session: Session) -> tuple[Beat, ...]:
    """Every job that ever ticked."""
    rows = session.scalars(select(Heartbeat).order_by(Heartbeat.job))
    return tuple(Beat(row.job, row.at, row.outcome, row.worked_at) for row in rows)
