"""Feed addresses: which are due, and what each answered last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from monitor.domain import Polled
from monitor.polling import GONE, FeedPlan
from monitor.store.schema import Feed, Source


@dataclass(frozen=True, slots=True)
class DueFeed:
    """A feed to be polled now, with the validators and the hash of its last good answer."""

    id: int
    url: str
    kind: str
    source: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    address: str | None = None  # as the catalogue gives it, if it has moved since


def due(session: Session, *, now: datetime, source: str | None = None) -> list[DueFeed]:
    """Feeds whose time has come, the longest waiting first.

    A source that is named is polled at once, whether its feeds are due or not. Feeds that said
    they are gone (410) stay out until the catalogue gives another address.
    """
    query = (
        select(Feed, Source.slug)
        .join(Feed.source)
        .where(Feed.enabled, or_(Feed.last_status.is_(None), Feed.last_status != GONE))
        .order_by(Feed.next_poll_at.nulls_first(), Feed.id)
    )
    if source is None:
        query = query.where(or_(Feed.next_poll_at.is_(None), Feed.next_poll_at <= now))
    else:
        query = query.where(Source.slug == source)
    return [
        DueFeed(
            id=row.id,
            url=row.moved_to or row.url,
            kind=row.kind,
            source=slug,
            etag=row.etag,
            last_modified=row.last_modified,
            body_hash=row.body_hash,
            address=row.url,
        )
        for row, slug in session.execute(query)
    ]


def get(session: Session, feed_id: int) -> Feed | None:
    """The row itself, for the transaction that changes it; on PostgreSQL it is locked."""
    return session.get(Feed, feed_id, with_for_update=True)


def record(row: Feed, polled: Polled, plan: FeedPlan, *, new_links: int) -> None:
    """Write down an answer and what follows from it.

    Validators change only with a good answer. An address it moved to (301, 308, or named by the
    page that stands there now) is used as long as it answers well; when it fails as gone or
    missing the catalogue's own is tried again.
    """
    row.last_polled_at, row.last_status, row.last_error = polled.at, polled.status, polled.error
    row.interval, row.failures, row.next_poll_at = plan.interval, plan.failures, plan.next_poll_at
    row.links_seen += len(polled.links)
    row.links_new += new_links
    if polled.error is not None:
        if polled.moved_to:
            row.moved_to = polled.moved_to
            row.etag = row.last_modified = row.body_hash = None
        elif row.moved_to and polled.status in {404, GONE}:
            row.moved_to, row.last_status = None, 404
            row.next_poll_at = row.next_poll_at or polled.at
        return
    row.last_success_at = polled.at
    if polled.moved_to:
        row.moved_to = polled.moved_to if polled.moved_to != row.url else None
    row.etag, row.last_modified = polled.etag, polled.last_modified
    row.body_hash = polled.body_hash or row.body_hash


def exists(session: Session, slug: str) -> bool:
    """Whether the source has any address that is polled."""
    query = select(Feed.id).join(Feed.source).where(Source.slug == slug, Feed.enabled).limit(1)
    return session.scalar(query) is not None
