"""Addresses that are tried, nothing stored: one JSON line each on standard output."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
from dataclasses import asdict
from datetime import datetime

from scrapy.http import Response

from crawler.base import plain_headers
from crawler.discovery import Discovery, discover
from crawler.outcomes import explain_status
from crawler.redirects import moved_to
from monitor.catalogue.models import FeedAddress
from monitor.domain import HomePage, Tried
from monitor.reading.language import detect

MOST_TITLES = 30  # that tell a feed's language
LEAST_TEXT = 150  # characters; less of it is often mistaken


async def tried(response: Response, feed: FeedAddress, source: str | None) -> Tried:
    """What the answer of a feed address is worth; parsed in a thread, for it may be large."""
    if not 200 <= response.status < 300:
        error = explain_status(response.status).text
        return Tried(source, feed.url, feed.kind, False, response.status, error=error)
    found = await asyncio.to_thread(
        discover,
        response.body,
        url=response.url,
        content_type=plain_headers(response).get("content-type"),
        kind=feed.kind,
        pages=feed.pages,
    )
    return Tried(
        source=source,
        url=feed.url,
        kind=feed.kind,
        works=found.error is None,
        status=response.status,
        links=len(found.links) or len(found.children),
        latest=max((link.published for link in found.links if link.published), default=None),
        moved_to=moved_to(response),
        error=found.error,
        language=_language(found),
        same=_same(found),
    )


def say(value: Tried | HomePage) -> None:
    """Write a value as one line; whoever started this process reads it."""
    sys.stdout.write(json.dumps(asdict(value), default=_time) + "\n")
    sys.stdout.flush()


def _language(found: Discovery) -> str | None:
    titles = " ".join(link.title for link in found.links[:MOST_TITLES] if link.title)
    return detect(titles) if len(titles) >= LEAST_TEXT else None


def _same(found: Discovery) -> str | None:
    listed = sorted([link.url for link in found.links] or found.children)
    return hashlib.sha256("\n".join(listed).encode()).hexdigest()[:16] if listed else None


def _time(value: object) -> str:
    if not isinstance(value, datetime):
        raise TypeError(f"{type(value).__name__} is no JSON")
    return value.isoformat()
