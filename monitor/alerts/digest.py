"""Many alerts as one message: grouped by actor and claim, each claim once."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol, runtime_checkable
from zoneinfo import ZoneInfo

from monitor.alerts.view import AlertView
from monitor.domain import AlertKind

PREFIX = "digest-"
NOBODY = "Others"


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim: its latest alert, and every kind of alert it had in the time of the digest."""

    view: AlertView
    kinds: tuple[AlertKind, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """An actor and the claims about it."""

    actor: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What was raised up to `moment`; `acknowledged` is the receipt of a partial earlier try."""

    moment: datetime
    timezone: ZoneInfo
    sections: tuple[Section, ...]
    acknowledged: str = ""

    @property
    def claims(self) -> int:
        """How many claims it holds."""
        return sum(len(section.entries) for section in self.sections)

    def key(self) -> str:
        """The same for the same alerts at the same moment, whoever sends it."""
        held = sorted(e.view.key() for section in self.sections for e in section.entries)
        return hashlib.sha256("\0".join([self.moment.isoformat(), *held]).encode()).hexdigest()[:32]


@runtime_checkable
class Carrier(Protocol):
    """A channel that can send a digest."""

    def send_digest(self, digest: Digest) -> str:
        """Send it once and return the receipt; errors as in `Channel.send`."""
        ...


def compose(
    views: Sequence[AlertView], *, moment: datetime, timezone: ZoneInfo, acknowledged: str = ""
) -> Digest:
    """Group alerts, which are in order of their raising.

    A claim concerns several actors; it stands once, under the one that most claims concern.
    """
    claims: dict[int, list[AlertView]] = defaultdict(list)
    for view in views:
        claims[view.claim_id].append(view)
    entries = [
        Entry(held[-1], tuple(dict.fromkeys(view.kind for view in held)))
        for held in claims.values()
    ]
    frequency = Counter(actor for entry in entries for actor in _actors(entry.view))
    grouped: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        actors = _actors(entry.view)
        main = max(actors, key=lambda actor: (frequency[actor], actor), default=NOBODY)
        grouped[main].append(entry)
    order = sorted(grouped, key=lambda actor: (actor == NOBODY, -len(grouped[actor]), actor))
    sections = tuple(Section(actor, tuple(grouped[actor])) for actor in order)
    return Digest(moment, timezone, sections, acknowledged)


def last_moment(times: Sequence[time], timezone: ZoneInfo, now: datetime) -> datetime:
    """The latest of the daily times that has come, in UTC.

    A time that a change of the clocks skips comes as late as the gap is long; one that it repeats
    comes the first time.
    """
    today = now.astimezone(timezone).date()
    days = [today - timedelta(days=back) for back in range(-1, 3)]
    moments = [
        datetime.combine(day, at.replace(tzinfo=None), timezone).astimezone(now.tzinfo)
        for day in days
        for at in times
    ]
    return max(moment for moment in moments if moment <= now)


def _actors(view: AlertView) -> tuple[str, ...]:
    return view.statement.actors or view.statement.agents
