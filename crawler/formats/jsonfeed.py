"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from crawler.formats.text import clean_line, clean_text, moment, web_address
from monitor.domain import Link


def read_json_feed(text: str, url: str) -> Iterator[Link] | None:
    """The items of a JSON Feed, None where the text is none."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    items = document.get("items") if isinstance(document, dict) else None
    return _links(items, url) if isinstance(items, list) else None


def _links(items: list[Any], base: str) -> Iterator[Link]:
    for item in items:
        if not isinstance(item, dict):
            continue
        identity = item.get("id")
        url = web_address(item.get("url"), base) or web_address(item.get("external_url"), base)
        if url is None and isinstance(identity, str) and identity.startswith("http"):
            url = web_address(identity, base)
        if url is not None:
            content = item.get("content_text") or item.get("content_html") or item.get("summary")
            yield Link(
                url=url,
                title=clean_line(item.get("title")),
                published=moment(item.get("date_published")) or moment(item.get("date_modified")),
                summary=clean_text(content),
                updated=moment(item.get("date_modified")),
            )
