"""Where pages come from and what came back: sources, feeds, frontier, pages."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from monitor.store.schema.base import Base


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
    __table_args__ = (Index(None, "warc_file"), Index(None, "payload_file", "payload_offset"))
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
    payload_file: Mapped[str | None]  # where that is, of a revisit
    payload_offset: Mapped[int | None]
    dropped_at: Mapped[datetime | None]  # when the record went, and by which rule
    dropped_why: Mapped[str | None]
    fetched_at: Mapped[datetime]
    title_hint: Mapped[str | None]
    published_hint: Mapped[datetime | None]
    partial: Mapped[bool] = mapped_column(default=False)  # the text of the feed, not of the page
    state: Mapped[str] = mapped_column(String(16), default="fetched", index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]


class RobotsFile(Base):
    """The robots.txt of one site (scheme and host) as it was last read; empty: all is allowed."""

    __tablename__ = "robots_file"
    site: Mapped[str] = mapped_column(String(300), primary_key=True)
    body: Mapped[bytes]
    read_at: Mapped[datetime]
