"""Lists that another list names, fetched while that one waits."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http.request import NO_CALLBACK

from crawler.base import FEED_PRIORITY, plain_headers
from crawler.discovery import Discovery, discover
from crawler.outcomes import explain, explain_status


async def read_list_at(
    crawler: Crawler, url: str, *, kind: str, limit: int, pages: Sequence[str] = ()
) -> Discovery:
    """What a feed or sitemap says; its troubles are its `error`."""
    request = Request(url, callback=NO_CALLBACK, priority=FEED_PRIORITY)
    try:
        response = await crawler.engine.download_async(request)
    except Exception as error:  # noqa: BLE001 (as an errback: whatever went wrong is noted)
        return Discovery(error=explain(error, url).text)
    if not 200 <= response.status < 300:
        return Discovery(error=explain_status(response.status).text)
    return await asyncio.to_thread(
        discover,
        response.body,
        url=response.url,
        content_type=plain_headers(response).get("content-type"),
        kind=kind,
        limit=limit,
        pages=pages,
    )
