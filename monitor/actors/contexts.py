"""What stands around a name and decides whether it is one: words near it and beside it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from monitor.actors.normalise import fold

_LISTS = (
    "private",
    "private_modifiers",
    "not_incumbent",
    "sport",
    "named_after",
    "bearing_name",
)
_CLITICS = "(?:[وف]?(?:بال|ال|لل|ب|ل)?)"  # an Arabic word may carry them; others are unaffected
_NEAR = 2000  # characters of a paragraph looked at on either side, or up to twice as many
_REMEMBERED = 4
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


@dataclass(frozen=True)
class Words:
    """Words and phrases looked for in normalised text; one that ends in `*` takes any ending."""

    listed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.listed)

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        return _compiled(self.listed)

    @cached_property
    def _search(self) -> Callable[[str], str | None]:
        """The search, with its last answers: names in one paragraph ask the same again."""

        @lru_cache(maxsize=_REMEMBERED)
        def search(text: str) -> str | None:
            hit = self._anywhere.search(text)
            return hit.group() if hit else None

        return search

    @cached_property
    def _at_end(self) -> re.Pattern[str]:
        return _compiled_end(self.listed)

    def found(self, text: str) -> str | None:
        """The first of the words that stands anywhere in the text."""
        return self._search(text) if self.listed else None

    def opens(self, text: str) -> str | None:
        """The word with which the text begins."""
        hit = self._anywhere.match(text) if self.listed else None
        return hit.group() if hit else None

    def closes(self, text: str) -> str | None:
        """The word with which the text ends."""
        hit = self._at_end.search(text) if self.listed else None
        return hit.group() if hit else None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that decide about many names at once (`contexts.toml`).

    `common_names` are last names that many bear, `titles` words that precede names. `private` are
    people and things whose nationality says nothing about a state (`private_modifiers` may stand
    between); `not_incumbent` stand beside an office that is not that of its present holder; near
    words of `sport` countries are teams; `named_after` follow the name of a person, and
    `bearing_name` precede it, where a place bears it; `countries` are all there are. The
    others tell a government from its seat: words after and before a place that make it a place, or
    one who acts or is acted on.
    """

    common_names: frozenset[str]
    titles: frozenset[str]
    countries: frozenset[str]
    private: Words
    private_modifiers: Words
    not_incumbent: Words
    sport: Words
    named_after: Words
    bearing_name: Words
    compounds: Words
    inside: Words
    owned: Words
    townsfolk: Words
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
        countries=frozenset(fold(name) for name in data["countries"]),
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
    """The paragraph around a span, of one that does not end as much as can be near.

    It is cut at places that names near each other share, so that they are told the same of it.
    """
    least, most = (start // _NEAR - 1) * _NEAR, (end // _NEAR + 2) * _NEAR
    first = max(0, least, text.rfind("\n", max(0, least), start) + 1)
    stop = text.find("\n", end, most)
    return text[first : stop if stop >= 0 else most]
