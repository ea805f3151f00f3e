"""The tables, one class each, in the order an item passes them.

Every time is UTC (`UTCDateTime` gives and takes aware values on both databases). Lists and small
records that are only ever read whole are JSON. A name is what `docs/architecture.md` calls it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class UTCDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime; SQLite stores it naive, so it is made aware again on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without time zone cannot be stored: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value.astimezone(UTC) if value else None
        return value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Constraint names are fixed so that migrations can name what they drop."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UTCDateTime(),
        str: Text(),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
        list[int]: JSON(),
    }


class Source(Base):
    """An outlet of the catalogue, or one that ingested records named."""

    __tablename__ = "source"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str]
    language: Mapped[str | None]
    country: Mapped[str | None]
    affiliation: Mapped[str | None]
    family: Mapped[str | None]
    tier: Mapped[int] = mapped_column(default=3)
    enabled: Mapped[bool] = mapped_column(default=True)
    catalogued: Mapped[bool] = mapped_column(default=True)
    feeds: Mapped[list[Feed]] = relationship(back_populates="source")


class Feed(Base):
    """An address that is polled, and everything needed to poll it politely next time."""

    __tablename__ = "feed"
    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    url: Mapped[str] = mapped_column(unique=True)
    moved_to: Mapped[str | None]  # where a permanent redirect of `url` leads
    kind: Mapped[str] = mapped_column(String(16), default="feed")
    enabled: Mapped[bool] = mapped_column(default=True)
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    body_hash: Mapped[str | None] = mapped_column(String(64))
    interval: Mapped[int] = mapped_column(default=900)  # seconds
    next_poll_at: Mapped[datetime | None] = mapped_column(index=True)
    last_polled_at: Mapped[datetime | None]
    last_success_at: Mapped[datetime | None]
    last_status: Mapped[int | None]
    last_error: Mapped[str | None]
    failures: Mapped[int] = mapped_column(default=0)  # in a row
    links_seen: Mapped[int] = mapped_column(default=0)
    links_new: Mapped[int] = mapped_column(default=0)
    source: Mapped[Source] = relationship(back_populates="feeds")


class Frontier(Base):
    """A page known but perhaps not fetched: queued, fetched, failed or disallowed."""

    __tablename__ = "frontier"
    __table_args__ = (Index(None, "state", "next_attempt_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str]
    canonical_url: Mapped[str] = mapped_column(unique=True)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)
    feed_id: Mapped[int | None] = mapped_column(ForeignKey("feed.id"), index=True)
    title: Mapped[str | None]
    summary: Mapped[str | None]
    published_at: Mapped[datetime | None]
    updated_at: Mapped[datetime | None]  # the last change announced
    discovered_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16), default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None]
    last_error: Mapped[str | None]


class Page(Base):
    """One fetched response. `state`: fetched, read, empty, unreadable, off_topic, failed.

    `attempts` counts the times somebody began to read it."""

    __tablename__ = "page"
    id: Mapped[int] = mapped_column(primary_key=True)
    frontier_id: Mapped[int | None] = mapped_column(ForeignKey("frontier.id"), index=True)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)
    url: Mapped[str] = mapped_column(index=True)
    canonical_url: Mapped[str] = mapped_column(index=True)
    status: Mapped[int]
    content_type: Mapped[str | None]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    warc_file: Mapped[str | None]
    warc_offset: Mapped[int | None]
    warc_length: Mapped[int | None]
    revisit: Mapped[bool] = mapped_column(default=False)  # the record has no payload of its own
    fetched_at: Mapped[datetime]
    title_hint: Mapped[str | None]
    published_hint: Mapped[datetime | None]
    partial: Mapped[bool] = mapped_column(default=False)  # the text of the feed, not of the page
    state: Mapped[str] = mapped_column(String(16), default="fetched", index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]


class Story(Base):
    """Documents that are one text. The original is the one published first."""

    __tablename__ = "story"
    id: Mapped[int] = mapped_column(primary_key=True)
    original_id: Mapped[int | None]  # a document; no constraint, the two point at each other
    created_at: Mapped[datetime]


class Document(Base):
    """One text, of one version of one page; `seen_at` is the moment it was placed as if now."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("canonical_url", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int | None] = mapped_column(ForeignKey("page.id"), index=True)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("story.id"), index=True)
    url: Mapped[str]
    canonical_url: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    content_hash: Mapped[str] = mapped_column(String(64), index=True)
    title: Mapped[str]
    text: Mapped[str]
    authors: Mapped[list[str]]
    language: Mapped[str | None] = mapped_column(String(16))
    published_at: Mapped[datetime | None] = mapped_column(index=True)
    date_source: Mapped[str | None] = mapped_column(String(16))
    fetched_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    credit: Mapped[str | None]
    relation: Mapped[str] = mapped_column(String(16), default="original")
    relation_to: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    containment: Mapped[float | None]
    relation_reason: Mapped[str | None]
    signature: Mapped[list[int]]
    source: Mapped[Source | None] = relationship()


