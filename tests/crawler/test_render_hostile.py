"""Pages that turn on the browser, or use it to reach what we would not: a real Chromium."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.crawler.newsdesk import Desk, rss
from tests.crawler.rendered import APP, SCRIPTS, SHOWN, STORY, body_of, browser, rendered
from tests.crawler.server import Reply, Site, serving


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
        "large": "document.body.append(document.createComment('x'.repeat(3000000)));",
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
    rendered(desk, site.url("/feed"), timeout=6, max_requests=20, max_bytes=2_000_000)

    assert "Traceback" not in desk.crawl_ok()

    rows = {row.url.rpartition("/")[2]: row for row in desk.frontier()}
    assert "kept the browser busy for more than 6 seconds" in (rows["loop"].last_error or "")
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
    assert within(20, lambda: browsers() != [])

    run.kill()

    assert within(20, lambda: browsers() == [])


def within(seconds: float, true: Callable[[], bool]) -> bool:
    """Whether it comes true in time."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True
