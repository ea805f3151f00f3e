"""The small shared vocabulary by which contents are compared, also across languages.

Four tables under `monitor/catalogue/concepts/`: words of one meaning (concepts), places with what
they lie in, number words, and words that say nothing. All entries are folded when they are read,
so that spelling, ZWNJ and the keyboards of four languages make no difference.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from monitor.claims.likeness.affixes import forms
from monitor.errors import CatalogueError
from monitor.reading.normalise import fold

FOLDER = Path(str(files("monitor.catalogue") / "concepts"))
LANGUAGES = ("en", "fa", "ps", "ar")
SHORTEST_STEM = 2
SHORTEST_PEOPLE = 4
SEATED = ("ئ", "ی")  # the lexical readers write 'هییت' for 'هیئت'
Interval = tuple[float, float]


@dataclass(frozen=True)
class Vocabulary:
    """The tables, ready to look up. Words are folded; the outer key is the language."""

    stop: Mapping[str, frozenset[str]]
    light: frozenset[str]
    anaphoric: frozenset[str]
    reports: frozenset[str]
    pointing: frozenset[str]
    words: Mapping[str, Mapping[str, str]]
    stems: Mapping[str, Mapping[str, str]]
    places: Mapping[tuple[str, ...], str]
    everyday: Mapping[str, frozenset[tuple[str, ...]]]
    peoples: Mapping[str, str]
    capitals: frozenset[str]
    locative: frozenset[str]
    origins: frozenset[str]
    bodies: frozenset[str]
    within: Mapping[str, frozenset[str]]
    governments: Mapping[str, tuple[str, date]]
    opposites: Mapping[str, frozenset[str]]
    kin: Mapping[str, frozenset[str]]
    things: frozenset[str]
    mutual: frozenset[str]
    directed: frozenset[str]
    numbers: Mapping[str, Mapping[str, Interval]]
    scales: Mapping[str, float]
    around: Mapping[str, Interval]
    dates: frozenset[str]
    spans: frozenset[str]
    halves: frozenset[str]
    collective: frozenset[str]
    labels: frozenset[str]
    phrasal: frozenset[str]
    particles: frozenset[str]
    parties: frozenset[str]
    known: frozenset[str]
    not_one: frozenset[str]
    tallies: frozenset[str]
    not_so: frozenset[str]
    bounds: frozenset[str]
    receiving: frozenset[str]

    def concept(self, word: str, language: str) -> str | None:
        """The concept of a folded word: the word itself, else its longest known stem."""
        for form in forms(word, language):
            found = self.words[language].get(form) or self._by_stem(form, language)
            if found is not None:
                return found
        return None

    def _by_stem(self, word: str, language: str) -> str | None:
        stems = self.stems[language]
        for end in range(len(word), SHORTEST_STEM - 1, -1):
            if (found := stems.get(word[:end])) is not None:
                return found
        return None

    def place(self, name: tuple[str, ...], language: str) -> str | None:
        """The place of a name's folded words, unless in the language they mean something else."""
        return None if name in self.everyday[language] else self.places.get(name)

    def people(self, word: str) -> str | None:
        """The place whose people or things a folded word names, whatever its ending."""
        for end in range(len(word), SHORTEST_PEOPLE - 1, -1):
            if (found := self.peoples.get(word[:end])) is not None:
                return found
        return None

    def government(self, word: str, on: date) -> str | None:
        """The catalogue id of the government that appoints the officials of a place, on a day."""
        place = self.places.get(tuple(word.split()))
        for country in (place, *sorted(self.within.get(place or "", ()))):
            actor, since = self.governments.get(country or "", ("", date.max))
            if since <= on:
                return actor
        return None

    def points_back(self, word: str) -> bool:
        """Whether a word (or a concept) of a denial only means what was told before it."""
        return word in self.anaphoric or word.removesuffix("s") in self.anaphoric

    def owners(self, place: str) -> frozenset[str]:
        """Ids of the states and governments that a place, as a capital, may stand for."""
        states = self.within.get(place, frozenset())
        held = (self.governments.get(name) for name in (place, *states))
        return states | {government[0] for government in held if government is not None}

    def empty(self, word: str, language: str) -> bool:
        """Whether a folded word says nothing about what happened."""
        return word in self.stop[language]


@cache
def vocabulary() -> Vocabulary:
    """The shipped tables."""
    return read_vocabulary(FOLDER)


