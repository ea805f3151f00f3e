"""What stands around a name and decides whether it is one: words near it and beside it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from monitor.actors.normalise import fold

_LISTS = ("private", "private_modifiers", "not_incumbent", "sport")
_CLITICS = "(?:[وف]?(?:بال|ال|لل|ب|ل)?)"  # an Arabic word may carry them; others are unaffected
_NEAR = 2000  # characters of a paragraph looked at on either side
_REACH = 120  # characters looked at on either side for what stands directly beside a name


@lru_cache(maxsize=8192)
def _compiled(listed: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = [
        re.escape(fold(word.rstrip("*"))) + (r"\w*" if word.endswith("*") else r"(?!\w)")
        for word in sorted(listed, key=len, reverse=True)
    ]
    return re.compile(rf"(?<!\w){_CLITICS}(?:" + "|".join(alternatives) + ")")


@lru_cache(maxsize=8192)
def _compiled_end(listed: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?:{_compiled(listed).pattern})$")


@dataclass(frozen=True, slots=True)
class Words:
    """Words and phrases looked for in normalised text; one that ends in `*` takes any ending."""

    listed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.listed)

    def found(self, text: str) -> str | None:
        """The first of the words that stands anywhere in the text."""
        hit = _compiled(self.listed).search(text) if self.listed else None
        return hit.group() if hit else None

    def opens(self, text: str) -> str | None:
        """The word with which the text begins."""
        hit = _compiled(self.listed).match(text) if self.listed else None
        return hit.group() if hit else None

    def closes(self, text: str) -> str | None:
        """The word with which the text ends."""
        hit = _compiled_end(self.listed).search(text) if self.listed else None
        return hit.group() if hit else None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that decide about many names at once (`contexts.toml`).

    `common_names` are last names that many bear, `titles` words that precede names. `private` are
    people and things whose nationality says nothing about a state (`private_modifiers` may stand
    between); `not_incumbent` stand beside an office that is not that of its present holder; near
    words of `sport` countries are teams. The others tell a government from its seat: words after
    and before a place that make it a place, or one who acts or is acted on.
    """

    common_names: frozenset[str]
    titles: frozenset[str]
    private: Words
    private_modifiers: Words
    not_incumbent: Words
    sport: Words
    compounds: Words
    inside: Words
    place_after: Words
    place_before: Words
    scene_before: Words
    acts_after: Words
    acts_before: Words
    acts_late: Words
    between: Words
    relations: Words


def load_vocabulary() -> Vocabulary:
    """The vocabulary shipped with the package."""
    path = files("monitor.catalogue") / "data" / "contexts.toml"
    data = tomllib.loads(path.read_text("utf8"))
    return Vocabulary(
        common_names=frozenset(fold(name) for name in data["common_names"]),
        titles=frozenset(fold(name) for name in data["titles"]),
        **{key: Words(tuple(data[key])) for key in _LISTS},
        **{key: Words(tuple(words)) for key, words in data["metonym"].items()},
    )


def beside(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands directly before and after a span and its proclitics, within its paragraph."""
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    left = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    right = text[end : end + _REACH].partition("\n")[0]
    return left.rstrip(" "), right.lstrip(" ")


def paragraph(text: str, start: int, end: int) -> str:
    """The paragraph around a span, of one that does not end as much as can be near."""
    first = max(text.rfind("\n", max(0, start - _NEAR), start) + 1, start - _NEAR)
    stop = text.find("\n", end, end + _NEAR)
    return text[first : stop if stop >= 0 else end + _NEAR]
