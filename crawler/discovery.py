"""From the bytes of a feed, sitemap or page to links: a pure function."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fnmatch import fnmatchcase
from itertools import islice
from urllib.parse import urlsplit

from crawler.formats.feed import read_feed
from crawler.formats.jsonfeed import read_json_feed
from crawler.formats.packed import unpacked
from crawler.formats.page import feeds_of, is_html, read_index
from crawler.formats.sitemap import read_sitemap
from crawler.formats.telegram import read_channel
from crawler.formats.xml import decode, without_dtd
from monitor.domain import Link
from monitor.duplicates.canonical import same_site
from monitor.errors import RefusedError

MOST_LINKS = 200
PAGE_INSTEAD = "the address answers with a web page, not a feed"
PAGES = {"index": "a link to an article", "telegram": "a public Telegram channel"}


@dataclass(frozen=True, slots=True)
class Discovery:
    """What an address announces. `error` is a sentence where it announces nothing we can read.

    `children` are further sitemaps, the last changed first; `feeds` those of its own site that a
    page names which stands where a feed should.
    """

    links: tuple[Link, ...] = ()
    children: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    error: str | None = None


def discover(
    body: bytes,
    *,
    url: str,
    content_type: str | None = None,
    kind: str = "feed",
    limit: int = MOST_LINKS,
    pages: Sequence[str] = (),
) -> Discovery:
    """Read an answer of a feed address of the given kind, for `pages` (see `FeedAddress`).

    Never raises for what a server may send: what cannot be read is an error in words. The first
    `limit` links are taken, each address once.
    """
    if not body.strip():
        return Discovery(error="the server answered with nothing where a feed should be")
    try:
        found = _read(decode(unpacked(body), content_type), url, kind, limit)
    except RefusedError as error:
        return Discovery(error=str(error))
    if not pages:
        return found
    return replace(found, links=tuple(link for link in found.links if _matches(link, pages)))


def _matches(link: Link, pages: Sequence[str]) -> bool:
    path = urlsplit(link.url).path
    return any(fnmatchcase(path, pattern) for pattern in pages)


def _read(text: str, url: str, kind: str, limit: int) -> Discovery:
    if kind in {"index", "telegram"}:
        return _page(text, url, kind, limit)
    if is_html(text):
        return _page_instead(text, url)
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return _json(text, url, limit)
    safe = without_dtd(text)
    return (_sitemap if kind == "sitemap" else _feed)(safe, url, limit)


def _feed(text: str, url: str, limit: int) -> Discovery:
    links = read_feed(text, url)
    if links is not None:
        return Discovery(_first(links, limit))
    if read_sitemap(text, url, limit=1) is not None:
        return Discovery(error="the address is a sitemap: set its kind to sitemap in sources.toml")
    return Discovery(error="the address answers with something that is no feed")


def _sitemap(text: str, url: str, limit: int) -> Discovery:
    sitemap = read_sitemap(text, url)
    if sitemap is not None:
        return Discovery(_newest(sitemap.links, limit), _latest(sitemap.children))
    links = read_feed(text, url)
    if links is not None:
        return Discovery(_first(links, limit))
    return Discovery(error="the address answers with something that is no sitemap")


def _json(text: str, url: str, limit: int) -> Discovery:
    links = read_json_feed(text, url)
    if links is None:
        return Discovery(error="the address answers with JSON that is no JSON Feed")
    return Discovery(_first(links, limit))


def _page(text: str, url: str, kind: str, limit: int) -> Discovery:
    links = tuple(read_channel(text) if kind == "telegram" else read_index(text, url))
    if not links:
        return Discovery(error=f"the page has nothing that looks like {PAGES[kind]}")
    return Discovery(_first(links, limit))


def _first(links: Iterable[Link], limit: int) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for link in islice(links, limit * 5):
        found.setdefault(link.url, link)
    return tuple(islice(found.values(), limit))


def _newest(links: Iterable[Link], limit: int) -> tuple[Link, ...]:
    """Sitemaps are in no order: the rows with the latest dates, then those without."""
    found: dict[str, Link] = {link.url: link for link in links}
    dated = sorted(
        found.values(),
        key=lambda link: link.published.timestamp() if link.published else 0.0,
        reverse=True,
    )
    return tuple(dated[:limit])


def _latest(children: Iterable[tuple[str, datetime | None]]) -> tuple[str, ...]:
    rows = sorted(children, key=lambda row: row[1].timestamp() if row[1] else 0.0, reverse=True)
    return tuple(address for address, _changed in rows)


def _page_instead(text: str, url: str) -> Discovery:
    feeds = feeds_of(text, url)
    if not feeds:
        return Discovery(error=f"{PAGE_INSTEAD}; open it in a browser to see why")
    error = f"{PAGE_INSTEAD}; the page names {', '.join(feeds)}: put that into sources.toml"
    return Discovery(feeds=tuple(f for f in feeds if f != url and same_site(f, url)), error=error)
