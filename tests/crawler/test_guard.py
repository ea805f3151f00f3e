"""Tricks with addresses, against real sockets: not one byte reaches the inside."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from crawler.addresses import parse_address, refuse_address, refuse_url
from tests.crawler.newsdesk import ROOT

OPEN = "127.0.0.2"  # stands for the public internet: the one address that the guard exempts

# Hosts that are, lead to, or are taken by some resolver for an address of the inside.
INSIDE_HOSTS = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7F.0.0.1", "0x7f.1",
    "0177.0.0.1", "017700000001", "0177.0x0.1", "127.0.0.1.", "127.000.000.001", "0", "0x0",
    "0.0.0.0", "localhost", "LOCALHOST", "localhost.", "news.localhost", "localhost.localdomain",
    "127.127.127.127", "127.255.255.254", "router.local", "db.internal", "printer", "nas.lan",
    "box.home.arpa", "[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[::ffff:0:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::1]", "[fe80::1]",
    "[fe80::1%25lo]", "[fc00::1]", "[fd12:3456::1]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]",
    "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "239.255.255.250", "255.255.255.255", "240.0.0.1", "198.18.0.1", "192.0.2.1",
    "198.51.100.7", "203.0.113.9", "192.0.0.8", "192.88.99.1",
    "１２７.０.０.１", "①②⑦.⓪.⓪.①", "127。0。0。1", "127.0.0.\u00ad1", "%31%32%37.0.0.1",
    "loc%61lhost", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
]  # fmt: skip
INSIDE_NAMES = {
    "inside.example.com": [["127.0.0.1"]],
    "inside6.example.com": [["::1"]],
    "mapped.example.com": [["::ffff:127.0.0.1"]],
    "zero.example.com": [["0.0.0.0"]],
    "metadata.example.com": [["169.254.169.254"]],
    "private.example.com": [["10.0.0.1"]],
    "sixtofour.example.com": [["2002:7f00:1::"]],
    "rebinds.example.com": [["127.0.0.1"], [OPEN]],
}
OPEN_NAMES = {
    "news.example.com": [[OPEN]],
    "xn--mgbh0fb.example.com": [[OPEN]],
    "mixed.example.com": [["127.0.0.1", "::1", OPEN, "10.0.0.1"]],
}
REBINDING = {"later.example.com": [[OPEN], ["127.0.0.1"]]}
NAMES = {**INSIDE_NAMES, **OPEN_NAMES, **REBINDING}


def inside(port: int) -> list[str]:
    """Addresses that must not be reached."""
    direct = [f"http://{host}:{port}/" for host in [*INSIDE_HOSTS, *INSIDE_NAMES]]
    return [
        *direct,
        *(f"http://news.example.com:{port}/to?{url}" for url in direct[:40:3]),
        f"http://news.example.com@127.0.0.1:{port}/",
        f"http://news.example.com:80@127.0.0.1:{port}/",
        f"http://127.0.0.1:{port}#@news.example.com/",
        f"http://127.0.0.1:{port}\\@news.example.com/",
        f"http://127.0.0.1\t:{port}/",
        f"http:/\\127.0.0.1:{port}/",
        f"http:///127.0.0.1:{port}/",
        f"https://127.0.0.1:{port}/",
        f"ftp://127.0.0.1:{port}/",
        f"gopher://127.0.0.1:{port}/",
        f"ws://127.0.0.1:{port}/",
        "file:///etc/passwd",
        "data:text/html,hello",
        f"http://news.example.com:{port}/to?file:///etc/passwd",
        f"http://news.example.com:{port}/to?//127.0.0.1:{port}/",
        f"http://news.example.com:{port}/to?ftp://127.0.0.1:{port}/",
    ]


def legitimate(port: int) -> list[str]:
    """Addresses that must be reached, however odd they look."""
    return [
        f"http://news.example.com:{port}/",
        f"HTTP://NEWS.EXAMPLE.COM:{port}/a",
        f"http://news.example.com.:{port}/b",
        f"http://news.example.com:{port}/127.0.0.1/",
        f"http://news.example.com:{port}/?next=http://127.0.0.1/",
        f"http://news.example.com:{port}/@localhost",
        f"http://news.example.com:{port}/#@localhost",
        f"http://news.example.com:{port}/خبر",
        f"http://مثال.example.com:{port}/".replace("مثال", "xn--mgbh0fb"),
        f"http://mixed.example.com:{port}/c",
        f"http://news.example.com:{port}/to?http://xn--mgbh0fb.example.com:{port}/d",
        f"http://news.example.com:{port}/to?/e",
    ]


class Wire:
    """Listens on every address of the machine and notes to which one somebody connected."""

    def __init__(self) -> None:
        self.reached: list[str] = []
        self._listener = socket.create_server(
            ("::", 0), family=socket.AF_INET6, dualstack_ipv6=True, backlog=200
        )
        self.port = int(self._listener.getsockname()[1])

    def serve(self) -> None:
        while True:
            try:
                connection, _peer = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            self.reached.append(connection.getsockname()[0].removeprefix("::ffff:"))
            path = connection.recv(8192).partition(b" ")[2].partition(b" ")[0]
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
            if path.startswith(b"/to?"):
                head = b"HTTP/1.1 302 Found\r\nLocation: " + path[4:] + b"\r\n"
            connection.sendall(head + b"Content-Length: 0\r\nConnection: close\r\n\r\n")


@contextmanager
def listening() -> Iterator[Wire]:
    wire = Wire()
    thread = threading.Thread(target=wire.serve, daemon=True)
    thread.start()
    yield wire
    wire.close()
    thread.join()


def probe(
    tmp_path: Path,
    urls: list[str],
    *,
    port: int,
    names: Mapping[str, list[list[str]]] = NAMES,
    **overrides: object,
) -> dict[str, tuple[object, str | None]]:
    """What became of each address."""
    listed = tmp_path / "urls.json"
    listed.write_text(json.dumps(urls))
    settings = {
        "AXISWATCH_ALLOW_NETWORKS": [f"{OPEN}/32"],
        "AXISWATCH_PORTS": [port],
        "DOWNLOAD_TIMEOUT": 5,
        "RETRY_ENABLED": False,
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        **overrides,
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.crawler.probe", str(listed), json.dumps(settings)],
        cwd=ROOT,
        env={
            **os.environ,
            "AXISWATCH_HOME": str(tmp_path),
            "PROBE_NAMES": json.dumps(names),
        },
        capture_output=True,
        text=True,
        timeout=100,
        check=True,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == len(urls), done.stderr
    return {asked: (outcome, error) for asked, outcome, error in lines}


def test_no_trick_gets_through_and_every_legitimate_address_does(tmp_path: Path) -> None:
    with listening() as wire:
        tricks, honest = inside(wire.port), legitimate(wire.port)
        found = probe(tmp_path, [*tricks, *honest], port=wire.port)

    assert len(tricks) >= 100
    assert set(wire.reached) == {OPEN}
    for url in tricks:
        outcome, error = found[url]
        assert error is not None or outcome == 302, (url, outcome)
    assert {url: found[url] for url in honest} == dict.fromkeys(honest, (200, None))


def test_the_sockets_alone_hold_even_if_no_address_were_read(tmp_path: Path) -> None:
    """Without the check of the text nothing but the resolved address decides."""
    with listening() as wire:
        tricks, honest = inside(wire.port), legitimate(wire.port)
        found = probe(
            tmp_path,
            [*tricks, *honest],
            port=wire.port,
            DOWNLOADER_MIDDLEWARES={"crawler.redirects.RedirectMiddleware": 600},
        )

    assert set(wire.reached) == {OPEN}
    assert {url: found[url] for url in honest} == dict.fromkeys(honest, (200, None))
    refused = [error for url in tricks if (error := found[url][1]) == "Refused"]
    assert len(refused) >= 60


def test_a_name_that_changes_its_mind_is_refused_at_the_second_look(tmp_path: Path) -> None:
    with listening() as wire:
        url = f"http://later.example.com:{wire.port}/page"
        found = probe(tmp_path, [url], port=wire.port)

    assert wire.reached == [OPEN]  # robots.txt; the page itself was refused
    assert found[url][1] == "Refused"


@pytest.mark.parametrize("host", [h for h in INSIDE_HOSTS if h.isascii() and "%3" not in h])
def test_the_reason_is_said(host: str) -> None:
    if host == "loc%61lhost":
        pytest.skip("is decoded before it is judged")
    assert refuse_url(f"http://{host}/") is not None


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "http://example.org:8080/a?b=http://127.0.0.1/",
        "https://xn--mgbh0fb.example/خبر",
        "https://93.184.216.34/",
        "https://[2606:2800:220:1:248:1893:25c8:1946]/",
        "https://7news.example.com/1",
        "https://example.0x.org/",
    ],
)
def test_what_is_public_is_not_refused(url: str) -> None:
    assert refuse_url(url) is None


@pytest.mark.parametrize("port", [0, 21, 22, 25, 110, 3306, 5432, 6379, 9200, 11211])
def test_ports_that_are_no_web_ports_are_refused(port: int) -> None:
    assert "web port" in (refuse_url(f"http://example.org:{port}/") or "")


def test_an_address_may_be_long_but_not_endless() -> None:
    assert refuse_url("https://example.org/" + "a" * 1_900) is None
    assert refuse_url("https://example.org/" + "a" * 2_000) is not None


@pytest.mark.parametrize("text", ["8.8.8.8", "1.1.1.1", "2a00:1450:4001:80b::200e"])
def test_public_addresses_may_be_connected_to(text: str) -> None:
    address = parse_address(text)
    assert address is not None
    assert refuse_address(address) is None
