"""Sitemaps and sitemap indexes (sitemaps.org 0.9) with Google's news extension."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from lxml import etree

from crawler.formats.text import clean_line, moment, web_address
from crawler.formats.xml import as_utf8
from monitor.domain import Link


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap says: pages, or further sitemaps with the time of their last change."""

    links: tuple[Link, ...] = ()
    children: tuple[tuple[str, datetime | None], ...] = ()


def read_sitemap(text: str, url: str, *, limit: int = 50_000) -> Sitemap | None:
    """The first `limit` rows (the standard's own bound), None where the text is no sitemap."""
    rows = etree.iterparse(
        BytesIO(as_utf8(text)),
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    kind: str | None = None
    links: list[Link] = []
    children: list[tuple[str, datetime | None]] = []
    try:
        for event, element in rows:
            name = _local(element)
            if kind is None:
                if name not in {"urlset", "sitemapindex"}:
                    return None
                kind = name
            if event == "end" and name in {"url", "sitemap"}:
                values = dict(_values(element))
                _take(name, values, url, links, children)
                element.clear()
                if len(links) + len(children) >= limit:
                    break
    except etree.XMLSyntaxError:
        pass  # what stood before the break counts
    if kind is None:
        return None
    return Sitemap(tuple(links), tuple(children))


def _take(
    name: str,
    values: dict[str, str],
    base: str,
    links: list[Link],
    children: list[tuple[str, datetime | None]],
) -> None:
    address = web_address(values.get("loc"), base)
    if address is None:
        return
    changed = moment(values.get("lastmod"))
    if name == "sitemap":
        children.append((address, changed))
    else:
        published = moment(values.get("publication_date")) or changed
        title = clean_line(values.get("title"))
        links.append(Link(address, title, published, updated=changed))


def _values(row: etree._Element) -> Iterator[tuple[str, str]]:
    """Texts by local name; a row's own values come last and so win over those of images."""
    for element in row.iterdescendants():
        if element.getparent() is not row and element.text and _local(element) != "loc":
            yield _local(element), element.text
    for element in row:
        if element.text:
            yield _local(element), element.text


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
