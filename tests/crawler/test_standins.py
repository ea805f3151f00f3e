"""Pages that stand in for an article are told apart; articles about such things are not."""

from __future__ import annotations

import pytest

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
