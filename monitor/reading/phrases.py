"""What a single line of a page is, from its wording and shape alone."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from monitor.reading.calendars import names
from monitor.reading.datetext import find_dates
from monitor.reading.normalise import fold

_BULLETS = "•●▪◦■□►▸▶»›‣⁃∙·*–—-|>"
_ENDS = " .,:;،؛|/\\»«›‹\"'()[]{}<>•●▪◦■►▸▶‣⁃∙·*–—-+…"
_TERMINAL = ".!?…؟۔।。！？"
_CLOSERS = "\"'”’»›)]】」』"
_SENTENCE_BREAK = re.compile(r"[.!?؟۔…][\"'”’»)\]]*\s+[\"'“‘«(\[]*[^\Wa-z\d_]")
_WIDE = re.compile("[\u0e00-\u0eff\u3040-\u9fff]")
_WORD = re.compile(r"[^\W_]+")
_NOTES = re.compile(r"(?:\s?\[\d{1,3}\])+$")
_INITIAL = re.compile(r"\b[^\W\d_]\.")


@dataclass(frozen=True, slots=True)
class Phrases:
    """`catalogue/boilerplate.toml`, folded."""

    lines: frozenset[str]
    begins: tuple[str, ...]
    holds: tuple[str, ...]
    teasers: frozenset[str]
    teaser_begins: tuple[str, ...]
    notices: tuple[str, ...]
    byline: re.Pattern[str]
    begins_byline: re.Pattern[str]
    credits: tuple[str, ...]
    agencies: frozenset[str]


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The phrases as shipped, read once per process."""
    data = tomllib.loads((files("monitor.catalogue") / "boilerplate.toml").read_text("utf-8"))
    beside = {fold(word) for word in (*data["byline_before"], *data["byline_beside"])}
    listed = "|".join(re.escape(word) for word in sorted(beside, key=len, reverse=True))
    before = "|".join(re.escape(fold(word)) for word in data["byline_before"])
    return Phrases(
        lines=frozenset(map(key, data["lines"])),
        begins=tuple(map(fold, data["begins"])),
        holds=tuple(map(fold, data["holds"])),
        teasers=frozenset(map(key, data["teasers"])),
        teaser_begins=tuple(f"{fold(phrase)} " for phrase in data["teaser_begins"]),
        notices=tuple(map(fold, data["notices"])),
        byline=re.compile(rf"(?<!\w)(?:{listed}|{names().weekday_pattern()})(?!\w)"),
        begins_byline=re.compile(rf"(?:{before})(\s?:)?(?!\w)"),
        credits=tuple(map(fold, data["credits"])),
        agencies=frozenset(map(fold, data["agencies"])),
    )


def key(line: str) -> str:
    """A line as it is looked up: folded, without bullets and punctuation at its ends."""
    return fold(line).strip(_ENDS)


def word_count(line: str) -> int:
    """Words by white space; in scripts without spaces, a third of the characters."""
    spaced = len(line.split())
    if line.isascii() or max(line) < "\u0e00":
        return spaced
    return max(spaced, len(_WIDE.findall(line)) // 3)


def is_bullet(line: str) -> bool:
    """Whether a line stands in a list (of links, mostly)."""
    bare = line.lstrip()
    return bare[:1] in _BULLETS and bare[1:2].isspace()


def is_menu_bullet(line: str) -> bool:
    """Whether a list entry reads like a link of a menu and not like an ingredient or a step."""
    return (
        is_bullet(line)
        and word_count(line) <= 6
        and not ends_a_sentence(line)
        and not any(map(str.isdecimal, line))
    )


def ends_a_sentence(line: str) -> bool:
    """Whether the line ends where sentences end, closing marks and note numbers aside."""
    end = line.rstrip()[-60:]
    bare = _NOTES.sub("", end).rstrip(_CLOSERS + " ")
    return bare[-1:] in set(_TERMINAL) or end[-1:] in {"”", "»"}


def is_prose(line: str) -> bool:
    """Whether a line reads like a paragraph and not like a heading, a link or a label."""
    count = word_count(line)
    if count >= 25:
        return True
    if _SENTENCE_BREAK.search(_INITIAL.sub("", line)) and count >= 8:
        return True
    return count >= (14 if line.rstrip()[-1:] in "?!؟" else 8) and ends_a_sentence(line)


def is_notice(line: str) -> bool:
    """Whether a paragraph is about cookies, consent or subscriptions and not about the news."""
    folded = fold(line[:2_000])
    found = {phrase for phrase in phrases().notices if phrase in folded}
    # 'cookies' holds 'cookie': one word must not count twice.
    found = {f for f in found if not any(f != other and f in other for other in found)}
    return len(found) >= (2 if word_count(line) < 120 else 4)


def is_label(line: str) -> bool:
    """Whether the line is one of a page's own labels: a button, a menu entry, a prompt."""
    if word_count(line) > 25:
        return False
    known, folded = phrases(), fold(line)
    looked_up = folded.strip(_ENDS)
    return (
        not looked_up
        or looked_up in known.lines
        or folded.lstrip(_BULLETS + " ").startswith(known.begins)
        or any(part in folded for part in known.holds)
        or (bool(_WORD.search(folded)) and not _WORD.search(known.byline.sub(" ", folded)))
    )


def is_teaser_heading(line: str) -> bool:
    """Whether the line announces other stories, link lists or forms."""
    count = word_count(line)
    if count > 8:
        return False
    known, looked_up = phrases(), key(line)
    begins = count <= 6 and looked_up.startswith(known.teaser_begins) and not ends_a_sentence(line)
    return begins or looked_up in known.teasers


def is_byline(line: str) -> bool:
    """Whether a line only says who wrote the text: 'By A Name', 'نویسنده: …'.

    Where a script has capitals they tell a name; elsewhere a colon has to.
    """
    if word_count(line) > 10 or is_prose(line):
        return False
    folded = fold(line)
    begins = phrases().begins_byline.match(folded)
    if not begins or begins.end() >= len(folded):
        return False
    words = _WORD.findall(line)[len(_WORD.findall(begins[0])) :]
    names = [word for word in words if word[0].isupper()]
    return bool(words) and (bool(begins[1]) or (line.isascii() and names == words))


def is_dateline(line: str) -> bool:
    """Whether a line holds a date and, beside it, nothing but bylines and the like.

    What is left may be a name: at most five words without the marks of a sentence.
    """
    if word_count(line) > 20 or is_prose(line):
        return False
    rest, dates = fold(line), find_dates(line)
    if not dates:
        return False
    for found in reversed(dates):
        rest = f"{rest[: found.start]} {rest[found.end :]}"
    left = _WORD.findall(phrases().byline.sub(" ", rest))
    return len([word for word in left if not word.isdecimal()]) <= 5
