"""robots.txt (RFC 9309): kept to before anything else is asked of a host."""

from __future__ import annotations

import asyncio
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.httpobj import urlparse_cached

from crawler.outcomes import RobotsDisallowed, RobotsUnreadable
from crawler.throttle import Throttle

MOST_BYTES = 512_000  # the RFC asks for at least 500 KiB
PRIORITY = 1000
MARK = "axiswatch_robots"


class RobotsMiddleware:
    """Asks each site's robots.txt once per run.

    Missing (4xx): everything is allowed. Failing (5xx, 429): nothing is. Unreachable: whatever is
    asked of the host fails for the reason for which robots.txt did, without a second try.
    """

    def __init__(self, crawler: Crawler, *, user_agent: str) -> None:
        self.crawler = crawler
        self.user_agent = user_agent
        self._rules: dict[tuple[str, str], asyncio.Future[ProtegoRobotParser]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Off without `ROBOTSTXT_OBEY`."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        return cls(crawler, user_agent=crawler.settings["USER_AGENT"])

    async def process_request(self, request: Request) -> None:
        """Raises RobotsDisallowed, RobotsUnreadable, or what kept robots.txt from being read."""
        if MARK in request.meta:
            return
        parts = urlparse_cached(request)
        site = (parts.scheme, parts.netloc)
        if site not in self._rules:
            self._rules[site] = asyncio.ensure_future(self._ask(*site))
        rules = await asyncio.shield(self._rules[site])
        if not rules.allowed(request.url, self.user_agent):
            raise RobotsDisallowed("the site's robots.txt asks not to fetch this page")
        if delay := rules.crawl_delay(self.user_agent):
            self._keep_distance(request, delay)

    async def _ask(self, scheme: str, netloc: str) -> ProtegoRobotParser:
        request = Request(
            f"{scheme}://{netloc}/robots.txt",
            priority=PRIORITY,
            meta={MARK: True},
            callback=NO_CALLBACK,
        )
        response = await self.crawler.engine.download_async(request)
        return ProtegoRobotParser(_rules_of(response), self.crawler.spider)

    def _keep_distance(self, request: Request, delay: float) -> None:
        throttle = self.crawler.get_extension(Throttle)
        if throttle is not None:
            throttle.keep_distance(request, delay)


def _rules_of(response: Response) -> bytes:
    if response.status >= 500 or response.status == 429:
        raise RobotsUnreadable(
            f"robots.txt of this site answers {response.status}; "
            "nothing is asked of it until that can be read"
        )
    return response.body[:MOST_BYTES] if 200 <= response.status < 300 else b""
