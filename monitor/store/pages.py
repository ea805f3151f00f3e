"""Fetched responses: added by the crawler, taken up and finished by the reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from monitor.archive.records import TEXT, Earlier
from monitor.archive.warc import Archived
from monitor.domain import Fetched
from monitor.store.schema import Document, Frontier, Page, Source


@dataclass(frozen=True, slots=True)
class PendingPage:
    """A page that was fetched and waits to be read."""

    id: int
    url: str
    content_type: str | None
    warc_file: str
    warc_offset: int
    payload: tuple[str, int] | None
    fetched_at: datetime
    source_id: int | None
    source: str | None
    title_hint: str | None
    published_hint: datetime | None
    attempts: int = 0
    frontier_id: int | None = None
    read_before: bool = False  # a text from this address is held


def add_page(
    session: Session,
    fetched: Fetched,
    archived: Archived,
    *,
    canonical_url: str,
    source_id: int | None = None,
    state: str = "fetched",
    reason: str | None = None,
) -> int:
    """Note a response that is already in the archive; returns the id of its row."""
    row = Page(
        frontier_id=fetched.frontier_id,
        source_id=source_id,
        url=fetched.final_url,
        canonical_url=canonical_url,
        status=fetched.status,
        content_type=content_type(fetched),
        sha256=archived.sha256,
        warc_file=archived.file,
        warc_offset=archived.offset,
        warc_length=archived.length,
        fetched_at=fetched.at,
        title_hint=fetched.title_hint,
        published_hint=fetched.published_hint,
        state=state,
        error=reason,
        revisit=archived.payload is not None,
        payload_file=archived.payload[0] if archived.payload else None,
        payload_offset=archived.payload[1] if archived.payload else None,
    )
    session.add(row)
    session.flush()
    return row.id


def add_feed_text(
    session: Session, row: Frontier, archived: Archived, *, at: datetime, status: int
) -> int:
    """Note that the text of the feed stands for a page which could not be had."""
    page = Page(
        frontier_id=row.id,
        source_id=row.source_id,
        url=row.url,
        canonical_url=row.canonical_url,
        status=status,
        content_type=TEXT,
        sha256=archived.sha256,
        warc_file=archived.file,
        warc_offset=archived.offset,
        warc_length=archived.length,
        fetched_at=at,
        title_hint=row.title,
        published_hint=row.published_at,
        partial=True,
    )
    session.add(page)
    session.flush()
    return page.id


def text_held(session: Session, frontier_id: int) -> bool:
    """Whether a text of this page is held or waits to be read, be it that of the feed."""
    text = or_(Page.partial, Page.state.in_(("fetched", "read", "off_topic")))
    query = select(Page.id).where(Page.frontier_id == frontier_id, text).limit(1)
    return session.scalar(query) is not None


def partial_held(session: Session, frontier_id: int) -> bool:
    """Whether the text of the feed stands for this page."""
    query = select(Page.id).where(Page.frontier_id == frontier_id, Page.partial).limit(1)
    return session.scalar(query) is not None


def take(session: Session, *, limit: int, most_attempts: int) -> list[PendingPage]:
    """The next pages to be read, the earliest published first, and count the attempt.

    What was begun before and never finished comes last and one at a time, so that a page on which
    a process dies is found out: it is given up after `most_attempts`. Commit before reading.
    """
    session.execute(
        update(Page)
        .where(Page.state == "fetched", Page.attempts >= most_attempts)
        .values(state="failed", error=f"{most_attempts} attempts to read it were not survived")
    )
    found = pending(session, limit=limit)
    if found and found[0].attempts:
        found = found[:1]
    fresh = [page for page in found if page.attempts == found[0].attempts]
    session.execute(
        update(Page)
        .where(Page.id.in_([page.id for page in fresh]))
        .values(attempts=Page.attempts + 1)
    )
    return fresh


def pending(session: Session, *, limit: int) -> list[PendingPage]:
    """Pages to be read, the earliest published first, so that originals precede their copies."""
    query = (
        select(Page, Source.slug, _read_before())
        .outerjoin(Source, Source.id == Page.source_id)
        .where(Page.state == "fetched")
        .order_by(Page.attempts, func.coalesce(Page.published_hint, Page.fetched_at), Page.id)
        .limit(limit)
    )
    return [
        PendingPage(
            id=page.id,
            url=page.url,
            content_type=page.content_type,
            warc_file=page.warc_file or "",
            warc_offset=page.warc_offset or 0,
            payload=payload(page),
            fetched_at=page.fetched_at,
            source_id=page.source_id,
            source=slug,
            title_hint=page.title_hint,
            published_hint=page.published_hint,
            attempts=page.attempts,
            frontier_id=page.frontier_id,
            read_before=read_before,
        )
        for page, slug, read_before in session.execute(query)
    ]


def _read_before() -> ColumnElement[bool]:
    """Whether a document came from the page's address: the one asked for or the one it declares."""
    earlier = aliased(Page)
    by_page = (
        exists()
        .where(earlier.canonical_url == Page.canonical_url, Document.page_id == earlier.id)
        .correlate(Page)
    )
    by_address = exists().where(Document.canonical_url == Page.canonical_url).correlate(Page)
    return or_(by_page, by_address)


def same_payload(session: Session, *, sha256: str, canonical_url: str) -> Earlier | None:
    """An earlier response of this page with this very payload, that is a record by itself."""
    query = (
        select(Page)
        .where(Page.sha256 == sha256, Page.canonical_url == canonical_url)
        .where(Page.warc_file.is_not(None), Page.revisit.is_(False))
        .order_by(Page.id)
        .limit(1)
    )
    row = session.scalar(query)
    if row is None or row.warc_file is None or row.warc_offset is None:
        return None
    return Earlier(row.url, row.fetched_at, row.warc_file, row.warc_offset)


def count_pending(session: Session) -> int:
    """How many pages wait to be read."""
    return session.scalar(select(func.count(Page.id)).where(Page.state == "fetched")) or 0


def finish(session: Session, page_id: int, *, state: str, reason: str) -> None:
    """Note what became of a page; an empty reason leaves none."""
    session.execute(
        update(Page).where(Page.id == page_id).values(state=state, error=reason or None)
    )


def payload(page: Page) -> tuple[str, int] | None:
    """Where the body of a revisit record is; None for a record with a body of its own."""
    if page.payload_file is None or page.payload_offset is None:
        return None
    return page.payload_file, page.payload_offset


def still_holds(session: Session, earlier: Earlier) -> bool:
    """Whether a payload is where it was found, and stays there until this transaction is over."""
    here = (Page.warc_file == earlier.file, Page.warc_offset == earlier.offset)
    query = select(Page.id).where(*here).limit(1).with_for_update(read=True)
    return session.scalar(query) is not None


def content_type(fetched: Fetched) -> str | None:
    """The Content-Type header of a response, as sent."""
    return next((v for name, v in fetched.headers if name.lower() == "content-type"), None)
