"""Names in stored texts that the catalogue lacks: for the analyst to add, or to dismiss.

Two things bring them up: links of chains that nobody of the catalogue answers to, in any language,
and what an entity recogniser takes for a name in English. The catalogue has the last word: what it
knows is what it says there, whatever the recogniser calls it, and never a candidate.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from monitor.actors.contexts import load_vocabulary
from monitor.actors.matching import ActorMatcher
from monitor.actors.normalise import fold
from monitor.actors.suggest import Likeness

_WORD = r"[A-Z][\w’'-]{1,30}"
NAME = re.compile(rf"\b{_WORD}(?: (?:(?:al|el|bin|ibn|abu|von|van|de)[ -])?{_WORD}){{1,5}}")
_TITLE = re.compile(rf"{_WORD}(?: (?:(?:of|for|and|the|al|bin) )*{_WORD}){{1,6}}")
_ARABIC = re.compile("[\u0600-\u06ff]")
_POSSESSIVE = re.compile(r"['’]s?$")
_STOPS = (". ", "! ", "? ", "؟ ", "\n")
_SAMPLES = 3
_SAMPLE_LENGTH = 240
_MOST_WORDS = 7
_REACH = 600  # characters of a sentence on either side of a name
Span = tuple[int, int]


class Found(NamedTuple):
    """A name at one place: what it seems to be, and the sentence around it."""

    name: str
    kind: str | None
    sentence: str


class Place(NamedTuple):
    """A sentence that names somebody unknown, and the spans in it that are somebody known."""

    sentence: str
    known: tuple[Span, ...]


class Entity(NamedTuple):
    """What a recogniser found in a sentence."""

    start: int
    end: int
    kind: str


class Sample(NamedTuple):
    """One sentence that has the name, and where it stands."""

    document: int
    url: str
    sentence: str


@dataclass(slots=True)
class Candidate:
    """A name that is nobody's yet. `like` is the actor of which it may be another spelling."""

    name: str
    kind: str | None = None
    count: int = 0
    documents: int = 0
    like: str | None = None
    samples: list[Sample] = field(default_factory=list)


def unknown_places(text: str, matcher: ActorMatcher) -> Iterator[Place]:
    """The sentences with a capitalised name of several words that is nobody of the catalogue."""
    known = sorted((mention.start, mention.end) for mention in matcher.find(text))
    starts = [start for start, _ in known]
    done = -1
    for hit in NAME.finditer(text):
        if hit.start() < done or _within(known, starts, *hit.span()):
            continue
        start, done = sentence_around(text, *hit.span())
        inside = _within(known, starts, start, done)
        yield Place(text[start:done], tuple((a - start, b - start) for a, b in inside))


def _within(known: list[Span], starts: list[int], start: int, end: int) -> list[Span]:
    """Those of the known spans that overlap another; none is longer than a sentence."""
    first, last = bisect_left(starts, start - _REACH), bisect_left(starts, end)
    return [(a, b) for a, b in known[first:last] if start < b]


def named_in(place: Place, entities: Iterable[Entity]) -> Iterator[Found]:
    """What a recogniser found there and the catalogue does not know."""
    for start, end, kind in entities:
        name = bare(place.sentence[start:end])
        if " " in name and not any(a < end and start < b for a, b in place.known):
            yield Found(name, kind, place.sentence.strip()[:_SAMPLE_LENGTH])


def named_by_link(name: str, role: str, sentence: str, matcher: ActorMatcher) -> Found | None:
    """The name of a chain's link that nobody answered to, if it is one and no description."""
    kind = {"speaker": None, "outlet": "outlet"}.get(role, "")
    short = bare(name)
    words = len(short.split())
    named = bool(_ARABIC.search(short)) or _TITLE.fullmatch(short) is not None
    if kind == "" or not named or not 1 < words <= _MOST_WORDS or matcher.find(short):
        return None
    return Found(short, kind, sentence.strip()[:_SAMPLE_LENGTH])


def collect(
    found: Iterable[tuple[int, str, Sequence[Found]]],
    likeness: Likeness,
    *,
    dismissed: frozenset[str],
) -> tuple[Candidate, ...]:
    """What was found in each (document, address), by name; most documents first.

    `dismissed` are folded names that the analyst does not want to see.
    """
    by_name: dict[str, Candidate] = {}
    kinds: dict[str, Counter[str]] = {}
    for document, url, names in found:
        for key in {fold(one.name): None for one in names}:
            if key not in dismissed:
                by_name.setdefault(key, Candidate("")).documents += 1
        for one in names:
            key = fold(one.name)
            if key in dismissed:
                continue
            candidate = by_name[key]
            candidate.name = candidate.name or one.name
            candidate.count += 1
            if one.kind:
                kinds.setdefault(key, Counter())[one.kind] += 1
            sample = Sample(document, url, one.sentence)
            if len(candidate.samples) < _SAMPLES and sample not in candidate.samples:
                candidate.samples.append(sample)
    for key, candidate in by_name.items():
        candidate.kind = kinds[key].most_common(1)[0][0] if key in kinds else None
        like = likeness.of(candidate.name)
        candidate.like = like.actor if like else None
    return tuple(sorted(by_name.values(), key=lambda one: (-one.documents, -one.count, one.name)))


def bare(name: str) -> str:
    """A name without articles, titles and possessive endings."""
    words = _POSSESSIVE.sub("", name.strip()).split()
    titles = load_vocabulary().titles
    while words and fold(words[0]) in titles:
        words.pop(0)
    return " ".join(words)


def sentence_around(text: str, start: int, end: int) -> Span:
    """The span of the sentence around another span, or of as much as can be one."""
    least, most = max(0, start - _REACH), min(len(text), end + _REACH)
    before = max(text.rfind(mark, least, start) for mark in _STOPS)
    after = [place for mark in _STOPS if (place := text.find(mark, end, most)) >= 0]
    return max(least, before + 1), min(after, default=most - 1) + 1
