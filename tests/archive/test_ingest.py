"""What the crawler leaves in the store, on both databases."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from monitor import ingest
from monitor.archive.warc import Archive
from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.models import FeedAddress, Source
from monitor.domain import Fetched, FetchFailed, Link, Polled
from monitor.errors import ArchiveError
from monitor.store import catalogue as stored_catalogue
from monitor.store import pages
from monitor.store.frontier import DuePage
from monitor.store.schema import Feed, Frontier, Page

Sessions = sessionmaker[Session]
FEED = "https://example.org/feed"
RNG = random.Random(7)
CATALOGUE = Catalogue.build(
    sources=[
        Source(
            slug="gazette",
            name="Gazette",
            domains=("example.org",),
            feeds=(FeedAddress(url=FEED), FeedAddress(url="https://example.org/2")),
        ),
        Source(slug="post", name="Post", feeds=(FeedAddress(url="https://example.com/rss"),)),
    ],
    digest="one",
)


@pytest.fixture
def store(sessions: Sessions, now: datetime) -> Sessions:
    with sessions.begin() as session:
        stored_catalogue.sync(session, CATALOGUE, now=now)
    return sessions


@pytest.fixture
def rng() -> random.Random:
    return random.Random(7)


def feed_row(store: Sessions, url: str = FEED) -> Feed:
    with store() as session:
        return session.scalars(select(Feed).where(Feed.url == url)).one()


def links(*names: str) -> tuple[Link, ...]:
    return tuple(Link(f"https://example.org/{name}", title=name) for name in names)


def poll(store: Sessions, now: datetime, rng: random.Random, **values: object) -> int:
    polled = Polled(**{"feed_id": feed_row(store).id, "at": now, "status": 200, **values})  # type: ignore[arg-type]
    return ingest.take_poll(store, polled, rng=rng)


def test_a_poll_queues_its_links_once_and_notes_its_validators(
    store: Sessions, now: datetime, rng: random.Random
) -> None:
    assert poll(store, now, rng, links=links("a", "b", "a?utm_medium=feed"), etag='"1"') == 2
    assert poll(store, now, rng, links=links("b", "c"), etag='"2"') == 1

    row = feed_row(store)
    assert (row.etag, row.links_seen, row.links_new, row.failures) == ('"2"', 5, 3, 0)
    due = ingest.due_pages(store, now=now, after=0, limit=10)
    assert [page.url for page in due] == [f"https://example.org/{n}" for n in "abc"]
    assert {page.source for page in due} == {"gazette"}
    assert [p.url for p in ingest.due_pages(store, now=now, after=due[1].id, limit=9)] == [
        "https://example.org/c"
    ]


def test_only_feeds_whose_time_has_come_are_due(
    store: Sessions, now: datetime, rng: random.Random
) -> None:
    assert len(ingest.due_feeds(store, now=now)) == 3
    poll(store, now, rng)
    later = now + timedelta(days=2)
    assert [f.url for f in ingest.due_feeds(store, now=now)] == [
        "https://example.org/2",
        "https://example.com/rss",
    ]
    assert len(ingest.due_feeds(store, now=later)) == 3
    assert len(ingest.due_feeds(store, now=now, source="gazette")) == 2


def test_a_feed_that_fails_keeps_its_validators_and_waits_longer_each_time(
    store: Sessions, now: datetime, rng: random.Random
) -> None:
    poll(store, now, rng, etag='"1"')
    waits = []
    for _ in range(4):
        poll(store, now, rng, status=500, error="the server failed (500)")
        row = feed_row(store)
        assert row.next_poll_at is not None
        waits.append((row.next_poll_at - now).total_seconds())

    row = feed_row(store)
    assert (row.etag, row.failures, row.last_error) == ('"1"', 4, "the server failed (500)")
    assert waits == sorted(waits)
    assert waits[3] > 4 * waits[0]
    poll(store, now, rng)
    assert (feed_row(store).failures, feed_row(store).last_error) == (0, None)


def test_a_gone_feed_is_never_polled_again(
    store: Sessions, now: datetime, rng: random.Random
) -> None:
    poll(store, now, rng, status=410, error="the address is gone for good (410)")
    much_later = now + timedelta(days=900)
    assert FEED not in [f.url for f in ingest.due_feeds(store, now=much_later)]
    assert FEED not in [f.url for f in ingest.due_feeds(store, now=now, source="gazette")]


def test_a_feed_that_moved_is_asked_at_its_new_address_until_that_is_gone(
    store: Sessions, now: datetime, rng: random.Random
) -> None:
    poll(store, now, rng, moved_to="https://example.org/new")
    later = now + timedelta(days=2)
    assert ingest.due_feeds(store, now=later, source="gazette")[-1].url == "https://example.org/new"

    poll(store, now, rng, status=410, error="gone")
    assert FEED in [f.url for f in ingest.due_feeds(store, now=later)]


def test_a_server_that_asks_for_a_pause_gets_it(
    store: Sessions, now: datetime, rng: random.Random
) -> None:
    poll(store, now, rng, status=429, error="less often", retry_after=7200.0)
    row = feed_row(store)
    assert row.next_poll_at is not None
    assert row.next_poll_at >= now + timedelta(seconds=7200)


def fetched(page: DuePage, now: datetime, body: bytes = b"<p>text</p>") -> Fetched:
    return Fetched(
        url=page.url,
        final_url=page.url,
        status=200,
        headers=(("content-type", "text/html"),),
        body=body,
        at=now,
        source=page.source,
        frontier_id=page.id,
        title_hint=page.title,
        published_hint=page.published,
    )


def test_a_page_leaves_the_queue_with_its_evidence(
    store: Sessions, now: datetime, rng: random.Random, tmp_path: Path
) -> None:
    archive = Archive(tmp_path)
    poll(store, now, rng, links=links("a"))
    (due,) = ingest.due_pages(store, now=now, after=0, limit=10)

    ingest.take_page(store, archive, fetched(due, now), rng=RNG)

    assert ingest.due_pages(store, now=now, after=0, limit=10) == []
    with store() as session:
        (pending,) = pages.pending(session, limit=10)
        assert (pending.url, pending.source, pending.title_hint) == (due.url, "gazette", "a")
        row = session.get_one(Page, pending.id)
        archive.verify(pending.warc_file, pending.warc_offset, row.sha256)
        pages.finish(session, pending.id, state="read", reason="")
        assert pages.count_pending(session) == 0


def test_a_page_that_cannot_be_archived_stays_in_the_queue(
    store: Sessions, now: datetime, rng: random.Random, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    poll(store, now, rng, links=links("a"))
    (due,) = ingest.due_pages(store, now=now, after=0, limit=10)

    with pytest.raises(ArchiveError, match="set `archive`"):
        ingest.take_page(store, Archive(tmp_path / "file"), fetched(due, now), rng=RNG)

    assert ingest.due_pages(store, now=now, after=0, limit=10) == [due]


def test_a_page_that_fails_is_tried_less_and_less_often_and_then_given_up(
    store: Sessions, now: datetime, rng: random.Random
) -> None:
    poll(store, now, rng, links=links("a"))
    at, tries = now, 0
    while due := ingest.due_pages(store, now=at, after=0, limit=10):
        tries += 1
        ingest.take_failure(
            store, FetchFailed(due[0].id, due[0].url, at, "did not answer in time"), rng=rng
        )
        assert ingest.due_pages(store, now=at, after=0, limit=10) == []
        at += timedelta(days=2)

    with store() as session:
        row = session.scalars(select(Frontier)).one()
    assert (tries, row.state, row.attempts) == (7, "failed", 7)
    assert row.last_error == "did not answer in time"


@pytest.mark.parametrize(("disallowed", "state"), [(True, "disallowed"), (False, "failed")])
def test_what_is_not_to_be_had_is_not_tried_again(
    store: Sessions, now: datetime, rng: random.Random, disallowed: bool, state: str
) -> None:
    poll(store, now, rng, links=links("a"))
    (due,) = ingest.due_pages(store, now=now, after=0, limit=10)
    failed = FetchFailed(due.id, due.url, now, "no", permanent=True, disallowed=disallowed)
    ingest.take_failure(store, failed, rng=rng)
    with store() as session:
        assert session.scalars(select(Frontier.state)).one() == state
    assert ingest.due_pages(store, now=now + timedelta(days=99), after=0, limit=10) == []


def test_addresses_asked_for_by_hand_know_their_outlet_and_are_asked_again(
    store: Sessions, now: datetime, rng: random.Random, tmp_path: Path
) -> None:
    urls = ["https://www.example.org/x", "https://elsewhere.example/y"]
    first = ingest.ask_for(store, CATALOGUE, urls, now=now)
    assert [(p.url, p.source) for p in first] == [(urls[0], "gazette"), (urls[1], None)]
    ingest.take_page(store, Archive(tmp_path), fetched(first[0], now), rng=RNG)

    again = ingest.ask_for(store, CATALOGUE, urls[:1], now=now)

    assert again == first[:1]
    assert first[0] in ingest.due_pages(store, now=now, after=0, limit=10)


def test_pages_are_read_in_order_of_publication(
    store: Sessions, now: datetime, rng: random.Random, tmp_path: Path
) -> None:
    dated = [
        Link("https://example.org/late", published=now - timedelta(hours=1)),
        Link("https://example.org/early", published=now - timedelta(days=3)),
        Link("https://example.org/undated"),
    ]
    poll(store, now, rng, links=tuple(dated))
    for due in ingest.due_pages(store, now=now, after=0, limit=10):
        ingest.take_page(store, Archive(tmp_path), fetched(due, now), rng=RNG)

    with store() as session:
        urls = [page.url.rpartition("/")[2] for page in pages.pending(session, limit=10)]
    assert urls == ["early", "late", "undated"]


def test_a_page_that_did_not_change_is_archived_as_a_revisit_of_what_is_really_there(
    store: Sessions, now: datetime, tmp_path: Path
) -> None:
    archive = Archive(tmp_path)
    (asked,) = ingest.ask_for(store, CATALOGUE, ["https://example.org/x"], now=now)
    bodies = [b"<p>one</p>", b"<p>one</p>", b"<p>two</p>", b"<p>one</p>"]
    for n, body in enumerate(bodies):
        ingest.take_page(store, archive, fetched(asked, now + timedelta(hours=n), body), rng=RNG)

    with store() as session:
        rows = list(session.scalars(select(Page).order_by(Page.id)))
    assert [row.revisit for row in rows] == [False, True, False, True]
    for row, body in zip(rows, bodies, strict=True):
        assert row.warc_file is not None
        assert archive.read(row.warc_file, row.warc_offset or 0)[2] == body

    for path in tmp_path.rglob("*.warc.gz"):
        path.unlink()
    ingest.take_page(store, Archive(tmp_path), fetched(asked, now, bodies[0]), rng=RNG)
    with store() as session:
        last = session.scalars(select(Page).order_by(Page.id.desc()).limit(1)).one()
    assert not last.revisit


def test_a_page_announced_as_changed_is_fetched_again_but_not_for_ever(
    store: Sessions, now: datetime, rng: random.Random, tmp_path: Path
) -> None:
    archive, url, fetches = Archive(tmp_path), "https://example.org/a", 0
    for hour in range(10):
        at = now + timedelta(hours=hour)
        poll(store, at, rng, links=(Link(url, published=now, updated=at),))
        for due in ingest.due_pages(store, now=at, after=0, limit=10):
            ingest.take_page(store, archive, fetched(due, at), rng=RNG)
            fetches += 1
    assert fetches == 4

    again = Link("https://example.org/b", published=now, updated=now)
    for _ in range(3):
        poll(store, now, rng, links=(again,))
        for due in ingest.due_pages(store, now=now, after=0, limit=10):
            assert due.url == again.url
            ingest.take_page(store, archive, fetched(due, now), rng=RNG)
            fetches += 1
    assert fetches == 5
