"""Pages that need a browser, in a real Chromium that must not reach anything by itself."""

from __future__ import annotations

import json
import re
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.rendering.browser import NAMES, find_browser, launch_options
from crawler.rendering.courier import Limits, refusal
from monitor.archive.warc import Archive
from tests.crawler.newsdesk import Desk, page, rss
from tests.crawler.server import Reply, Site, serving

SCRIPTS = """<html><head><title>Envoys met</title></head><body><div id="root"></div>
<script src="/app.js"></script></body></html>"""
APP = """fetch('/api/story').then(answer => answer.json()).then(story => {
  const root = document.getElementById('root');
  for (const text of story.paragraphs) {
    const p = document.createElement('p');
    p.textContent = text;
    root.append(p);
  }
});"""
STORY = '{"paragraphs": ["The two sides talked about water and trade for three hours."]}'
SHOWN = "talked about water and trade for three hours"

browser = pytest.mark.skipif(
    find_browser(None)[0] is None, reason=f"needs one of {', '.join(NAMES)} on PATH"
)


@pytest.fixture
def app(site: Site) -> Site:
    """A site whose articles are drawn by a script."""
    site.routes["/feed"] = Reply(rss(site.url("/a")), kind="text/xml")
    site.routes["/a"] = Reply(SCRIPTS)
    site.routes["/app.js"] = Reply(APP, kind="text/javascript")
    site.routes["/api/story"] = Reply(STORY, kind="application/json")
    return site


def rendered(desk: Desk, *urls: str, kind: str = "feed", **limits: object) -> None:
    """A catalogue with one source that needs a browser, and others that do not."""
    others = {f"other-{n}": url for n, url in enumerate(urls[1:])}
    desk.write({"gazette": urls[0], **others}, kind=kind)
    sources = desk.home / "sources.toml"
    text = sources.read_text("utf8")
    sources.write_text(text.replace('name = "Gazette"', 'name = "Gazette"\nrender = true', 1))
    settings = desk.home / "axiswatch.toml"
    lines = "".join(f"{name} = {value}\n" for name, value in {"timeout": 5, **limits}.items())
    settings.write_text(f"{settings.read_text('utf8')}[render]\n{lines}")


def body_of(desk: Desk, url: str) -> str:
    (row,) = [row for row in desk.pages() if row.url == url]
    archive = Archive(desk.home / "archive")
    archive.verify(row.warc_file or "", row.warc_offset or 0, row.sha256)
    return archive.read(row.warc_file or "", row.warc_offset or 0)[2].decode()


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


@contextmanager
def listening(address: str = "127.0.0.1", port: int = 0) -> Iterator[tuple[int, list[bytes]]]:
    """A port of the inside that notes what reached it, by TCP and by UDP."""
    reached: list[bytes] = []
    tcp = socket.create_server((address, port), backlog=200)
    port = int(tcp.getsockname()[1])
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind((address, port))

    def accept() -> None:
        while True:
            try:
                connection, _peer = tcp.accept()
            except OSError:
                return
            with connection:
                reached.append(b"tcp " + connection.recv(100))

    def receive() -> None:
        while data := udp.recv(100):
            reached.append(b"udp " + data)

    threads = [threading.Thread(target=work, daemon=True) for work in (accept, receive)]
    for thread in threads:
        thread.start()
    try:
        yield port, reached
    finally:
        tcp.shutdown(socket.SHUT_RDWR)
        tcp.close()
        udp.sendto(b"", (address, port))
        for thread in threads:
            thread.join()
        udp.close()


