"""What the crawler may do to the store: a session each, one transaction, nothing else.

The order is what makes a killed crawl harmless. A feed's links are queued in the transaction that
notes its validators, so that "not modified" is never heard for links nobody knows; a response is
in the archive, synced, before the transaction that notes the page and ends its wait in the queue.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session, sessionmaker

from monitor.aggregators import aggregator_of
from monitor.archive.records import payload_hash
from monitor.archive.warc import Archive
from monitor.catalogue.catalogue import Catalogue
from monitor.content import judge
from monitor.domain import Fetched, FetchFailed, Link, Listed, Polled
from monitor.duplicates.canonical import canonical_url
from monitor.feed_text import archive_text
from monitor.polling import plan_feed, plan_page
from monitor.standins import stand_in
from monitor.store import catalogue as stored_catalogue
from monitor.store import feeds, frontier, notes, pages, robots
from monitor.store.feeds import DueFeed
from monitor.store.frontier import DuePage
from monitor.store.robots import Robots
from monitor.store.schema import Frontier
from monitor.store.session import read_only

Sessions = sessionmaker[Session]


def due_feeds(sessions: Sessions, *, now: datetime, source: str | None = None) -> list[DueFeed]:
    """The feeds to be polled now, or all of one source."""
    with sessions() as session:
        return feeds.due(read_only(session), now=now, source=source)


def due_pages(
    sessions: Sessions, *, now: datetime, after: int, limit: int, source: str | None = None
) -> list[DuePage]:
    """Queued pages to be fetched now, by row id from `after` on."""
    with sessions() as session:
        return frontier.due(read_only(session), now=now, after=after, limit=limit, source=source)


def ask_for(
    sessions: Sessions, catalogue: Catalogue, urls: Sequence[str], *, now: datetime
) -> list[DuePage]:
    """Queue these addresses, fetched before or not."""
    with sessions.begin() as session:
        ids = stored_catalogue.source_ids(session)
        wanted = []
        for url in urls:
            source = catalogue.source_for_url(url)
            wanted.append((canonical_url(url), url, ids.get(source.slug) if source else None))
        return frontier.ask_for(session, wanted, now=now)


def robots_of(sessions: Sessions, site: str) -> Robots | None:
    """What the robots.txt of a site said when it was last read."""
    with sessions() as session:
        return robots.get(read_only(session), site)


def take_robots(sessions: Sessions, site: str, said: Robots) -> None:
    """Remember what a site's robots.txt says, for the runs to come."""
    with sessions.begin() as session:
        robots.put(session, site, said)


def take_poll(sessions: Sessions, polled: Polled, *, rng: random.Random) -> int:
    """Note an answer of a feed and queue what it brought; the number of links never seen."""
    links = [(canonical_url(link.url), link) for link in polled.links]
    with sessions.begin() as session:
        feed = feeds.get(session, polled.feed_id)
        if feed is None:
            return 0
        new = frontier.add(
            session,
            links,
            source_id=feed.source_id,
            feed_id=feed.id,
            now=polled.at,
            sources=_publishers(session, polled.links),
        )
        plan = plan_feed(
            polled, interval=feed.interval, failures=feed.failures, new_links=new, rng=rng
        )
        feeds.record(feed, polled, plan, new_links=new)
        return new


def lists_read(sessions: Sessions, source: str, *, since: date) -> frozenset[str]:
    """The lists that a backfill of this source since that day has read to their end."""
    with sessions() as session:
        return _lists_read(read_only(session), source, since)


def take_listed(sessions: Sessions, listed: Listed) -> int:
    """Queue what a list of a source's past brought and note how far that is; links never seen."""
    links = [(canonical_url(link.url), link) for link in listed.links]
    with sessions.begin() as session:
        new = frontier.add(
            session,
            links,
            source_id=stored_catalogue.source_ids(session).get(listed.source),
            feed_id=None,
            now=listed.at,
            sources=_publishers(session, listed.links),
        )
        if listed.whole:
            done = _lists_read(session, listed.source, listed.since) | {listed.url}
            value = {"since": listed.since.isoformat(), "lists": sorted(done)}
            notes.write(session, _note(listed.source), json.dumps(value), now=listed.at)
        return new


def _publishers(session: Session, links: Sequence[Link]) -> dict[str, int]:
    """The rows of the outlets to which aggregators lead, by slug."""
    through = any(link.via for link in links)
    return stored_catalogue.source_ids(session) if through else {}


