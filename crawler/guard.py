"""No request reaches the inside: not by address, name, redirect, or a name that changes its mind.

The text of every address is judged before it is asked for. Then the host is resolved once, each
address it resolves to is judged, and the connection is made to an address that passed: there is no
second look-up in which the answer could be another (DNS rebinding). Redirects, robots.txt,
sitemaps and feeds all come through here.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Self

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadCancelledError
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.interfaces import (
    IAddress,
    IHostnameResolver,
    IHostResolution,
    IResolutionReceiver,
)
from zope.interface import implementer

from crawler.addresses import PORTS, Network, parse_address, refuse_address, refuse_url
from crawler.bounded import BoundedFactory
from crawler.outcomes import Refused, TooLarge


class GuardMiddleware:
    """Judges the text of an address, before robots.txt of its host would be asked."""

    def __init__(self, *, allow_private: bool = False, ports: Collection[int] = PORTS) -> None:
        self.allow_private = allow_private
        self.ports = ports

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """From `AXISWATCH_ALLOW_PRIVATE` and `AXISWATCH_PORTS`."""
        return cls(
            allow_private=crawler.settings.getbool("AXISWATCH_ALLOW_PRIVATE"),
            ports=[int(port) for port in crawler.settings.getlist("AXISWATCH_PORTS", list(PORTS))],
        )

    def process_request(self, request: Request) -> None:
        """Raises Refused for an address that may not be asked."""
        private, ports = self.allow_private, self.ports
        if reason := refuse_url(request.url, allow_private=private, ports=ports):
            raise Refused(f"refused: {reason}")


class GuardedDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's own handler, connecting only to addresses that were judged."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = BoundedFactory
        self._guard = HostGuard(exempt_networks(crawler.settings))

    async def download_request(self, request: Request) -> Response:
        """Raises Refused when every address of the host is one we may not connect to."""
        from twisted.internet import reactor

        self._guard.arm(reactor)
        try:
            return await super().download_request(request)
        except CannotResolveHostError as error:
            host = (urlparse_cached(request).hostname or "").rstrip(".").lower()
            if reason := self._guard.refused.get(host):
                raise Refused(f"refused: {host} leads inside: {reason}") from error
            raise
        except DownloadCancelledError as error:
            limit = request.meta.get("download_maxsize", self._default_maxsize)
            raise TooLarge(f"the answer is larger than {limit:,} bytes") from error


@implementer(IHostnameResolver)
class HostGuard:
    """A resolver that passes on only addresses that may be connected to.

    `refused` says why, by host, where none was left.
    """

    def __init__(self, exempt: Iterable[Network] = ()) -> None:
        self.exempt = tuple(exempt)
        self.refused: dict[str, str] = {}
        self._inner: Any = None

    def arm(self, reactor: Any) -> None:
        """Stand in front of the reactor's resolver, also when it was exchanged meanwhile.

        Another guard (http and https have one each) is replaced, not wrapped.
        """
        current = reactor.nameResolver
        if current is not self:
            self._inner = current._inner if isinstance(current, HostGuard) else current
            reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 (Twisted's name)
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        """Resolve by the reactor's own resolver, and judge what it says."""
        receiver = _JudgingReceiver(self, resolutionReceiver, hostName)
        resolution: IHostResolution = self._inner.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )
        return resolution


@implementer(IResolutionReceiver)
class _JudgingReceiver:
    def __init__(self, guard: HostGuard, inner: Any, host: str) -> None:
        self._guard, self._inner = guard, inner
        self._host = host.rstrip(".").lower()
        self._passed = False
        self._reason: str | None = None

    def resolutionBegan(self, resolutionInProgress: IHostResolution) -> None:  # noqa: N802, N803
        self._inner.resolutionBegan(resolutionInProgress)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        parsed = parse_address(str(getattr(address, "host", "")))
        if parsed is None:
            self._reason = f"{address} is no IP address"
        elif reason := refuse_address(parsed, self._guard.exempt):
            self._reason = reason
        else:
            self._passed = True
            self._inner.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        if self._reason and not self._passed:
            self._guard.refused[self._host] = self._reason
        else:
            self._guard.refused.pop(self._host, None)
        self._inner.resolutionComplete()


def exempt_networks(settings: BaseSettings) -> tuple[Network, ...]:
    """All networks when private ones are allowed, else those of `AXISWATCH_ALLOW_NETWORKS`."""
    if settings.getbool("AXISWATCH_ALLOW_PRIVATE"):
        return (ipaddress.ip_network("0.0.0.0/0"), ipaddress.ip_network("::/0"))
    names = settings.getlist("AXISWATCH_ALLOW_NETWORKS")
    return tuple(ipaddress.ip_network(name) for name in names)
