"""A spider that asks for addresses and says what became of each; names are looked up in a table.

Run as a process of its own: the table stands where the DNS stands, underneath the guard.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver
from zope.interface import implementer


@implementer(IHostnameResolver)
class TableResolver:
    """Answers from `PROBE_NAMES` ({name: [one list per question]}), else asks the system."""

    def __init__(self, reactor: Any) -> None:
        self.reactor = reactor
        self.system = reactor.nameResolver
        self.names: dict[str, list[list[str]]] = json.loads(os.environ["PROBE_NAMES"])

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Self:
        return cls(reactor)

    def install_on_reactor(self) -> None:
        self.reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        answers = self.names.get(hostName.rstrip(".").lower())
        if answers is None:
            return self.system.resolveHostName(
                resolutionReceiver, hostName, portNumber, addressTypes, transportSemantics
            )
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        resolutionReceiver.resolutionBegan(None)
        for text in answer:
            kind = IPv6Address if ":" in text else IPv4Address
            resolutionReceiver.addressResolved(kind("TCP", text, portNumber))
        resolutionReceiver.resolutionComplete()
        return None


class Probe(Spider):
    """Asks for every address of a file, one JSON line per outcome on standard output."""

    name = "probe"

    def __init__(self, urls: list[str]) -> None:
        super().__init__()
        self.urls = urls

    async def start(self) -> AsyncIterator[Any]:
        for url in self.urls:
            try:
                yield Request(
                    url, callback=self.answered, errback=self.failed, cb_kwargs={"asked": url}
                )
            except ValueError as error:
                say(url, str(error), "ValueError")

    def answered(self, response: Response, asked: str) -> None:
        say(asked, response.status, None)

    def failed(self, failure: Any) -> None:
        say(failure.request.cb_kwargs["asked"], str(failure.value), failure.type.__name__)


def say(asked: str, outcome: object, error: str | None) -> None:
    sys.stdout.write(json.dumps([asked, outcome, error]) + "\n")


def main(urls: Path, overrides: dict[str, Any]) -> None:
    from scrapy.crawler import AsyncCrawlerProcess

    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.update(
        {
            "TWISTED_DNS_RESOLVER": "tests.crawler.probe.TableResolver",
            "ITEM_PIPELINES": {},
            "EXTENSIONS": {"crawler.throttle.Throttle": 0},
            "CONCURRENT_REQUESTS": 100,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 20,
            **overrides,
        },
        priority="cmdline",
    )
    process = AsyncCrawlerProcess(settings)
    process.crawl(Probe, urls=json.loads(urls.read_text("utf8")))
    process.start()


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]))
