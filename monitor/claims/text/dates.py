"""Dates in running text, resolved against the day of publication, as ISO 8601 of their precision.

'On 8 February 2024' is 2024-02-08, 'in February' 2024-02, 'on Tuesday' the last one up to the day
of publication, 'the next day' counts from the date last written before it. Months of the Solar
Hijri calendar are read under their Afghan and Iranian names. What cannot be resolved is left out:
a date is never guessed. The words are the lexicon's, table `[dates]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from monitor.catalogue.lexicons import lexicon
from monitor.claims.text.spans import Span

MAX_FOUND = 400
DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
MONTH, DAY = "%Y-%m", "%Y-%m-%d"
LATELY, HALF_A_YEAR = 2, 6  # months
SENTENCE_END = re.compile(r"[.!?]\s")
SENTENCE = 160  # code points before a date that may say when it is
TO_COME = re.compile(r"\b(?:will|would|shall|won't|wouldn't|'ll)\b(?!.*\bhad\b)", re.IGNORECASE)
UP_TO = re.compile(
    r"\b(?:until|till|by)\s"
    r"(?:the\s(?:end|start|beginning|middle)\sof\s|late\s|early\s|mid-?\s?)?$",
    re.IGNORECASE,
)
Resolver = Callable[[date, date | None], date | None]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression: where it stands and what it says."""

    span: Span
    iso: str


def find_dates(text: str, published: date | None, language: str = "en") -> tuple[Dated, ...]:
    """The date expressions of `text` in order. Relative ones need `published`."""
    found: list[Dated] = []
    last: date | None = None
    plain = text.translate(DIGITS)
    for match in _pattern(language).finditer(plain):
        iso = _resolved(match, published, last, language)
        if iso is None:
            continue
        end = match.end() - match[0].endswith(".")  # which ends the sentence, or shortens the month
        found.append(Dated(Span(match.start(), end), iso))
        if len(iso) == 10:
            last = date.fromisoformat(iso)
        if len(found) >= MAX_FOUND:
            break
    return tuple(found)


def _words(language: str, name: str) -> tuple[str, ...]:
    return lexicon(language).tables.get("dates", {}).get(name, ())


@lru_cache(maxsize=8)
def _pattern(language: str) -> re.Pattern[str]:
    """One alternation of everything that can be a date; longer forms first."""
    months = "|".join(m for name in ("months", "solar") for m in _words(language, name))
    weekdays = "|".join(_words(language, "weekdays"))
    fixed = "|".join(
        f"(?P<{name}>{'|'.join(re.escape(word) for word in _words(language, name))})"
        for name in FIXED
        if _words(language, name)
    )
    return re.compile(
        rf"(?<!\w)(?:(?P<iso>\d{{4}}-\d\d-\d\d)"
        rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th|[-‌]?م)?\s(?:of\s|ماه\s)?(?P<m1>{months})\.?"
        rf"(?:,?\s(?:سال\s)?(?P<y1>\d{{4}}))?"
        rf"|(?P<m2>{months})\.?\s(?:په\s)?(?P<d2>\d{{1,2}})(?:st|nd|rd|th|م[هې]?)?"
        rf"(?:,?\s(?P<y2>\d{{4}}))?(?!\d)"
        rf"|(?P<m3>{months})\.?,?\s(?:of\s|سال\s)?(?P<y3>\d{{4}})"
        rf"|(?P<m4>{months})(?:\s(?:this|of\sthis)\syear)?"
        rf"|(?P<ago>\d{{1,2}}|two|three|four|five|six)\s(?P<unit>days?|weeks?|months?)\s"
        rf"(?P<back>ago|earlier|before|prior)"
        rf"{_counted(language)}|{fixed}|(?P<weekday>{weekdays})"
        rf"|(?<=in\s)(?P<year>(?:19|20)\d\d))(?!\w)",
        re.IGNORECASE,
    )


UNITS = ("days", "weeks", "month_units")


def _counted(language: str) -> str:
    """'سه روز پیش', 'درې ورځې وړاندې', 'قبل يومين': so many days, weeks or months before."""
    count = "|".join((*_words(language, "counts"), r"\d{1,2}"))
    unit = "|".join(word for name in UNITS for word in _words(language, name))
    dual = "|".join(_words(language, "duals"))
    after, before = ("|".join(_words(language, name)) for name in ("ago", "since"))
    forms = [rf"(?P<many>{count})\s(?P<of>{unit})\s(?:{after})"] if after else []
    if before:
        forms.append(rf"(?:{before})\s(?:(?P<some>{count})\s(?P<in>{unit})|(?P<both>{dual}))")
    return "".join(f"|{form}" for form in forms)


def _before(match: re.Match[str], published: date | None, language: str) -> str | None:
    held = match.groupdict()
    if published is None:
        return None
    if both := held.get("both"):
        count, index = 2, _words(language, "duals").index(both)
    else:
        number = held.get("many") or held.get("some") or ""
        counts = [word.split("|") for word in _words(language, "counts")]
        spelled = (at for at, words in enumerate(counts, start=1) if number in words)
        count = int(number) if number.isdigit() else next(spelled)
        unit = held.get("of") or held.get("in") or ""
        index = next(at for at, name in enumerate(UNITS) if _has(language, name, unit))
    if index == len(UNITS) - 1:
        return _months_back(published, count)
    return (published - timedelta(days=count * (1, 7)[index])).isoformat()


def _has(language: str, table: str, word: str) -> bool:
    return any(word in words.split("|") for words in _words(language, table))


