"""Whether axiswatch itself is well: when each job last worked, and what has gone quiet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from monitor.store.schema.base import Base

OPEN = text("closed_at IS NULL")


class Heartbeat(Base):
    """A job of the scheduler: its last tick, what came of it, and when it last worked."""

    __tablename__ = "heartbeat"
    job: Mapped[str] = mapped_column(String(16), primary_key=True)
    at: Mapped[datetime]
    outcome: Mapped[str]
    worked_at: Mapped[datetime]


class Incident(Base):
    """A source, a channel or the scheduler that fell silent. At most one is open for each."""

    __tablename__ = "incident"
    __table_args__ = (
        Index(
            "uq_incident_open", "part", "subject", unique=True,
            sqlite_where=OPEN, postgresql_where=OPEN,
        ),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(String(16))
    subject: Mapped[str] = mapped_column(String(80))
    since: Mapped[datetime]  # the last sign of life
    reason: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(index=True)
    closed_at: Mapped[datetime | None]
    closing: Mapped[str | None]  # why it is over
