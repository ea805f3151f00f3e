"""Items on their way to the store: one thread writes, the reactor goes on."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Self

from scrapy.crawler import Crawler

from crawler.base import StoreSpider
from monitor import ingest
from monitor.app import App
from monitor.domain import Fetched, FetchFailed, Listed, Polled


class StorePipeline:
    """Hands what the spiders yield to `monitor.ingest`, one value after the other."""

    def __init__(self, app: App, *, rng: random.Random) -> None:
        self.app = app
        self._rng = rng
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """With the store that the spider opened."""
        spider = crawler.spider
        if not isinstance(spider, StoreSpider):
            raise TypeError(f"{type(spider).__name__} is no StoreSpider: it has no store")
        return cls(spider.app, rng=random.Random())  # noqa: S311 (jitter, not a secret)

    async def process_item(self, item: Any) -> Any:
        """Return the item when it is safe in the store."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._writer, self._job(item))
        return item

    def close_spider(self) -> None:
        """Wait for what is still being written."""
        self._writer.shutdown(wait=True)

    def _job(self, item: Any) -> Callable[[], object]:
        sessions = self.app.sessions
        if isinstance(item, Polled):
            return partial(ingest.take_poll, sessions, item, rng=self._rng)
        if isinstance(item, Listed):
            return partial(ingest.take_listed, sessions, item)
        if isinstance(item, Fetched):
            return partial(ingest.take_page, sessions, self.app.archive, item, rng=self._rng)
        if isinstance(item, FetchFailed):
            archive = self.app.archive
            return partial(ingest.take_failure, sessions, item, rng=self._rng, archive=archive)
        raise TypeError(f"the store takes no {type(item).__name__}")
