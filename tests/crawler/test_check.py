"""Feeds of the catalogue tried live, nothing stored; the commands that ask for it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.cli.sources_try import OUT_OF_TIME, verdict
from monitor.domain import Tried
from monitor.store.schema import Frontier
from tests.crawler.newsdesk import Desk, rss
from tests.crawler.server import Reply, Site, closed_port
from tests.service.conftest import axiswatch

XML = "text/xml"


@pytest.fixture
def newsstand(desk: Desk, site: Site) -> Desk:
    """A good feed that has moved, one that is missing, one that is dead, and one that is off."""
    site.routes["/moved"] = Reply("", status=301, headers={"Location": "/feed"})
    site.routes["/feed"] = Reply(rss(site.url("/a")), kind=XML)
    dead = f"http://127.0.0.1:{closed_port()}/feed"
    desk.write({"gazette": site.url("/moved"), "post": [site.url("/gone"), dead]})
    with (desk.home / "sources.toml").open("a") as file:
        file.write('[[source]]\nslug = "wire"\nname = "Wire"\nenabled = false\n')
        file.write(f'feeds = [{{ url = "{site.url("/feed")}" }}]\n')
    return desk


def test_every_feed_that_is_on_is_tried_and_nothing_stored(newsstand: Desk, site: Site) -> None:
    done = axiswatch(newsstand.home, "sources", "check", "--json")

    assert done.returncode == 1, done.stderr
    found = {record["url"]: record for record in json.loads(done.stdout)}
    assert found[site.url("/moved")] == {
        "source": "gazette",
        "on": True,
        "url": site.url("/moved"),
        "kind": "feed",
        "works": True,
        "status": 200,
        "links": 1,
        "latest": "2024-06-20T00:00:00+00:00",
        "moved_to": site.url("/feed"),
        "error": None,
        "language": None,
        "verdict": found[site.url("/moved")]["verdict"],
    }
    gone, dead = (found[url] for url in found if not found[url]["works"])
    assert gone["verdict"] == "dead: there is nothing at this address (404)"
    assert "refuses connections" in dead["verdict"]
    assert site.url("/feed") not in found, "it is off"
    with newsstand.session() as session:
        assert session.query(Frontier).all() == []
    assert newsstand.feed(site.url("/gone")).last_polled_at is None


def test_feeds_that_are_off_are_tried_when_asked_for(newsstand: Desk, site: Site) -> None:
    done = axiswatch(newsstand.home, "sources", "check", "wire")
    assert (done.returncode, "works: 1 entry" in done.stdout) == (0, True)
    assert "1 of 1 feeds work" in done.stderr

    everything = axiswatch(newsstand.home, "sources", "check", "--all", "--json")
    assert {record["source"] for record in json.loads(everything.stdout)} == {
        "gazette",
        "post",
        "wire",
    }


def test_the_list_says_how_each_feed_is_doing(newsstand: Desk, site: Site) -> None:
    newsstand.crawl_ok()

    said = axiswatch(newsstand.home, "sources").stdout
    assert f"{site.url('/moved')} (feed), now {site.url('/feed')}" in said
    assert "next poll" in said
    assert "1 of 1 links new" in said
    assert "failed once: there is nothing at this address (404)" in said
    assert "wire: Wire (off)" in said
    failing = axiswatch(newsstand.home, "sources", "--failing").stdout
    assert "post: Post" in failing
    assert "gazette" not in failing
    one = axiswatch(newsstand.home, "sources", "Gazette", "--json")
    (record,) = json.loads(one.stdout)
    assert record["feeds"][0]["moved_to"] == site.url("/feed")
    assert axiswatch(newsstand.home, "sources", "nobody").returncode == 2


def test_an_unknown_source_is_named_with_its_nearest(newsstand: Desk) -> None:
    done = axiswatch(newsstand.home, "sources", "check", "gazete")
    assert done.returncode == 2
    assert "did you mean 'gazette'?" in " ".join(done.stderr.split())


def test_what_became_of_a_feed_is_said_in_words() -> None:
    now = datetime(2024, 6, 22, 12, tzinfo=UTC)
    latest = datetime(2024, 6, 20, 8, tzinfo=UTC)

    def said(**values: object) -> str:
        return verdict(Tried("s", "u", "feed", **values), now=now)  # type: ignore[arg-type]

    assert said(works=True, links=3, latest=latest) == (
        "works: 3 entries, the newest of 2024-06-20 08:00"
    )
    old = latest.replace(year=2023)
    assert "nothing new for 368 days" in said(works=True, links=3, latest=old)
    assert said(works=True) == "answers well, but lists nothing"
    assert "change its address to https://x.example/" in said(
        works=True, links=1, moved_to="https://x.example/"
    )
    assert said(works=False, error="no answer") == "dead: no answer"
    assert verdict(None, now=now) == OUT_OF_TIME


HEAD = (
    '<html lang="fa-AF"><head><meta property="og:site_name" content="{name}">'
    '<link rel="alternate" type="application/rss+xml" href="/gone">'
    '<link rel="alternate" type="application/atom+xml" href="/atom">'
    '<link rel="alternate" type="application/rss+xml" href="/comments/feed/"></head>'
    "<body><a href='/a'>Read</a></body></html>"
)


def test_a_home_page_leads_to_an_entry_that_is_written_once(desk: Desk, site: Site) -> None:
    name = "Radio &quot;Namuna&quot; \\ \u202egro &#10;[[source]]&#10;slug = &quot;x&quot;"
    site.routes["/robots.txt"] = Reply("Sitemap: /map.xml\nSitemap: /news.xml", kind="text/plain")
    site.routes["/"] = Reply(HEAD.format(name=name))
    site.routes["/atom"] = site.routes["/other"] = Reply(rss(site.url("/a")), kind=XML)
    site.routes["/comments/feed/"] = Reply(rss(site.url("/a#c1")), kind=XML)
    for path in ("/map.xml", "/news.xml"):
        row = f"<url><loc>{site.url(path[:4])}</loc></url>"
        site.routes[path] = Reply(f"<urlset>{row}</urlset>", kind=XML)
    desk.write({"gazette": "https://gazette.example/feed"})
    before = (desk.home / "sources.toml").read_text("utf8")

    shown = axiswatch(desk.home, "sources", "add", site.url("/"))
    assert shown.returncode == 0, shown.stderr
    assert (desk.home / "sources.toml").read_text("utf8") == before
    assert "call this again with --write" in shown.stderr
    done = axiswatch(desk.home, "sources", "add", site.url("/"), "--write", "--json")

    record = json.loads(done.stdout)
    written = (desk.home / "sources.toml").read_text("utf8")
    assert written.startswith(before.rstrip("\n"))
    assert written.endswith(record["toml"])
    assert record["toml"].strip() == shown.stdout.strip()
    assert record["source"]["language"] == "fa"
    assert record["source"]["name"] == 'Radio "Namuna" \\ gro [[source]] slug = "x"'
    assert [feed["url"] for feed in record["source"]["feeds"]] == [
        site.url("/atom"),
        site.url("/news.xml"),
    ]
    assert Path(record["undo"].split("'")[1]).read_text("utf8") == before
    assert {row["url"] for row in record["tried"] if not row["works"]} == {site.url("/gone")}

    again = axiswatch(desk.home, "sources", "add", site.url("/other"), "--write")
    assert again.returncode == 2
    assert "the domain 127.0.0.1 is that of the source" in " ".join(again.stderr.split())
    assert (desk.home / "sources.toml").read_text("utf8") == written
    assert axiswatch(desk.home, "sources", "check", "127-0-0-1").returncode == 0


def test_the_usual_places_are_tried_where_a_page_names_nothing(desk: Desk, site: Site) -> None:
    endless = f'<link rel="alternate" type="application/rss+xml" href="/{"x" * 900}">'
    channel = '<a href="https://t.me/s/desk_fa">T</a>'
    site.routes["/fa"] = Reply(f"<html><head>{endless}</head><body>{channel}</body></html>")
    site.routes["/rss.xml"] = Reply(rss(site.url("/a")), kind=XML)
    desk.write({})

    done = axiswatch(desk.home, "sources", "add", site.url("/fa"), "--json")

    record = json.loads(done.stdout)
    assert record["source"]["domains"] == ["127.0.0.1/fa"]
    assert [feed["url"] for feed in record["source"]["feeds"]] == [site.url("/rss.xml")]
    tried = [row["url"] for row in record["tried"]]
    assert site.url("/fa/feed/") in tried
    assert "https://t.me/s/desk_fa" in tried
    assert len(site.asked) < 30, "a site is asked a bounded number of times"


def test_where_nothing_is_found_it_says_what_was_tried(desk: Desk, site: Site) -> None:
    site.routes["/"] = Reply("<html><body>Welcome</body></html>")
    desk.write({})

    done = axiswatch(desk.home, "sources", "add", site.url("/"))
    said = " ".join(done.stderr.split())
    assert done.returncode == 2
    assert f"{site.url('/rss.xml')} (feed): there is nothing at this address (404)" in said

    inside = axiswatch(desk.home, "sources", "add", "ftp://127.0.0.1/")
    assert inside.returncode != 0
    assert "only http and https are fetched" in " ".join(inside.stderr.split())
    assert "Traceback" not in inside.stderr


def test_the_inside_is_refused_by_default(desk: Desk, site: Site) -> None:
    site.routes["/"] = Reply(HEAD.format(name="Inside"))
    desk.crawl["allow_private"] = False
    desk.write({})

    done = axiswatch(desk.home, "sources", "add", site.url("/"))

    assert done.returncode != 0
    assert site.paths() == []
    assert "is not" in done.stderr
