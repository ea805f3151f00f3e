"""Hosts that are left alone for the rest of a run: they asked for it, or they are down.

A dead host with two hundred queued pages would cost two hundred time-outs, and a host that said
`Retry-After` would be asked for the next page at once. What waits for them waits in rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
)
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.error import ConnectError

from crawler.base import plain_headers
from crawler.outcomes import HostResting, explain
from crawler.validators import retry_after
from monitor.app import utcnow

ASKED_TO_WAIT = frozenset({429, 503})
MOST_FAILURES = 3  # in a row, retries included
# What says that the host is down, not that it answers badly.
DOWN = (
    CannotResolveHostError,
    ConnectError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
)


class HostsMiddleware:
    """Remembers, for one run, which hosts not to ask."""

    def __init__(
        self, *, most_failures: int = MOST_FAILURES, now: Callable[[], datetime] = utcnow
    ) -> None:
        self.most_failures = most_failures
        self._now = now
        self._failures: Counter[str] = Counter()
        self._resting: dict[str, HostResting] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """From `AXISWATCH_MOST_HOST_FAILURES`."""
        name = "AXISWATCH_MOST_HOST_FAILURES"
        return cls(most_failures=crawler.settings.getint(name, MOST_FAILURES))

    def process_request(self, request: Request) -> None:
        """Raises HostResting for a host that is left alone."""
        resting = self._resting.get(_host(request))
        if resting is not None:
            raise resting

    def process_response(self, request: Request, response: Response) -> Response:
        """An answer of any kind: the host is up. It may ask for a pause."""
        host = _host(request)
        self._failures.pop(host, None)
        if response.status in ASKED_TO_WAIT:
            wait = retry_after(plain_headers(response), now=self._now())
            if wait:
                self._resting[host] = HostResting(
                    f"the host {host} asked us to wait {wait:,.0f} seconds", retry_after=wait
                )
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """No answer: after a few of them in a row nothing more is asked in this run."""
        if not isinstance(exception, DOWN):
            return
        host = _host(request)
        self._failures[host] += 1
        if self._failures[host] >= self.most_failures:
            reason = explain(exception, request.url).text
            self._resting[host] = HostResting(f"not asked for: earlier in this run {reason}")


def _host(request: Request) -> str:
    return urlparse_cached(request).netloc.lower()
