"""Names in texts that the catalogue lacks: unknown ones, and new spellings of known ones.

A new spelling is one with the same skeleton as a known name: what remains when letters that
transliterations of Arabic script vary (Qaani, Ghaani; Mohammad, Muhammad; Esmail, Ismail) are
made one and vowels and double letters are dropped. Curated, not guessed: these are proposals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from monitor.actors.contexts import load_vocabulary
from monitor.actors.matching import ActorMatcher
from monitor.actors.normalise import fold
from monitor.catalogue.catalogue import Catalogue

_NAME = re.compile(
    r"\b[A-Z][\w’'-]{1,30}(?: (?:(?:al|el|bin|ibn|abu|von|van|de)[ -])?[A-Z][\w’'-]{1,30}){1,3}"
)
_SAME = (
    (re.compile(r"\b(?:al|el|ul|ol|ud|ad|ar|as|an)\b ?"), ""),
    (re.compile(r"gh|q|kh"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th|dh"), "d"),
    (re.compile(r"sh|ch|tch"), "s"),
    (re.compile(r"[zj]h?"), "z"),
    (re.compile(r"[vw]"), "v"),
    (re.compile(r"[gc]"), "k"),
    (re.compile(r"[aeiouyh']"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_MIN_SKELETON = 4
_SAMPLES = 3
_SAMPLE_LENGTH = 240


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name of no actor or outlet: how often, in how many texts, and what was said there."""

    name: str
    count: int
    texts: int
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """An unknown name that is probably a known person's, and by which of its spellings."""

    name: str
    actor: str
    like: str
    texts: int


class _Seen(NamedTuple):
    name: str
    sample: str


def skeleton(name: str) -> str:
    """What all transliterations of a name have in common, as far as rules tell."""
    words = fold(name)
    for pattern, replacement in _SAME:
        words = pattern.sub(replacement, words)
    return "".join(words.split())


def unknown_names(texts: Iterable[str], matcher: ActorMatcher) -> tuple[Unknown, ...]:
    """Capitalised names of two to four words that are nobody's yet, most frequent first.

    A name that only ever opens a sentence counts too; titles before it do not belong to it.
    """
    counts: dict[str, int] = {}
    in_texts: dict[str, int] = {}
    samples: dict[str, dict[str, None]] = {}
    titles = load_vocabulary().titles
    for text in texts:
        seen = list(_names(text, matcher, titles))
        for name, sample in seen:
            counts[name] = counts.get(name, 0) + 1
            if len(samples.setdefault(name, {})) < _SAMPLES:
                samples[name][sample] = None
        for name in {name for name, _ in seen}:
            in_texts[name] = in_texts.get(name, 0) + 1
    found = [
        Unknown(name, count, in_texts[name], tuple(samples[name])) for name, count in counts.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.texts, -one.count, one.name)))


def spellings(catalogue: Catalogue, names: Iterable[Unknown]) -> tuple[Spelling, ...]:
    """Those of the unknown names that have the skeleton of exactly one known person's name."""
    known = _skeletons(catalogue)
    found = []
    for unknown in names:
        bones = skeleton(unknown.name)
        owners = known.get(bones, {}) if len(bones) >= _MIN_SKELETON else {}
        if len(owners) == 1:
            ((actor, like),) = owners.items()
            found.append(Spelling(unknown.name, actor, like, unknown.texts))
    return tuple(found)


def _skeletons(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    known: dict[str, dict[str, str]] = {}
    for actor in catalogue.actors.values():
        if actor.kind != "person":
            continue
        for text in (actor.name, *(alias.text for alias in actor.aliases)):
            if text.isascii() and " " in fold(text):
                known.setdefault(skeleton(text), {}).setdefault(actor.id, text)
    return known


def _names(text: str, matcher: ActorMatcher, titles: frozenset[str]) -> Iterator[_Seen]:
    taken = [(mention.start, mention.end) for mention in matcher.find(text)]
    for hit in _NAME.finditer(text):
        start, end = hit.span()
        if any(first < end and start < last for first, last in taken):
            continue
        words = hit.group().split()
        while words and fold(words[0]) in titles:
            words.pop(0)
        if len(words) > 1:
            name = " ".join(words).removesuffix("’s").removesuffix("'s")
            yield _Seen(name, _sentence(text, start, end))


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a name, or as much of it as a table can show."""
    first = max(text.rfind(mark, 0, start) for mark in (". ", "! ", "? ", "\n")) + 1
    ends = [place for mark in (". ", "! ", "? ", "\n") if (place := text.find(mark, end)) >= 0]
    stop = min(ends, default=len(text) - 1) + 1
    return text[first:stop].strip()[:_SAMPLE_LENGTH]
