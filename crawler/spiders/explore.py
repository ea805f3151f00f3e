"""What a site could be read by: `scrapy crawl explore -a url=https://…`.

Nothing is stored. What the page says of itself (a `HomePage`) and each address tried (a `Tried`) is
one JSON line on standard output, for `axiswatch sources add`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.base import StoreSpider, plain_headers
from crawler.formats.page import channels_of, feeds_of, home_page, is_html
from crawler.formats.xml import decode
from crawler.outcomes import Trouble, explain
from crawler.past import sitemaps_named
from crawler.robots import MARK, MOST_BYTES
from crawler.spiders.article import addresses
from crawler.trying import say, tried
from monitor.app import App
from monitor.catalogue.models import FeedAddress
from monitor.domain import Tried
from monitor.errors import InputError

# What content management systems use when their pages do not say.
USUAL_FEEDS = (
    "feed/",
    "rss",
    "rss.xml",
    "feed.xml",
    "atom.xml",
    "index.xml",
    "feeds/posts/default",
)
USUAL_SITEMAPS = ("sitemap-news.xml", "news-sitemap.xml", "sitemap_news.xml", "sitemap.xml")
MOST_NAMED = 8  # of one kind, that a site names
MOST_URL = 500  # characters that the catalogue takes


class ExploreSpider(StoreSpider):
    """Tries what a home page names, then the usual places; one request after the other."""

    name = "explore"
    custom_settings = {"AXISWATCH_ENRICH": False}  # noqa: RUF012 (Scrapy's own way)

    def __init__(self, *, app: App, url: str = "", **arguments: Any) -> None:
        super().__init__(app=app, **arguments)
        self.url = addresses(url, allow_private=app.settings.crawl.allow_private)[0]
        if len(self.url) > MOST_URL:
            raise InputError(f"the address of a source has at most {MOST_URL} characters")
        self._tried: dict[str, Tried] = {}

    async def start(self) -> AsyncIterator[Any]:
        """Everything is asked for here; there are no requests to schedule."""
        if channel := channels_of(f"'{self.url}'"):
            await self._try(channel[0], "telegram")
        else:
            await self._site()
        return
        yield  # what makes this a generator

    async def _site(self) -> None:
        page = await self._get(self.url)
        if isinstance(page, Trouble):
            say(Tried(None, self.url, "index", False, error=page.text))
            return
        text = decode(page.body, plain_headers(page).get("content-type"))
        if not is_html(text):
            await self._list(page)
            return
        say(home_page(text, page.url))
        await self._feeds(text, page.url)
        await self._sitemaps(page.url)
        for url in channels_of(text)[:MOST_NAMED]:
            await self._try(url, "telegram")
        if not any(one.works and one.links for one in self._tried.values()):
            say(await tried(page, FeedAddress(url=self.url, kind="index"), None))

    async def _list(self, answer: Response) -> None:
        """The address is a feed or sitemap itself; its site's front page says whose."""
        one = await tried(answer, FeedAddress(url=self.url), None)
        if not one.works:
            one = await tried(answer, FeedAddress(url=self.url, kind="sitemap"), None)
        say(one)
        front = await self._get(urljoin(answer.url, "/"))
        if isinstance(front, Response) and front.status == 200:
            say(home_page(decode(front.body), front.url))

    async def _feeds(self, text: str, url: str) -> None:
        named = [await self._try(feed, "feed") for feed in feeds_of(text, url, limit=MOST_NAMED)]
        for path in () if any(named) else USUAL_FEEDS:
            for base in dict.fromkeys((f"{url.rstrip('/')}/", urljoin(url, "/"))):
                if await self._try(urljoin(base, path), "feed"):
                    return

    async def _sitemaps(self, url: str) -> None:
        """Those that robots.txt names, the ones for news first; else the usual places."""
        robots = await self._get(urljoin(url, "/robots.txt"), meta={MARK: True})
        found = isinstance(robots, Response) and robots.status == 200
        text = robots.body[:MOST_BYTES].decode("utf-8", "replace") if found else ""  # type: ignore[union-attr]
        named = sorted(sitemaps_named(text, url), key=lambda one: "news" not in one.lower())
        for sitemap in named[:MOST_NAMED]:
            await self._try(sitemap, "sitemap")
        for path in () if named else USUAL_SITEMAPS:
            if await self._try(urljoin(url, f"/{path}"), "sitemap"):
                return

    async def _try(self, url: str, kind: Any) -> bool:
        """Say what an address answers; whether it is worth anything."""
        if len(url) > MOST_URL:
            return False
        if url not in self._tried:
            answer, feed = await self._get(url), FeedAddress(url=url, kind=kind)
            if isinstance(answer, Trouble):
                one = Tried(None, url, kind, False, error=answer.text)
            else:
                one = await tried(answer, feed, None)
            self._tried[url] = one
            say(one)
        return self._tried[url].works and self._tried[url].links > 0

    async def _get(self, url: str, *, meta: dict[str, Any] | None = None) -> Response | Trouble:
        request = Request(url, callback=NO_CALLBACK, meta=meta)
        try:
            response: Response = await self.crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 (as an errback: whatever went wrong is said)
            return explain(error, url)
        return response
