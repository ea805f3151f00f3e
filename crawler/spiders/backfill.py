"""A source's past: `scrapy crawl backfill -a source=SLUG -a since=YYYY-MM-DD`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.base import BATCH, FEED_PRIORITY, StoreSpider, plain_headers
from crawler.outcomes import explain, explain_status
from crawler.past import Step, read_step, sitemaps_named
from crawler.robots import MARK
from monitor import ingest
from monitor.app import App, utcnow
from monitor.catalogue.models import Source
from monitor.domain import Listed
from monitor.errors import InputError
from monitor.store.frontier import DuePage


class BackfillSpider(StoreSpider):
    """Walks sitemaps, older pages of feeds and index pages, and fetches what they list.

    A list that was read to its end is noted with the pages it brought and not read again by the
    next run with the same `since`; pages wait in the queue. So a run that was killed goes on.
    """

    name = "backfill"

    def __init__(self, *, app: App, source: str = "", since: str = "", **arguments: Any) -> None:
        super().__init__(app=app, **arguments)
        self.source = known_source(app, source)
        self.since = day(since)
        self._done = ingest.lists_read(app.sessions, self.source.slug, since=self.since)
        self._asked: set[str] = set()

    async def start(self) -> AsyncIterator[Any]:
        """The source's own addresses, and the sitemaps its robots.txt names."""
        for feed in self.source.feeds:
            if feed.kind != "telegram":
                for request in self._follow(Step(feed.url, feed.kind)):
                    yield request
        if self.source.homepage:
            robots = urljoin(self.source.homepage, "/robots.txt")
            yield Request(
                robots, callback=self.robots_answered, meta={MARK: True}, priority=FEED_PRIORITY
            )

    def due_pages(self, after: int) -> list[DuePage]:
        """Queued pages of this source."""
        slug, now = self.source.slug, utcnow()
        return ingest.due_pages(self.app.sessions, now=now, after=after, limit=BATCH, source=slug)

    def robots_answered(self, response: Response) -> Any:
        """Sitemaps by robots.txt, else the usual place."""
        text = response.body.decode("utf-8", "replace") if response.status == 200 else ""
        usual = (urljoin(response.url, "/sitemap.xml"),)
        for url in sitemaps_named(text, response.url) or usual:
            yield from self._follow(Step(url, "sitemap"))

    async def list_answered(self, response: Response, step: Step) -> AsyncIterator[Any]:
        """The pages a list names, as one item, and the lists that follow."""
        if not 200 <= response.status < 300:
            self.logger.warning("%s: %s", step.url, explain_status(response.status).text)
            return
        past = await asyncio.to_thread(
            read_step,
            response.body,
            step=step,
            url=response.url,
            content_type=plain_headers(response).get("content-type"),
            since=self.since,
        )
        if past.error is not None:
            self.logger.warning("%s: %s", step.url, past.error)
            return
        whole = step.kind == "sitemap" and not past.following
        if past.links or whole:
            yield Listed(
                source=self.source.slug,
                url=step.url,
                at=utcnow(),
                since=self.since,
                links=self.of_publishers(past.links),
                whole=whole,
            )
        for following in past.following:
            for request in self._follow(following):
                yield request

    def list_failed(self, failure: Failure) -> None:
        """A list that cannot be had is passed over; the next run asks for it again."""
        request: Request = failure.request  # type: ignore[attr-defined]
        trouble = explain(failure.value, request.url)  # type: ignore[arg-type]
        self.logger.warning("%s: %s", request.url, trouble.text)

    def _follow(self, step: Step) -> list[Request]:
        if step.url in self._asked or step.url in self._done:
            return []
        self._asked.add(step.url)
        return [
            Request(
                step.url,
                callback=self.list_answered,
                errback=self.list_failed,
                cb_kwargs={"step": step},
                priority=FEED_PRIORITY,
            )
        ]


def known_source(app: App, name: str) -> Source:
    """The source of that name, polled or not.

    Raises:
        InputError: there is none.
    """
    source = app.catalogue.source_named(name) if name else None
    if source is None:
        raise InputError(
            f"there is no source {name!r}: scrapy crawl backfill -a source=SLUG -a since=YYYY-MM-DD"
        )
    return source


def day(text: str) -> date:
    """A day as YYYY-MM-DD.

    Raises:
        InputError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"since={text!r} is no day: write it as 2024-06-01") from error
