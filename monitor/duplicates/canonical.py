"""One address for one page: the key under which a page is recognised when it is met again.

RFC 3986 section 6 normalisation (w3lib), then what publishers add to an address without meaning
another page: tracking parameters, AMP and mobile dress, `www`. What may be dropped is data, in
`catalogue/addresses.toml`; a parameter that is not named there is kept, because telling one page
twice costs little and taking two pages for one loses an article.
"""

from __future__ import annotations

import ipaddress
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from courlan import extract_domain
from w3lib.url import canonicalize_url

_LONGEST = 2_000
_AMP_CACHES = ("/amp/s/", "/amp/", "/c/s/", "/c/", "/v/s/", "/v/")


@dataclass(frozen=True, slots=True)
class _Rules:
    prefixes: tuple[str, ...]
    names: frozenset[str]
    labels: frozenset[str]
    suffixes: tuple[str, ...]
    replaced: tuple[tuple[str, str], ...]
    path_prefixes: tuple[str, ...]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    data = tomllib.loads((files("monitor.catalogue") / "addresses.toml").read_text("utf-8"))
    return _Rules(
        prefixes=tuple(data["tracking"]["prefixes"]),
        names=frozenset(data["tracking"]["names"]),
        labels=frozenset(data["hosts"]["same_page"]),
        suffixes=tuple(data["paths"]["suffixes"]),
        replaced=tuple(data["paths"]["replaced"].items()),
        path_prefixes=tuple(data["paths"]["prefixes"]),
    )


def canonical_url(url: str, declared: str | None = None) -> str:
    """The address `url` is known by.

    `declared` is the page's own rel=canonical (RFC 6596). It is believed only where it stays on
    the same site and does not point a page at the site's front. An address that is not http(s)
    comes back trimmed and otherwise as it was; the same address always gives the same result, and
    a result gives itself.
    """
    own = _canonical(url)
    if declared:
        other = _canonical(declared)
        if same_site(own, other) and _may_stand_for(other, own):
            return other
    return own


def same_site(one: str, other: str) -> bool:
    """Whether both addresses lie under one registrable domain (or one IP address and port)."""
    here, there = _site(one), _site(other)
    return here is not None and here == there


def _may_stand_for(declared: str, own: str) -> bool:
    front = urlsplit(declared)
    own_parts = urlsplit(own)
    return bool(front.path.strip("/") or front.query) or not (
        own_parts.path.strip("/") or own_parts.query
    )


@lru_cache(maxsize=4096)
def _site(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host or parts.scheme not in {"http", "https"}:
        return None
    if _is_address(host) or "." not in host:
        return f"{host}:{port}"
    return extract_domain(url) or ".".join(host.split(".")[-2:])


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def _canonical(url: str) -> str:
    url = url.strip()[:_LONGEST]
    try:
        parts = urlsplit(canonicalize_url(_out_of_amp_cache(url)))
        host, port = parts.hostname, parts.port
    except ValueError:
        return url
    if parts.scheme not in {"http", "https"} or not host or not host.strip("."):
        return url  # dots alone name no host
    if port in {None, 80 if parts.scheme == "http" else 443}:
        port = None
    named = not _is_address(host) and "." in host
    scheme = "https" if named and port is None else parts.scheme
    host = _plain_host(host) if named else host
    netloc = f"[{host}]" if ":" in host else host
    if port is not None:
        netloc = f"{netloc}:{port}"
    return urlunsplit((scheme, netloc, _plain_path(parts.path), _plain_query(parts.query), ""))


def _out_of_amp_cache(url: str) -> str:
    """The publisher's address inside one of Google's AMP addresses."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if not (host.endswith(".cdn.ampproject.org") or host in {"www.google.com", "google.com"}):
        return url
    for prefix in _AMP_CACHES:
        if parts.path.startswith(prefix):
            scheme = "https" if prefix.endswith("/s/") else "http"
            rest = parts.path.removeprefix(prefix)
            return urlunsplit((scheme, *rest.partition("/")[::2], parts.query, ""))
    return url


def _plain_host(host: str) -> str:
    host = host.rstrip(".")
    site = _site(f"https://{host}/")
    labels = _rules().labels
    first, _, rest = host.partition(".")
    while first in labels and rest and site and (rest == site or rest.endswith(f".{site}")):
        host = rest
        first, _, rest = host.partition(".")
    return host


def _plain_path(path: str) -> str:
    rules = _rules()
    before = None
    while path != before:
        before = path
        path = path.rstrip("/")
        for old, new in rules.replaced:
            if path.lower().endswith(old):
                path = path[: -len(old)] + new
        for suffix in rules.suffixes:
            if path.lower().endswith(suffix):
                path = path[: -len(suffix)]
        for prefix in rules.path_prefixes:
            if path.lower().startswith(prefix):
                path = path[len(prefix) - 1 :]
    return path or "/"


def _plain_query(query: str) -> str:
    rules = _rules()
    kept = []
    for name, value in parse_qsl(query, keep_blank_values=True):
        low = name.lower()
        if low.startswith(rules.prefixes) or low in rules.names:
            continue
        if f"{low}={value.lower()}" not in rules.names:
            kept.append((name, value))
    return urlencode(sorted(kept))
