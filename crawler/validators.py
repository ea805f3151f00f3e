"""Conditional requests and waits: RFC 9110 validators, `Retry-After`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_HEADER = 1_000
LONGEST_WAIT = 86_400.0  # seconds


def conditional_headers(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """The request headers that ask for a body only if it changed."""
    headers = {}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    return headers


def validators(headers: Mapping[str, str]) -> tuple[str | None, str | None]:
    """ETag and Last-Modified of a response (names in lower case), as sent; absurd ones dropped."""
    return _bounded(headers.get("etag")), _bounded(headers.get("last-modified"))


def retry_after(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """Seconds the server asks us to wait: given as a number or as a date, up to a day."""
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max((at - now).total_seconds(), 0.0), LONGEST_WAIT)


def _bounded(value: str | None) -> str | None:
    """A header that can be sent back as it is, else nothing."""
    usable = value and len(value) <= LONGEST_HEADER and value.isprintable()
    return value if usable else None
