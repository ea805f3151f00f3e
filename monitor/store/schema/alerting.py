"""What was worth a message, and how far it got."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from monitor.store.schema.base import Base


class Watch(Base):
    """A rule of `watches.toml` as it was last read; `muted_until` is what an analyst said since."""

    __tablename__ = "watch"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    rule: Mapped[dict[str, Any]]
    enabled: Mapped[bool] = mapped_column(default=True)
    muted_until: Mapped[datetime | None]


class Alert(Base):
    """One message owed to the reader: unique per watch, claim and kind."""

    __tablename__ = "alert"
    __table_args__ = (UniqueConstraint("watch_id", "claim_id", "kind"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    watch_id: Mapped[int] = mapped_column(ForeignKey("watch.id"))
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    severity: Mapped[str] = mapped_column(String(8), default="normal", server_default="normal")
    reason: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(index=True)
    watch: Mapped[Watch] = relationship()
    deliveries: Mapped[list[Delivery]] = relationship(back_populates="alert")


class Delivery(Base):
    """The outbox: one message on its way to one channel.

    `state`: pending, sending, sent, dead, held (no such channel), rolled (into another's message).
    The message is an alert, or one phase (`raised`, `cleared`) of an operations incident. It is not
    due `not_before` a moment that its watch's rule set; `wait` says what it waits for then (quiet,
    digest, cap). A rolled one is told of in the message of another, `rolled_into`.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("alert_id", "channel"),
        UniqueConstraint("incident_id", "phase", "channel"),
        Index(None, "state", "next_attempt_at"),
        Index(None, "channel", "state"),
        Index(None, "channel", "sent_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    alert_id: Mapped[int | None] = mapped_column(ForeignKey("alert.id"), index=True)
    incident_id: Mapped[int | None] = mapped_column(ForeignKey("incident.id"))
    phase: Mapped[str | None] = mapped_column(String(8))
    channel: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(16), default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime]
    not_before: Mapped[datetime | None]
    wait: Mapped[str | None] = mapped_column(String(8))
    rolled_into: Mapped[int | None] = mapped_column(ForeignKey("delivery.id"), index=True)
    leased_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    receipt: Mapped[str | None]
    given_up_at: Mapped[datetime | None]
    error: Mapped[str | None]
    alert: Mapped[Alert | None] = relationship(back_populates="deliveries")


class Decision(Base):
    """Why a claim event did or did not alert under a watch.

    `because` names what kept it quiet: a field of the rule, 'statement', 'repetition', 'once' or
    'reprocess'.
    `at` is the moment it was decided as if now; rows are kept for so long after `written_at`.
    """

    __tablename__ = "decision"
    id: Mapped[int] = mapped_column(primary_key=True)
    claim_event_id: Mapped[int] = mapped_column(ForeignKey("claim_event.id"), index=True)
    watch_id: Mapped[int] = mapped_column(ForeignKey("watch.id"), index=True)
    fired: Mapped[bool]
    because: Mapped[str | None] = mapped_column(String(16))
    reason: Mapped[str]
    at: Mapped[datetime]
    written_at: Mapped[datetime] = mapped_column(server_default=func.now(), index=True)


class Note(Base):
    """A named value that must survive a restart (catalogue hash, last tick)."""

    __tablename__ = "note"
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[str]
    at: Mapped[datetime]
