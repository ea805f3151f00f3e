"""Pages on demand: `scrapy crawl article -a url=https://…[,https://…]`."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from crawler.addresses import may_be_asked, refuse_url
from crawler.base import StoreSpider
from monitor import ingest
from monitor.aggregators import unwrap
from monitor.app import App, utcnow
from monitor.errors import InputError
from monitor.store.frontier import DuePage


class ArticleSpider(StoreSpider):
    """Fetches the addresses it is given, whether they were fetched before or not."""

    name = "article"

    def __init__(self, *, app: App, url: str = "", **arguments: Any) -> None:
        super().__init__(app=app, **arguments)
        private = app.settings.crawl.allow_private
        allowed = partial(may_be_asked, allow_private=private)
        self._urls = [unwrap(u, allowed=allowed) for u in addresses(url, allow_private=private)]
        self._wanted: list[DuePage] = []
        self._queued = False

    def due_pages(self, after: int) -> list[DuePage]:
        """The addresses asked for, queued when this is first called."""
        if not self._queued:
            self._queued = True
            self._wanted = ingest.ask_for(
                self.app.sessions, self.app.catalogue, self._urls, now=utcnow()
            )
        return [page for page in self._wanted if page.id > after]


def addresses(text: str, *, allow_private: bool) -> list[str]:
    """The addresses in the `url` argument, separated by commas or white space.

    A comma counts as a separator only before another http(s) address: it may be part of one.

    Raises:
        InputError: there is none, or one that may not be asked.
    """
    urls = list(dict.fromkeys(u for u in re.split(r"\s+|,(?=https?://)", text.strip()) if u))
    if not urls:
        raise InputError("which page? Write: scrapy crawl article -a url=https://…[,https://…]")
    for url in urls:
        if reason := refuse_url(url, allow_private=allow_private):
            raise InputError(f"{url[:200]} is not fetched: {reason}")
    return urls
