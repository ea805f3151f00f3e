"""Finds the catalogue's actors and outlets in a text, and says why each is or is not one.

One Aho–Corasick automaton (Aho and Corasick 1975) over the normal form of the text gives every
spelling at every place; word boundaries, capitals, contexts and dates take out what is none; of
those that overlap the longest wins; a surname counts for the person last named in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from ahocorasick_rs import AhoCorasick

from monitor.actors.belonging import Belonging
from monitor.actors.boundaries import bounded
from monitor.actors.contexts import load_vocabulary
from monitor.actors.judging import Hit, as_written, judge, judge_office, somebody_else
from monitor.actors.names import compile_names
from monitor.actors.normalise import Normalised, normalise
from monitor.actors.overlaps import (
    Cover,
    established,
    judge_surnames,
    longest,
    with_surnames,
    within,
)
from monitor.actors.surnames import with_body
from monitor.catalogue.catalogue import Catalogue
from monitor.domain import Mention

_LEADING = re.compile(r"(?:'s?)?\W*")
_TRAILING = re.compile(r"(?:\W|\b(?:of|for|the|to|in|at|from)\b)+$")


class ActorMatcher:
    """The search over one catalogue. Picklable: the automaton is built again on arrival."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._vocabulary = load_vocabulary()
        self._by_pattern = compile_names(catalogue, self._vocabulary)
        self._names = list(self._by_pattern.values())
        self._automaton = AhoCorasick(list(self._by_pattern))
        self._belonging = Belonging(catalogue, self._vocabulary)
        self._watched = catalogue.watched() if catalogue.watches else frozenset(catalogue.actors)
        self._titles = {actor.id: actor.name for actor in catalogue.actors.values()}

    def __reduce__(self) -> tuple[type[ActorMatcher], tuple[Catalogue]]:
        return ActorMatcher, (self.catalogue,)

    def find(self, text: str, *, on: date | None = None) -> tuple[Mention, ...]:
        """All mentions, in order; vetoed ones say why and do not count.

        Those that count do not overlap. `on` is the day of the text: it decides who held an office.
        """
        normal = normalise(text)
        hits = list(self._hits(normal))
        if not hits:
            return ()
        judged = [self._judged(hit, normal, on) for hit in hits if hit.name.rule != "surname"]
        chosen = longest(hit for hit in judged if not hit.vetoed)
        chosen = established(judged, chosen, normal.text)
        surnames = [
            with_body(hit, chosen, self._by_pattern, normal, self.catalogue) if hit.vetoed else hit
            for hit in judge_surnames(_bare(hits, Cover(chosen), normal), chosen)
        ]
        chosen = with_surnames(chosen, [hit for hit in surnames if not hit.vetoed])
        cover = Cover(chosen)
        refused = (hit for hit in (*judged, *surnames) if hit.vetoed and not cover.around(hit))
        once = {(hit.start, hit.name.owner): hit for hit in refused}
        bodies = sorted((hit for hit in judged if _body(hit)), key=lambda hit: hit.start)
        parts = (part for hit in chosen for part in self._parts(hit, bodies, normal.text))
        mentions = [self._mention(hit, normal) for hit in (*parts, *once.values())]
        return tuple(sorted(mentions, key=lambda m: (m.start, m.vetoed, m.end)))

    def touches(self, text: str) -> bool:
        """Whether a watched actor's spelling stands in the text: the gate before careful reading.

        Without a watch everybody is watched.
        """
        return any(
            hit.name.owner in self._watched and hit.name.rule not in ("surname", "unlike")
            for hit in self._hits(normalise(text))
        )

    def _hits(self, normal: Normalised) -> Iterator[Hit]:
        """Every spelling that stands in the text as words and with the capitals it needs."""
        text = normal.text
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            names = self._names[index]
            span = bounded(text, start, end, arabic=names[0].arabic)
            if span is None:
                continue
            written = normal.original[slice(*normal.span(start, end))]
            for name in names:
                if as_written(name, written):
                    yield Hit(*span, name)

    def _judged(self, hit: Hit, normal: Normalised, on: date | None) -> Hit:
        if hit.name.rule != "office":
            judged = judge(hit, normal, self._vocabulary)
            stranger = None if judged.vetoed else self._belonging.stranger(hit, normal.text)
            return judged.veto(f"of {stranger!r}, another state") if stranger else judged
        holders = [name for name in self._by_pattern[hit.name.pattern] if name.office]
        return judge_office(hit, holders, normal, on, self._titles, self._vocabulary)

    def _parts(self, hit: Hit, bodies: Sequence[Hit], text: str) -> Iterator[Hit]:
        """A phrase without the body that is named in it, and that body by itself.

        'Iran's ambassador in Kabul', 'Iran's army' and 'Taliban intelligence' name two; a branch
        that only bears the name of what it belongs to is one ('Islamic State Khorasan'), and so is
        a body under its own name ('the Lebanese Army').
        """
        inner = next((body for body in within(bodies, hit) if self._names_both(hit, body)), None)
        if inner is None:
            yield hit
            return
        yield inner
        yield _rest(hit, inner, text)

    def _names_both(self, hit: Hit, body: Hit) -> bool:
        whose, owner = body.name.owner, hit.name.owner
        if hit.name.is_source or whose == owner or whose not in self.catalogue.bodies(owner):
            return False
        if hit.name.rule == "office":
            return True
        if hit.name.text == self._titles[owner] or self.catalogue.actors[owner].kind == "person":
            return False  # 'Abdul Malik al-Houthi' is one name in each of its spellings
        speaks_for = self.catalogue.actors[owner].speaks_for
        return whose == speaks_for or self.catalogue.actors[whose].kind == "state"

    def _mention(self, hit: Hit, normal: Normalised) -> Mention:
        name = hit.name
        start, end = normal.span(hit.start, hit.end)
        owner = self.catalogue.sources[name.owner] if name.is_source else None
        return Mention(
            start=start,
            end=end,
            text=normal.original[start:end],
            alias=name.text,
            name=owner.name if owner else self._titles[name.owner],
            actor=None if name.is_source else name.owner,
            source=name.owner if name.is_source else None,
            rule="metonym"
            if name.metonym or name.country
            else "outlet"
            if name.is_source
            else name.rule,
            reason=hit.reason,
            vetoed=hit.vetoed or name.rule == "unlike",
        )


def _rest(hit: Hit, body: Hit, text: str) -> Hit:
    """An office phrase without the body in it: the side where its head noun stands.

    That is the side before the body if there is one ('head of the Taliban's commission'), else
    the one after it ('Iran's ambassador in Kabul').
    """
    before = _TRAILING.sub("", text[hit.start : body.start])
    if before.strip(" د"):
        return replace(hit, end=hit.start + len(before))
    after = _LEADING.match(text, body.end, hit.end)
    return replace(hit, start=after.end() if after else body.end)


def _bare(hits: Iterable[Hit], cover: Cover, normal: Normalised) -> Iterator[Hit]:
    """Surnames that stand by themselves, or at the end of an office phrase, which may yield."""
    for hit in hits:
        if hit.name.rule == "surname" and not somebody_else(hit, normal):
            around = cover.around(hit)
            if around is None or (around.name.rule == "office" and around.end == hit.end):
                yield hit


def _body(hit: Hit) -> bool:
    return hit.name.rule == "alias" and not hit.vetoed and not hit.name.is_source
