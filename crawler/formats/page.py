"""Pages that list pages: index pages, and HTML that names the feeds it could be read by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from lxml import etree, html

from crawler.formats.text import clean_line, web_address
from monitor.domain import HomePage, Link
from monitor.duplicates.canonical import same_site

LEAST_WORDS = 4
MOST_NAME = 120
# Not a message, an invitation or a share button.
_CHANNEL = re.compile(
    r"[\"'](?:https?:)?//(?:t|telegram)\.me/(?:s/)?(?!joinchat|share|addstickers|proxy)"
    r"([A-Za-z][A-Za-z0-9_]{3,63})/?[\"'?]"
)

FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
        "text/xml",
    }
)


def is_html(text: str) -> bool:
    """Whether a text begins like a web page."""
    start = text[:4096].lstrip("\ufeff \t\r\n").lower()
    while start.startswith(("<!--", "<?")):
        closing = "-->" if start.startswith("<!--") else "?>"
        start = start.partition(closing)[2].lstrip()
    return start.startswith(("<!doctype html", "<html", "<head", "<body", "<script", "<title"))


def feeds_of(text: str, url: str, *, limit: int = 5) -> list[str]:
    """Feeds that a page names in its head (RSS autodiscovery), in its own order."""
    found = dict.fromkeys(_alternates(text, url))
    return list(found)[:limit]


def _alternates(text: str, url: str) -> Iterator[str]:
    tree = parse_html(text)
    if tree is None:
        return
    for link in tree.iter("link"):
        relations = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        address = web_address(link.get("href"), url)
        if "alternate" in relations and kind in FEED_TYPES and address:
            yield address


def channels_of(text: str) -> list[str]:
    """Previews of the public Telegram channels that a page links to."""
    names = (match[1] for match in _CHANNEL.finditer(text))
    return list(dict.fromkeys(f"https://t.me/s/{name}" for name in names))


def home_page(text: str, url: str) -> HomePage:
    """What a page's head says of the site: its name and language."""
    tree = parse_html(text)
    root = None if tree is None else next(tree.iter("html"), None)
    named = {} if tree is None else dict(reversed(list(_metadata(tree))))
    title = None if tree is None else next((t.text for t in tree.iter("title") if t.text), None)
    name = named.get("og:site_name") or named.get("application-name") or title
    language = (root.get("lang") if root is not None else None) or named.get("og:locale")
    return HomePage(url, clean_line(name, MOST_NAME), clean_line(language, 40))


def _metadata(tree: etree._Element) -> Iterator[tuple[str, str]]:
    for meta in tree.iter("meta"):
        name, content = meta.get("property") or meta.get("name"), meta.get("content")
        if name and content and content.strip():
            yield name.strip().lower(), content


def read_index(text: str, url: str) -> Iterator[Link]:
    """The articles an index page links to: headlines, of the same site, not its navigation.

    A headline has at least four words. The same address may come several times (picture,
    headline, 'read more'): the longest text is its title, and the description of a picture only
    where there is no text.
    """
    tree = parse_html(text)
    if tree is None:
        return
    best: dict[str, tuple[int, int, str]] = {}
    base = base_of(tree, url)
    for anchor in tree.iter("a"):
        address = web_address(anchor.get("href"), base)
        if address is None or not same_site(address, url) or _is_front(address):
            continue
        best[address] = max(best.get(address, (0, 0, "")), *_headlines(anchor))
    for address, (_rank, _length, words) in best.items():
        if words:
            yield Link(address, clean_line(words))


def base_of(tree: etree._Element, url: str) -> str:
    """The address that links are relative to (`<base href>`)."""
    base = next(tree.iter("base"), None)
    return (web_address(base.get("href"), url) if base is not None else None) or url


def _headlines(anchor: etree._Element) -> Iterator[tuple[int, int, str]]:
    """What a link says, by rank: its text before the description of its picture."""
    yield _ranked(2, "".join(anchor.itertext()))
    yield _ranked(1, anchor.get("title") or "")
    for image in anchor.iter("img"):
        yield _ranked(1, image.get("alt") or "")


def _ranked(rank: int, text: str) -> tuple[int, int, str]:
    words = text.split()
    return (rank, len(text), " ".join(words)) if len(words) >= LEAST_WORDS else (0, 0, "")


def _is_front(address: str) -> bool:
    parts = urlsplit(address)
    return not parts.path.strip("/") and not parts.query


def parse_html(text: str) -> etree._Element | None:
    """The tree of a page, None for what even a browser could not read."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree: etree._Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.ParserError:
        return None
    except etree.XMLSyntaxError:
        return None
    return tree


_NEXT = re.compile(r"<(?:[a-z]+:)?link\b[^<>]{0,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(rel|href)\s*=\s*(?:"([^"<>]{0,2000})"|'([^'<>]{0,2000})')""")


def next_page(text: str, url: str) -> str | None:
    """Where a list goes on: `rel="next"` of a feed (RFC 5005), of a page's head or of its links."""
    for tag in _NEXT.finditer(text):
        found = {m[1].lower(): m[2] or m[3] or "" for m in _ATTRIBUTE.finditer(tag.group())}
        if found.get("rel", "").lower() == "next":
            return web_address(unescape(found.get("href", "")), url)
    tree = parse_html(text) if is_html(text) else None
    for anchor in () if tree is None else tree.iter("a"):
        if "next" in (anchor.get("rel") or "").lower().split():
            return web_address(anchor.get("href"), url)
    return None
