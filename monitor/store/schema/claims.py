"""What was said: statements with their chains, in claims, and the analyst's pins."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from monitor.store.schema.base import Base
from monitor.store.schema.texts import Document


class Claim(Base):
    """Statements that report one proposition. `status`: single-origin, corroborated, disputed.

    `mark` is the status an analyst gave it, which wins over the computed one. A claim whose
    statements went into another keeps its row, for old alerts, and `merged_into` names the other.
    """

    __tablename__ = "claim"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    event: Mapped[str | None] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16), default="single-origin", index=True)
    mark: Mapped[str | None] = mapped_column(String(16))
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("claim.id"), index=True)
    first_seen: Mapped[datetime] = mapped_column(index=True)
    last_seen: Mapped[datetime]
    actors: Mapped[list[str]]
    origins: Mapped[list[str]]
    outlets: Mapped[list[str]]


class ClaimKey(Base):
    """An index entry by which a later statement finds the claim (actor pair, event, place …)."""

    __tablename__ = "claim_key"
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    last_seen: Mapped[datetime]


class Statement(Base):
    """One attributed proposition; `detail` holds what is only ever read whole.

    A retired one is no longer found by today's rules; it is kept because an alert quotes it, and
    counts for nothing.
    """

    __tablename__ = "statement"
    __table_args__ = (UniqueConstraint("document_id", "start", "end", "cue_start"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"), index=True)
    content: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    cue: Mapped[str]
    cue_start: Mapped[int | None]
    cue_end: Mapped[int | None]
    cue_class: Mapped[str] = mapped_column(String(16))
    origin: Mapped[str]
    party: Mapped[str]
    form: Mapped[str] = mapped_column(String(16))
    modality: Mapped[str] = mapped_column(String(16))
    polarity: Mapped[str] = mapped_column(String(16))
    event: Mapped[str | None] = mapped_column(String(16), index=True)
    actors: Mapped[list[str]]
    said_on: Mapped[str | None] = mapped_column(String(10))
    event_date: Mapped[str | None] = mapped_column(String(10))
    attributed: Mapped[bool] = mapped_column(default=True)
    retired: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str | None] = mapped_column(String(16))
    detail: Mapped[dict[str, Any]]
    document: Mapped[Document] = relationship()
    links: Mapped[list[ChainLink]] = relationship(
        order_by="ChainLink.position", cascade="all, delete-orphan"
    )


class ChainLink(Base):
    """One link of a statement's chain, outermost first."""

    __tablename__ = "link"
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str] = mapped_column(String(16))
    canonical: Mapped[str | None]
    actor_id: Mapped[str | None] = mapped_column(String(80))
    source_slug: Mapped[str | None] = mapped_column(String(80))
    cue: Mapped[str | None]
    start: Mapped[int | None]
    end: Mapped[int | None]


class ClaimEvent(Base):
    """What one statement did to its claim, with the deciding score and reasons.

    `position` orders the statements of a claim as they arrived, from 0.
    `related_claim_id` is the claim an uncertain statement may belong to, `related_statement_id` the
    statement of an earlier version of the page that this one repeats or corrects. Every statement
    has one event of its arrival, and another when its page drops it (`withdrawn`).
    """

    __tablename__ = "claim_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    related_claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"))
    related_statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(16))
    score: Mapped[float]
    reasons: Mapped[list[str]]
    at: Mapped[datetime] = mapped_column(index=True)


# A statement has one event of its arrival, and another when its page drops it.
ENDS = ("dropped", "withdrawn")
ARRIVAL = ClaimEvent.kind.not_in(ENDS)


class Pin(Base):
    """An analyst's decision: merge, split or mark (which gives `status`)."""

    __tablename__ = "pin"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    status: Mapped[str | None] = mapped_column(String(16))
    note: Mapped[str]
    at: Mapped[datetime]
    members: Mapped[list[PinMember]] = relationship(
        back_populates="pin", cascade="all, delete-orphan"
    )


class PinnedStatement(Base):
    """A statement that pins speak of, by what survives a re-read: address, version, span, words.

    `statement_id` is the row it was last known as; the row may be gone.
    """

    __tablename__ = "pinned_statement"
    __table_args__ = (Index(None, "canonical_url", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(index=True)
    canonical_url: Mapped[str]
    version: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    text_hash: Mapped[str] = mapped_column(String(64))
    content_hash: Mapped[str] = mapped_column(String(64))


class PinMember(Base):
    """A statement's part in a pin: its claim then, and whether that is the claim named second
    (merge) or it was taken out of it (split)."""

    __tablename__ = "pin_member"
    pin_id: Mapped[int] = mapped_column(ForeignKey("pin.id"), primary_key=True)
    pinned_id: Mapped[int] = mapped_column(ForeignKey("pinned_statement.id"), primary_key=True)
    claim_id: Mapped[int] = mapped_column(index=True)
    moved: Mapped[bool]
    pin: Mapped[Pin] = relationship(back_populates="members")
    pinned: Mapped[PinnedStatement] = relationship()