def read_vocabulary(folder: Path) -> Vocabulary:
    """The tables in `folder`; raises CatalogueError naming the file and the entry."""
    plain = _read(folder / "words.toml")
    entries = _read(folder / "concepts.toml")
    places = _read(folder / "places.toml")
    quantities = _read(folder / "quantities.toml")
    _check(folder / "concepts.toml", entries)
    _check_places(folder / "places.toml", places)
    return Vocabulary(
        stop={language: frozenset(_folded(plain["stop"][language])) for language in LANGUAGES},
        light=frozenset(_folded(plain["light"]["words"])),
        anaphoric=frozenset(_folded(plain["anaphoric"]["words"])),
        reports=frozenset(_folded(plain["anaphoric"]["reports"])),
        pointing=frozenset(_folded(plain["anaphoric"]["pointing"])),
        words={language: dict(_concepts(entries, language, stem=False)) for language in LANGUAGES},
        stems={language: dict(_concepts(entries, language, stem=True)) for language in LANGUAGES},
        places={tuple(one.split()): name for name, one in _place_names(places, "names")},
        everyday={language: frozenset(_everyday(places, language)) for language in LANGUAGES},
        peoples={one: name for name, one in _place_names(places, "people")},
        capitals=frozenset(name for name, place in places.items() if place.get("capital")),
        locative=frozenset(_folded(plain["locative"]["words"])),
        origins=frozenset(_folded(plain["locative"]["origins"])),
        bodies=frozenset(_folded(plain["locative"]["bodies"])),
        within={name: frozenset(place.get("within", ())) for name, place in places.items()},
        governments={
            name: (place["government"], place.get("since", date.min))
            for name, place in places.items()
            if "government" in place
        },
        opposites=_paired(entries["opposites"]["pairs"]),
        kin=_paired(entries["kin"]["pairs"]),
        things=frozenset(entries["things"]["names"].split()),
        mutual=frozenset(entries["mutual"]["names"].split()),
        directed=frozenset(entries["mutual"]["unless"].split()),
        numbers=_numbers(quantities),
        scales={fold(word): float(value) for word, value in quantities["scale"].items()},
        around={fold(word): (low, high) for word, (low, high) in quantities["around"].items()},
        dates=frozenset(_folded(quantities["dates"]["words"])),
        spans=frozenset(_folded(quantities["spans"]["words"])),
        halves=frozenset(_folded(quantities["halves"]["words"])),
        collective=frozenset(_folded(quantities["collective"]["words"])),
        labels=frozenset(_folded(quantities["labels"]["words"])),
        phrasal=frozenset(_folded(quantities["phrasal"]["words"])),
        particles=frozenset(_folded(quantities["phrasal"]["particles"])),
        parties=frozenset(_folded(quantities["pairs"]["parties"])),
        known=frozenset(_folded(quantities["pairs"]["known"])),
        not_one=frozenset(_folded(quantities["not_one"]["words"])),
        tallies=frozenset(_folded(quantities["tallies"]["words"])),
        not_so=frozenset(_folded(quantities["not_so"]["words"])),
        bounds=frozenset(_folded(plain["acts"]["bounds"])),
        receiving=frozenset(_folded(plain["acts"]["receiving"])),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path}: cannot be read as TOML: {error}") from error


def _check(path: Path, entries: Mapping[str, Any]) -> None:
    for name, languages in entries["concepts"].items():
        for language, words in languages.items():
            if language not in LANGUAGES or not isinstance(words, str):
                allowed = ", ".join(LANGUAGES)
                raise CatalogueError(
                    f"{path}: concepts.{name}.{language}: must be a string of words of one of the "
                    f"languages {allowed}"
                )
    _check_unique(path, entries)
    known = entries["concepts"]
    for table in ("opposites", "kin"):
        for pair in entries[table]["pairs"]:
            if len(pair.split()) != 2 or not all(name in known for name in pair.split()):
                raise CatalogueError(f"{path}: {table}: {pair!r} must be two names of concepts")
    for table, key in (("things", "names"), ("mutual", "names"), ("mutual", "unless")):
        if unknown := [name for name in entries[table][key].split() if name not in known]:
            raise CatalogueError(f"{path}: {table}: no concept is called {unknown[0]!r}")


def _check_unique(path: Path, entries: Mapping[str, Any]) -> None:
    owner: dict[tuple[str, str], str] = {}
    for name, languages in entries["concepts"].items():
        for language, words in languages.items():
            for word in words.split():
                if owner.setdefault((language, fold(word)), name) != name:
                    raise CatalogueError(
                        f"{path}: concepts.{name}.{language}: {word!r} stands under "
                        f"{owner[language, fold(word)]!r} already; keep it in one of them"
                    )


def _check_places(path: Path, places: Mapping[str, Any]) -> None:
    for name, place in places.items():
        if missing := [wider for wider in place.get("within", ()) if wider not in places]:
            raise CatalogueError(f"{path}: {name}: within: no place is called {missing[0]!r}")
        for language, words in place.get("not_in", {}).items():
            if language not in LANGUAGES:
                allowed = ", ".join(LANGUAGES)
                raise CatalogueError(
                    f"{path}: {name}: not_in: {language!r} is none of the languages {allowed}"
                )
            if unknown := set(_folded(words)) - set(_folded(place["names"])):
                raise CatalogueError(
                    f"{path}: {name}: not_in.{language}: {min(unknown)!r} is no name of the place"
                )


def _folded(words: str) -> Iterator[str]:
    return (fold(word) for word in words.split())


def _concepts(
    entries: Mapping[str, Any], language: str, *, stem: bool
) -> Iterator[tuple[str, str]]:
    for name, languages in entries["concepts"].items():
        for word in languages.get(language, "").split():
            if word.endswith("*") is stem:
                plain = fold(word.removesuffix("*"))
                yield plain, name
                yield plain.replace(*SEATED), name


def _place_names(places: Mapping[str, Any], table: str) -> Iterator[tuple[str, str]]:
    """A hyphen in a name stands for the space between its words."""
    for name, place in places.items():
        for word in place.get(table, "").split():
            yield name, fold(word).replace("-", " ")


def _everyday(places: Mapping[str, Any], language: str) -> Iterator[tuple[str, ...]]:
    for place in places.values():
        for word in place.get("not_in", {}).get(language, "").split():
            yield tuple(fold(word).replace("-", " ").split())


def _paired(pairs: list[str]) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for one, other in (pair.split() for pair in pairs):
        table.setdefault(one, set()).add(other)
        table.setdefault(other, set()).add(one)
    return {name: frozenset(others) for name, others in table.items()}


def _numbers(quantities: Mapping[str, Any]) -> dict[str, dict[str, Interval]]:
    """By language: what is a number in Persian may be a verb in Pashto."""
    ranges = {fold(word): (float(a), float(b)) for word, (a, b) in quantities["range"].items()}
    return {
        language: ranges
        | {fold(word): (float(n), float(n)) for word, n in quantities["exact"][language].items()}
        for language in LANGUAGES
    }
