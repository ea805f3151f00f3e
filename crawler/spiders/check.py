"""What works, tried live: `scrapy crawl check [-a source=SLUG] [-a url=https://…]`.

Nothing is stored. Each address tried is one JSON line on standard output, for `axiswatch sources`.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.base import StoreSpider, plain_headers
from crawler.discovery import discover
from crawler.formats.page import feeds_of, is_html
from crawler.formats.xml import decode
from crawler.outcomes import explain, explain_status
from crawler.past import sitemaps_named
from crawler.robots import MARK
from crawler.spiders.article import addresses
from crawler.spiders.backfill import known_source
from monitor.app import App
from monitor.catalogue.models import FeedAddress


class CheckSpider(StoreSpider):
    """Tries the feeds of the catalogue, of one source, or those that a page turns out to have.

    A line is `{source, url, kind, works, status, links, latest, moved_to, error}`.
    """

    name = "check"
    custom_settings = {"AXISWATCH_ENRICH": False}  # noqa: RUF012 (Scrapy's own way)

    def __init__(
        self, *, app: App, source: str | None = None, url: str | None = None, **arguments: Any
    ) -> None:
        super().__init__(app=app, **arguments)
        private = app.settings.crawl.allow_private
        self._pages = addresses(url, allow_private=private) if url is not None else []
        self._sources = [] if self._pages else list(app.catalogue.sources.values())
        if source is not None:
            self._sources = [known_source(app, source)]
        self._tried: set[str] = set()

    async def start(self) -> AsyncIterator[Any]:
        """All addresses at once; spacing by host is Scrapy's business."""
        for source in self._sources:
            for feed in source.feeds:
                for request in self._try(feed, source.slug):
                    yield request
        for url in self._pages:
            for request in self._try(FeedAddress(url=url), None):
                yield request
            robots = urljoin(url, "/robots.txt")
            yield Request(robots, callback=self.robots_answered, meta={MARK: True})

    def robots_answered(self, response: Response) -> Iterator[Request]:
        """Sitemaps that a site announces."""
        if response.status == 200:
            text = response.body.decode("utf-8", "replace")
            for url in sitemaps_named(text, response.url):
                yield from self._try(FeedAddress(url=url, kind="sitemap"), None)

    async def answered(
        self, response: Response, feed: FeedAddress, source: str | None
    ) -> AsyncIterator[Request]:
        """Say whether the address works; of a page, try the feeds it names."""
        if not 200 <= response.status < 300:
            self._say(feed, source, response, error=explain_status(response.status).text)
            return
        kind = plain_headers(response).get("content-type")
        found = await asyncio.to_thread(
            discover,
            response.body,
            url=response.url,
            content_type=kind,
            kind=feed.kind,
            pages=feed.pages,
        )
        dates = [link.published for link in found.links if link.published]
        self._say(
            feed,
            source,
            response,
            error=found.error,
            links=len(found.links) or len(found.children),
            latest=max(dates).isoformat() if dates else None,
        )
        text = decode(response.body, kind)
        if source is None and is_html(text):
            for url in feeds_of(text, response.url, limit=20):
                for request in self._try(FeedAddress(url=url), None):
                    yield request

    def failed(self, failure: Failure) -> None:
        """Say why there was no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        feed, source = request.cb_kwargs["feed"], request.cb_kwargs["source"]
        trouble = explain(failure.value, request.url)  # type: ignore[arg-type]
        self._say(feed, source, None, error=trouble.text)

    def _try(self, feed: FeedAddress, source: str | None) -> list[Request]:
        if feed.url in self._tried:
            return []
        self._tried.add(feed.url)
        return [
            Request(
                feed.url,
                callback=self.answered,
                errback=self.failed,
                cb_kwargs={"feed": feed, "source": source},
            )
        ]

    def _say(
        self,
        feed: FeedAddress,
        source: str | None,
        response: Response | None,
        *,
        error: str | None,
        links: int = 0,
        latest: str | None = None,
    ) -> None:
        moved = response is not None and response.url != feed.url
        record = {
            "source": source,
            "url": feed.url,
            "kind": feed.kind,
            "works": error is None,
            "status": response.status if response is not None else None,
            "links": links,
            "latest": latest,
            "moved_to": response.url if moved and response is not None else None,
            "error": error,
        }
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
        sys.stdout.flush()
