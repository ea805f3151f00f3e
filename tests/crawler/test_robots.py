"""robots.txt between runs: asked once a day, and what it forbids is never requested."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from crawler.robots import FRESH, MOST_BYTES
from monitor import ingest
from monitor.app import utcnow
from monitor.store.robots import KEPT, Robots
from monitor.store.schema import RobotsFile
from tests.crawler.newsdesk import Desk, page, rss
from tests.crawler.server import Reply, Site, closed_port

XML = "text/xml"
FORBID = Reply("User-agent: *\nDisallow: /private/\n", kind="text/plain")


@pytest.fixture
def known(desk: Desk, site: Site) -> Desk:
    """A desk whose first run has read the robots.txt of its site, and a feed that goes on."""
    site.routes["/robots.txt"] = FORBID
    site.routes["/feed"] = Reply(rss(site.url("/a")), kind=XML)
    site.routes["/a"] = Reply(page())
    desk.write({"gazette": site.url("/feed")})
    desk.crawl_ok()
    assert site.paths().count("/robots.txt") == 1
    site.routes["/feed"] = Reply(rss(site.url("/b"), site.url("/private/c")), kind=XML)
    site.routes["/b"] = site.routes["/private/c"] = Reply(page("More"))
    desk.poll_again()
    site.forget()
    return desk


def age(desk: Desk, by: timedelta) -> None:
    with desk.session() as session:
        row = session.scalars(select(RobotsFile)).one()
        row.read_at -= by
        session.commit()


def test_a_second_run_within_a_day_asks_no_robots_txt_and_keeps_to_it(
    known: Desk, site: Site
) -> None:
    known.crawl_ok()

    assert site.paths() == ["/feed", "/b"]
    assert known.waiting(site.url("/private/c")).state == "disallowed"


def test_after_a_day_it_is_asked_again_and_what_it_says_now_counts(known: Desk, site: Site) -> None:
    age(known, FRESH)
    site.routes["/robots.txt"] = Reply("User-agent: *\nDisallow: /b\n", kind="text/plain")

    known.crawl_ok()

    assert sorted(site.paths()) == ["/feed", "/private/c", "/robots.txt"]


def test_an_older_copy_counts_where_it_cannot_be_read_again(known: Desk, site: Site) -> None:
    age(known, FRESH * 3)
    site.routes["/robots.txt"] = Reply("overloaded", status=503)

    known.crawl_ok()

    assert site.paths() == ["/robots.txt", "/feed", "/b"]
    assert known.waiting(site.url("/private/c")).state == "disallowed"


def test_a_missing_one_is_remembered_and_a_failing_one_is_not(desk: Desk, site: Site) -> None:
    site.routes["/feed"] = Reply(rss(), kind=XML)
    dead = f"http://127.0.0.1:{closed_port()}/feed"
    desk.write({"gazette": site.url("/feed"), "dead": dead})
    desk.crawl_ok()

    with desk.session() as session:
        kept = [(row.site, row.body) for row in session.scalars(select(RobotsFile))]
    assert kept == [(site.url("").rstrip("/"), b"")]

    site.routes["/robots.txt"] = Reply("overloaded", status=500)
    age(desk, FRESH + KEPT)
    desk.poll_again()
    desk.crawl_ok()
    assert desk.feed(site.url("/feed")).last_error is None, "an old copy asked for nothing"


def test_no_more_is_kept_of_it_than_the_standard_asks_for(desk: Desk, site: Site) -> None:
    long = "User-agent: *\nDisallow: /private/\n" + "# nothing\n" * 60_000 + "Disallow: /feed\n"
    site.routes["/robots.txt"] = Reply(long, kind="text/plain")
    site.routes["/feed"] = Reply(rss(), kind=XML)
    desk.write({"gazette": site.url("/feed")})

    desk.crawl_ok()

    assert "/feed" in site.paths()
    with desk.session() as session:
        assert len(session.scalars(select(RobotsFile)).one().body) == MOST_BYTES == 500 * 1024


def test_what_was_not_read_for_a_month_is_forgotten(sessions: sessionmaker[Session]) -> None:
    now = utcnow()
    ingest.take_robots(sessions, "https://old.example", Robots(b"\x00\xff", now))
    ingest.take_robots(sessions, "https://old.example", Robots(b"\x00\xfe", now))
    assert ingest.robots_of(sessions, "https://old.example") == Robots(b"\x00\xfe", now)
    ingest.take_robots(sessions, "https://new.example", Robots(b"", now + KEPT * 2))
    assert ingest.robots_of(sessions, "https://old.example") is None
