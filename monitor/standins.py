"""Pages that stand in for an article: soft 404s, challenges, consent walls.

They answer 200 and look like pages. Read as articles they would become documents, and as the same
text at many addresses even stories. What they look like is data: `catalogue/standins.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from importlib.resources import files
from urllib.parse import urlsplit

from w3lib.encoding import html_to_unicode

from monitor.aggregators import aggregator_of
from monitor.duplicates.canonical import same_site

HEAD = 65_536  # bytes that are looked at: titles and scripts stand in the head
LITTLE_TEXT = 1_500  # characters that a challenge may have, article pages have more
_TITLE = re.compile(r"<title\b[^<>]{0,300}>([^<]{1,1000})", re.IGNORECASE)
_PARTS = re.compile(r"\s+[-–—|·•»«/]+\s+|\s*[|·•»«:،,!؟?]+\s*")
_TAGS = re.compile(r"<[^<>]*>")
_CODE = re.compile(r"<(?:script|style|noscript)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Signs:
    missing: frozenset[str]
    challenges: frozenset[str]
    challenge_marks: tuple[str, ...]
    consent_hosts: frozenset[str]
    consent_paths: tuple[str, ...]


@lru_cache(maxsize=1)
def _signs() -> _Signs:
    data = tomllib.loads((files("monitor.catalogue") / "standins.toml").read_text("utf-8"))
    return _Signs(
        missing=frozenset(map(_bare, data["missing"])),
        challenges=frozenset(map(_bare, data["challenges"])),
        challenge_marks=tuple(data["challenge_marks"]),
        consent_hosts=frozenset(data["consent_hosts"]),
        consent_paths=tuple(data["consent_paths"]),
    )


def stand_in(url: str, final_url: str, body: bytes, content_type: str | None) -> str | None:
    """What stands here instead of the page at `url`, in words; None where it may be the page."""
    return (
        _not_led_on(final_url)
        or _sent_elsewhere(url, final_url)
        or _shown_instead(body, content_type)
    )


def _not_led_on(final_url: str) -> str | None:
    aggregator = aggregator_of(final_url)
    if aggregator is None:
        return None
    return f"{aggregator.name} shows a page of its own instead of leading to the publisher's"


def _sent_elsewhere(url: str, final_url: str) -> str | None:
    asked, got, signs = urlsplit(url), urlsplit(final_url), _signs()
    if (asked.netloc, asked.path) == (got.netloc, got.path):
        return None
    label = (got.hostname or "").partition(".")[0]
    path = got.path.lower()
    if label in signs.consent_hosts or any(part in path for part in signs.consent_paths):
        return "the site sends to a page that asks for consent instead of the article"
    front = not got.path.strip("/") and not got.query
    if front and asked.path.strip("/") and same_site(url, final_url):
        return "the site sends to its front page instead of the article: it is gone"
    return None


def _shown_instead(body: bytes, content_type: str | None) -> str | None:
    markup = html_to_unicode(content_type, body[:HEAD])[1]
    signs = _signs()
    parts = _title_parts(markup)
    if parts & signs.missing:
        return "the page says that there is nothing at this address (a soft 404)"
    low = markup.lower()
    suspected = parts & signs.challenges or any(mark in low for mark in signs.challenge_marks)
    if suspected and len(body) <= HEAD and _visible(markup) < LITTLE_TEXT:
        return "the site shows a check for robots instead of the article"
    return None


def _title_parts(markup: str) -> set[str]:
    """The title, and its parts between separators, folded."""
    match = _TITLE.search(markup)
    if match is None:
        return set()
    title = " ".join(unescape(match.group(1)).lower().split())
    return {_bare(title), *(_bare(part) for part in _PARTS.split(title))} - {""}


def _bare(text: str) -> str:
    return text.lower().strip(" .!?…؟")


def _visible(markup: str) -> int:
    """About how many characters a reader would see."""
    seen = 0
    for number, piece in enumerate(_CODE.split(markup)):
        text = piece if number == 0 else piece.partition("</")[2]
        seen += len(" ".join(_TAGS.sub(" ", text).split()))
    return seen
