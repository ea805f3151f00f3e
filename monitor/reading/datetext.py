"""Dates as people write them: in words or figures, in three calendars and any of the digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from monitor.reading.calendars import Calendar, calendar_of_year, names, to_date
from monitor.reading.normalise import fold

_LONGEST = 4_000
_GAP = r"[\s,،./-]{1,3}"
_FIGURES = re.compile(
    r"(?<![\d/.:-])(\d{1,4})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?![\d/]|[.:-]\d)"
)
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_ISO = re.compile(
    r"\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s?(?:z|[+-]\d{2}:?\d{2})?"
)
_CLOCK = r"(\d{1,2})[:٫.](\d{2})(?::(\d{2}))?(?!\d)\s?([ap]\.?m\b\.?|ص\b|م\b)?"
_ZONE = r"\s?\(?\s?(?:(?P<name>[a-z]{1,4})\b)?\s?(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?"
_CLOCK_AFTER = re.compile(
    rf"^(?:[\W_]{{0,6}}(?:at|um|um|ساعت|الساعه|saat)?)[\W_]{{0,4}}{_CLOCK}{_ZONE}"
)
_CLOCK_BEFORE = re.compile(rf"{_CLOCK}{_ZONE}\W{{0,6}}$")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text. `start` and `end` are offsets into the folded text.

    `timed` is false where only the day is given; `moment` is then midnight UTC of that day. Figures
    that may be read both ways have the reading with day and month exchanged as `other`.
    """

    moment: datetime
    start: int
    end: int
    calendar: Calendar
    timed: bool = False
    other: date | None = None


def find_dates(
    text: str, *, month_first: bool = False, zone: tzinfo = UTC, now: datetime | None = None
) -> list[FoundDate]:
    """All dates in the first 4,000 characters of `text`, by position, with a time that adjoins.

    `month_first` says how 06/07/2024 is meant where nothing else tells; a weekday next to it does.
    `zone` is that of times written without one. With `now`, 'two hours ago' is a date as well.
    """
    folded = fold(text[:_LONGEST])
    taken: list[FoundDate] = []
    for found in sorted(_all(folded, month_first=month_first), key=lambda f: (f.start, -f.end)):
        if not taken or found.start >= taken[-1].end:
            taken.append(_with_clock(folded, found, zone))
    if now is not None and not taken:
        taken.extend(_relative(folded, now))
    return taken


def _all(folded: str, *, month_first: bool) -> Iterator[FoundDate]:
    for pattern in _worded():
        for match in pattern.finditer(folded):
            yield from _from_words(match)
    for match in _EAST_ASIAN.finditer(folded):
        day = to_date(Calendar.GREGORIAN, int(match[1]), int(match[2]), int(match[3]))
        if day:
            yield _found(day, match, Calendar.GREGORIAN)
    for match in _FIGURES.finditer(folded):
        yield from _from_figures(folded, match, month_first=month_first)


@lru_cache(maxsize=1)
def _worded() -> tuple[re.Pattern[str], ...]:
    """Patterns for day month year, month day year, and year month day."""
    one = names().month_pattern()
    month = rf"(?P<month>{one})(?:\s?/\s?(?:{one}))?\.?(?![^\W\d_])"
    day = r"(?<![\d:/])(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª)?(?![\d:])"
    year = r"(?P<year>\d{4})(?![\d:])"
    of = r"(?:(?:of|de|del|د)\s)?"
    start = r"(?<![^\W_])"
    return (
        re.compile(rf"{day}(?:{_GAP}|(?=[^\W\d_])){of}{month}{_GAP}{of}{year}"),
        re.compile(rf"{start}{month}{_GAP}{day}{_GAP}{year}"),
        re.compile(rf"(?<!\d){year}{_GAP}{of}{month}{_GAP}{day}"),
    )


def _from_words(match: re.Match[str]) -> Iterator[FoundDate]:
    for calendar, month in names().months[match["month"]]:
        day = to_date(calendar, int(match["year"]), month, int(match["day"]))
        if day:
            yield _found(day, match, calendar)
            return


def _from_figures(folded: str, match: re.Match[str], *, month_first: bool) -> Iterator[FoundDate]:
    one, two, three = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4 and len(match[4]) <= 2:
        calendar = calendar_of_year(one)
        day = to_date(calendar, one, two, three) if calendar else None
        if day and calendar:
            yield _found(day, match, calendar)
        return
    if len(match[4]) != 4 or len(match[1]) > 2:
        return
    calendar = calendar_of_year(three)
    if calendar is None:
        return
    by_day = to_date(calendar, three, two, one)
    by_month = to_date(calendar, three, one, two) if calendar is Calendar.GREGORIAN else None
    if month_first:
        by_day, by_month = by_month, by_day
    first, second = (by_day, by_month) if by_day else (by_month, None)
    if first is None:
        return
    if second and second != first:
        weekday = _weekday_beside(folded, match)
        if weekday == second.weekday() != first.weekday():
            first, second = second, None
        elif weekday == first.weekday():
            second = None
    yield replace(_found(first, match, calendar), other=second if second != first else None)


