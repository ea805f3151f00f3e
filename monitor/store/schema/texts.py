"""What was read: documents in stories, and whom they name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from monitor.store.schema.base import Base
from monitor.store.schema.fetching import Page, Source


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
    # The page could not be had, and the text of the outlet's feed stands for it.
    partial: Mapped[bool | None] = column_property(
        select(Page.partial).where(Page.id == page_id).correlate_except(Page).scalar_subquery(),
        deferred=True,
    )


class Band(Base):
    """A key that near texts share (an LSH band, a paragraph): equal keys make candidates.

    Most rows of a store are these, so they are small, and on SQLite nothing but their index.
    """

    __tablename__ = "band"
    __table_args__ = ({"sqlite_with_rowid": False},)
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True)
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
