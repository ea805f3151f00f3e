"""HTML where a feed was expected: what it offers instead."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

from crawler.formats.text import web_address

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
