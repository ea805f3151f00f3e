"""Values of reading: the article in a page, and the names found in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Article:
    """A page without its chrome. Paragraphs of `text` are separated by one newline.

    `date_source` says where `published` came from: json-ld, meta, time, text, url, feed or given.
    `credit` is the text's own word on where it comes from ('first published by …', an agency, a
    dateline); `image` the address of the lead image.
    """

    url: str
    title: str
    text: str
    canonical_url: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    date_source: str | None = None
    language: str | None = None
    outlet: str | None = None
    credit: str | None = None
    subtitle: str | None = None
    section: str | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a page: an article, or the state of the page row and the reason for it."""

    state: str  # read, empty, unreadable or off_topic
    reason: str
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An alias of an actor or an outlet, found in a text; vetoed ones say why in `reason`."""

    start: int
    end: int
    text: str
    alias: str
    name: str
    actor: str | None = None
    source: str | None = None
    rule: str = "alias"
    reason: str = ""
    vetoed: bool = False
