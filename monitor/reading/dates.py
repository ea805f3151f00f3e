"""When a page was published, and what says so.

Asked in this order: JSON-LD, meta elements, `time` elements, the visible text, the address, the
feed. The first that gives a believable date decides; where it gives only the day, a later one that
agrees on the day and knows the hour is taken instead. Dates in the future, from before the web had
news, or from before the outlet was founded are not believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lxml.html import HtmlElement

from monitor.catalogue.models import Source
from monitor.reading.calendars import names
from monitor.reading.datetext import FoundDate, find_dates, parse_stamp
from monitor.reading.markup import Markup
from monitor.reading.visible import Stamp, stamps

FIRST_NEWS_SITES = date(1994, 1, 1)
_CLOCKS_DIFFER = timedelta(days=1)
_SAME_DAY = timedelta(hours=38)  # a day is anywhere between UTC-12 and UTC+14
_NEAR = timedelta(days=2)
_IN_ADDRESS = (
    re.compile(r"(?<!\d)(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)"),
)


@dataclass(frozen=True, slots=True)
class Published:
    """A time of publication (aware, UTC; midnight where only the day is known) and its source."""

    moment: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What decides how the dates of a page are read."""

    fetched_at: datetime
    zone: tzinfo = UTC
    month_first: bool = False
    earliest: date = FIRST_NEWS_SITES

    def believes(self, moment: datetime) -> bool:
        """Whether a page fetched then can have been published at `moment`."""
        first = datetime.combine(self.earliest, time.min, UTC)
        return first <= moment <= self.fetched_at + _CLOCKS_DIFFER


def setting_for(
    outlet: Source | None, *, fetched_at: datetime, language_tag: str | None = None
) -> Setting:
    """How an outlet writes its dates: by its catalogue entry, its country, the page's language."""
    country = (outlet.country or "").split("/")[0] if outlet else ""
    region = (language_tag or "").replace("_", "-").upper().partition("-")[2]
    order = outlet.date_order if outlet else None
    by_country = (country or region) in names().month_first
    return Setting(
        fetched_at=fetched_at,
        zone=_zone(country),
        month_first=by_country if order is None else order == "mdy",
        earliest=max(FIRST_NEWS_SITES, outlet.founded)
        if outlet and outlet.founded
        else FIRST_NEWS_SITES,
    )


def _zone(country: str) -> tzinfo:
    name = names().zones.get(country)
    try:
        return ZoneInfo(name) if name else UTC
    except ZoneInfoNotFoundError:
        return UTC


def published(
    markup: Markup,
    tree: HtmlElement,
    *,
    url: str,
    title: str,
    hint: datetime | None,
    datelines: Sequence[str],
    setting: Setting,
) -> Published | None:
    """The page's time of publication, or None where nothing believable states one."""
    found = _candidates(markup, tree, url, title, hint, datelines, setting)
    return _first_believable(found, setting, hint)


def published_in_text(
    datelines: Sequence[str], *, url: str, given: datetime | None, setting: Setting
) -> Published | None:
    """The same for a text without markup: what is given counts before all else."""
    found = [
        *([("given", _exact(given))] if given else []),
        *(("text", date_) for line in datelines for date_ in _in_line(line, setting)),
        *(("url", date_) for date_ in in_address(url)),
    ]
    return _first_believable(iter(found), setting, given)


def _candidates(
    markup: Markup,
    tree: HtmlElement,
    url: str,
    title: str,
    hint: datetime | None,
    datelines: Sequence[str],
    setting: Setting,
) -> Iterator[tuple[str, FoundDate]]:
    fields = names().fields
    for value in markup.ld_text(*fields["json_ld"]):
        yield from _stamped("json-ld", value, setting)
    for value in markup.metas(fields["meta"]):
        yield from _stamped("meta", value, setting)
    visible = stamps(tree, title=title)
    for stamp in visible:
        if stamp.machine:
            yield from _stamped("time", stamp.machine, setting)
    for text in _texts(visible, datelines):
        for date_ in _in_line(text, setting):
            yield "text", date_
    for date_ in in_address(url):
        yield "url", date_
    if hint is not None:
        yield "feed", _exact(hint)
    yield from _by_htmldate(tree, url, setting)


def _texts(visible: Sequence[Stamp], datelines: Sequence[str]) -> Iterator[str]:
    yield from (stamp.text for stamp in visible if stamp.text and not stamp.distant)
    yield from datelines
    yield from (stamp.text for stamp in visible if stamp.text and stamp.distant)


def _stamped(source: str, value: str, setting: Setting) -> Iterator[tuple[str, FoundDate]]:
    date_ = parse_stamp(value, zone=setting.zone, month_first=setting.month_first)
    if date_ is not None:
        yield source, date_


def _in_line(line: str, setting: Setting) -> list[FoundDate]:
    return find_dates(
        line, month_first=setting.month_first, zone=setting.zone, now=setting.fetched_at
    )


def _exact(moment: datetime) -> FoundDate:
    stamp = parse_stamp(moment.isoformat())
    if stamp is None:
        raise ValueError(f"a publication time without a usable year: {moment!r}")
    timed = moment.astimezone(UTC).time() != time.min
    return FoundDate(moment.astimezone(UTC), 0, 0, stamp.calendar, timed=timed)


def in_address(url: str) -> list[FoundDate]:
    """The dates in a page's address (/2024/06/16/, -20240616-, /1403/03/27/)."""
    found = []
    for pattern in _IN_ADDRESS:
        for match in pattern.finditer(url[:500]):
            stamp = parse_stamp("-".join(part.zfill(2) for part in match.groups()))
            if stamp is not None:
                found.append(stamp)
    return found


def _by_htmldate(tree: HtmlElement, url: str, setting: Setting) -> Iterator[tuple[str, FoundDate]]:
    """The last resort: the general heuristics of htmldate, on the markup alone."""
    from htmldate import find_date

    value = find_date(
        tree, extensive_search=False, original_date=True, url=url, max_date=setting.fetched_at
    )
    if value:
        yield from _stamped("text", value, setting)


def _first_believable(
    found: Iterator[tuple[str, FoundDate]], setting: Setting, hint: datetime | None
) -> Published | None:
    chosen: tuple[str, datetime] | None = None
    for source, date_ in found:
        moment = _reading(date_, setting, hint)
        if moment is None:
            continue
        if chosen is None:
            chosen = (source, moment)
            if date_.timed:
                break
        elif date_.timed and _same_day(chosen[1], moment):
            chosen = (source, moment)
            break
    return Published(chosen[1], chosen[0]) if chosen else None


def _same_day(day: datetime, moment: datetime) -> bool:
    """Whether a time can belong to a day (given as its midnight UTC) somewhere on Earth."""
    return -timedelta(hours=14) <= moment - day <= _SAME_DAY


def _reading(date_: FoundDate, setting: Setting, hint: datetime | None) -> datetime | None:
    """Of the two readings of an ambiguous date, the believable one; of two such, the likelier."""
    first = date_.moment if setting.believes(date_.moment) else None
    if date_.other is None:
        return first
    second = datetime.combine(date_.other, date_.moment.time(), UTC)
    if not setting.believes(second):
        return first
    reference = hint or setting.fetched_at
    if first is None:
        return second
    near = abs(reference - second) <= _NEAR < abs(reference - first)
    return second if near else first
