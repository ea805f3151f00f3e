"""All due sources, or one: `scrapy crawl news [-a source=SLUG]`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.base import BATCH, FEED_PRIORITY, StoreSpider, plain_headers
from crawler.discovery import MOST_LINKS
from crawler.lists import read_list_at
from crawler.outcomes import explain
from crawler.polls import answered, failed, instead, with_children
from crawler.redirects import moved_to
from crawler.validators import conditional_headers
from monitor import ingest
from monitor.app import App, utcnow
from monitor.catalogue.catalogue import Catalogue
from monitor.domain import Polled
from monitor.errors import InputError
from monitor.store.feeds import DueFeed
from monitor.store.frontier import DuePage

# News sites put what is new into the sitemaps that changed last.
MOST_CHILDREN = 4
MOST_FEEDS = 3  # that a page names, tried where a feed was


class NewsSpider(StoreSpider):
    """Polls feeds, then fetches every queued page, those of a run that was killed too."""

    name = "news"

    def __init__(self, *, app: App, source: str | None = None, **arguments: Any) -> None:
        super().__init__(app=app, **arguments)
        self.source = slug_of(app.catalogue, source) if source is not None else None

    async def start(self) -> AsyncIterator[Any]:
        """The feeds; the pages follow."""
        for feed in ingest.due_feeds(self.app.sessions, now=utcnow(), source=self.source):
            yield self.feed_request(feed)

    def due_pages(self, after: int) -> list[DuePage]:
        """Queued pages of all sources, or of the one."""
        return ingest.due_pages(
            self.app.sessions, now=utcnow(), after=after, limit=BATCH, source=self.source
        )

    def feed_request(self, feed: DueFeed) -> Request:
        """The request for a feed, conditional where it was read before."""
        return Request(
            feed.url,
            headers=conditional_headers(feed.etag, feed.last_modified),
            callback=self.feed_answered,
            errback=self.feed_failed,
            cb_kwargs={"feed": feed},
            meta=self.marks(feed.source) if feed.kind == "index" else None,
            priority=FEED_PRIORITY,
        )

    async def feed_answered(self, response: Response, feed: DueFeed) -> Polled:
        """What the feed says; parsed in a thread, for it may be large."""
        limit = self.settings.getint("AXISWATCH_MAX_LINKS", MOST_LINKS)
        pages = self._pages_of(feed)
        polled, found = await asyncio.to_thread(
            answered,
            feed,
            status=response.status,
            headers=plain_headers(response),
            body=response.body,
            url=response.url,
            moved_to=moved_to(response),
            at=utcnow(),
            limit=limit,
            pages=pages,
        )
        read = partial(read_list_at, self.crawler, limit=limit, pages=pages)
        if found.children:
            children = [await read(url, kind="sitemap") for url in found.children[:MOST_CHILDREN]]
            polled = with_children(polled, children, limit=limit)
        for url in found.feeds[:MOST_FEEDS]:
            named = await read(url, kind=feed.kind)
            if named.links:
                polled = instead(polled, url, named)
                break
        return replace(polled, links=self.of_publishers(polled.links))

    def _pages_of(self, feed: DueFeed) -> tuple[str, ...]:
        """The patterns that the catalogue gives for this address."""
        source = self.app.catalogue.sources.get(feed.source)
        known = () if source is None else source.feeds
        return next((entry.pages for entry in known if entry.url == feed.address), ())

    def feed_failed(self, failure: Failure) -> Polled:
        """What kept the feed from being read."""
        request: Request = failure.request  # type: ignore[attr-defined]
        trouble = explain(failure.value, request.url)  # type: ignore[arg-type]
        return failed(request.cb_kwargs["feed"], trouble, at=utcnow())


def slug_of(catalogue: Catalogue, name: str) -> str:
    """The slug of a source that can be polled, by slug, name or alias.

    Raises:
        InputError: there is none, or it has no address.
    """
    source = catalogue.source_named(name)
    if source is None:
        near = get_close_matches(name.lower(), catalogue.sources, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "`axiswatch sources` lists them."
        raise InputError(f"there is no source {name!r}; {hint}")
    if not any(feed.enabled for feed in source.feeds) or not source.enabled:
        raise InputError(
            f"the source {source.slug} is not polled: give it a feed in sources.toml, and "
            "enabled = true"
        )
    return source.slug
