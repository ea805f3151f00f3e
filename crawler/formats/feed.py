"""RSS 0.9 to 2.0, RDF and Atom, read by feedparser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import feedparser

from crawler.formats.text import clean_line, clean_text, web_address
from crawler.formats.xml import as_utf8
from monitor.domain import Link
from monitor.errors import RefusedError

# RSS 0.90 has no version that feedparser would tell, and may be without items.
_EMPTY = re.compile(
    r"<(?:rss|feed|(?:rdf:)?RDF\b[^>]{0,1000}(?:my\.netscape|channel\.netscape|purl\.org/rss))",
    re.IGNORECASE,
)
LONGEST_DATE = 120
# feedparser takes up to 30 microseconds for each. An honest feed has a tenth of that.
MOST = {"<": (60_000, "tags"), "&": (100_000, "entities")}


def _refuse_endless_dates(text: str) -> None:
    """Stands before feedparser's own date handlers, some of which take quadratic time."""
    if len(text) > LONGEST_DATE:
        raise RefusedError(f"refused: the feed has a date of {len(text):,} characters")


feedparser.registerDateHandler(_refuse_endless_dates)


def read_feed(text: str, url: str) -> Iterator[Link] | None:
    """The entries of a feed, None where the text is none.

    The text has been through `without_dtd`. A stream is passed because feedparser takes a string
    for an address or a file name.

    Raises:
        RefusedError: there is so much of it that reading it would take for ever.
    """
    for sign, (most, name) in MOST.items():
        if text.count(sign) > most:
            raise RefusedError(f"refused: the feed has more than {most:,} {name}")
    parsed = feedparser.parse(
        BytesIO(as_utf8(text)),
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": url,
        },
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.get("version") and not parsed.entries and not _EMPTY.match(text.lstrip()):
        return None
    base = web_address(parsed.feed.get("link"), url) or url
    return _links(parsed.entries, base)


def _links(entries: list[dict[str, Any]], base: str) -> Iterator[Link]:
    for entry in entries:
        address = entry.get("feedburner_origlink") or entry.get("link") or _permalink(entry)
        url = web_address(address, base)
        if url is not None:
            yield Link(
                url=url,
                title=clean_line(entry.get("title")),
                published=_moment(entry, "published_parsed") or _moment(entry, "updated_parsed"),
                summary=_text(entry),
                updated=_moment(entry, "updated_parsed"),
            )


def _permalink(entry: Mapping[str, Any]) -> str | None:
    """The id where it is an address, else the first link of any relation."""
    identity = entry.get("id")
    if isinstance(identity, str) and identity.startswith(("http://", "https://")):
        return identity
    links = entry.get("links") or ()
    return next((link.get("href") for link in links if link.get("rel") == "alternate"), None)


def _moment(entry: dict[str, Any], key: str) -> datetime | None:
    # Past feedparser's own `get`, which takes one date for the other and warns.
    parts = dict.get(entry, key)
    if not parts:
        return None
    try:
        year, month, day, hour, minute, second = parts[:6]
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (TypeError, ValueError):
        return None


def _text(entry: Mapping[str, Any]) -> str | None:
    """The longest text the feed gives: whole articles stand in the content, teasers do not."""
    values = [content.get("value") for content in entry.get("content") or ()]
    values.append(entry.get("summary"))
    texts = [text for value in values if (text := clean_text(value))]
    return max(texts, key=len, default=None)
