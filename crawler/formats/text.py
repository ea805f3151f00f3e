"""Values from feeds and pages, made harmless and bounded. They are data, never markup."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import urljoin, urlsplit

from w3lib.url import safe_url_string

MOST_TITLE = 500
MOST_SUMMARY = 20_000
MOST_URL = 2_000
# No tag reaches over the next `<`: what would make these quadratic cannot match.
_OPENING = re.compile(r"<(script|style)\b[^<>]*>", re.IGNORECASE)
_CLOSING = {name: re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE) for name in ("script", "style")}
_BLOCK = re.compile(r"<(?:/p|/div|/li|/h[1-6]|/blockquote|/tr|br)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
# Line breaks stay; the zero-width joiners that Persian needs stay; what reorders text goes.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_BLANKS = re.compile(r"[^\S\n]+")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def clean_line(value: object, limit: int = MOST_TITLE) -> str | None:
    """Plain text on one line, None where nothing is left."""
    text = clean_text(value, limit * 4)
    return " ".join(text.split())[:limit].rstrip() or None if text else None


def clean_text(value: object, limit: int = MOST_SUMMARY) -> str | None:
    """Plain text, one line per block, None where nothing is left."""
    if not isinstance(value, str):
        return None
    text = value[: limit * 10]
    if "<" in text:
        text = _TAG.sub("", _BLOCK.sub("\n", _without_scripts(text)))
    text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", _CONTROLS.sub("", unescape(text)))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)[:limit].rstrip() or None


def _without_scripts(text: str) -> str:
    """The text without scripts and style sheets; one that never ends takes the rest with it."""
    kept, at = [], 0
    while (opening := _OPENING.search(text, at)) is not None:
        kept.append(text[at : opening.start()])
        closing = _CLOSING[opening.group(1).lower()].search(text, opening.end())
        at = closing.end() if closing else len(text)
    return " ".join([*kept, text[at:]])


def web_address(value: object, base: str) -> str | None:
    """An absolute http(s) address without fragment, None for anything else."""
    if not isinstance(value, str):
        return None
    text = _SURROGATES.sub("", _CONTROLS.sub("", value)).strip().replace("\n", "")
    if not text or len(text) > MOST_URL:
        return None
    try:
        url = safe_url_string(urljoin(base, text))
        parts = urlsplit(url)
        host = parts.hostname
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in {"http", "https"} or not host or len(url) > MOST_URL:
        return None
    return parts._replace(fragment="").geturl()


def moment(value: object) -> datetime | None:
    """A time in ISO 8601 (W3C-DTF) or RFC 5322, in UTC; without zone it is taken as UTC."""
    if not isinstance(value, str) or not 4 <= len(value.strip()) <= 64:
        return None
    text = value.strip()
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        try:
            at = parsedate_to_datetime(text)
        except (ValueError, OverflowError):
            return None
    return as_utc(at)


def as_utc(at: datetime) -> datetime | None:
    """The same moment in UTC; None where that lies outside of the calendar."""
    try:
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
