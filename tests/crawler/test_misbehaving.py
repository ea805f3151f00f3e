"""A server that misbehaves in every way we could think of, and what the row says of each."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import brotli
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.crawler.newsdesk import Desk, page, rss
from tests.crawler.server import Reply, Route, Site

CAP = 200_000
ZEROS = b"\x00" * 5_000_000


def raw(answer: bytes, *, then: Callable[[BaseHTTPRequestHandler], None] | None = None) -> Route:
    """These bytes and nothing else, then the end of the connection."""

    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.wfile.write(answer)
        if then is not None:
            then(handler)

    return route


def drip(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(30):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.3)


def flood(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(2_000):
        handler.wfile.write(b"2000\r\n" + b"x" * 0x2000 + b"\r\n")


def headers_without_end(handler: BaseHTTPRequestHandler) -> None:
    for number in range(200_000):
        handler.wfile.write(b"X-%d: %s\r\n" % (number, b"y" * 200))


def zstd(body: bytes) -> bytes:
    from backports import zstd as codec

    return bytes(codec.compress(body))


def coded(body: bytes, coding: str) -> Reply:
    return Reply(body, headers={"Content-Encoding": coding})


def to(location: str, status: int = 302) -> Reply:
    return Reply("", status=status, headers={"Location": location})


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
# What the server does; the state of the queue's row (and of the page's, if one was fetched); words.
WAYS: dict[str, tuple[Route, str, str]] = {
    "says-404": (Reply("no", status=404), "failed", "nothing at this address (404)"),
    "says-410": (Reply("no", status=410), "failed", "gone for good (410)"),
    "says-401": (Reply("no", status=401), "failed", "wants a login (401)"),
    "says-403": (Reply("no", status=403), "queued", "refuses us (403)"),
    "says-451": (Reply("no", status=451), "failed", "legal reasons (451)"),
    "says-418": (Reply("no", status=418), "queued", "418"),
    "says-500": (Reply("no", status=500), "queued", "the server failed (500)"),
    "says-999": (raw(b"HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n"), "queued", "999"),
    "says-304-unasked": (Reply(status=304), "queued", "304"),
    "says-204": (Reply(status=204, kind=""), "queued/empty", "empty page"),
    "says-nothing": (Reply(""), "queued/empty", "empty page"),
    "sends-pdf": (Reply(b"%PDF-1.4 x", kind="text/html"), "fetched/unreadable", "a PDF"),
    "sends-image": (Reply(b"\x89PNG\r\n\x1a\n", kind="image/png"), "fetched/unreadable", "PNG"),
    "sends-binary": (Reply(b"\x00\x01\x02" * 99, kind="text/html"), "fetched/unreadable", "binary"),
    "sends-video-type": (Reply(b"x" * 99, kind="video/mp4"), "fetched/unreadable", "video/mp4"),
    "redirects-in-circles": (to("/redirects-in-circles"), "queued", "redirects more than 6 times"),
    "redirects-to-ftp": (to("ftp://127.0.0.1/x"), "queued", "302"),
    "redirects-to-nowhere": (to("http://[broken/"), "queued", "redirect"),
    "redirects-without-location": (Reply("", status=302), "queued", "302"),
    "closes-at-once": (raw(b""), "queued", "connection"),
    "closes-midway": (raw(OK + b"Content-Length: 999\r\n\r\nhalf"), "queued", "broke off"),
    "closes-in-a-chunk": (
        raw(OK + CHUNKED + b"ff\r\nhalf"),
        "queued",
        "broke off",
    ),
    "breaks-chunks": (raw(OK + CHUNKED + b"zz\r\n"), "queued", "127.0.0.1"),
    "speaks-no-http": (raw(b"220 smtp.example.org ESMTP\r\n"), "queued", "connection"),
    "drips": (raw(OK + b"Content-Length: 99\r\n\r\n", then=drip), "queued", "in time"),
    "hangs": (raw(b"", then=lambda _h: time.sleep(6)), "queued", "in time"),
    "floods": (
        raw(OK + b"Transfer-Encoding: chunked\r\n\r\n", then=flood),
        "failed",
        "larger than",
    ),
    "floods-headers": (raw(OK, then=headers_without_end), "queued", "of headers"),
    "announces-too-much": (Reply(b"x" * (CAP + 1)), "failed", "larger than 200,000 bytes"),
    "bombs-gzip": (coded(gzip.compress(ZEROS), "gzip"), "failed", "when decompressed"),
    "bombs-deflate": (coded(zlib.compress(ZEROS), "deflate"), "failed", "when decompressed"),
    "bombs-brotli": (coded(brotli.compress(ZEROS), "br"), "failed", "when decompressed"),
    "bombs-zstd": (coded(zstd(ZEROS), "zstd"), "failed", "when decompressed"),
    "bombs-undeclared": (Reply(gzip.compress(ZEROS)), "failed", "when unpacked"),
    "packs-many-times": (coded(b"x", "gzip, gzip, gzip, gzip"), "queued", "4 times over"),
    "packs-unknown": (coded(b"x" * 99, "rot13"), "queued", "rot13"),
    "packs-badly": (coded(b"not brotli at all", "br"), "queued", "cannot be undone"),
}


@pytest.fixture
def crawled(desk: Desk, site: Site) -> Desk:
    for name, (route, _state, _words) in WAYS.items():
        site.routes[f"/{name}"] = route
    site.routes["/robots.txt"] = Reply("User-agent: *\nAllow: /\n", kind="text/plain")
    site.routes["/feed"] = Reply(rss(*(site.url(f"/{name}") for name in WAYS)))
    site.routes["/good-feed"] = Reply(rss(site.url("/good")))
    site.routes["/good"] = Reply(page())
    desk.crawl.update(timeout=2.0, max_bytes=CAP)
    desk.write({"bad": site.url("/feed"), "good": site.url("/good-feed")})
    together = ["CONCURRENT_REQUESTS_PER_DOMAIN=16", "AUTOTHROTTLE_ENABLED=0"]
    desk.crawl_ok(settings=[*together, "AXISWATCH_MOST_HOST_FAILURES=99"])
    return desk


def test_every_misbehaviour_has_its_row_and_its_words(crawled: Desk, site: Site) -> None:
    pages = {row.frontier_id: row for row in crawled.pages()}
    wrong = {}
    for name, (_route, state, words) in WAYS.items():
        row = crawled.waiting(site.url(f"/{name}"))
        had = pages.get(row.id)
        found = f"{row.state}/{had.state}" if had else row.state
        said = (had.error if had else row.last_error) or ""
        if found != state or words not in said:
            wrong[name] = (found, said)
        if row.state == "queued":
            assert row.next_attempt_at is not None, name
        if row.state == "failed":
            assert row.next_attempt_at is None, name
    assert wrong == {}
    assert len(WAYS) >= 25
    good = crawled.waiting(site.url("/good"))
    assert (good.state, pages[good.id].state) == ("fetched", "fetched")
    assert crawled.feed(site.url("/good-feed")).last_error is None


def test_a_certificate_that_nobody_vouches_for_is_named_as_the_reason(
    desk: Desk, tmp_path: Path
) -> None:
    with untrusted(tmp_path) as port:
        url = f"https://localhost:{port}/feed"
        desk.write({"gazette": url})
        desk.crawl_ok()

    assert desk.feed(url).last_error == (
        "the certificate of localhost is not valid: certificate verify failed"
    )


@contextmanager
def untrusted(directory: Path) -> Iterator[int]:
    """A TLS server on loopback whose certificate it signed itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(Encoding.PEM) + key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    (directory / "server.pem").write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(directory / "server.pem")
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.handle_error = lambda *_ignored: None  # type: ignore[method-assign]
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield int(server.server_address[1])
    server.shutdown()
    server.server_close()
    thread.join()
