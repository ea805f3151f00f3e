"""A spider started by hand goes the whole way, from the page to claims and alerts."""

from __future__ import annotations

from sqlalchemy import select

from monitor.store.schema import Alert, Claim, Document, Statement
from tests.crawler.newsdesk import Desk, rss
from tests.crawler.server import Reply, Site

ARTICLE = """<html lang="en"><head><title>Brigade pledged for the border, paper says</title>
<meta property="article:published_time" content="2024-06-20T08:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/more">More</a></nav><article>
<h1>Brigade pledged for the border, paper says</h1>
<p>The newspaper Al-Akhbar reported on Thursday that the Taliban had promised Iran a brigade of
volunteers for the fighting with Israel.</p>
<p>The Taliban spokesman Zabihullah Mujahid said that Kabul had sent no fighters to Lebanon and
that the reports were false. He spoke to journalists after a meeting of the cabinet in the
capital, at which trade and the coming harvest were discussed at length.</p>
<p>Farmers in the west of the country hope for rain. The past two winters were dry, and the wells
of many villages have to be dug deeper every year, at a cost that few of them can afford.</p>
</article><footer>All rights reserved</footer></body></html>"""


def test_a_feed_is_read_through_to_claims_and_alerts(desk: Desk, site: Site) -> None:
    site.routes["/feed"] = Reply(rss(site.url("/a"), site.url("/gone")), kind="text/xml")
    site.routes["/a"] = Reply(ARTICLE)
    desk.write({"gazette": site.url("/feed")})

    said = desk.crawl_ok(settings=["AXISWATCH_ENRICH=1"])

    assert "1 feeds polled, 1 pages fetched, 1 pages failed; 1 pages read: 1 documents" in said
    assert f"{site.url('/gone')}: there is nothing at this address (404)" in said
    with desk.session() as session:
        document = session.scalars(select(Document)).one()
        assert "brigade of\nvolunteers" in document.text or "brigade of volunteers" in document.text
        assert "All rights reserved" not in document.text
        origins = set(session.scalars(select(Statement.origin)))
        assert "Al-Akhbar" in origins
        assert session.scalars(select(Claim)).all()
        assert session.scalars(select(Alert)).all()
    assert [page.state for page in desk.pages()] == ["read"]
