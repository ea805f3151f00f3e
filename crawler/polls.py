"""An answer of a feed address as a `Polled` value: a pure decision."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from crawler.discovery import MOST_LINKS, discover
from crawler.outcomes import Trouble, explain_status
from crawler.validators import retry_after, validators
from monitor.domain import Polled
from monitor.store.feeds import DueFeed


def answered(
    feed: DueFeed,
    *,
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    url: str,
    moved_to: str | None,
    at: datetime,
    limit: int = MOST_LINKS,
) -> Polled:
    """What the answer means. `headers` have their names in lower case, `url` is the last hop.

    A body with the hash of the last one is not read again.
    """
    if status == 304:
        return _unchanged(feed, headers, status=status, moved_to=moved_to, at=at)
    if not 200 <= status < 300:
        wait = retry_after(headers, now=at)
        return failed(feed, explain_status(status), at=at, status=status, wait=wait)
    body_hash = hashlib.sha256(body).hexdigest()
    if body_hash == feed.body_hash:
        return _unchanged(feed, headers, status=status, moved_to=moved_to, at=at)
    kind = headers.get("content-type")
    found = discover(body, url=url, content_type=kind, kind=feed.kind, limit=limit)
    if found.error is not None:
        return failed(feed, Trouble(found.error), at=at, status=status)
    etag, last_modified = validators(headers)
    return Polled(
        feed_id=feed.id,
        at=at,
        status=status,
        links=found.links,
        etag=etag,
        last_modified=last_modified,
        body_hash=body_hash,
        moved_to=moved_to,
    )


def failed(
    feed: DueFeed,
    trouble: Trouble,
    *,
    at: datetime,
    status: int | None = None,
    wait: float | None = None,
) -> Polled:
    """A poll that brought nothing, and why."""
    return Polled(
        feed_id=feed.id,
        at=at,
        status=status,
        error=trouble.text,
        retry_after=trouble.retry_after if wait is None else wait,
    )


def _unchanged(
    feed: DueFeed,
    headers: Mapping[str, str],
    *,
    status: int,
    moved_to: str | None,
    at: datetime,
) -> Polled:
    etag, last_modified = validators(headers)
    return Polled(
        feed_id=feed.id,
        at=at,
        status=status,
        unchanged=True,
        etag=etag or feed.etag,
        last_modified=last_modified or feed.last_modified,
        moved_to=moved_to,
    )
