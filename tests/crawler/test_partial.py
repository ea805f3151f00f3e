"""A feed's own text until the page can be had: read, alerted on, and replaced without a word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from monitor.alerts import words
from monitor.alerts.record import as_record
from monitor.alerts.render import as_html, as_text
from monitor.store.alerts import view
from monitor.store.schema import Alert, Claim, Document, Frontier, Page, Statement
from monitor.store.views import documents, statements
from tests.crawler.newsdesk import Desk
from tests.crawler.server import Reply, Site

PARAGRAPHS = (
    "The newspaper Al-Akhbar reported on Thursday that the Taliban had promised Iran a brigade of "
    "volunteers for the fighting with Israel.",
    "The envoys of both sides met in the capital for three hours and spoke about water, trade and "
    "the coming harvest, at a meeting that had been put off twice before.",
    "Farmers in the west of the country hope for rain. The past winters were dry, and the wells "
    "of many villages have to be dug deeper every year, at a cost that few of them can afford.",
    "The road to the border was closed for most of the winter, and the drivers of the trucks who "
    "wait there say that nobody has told them when it will be open to them again.",
)
MORE = (
    "A bridge that was carried away by the flood of last spring is to be built anew, the governor "
    "of the province told the merchants of the bazaar on Wednesday evening.",
)
FEED = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Gazette</title>{items}</channel></rss>"""
ITEM = """<item><title>Brigade pledged, paper says</title><link>{url}</link>
<pubDate>Thu, 20 Jun 2024 08:00:00 GMT</pubDate>
<content:encoded><![CDATA[{text}]]></content:encoded></item>"""
PAGE = """<html lang="en"><head><title>Brigade pledged, paper says</title>
<meta property="article:published_time" content="2024-06-20T08:00:00Z"></head><body><article>
<h1>Brigade pledged, paper says</h1>{text}</article></body></html>"""

INSTEAD = {
    "forbidden": Reply("no", status=403),
    "dead": Reply("nothing", status=404),
    "gone": Reply("gone", status=410),
    "consent wall": Reply("", status=302, headers={"Location": "/consent?next=/a"}),
    "soft 404": Reply("<title>Page not found</title><p>Try the search.</p>"),
    "empty": Reply(" \n"),
    "without text": Reply("<html><head><title>A</title></head><body><div id=app></div></body>"),
}


def html(*paragraphs: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


@pytest.fixture
def gazette(desk: Desk, site: Site) -> Desk:
    item = ITEM.format(url=site.url("/a"), text=html(*PARAGRAPHS))
    site.routes["/feed"] = Reply(FEED.format(items=item), kind="text/xml")
    site.routes["/consent?next=/a"] = Reply("<title>Your choices</title><p>Accept all?</p>")
    desk.write({"gazette": site.url("/feed")})
    return desk


def test_the_feeds_text_is_read_where_the_page_cannot_be_had(gazette: Desk, site: Site) -> None:
    cases = {f"/{case.replace(' ', '-')}": reply for case, reply in INSTEAD.items()}
    site.routes.update(cases)
    items = "".join(ITEM.format(url=site.url(path), text=html(*PARAGRAPHS)) for path in cases)
    site.routes["/feed"] = Reply(FEED.format(items=items), kind="text/xml")

    gazette.crawl_ok(settings=["AXISWATCH_ENRICH=1"])

    now = datetime.now(UTC)
    with gazette.session() as session:
        found = {row.url: row for row in session.scalars(select(Document))}
        queue = {row.url: row for row in session.scalars(select(Frontier))}
        assert session.scalars(select(Alert)).all()
        for path in cases:
            document, row = found[site.url(path)], queue[site.url(path)]
            assert document.partial, path
            assert "brigade of volunteers" in " ".join(document.text.split())
            page = session.get_one(Page, document.page_id)
            assert (page.partial, page.content_type) == (True, "text/plain; charset=utf-8")
            if path == "/without-text":  # that was had: asking again would give the same
                assert row.state == "fetched"
                continue
            assert (row.state, bool(row.last_error)) == ("queued", True), path
            assert row.next_attempt_at is not None
            assert now < row.next_attempt_at < now + timedelta(hours=1)


@pytest.mark.parametrize("case", ["dead", "soft 404"])
def test_the_page_replaces_it_later_and_nobody_is_alerted_again(
    gazette: Desk, site: Site, case: str
) -> None:
    site.routes["/a"] = INSTEAD[case]
    gazette.crawl_ok(settings=["AXISWATCH_ENRICH=1"])
    with gazette.session() as session:
        (alert,) = session.scalars(select(Alert))
        shown = view(session, alert.id)
        assert [d["partial"] for d in documents(session)] == [True]
        assert {s["partial"] for s in statements(session, tuple)} == {True}
    for text in (as_text(shown), as_html(shown)):
        assert words.FROM_FEED.split(":")[0] in " ".join(text.split())
    assert [d["partial"] for d in as_record(shown)["documents"]] == [True]

    site.routes["/a"] = Reply(PAGE.format(text=html(*PARAGRAPHS, *MORE)))
    gazette.poll_again()
    gazette.crawl_ok(settings=["AXISWATCH_ENRICH=1"])

    with gazette.session() as session:
        (first, second) = session.scalars(select(Document).order_by(Document.id))
        assert (first.version, second.version) == (1, 2)
        assert (bool(first.partial), bool(second.partial)) == (True, False)
        assert (second.relation, second.story_id) == ("version", first.story_id)
        assert "the governor of the province" in second.text
        assert len(session.scalars(select(Alert)).all()) == 1
        promised = session.scalars(select(Statement).where(Statement.origin == "Al-Akhbar")).all()
        assert len({statement.claim_id for statement in promised}) == 1
        assert session.get_one(Claim, promised[0].claim_id).status == "single-origin"
        assert session.scalars(select(Frontier.state)).one() == "fetched"


def test_a_teaser_stands_for_nothing(gazette: Desk, site: Site) -> None:
    item = ITEM.format(url=site.url("/a"), text=html(PARAGRAPHS[0]))
    site.routes["/feed"] = Reply(FEED.format(items=item), kind="text/xml")
    site.routes["/a"] = INSTEAD["dead"]

    gazette.crawl_ok(settings=["AXISWATCH_ENRICH=1"])

    assert gazette.pages() == []
    assert gazette.waiting(site.url("/a")).state == "failed"


def test_what_robots_txt_forbids_is_never_asked_for_but_the_feed_is_read(
    gazette: Desk, site: Site
) -> None:
    site.routes["/robots.txt"] = Reply("User-agent: *\nDisallow: /a\n", kind="text/plain")

    gazette.crawl_ok(settings=["AXISWATCH_ENRICH=1"])

    assert "/a" not in site.paths()
    assert gazette.waiting(site.url("/a")).state == "disallowed"
    assert [page.partial for page in gazette.pages()] == [True]
