"""A source's past, one list after the other: pure decisions of the backfill spider."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.discovery import discover
from crawler.formats.packed import unpacked
from crawler.formats.page import next_page
from crawler.formats.sitemap import read_sitemap
from crawler.formats.text import web_address
from crawler.formats.xml import decode, without_dtd
from monitor.domain import Link
from monitor.errors import RefusedError

MOST_PAGES = 500
MOST_LINKS = 50_000
_DATED = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})(?:[/-](\d{1,2}))?(?:[/-]|$)")
_SITEMAP_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Step:
    """A list to be read: a sitemap, or page `page` of a feed or index.

    `before` is what the page before listed: a server that does not know pages gives the same again.
    """

    url: str
    kind: str
    page: int = 1
    before: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Past:
    """What a list says: pages since the day asked for, and the lists that follow from it."""

    links: tuple[Link, ...] = ()
    following: tuple[Step, ...] = ()
    error: str | None = None


def read_step(body: bytes, *, step: Step, url: str, content_type: str | None, since: date) -> Past:
    """Read a list; `url` is where it was found after redirects."""
    if step.kind == "sitemap":
        return _sitemap(body, url, content_type, since)
    found = discover(body, url=url, content_type=content_type, kind=step.kind, limit=MOST_LINKS)
    if found.error is not None:
        return Past(error=found.error)
    listed = frozenset(link.url for link in found.links)
    recent = tuple(link for link in found.links if is_since(link, since))
    if not recent or listed <= step.before or step.page >= MOST_PAGES:
        return Past(recent)
    after = _page_after(step, decode(body, content_type), url)
    if after is None:
        return Past(recent)
    return Past(recent, (Step(after, step.kind, step.page + 1, listed),))


def sitemaps_named(robots: str, base: str) -> tuple[str, ...]:
    """The sitemaps that a robots.txt names (sitemaps.org)."""
    named = (web_address(m.group(1), base) for m in _SITEMAP_LINE.finditer(robots[:512_000]))
    return tuple(dict.fromkeys(address for address in named if address))


def is_since(link: Link, since: date) -> bool:
    """Whether a page is from that day or later; one of unknown date counts as such."""
    day = link.published.date() if link.published else date_in(link.url)
    return day is None or day >= since


def date_in(url: str) -> date | None:
    """The date in a path such as /2024/06/20/…; a month stands for its last day that all have."""
    match = _DATED.search(urlsplit(url).path)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3] or 28))
    except ValueError:
        return None


def _sitemap(body: bytes, url: str, content_type: str | None, since: date) -> Past:
    try:
        sitemap = read_sitemap(without_dtd(decode(unpacked(body), content_type)), url)
    except RefusedError as error:
        return Past(error=str(error))
    if sitemap is None:
        return Past(error="the address answers with something that is no sitemap")
    first = datetime(since.year, since.month, since.day, tzinfo=UTC)
    children = tuple(
        Step(address, "sitemap")
        for address, changed in sitemap.children
        if changed is None or changed >= first
    )
    return Past(tuple(link for link in sitemap.links if is_since(link, since)), children)


def _page_after(step: Step, text: str, url: str) -> str | None:
    """Where the list goes on: as it says itself, else by WordPress's `paged` for feeds."""
    named = next_page(text, url)
    if named is not None or step.kind != "feed":
        return named
    parts = urlsplit(step.url)
    query = dict(_without_page(parts.query))
    return parts._replace(query=urlencode({**query, "paged": step.page + 1})).geturl()


def _without_page(query: str) -> Iterator[tuple[str, str]]:
    return ((n, v) for n, v in parse_qsl(query, keep_blank_values=True) if n != "paged")
