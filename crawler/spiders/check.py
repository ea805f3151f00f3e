"""What works, tried live: `scrapy crawl check [-a source=SLUG[,SLUG]] [-a all=1]`.

Nothing is stored. Each address is one JSON line on standard output (a `Tried` value), for
`axiswatch sources check`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.base import StoreSpider
from crawler.outcomes import explain
from crawler.spiders.backfill import known_source
from crawler.trying import say, tried
from monitor.app import App
from monitor.domain import Tried


class CheckSpider(StoreSpider):
    """Tries the feeds that are on; with `source` or `all` those that are off, too."""

    name = "check"
    custom_settings = {"AXISWATCH_ENRICH": False}  # noqa: RUF012 (Scrapy's own way)

    def __init__(self, *, app: App, source: str = "", all: str = "", **arguments: Any) -> None:  # noqa: A002 (its name on the command line)
        super().__init__(app=app, **arguments)
        slugs = [known_source(app, name).slug for name in source.split(",") if name]
        self._feeds = app.catalogue.feeds_of(slugs, off=all not in {"", "0"})

    async def start(self) -> AsyncIterator[Any]:
        """All addresses at once; spacing by host is Scrapy's business."""
        for source, feed in self._feeds:
            yield Request(
                feed.url,
                callback=self.answered,
                errback=self.failed,
                cb_kwargs={"feed": feed, "source": source.slug},
            )

    async def answered(self, response: Response, **asked: Any) -> None:
        """Say whether the address works."""
        say(await tried(response, **asked))

    def failed(self, failure: Failure) -> None:
        """Say why there was no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        feed, source = request.cb_kwargs["feed"], request.cb_kwargs["source"]
        error = explain(failure.value, request.url).text  # type: ignore[arg-type]
        say(Tried(source, feed.url, feed.kind, False, error=error))
