"""One POST, once: no redirect followed, no answer read without end, no second try of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, InvalidURL
from ssl import SSLContext
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from monitor.errors import ChannelDownError
from monitor.escape import one_line, shorten

MOST_ANSWER = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """What an HTTP service said: status, headers, and the beginning of the body."""

    status: int
    headers: Mapping[str, str]
    body: str

    @property
    def said(self) -> str:
        """The body as a short line for people."""
        return shorten(one_line(self.body), 200)


def post(
    service: str, url: str, body: bytes, headers: Mapping[str, str], *, timeout: float
) -> Answer:
    """Send the body to an http(s) address and return the answer, whatever its status.

    Raises:
        ValueError: the address is none.
        ChannelDownError: nobody answered, or not in time.
    """
    if not url.lower().startswith(("http://", "https://")):
        raise ValueError("no http(s) address")
    request = Request(url, data=body, headers=dict(headers), method="POST")  # noqa: S310
    try:
        with opener().open(request, timeout=timeout) as answer:
            return _read(answer.status, answer)
    except HTTPError as error:
        with error:
            return _read(error.code, error)
    except InvalidURL:
        raise ValueError("no http(s) address") from None  # its text holds the address
    except (OSError, HTTPException) as error:
        raise unreachable(service, error) from error


def opener(*, context: SSLContext | None = None, proxy: str | None = None) -> OpenerDirector:
    """An opener to which a redirect is an error.

    A followed redirect turns the POST into a GET (RFC 9110 section 15.4.3): whatever that then
    answers, the message has not been delivered.
    """
    proxies = [ProxyHandler({"http": proxy, "https": proxy})] if proxy else []
    return build_opener(_NoRedirect(), HTTPSHandler(context=context), *proxies)


def unreachable(service: str, error: Exception) -> ChannelDownError:
    """The error for a request that got no answer."""
    reason = error.reason if isinstance(error, URLError) else error
    return ChannelDownError(f"{service}: {one_line(str(reason)) or 'no answer'}")


def _read(status: int, answer: Any) -> Answer:
    body = answer.read(MOST_ANSWER).decode("utf-8", "replace")
    return Answer(status, dict(answer.headers.items()), body)


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_arguments: Any) -> None:
        """None: urllib then raises the redirect as the HTTP error it is to us."""