TRICKS = """<html><head><title>Tricks</title>
<link rel="preconnect" href="{inside}"><link rel="dns-prefetch" href="//inside.example.com">
<link rel="prefetch" href="{inside}/prefetch"><link rel="stylesheet" href="{inside}/style">
<script type="speculationrules">
{{"prefetch": [{{"source": "list", "urls": ["{inside}/speculation"]}}]}}</script>
<script src="{inside}/script"></script><script src="{rebinding}/late.js"></script></head><body>
<img src="{inside}/image"><iframe src="{inside}/frame"></iframe><video src="{inside}/film"></video>
<embed src="{inside}/embed"><object data="{inside}/object"></object>
<form id="form" action="{inside}/form" method="post" target="_blank"></form>
<p id="own"></p><ul id="had"></ul><script>
const had = (what) => {{
  const item = document.createElement('li');
  item.textContent = what;
  document.getElementById('had').append(item);
}};
fetch('/own').then(a => a.text()).then(t => {{ document.getElementById('own').textContent = t; }});
for (const url of {urls}) {{
  fetch(url).then(() => had('fetch ' + url), () => 0);
  fetch(url, {{mode: 'no-cors', method: 'POST'}}).then(() => had('post ' + url), () => 0);
  navigator.sendBeacon(url, 'x');
  new Image().src = url;
  new EventSource(url).onopen = () => had('events ' + url);
  try {{ new WebSocket(url.replace('http', 'ws')).onopen = () => had('socket ' + url); }}
  catch (error) {{ }}
}}
const peer = new RTCPeerConnection({{iceServers: [{{urls: 'stun:127.0.0.1:{port}'}},
  {{urls: 'turn:127.0.0.1:{port}?transport=tcp', username: 'a', credential: 'b'}}]}});
peer.createDataChannel('x');
peer.createOffer().then(offer => peer.setLocalDescription(offer));
const text = "fetch('{inside}/worker').then(() => postMessage('worker'), () => 0)";
new Worker(URL.createObjectURL(new Blob([text]))).onmessage = (sent) => had(sent.data);
for (let n = 0; n < 5; n++) window.open('{inside}/window' + n);
navigator.serviceWorker?.register('/worker.js').then(() => had('service worker'), () => 0);
document.getElementById('form').submit();
setTimeout(() => {{ location.href = '{inside}/location'; }}, 300);
</script></body></html>"""


