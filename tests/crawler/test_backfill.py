"""The past of a source, walked once and taken up where it stopped."""

from __future__ import annotations

import threading
import time
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler

import pytest

from crawler.past import Step, date_in, is_since, read_step, sitemaps_named
from monitor.domain import Link
from tests.crawler.newsdesk import Desk, page, rss
from tests.crawler.server import Reply, Site

XML = "text/xml"
SINCE = date(2024, 6, 1)


def urlset(*rows: tuple[str, str]) -> str:
    body = "".join(f"<url><loc>{u}</loc><lastmod>{d}</lastmod></url>" for u, d in rows)
    return f"<urlset>{body}</urlset>"


def index(*rows: tuple[str, str]) -> str:
    body = "".join(f"<sitemap><loc>{u}</loc><lastmod>{d}</lastmod></sitemap>" for u, d in rows)
    return f"<sitemapindex>{body}</sitemapindex>"


@pytest.fixture
def past(site: Site) -> Site:
    """A site with two months of sitemaps; every page of it is there."""
    site.routes["/robots.txt"] = Reply(f"Sitemap: {site.url('/map.xml')}\n", kind="text/plain")
    site.routes["/map.xml"] = Reply(
        index(
            (site.url("/july.xml"), "2024-07-31"),
            (site.url("/june.xml"), "2024-06-30"),
            (site.url("/may.xml"), "2024-05-31"),
        ),
        kind=XML,
    )
    days = {"/july.xml": ["2024-07-02", "2024-07-20"], "/june.xml": ["2024-05-30", "2024-06-02"]}
    for name, dates in days.items():
        rows = [(site.url(f"/page-{day}"), day) for day in dates]
        site.routes[name] = Reply(urlset(*rows), kind=XML)
        for day in dates:
            site.routes[f"/page-{day}"] = Reply(page(day))
    return site


def write(desk: Desk, site: Site, feed: str = "/feed") -> None:
    desk.write({"gazette": site.url(feed)})
    file = desk.home / "sources.toml"
    homepage = f'name = "Gazette"\nhomepage = "{site.url("/")}"'
    file.write_text(file.read_text().replace('name = "Gazette"', homepage))


def test_sitemaps_are_walked_back_to_the_day_and_not_further(desk: Desk, past: Site) -> None:
    write(desk, past)
    desk.run("backfill", "source=gazette", f"since={SINCE}")

    urls = [past.url(f"/page-{day}") for day in ("2024-06-02", "2024-07-02", "2024-07-20")]
    assert [row.url for row in desk.pages()] == urls
    assert "/may.xml" not in past.paths()

    past.forget()
    desk.run("backfill", "source=gazette", f"since={SINCE}")
    assert "/july.xml" not in past.paths()
    assert not [path for path in past.paths() if path.startswith("/page")]


def test_a_backfill_that_was_killed_goes_on(desk: Desk, past: Site) -> None:
    reached, resumed = threading.Event(), threading.Event()
    quick = past.routes["/page-2024-07-20"]

    def slow(_handler: BaseHTTPRequestHandler) -> Reply:
        reached.set()
        time.sleep(0 if resumed.is_set() else 20)
        assert isinstance(quick, Reply)
        return quick

    past.routes["/page-2024-07-20"] = slow
    write(desk, past)
    run = desk.start("backfill", "source=gazette", f"since={SINCE}")
    assert reached.wait(30)
    run.kill()
    resumed.set()
    assert len(desk.pages()) < 3

    desk.run("backfill", "source=gazette", f"since={SINCE}")

    assert len({row.url for row in desk.pages()}) == len(desk.pages()) == 3


def test_older_pages_of_a_feed_are_asked_for_until_they_end(desk: Desk, site: Site) -> None:
    def of_page(number: int) -> Reply:
        links = [site.url(f"/2024/06/{20 - number}/story{n}/") for n in range(2)]
        for link in links:
            site.routes[link.removeprefix(site.url(""))] = Reply(page())
        return Reply(rss(*links), kind=XML)

    site.routes["/feed"] = of_page(1)
    for number in (2, 3):
        site.routes[f"/feed?paged={number}"] = of_page(number)
    desk.write({"gazette": site.url("/feed")})

    desk.run("backfill", "source=gazette", f"since={SINCE}")

    assert len(desk.pages()) == 6
    assert [p for p in site.paths() if p.startswith("/feed")] == [
        "/feed",
        "/feed?paged=2",
        "/feed?paged=3",
        "/feed?paged=4",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["source=gazette", "since=June"], "is no day"),
        (["source=nobody", "since=2024-06-01"], "there is no source 'nobody'"),
        ([], "there is no source"),
    ],
)
def test_wrong_arguments_are_explained(desk: Desk, arguments: list[str], words: str) -> None:
    desk.write({"gazette": "http://127.0.0.1:9/feed"})
    done = desk.run("backfill", *arguments)
    assert done.returncode == 2
    assert words in done.stdout
    assert "Traceback" not in done.stdout


def read(body: str, step: Step) -> tuple[list[str], list[Step]]:
    past = read_step(body.encode(), step=step, url=step.url, content_type=None, since=SINCE)
    assert past.error is None
    return [link.url for link in past.links], list(past.following)


def test_a_server_that_does_not_know_pages_is_not_asked_for_ever() -> None:
    first = Step("https://e.org/feed", "feed")
    body = rss("https://e.org/2024/06/12/a", "https://e.org/2024/06/11/b")
    _links, (second,) = read(body, first)
    assert second.url == "https://e.org/feed?paged=2"
    assert read(body, second)[1] == []


def test_a_feed_or_page_that_names_its_next_page_is_believed() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="/f?c=1&amp;p=2"/><entry>'
        '<title>a</title><link href="https://e.org/a"/></entry></feed>'
    )
    assert read(feed, Step("https://e.org/f", "feed"))[1][0].url == "https://e.org/f?c=1&p=2"
    html = (
        '<html><body><a href="/2024/06/05/x">Envoys met in the capital</a>'
        '<a rel="next" href="/news/page/2">Older</a></body></html>'
    )
    links, (step,) = read(html, Step("https://e.org/news", "index"))
    assert (links, step.url) == (["https://e.org/2024/06/05/x"], "https://e.org/news/page/2")


def test_what_is_older_ends_the_walk() -> None:
    body = (
        rss("https://e.org/2023/06/12/a").replace("<pubDate>", "<x>").replace("</pubDate>", "</x>")
    )
    assert read(body, Step("https://e.org/feed", "feed")) == ([], [])


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://e.org/2024/06/20/x", date(2024, 6, 20)),
        ("https://e.org/2024-06-20/x", date(2024, 6, 20)),
        ("https://e.org/2024/06/x", date(2024, 6, 28)),
        ("https://e.org/2024/99/x", None),
        ("https://e.org/story-2024-1", None),
        ("https://e.org/x?d=/2024/06/20/", None),
    ],
)
def test_dates_in_addresses(url: str, day: date | None) -> None:
    assert date_in(url) == day


def test_a_page_without_date_may_be_recent() -> None:
    assert is_since(Link("https://e.org/x"), SINCE)
    assert not is_since(Link("https://e.org/x", published=datetime(2024, 5, 1, tzinfo=UTC)), SINCE)


def test_robots_txt_names_sitemaps() -> None:
    robots = "User-agent: *\nsitemap:  /a.xml\nSitemap: https://e.org/b.xml\r\nSitemap: ftp://x/\n"
    assert sitemaps_named(robots, "https://e.org/robots.txt") == (
        "https://e.org/a.xml",
        "https://e.org/b.xml",
    )
