"""A `[[source]]` entry for a site, from what was found when its addresses were tried: pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from urllib.parse import urljoin, urlsplit

from courlan import extract_domain

from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.models import FeedAddress, Source
from monitor.domain import HomePage, Tried
from monitor.errors import InputError
from monitor.escape import one_line, shorten
from monitor.reading.language import declared_language

MOST_FEEDS, MOST_NAME, MOST_PATH, MOST_URL = 3, 80, 100, 500
_COMMENTS = re.compile(r"comment|replies", re.IGNORECASE)
_PARTS = re.compile(r"\s+[-–—|·•»:]+\s+|\s*[|»]\s*")


def propose(
    url: str, page: HomePage | None, tried: Sequence[Tried], catalogue: Catalogue, *, today: date
) -> Source:
    """The entry that reads this site by the best of the addresses that work.

    Raises:
        InputError: none works; the message says what was tried.
    """
    chosen = tuple(_chosen(tried))
    if not chosen:
        raise InputError(_nothing(url, tried))
    home = _home(page.url if page else url, chosen)
    domain = (urlsplit(home).hostname or "").removeprefix("www.") + urlsplit(home).path.rstrip("/")
    return Source(
        slug=_slug(home),
        name=_name(page, domain, catalogue),
        homepage=home,
        domains=(domain,),
        language=_language(page, tried),
        status=f"live-{today.isoformat()}",
        feeds=chosen,
    )


def conflicts(source: Source, catalogue: Catalogue) -> list[str]:
    """Why the entry cannot stand beside those there are; one sentence each."""
    said = []
    if source.slug in catalogue.sources:
        said.append(f"there is a source {source.slug!r} already")
    for other in catalogue.sources.values():
        same = {_plain(one) for one in other.domains} & {_plain(one) for one in source.domains}
        said += [f"the domain {domain} is that of the source {other.slug!r}" for domain in same]
        feeds = {feed.url for feed in other.feeds} & {feed.url for feed in source.feeds}
        said += [f"the feed {feed} is that of the source {other.slug!r}" for feed in sorted(feeds)]
    return said


def as_toml(source: Source) -> str:
    """The entry as it stands in sources.toml; every value is one line of a basic string."""
    record = source.model_dump(mode="json", exclude_defaults=True, exclude={"feeds"})
    lines = [f"{field} = {_value(value)}" for field, value in record.items()]
    feeds = (f"  {{ url = {_value(f.url)}, kind = {_value(f.kind)} }}," for f in source.feeds)
    return "\n".join(["[[source]]", *lines, "feeds = [", *feeds, "]", ""])


def _value(value: str | Iterable[str]) -> str:
    # `one_line` leaves no control character: what is left JSON and TOML escape alike.
    if isinstance(value, str):
        return json.dumps(one_line(value), ensure_ascii=False)
    return f"[{', '.join(map(_value, value))}]"


def _chosen(tried: Sequence[Tried]) -> Iterator[FeedAddress]:
    """Feeds first; a sitemap for news beside them; other sitemaps and the page itself only else."""
    works = list(_different(one for one in tried if one.works and one.links))
    feeds = [one for one in works if one.kind == "feed" and not _COMMENTS.search(one.url)]
    maps = [one for one in works if one.kind == "sitemap"]
    news = [one for one in maps if "news" in urlsplit(one.url).path.lower()]
    channels = [one for one in works if one.kind == "telegram"]
    pages = [one for one in works if one.kind == "index"]
    found = [*feeds[:MOST_FEEDS], *(news or ([] if feeds else maps))[:1], *channels[:1]]
    for one in found or pages[:1]:
        moved = one.moved_to if one.moved_to and len(one.moved_to) <= MOST_URL else None
        yield FeedAddress(url=moved or one.url, kind=one.kind)


def _different(tried: Iterable[Tried]) -> Iterator[Tried]:
    """Each list once: many sites give the same at several addresses."""
    seen: set[str] = set()
    for one in tried:
        keys = {one.moved_to or one.url, *filter(None, [one.same])}
        if seen.isdisjoint(keys):
            yield one
        seen |= keys


def _home(url: str, feeds: Sequence[FeedAddress]) -> str:
    """The page whose outlet it is: without query, file name, and never a feed itself."""
    channel = re.fullmatch(r"https?://t\.me/(?:s/)?(\w+)/?", url)
    if channel:
        return f"https://t.me/{channel[1]}"
    if url in {feed.url for feed in feeds if feed.kind != "index"}:
        return urljoin(url, "/")
    parts = urlsplit(url)
    folder, _, last = parts.path.rpartition("/")
    path = folder if "." in last else parts.path
    path = path if len(path) <= MOST_PATH else "/"
    return parts._replace(path=path.rstrip("/") or "/", query="", fragment="").geturl()


def _slug(home: str) -> str:
    parts = urlsplit(home)
    host = parts.hostname or ""
    named = not host.replace(".", "").isdigit() and ":" not in host
    site = (extract_domain(home) or ".".join(host.split(".")[-2:])) if named else host
    below = [label for label in host.removesuffix(site).split(".") if label not in {"", "www"}]
    words = [site.partition(".")[0] if named else site, *below, *parts.path.split("/")]
    return re.sub(r"[^a-z0-9]+", "-", "-".join(words).lower()).strip("-")[:80].strip("-")


def _name(page: HomePage | None, known_as: str, catalogue: Catalogue) -> str:
    """What the page calls itself, the shortest part of a long title; unique in the catalogue."""
    name = one_line((page.name if page else None) or "") or known_as
    if len(name) > 40:
        name = min((part for part in _PARTS.split(name) if len(part) > 2), key=len, default=name)
    name = shorten(name, MOST_NAME)
    return f"{name} ({known_as})" if catalogue.source_named(name) else name


def _language(page: HomePage | None, tried: Sequence[Tried]) -> str | None:
    """That of the headlines; what the page declares where there are too few."""
    read = next((one.language for one in tried if one.works and one.language), None)
    return read or declared_language(page.language if page else None)


def _plain(domain: str) -> str:
    return domain.lower().removeprefix("www.").rstrip("/")


def _nothing(url: str, tried: Sequence[Tried]) -> str:
    answers = (f"{one.url} ({one.kind}): {one.error or 'it lists nothing'}" for one in tried)
    return "\n  ".join(
        (
            f"{one_line(url)}: nothing was found there that could be read again and again; tried",
            *map(one_line, answers),
            "If you know the address of a feed, give that.",
        )
    )
