"""The news spider against a real server: what ends in which row, in which words."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler

import pytest
from sqlalchemy import select

from monitor.archive.warc import Archive
from monitor.store.schema import Feed
from tests.crawler.newsdesk import Desk, page, rss
from tests.crawler.server import Reply, Site, closed_port

XML = "application/rss+xml"


def test_pages_of_a_feed_are_archived_and_their_hashes_hold(desk: Desk, site: Site) -> None:
    site.routes["/feed"] = Reply(rss(site.url("/a"), site.url("/b?utm_source=x")), kind=XML)
    site.routes["/a"] = Reply(page("First"))
    site.routes["/b?utm_source=x"] = Reply(page("Second"))
    desk.write({"gazette": site.url("/feed")})

    said = desk.crawl_ok()

    assert said == "", "a crawl without trouble is silent"
    pages = desk.pages()
    assert [p.url for p in pages] == [site.url("/a"), site.url("/b?utm_source=x")]
    assert pages[1].canonical_url == site.url("/b")
    archive = Archive(desk.home / "archive")
    for row in pages:
        assert row.state == "fetched"
        assert row.warc_file
        assert row.warc_offset is not None
        archive.verify(row.warc_file, row.warc_offset, row.sha256)
    status, headers, body = archive.read(pages[0].warc_file or "", pages[0].warc_offset or 0)
    assert (status, body) == (200, page("First").encode())
    assert dict(headers)["Content-Type"] == "text/html; charset=utf-8"
    assert [f.state for f in desk.frontier()] == ["fetched", "fetched"]
    assert pages[0].title_hint == "Envoys met in the capital 0"


def test_who_we_are_is_said_honestly(desk: Desk, site: Site) -> None:
    site.routes["/feed"] = Reply(rss(), kind=XML)
    desk.crawl["contact"] = "desk@example.org"
    desk.write({"gazette": site.url("/feed")})

    desk.crawl_ok()

    agents = {asked.headers["user-agent"] for asked in site.asked}
    assert agents == {"axiswatch/0.1 (+https://axiswatch.example/bot) contact: desk@example.org"}
    assert not any("cookie" in asked.headers or "referer" in asked.headers for asked in site.asked)


def test_each_bad_feed_says_why_and_the_good_one_is_untouched(desk: Desk, site: Site) -> None:
    site.routes["/good"] = Reply(rss(site.url("/a")), kind=XML)
    site.routes["/a"] = Reply(page())
    site.routes["/broken"] = Reply("oops", status=500)
    site.routes["/html"] = Reply(
        '<!doctype html><html><head><link rel="alternate" type="application/rss+xml"'
        f' href="/comments"></head><body>{page()}</body></html>'
    )
    site.routes["/nothing"] = Reply("", kind=XML)
    site.routes["/text"] = Reply("just words", kind="text/plain")
    site.routes["/json"] = Reply('{"a": 1}', kind="application/json")
    site.routes["/entities"] = Reply(
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss><channel>&a;</channel></rss>',
        kind=XML,
    )
    bad = {
        f"http://127.0.0.1:{closed_port()}/feed": "refuses connections",
        site.url("/missing"): "there is nothing at this address (404)",
        site.url("/broken"): "the server failed (500)",
        site.url("/html"): f"a web page, not a feed; the page names {site.url('/comments')}",
        site.url("/nothing"): "answered with nothing",
        site.url("/text"): "something that is no feed",
        site.url("/json"): "no JSON Feed",
        site.url("/entities"): "refused: the XML declares a document type or entities",
        "http://no-such-host.invalid/feed": "cannot be found (DNS)",
    }
    desk.write({"good": site.url("/good"), **{f"bad-{n}": url for n, url in enumerate(bad)}})

    desk.crawl_ok()

    for url, words in bad.items():
        feed = desk.feed(url)
        assert words in (feed.last_error or ""), url
        assert feed.failures == 1
        assert feed.last_success_at is None
        assert feed.next_poll_at is not None
        assert feed.last_polled_at is not None
        assert feed.next_poll_at > feed.last_polled_at
    good = desk.feed(site.url("/good"))
    assert (good.last_error, good.failures, good.links_new) == (None, 0, 1)
    assert [p.url for p in desk.pages()] == [site.url("/a")]


def test_each_bad_page_says_why_and_only_passing_troubles_are_tried_again(
    desk: Desk, site: Site
) -> None:
    refusing = f"http://127.0.0.1:{closed_port()}/page"
    links = [site.url(f"/{name}") for name in ("404", "500", "pdf", "empty", "good")]
    site.routes["/feed"] = Reply(rss(*links, refusing), kind=XML)
    site.routes["/500"] = Reply("oops", status=500)
    site.routes["/pdf"] = Reply(b"%PDF-1.7\n%\xe2\xe3", kind="application/pdf")
    site.routes["/empty"] = Reply("  \n ")
    site.routes["/good"] = Reply(page())
    desk.write({"gazette": site.url("/feed")})

    desk.crawl_ok()

    states = {row.url.rpartition("/")[2]: row for row in desk.frontier()}
    assert (states["404"].state, states["404"].next_attempt_at) == ("failed", None)
    assert "404" in (states["404"].last_error or "")
    assert states["500"].state == "queued"
    assert states["500"].next_attempt_at is not None
    assert states["page"].state == "queued"
    assert "refuses connections" in (states["page"].last_error or "")
    rows = {row.url.rpartition("/")[2]: (row.state, row.error) for row in desk.pages()}
    assert rows == {
        "pdf": ("unreadable", "the address leads to a PDF, not to a page"),
        "empty": ("empty", "the server answered with an empty page"),
        "good": ("fetched", None),
    }


def test_an_unchanged_feed_is_answered_with_304_and_not_read_again(desk: Desk, site: Site) -> None:
    feed = rss(site.url("/a"))

    def conditional(handler: BaseHTTPRequestHandler) -> Reply:
        if handler.headers.get("If-None-Match") == '"v1"':
            return Reply(status=304, headers={"ETag": '"v1"'})
        return Reply(feed, kind=XML, headers={"ETag": '"v1"', "Last-Modified": "yesterday"})

    site.routes["/feed"] = conditional
    site.routes["/a"] = Reply(page())
    desk.write({"gazette": site.url("/feed")})
    desk.crawl_ok()
    first = desk.feed(site.url("/feed"))
    desk.poll_again()
    site.forget()

    desk.crawl_ok()

    asked = [a for a in site.asked if a.path == "/feed"]
    assert [a.headers.get("if-none-match") for a in asked] == ['"v1"']
    assert asked[0].headers["if-modified-since"] == "yesterday"
    second = desk.feed(site.url("/feed"))
    assert (second.last_status, second.etag, second.last_error) == (304, '"v1"', None)
    assert second.body_hash == first.body_hash
    assert second.interval > first.interval
    assert "/a" not in site.paths()


def test_a_page_that_robots_txt_forbids_is_never_requested(desk: Desk, site: Site) -> None:
    site.routes["/robots.txt"] = Reply("User-agent: *\nDisallow: /private/\n", kind="text/plain")
    site.routes["/feed"] = Reply(rss(site.url("/private/a"), site.url("/b")), kind=XML)
    site.routes["/private/a"] = Reply(page())
    site.routes["/b"] = Reply("", status=302, headers={"Location": "/private/a"})
    desk.write({"gazette": site.url("/feed")})

    desk.crawl_ok()

    assert not [path for path in site.paths() if path.startswith("/private")]
    row = desk.waiting(site.url("/private/a"))
    assert (row.state, row.next_attempt_at) == ("disallowed", None)
    assert row.last_error == "the site's robots.txt asks not to fetch this page"
    assert desk.waiting(site.url("/b")).state == "disallowed"


def test_a_failing_robots_txt_keeps_us_away_and_a_missing_one_does_not(
    desk: Desk, site: Site
) -> None:
    site.routes["/robots.txt"] = Reply("overloaded", status=503)
    site.routes["/feed"] = Reply(rss(), kind=XML)
    desk.write({"gazette": site.url("/feed")})
    desk.crawl_ok()
    assert site.paths() == ["/robots.txt"]
    assert "robots.txt of this site answers 503" in (desk.feed(site.url("/feed")).last_error or "")

    del site.routes["/robots.txt"]
    desk.poll_again()
    desk.crawl_ok()
    assert desk.feed(site.url("/feed")).last_error is None


def test_one_source_is_polled_at_once_even_if_it_is_not_due(desk: Desk, site: Site) -> None:
    for name in ("one", "two"):
        site.routes[f"/{name}"] = Reply(rss(), kind=XML)
    desk.write({"one": site.url("/one"), "two": site.url("/two")})
    desk.crawl_ok()
    site.forget()

    desk.crawl_ok("news")
    assert site.paths() == []
    desk.crawl_ok("news", "source=Two")
    assert site.paths() == ["/two"]


@pytest.mark.parametrize(
    ("spider", "argument", "words"),
    [
        ("news", "source=gazete", "there is no source 'gazete'"),
        ("news", "source=silent", "the source silent is not polled"),
        ("news", "sauce=gazette", "does not take these arguments"),
        ("article", "url=", "which page?"),
        ("article", "url=file:///etc/passwd", "only http and https are fetched"),
    ],
)
def test_a_wrong_argument_is_explained_without_a_traceback(
    desk: Desk, spider: str, argument: str, words: str
) -> None:
    desk.write({"gazette": "http://127.0.0.1:9/feed", "silent": []})

    done = desk.run(spider, argument)

    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_the_article_spider_fetches_what_it_is_given_even_twice(desk: Desk, site: Site) -> None:
    site.routes["/a"] = Reply(page("One"))
    site.routes["/b,c"] = Reply(page("Two"))
    desk.write({"gazette": site.url("/feed")})
    urls = f"{site.url('/a')},{site.url('/b,c')}"

    desk.crawl_ok("article", f"url={urls}")
    assert sorted(p.url for p in desk.pages()) == [site.url("/a"), site.url("/b,c")]
    desk.crawl_ok("article", f"url={site.url('/a')}")
    assert len(desk.pages()) == 3
    assert [f.state for f in desk.frontier()] == ["fetched", "fetched"]


def test_a_crawl_that_is_killed_is_taken_up_where_it_stopped(desk: Desk, site: Site) -> None:
    reached = threading.Event()

    def slow(handler: BaseHTTPRequestHandler) -> Reply:
        if len([p for p in site.paths() if p.startswith("/page")]) > 3:
            reached.set()
            time.sleep(30 if not resumed.is_set() else 0)
        return Reply(page(handler.path))

    resumed = threading.Event()
    links = [site.url(f"/page{n}") for n in range(12)]
    site.routes["/feed"] = Reply(rss(*links), kind=XML, headers={"ETag": '"v1"'})
    for n in range(12):
        site.routes[f"/page{n}"] = slow
    desk.write({"gazette": site.url("/feed")})

    run = desk.start("news")
    assert reached.wait(30)
    run.kill()
    half = len(desk.pages())
    resumed.set()
    assert 0 < half < 12

    desk.crawl_ok()

    pages = desk.pages()
    assert sorted(p.url for p in pages) == sorted(links)
    assert {row.state for row in desk.frontier()} == {"fetched"}
    archive = Archive(desk.home / "archive")
    for row in pages:
        archive.verify(row.warc_file or "", row.warc_offset or 0, row.sha256)
    with desk.session() as session:
        assert [f.etag for f in session.scalars(select(Feed))] == ['"v1"']
