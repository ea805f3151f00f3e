"""An answer of a feed address as a `Polled` value: a pure decision."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from crawler.discovery import MOST_LINKS, PAGE_INSTEAD, Discovery, discover
from crawler.outcomes import Trouble, explain_status
from crawler.validators import retry_after, validators
from monitor.domain import Polled
from monitor.store.feeds import DueFeed

NOTHING = Discovery()


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
    pages: Sequence[str] = (),
) -> tuple[Polled, Discovery]:
    """What the answer means, and what was found in it: there may be further lists to be read.

    `headers` have their names in lower case, `url` is the address of the last hop.
    A body with the hash of the last one is not read again. What the children of a sitemap index
    say is added by `with_children`; `instead` takes the feed that a page names.
    """
    if status == 304:
        return _unchanged(feed, headers, status=status, moved_to=moved_to, at=at), NOTHING
    if not 200 <= status < 300:
        wait = retry_after(headers, now=at)
        return failed(feed, explain_status(status), at=at, status=status, wait=wait), NOTHING
    body_hash = hashlib.sha256(body).hexdigest()
    if body_hash == feed.body_hash:
        return _unchanged(feed, headers, status=status, moved_to=moved_to, at=at), NOTHING
    kind = headers.get("content-type")
    found = discover(body, url=url, content_type=kind, kind=feed.kind, limit=limit, pages=pages)
    if found.error is not None:
        return failed(feed, Trouble(found.error), at=at, status=status), found
    etag, last_modified = validators(headers)
    polled = Polled(
        feed_id=feed.id,
        at=at,
        status=status,
        links=found.links,
        etag=etag,
        last_modified=last_modified,
        body_hash=body_hash,
        moved_to=moved_to,
    )
    return polled, found


def with_children(polled: Polled, children: Sequence[Discovery], *, limit: int) -> Polled:
    """The poll of a sitemap index, with the links of its children.

    Where one of them could not be read the validators are left out, so that the index is read
    again next time even if it has not changed.
    """
    links = {link.url: link for child in children for link in child.links}
    errors = [child.error for child in children if child.error is not None]
    if not errors:
        return replace(polled, links=tuple(links.values())[:limit])
    error = None if links else f"no sitemap of this index could be read: {errors[0]}"
    return replace(
        polled,
        links=tuple(links.values())[:limit],
        etag=None,
        last_modified=None,
        body_hash=None,
        error=error,
    )


def instead(polled: Polled, address: str, found: Discovery) -> Polled:
    """The poll of an address that shows a page now: the links of the feed that the page names.

    It stays an error that says so; from now on `address` is asked.
    """
    error = (
        f"{PAGE_INSTEAD}; the page names {address}, which is read instead: put that into "
        "sources.toml"
    )
    return replace(polled, links=found.links, moved_to=address, error=error)


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