class Band(Base):
    """One LSH band of a document's MinHash signature: equal bands make candidates."""

    __tablename__ = "band"
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)


class Actor(Base):
    """An actor of the catalogue, kept so that old statements can be named after it is gone."""

    __tablename__ = "actor"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(16))
    aliases: Mapped[list[Alias]] = relationship(
        back_populates="actor", cascade="all, delete-orphan"
    )


class Alias(Base):
    """A spelling under which an actor is found."""

    __tablename__ = "alias"
    __table_args__ = (UniqueConstraint("actor_id", "text"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.id"), index=True)
    text: Mapped[str]
    language: Mapped[str | None] = mapped_column(String(16))
    actor: Mapped[Actor] = relationship(back_populates="aliases")


class Mention(Base):
    """An actor or outlet named in a document."""

    __tablename__ = "mention"
    __table_args__ = (Index(None, "actor_id", "document_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    actor_id: Mapped[str | None] = mapped_column(String(80))
    source_slug: Mapped[str | None] = mapped_column(String(80))
    alias: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    rule: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str]


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
    `related_claim_id` is the claim an uncertain statement may belong to.
    """

    __tablename__ = "claim_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    related_claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"))
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(16))
    score: Mapped[float]
    reasons: Mapped[list[str]]
    at: Mapped[datetime] = mapped_column(index=True)


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


class Watch(Base):
    """A rule of `watches.toml` as it was last read."""

    __tablename__ = "watch"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    rule: Mapped[dict[str, Any]]
    enabled: Mapped[bool] = mapped_column(default=True)


class Alert(Base):
    """One message owed to the reader: unique per watch, claim and kind."""

    __tablename__ = "alert"
    __table_args__ = (UniqueConstraint("watch_id", "claim_id", "kind"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    watch_id: Mapped[int] = mapped_column(ForeignKey("watch.id"))
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(index=True)
    watch: Mapped[Watch] = relationship()
    deliveries: Mapped[list[Delivery]] = relationship(back_populates="alert")


class Delivery(Base):
    """The outbox: one alert on its way to one channel: pending, sending, sent, dead, held."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("alert_id", "channel"),
        Index(None, "state", "next_attempt_at"),
        Index(None, "channel", "state"),
        Index(None, "channel", "sent_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"), index=True)
    channel: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(16), default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    receipt: Mapped[str | None]
    error: Mapped[str | None]
    alert: Mapped[Alert] = relationship(back_populates="deliveries")


class Decision(Base):
    """Why a claim event did or did not alert under a watch; kept 30 days."""

    __tablename__ = "decision"
    id: Mapped[int] = mapped_column(primary_key=True)
    claim_event_id: Mapped[int] = mapped_column(ForeignKey("claim_event.id"), index=True)
    watch_id: Mapped[int] = mapped_column(ForeignKey("watch.id"), index=True)
    fired: Mapped[bool]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


class Note(Base):
    """A named value that must survive a restart (catalogue hash, last tick)."""

    __tablename__ = "note"
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[str]
    at: Mapped[datetime]
