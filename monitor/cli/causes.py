"""What failed in a cycle, by cause: a hundred sources that fail alike are one line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

MOST_NAMED = 3
ELLIPSIS = "…"
_ADDRESS = re.compile(r"https?://[^\s,;]+")
_EARLIER = "not asked for: earlier in this run "
_OFFLINE = ("cannot be found (DNS)", "cannot be reached", "did not answer in time")


@dataclass(frozen=True, slots=True)
class Cause:
    """A reason with hosts and addresses left out, and whom it befell, each once."""

    reason: str
    sources: tuple[str, ...]
    addresses: tuple[str, ...]


def by_cause(failed: Iterable[Mapping[str, str | None]]) -> list[Cause]:
    """Records with `source`, `url` and `error`, the most frequent cause first."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in failed:
        url = one["url"] or ""
        where = one["source"] or urlsplit(url).hostname or url
        found[_reason(one["error"] or "", url)].append((where, url))
    causes = [
        Cause(reason, _unique(w for w, _ in those), _unique(u for _, u in those))
        for reason, those in found.items()
    ]
    return sorted(causes, key=lambda cause: (-len(cause.addresses), cause.reason))


def summary(causes: Sequence[Cause], *, everything: bool) -> list[str]:
    """One sentence per cause. `everything`: not one of the sources could be read."""
    lines = [_line(cause) for cause in causes]
    offline = everything and all(any(sign in one.reason for sign in _OFFLINE) for one in causes)
    if offline and lines:
        lines.append("Not one of them could be reached: is this machine online?")
    return lines


def _line(cause: Cause) -> str:
    if len(cause.addresses) == 1:
        return f"{cause.sources[0]}: {cause.reason} ({cause.addresses[0]})"
    named = ", ".join(cause.sources[:MOST_NAMED])
    more = len(cause.sources) - MOST_NAMED
    who = f"{named} and {more} more" if more > 0 else named
    if len(cause.sources) == 1:
        return f"{who}, {len(cause.addresses)} addresses: {cause.reason}"
    return f"{len(cause.sources)} sources: {cause.reason} ({who})"


def _reason(error: str, url: str) -> str:
    """The error without what differs from one address to the next."""
    reason = _ADDRESS.sub(ELLIPSIS, error.removeprefix(_EARLIER))
    host = urlsplit(url).hostname
    return reason.replace(host, ELLIPSIS) if host else reason


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
