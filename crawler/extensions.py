"""What happens when a spider started by hand is done: pages are read, and a person is told."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.base import StoreSpider
from monitor.app import App
from monitor.domain import Fetched, FetchFailed, Polled

COUNTED = ("feeds polled", "feeds failed", "pages fetched", "pages failed")


class EnrichOnClose:
    """Runs the fetched pages through to claims and alerts, unless `AXISWATCH_ENRICH` is off.

    The service and `axiswatch once` switch it off: they read in a pool of processes.
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._failures: list[str] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises NotConfigured where reading is somebody else's business."""
        if not crawler.settings.getbool("AXISWATCH_ENRICH", True):
            raise NotConfigured
        extension = cls()
        crawler.signals.connect(extension.item_scraped, signals.item_scraped)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    def item_scraped(self, item: object) -> None:
        """Count what came in."""
        if isinstance(item, Polled):
            self._counts["feeds polled"] += item.error is None
            self._note("feeds failed", item.error, f"feed {item.feed_id}")
        elif isinstance(item, Fetched):
            self._counts["pages fetched"] += 1
        elif isinstance(item, FetchFailed):
            self._note("pages failed", item.error, item.url)

    async def spider_closed(self, spider: StoreSpider) -> None:
        """Read off the reactor's thread, then say what was done."""
        report = await asyncio.to_thread(_enrich, spider.app)
        counted = ", ".join(
            f"{self._counts[what]} {what}" for what in COUNTED if self._counts[what]
        )
        lines = [*self._failures, f"{counted or 'nothing was due'}; {report}"]
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()

    def _note(self, what: str, error: str | None, where: str) -> None:
        if error is not None:
            self._counts[what] += 1
            self._failures.append(f"{where}: {error}")


def _enrich(app: App) -> str:
    from monitor.service.cycle import enrich

    report = enrich(app)
    return (
        f"{report.pages} pages read: {report.documents} documents, {report.statements} "
        f"statements, {report.alerts} alerts (`axiswatch alerts`)"
    )
