"""What the spiders share: a store, pages from the queue, and outcomes as values."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Headers, Response
from twisted.python.failure import Failure

from crawler.addresses import may_be_asked
from crawler.outcomes import explain, explain_status
from crawler.publishers import of_publishers, publisher
from crawler.rendering import RENDER, RENDERING
from crawler.validators import retry_after
from monitor.app import App, utcnow
from monitor.domain import Fetched, FetchFailed, Link, Listed, Polled
from monitor.errors import AxiswatchError
from monitor.store.frontier import DuePage

BATCH = 200
FEED_PRIORITY = 100


class StoreSpider(Spider):
    """Works off pages that are queued in the store; subclasses say what is queued.

    A page is asked for at most once per run: rows are taken in order of their id.
    """

    def __init__(self, *, app: App, name: str | None = None) -> None:
        super().__init__(name)
        self.app = app
        self._asked_up_to = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Open the store and check the arguments; a mistake is said and ends the process."""
        try:
            app = App.open()
            try:
                spider = cls(*args, app=app, **kwargs)
            except BaseException:
                app.close()
                raise
        except AxiswatchError as error:
            sys.stderr.write(f"{error}\n")
            raise SystemExit(error.exit_code) from error
        except TypeError as error:
            sys.stderr.write(f"the spider {cls.name} does not take these arguments: {error}\n")
            raise SystemExit(2) from error
        spider._set_crawler(crawler)
        crawler.signals.connect(spider.refill_after_list, signals.item_scraped)
        crawler.signals.connect(spider.refill_when_idle, signals.spider_idle)
        return spider

    def due_pages(self, after: int) -> list[DuePage]:
        """The next queued pages; none by default."""
        return []

    async def start(self) -> AsyncIterator[Any]:
        """What is queued already; more comes as it is found."""
        for request in self.next_pages():
            yield request

    def next_pages(self) -> Iterable[Request]:
        """Requests for the pages that became due since this was last called."""
        pages = self.due_pages(self._asked_up_to)
        if pages:
            self._asked_up_to = pages[-1].id
        return [self.page_request(page) for page in pages]

    def refill_after_list(self, item: object) -> None:
        """Ask for what was just queued while other lists are still answering."""
        if isinstance(item, Polled | Listed) and item.links:
            for request in self.next_pages():
                self.crawler.engine.crawl(request)

    def refill_when_idle(self) -> None:
        """Go on as long as something is queued."""
        requests = list(self.next_pages())
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def page_request(self, page: DuePage) -> Request:
        """The request for a page of the queue."""
        return Request(
            page.url,
            callback=self.page_answered,
            errback=self.page_failed,
            cb_kwargs={"page": page},
            meta=self.marks(page.source),
        )

    def marks(self, outlet: str | None) -> dict[str, Any]:
        """What a request for a page of this outlet carries: whether a browser is to show it."""
        source = self.app.catalogue.sources.get(outlet or "")
        return {RENDER: True} if source is not None and source.render else {}

    def page_answered(self, response: Response, page: DuePage) -> Fetched | FetchFailed:
        """What a server said about a page."""
        now = utcnow()
        if 200 <= response.status < 300:
            return fetched(response, self.publisher_of(response, page), at=now)
        trouble = explain_status(response.status)
        return FetchFailed(
            frontier_id=page.id,
            url=page.url,
            at=now,
            error=trouble.text,
            status=response.status,
            permanent=trouble.permanent,
            retry_after=retry_after(plain_headers(response), now=now),
        )

    def of_publishers(self, links: Iterable[Link]) -> tuple[Link, ...]:
        """The links, those of aggregators as the publisher's."""
        private = self.app.settings.crawl.allow_private
        allowed = partial(may_be_asked, allow_private=private)
        return of_publishers(links, self.app.catalogue, allowed=allowed)

    def publisher_of(self, response: Response, page: DuePage) -> DuePage:
        """The page, as that of the outlet to which an aggregator led."""
        source = publisher(page.url, response.url, self.app.catalogue, own=page.source)
        return page if source == page.source else replace(page, source=source)

    def page_failed(self, failure: Failure) -> FetchFailed:
        """What kept a page from being had."""
        request: Request = failure.request  # type: ignore[attr-defined]
        page: DuePage = request.cb_kwargs["page"]
        trouble = explain(failure.value, request.url)  # type: ignore[arg-type]
        return FetchFailed(
            frontier_id=page.id,
            url=page.url,
            at=utcnow(),
            error=trouble.text,
            permanent=trouble.permanent,
            retry_after=trouble.retry_after,
            disallowed=trouble.disallowed,
        )


def fetched(response: Response, page: DuePage, *, at: datetime) -> Fetched:
    """A response as a value. Scrapy has undone transfer and content coding of the body."""
    return Fetched(
        url=page.url,
        final_url=response.url,
        status=response.status,
        headers=all_headers(response),
        body=response.body,
        at=at,
        source=page.source,
        frontier_id=page.id,
        title_hint=page.title,
        published_hint=page.published,
        request_headers=header_lines(request.headers) if (request := response.request) else (),
        rendering=response.meta.get(RENDERING),
    )


def all_headers(response: Response) -> tuple[tuple[str, str], ...]:
    """Every header line, decoded as HTTP says (ISO 8859-1)."""
    return header_lines(response.headers)


def header_lines(headers: Headers) -> tuple[tuple[str, str], ...]:
    """Headers of a request or response."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    )


def plain_headers(response: Response) -> dict[str, str]:
    """The last value of each header, by its name in lower case."""
    return {name.lower(): value for name, value in all_headers(response)}
