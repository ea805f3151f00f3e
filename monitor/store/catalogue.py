"""The catalogue in the store: sources, feeds, actors and watches as they were last read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from monitor.catalogue import models
from monitor.catalogue.catalogue import Catalogue
from monitor.store import notes
from monitor.store.schema import Actor, Alias, Feed, Source, Watch

DIGEST = "catalogue"


def sync(session: Session, catalogue: Catalogue, *, now: datetime) -> bool:
    """Bring the rows in line with the files; False when nothing had changed.

    What left the files is switched off, never deleted: documents and alerts still point at it.
    """
    if notes.read(session, DIGEST) == catalogue.digest:
        return False
    _sync_sources(session, catalogue)
    _sync_actors(session, catalogue)
    _sync_watches(session, catalogue)
    notes.write(session, DIGEST, catalogue.digest, now=now)
    return True


def watch_ids(session: Session) -> dict[str, int]:
    """The row of each watch that is in force, by name."""
    rows = session.execute(select(Watch.name, Watch.id).where(Watch.enabled))
    return {row.name: row.id for row in rows}


def source_ids(session: Session) -> dict[str, int]:
    """The row of each source, by slug."""
    return {row.slug: row.id for row in session.execute(select(Source.slug, Source.id))}


def ensure_source(session: Session, slug: str, name: str) -> int:
    """The row of an outlet that no catalogue lists but a record names."""
    found = session.scalar(select(Source.id).where(Source.slug == slug))
    if found is not None:
        return found
    row = Source(slug=slug, name=name, catalogued=False, enabled=False)
    session.add(row)
    session.flush()
    return row.id


def _sync_sources(session: Session, catalogue: Catalogue) -> None:
    rows = {row.slug: row for row in session.scalars(select(Source))}
    feeds = {row.url: row for row in session.scalars(select(Feed))}
    for slug, row in rows.items():
        if slug not in catalogue.sources:
            row.enabled = False
    for feed in feeds.values():
        feed.enabled = False
    for entry in catalogue.sources.values():
        row = rows.get(entry.slug) or Source(slug=entry.slug)
        row.name, row.language, row.country = entry.name, entry.language, entry.country
        row.affiliation, row.family, row.tier = entry.affiliation, entry.family, entry.tier
        row.enabled, row.catalogued = entry.enabled, True
        session.add(row)
        session.flush()
        for address in entry.feeds:
            _sync_feed(session, feeds, row, address, enabled=entry.enabled and address.enabled)


def _sync_feed(
    session: Session,
    feeds: dict[str, Feed],
    source: Source,
    address: models.FeedAddress,
    *,
    enabled: bool,
) -> None:
    row = feeds.get(address.url) or Feed(url=address.url)
    row.source_id, row.kind, row.enabled = source.id, address.kind, enabled
    session.add(row)
    feeds[address.url] = row


def _sync_actors(session: Session, catalogue: Catalogue) -> None:
    rows = {
        row.id: row for row in session.scalars(select(Actor).options(selectinload(Actor.aliases)))
    }
    for entry in catalogue.actors.values():
        row = rows.get(entry.id) or Actor(id=entry.id)
        row.name, row.kind = entry.name, entry.kind
        held = {alias.text: alias for alias in row.aliases}
        spellings = {alias.text: alias.language for alias in entry.aliases}
        row.aliases = [
            held.get(text) or Alias(text=text, language=language)
            for text, language in spellings.items()
        ]
        session.add(row)


def _sync_watches(session: Session, catalogue: Catalogue) -> None:
    rows = {row.name: row for row in session.scalars(select(Watch))}
    for row in rows.values():
        row.enabled = False
    for entry in catalogue.watches:
        row = rows.get(entry.name) or Watch(name=entry.name)
        row.rule, row.enabled = entry.model_dump(mode="json"), entry.enabled
        session.add(row)


def source_records(session: Session) -> list[dict[str, Any]]:
    """Every source with the state of its feeds, as `axiswatch sources --json` prints it."""
    query = select(Source).options(selectinload(Source.feeds)).order_by(Source.slug)
    return [
        {
            "slug": row.slug,
            "name": row.name,
            "language": row.language,
            "country": row.country,
            "affiliation": row.affiliation,
            "family": row.family,
            "tier": row.tier,
            "enabled": row.enabled,
            "catalogued": row.catalogued,
            "feeds": [_feed_record(feed) for feed in sorted(row.feeds, key=lambda f: f.id)],
        }
        for row in session.scalars(query)
    ]


def _feed_record(row: Feed) -> dict[str, Any]:
    return {
        "id": row.id,
        "url": row.url,
        "moved_to": row.moved_to,
        "kind": row.kind,
        "enabled": row.enabled,
        "last_polled_at": row.last_polled_at.isoformat() if row.last_polled_at else None,
        "last_success_at": row.last_success_at.isoformat() if row.last_success_at else None,
        "next_poll_at": row.next_poll_at.isoformat() if row.next_poll_at else None,
        "interval": row.interval,
        "failures": row.failures,
        "last_status": row.last_status,
        "last_error": row.last_error,
        "links_seen": row.links_seen,
        "links_new": row.links_new,
    }
