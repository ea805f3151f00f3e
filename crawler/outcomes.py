"""What can go wrong with a request, and how a person is told.

IgnoreRequest (Scrapy)
├── Refused          the address leads where nothing may be asked
├── RobotsDisallowed the site's robots.txt asks not to
├── RobotsUnreadable robots.txt answers with a server error: RFC 9309 says to stay away
├── HostResting      this host failed or asked for a pause earlier in this run
├── TooLarge         more bytes than we take, before or after decompression
├── Undecodable      compressed in a way that cannot be undone
├── RedirectsFailed  too many redirects, or one that leads nowhere
└── NotRendered      the page is nothing without a browser, and that failed or is not there
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)


class Refused(IgnoreRequest):
    """The address leads where nothing may be asked."""


class RobotsDisallowed(IgnoreRequest):
    """The site's robots.txt asks not to fetch this address."""


class RobotsUnreadable(IgnoreRequest):
    """robots.txt answered with a server error (RFC 9309, 2.3.1.4)."""


class HostResting(IgnoreRequest):
    """Nothing more is asked of this host in this run."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class TooLarge(IgnoreRequest):
    """More bytes than we take."""


class Undecodable(IgnoreRequest):
    """A content coding that cannot be undone."""


class RedirectsFailed(IgnoreRequest):
    """Too many redirects, or one that leads nowhere."""


class NotRendered(IgnoreRequest):
    """The page is nothing without a browser, and that failed or is not there."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A failure as it is noted: a sentence, and whether asking again makes sense."""

    text: str
    permanent: bool = False
    disallowed: bool = False
    retry_after: float | None = None


PERMANENT = (Refused, RobotsDisallowed, TooLarge)
PERMANENT_STATUSES = frozenset({400, 401, 404, 405, 406, 410, 414, 451})
STATUSES = {
    401: "the server wants a login (401)",
    403: "the server refuses us (403)",
    404: "there is nothing at this address (404)",
    410: "the address is gone for good (410)",
    429: "the server asks us to come less often (429)",
    451: "the server may not show this for legal reasons (451)",
    500: "the server failed (500)",
    503: "the server is overloaded or closed for maintenance (503)",
}
NETWORK = (
    (CannotResolveHostError, "the host {host} cannot be found (DNS): is the address right?"),
    (DownloadConnectionRefusedError, "the host {host} cannot be reached: it refuses connections"),
    (DownloadTimeoutError, "the host {host} did not answer in time"),
    (ResponseDataLossError, "the answer of {host} broke off in the middle"),
)


def explain_status(status: int) -> Trouble:
    """An HTTP status that is no success."""
    text = STATUSES.get(status)
    if text is None:
        try:
            text = f"the server answered {status} ({HTTPStatus(status).phrase})"
        except ValueError:
            text = f"the server answered {status}"
    return Trouble(text, permanent=status in PERMANENT_STATUSES)


def explain(error: BaseException, url: str) -> Trouble:
    """An exception of the downloader."""
    host = urlsplit(url).hostname or url[:80]
    if isinstance(error, IgnoreRequest):
        return Trouble(
            str(error) or "the request was dropped",
            permanent=isinstance(error, PERMANENT),
            disallowed=isinstance(error, RobotsDisallowed),
            retry_after=getattr(error, "retry_after", None),
        )
    for kind, text in NETWORK:
        if isinstance(error, kind):
            return Trouble(text.format(host=host))
    return _explain_other(error, host)


def _explain_other(error: BaseException, host: str) -> Trouble:
    said = _said(error)
    low = said.lower()
    if "certificate" in low:
        return Trouble(f"the certificate of {host} is not valid: {said}")
    if "tls" in low or "ssl" in low:
        return Trouble(f"no secure connection to {host}: {said}")
    if "unreachable" in low or "no route" in low or "connect" in type(error).__name__.lower():
        return Trouble(f"the host {host} cannot be reached: {said}")
    return Trouble(f"the connection to {host} failed: {said or type(error).__name__}")


def _said(error: BaseException) -> str:
    """What the innermost error says: Twisted wraps failures, OpenSSL gives lists of tuples."""
    reasons = getattr(error.__cause__, "reasons", None) or getattr(error, "reasons", None)
    inner = reasons[-1].value if reasons else error
    first = inner.args[0] if inner.args else ""
    if isinstance(first, list):
        text = ", ".join(str(part[-1]) for part in first if isinstance(part, tuple) and part)
    else:
        text = str(inner)
    return " ".join(text.split())[:300]