@browser
def test_nothing_of_the_inside_is_reached_from_within_a_page(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """127.0.0.2 stands for the public internet, and is the only address the guard lets through."""
    names = {
        "news.example.com": [["127.0.0.2"]],
        "inside.example.com": [["127.0.0.1"]],
        "later.example.com": [["127.0.0.2"], ["127.0.0.1"]],
    }
    monkeypatch.setenv("PROBE_NAMES", json.dumps(names))
    with serving("127.0.0.2") as site, listening(port=site.port) as (port, reached):
        public, inside = (f"http://{name}.example.com:{port}" for name in ("news", "inside"))
        hosts = ("127.0.0.1", "localhost", "[::1]", "0x7f000001", "169.254.169.254", "10.0.0.1")
        urls = [f"http://{host}:{port}/" for host in hosts]
        urls += [inside, f"http://later.example.com:{port}/", f"{public}:22/", "file:///etc/passwd"]
        urls += [
            f"{public}/to-inside",
            f"{public}/to-number",
            "ftp://127.0.0.1/",
            "data:text/html,x",
        ]
        site.routes["/feed"] = Reply(rss(f"{public}/tricks"), kind="text/xml")
        site.routes["/to-inside"] = Reply("", status=302, headers={"Location": inside})
        site.routes["/to-number"] = Reply("", status=307, headers={"Location": urls[0]})
        site.routes["/own"] = Reply("The page's own host answers.", kind="text/plain")
        site.routes["/late.js"] = Reply("", kind="text/javascript")
        site.routes["/worker.js"] = Reply("fetch('/from-worker')", kind="text/javascript")
        site.routes["/tricks"] = Reply(
            TRICKS.format(
                inside=inside,
                rebinding=f"http://later.example.com:{port}",
                urls=json.dumps(urls),
                port=port,
            )
        )
        desk.crawl["allow_private"] = False
        rendered(desk, f"{public}/feed")
        desk.crawl_ok(
            settings=[
                "TWISTED_DNS_RESOLVER=tests.crawler.probe.TableResolver",
                "AXISWATCH_ALLOW_NETWORKS=127.0.0.2/32",
                f"AXISWATCH_PORTS={port}",
            ]
        )
        shown = body_of(desk, f"{public}/tricks")

    assert reached == []
    assert "The page's own host answers." in shown
    # The name that changes its mind may be asked where it led when it was looked up and judged.
    had = set(re.findall(r"<li>(.*?)</li>", shown))
    assert had <= {f"fetch http://later.example.com:{port}/"}
    assert "/from-worker" not in site.paths()
    assert not any("cookie" in asked.headers or "referer" in asked.headers for asked in site.asked)


@browser
def test_a_page_that_never_stops_is_taken_as_it_is_when_its_time_is_over(
    desk: Desk, site: Site
) -> None:
    def hang(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\n\r\n")
        for _ in range(100):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.2)

    site.routes["/feed"] = Reply(rss(site.url("/endless")), kind="text/xml")
    site.routes["/drip.js"] = hang
    site.routes["/tick"] = Reply("x")
    site.routes["/endless"] = Reply(
        f"<html><body><p>{SHOWN}</p><script>setInterval(() => fetch('/tick'), 100);</script>"
        "<script async src='/drip.js'></script></body></html>"
    )
    rendered(desk, site.url("/feed"), timeout=3)
    began = time.monotonic()

    assert desk.crawl_ok() == ""

    assert SHOWN in body_of(desk, site.url("/endless"))
    assert time.monotonic() - began < 30


@browser
def test_pages_that_exhaust_the_browser_fail_and_hurt_nobody_else(desk: Desk, site: Site) -> None:
    greedy = {
        "loop": "while (true) {}",
        "many": "for (let n = 0; n < 1000; n++) fetch('/part' + n);",
        "large": "document.body.append('x'.repeat(3000000));",
        "again": "document.open(); document.write('<p>' + 'y'.repeat(50) + '</p>');",
    }
    for name, script in greedy.items():
        site.routes[f"/{name}"] = Reply(
            f"<html><body><p>{name}</p><script>{script}</script></body>"
        )
    for n in range(1000):
        site.routes[f"/part{n}"] = Reply("part", kind="text/plain")
    site.routes["/good"] = Reply(SCRIPTS)
    site.routes["/app.js"] = Reply(APP, kind="text/javascript")
    site.routes["/api/story"] = Reply(STORY, kind="application/json")
    links = [site.url(f"/{name}") for name in (*greedy, "good")]
    site.routes["/feed"] = Reply(rss(*links), kind="text/xml")
    rendered(desk, site.url("/feed"), timeout=3, max_requests=20, max_bytes=2_000_000)

    assert "Traceback" not in desk.crawl_ok()

    rows = {row.url.rpartition("/")[2]: row for row in desk.frontier()}
    assert "kept the browser busy for more than 3 seconds" in (rows["loop"].last_error or "")
    assert "more than 2,000,000 characters when it is rendered" in (rows["large"].last_error or "")
    assert len([path for path in site.paths() if path.startswith("/part")]) == 20
    assert {rows[name].state for name in ("many", "again", "good")} == {"fetched"}
    assert SHOWN in body_of(desk, site.url("/good"))
    assert browsers() == []


def browsers() -> list[str]:
    """The command lines of browsers that we started and that are still there."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            line = path.read_bytes().replace(b"\0", b" ").decode("utf8", "replace")
            if "--host-resolver-rules=MAP * ~NOTFOUND" in line:
                found.append(line[:200])
    return found


@browser
def test_a_crawl_that_is_killed_leaves_no_browser_behind(desk: Desk, site: Site) -> None:
    site.routes["/feed"] = Reply(rss(site.url("/busy")), kind="text/xml")
    site.routes["/busy"] = Reply("<html><body><script>while (true) {}</script></body></html>")
    rendered(desk, site.url("/feed"), timeout=60)
    run = desk.start()
    within(20, lambda: browsers() != [])

    run.kill()

    within(20, lambda: browsers() == [])


def within(seconds: float, true: Callable[[], bool]) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


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
