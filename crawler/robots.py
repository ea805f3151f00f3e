"""robots.txt (RFC 9309): kept to before anything else is asked of a host."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.httpobj import urlparse_cached

from crawler.base import StoreSpider
from crawler.outcomes import RobotsDisallowed, RobotsUnreadable
from crawler.throttle import Throttle
from monitor import ingest
from monitor.app import utcnow
from monitor.ingest import Sessions
from monitor.store.robots import Robots

MOST_BYTES = 512_000  # the RFC asks for at least 500 KiB
FRESH = timedelta(hours=24)  # the RFC's own bound
PRIORITY = 1000
log = logging.getLogger(__name__)
MARK = "axiswatch_robots"


class RobotsMiddleware:
    """Asks each site's robots.txt once a day, and keeps what it said in the store between runs.

    Missing (4xx): everything is allowed. Failing (5xx, 429): nothing is. Unreachable: whatever is
    asked of the host fails for the reason for which robots.txt did, without a second try. In the
    last two cases an older copy that is still known goes on to count (RFC 9309, 2.4).
    """

    def __init__(
        self,
        crawler: Crawler,
        *,
        user_agent: str,
        sessions: Sessions | None = None,
        now: Callable[[], datetime] = utcnow,
    ) -> None:
        self.crawler = crawler
        self.user_agent = user_agent
        self._sessions = sessions
        self._now = now
        self._rules: dict[str, asyncio.Future[ProtegoRobotParser]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Off without `ROBOTSTXT_OBEY`. Only a spider that has a store remembers."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        spider = crawler.spider
        sessions = spider.app.sessions if isinstance(spider, StoreSpider) else None
        return cls(crawler, user_agent=crawler.settings["USER_AGENT"], sessions=sessions)

    async def process_request(self, request: Request) -> None:
        """Raises RobotsDisallowed, RobotsUnreadable, or what kept robots.txt from being read."""
        if MARK in request.meta:
            return
        parts = urlparse_cached(request)
        site = f"{parts.scheme}://{parts.netloc.lower()}"
        if site not in self._rules:
            self._rules[site] = asyncio.ensure_future(self._rules_of(site))
        rules = await asyncio.shield(self._rules[site])
        if not rules.allowed(request.url, self.user_agent):
            raise RobotsDisallowed("the site's robots.txt asks not to fetch this page")
        if delay := rules.crawl_delay(self.user_agent):
            self._keep_distance(request, delay)

    async def _rules_of(self, site: str) -> ProtegoRobotParser:
        known = await self._recall(site)
        if known is not None and self._now() - known.read_at < FRESH:
            return self._parsed(known.body)
        try:
            body = await self._ask(site)
        except Exception as error:
            if known is None:
                raise
            log.warning("%s/robots.txt: %s; what it said before still counts", site, error)
            return self._parsed(known.body)
        if self._sessions is not None:
            said = Robots(body, self._now())
            await asyncio.to_thread(ingest.take_robots, self._sessions, site, said)
        return self._parsed(body)

    async def _recall(self, site: str) -> Robots | None:
        if self._sessions is None:
            return None
        return await asyncio.to_thread(ingest.robots_of, self._sessions, site)

    async def _ask(self, site: str) -> bytes:
        request = Request(
            f"{site}/robots.txt", priority=PRIORITY, meta={MARK: True}, callback=NO_CALLBACK
        )
        return _body_of(await self.crawler.engine.download_async(request))

    def _parsed(self, body: bytes) -> ProtegoRobotParser:
        return ProtegoRobotParser(body, self.crawler.spider)

    def _keep_distance(self, request: Request, delay: float) -> None:
        throttle = self.crawler.get_extension(Throttle)
        if throttle is not None:
            throttle.keep_distance(request, delay)


def _body_of(response: Response) -> bytes:
    if response.status >= 500 or response.status == 429:
        raise RobotsUnreadable(
            f"robots.txt of this site answers {response.status}; "
            "nothing is asked of it until that can be read"
        )
    return response.body[:MOST_BYTES] if 200 <= response.status < 300 else b""
