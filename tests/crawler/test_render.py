"""Pages that need a browser: what is archived of them, in a real Chromium."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.rendering.browser import find_browser, launch_options
from crawler.rendering.courier import Limits, refusal
from tests.crawler.newsdesk import Desk, page, rss
from tests.crawler.rendered import APP, SCRIPTS, SHOWN, STORY, body_of, browser, rendered
from tests.crawler.server import Reply, Site


@pytest.fixture
def app(site: Site) -> Site:
    """A site whose articles are drawn by a script."""
    site.routes["/feed"] = Reply(rss(site.url("/a")), kind="text/xml")
    site.routes["/a"] = Reply(SCRIPTS)
    site.routes["/app.js"] = Reply(APP, kind="text/javascript")
    site.routes["/api/story"] = Reply(STORY, kind="application/json")
    return site


@browser
def test_text_that_is_only_there_after_scripts_ran_is_archived_with_what_was_sent(
    desk: Desk, app: Site
) -> None:
    app.routes["/plain-feed"] = Reply(rss(app.url("/plain")), kind="text/xml")
    app.routes["/plain"] = Reply(SCRIPTS.replace("Envoys", "Others"))
    rendered(desk, app.url("/feed"), app.url("/plain-feed"))

    assert desk.crawl_ok() == ""

    assert SHOWN in body_of(desk, app.url("/a"))
    assert SHOWN not in body_of(desk, app.url("/plain"))
    (row,) = [row for row in desk.pages() if row.url == app.url("/a")]
    assert row.content_type == "text/html; charset=utf-8"
    found: dict[str, tuple[Any, bytes]] = {}
    with (desk.home / "archive" / (row.warc_file or "")).open("rb") as stream:
        stream.seek(row.warc_offset or 0)
        for record in ArchiveIterator(stream):
            found.setdefault(record.rec_type, (record.rec_headers, record.raw_stream.read()))
    conversion, response = found["conversion"][0], found["response"][0]
    assert (conversion.get_header("WARC-Rendered-By") or "").startswith("Chromium/")
    assert conversion.get_header("WARC-Refers-To") == response.get_header("WARC-Record-ID")
    assert found["response"][1] == SCRIPTS.encode()


@browser
def test_a_page_of_headlines_that_is_drawn_by_a_script_is_rendered_too(
    desk: Desk, app: Site
) -> None:
    app.routes["/news"] = Reply(
        "<html><body><main></main><script>for (const name of ['a', 'b']) document.querySelector("
        "'main').innerHTML += `<h2><a href='/${name}'>The envoys of both sides met at ${name}</a>"
        "</h2>`;</script></body></html>"
    )
    app.routes["/b"] = Reply(SCRIPTS)
    rendered(desk, app.url("/news"), kind="index")

    desk.crawl_ok()

    assert [row.url for row in desk.pages()] == [app.url("/a"), app.url("/b")]
    assert SHOWN in body_of(desk, app.url("/b"))


@browser
def test_what_robots_txt_forbids_is_not_asked_for_by_a_script_either(desk: Desk, app: Site) -> None:
    app.routes["/robots.txt"] = Reply("User-agent: *\nDisallow: /api/\n", kind="text/plain")
    rendered(desk, app.url("/feed"))

    desk.crawl_ok()

    assert "/app.js" in app.paths()
    assert "/api/story" not in app.paths()
    assert SHOWN not in body_of(desk, app.url("/a"))


def test_without_a_browser_its_sources_say_what_to_install_and_the_others_go_on(
    desk: Desk, app: Site
) -> None:
    app.routes["/plain-feed"] = Reply(rss(app.url("/plain")), kind="text/xml")
    app.routes["/plain"] = Reply(page())
    rendered(desk, app.url("/feed"), app.url("/plain-feed"), browser='"/no/such/browser"')

    said = desk.crawl_ok()

    assert "[render] browser: /no/such/browser is no program that can be started" in said
    assert desk.waiting(app.url("/plain")).state == "fetched"
    row = desk.waiting(app.url("/a"))
    assert (row.state, row.last_error) == (
        "queued",
        "[render] browser: /no/such/browser is no program that can be started",
    )
    assert "/a" not in app.paths()


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    path, said = find_browser(None, which=dict[str, str]().get)
    assert path is None
    assert "apt install chromium" in said
    assert find_browser(None, which=lambda name: f"/bin/{name}")[0] == "/bin/chromium"
    second = {"google-chrome": "/opt/google-chrome"}
    assert find_browser(None, which=second.get)[0] == "/opt/google-chrome"
    monkeypatch.setitem(sys.modules, "scrapy_playwright", None)
    path, said = find_browser(None, which=lambda name: f"/bin/{name}")
    assert path is None
    assert "pip install 'axiswatch[render]'" in said


def test_the_browser_gets_a_sandbox_and_none_of_our_secrets() -> None:
    environ = {"PATH": "/bin", "AXISWATCH_EMAIL__PASSWORD": "secret", "LANG": "C"}
    options = launch_options("/bin/chromium", dead_end=1, root=False, environ=environ)
    assert options["env"] == {"PATH": "/bin", "LANG": "C"}
    assert options["chromium_sandbox"] is True
    assert launch_options("/bin/chromium", dead_end=1, root=True)["chromium_sandbox"] is False


@pytest.mark.parametrize(
    ("kind", "method", "asked", "taken", "reason"),
    [
        ("script", "GET", 0, 0, None),
        ("fetch", "GET", 9, 99, None),
        ("xhr", "POST", 0, 0, "may not send POST"),
        ("image", "GET", 0, 0, "no image is loaded"),
        ("document", "GET", 0, 0, "no document is loaded"),
        ("websocket", "GET", 0, 0, "no websocket is loaded"),
        ("script", "GET", 10, 0, "may ask for 10 things"),
        ("script", "GET", 0, 100, "may have 100 bytes"),
    ],
)
def test_what_a_page_may_ask_for(
    kind: str, method: str, asked: int, taken: int, reason: str | None
) -> None:
    limits = Limits(seconds=1, requests=10, size=100)
    found = refusal(kind, method, asked=asked, taken=taken, limits=limits)
    assert found is None if reason is None else reason in (found or "")
