"""Sources whose pages need a browser, and a page that a script draws."""

from __future__ import annotations

import pytest

from crawler.rendering.browser import NAMES, find_browser
from monitor.archive.warc import Archive
from tests.crawler.newsdesk import Desk

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
