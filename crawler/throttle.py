"""AutoThrottle with a floor per host: the Crawl-delay that its robots.txt asks for."""

from __future__ import annotations

from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

LONGEST = 60.0  # seconds between two requests that a site may ask for


class Throttle(AutoThrottle):
    """Adjusts the distance between requests to a host to its latency, never below the floor."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._floors: dict[int, float] = {}

    def keep_distance(self, request: Request, seconds: float) -> None:
        """From now on at least `seconds` (at most a minute) between requests to this host."""
        _key, slot = self.crawler.engine.downloader._get_slot(request)
        self._floors[id(slot)] = min(seconds, LONGEST)
        slot.delay = max(slot.delay, self._floors[id(slot)])

    def _adjust_delay(self, slot: Slot, latency: float, response: Response) -> None:
        super()._adjust_delay(slot, latency, response)
        slot.delay = max(slot.delay, self._floors.get(id(slot), 0.0))
