"""Pages that stand in for an article are told apart; articles about such things are not."""

from __future__ import annotations

import pytest

from monitor.archive.warc import Archive
from monitor.standins import stand_in
from tests.crawler.newsdesk import Desk, page, rss
from tests.crawler.server import Reply, Site

URL = "https://example.org/2024/06/talks"
TEXT = "<p>" + "The delegation returned with an agreement on water. " * 60 + "</p>"


def shown(markup: str, encoding: str = "utf-8") -> str | None:
    return stand_in(URL, URL, markup.encode(encoding), f"text/html; charset={encoding}")


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "Page not found",
        "Page Not Found - Gazette",
        "Gazette | 404 Not Found",
        "Gazette: Error 404 (Page not found)".replace(" (Page not found)", ""),
        "صفحه یافت نشد - روزنامه",
        "روزنامه | صفحه مورد نظر یافت نشد",
        "الصفحة غير موجودة | الجريدة",
        "پاڼه ونه موندل شوه",
    ],
)
def test_a_soft_404_is_recognised_in_any_language(title: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        assert "soft 404" in (shown(f"<title>{title}</title>{TEXT}", encoding) or "")


@pytest.mark.parametrize(
    "title",
    [
        "Bodies of three miners not found after the flood",
        "404 families return to the valley - Gazette",
        "Envoy says page not found in the treaty",
        "Aid not found to reach the north | Gazette",
        "Access denied to inspectors, agency says",
        "Security check points close the road - Gazette",
        "",
    ],
)
def test_a_headline_with_the_same_words_is_an_article(title: str) -> None:
    assert shown(f"<title>{title}</title>{TEXT}") is None


@pytest.mark.parametrize(
    "markup",
    [
        "<title>Just a moment...</title><noscript>Enable JavaScript</noscript>",
        "<title>Attention Required! | Cloudflare</title>",
        "<title>example.org</title><script src='/cdn-cgi/challenge-platform/x.js'></script>",
        "<html><iframe src='/_Incapsula_Resource?x=1'></iframe></html>",
    ],
)
def test_a_check_for_robots_is_recognised(markup: str) -> None:
    assert "check for robots" in (shown(markup) or "")


def test_an_article_with_the_same_script_is_an_article() -> None:
    markup = f"<title>Talks</title><script src='/cdn-cgi/challenge-platform/x.js'></script>{TEXT}"
    assert shown(markup) is None


@pytest.mark.parametrize(
    ("final_url", "words"),
    [
        ("https://consent.example.com/m?continue=x", "consent"),
        ("https://example.org/consent?next=/2024/06/talks", "consent"),
        ("https://example.org/", "front page"),
        ("https://www.example.org", "front page"),
        ("https://example.org/2024/06/talks-2", None),
        ("https://example.org/?p=77", None),
        ("https://example.com/", None),
    ],
)
def test_where_a_redirect_ends_tells_what_it_was(final_url: str, words: str | None) -> None:
    reason = stand_in(URL, final_url, f"<title>Talks</title>{TEXT}".encode(), "text/html")
    assert words in reason if words and reason else reason is words


def test_a_front_page_asked_for_as_such_is_no_stand_in() -> None:
    assert stand_in("https://example.org/", "https://www.example.org/", b"<p>x", None) is None


def test_the_row_says_what_stood_there_and_a_meta_refresh_is_followed(
    desk: Desk, site: Site
) -> None:
    refresh = '<html><head><meta http-equiv="refresh" content="{}"></head></html>'
    names = ("moved", "later", "loop", "missing", "sent-home", "forbidden")
    site.routes["/robots.txt"] = Reply("User-agent: *\nDisallow: /secret\n", kind="text/plain")
    site.routes["/feed"] = Reply(rss(*(site.url(f"/{name}") for name in names)), kind="text/xml")
    site.routes["/moved"] = Reply(refresh.format("0;url=/new"))
    site.routes["/new"] = Reply(page("New"))
    site.routes["/later"] = Reply(refresh.format("300") + page("Later"))
    site.routes["/loop"] = Reply(refresh.format("1; URL=/loop?x"))
    site.routes["/loop?x"] = site.routes["/loop"]
    site.routes["/forbidden"] = Reply(refresh.format("0;url=/secret"))
    site.routes["/missing"] = Reply(page("Page not found"))
    site.routes["/sent-home"] = Reply("", status=301, headers={"Location": "/"})
    site.routes["/"] = Reply(page("Home"))
    desk.write({"gazette": site.url("/feed")})

    desk.crawl_ok()

    rows = {row.url.rpartition("/")[2]: row for row in desk.frontier()}
    pages = {row.frontier_id: row for row in desk.pages()}
    assert pages[rows["moved"].id].url == site.url("/new")
    assert pages[rows["later"].id].state == "fetched"
    assert "redirects more than 6 times" in (rows["loop"].last_error or "")
    assert rows["forbidden"].state == "disallowed"
    assert "/secret" not in site.paths()
    assert pages[rows["missing"].id].state == "unreadable"
    assert "soft 404" in (pages[rows["missing"].id].error or "")
    assert "front page" in (pages[rows["sent-home"].id].error or "")


FULL = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<item><title>Envoys met</title><link>{blocked}</link><content:encoded><![CDATA[<p>{text}</p>]]>
</content:encoded></item><item><title>Short</title><link>{short}</link><description>A teaser.
</description></item><item><title>Checked</title><link>{checked}</link><content:encoded>
<![CDATA[<p>{text}</p>]]></content:encoded></item></channel></rss>"""


def test_the_text_of_the_feed_stands_for_a_page_that_cannot_be_had(desk: Desk, site: Site) -> None:
    text = "The two sides talked about water and trade for three hours on Thursday. " * 12
    blocked, short, checked = (site.url(path) for path in ("/blocked", "/short", "/checked"))
    feed = FULL.format(blocked=blocked, short=short, checked=checked, text=text)
    site.routes["/feed"] = Reply(feed, kind="text/xml")
    site.routes["/blocked"] = site.routes["/short"] = Reply("no", status=403)
    site.routes["/checked"] = Reply("<title>Just a moment...</title>")
    desk.write({"gazette": site.url("/feed")})
    for _ in range(2):
        desk.crawl_ok()
        desk.poll_again()

    rows = desk.pages()
    assert [(row.url, row.state, row.partial) for row in rows] == [
        (blocked, "fetched", True),
        (checked, "fetched", True),
        (checked, "unreadable", False),
        (checked, "unreadable", False),
    ]
    assert rows[0].content_type == "text/plain; charset=utf-8"
    archive = Archive(desk.home / "archive")
    for row in rows:
        archive.verify(row.warc_file or "", row.warc_offset or 0, row.sha256)
    assert (
        archive.read(rows[0].warc_file or "", rows[0].warc_offset or 0)[2] == text.strip().encode()
    )
    for url in (blocked, checked):
        assert desk.waiting(url).state == "queued"
    assert "check for robots" in (desk.waiting(checked).last_error or "")

    site.routes["/blocked"] = Reply(page("Envoys met"))
    desk.crawl_ok()
    assert [row.partial for row in desk.pages() if row.url == blocked] == [True, False]
    assert desk.waiting(blocked).state == "fetched"
