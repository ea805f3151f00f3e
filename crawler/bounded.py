"""An HTTP/1.1 client whose servers cannot send headers for ever.

Scrapy bounds bodies, time and single lines; a server that only ever sends header lines would fill
the memory until the time is over.
"""

from __future__ import annotations

from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS

MOST_HEAD = 262_144  # bytes; browsers take 250 to 400 KB


class HeadTooLargeError(ValueError):
    """The head of a response has no end."""


class BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Scrapy's protocol, counting what arrives before the body begins."""

    _head = 0

    def request(self, request: Any) -> Any:
        """Begin to count anew: connections are used again."""
        self._head = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 (Twisted's name)
        """Give the connection up when its head is too large."""
        parser = self._parser
        if parser is not None and parser.state in {STATUS, HEADER}:
            self._head += len(data)
            if self._head > MOST_HEAD:
                self._refuse()
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]

    def _refuse(self) -> None:
        error = HeadTooLargeError(f"more than {MOST_HEAD:,} bytes of headers")
        self._giveUp(Failure(error))  # type: ignore[no-untyped-call]


class BoundedFactory(_LenientHTTP11ClientFactory):
    """Builds `BoundedProtocol`."""

    def buildProtocol(self, addr: Any) -> BoundedProtocol:  # noqa: N802 (Twisted's name)
        """One protocol per connection."""
        return BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
