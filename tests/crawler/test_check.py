"""Addresses tried without the store: those of the catalogue, and those that a page leads to."""

from __future__ import annotations

import json

from tests.crawler.newsdesk import Desk, rss
from tests.crawler.server import Reply, Site, closed_port


def lines(said: str) -> dict[str, dict[str, object]]:
    records = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    return {record["url"]: record for record in records}


def test_every_address_of_the_catalogue_is_tried_and_nothing_stored(desk: Desk, site: Site) -> None:
    site.routes["/moved"] = Reply("", status=301, headers={"Location": "/feed"})
    site.routes["/feed"] = Reply(rss(site.url("/a")), kind="text/xml")
    dead = f"http://127.0.0.1:{closed_port()}/feed"
    desk.write({"gazette": site.url("/moved"), "post": [site.url("/gone"), dead]})

    found = lines(desk.crawl_ok("check"))

    assert found[site.url("/moved")] == {
        "source": "gazette",
        "url": site.url("/moved"),
        "kind": "feed",
        "works": True,
        "status": 200,
        "links": 1,
        "latest": "2024-06-20T00:00:00+00:00",
        "moved_to": site.url("/feed"),
        "error": None,
    }
    assert found[site.url("/gone")]["status"] == 404
    assert "refuses connections" in str(found[dead]["error"])
    assert desk.frontier() == []
    assert desk.feed(site.url("/gone")).last_polled_at is None
    assert list(lines(desk.crawl_ok("check", "source=gazette"))) == [site.url("/moved")]


def test_a_home_page_leads_to_its_feeds_and_sitemaps(desk: Desk, site: Site) -> None:
    site.routes["/robots.txt"] = Reply("Sitemap: /map.xml", kind="text/plain")
    site.routes["/"] = Reply(
        '<html><head><link rel="alternate" type="application/atom+xml" href="/atom">'
        '<link rel="alternate" type="application/rss+xml" href="/gone"></head></html>'
    )
    site.routes["/atom"] = Reply(rss(site.url("/a")), kind="text/xml")
    site.routes["/map.xml"] = Reply("<urlset><url><loc>/b</loc></url></urlset>", kind="text/xml")
    desk.write({})

    found = lines(desk.crawl_ok("check", f"url={site.url('/')}"))

    works = {record["url"]: record["kind"] for record in found.values() if record["works"]}
    assert works == {site.url("/atom"): "feed", site.url("/map.xml"): "sitemap"}
    assert found[site.url("/gone")]["works"] is False
