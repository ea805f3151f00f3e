"""Month and weekday names in three calendars, and the day each of their dates is.

Solar Hijri dates are converted by the astronomical Persian calendar, Hijri ones by the tabular
Islamic calendar, which may be a day off what was sighted (both convertdate).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from monitor.reading.normalise import fold

_SOLAR_YEARS = range(1300, 1430)
_ISLAMIC_YEARS = range(1400, 1500)
_GREGORIAN_YEARS = range(1990, 2100)


class Calendar(StrEnum):
    """A calendar that news pages are dated in."""

    GREGORIAN = "gregorian"
    SOLAR_HIJRI = "solar hijri"
    ISLAMIC = "islamic"


@dataclass(frozen=True, slots=True)
class Names:
    """All that `catalogue/calendars.toml` knows, folded and ready to be looked up."""

    months: Mapping[str, tuple[tuple[Calendar, int], ...]]
    weekdays: Mapping[str, int]
    units: Mapping[str, int]
    ago: frozenset[str]
    since: frozenset[str]
    abbreviations: Mapping[str, float]
    zones: Mapping[str, str]
    month_first: frozenset[str]
    fields: Mapping[str, tuple[str, ...]]

    def month_pattern(self) -> str:
        """An alternation of all month names, the longest first."""
        return _alternation(self.months)

    def weekday_pattern(self) -> str:
        """An alternation of all names of weekdays, the longest first."""
        return _alternation(self.weekdays)


def _alternation(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@lru_cache(maxsize=1)
def names() -> Names:
    """The names as shipped, read once per process."""
    data = tomllib.loads((files("monitor.catalogue") / "calendars.toml").read_text("utf-8"))
    months: dict[str, list[tuple[Calendar, int]]] = {}
    for calendar, table in (
        (Calendar.GREGORIAN, data["gregorian"]),
        (Calendar.SOLAR_HIJRI, data["solar_hijri"]),
        (Calendar.ISLAMIC, data["islamic"]),
    ):
        for spelling, number in _numbered(table.values()):
            entry = (calendar, number + 1)
            if entry not in months.setdefault(spelling, []):
                months[spelling].append(entry)
    relative = data["relative"]
    return Names(
        months={spelling: tuple(entries) for spelling, entries in months.items()},
        weekdays=dict(_numbered(data["weekdays"].values())),
        units={fold(w): m for k, m in _MINUTES.items() for w in relative[k]},
        ago=frozenset(map(fold, relative["ago"])),
        since=frozenset(map(fold, relative["since"])),
        abbreviations={name.casefold(): hours for name, hours in data["abbreviations"].items()},
        zones=data["zones"],
        month_first=frozenset(data["order"]["month_first"]),
        fields={key: tuple(values) for key, values in data["fields"].items()},
    )


_MINUTES = {"minute": 1, "hour": 60, "day": 24 * 60}


def _numbered(lists: Iterable[Any]) -> Iterable[tuple[str, int]]:
    for spellings in lists:
        for number, entry in enumerate(spellings):
            for spelling in entry.split("|"):
                yield fold(spelling), number


@lru_cache(maxsize=4096)
def to_date(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a day, or None where the calendar has no such day or year."""
    if not (1 <= month <= 12 and 1 <= day <= 31) or year not in _years(calendar):
        return None
    try:
        if calendar is Calendar.GREGORIAN:
            return date(year, month, day)
        from convertdate import islamic, persian

        system = persian if calendar is Calendar.SOLAR_HIJRI else islamic
        if day > system.month_length(year, month):
            return None
        return date(*system.to_gregorian(year, month, day))
    except ValueError:
        return None


def calendar_of_year(year: int) -> Calendar | None:
    """The calendar in which a date written in figures alone is meant.

    Solar and lunar Hijri years now differ by 43 or so; a year in between belongs to neither.
    """
    if year in _GREGORIAN_YEARS:
        return Calendar.GREGORIAN
    if 1370 <= year <= 1415:
        return Calendar.SOLAR_HIJRI
    if 1425 <= year <= 1460:
        return Calendar.ISLAMIC
    return None


def _years(calendar: Calendar) -> range:
    return {
        Calendar.GREGORIAN: _GREGORIAN_YEARS,
        Calendar.SOLAR_HIJRI: _SOLAR_YEARS,
        Calendar.ISLAMIC: _ISLAMIC_YEARS,
    }[calendar]