def _lists_read(session: Session, source: str, since: date) -> frozenset[str]:
    held = json.loads(notes.read(session, _note(source)) or "{}")
    return frozenset(held["lists"] if held.get("since") == since.isoformat() else ())


def _note(source: str) -> str:
    return f"backfill:{source}"[:80]


def take_page(sessions: Sessions, archive: Archive, fetched: Fetched, *, rng: random.Random) -> int:
    """Archive a response and note the page; the id of its row.

    What is no page (a PDF, an image, nothing at all) or stands in for one (a soft 404, a consent
    wall, a check for robots) is archived too; its row says so. Where nothing or another page was
    sent the page is asked for again later, and the text of the feed stands for it meanwhile.

    Raises:
        ArchiveError: the archive cannot be written. The page stays in the queue.
    """
    canonical, sha256 = canonical_url(fetched.final_url), payload_hash(fetched.body)
    with sessions() as session:
        earlier = pages.same_payload(read_only(session), sha256=sha256, canonical_url=canonical)
    if earlier is not None and not archive.holds(earlier.file, earlier.offset, sha256):
        earlier = None
    archived = archive.append(fetched, earlier=earlier)
    state, reason = judge(pages.content_type(fetched), fetched.body)
    if state == "fetched" and (instead := _stand_in(fetched)):
        state, reason = "unreadable", instead
    else:
        instead = reason if state == "empty" else None
    text = None
    if instead is not None:
        text = archive_text(sessions, archive, fetched.frontier_id, at=fetched.at)
    with sessions.begin() as session:
        if earlier is not None and not pages.still_holds(session, earlier):
            archived = archive.append(fetched)  # retention took it away or moved it meanwhile
        row = frontier.get(session, fetched.frontier_id) if fetched.frontier_id else None
        source_id = row.source_id if row else None
        if fetched.source is not None:
            source_id = stored_catalogue.source_ids(session).get(fetched.source, source_id)
        if row is not None and instead is not None:
            _ask_again(row, fetched, instead, rng)
        elif row is not None:
            frontier.mark_fetched(row)
        if row is not None and text is not None:
            pages.add_feed_text(session, row, text, at=fetched.at, status=fetched.status)
        return pages.add_page(
            session,
            fetched,
            archived,
            canonical_url=canonical,
            source_id=source_id,
            state=state,
            reason=reason,
        )


def _ask_again(row: Frontier, fetched: Fetched, instead: str, rng: random.Random) -> None:
    """What came instead of a page may be over later; after some tries it is taken as it is.

    An aggregator that leads nowhere will not do so later: it is not asked again.
    """
    hopeless = aggregator_of(fetched.final_url) is not None
    failed = FetchFailed(
        row.id, row.url, fetched.at, instead, status=fetched.status, permanent=hopeless
    )
    again = plan_page(failed, attempts=row.attempts + 1, rng=rng)
    state = "queued" if again else "fetched"
    frontier.mark_failed(row, state=state, error=instead, next_attempt_at=again)


def _stand_in(fetched: Fetched) -> str | None:
    kind = pages.content_type(fetched)
    return stand_in(fetched.url, fetched.final_url, fetched.body, kind)


def take_failure(
    sessions: Sessions, failed: FetchFailed, *, rng: random.Random, archive: Archive | None = None
) -> None:
    """Note why a page was not had and when it is asked for again, if at all.

    With an archive, the feed's own text stands for a page that was never had, where it is long
    enough to be one. Such a page is asked for again even if the server says that it is gone.
    """
    text = None
    if archive is not None:
        text = archive_text(sessions, archive, failed.frontier_id, at=failed.at)
    with sessions.begin() as session:
        row = frontier.get(session, failed.frontier_id)
        if row is None:
            return
        partial = text is not None or pages.partial_held(session, row.id)
        if partial and failed.status is not None:
            failed = replace(failed, permanent=False)
        again = plan_page(failed, attempts=row.attempts + 1, rng=rng)
        given_up = "disallowed" if failed.disallowed else "failed"
        state = "queued" if again else given_up
        frontier.mark_failed(row, state=state, error=failed.error, next_attempt_at=again)
        if text is not None:
            pages.add_feed_text(session, row, text, at=failed.at, status=failed.status or 0)
