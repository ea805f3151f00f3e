"""Hosts that ask for a pause, move, go away or are down; sitemaps that lead to others."""

from __future__ import annotations

import gzip
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from itertools import pairwise

from tests.crawler.newsdesk import Desk, page, rss
from tests.crawler.server import Reply, Site, closed_port

XML = "text/xml"


def test_a_host_that_asks_for_a_pause_is_left_alone_until_then(desk: Desk, site: Site) -> None:
    until = datetime.now(UTC) + timedelta(hours=3)
    links = [site.url(f"/page{n}") for n in range(5)]
    site.routes["/feed"] = Reply(rss(*links), kind=XML)
    for n in range(5):
        site.routes[f"/page{n}"] = Reply(
            "slow down", status=429, headers={"Retry-After": format_datetime(until)}
        )
    desk.write({"gazette": site.url("/feed")})

    desk.crawl_ok(settings=["CONCURRENT_REQUESTS=1"])

    assert len([path for path in site.paths() if path.startswith("/page")]) == 1
    for row in desk.frontier():
        assert row.state == "queued"
        assert row.next_attempt_at is not None
        assert row.next_attempt_at >= until - timedelta(minutes=1)
    said = sorted({row.last_error or "" for row in desk.frontier()})
    assert said[0].startswith("the host 127.0.0.1")
    assert "asked us to wait" in said[0]
    assert said[1] == "the server asks us to come less often (429)"


def test_a_host_that_is_down_is_not_asked_for_every_page(desk: Desk, site: Site) -> None:
    dead = closed_port()
    links = [f"http://127.0.0.1:{dead}/page{n}" for n in range(30)]
    site.routes["/feed"] = Reply(rss(*links, site.url("/alive")), kind=XML)
    site.routes["/alive"] = Reply(page())
    desk.write({"gazette": site.url("/feed")})

    desk.crawl_ok(settings=["ROBOTSTXT_OBEY=0"])

    said = [row.last_error or "" for row in desk.frontier() if row.state == "queued"]
    assert len(said) == 30
    assert all("cannot be reached: it refuses connections" in text for text in said)
    assert len([text for text in said if text.startswith("not asked for")]) >= 10
    assert desk.waiting(site.url("/alive")).state == "fetched"


def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(desk: Desk, site: Site) -> None:
    site.routes["/old"] = Reply("", status=301, headers={"Location": "/older"})
    site.routes["/older"] = Reply("", status=308, headers={"Location": "/new"})
    site.routes["/new"] = Reply(rss(), kind=XML)
    site.routes["/for-now"] = Reply("", status=302, headers={"Location": "/new"})
    desk.write({"gazette": [site.url("/old"), site.url("/for-now")]})
    desk.crawl_ok()
    assert desk.feed(site.url("/old")).moved_to == site.url("/new")
    assert desk.feed(site.url("/for-now")).moved_to is None
    desk.poll_again()
    site.forget()

    desk.crawl_ok()

    assert sorted(site.paths()) == ["/for-now", "/new", "/new"]


def test_where_a_page_stands_instead_of_a_feed_the_feed_it_names_is_read(
    desk: Desk, site: Site
) -> None:
    names = '<link rel="alternate" type="application/rss+xml" href="{}">'
    head = names.format("/gone") + names.format("https://elsewhere.example/feed")
    site.routes["/feed"] = Reply(f"<html><head>{head}{names.format('/new')}</head></html>")
    site.routes["/new"] = Reply(rss(site.url("/a")), kind=XML, headers={"ETag": '"n1"'})
    site.routes["/a"] = Reply(page())
    desk.write({"gazette": site.url("/feed")})

    desk.crawl_ok()

    feed = desk.feed(site.url("/feed"))
    assert [p.url for p in desk.pages()] == [site.url("/a")]
    assert feed.moved_to == site.url("/new")
    assert feed.last_error == (
        f"the address answers with a web page, not a feed; the page names {site.url('/new')}, "
        "which is read instead: put that into sources.toml"
    )
    assert (feed.failures, feed.links_new, feed.last_success_at) == (1, 1, None)

    desk.poll_again()
    site.forget()
    desk.crawl_ok()
    feed = desk.feed(site.url("/feed"))
    assert site.paths() == ["/new"]
    assert (feed.last_error, feed.failures, feed.etag) == (None, 0, '"n1"')

    site.routes["/new"] = Reply("gone", status=410)
    desk.poll_again()
    desk.crawl_ok()
    assert desk.feed(site.url("/feed")).moved_to is None, "the catalogue's own is tried again"


def test_a_feed_that_is_gone_is_not_asked_again(desk: Desk, site: Site) -> None:
    site.routes["/feed"] = Reply("gone", status=410)
    desk.write({"gazette": site.url("/feed")})
    desk.crawl_ok()
    assert desk.feed(site.url("/feed")).last_error == "the address is gone for good (410)"
    desk.poll_again()
    site.forget()

    desk.crawl_ok()

    assert site.paths() == []


def test_the_distance_that_robots_txt_asks_for_is_kept(desk: Desk, site: Site) -> None:
    asked: list[float] = []

    def noted(_handler: BaseHTTPRequestHandler) -> Reply:
        asked.append(time.monotonic())
        return Reply(page())

    site.routes["/robots.txt"] = Reply("User-agent: axiswatch\nCrawl-delay: 1\n", kind="text/plain")
    site.routes["/feed"] = Reply(rss(site.url("/a"), site.url("/b"), site.url("/c")), kind=XML)
    for name in "abc":
        site.routes[f"/{name}"] = noted
    desk.write({"gazette": site.url("/feed")})

    desk.crawl_ok(settings=["DOWNLOAD_DELAY_JITTER=0"])

    gaps = [later - earlier for earlier, later in pairwise(asked)]
    assert len(gaps) == 2
    assert min(gaps) > 0.9


def test_a_sitemap_index_is_followed_to_its_latest_children(desk: Desk, site: Site) -> None:
    children = "".join(
        f"<sitemap><loc>{site.url(f'/s{n}.xml.gz')}</loc><lastmod>2024-06-{n:02}</lastmod></sitemap>"
        for n in range(1, 10)
    )
    site.routes["/index.xml"] = Reply(
        f"<sitemapindex>{children}</sitemapindex>", kind=XML, headers={"ETag": '"i1"'}
    )
    for n in range(1, 10):
        row = f"<url><loc>{site.url(f'/page{n}')}</loc></url>"
        body = gzip.compress(f"<urlset>{row}</urlset>".encode())
        site.routes[f"/s{n}.xml.gz"] = Reply(body, kind="application/x-gzip")
        site.routes[f"/page{n}"] = Reply(page())
    site.routes["/s8.xml.gz"] = Reply("oops", status=500)
    desk.write({"gazette": site.url("/index.xml")}, kind="sitemap")

    desk.crawl_ok()

    assert [row.url for row in desk.pages()] == [site.url(f"/page{n}") for n in (6, 7, 9)]
    feed = desk.feed(site.url("/index.xml"))
    assert (feed.last_error, feed.etag, feed.body_hash) == (None, None, None)

    site.routes["/s8.xml.gz"] = Reply("<urlset/>", kind=XML)
    desk.poll_again()
    desk.crawl_ok()
    assert desk.feed(site.url("/index.xml")).etag == '"i1"'
