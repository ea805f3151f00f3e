"""What one cycle changed: feeds polled, pages found and fetched, pages that failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from monitor.store.schema import Feed, Frontier, Page, Source

Mark = tuple[str, int]


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    """One feed address in one cycle: its last answer and the pages it brought.

    `error` is a sentence, None where the poll worked; `found` counts addresses never seen before,
    `fetched` pages of this feed that were had.
    """

    source: str
    url: str
    status: int | None
    error: str | None
    found: int
    fetched: int


@dataclass(frozen=True, slots=True)
class PageFailure:
    """A page that was asked for and not had; `state` says whether it will be tried again."""

    source: str | None
    url: str
    state: str
    error: str


def feeds_polled(session: Session, since: datetime) -> tuple[FeedOutcome, ...]:
    """The feeds that were polled since then, by source."""
    found = _count(session, Frontier.discovered_at >= since)
    fetched = _count(session, Page.fetched_at >= since, pages=True)
    query = (
        select(Feed, Source.slug)
        .join(Feed.source)
        .where(Feed.last_polled_at >= since)
        .order_by(Source.slug, Feed.url)
    )
    return tuple(
        FeedOutcome(
            slug,
            feed.url,
            feed.last_status,
            feed.last_error,
            found.get(feed.id, 0),
            fetched.get(feed.id, 0),
        )
        for feed, slug in session.execute(query)
    )


def pages_fetched(session: Session, since: datetime) -> int:
    """How many responses were archived since then."""
    return session.scalar(select(func.count(Page.id)).where(Page.fetched_at >= since)) or 0


def marks(session: Session) -> dict[int, Mark]:
    """State and attempts of every page that ever failed: what `failures` compares with."""
    query = select(Frontier.id, Frontier.state, Frontier.attempts)
    rows = session.execute(query.where(Frontier.last_error.is_not(None)))
    return {row.id: (row.state, row.attempts) for row in rows}


def failures(session: Session, before: Mapping[int, Mark]) -> tuple[PageFailure, ...]:
    """Pages that failed after `before` was taken."""
    query = (
        select(Frontier, Source.slug)
        .outerjoin(Source, Source.id == Frontier.source_id)
        .where(Frontier.last_error.is_not(None), Frontier.state != "fetched")
        .order_by(Source.slug, Frontier.id)
    )
    return tuple(
        PageFailure(slug, row.url, row.state, row.last_error or "")
        for row, slug in session.execute(query)
        if before.get(row.id) != (row.state, row.attempts)
    )


def frontier_progress(session: Session) -> tuple[int, int]:
    """Pages that need no further fetching, and all pages known."""
    query = select(Frontier.state, func.count(Frontier.id)).group_by(Frontier.state)
    states = {row[0]: row[1] for row in session.execute(query)}
    total = sum(states.values())
    return total - states.get("queued", 0), total


def poll_now(session: Session) -> None:
    """Make every feed that is switched on due at once. The caller commits."""
    session.execute(update(Feed).where(Feed.enabled).values(next_poll_at=None))


def _count(session: Session, condition: object, *, pages: bool = False) -> dict[int, int]:
    """Rows per feed that meet `condition`, of pages or of the frontier alone."""
    query = select(Frontier.feed_id, func.count(Frontier.id)).group_by(Frontier.feed_id)
    if pages:
        query = query.join(Page, Page.frontier_id == Frontier.id)
    return {feed: n for feed, n in session.execute(query.where(condition)) if feed}  # type: ignore[arg-type]
