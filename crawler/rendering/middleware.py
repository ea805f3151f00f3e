"""Responses of sources with `render = true` become the document that their scripts make of them."""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import HtmlResponse, Response

from crawler.base import StoreSpider, all_headers
from crawler.outcomes import NotRendered
from crawler.rendering import RENDER, RENDERING
from crawler.rendering.browser import dead_end, find_browser, launch_options
from crawler.rendering.courier import Courier, Limits
from monitor.config import RenderSettings
from monitor.domain import Rendering

if TYPE_CHECKING:
    from scrapy_playwright.handler import (  # type: ignore[import-untyped]
        ScrapyPlaywrightDownloadHandler,
    )

log = logging.getLogger(__name__)

AT_ONCE = 2  # pages in the browser
START = 60.0  # seconds in which the browser has to open a page
GRACE = 10.0  # seconds beyond a page's own time in which it has to answer
HTML = "text/html; charset=utf-8"


class RenderMiddleware:
    """Shows what was fetched to the browser and takes down the document when it is at rest.

    It is there only in runs in which some source asks for it. Where there is no browser the pages
    of these sources fail, and say what to install; the others are untouched.
    """

    def __init__(self, crawler: Crawler, settings: RenderSettings) -> None:
        self.crawler = crawler
        self.limits = Limits(settings.timeout, settings.max_requests, settings.max_bytes)
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._numbers = count(1)
        self._dead_end = dead_end()
        self._executable, self._said = find_browser(settings.browser)
        self._opening = asyncio.Lock()
        self._handler: ScrapyPlaywrightDownloadHandler | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises NotConfigured where no source of this run is to be rendered."""
        spider = crawler.spider
        if not isinstance(spider, StoreSpider):
            raise NotConfigured
        sources = [s for s in spider.app.catalogue.sources.values() if s.render]
        if not sources:
            raise NotConfigured
        middleware = cls(crawler, spider.app.settings.render)
        if middleware._executable is None and any(source.enabled for source in sources):
            log.error(middleware._said)
        crawler.signals.connect(middleware.spider_closed, signals.spider_closed)
        return middleware

    def process_request(self, request: Request) -> None:
        """Raises NotRendered for a page that is of no use without a browser."""
        if RENDER in request.meta and self._executable is None:
            raise NotRendered(self._said)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Raises NotRendered, or TooLarge for a document that grew out of bounds."""
        if RENDER not in request.meta or not _is_page(response):
            return response
        async with self._turns:
            handler = await self._open()
            courier = await self._render(handler, response)
        request.meta[RENDERING] = Rendering(
            software=courier.software, headers=all_headers(response), body=response.body
        )
        return HtmlResponse(
            response.url,
            status=response.status,
            headers={"Content-Type": HTML},
            body=courier.markup.encode("utf-8", "replace"),
            encoding="utf-8",
            request=request,
            flags=[*response.flags, "rendered"],
        )

    async def spider_closed(self) -> None:
        """End the browser, and only then give up the port to which all it asks for leads."""
        if self._handler is not None:
            await self._handler.close()
        self._dead_end.close()

    async def _render(
        self, handler: ScrapyPlaywrightDownloadHandler, response: Response
    ) -> Courier:
        from playwright.async_api import Error as PlaywrightError

        courier = Courier(self.crawler, response, limits=self.limits)
        seconds = self.limits.seconds
        try:
            async with asyncio.timeout(START) as patience:
                courier.begun = lambda: patience.reschedule(_in(seconds + GRACE))
                await handler.download_request(self._visit(response.url, courier))
        except TimeoutError as error:
            if courier.context is None:
                raise NotRendered(f"the browser opened no page in {START:g} seconds") from error
            raise NotRendered(
                f"the page kept the browser busy for more than {seconds:g} seconds"
            ) from error
        except PlaywrightError as error:
            raise NotRendered(f"the browser did not show the page: {_first(error)}") from error
        finally:
            await _leave(courier)
        return courier

    def _visit(self, url: str, courier: Courier) -> Request:
        from scrapy_playwright.page import PageMethod  # type: ignore[import-untyped]

        return Request(
            url,
            meta={
                "playwright": True,
                # Nothing that one page left behind is there for the next.
                "playwright_context": f"page {next(self._numbers)}",
                "playwright_context_kwargs": {
                    "accept_downloads": False,
                    "service_workers": "block",
                    "user_agent": self.crawler.settings["USER_AGENT"],
                },
                "playwright_page_init_callback": courier.attend,
                "playwright_page_goto_kwargs": {"wait_until": "commit"},
                "playwright_page_methods": [PageMethod(courier.take_down)],
            },
        )

    async def _open(self) -> ScrapyPlaywrightDownloadHandler:
        """What drives the browser, made when the first page needs it."""
        from playwright.async_api import Error as PlaywrightError

        async with self._opening:
            if self._handler is not None:
                return self._handler
            handler = self._make_handler(self._executable or "")
            try:
                await handler._launch()  # it waits for the engine to start, which was long ago
            except (OSError, PlaywrightError) as error:
                raise NotRendered(f"Playwright cannot be started: {_first(error)}") from error
            self._handler = handler
            return handler

    def _make_handler(self, executable: str) -> ScrapyPlaywrightDownloadHandler:
        from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

        # What fails is told in the page's row; its own log would repeat it with a traceback.
        logging.getLogger("scrapy-playwright").setLevel(logging.CRITICAL)
        handler = ScrapyPlaywrightDownloadHandler(self.crawler)
        port = int(self._dead_end.getsockname()[1])
        root = os.geteuid() == 0
        handler.config.launch_options = launch_options(executable, dead_end=port, root=root)
        handler.config.navigation_timeout_ms = self.limits.seconds * 1000
        return handler


def _is_page(response: Response) -> bool:
    """Only what came as HTML and is something goes to the browser."""
    good = 200 <= response.status < 300
    return good and isinstance(response, HtmlResponse) and bool(response.body.strip())


def _in(seconds: float) -> float:
    return asyncio.get_running_loop().time() + seconds


def _first(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]


async def _leave(courier: Courier) -> None:
    """Close what is left of a page; a browser that does not answer is not waited for."""
    from playwright.async_api import Error as PlaywrightError

    if courier.context is not None:
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(GRACE):
                await courier.context.close()
