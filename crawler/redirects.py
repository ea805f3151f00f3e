"""Redirects, followed a few times; what goes wrong has a type of its own."""

from __future__ import annotations

from functools import partial

from scrapy import Request, Spider
from scrapy.downloadermiddlewares import redirect
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.settings import BaseSettings

from crawler.addresses import PORTS, may_be_asked
from crawler.outcomes import RedirectsFailed
from crawler.robots import MARK
from monitor.aggregators import aggregator_of, target_of_page, unwrap

PERMANENT = frozenset({301, 308})


class _Quiet:
    """No hop learns where we come from, and what goes wrong says so."""

    max_redirect_times: int

    def _engine_started(self) -> None:
        """Scrapy would look for a middleware that sends referrers, and complain."""

    def handle_referer(self, request: Request, response: Response) -> None:
        """Take the referrer off."""
        request.headers.pop("Referer", None)

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Raises RedirectsFailed when there are too many, or one leads nowhere."""
        try:
            result: Request | Response = super().process_response(  # type: ignore[misc]
                request, response
            )
        except IgnoreRequest as error:
            raise RedirectsFailed(
                f"the address redirects more than {self.max_redirect_times} times"
            ) from error
        except ValueError as error:
            raise RedirectsFailed(f"the address redirects to nowhere: {error}") from error
        return result


class RedirectMiddleware(_Quiet, redirect.RedirectMiddleware):
    """Scrapy's middleware; each hop passes the guard and robots.txt like any request."""


class MetaRefreshMiddleware(_Quiet, redirect.MetaRefreshMiddleware):
    """Follows `<meta http-equiv="refresh">` that waits no longer than a few seconds."""


class _LeadOn(redirect.BaseRedirectMiddleware):
    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self._allowed = partial(
            may_be_asked,
            allow_private=settings.getbool("AXISWATCH_ALLOW_PRIVATE"),
            ports=[int(port) for port in settings.getlist("AXISWATCH_PORTS", list(PORTS))],
        )

    def process_request(self, request: Request) -> Request | None:
        target = unwrap(request.url, allowed=self._allowed)
        return None if target == request.url else self._lead(request, target)

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        if MARK in request.meta or not isinstance(response, HtmlResponse):
            return response
        if aggregator_of(response.url) is None:
            return response
        target = target_of_page(response.text, response.url, allowed=self._allowed)
        return response if target is None else self._lead(request, target)

    def _lead(self, request: Request, target: str) -> Request:
        return self._redirect(request.replace(url=target), request, "aggregator")


class AggregatorMiddleware(_Quiet, _LeadOn):
    """Goes on to the publisher: past a link that carries its address, from a page that names it.

    Each hop counts as a redirect, and passes the guard and robots.txt like any request.
    """


def moved_to(response: Response) -> str | None:
    """Where the address has moved for good: only if every hop said so (RFC 9110, 15.4)."""
    reasons = response.meta.get("redirect_reasons", [])
    return response.url if reasons and all(r in PERMANENT for r in reasons) else None
