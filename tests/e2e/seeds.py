"""The seed documents as a small web: each text in page chrome, each outlet with a feed."""

from __future__ import annotations

import html
import re
import threading
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{title} | {outlet}</title>{meta}</head><body>
<div class="cookie-consent" role="dialog"><p>We use cookies and similar technologies to improve
your visit. <a href="/privacy">Read our policy</a></p><button>Accept all</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li>
<li><a href="/live">Live TV</a></li><li><a href="/about">About us</a></li></ul></nav></header>
<main><article><h1>{title}</h1>{body}
<div class="share-bar"><a href="#">Facebook</a> <a href="#">Telegram</a> <a href="#">Print</a></div>
</article>
<aside class="related"><h3>{teasers}</h3><ul><li><a href="/1">Rain expected over the weekend
across the region</a></li><li><a href="/2">Team wins the cup after extra time</a></li></ul></aside>
</main><footer><p>Copyright {outlet}. All rights reserved.</p>
<form><label>Get our newsletter</label><input name="mail"></form></footer></body></html>"""

FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{outlet}</title>
<link>{root}</link><description>{outlet}</description>{items}</channel></rss>"""
ITEM = "<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate></item>"


@dataclass(frozen=True)
class Seed:
    """A seed document: which outlet published it when, and how its page says so."""

    file: str
    slug: str
    outlet: str
    title: str | None
    published: str
    meta: bool


SEEDS = (
    Seed("000_ab914f16fe5f485d.txt", "afghanistan-international", "Afghanistan International",
         None, "2024-06-16", meta=False),
    Seed("003_ab16727a596494ce.txt", "longwarjournal", "FDD's Long War Journal",
         "Iranian-Taliban relations", "2024-06-20", meta=True),
    Seed("001_539ff8b9acdb3538.txt", "distinct-post", "Distinct Post",
         None, "2024-06-22", meta=True),
    Seed("002_d1b0e2e6e8769e07.txt", "memri", "MEMRI",
         "Website criticizes ambassador", "2024-02-20", meta=True),
    Seed("004_1383fc75b628ea80.txt", "afghanistan-international", "Afghanistan International",
         None, "2024-07-24", meta=False),
)  # fmt: skip


def page(folder: Path, seed: Seed) -> str:
    """The text of a seed as its outlet might have served it."""
    lines = [line.strip() for line in (folder / seed.file).read_text("utf8").split("\n")]
    lines = [line for line in lines if line]
    if any(line.startswith("•") for line in lines):
        return _with_its_own_chrome(lines, seed)
    title = seed.title or lines.pop(0)
    teasers = lines.pop() if lines[-1] == "More News" else "Related"
    return PAGE.format(
        title=html.escape(title),
        outlet=html.escape(seed.outlet),
        meta=_meta(seed),
        teasers=teasers,
        body="\n".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines),
    )


def _meta(seed: Seed) -> str:
    tag = f'<meta property="article:published_time" content="{seed.published}T09:00:00Z">'
    return tag if seed.meta else ""


def _with_its_own_chrome(lines: list[str], seed: Seed) -> str:
    """A page that was saved with its menus: markup as a site of that shape would have it."""
    title = next(line.partition("Reading:")[2].strip() for line in lines if "Reading:" in line)
    last = max(i for i, line in enumerate(lines) if line == title)
    close = next(i for i, line in enumerate(lines) if line.lower() == "you might also like")
    body = [line for line in lines[last + 1 : close] if len(line) > 120]
    byline = [line for line in lines[last + 1 : close] if len(line) <= 120]
    header = "".join(_line(line) for line in lines[:last])
    footer = "".join(_line(line) for line in lines[close:])
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)} - '
        f"{seed.outlet}</title>{_meta(seed)}</head><body><header>{header}</header><main><article>"
        f"<h1>{html.escape(title)}</h1>"
        + "".join(f'<div class="meta-share"><span>{html.escape(b)}</span></div>' for b in byline)
        + "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in body)
        + f'</article></main><section class="related">{footer}</section></body></html>'
    )


def _line(line: str) -> str:
    if line.startswith("•"):
        return f'<ul><li><a href="#">{html.escape(line[1:].strip())}</a></li></ul>'
    if len(line) > 200:
        return f'<div class="gdpr-notice"><p>{html.escape(line)}</p></div>'
    return f'<div><a href="#">{html.escape(line)}</a></div>'


class Site:
    """The outlets on loopback. Their feeds list what was published before `until`."""

    def __init__(self, folder: Path, *, until: str = "9999") -> None:
        self.until = until
        self._pages = {f"/{s.slug}/{s.file[:3]}": page(folder, s).encode() for s in SEEDS}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.root = f"http://127.0.0.1:{self._server.server_port}"
        self.feeds = {seed.slug: f"{self.root}/{seed.slug}/rss" for seed in SEEDS}

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str) -> tuple[str, bytes | None]:
        """Content type and body at `path`; no body where there is nothing."""
        slug = path.strip("/").split("/")[0]
        if path.endswith("/rss") and slug in self.feeds:
            return "application/rss+xml", self._feed(slug).encode()
        return "text/html; charset=utf-8", self._pages.get(path)

    def _feed(self, slug: str) -> str:
        listed = [s for s in SEEDS if s.slug == slug and s.published < self.until]
        items = [
            ITEM.format(
                title=f"Story {seed.file[:3]}",
                link=f"{self.root}/{slug}/{seed.file[:3]}",
                date=format_datetime(datetime.fromisoformat(f"{seed.published}T09:00:00+00:00")),
            )
            for seed in listed
        ]
        return FEED.format(outlet=slug, root=self.root, items="".join(items))

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                kind, body = site.answer(self.path)
                self.send_response(404 if body is None else 200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Quiet: the test says what went wrong."""

        return Handler


def paragraphs(folder: Path, seed: Seed) -> list[str]:
    """The body paragraphs a reader of the page would expect to find: whole sentences of prose."""
    lines = [line.strip() for line in (folder / seed.file).read_text("utf8").split("\n")]
    if any(line.startswith("•") for line in lines):
        close = next(i for i, line in enumerate(lines) if line.lower() == "you might also like")
        lines = lines[1:close]
    return [line for line in lines if len(line) > 120 and re.search(r"[.”\"\]]$", line)]
