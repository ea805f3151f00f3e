"""Redirects, followed a few times; what goes wrong has a type of its own."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares import redirect
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.outcomes import RedirectsFailed

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


def moved_to(response: Response) -> str | None:
    """Where the address has moved for good: only if every hop said so (RFC 9110, 15.4)."""
    reasons = response.meta.get("redirect_reasons", [])
    return response.url if reasons and all(r in PERMANENT for r in reasons) else None
