"""Headline, standfirst, authors, section and lead image, from what the page says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

from monitor.catalogue.models import Source
from monitor.reading.markup import Markup, as_list
from monitor.reading.normalise import fold
from monitor.reading.phrases import key

LONGEST = 400
_SEPARATOR = re.compile(r"\s+[|\-–—·•»:/]{1,2}\s+|\s*[|»｜ㅣ]\s*")
_MOST_AUTHORS = 12
_MOST_PARTS = 12
_BY = re.compile(r"^(?:by|von|par|por|di|توسط|نویسنده|بقلم|لیکوال)\s*:?\s+", re.IGNORECASE)


def headline(
    markup: Markup, *, url: str, outlet: Source | None, hint: str | None, found: str | None
) -> str:
    """The article's headline without the outlet's name.

    A heading of the page that the page's metadata confirms is taken as it stands; otherwise the
    metadata's own, the heading, what the feed said (`hint`), what the text begins with (`found`).
    """
    sites = _site_names(markup, url, outlet)
    stated = [
        _without_site(_plain(title), sites)
        for title in (
            *markup.metas(("og:title",)),
            *markup.ld_text("headline"),
            *markup.metas(("twitter:title", "dc.title")),
        )
    ]
    window = _without_site(_plain(markup.title), sites)
    confirming = [fold(title) for title in (*stated, window, hint or "") if title]
    headings = [h for h in map(_plain, markup.headings) if key(h) not in sites]
    for heading in headings:
        own = fold(heading)
        if len(own) >= 8 and any(own in title or _same_start(own, title) for title in confirming):
            return heading[:LONGEST]
    for title in (*stated, *headings, hint or "", found or "", window):
        if title and key(title) not in sites:
            return _plain(title)[:LONGEST]
    return ""


def _same_start(heading: str, title: str) -> bool:
    """Metadata cut short ('…') or continued still means the same headline."""
    short = title.rstrip(" .…")
    return len(short) >= 25 and heading.startswith(short)


def _plain(text: str) -> str:
    return " ".join(text[: 4 * LONGEST].split())[: 2 * LONGEST]


def _site_names(markup: Markup, url: str, outlet: Source | None) -> frozenset[str]:
    names: list[str] = [*markup.metas(("og:site_name", "application-name", "twitter:site"))]
    for node in markup.ld:
        publisher = node.get("publisher")
        names += [p["name"] for p in as_list(publisher) if _named(p)]
    if outlet:
        names += [outlet.slug, outlet.name, *outlet.aliases, *outlet.domains]
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    names += [host, host.split(".")[0]]
    return frozenset(key(name).removeprefix("@") for name in names if len(key(name)) >= 2)


def _named(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("name"), str)


def _without_site(title: str, sites: frozenset[str]) -> str:
    """Take the outlet's name, and sections before it, off the end (or the front) of a title."""
    parts = list(_SEPARATOR.finditer(title))[:_MOST_PARTS]
    for separator in parts:
        rest = key(title[separator.end() :])
        last = key(_SEPARATOR.split(title[separator.end() :])[-1])
        if separator.start() >= 8 and (_is_site(rest, sites) or _is_site(last, sites)):
            return title[: separator.start()].strip()
    if parts and _is_site(key(title[: parts[0].start()]), sites):
        return title[parts[0].end() :].strip()
    return title


def _is_site(part: str, sites: frozenset[str]) -> bool:
    squeezed = "".join(filter(str.isalnum, part))
    return bool(part) and any(
        part == site or (len(squeezed) >= 4 and squeezed == "".join(filter(str.isalnum, site)))
        for site in sites
    )


def authors(markup: Markup, *, sites: Iterable[str] = ()) -> tuple[str, ...]:
    """The people (or desks) the page names as authors, each once, in order."""
    known = {fold(site) for site in sites}
    names: dict[str, str] = {}
    for name in (
        *_ld_authors(markup),
        *markup.metas(("author", "article:author", "parsely-author", "dc.creator", "byl")),
    ):
        plain = _BY.sub("", _plain(name))
        if _may_be_a_name(plain) and fold(plain) not in known:
            names.setdefault(fold(plain), plain)
    return tuple(names.values())[:_MOST_AUTHORS]


def _may_be_a_name(text: str) -> bool:
    """Not an address, and not the key under which a site knows its author ('a-name')."""
    is_key = text.isascii() and " " not in text and text == text.lower()
    return bool(text) and len(text) <= 120 and "://" not in text and "@" not in text and not is_key


def _ld_authors(markup: Markup) -> Iterator[str]:
    for node in markup.ld:
        for author in as_list(node.get("author")):
            if isinstance(author, str):
                yield author
            elif isinstance(author, dict):
                yield from (name for name in as_list(author.get("name")) if isinstance(name, str))


def standfirst(markup: Markup) -> str | None:
    """The summary the page gives of itself."""
    for text in (*markup.metas(("og:description", "description")), *markup.ld_text("description")):
        return _plain(text)[:1_000]
    return None


def section(markup: Markup) -> str | None:
    """The part of the outlet the article stands in."""
    for text in (*markup.metas(("article:section",)), *markup.ld_text("articleSection")):
        return _plain(text)[:200]
    return None


def lead_image(markup: Markup, url: str) -> str | None:
    """The absolute address of the picture shown with the article."""
    for value in (
        *markup.metas(("og:image", "og:image:url", "twitter:image")),
        *_ld_images(markup),
    ):
        try:
            absolute = urljoin(url, value)
        except ValueError:
            continue
        if absolute.startswith(("http://", "https://")):
            return absolute[:2_000]
    return None


def _ld_images(markup: Markup) -> Iterator[str]:
    for node in markup.ld:
        for image in as_list(node.get("image")):
            if isinstance(image, str):
                yield image
            elif isinstance(image, dict) and isinstance(image.get("url"), str):
                yield image["url"]


def site_names(outlet: Source | None, markup: Markup) -> Sequence[str]:
    """What the outlet calls itself, so that it is not taken for an author."""
    own = [outlet.name, *outlet.aliases] if outlet else []
    return [*own, *markup.metas(("og:site_name", "application-name"))]