def _weekday_beside(folded: str, match: re.Match[str]) -> int | None:
    around = folded[max(0, match.start() - 24) : match.start()] + " " + folded[match.end() :][:24]
    found = re.search(rf"(?<!\w)({names().weekday_pattern()})(?!\w)", around)
    return names().weekdays[found[1]] if found else None


def _found(day: date, match: re.Match[str], calendar: Calendar) -> FoundDate:
    moment = datetime.combine(day, time.min, UTC)
    return FoundDate(moment, match.start(), match.end(), calendar)


def _with_clock(folded: str, found: FoundDate, zone: tzinfo) -> FoundDate:
    """Add the time of day that stands directly after or before the date."""
    after = _CLOCK_AFTER.match(folded[found.end : found.end + 48])
    before = None if after else _CLOCK_BEFORE.search(folded[max(0, found.start - 32) : found.start])
    match = after or before
    clock = _time(match) if match else None
    if match is None or clock is None:
        return found
    written = _written_zone(match)
    moment = datetime.combine(found.moment.date(), clock, written or zone).astimezone(UTC)
    start, end = found.start, found.end
    if after:
        end += match.end()
    else:
        start -= len(folded[max(0, found.start - 32) : found.start]) - match.start()
    return replace(found, moment=moment, timed=True, start=start, end=end)


def _time(match: re.Match[str]) -> time | None:
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    half = (match[4] or "")[:1]
    if half in {"p", "م"} and hour < 12:
        hour += 12
    elif half in {"a", "ص"} and hour == 12:
        hour = 0
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _written_zone(match: re.Match[str]) -> tzinfo | None:
    known = names().abbreviations.get(match["name"] or "")
    offset = match["offset"]
    if offset and (known == 0 or not match["name"]):
        digits = offset[1:].replace(":", "").ljust(3, "0") if ":" in offset else offset[1:]
        hours, minutes = (
            (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
        )
        sign = -1 if offset[0] == "-" else 1
        if hours <= 14 and minutes < 60:
            return timezone(sign * timedelta(hours=hours, minutes=minutes))
    return timezone(timedelta(hours=known)) if known is not None else None


def _relative(folded: str, now: datetime) -> Iterator[FoundDate]:
    """'3 hours ago' in the languages of the data; to the minute, as far as it says."""
    known = names()
    words = list(re.finditer(r"[^\W_]+", folded[:200]))
    for index, word in enumerate(words):
        if not word[0].isdecimal() or len(word[0]) > 3 or index + 1 >= len(words):
            continue
        unit = known.units.get(words[index + 1][0])
        last = words[index + 2] if index + 2 < len(words) else None
        ago = last is not None and last[0] in known.ago
        since = index > 0 and words[index - 1][0] in known.since
        if unit and (ago or since):
            first = words[index - 1] if since else word
            end = last.end() if ago and last else words[index + 1].end()
            moment = now - timedelta(minutes=unit * int(word[0]))
            yield FoundDate(moment, first.start(), end, Calendar.GREGORIAN, timed=True)
            return


def parse_stamp(value: str, *, zone: tzinfo = UTC, month_first: bool = False) -> FoundDate | None:
    """The date of a machine-readable field: ISO 8601, RFC 5322, epoch seconds, or as in a text."""
    value = value.strip()[:100]
    parsed = _iso(value, zone) or _mail(value, zone) or _epoch(value)
    if parsed is not None:
        return parsed
    return next(iter(find_dates(value, month_first=month_first, zone=zone)), None)


def _iso(value: str, zone: tzinfo) -> FoundDate | None:
    plain = fold(value).replace(" z", "z").upper()
    try:
        moment = datetime.fromisoformat(plain)
    except ValueError:
        match = _ISO.match(fold(value))
        if not match:
            return None
        try:
            moment = datetime.fromisoformat(match[0].strip().upper())
        except ValueError:
            return None
    return _stamp(moment, zone, timed=":" in plain or "T" in plain)


def _stamp(moment: datetime, zone: tzinfo, *, timed: bool) -> FoundDate | None:
    calendar = calendar_of_year(moment.year)
    if calendar is None:
        return None
    if calendar is not Calendar.GREGORIAN:
        day = to_date(calendar, moment.year, moment.month, moment.day)
        if day is None:
            return None
        moment = datetime.combine(day, moment.timetz())
    if not timed:
        moment = moment.replace(tzinfo=UTC)
    elif moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return FoundDate(moment.astimezone(UTC), 0, 0, calendar, timed=timed)


def _mail(value: str, zone: tzinfo) -> FoundDate | None:
    from email.utils import parsedate_to_datetime

    if ":" not in value or "," not in value[:6]:
        return None
    try:
        return _stamp(parsedate_to_datetime(value), zone, timed=True)
    except (ValueError, TypeError):
        return None


def _epoch(value: str) -> FoundDate | None:
    if not value.isascii() or not value.isdigit() or len(value) not in {10, 13}:
        return None
    return _stamp(datetime.fromtimestamp(int(value[:10]), UTC), UTC, timed=True)
