"""What a page asks for while it is rendered: refused, or fetched by Scrapy and handed over."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from crawler.base import all_headers
from crawler.outcomes import TooLarge
from monitor.archive.records import CODED

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page, Route

FETCHED = frozenset({"script", "xhr", "fetch"})
FORWARDED = ("accept", "accept-language", "origin", "x-requested-with")
# What speaks about the connection or the coding, and what would be kept between pages.
DROPPED = CODED | {"connection", "keep-alive", "set-cookie", "refresh", "content-disposition"}
AT_ONCE = 4  # requests to one host for one page
QUIET = 0.5  # seconds without a request after which a page has come to rest
LOOK_EVERY = 0.05
LONGEST_HEADER = 1_000
# Runs in a world of its own, whose built-in functions the page cannot have exchanged.
READ = """(most => {
  const type = document.doctype;
  const html = (type ? new XMLSerializer().serializeToString(type) : '')
    + (document.documentElement ? document.documentElement.outerHTML : '');
  return html.length > most ? null : html.toWellFormed();
})(%d)"""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost: seconds, requests, bytes of all answers together."""

    seconds: float
    requests: int
    size: int


def refusal(kind: str, method: str, *, asked: int, taken: int, limits: Limits) -> str | None:
    """Why a request of a page is not made; None where it is.

    `kind` is Playwright's resource type; `asked` requests were made before, `taken` bytes had.
    Only what can bring text is fetched, and only by GET: a reader changes nothing anywhere.
    """
    if kind not in FETCHED:
        return f"no {kind} is loaded"
    if method != "GET":
        return f"a page may not send {method}"
    if asked >= limits.requests:
        return f"a page may ask for {limits.requests} things"
    if taken >= limits.size:
        return f"the parts of a page may have {limits.size:,} bytes"
    return None


class Courier:
    """Answers the requests of one page. Its time begins when the browser has opened one.

    The page itself was had already: its own request is answered with `document`. Nothing else
    navigates, and nothing is sent: no cookie, no referrer, no body.
    """

    def __init__(self, crawler: Crawler, document: Response, *, limits: Limits) -> None:
        self._crawler = crawler
        self._document = document
        self._limits = limits
        self._ends = time.monotonic()
        self._delivered = self._loaded = self._closed = False
        self._asked = self._taken = self._open = 0
        self._last = time.monotonic()
        self.begun: Callable[[], object] = bool  # told when the time begins
        self.context: BrowserContext | None = None
        self.markup = ""
        self.software = ""

    async def attend(self, page: Page, _request: Request) -> None:
        """Stand between a new page and the network (`playwright_page_init_callback`).

        After a browser that broke down it is called again, for a page in another one.
        """
        self._delivered = self._loaded = self._closed = False
        self.context = page.context
        self._ends = time.monotonic() + self._limits.seconds
        self.begun()
        page.on("load", self._note_load)
        await page.route("**", self._answer)

    async def take_down(self, page: Page) -> None:
        """Read the document when it is at rest or its time is over; then the page is emptied.

        Raises:
            TooLarge: the document is larger than all of its parts may be.
        """
        while time.monotonic() < self._ends and not self._at_rest():
            await asyncio.sleep(LOOK_EVERY)
        self._closed = True
        self.markup = await _markup(page, most=self._limits.size)
        browser = page.context.browser
        self.software = f"Chromium/{browser.version}" if browser is not None else "Chromium"
        await page.goto("about:blank")

    def _note_load(self, _page: Page) -> None:
        self._loaded = True

    def _at_rest(self) -> bool:
        quiet = time.monotonic() - self._last >= QUIET
        return self._loaded and not self._open and quiet

    async def _answer(self, route: Route) -> None:
        asked = route.request
        if asked.is_navigation_request() and not self._delivered:
            self._delivered = True
            await self._hand_over(route, self._document)
        elif asked.resource_type == "stylesheet" and not self._closed:
            await route.fulfill(body="", content_type="text/css")  # scripts wait for it
        else:
            await self._fetch(route)

    async def _fetch(self, route: Route) -> None:
        asked, limits = route.request, self._limits
        refused = self._closed or refusal(
            asked.resource_type, asked.method, asked=self._asked, taken=self._taken, limits=limits
        )
        response = None if refused else await self._download(asked.url, asked.headers)
        if response is None:
            await route.abort()
        else:
            await self._hand_over(route, response)

    async def _download(self, url: str, headers: dict[str, str]) -> Response | None:
        """The answer to a request of the page; None where there is none, for whatever reason."""
        self._asked += 1
        self._open += 1
        try:
            request = self._request(url, headers)
            answer = asyncio.ensure_future(self._crawler.engine.download_async(request))
            answer.add_done_callback(_forget)
            while not answer.done() and not self._closed:
                await asyncio.wait({answer}, timeout=LOOK_EVERY)
            if not answer.done() or answer.exception() is not None:
                return None
            self._taken += len(answer.result().body)
            return answer.result()
        except ValueError:  # an address that is none
            return None
        finally:
            self._open -= 1
            self._last = time.monotonic()

    def _request(self, url: str, headers: dict[str, str]) -> Request:
        kept = {n: headers[n][:LONGEST_HEADER] for n in FORWARDED if n in headers}
        request = Request(url, headers=kept, callback=NO_CALLBACK)
        slot = f"parts of pages: {urlparse_cached(request).hostname}"
        # A page loads its parts at once; what the site's robots.txt asks for comes on top.
        settings = self._crawler.engine.downloader.per_slot_settings
        settings[slot] = {"concurrency": AT_ONCE, "delay": 0.0, "jitter": 0.0}
        request.meta.update(
            download_slot=slot,
            download_timeout=max(1.0, self._ends - time.monotonic()),
            download_maxsize=max(1, self._limits.size - self._taken),
            autothrottle_dont_adjust_delay=True,
            dont_retry=True,
        )
        return request

    async def _hand_over(self, route: Route, response: Response) -> None:
        headers = {n: v for n, v in all_headers(response) if n.lower() not in DROPPED}
        await route.fulfill(status=response.status, headers=headers, body=response.body)


async def _markup(page: Page, *, most: int) -> str:
    client = await page.context.new_cdp_session(page)
    frame = (await client.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
    world = await client.send("Page.createIsolatedWorld", {"frameId": frame})
    found = await client.send(
        "Runtime.evaluate",
        {
            "expression": READ % most,
            "contextId": world["executionContextId"],
            "returnByValue": True,
        },
    )
    markup = found["result"].get("value")
    if not isinstance(markup, str):
        raise TooLarge(f"the page has more than {most:,} characters when it is rendered")
    return markup


def _forget(answer: asyncio.Future[Any]) -> None:
    """An answer that nobody waits for any more may fail in silence."""
    if not answer.cancelled():
        answer.exception()
