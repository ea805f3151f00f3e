"""Links of aggregators, click counters and shorteners, unwrapped to the publisher's page.

Many carry the publisher's address in themselves; the others have to be followed. Which hosts they
are and where they keep it is data: `catalogue/aggregators.toml`. What may be asked is the caller's
to say: no link is ever unwrapped to an address that `allowed` refuses.
"""

from __future__ import annotations

import base64
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from html import unescape
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from w3lib.html import get_meta_refresh
from w3lib.url import safe_url_string

MOST_LAYERS = 5
MOST_MARKUP = 200_000  # characters of an aggregator's page that are looked at
_CANONICAL = re.compile(
    r"<link\b[^<>]{0,2000}\brel\s*=\s*[\"']?canonical\b[^<>]{0,2000}>", re.IGNORECASE
)
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"<>]{1,2000})\"|'([^'<>]{1,2000})')", re.IGNORECASE)
_SCRIPTED = re.compile(
    r"\blocation(?:\.href)?(?:\.(?:replace|assign)\(|\s{0,9}=)\s{0,9}(\"[^\"\n]{8,2000}\")"
)


@dataclass(frozen=True, slots=True)
class Aggregator:
    """Hosts whose pages lead elsewhere, and where they keep the address they lead to."""

    name: str
    hosts: tuple[str, ...]
    paths: tuple[str, ...] = ("*",)
    parameters: tuple[str, ...] = ()
    packed: str = ""
    segment: str = ""
    identity: bool = False
    marks: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _by_host() -> dict[str, list[Aggregator]]:
    data = tomllib.loads((files("monitor.catalogue") / "aggregators.toml").read_text("utf-8"))
    found: dict[str, list[Aggregator]] = {}
    for row in data["aggregator"]:
        fields: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
        }
        one = Aggregator(**fields)
        for host in one.hosts:
            found.setdefault(host, []).append(one)
    return found


def aggregator_of(url: str) -> Aggregator | None:
    """The aggregator whose link this is, None for an address of a publisher."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    while host:
        for one in _by_host().get(host, ()):
            if any(fnmatchcase(parts.path, pattern) for pattern in one.paths):
                return one
        host = host.partition(".")[2]
    return None


def unwrap(url: str, *, allowed: Callable[[str], bool]) -> str:
    """The address that `url` carries, through a few layers; `url` itself where it carries none."""
    for _layer in range(MOST_LAYERS):
        aggregator = aggregator_of(url)
        if aggregator is None:
            break
        target = next((t for t in _carried(aggregator, url) if allowed(t)), None)
        if target is None:
            break
        url = target
    return url


def target_of_page(markup: str, url: str, *, allowed: Callable[[str], bool]) -> str | None:
    """Where the page at an aggregator's `url` leads, as a browser would find out.

    That is a refresh (inside of `noscript` too: we have no script), a mark, a script that goes
    elsewhere at once, or a canonical address on another host.
    """
    aggregator = aggregator_of(url)
    if aggregator is None:
        return None
    host = urlsplit(url).hostname
    for found in _named(markup[:MOST_MARKUP], url, aggregator):
        target = _web_address(found, url)
        if target and urlsplit(target).hostname != host and allowed(target):
            return target
    return None


def _carried(aggregator: Aggregator, url: str) -> Iterator[str]:
    """Addresses that stand in the link itself."""
    parts = urlsplit(url)
    query = parse_qs(parts.query, max_num_fields=100) if aggregator.parameters else {}
    values = [value for name in aggregator.parameters for value in query.get(name, ())]
    if aggregator.packed:
        packed = (v.removeprefix(aggregator.packed) for v in values)
        values = [_base64(value).decode("utf-8", "replace") for value in packed]
    if aggregator.segment:
        named = f"{aggregator.segment}="
        values += [unquote(s[len(named) :]) for s in parts.path.split("/") if s.startswith(named)]
    if aggregator.identity:
        values += _strings(_base64(parts.path.rpartition("/")[2]))
    for value in values:
        if value.startswith(("http://", "https://")) and (address := _web_address(value, url)):
            yield address


def _named(markup: str, url: str, aggregator: Aggregator) -> Iterator[str]:
    """Addresses to which an aggregator's page sends its readers, the surest first."""
    _seconds, refresh = get_meta_refresh(markup, url, ignore_tags=())
    if refresh:
        yield refresh
    for mark in aggregator.marks:
        if found := re.search(rf"\b{re.escape(mark)}\s*=\s*\"([^\"<>]{{1,2000}})\"", markup):
            yield unescape(found[1])
    for script in _SCRIPTED.finditer(markup):
        try:
            yield str(json.loads(script[1]))
        except ValueError:
            continue
    if (link := _CANONICAL.search(markup)) and (href := _HREF.search(link[0])):
        yield unescape(href[1] or href[2])


def _web_address(text: str, base: str) -> str | None:
    try:
        address = safe_url_string(urljoin(base, text.strip()))
        host = urlsplit(address).hostname
    except (ValueError, UnicodeError):
        return None
    return address if host and address.startswith(("http://", "https://")) else None


def _base64(text: str) -> bytes:
    """URL-safe base64 without its padding; nothing for what is none."""
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return b""


def _strings(message: bytes) -> Iterator[str]:
    """The strings of a protocol buffer (varint and length-delimited fields), in order."""
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        value, at = _varint(message, at)
        if tag & 7 == 2:
            yield message[at : at + value].decode("utf-8", "replace")
            at += value
        elif tag & 7 != 0:
            return


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(message) and shift < 63:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            break
    return value, at
