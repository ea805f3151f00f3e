"""Whether time tells two reports apart: meetings, attacks and protests happen again.

A pledge or an opinion that is retold after a month is the same one; a meeting of the same two men
a month later is another meeting, unless the text says that it speaks of the first.
"""

from __future__ import annotations

import calendar
from datetime import date

from monitor.domain import ClaimMember, Event, Incoming, Modality

RECURRENT = frozenset(
    {
        Event.CONSULT,
        Event.ASSAULT,
        Event.COERCE,
        Event.PROTEST,
        Event.AID,
        Event.SANCTION,
    }
)
MOST_DAYS = 8  # reports of one happening come in within this time


def told_apart_by_time(one: Incoming, other: ClaimMember) -> str | None:
    """Why the two are two happenings of one kind, or None where time says nothing."""
    if one.statement.event not in RECURRENT and other.statement.event not in RECURRENT:
        return None
    if Modality.DENIED in (one.statement.modality, other.statement.modality):
        return None
    days = min(days_between(a, b) for a in when(one) for b in when(other))
    if days <= MOST_DAYS:
        return None
    return f"They lie {days} days apart, and such events happen again."


def when(voice: Incoming | ClaimMember) -> list[tuple[date, date]]:
    """The days the happening may lie on: as the text dates it, else when it was told."""
    happened = iso_days(voice.statement.event_date or "")
    if happened is not None:
        return [happened]
    published = voice.published.date()
    told = iso_days(voice.statement.said_on or "")
    return [(published, published), *([told] if told is not None else [])]


def iso_days(text: str) -> tuple[date, date] | None:
    """First and last day of an ISO 8601 year, month or day; None where it is none of these."""
    try:
        parts = [int(part) for part in text.split("-")]
        if len(parts) == 1:
            return date(parts[0], 1, 1), date(parts[0], 12, 31)
        if len(parts) == 2:
            last = calendar.monthrange(parts[0], parts[1])[1]
            return date(parts[0], parts[1], 1), date(parts[0], parts[1], last)
        return date(*parts), date(*parts)
    except (ValueError, TypeError, calendar.IllegalMonthError):
        return None


def days_between(one: tuple[date, date], other: tuple[date, date]) -> int:
    """The days between two spans of time, none where they overlap."""
    return max((other[0] - one[1]).days, (one[0] - other[1]).days, 0)
