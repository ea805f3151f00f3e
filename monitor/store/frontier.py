"""Pages that are known: queued, fetched, failed or disallowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from monitor.domain import Link
from monitor.store.schema import Feed, Frontier, Source

# Some feeds call everything changed at every poll.
MOST_FETCHES = 4
LEAST_CHANGE = timedelta(minutes=1)
CHUNK = 500  # rows per statement: databases bound the number of parameters


@dataclass(frozen=True, slots=True)
class DuePage:
    """A page to be fetched now, with what its announcement said of it."""

    id: int
    url: str
    source: str | None
    title: str | None = None
    published: datetime | None = None


def add(
    session: Session,
    links: Sequence[tuple[str, Link]],
    *,
    source_id: int | None,
    feed_id: int | None,
    now: datetime,
    sources: Mapping[str, int] | None = None,
) -> int:
    """Queue the links, each with its canonical address, that were never seen; how many those are.

    They belong to `source_id`, those that came through an aggregator to whom `sources` (ids by
    slug) has for them.

    Another process may add the same page at the same time: the first one stays. Pages that are
    announced as changed since they were fetched are queued again, a few times at most.
    """
    first: dict[str, Link] = {}
    for canonical, link in links:
        first.setdefault(canonical, link)
    rows = [
        {
            "url": link.url,
            "canonical_url": canonical,
            "source_id": (sources or {}).get(link.source or "") if link.via else source_id,
            "feed_id": feed_id,
            "title": link.title,
            "summary": link.summary,
            "published_at": link.published,
            "updated_at": link.updated or link.published,
            "discovered_at": now,
            "state": "queued",
            "attempts": 0,
        }
        for canonical, link in first.items()
    ]
    _requeue_changed(session, first)
    chunks = (rows[at : at + CHUNK] for at in range(0, len(rows), CHUNK))
    return sum(len(_insert(session, chunk)) for chunk in chunks)


def _requeue_changed(session: Session, links: Mapping[str, Link]) -> None:
    changes = {c: changed for c, link in links.items() if (changed := link.updated)}
    names = list(changes)
    for at in range(0, len(names), CHUNK):
        query = select(Frontier).where(
            Frontier.canonical_url.in_(names[at : at + CHUNK]),
            Frontier.state == "fetched",
            Frontier.attempts < MOST_FETCHES,
        )
        for row in session.scalars(query):
            changed = changes[row.canonical_url]
            if row.updated_at is not None and changed >= row.updated_at + LEAST_CHANGE:
                row.state, row.next_attempt_at, row.updated_at = "queued", None, changed


def due(
    session: Session, *, now: datetime, after: int = 0, limit: int, source: str | None = None
) -> list[DuePage]:
    """Pages to be asked for, by id from `after` on: a run that moves `after` asks each once.

    Those of one source are its own, and what its feeds name of others (aggregators do).
    """
    query = (
        select(Frontier, Source.slug)
        .outerjoin(Source, Source.id == Frontier.source_id)
        .where(
            Frontier.id > after,
            Frontier.state == "queued",
            or_(Frontier.next_attempt_at.is_(None), Frontier.next_attempt_at <= now),
        )
        .order_by(Frontier.id)
        .limit(limit)
    )
    if source is None:
        query = query.where(or_(Frontier.source_id.is_(None), Source.enabled))
    else:
        named = select(Feed.id).join(Feed.source).where(Source.slug == source)
        query = query.where(or_(Source.slug == source, Frontier.feed_id.in_(named)))
    return [_as_due(row, slug) for row, slug in session.execute(query)]


def ask_for(
    session: Session, pages: Sequence[tuple[str, str, int | None]], *, now: datetime
) -> list[DuePage]:
    """Queue (canonical address, address, source id) anew, whatever became of them before."""
    for canonical, url, source_id in pages:
        add(session, [(canonical, Link(url))], source_id=source_id, feed_id=None, now=now)
    wanted = Frontier.canonical_url.in_([canonical for canonical, _url, _id in pages])
    session.execute(
        update(Frontier)
        .where(wanted)
        .values(state="queued", attempts=0, next_attempt_at=None, last_error=None)
    )
    query = select(Frontier, Source.slug).outerjoin(Source, Source.id == Frontier.source_id)
    rows = session.execute(query.where(wanted).order_by(Frontier.id))
    return [_as_due(row, slug) for row, slug in rows]


def get(session: Session, frontier_id: int) -> Frontier | None:
    """The row itself, for the transaction that changes it; on PostgreSQL it is locked."""
    return session.get(Frontier, frontier_id, with_for_update=True)


def mark_fetched(row: Frontier) -> None:
    """The page was had and is archived."""
    row.state, row.last_error, row.next_attempt_at = "fetched", None, None
    row.attempts += 1


def mark_failed(row: Frontier, *, state: str, error: str, next_attempt_at: datetime | None) -> None:
    """The page was not had; `state` is queued where it will be asked for again."""
    row.state, row.last_error, row.next_attempt_at = state, error, next_attempt_at
    row.attempts += 1


def _as_due(row: Frontier, slug: str | None) -> DuePage:
    return DuePage(row.id, row.url, slug, row.title, row.published_at)


def _insert(session: Session, rows: list[dict[str, Any]]) -> list[int]:
    postgres = session.get_bind().dialect.name == "postgresql"
    insert: Any = postgresql.insert if postgres else sqlite.insert
    statement = (
        insert(Frontier)
        .values(rows)
        .on_conflict_do_nothing(index_elements=["canonical_url"])
        .returning(Frontier.id)
    )
    return list(session.scalars(statement))