def _resolved(
    match: re.Match[str], published: date | None, last: date | None, language: str
) -> str | None:
    kind = match.lastgroup
    if match["iso"] or match["year"]:
        return _valid(match["iso"]) if match["iso"] else match["year"]
    for number in "1234":
        if match[f"m{number}"]:
            return _calendar(match, number, published, language)
    if match["ago"]:
        return _ago(match, published, last)
    if any(match.groupdict().get(name) for name in ("many", "some", "both")):
        return _before(match, published, language)
    if kind == "weekday" or match["weekday"]:
        return _weekday(match["weekday"], published, language)
    return _fixed(match, published, last)


def _valid(iso: str) -> str | None:
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError:
        return None


def _calendar(
    match: re.Match[str], number: str, published: date | None, language: str
) -> str | None:
    groups = match.groupdict()
    day, year = groups.get(f"d{number}"), groups.get(f"y{number}")
    name = match[f"m{number}"].lower()
    month, solar = _month(name, language)
    if number == "4" and _is_word(match, name, language):
        return None
    if number == "4" and (solar or not match[0][0].isupper()) and language == "en":
        return None  # 'may', 'march' and 'mehr' are words too
    if solar:
        return _from_solar(day, month, year, published)
    if year is None:
        if published is None:
            return None
        last = _nearest_year(published, month, int(day or 1))
        year = str(last + (_years_on(match, published, month, last) if language == "en" else 0))
    return _gregorian(int(year), month, int(day) if day else None)


def _is_word(match: re.Match[str], name: str, language: str) -> bool:
    """Persian 'می' is May after 'ماه', and else the beginning of a verb."""
    if not _has(language, "ambiguous", name):
        return False
    before = match.string[: match.start()].rsplit(None, 1)
    return not before or not _has(language, "month_words", before[-1])


def _gregorian(year: int, month: int, day: int | None) -> str | None:
    try:
        found = date(year, month, day or 1)
    except ValueError:
        return None
    return found.strftime(DAY if day else MONTH)


def _month(name: str, language: str) -> tuple[int, bool]:
    for table, solar in (("months", False), ("solar", True)):
        for index, names in enumerate(_words(language, table), start=1):
            if name in names.split("|"):
                return index, solar
    return 1, False


def _nearest_year(published: date, month: int, day: int) -> int:
    """The year in which the date was last, allowing for what is a few weeks ahead."""
    ahead = (month - published.month) * 31 + (day - published.day)
    return published.year - 1 if ahead > 62 else published.year


def _years_on(match: re.Match[str], published: date, month: int, year: int) -> int:
    """1 where the month of `year`, months ago, is rather the next one: 'would end in June', and
    'until the end of March' where that is nearer."""
    past = (published.month - month) % 12
    if past < LATELY or date(year, month, 1) > published:
        return 0
    before = match.string[max(0, match.start() - SENTENCE) : match.start()]
    sentence = SENTENCE_END.split(before)[-1]
    nearer = UP_TO.search(sentence) is not None and past > HALF_A_YEAR
    return int(nearer or TO_COME.search(sentence) is not None)


def _from_solar(
    day: str | None, month: int, year: str | None, published: date | None
) -> str | None:
    """A Solar Hijri date as a Gregorian one; a month alone has no Gregorian month of its own."""
    from convertdate import persian

    if day is None:
        return None
    if year is None:
        if published is None:
            return None
        now = persian.from_gregorian(published.year, published.month, published.day)
        year = str(now[0] - (month > now[1] + 2))
    try:
        return date(*persian.to_gregorian(int(year), month, int(day))).isoformat()
    except ValueError:
        return None


NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _ago(match: re.Match[str], published: date | None, last: date | None) -> str | None:
    base = published if match["back"].lower() == "ago" else last or published
    if base is None:
        return None
    count = NUMBERS.get(match["ago"].lower()) or int(match["ago"])
    unit = match["unit"].lower().rstrip("s")
    if unit == "month":
        return _months_back(base, count)
    return (base - timedelta(days=count * (7 if unit == "week" else 1))).isoformat()


def _weekday(name: str, published: date | None, language: str) -> str | None:
    if published is None:
        return None
    names = [names.split("|") for names in _words(language, "weekdays")]
    index = next(i for i, spelled in enumerate(names) if name.lower() in spelled)
    back = (published.weekday() - index) % 7
    return (published - timedelta(days=back)).isoformat()


def _months_back(day: date, count: int) -> str:
    months = day.year * 12 + day.month - 1 - count
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


FIXED: dict[str, Callable[[date, date | None], str | None]] = {
    "today": lambda day, _: day.isoformat(),
    "yesterday": lambda day, _: (day - timedelta(days=1)).isoformat(),
    "tomorrow": lambda day, _: (day + timedelta(days=1)).isoformat(),
    "day_after": lambda _, last: (last + timedelta(days=1)).isoformat() if last else None,
    "day_before": lambda _, last: (last - timedelta(days=1)).isoformat() if last else None,
    "week_before": lambda _, last: (last - timedelta(days=7)).isoformat() if last else None,
    "week_ago": lambda _day, _: None,
    "month_ago": lambda day, _: _months_back(day, 1),
    "this_month": lambda day, _: day.strftime(MONTH),
    "this_year": lambda day, _: str(day.year),
    "last_year": lambda day, _: str(day.year - 1),
}


def _fixed(match: re.Match[str], published: date | None, last: date | None) -> str | None:
    for name, resolve in FIXED.items():
        if match.groupdict().get(name):
            return resolve(published, last) if published else None
    return None


def nearest(found: Iterator[Dated] | tuple[Dated, ...], at: int, within: Span) -> str | None:
    """The date inside `within` that stands closest to code point `at`."""
    inside = [one for one in found if within.contains(one.span)]
    if not inside:
        return None
    return min(inside, key=lambda one: min(abs(one.span.start - at), abs(one.span.end - at))).iso
