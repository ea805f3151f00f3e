"""Values of discovery and fetching: links, answers of feeds, responses, failures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Link:
    """A page somebody points at: what a feed entry, sitemap row or index page says of it.

    `via` is the aggregator's address it was found at. The page is then that of the outlet `source`
    (a slug; None: of nobody we know), else of the outlet whose list names it.
    """

    url: str
    title: str | None = None
    published: datetime | None = None
    summary: str | None = None
    updated: datetime | None = None
    via: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Polled:
    """One answer of one feed address, good or bad. `error` is a sentence; None means it worked."""

    feed_id: int
    at: datetime
    status: int | None
    links: tuple[Link, ...] = ()
    unchanged: bool = False
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    moved_to: str | None = None
    retry_after: float | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """What an address of a feed answered when it was only tried. `error` is a sentence.

    `links` counts entries (of a sitemap index: sitemaps), `latest` is the newest one's time,
    `language` that of the titles, and `same` tells two addresses that list the same pages.
    `moved_to` is where the address has moved for good.
    """

    source: str | None
    url: str
    kind: str
    works: bool
    status: int | None = None
    links: int = 0
    latest: datetime | None = None
    moved_to: str | None = None
    error: str | None = None
    language: str | None = None
    same: str | None = None


@dataclass(frozen=True, slots=True)
class HomePage:
    """What an outlet's home page says of itself. `language` is a BCP 47 tag."""

    url: str
    name: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Pages of a source's past, as one list names them. `whole`: it need not be read again."""

    source: str
    url: str
    at: datetime
    since: date
    links: tuple[Link, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Rendering:
    """What the server sent before a browser made a document of it, and which browser did."""

    software: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Fetched:
    """One HTTP response as it came: `body` after transfer and content decoding, still bytes.

    `request_headers` are those of the last request, empty where none was made (files). With a
    `rendering`, headers and body are those of the document that the page's scripts made.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    at: datetime
    source: str | None = None
    frontier_id: int | None = None
    title_hint: str | None = None
    published_hint: datetime | None = None
    request_headers: tuple[tuple[str, str], ...] = ()
    rendering: Rendering | None = None


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """A page that was asked for and not had. `permanent` failures are not tried again.

    `disallowed`: it was not even asked for, because the site's robots.txt asks not to.
    """

    frontier_id: int
    url: str
    at: datetime
    error: str
    status: int | None = None
    permanent: bool = False
    retry_after: float | None = None
    disallowed: bool = False
