"""Of whom a report tells by office alone: 'the general met the minister', 'the Quds Force general'.

The one named before whose office or description in the text has all its words, if it is one alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon, lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.syntax import children
from monitor.claims.speakers.people import People
from monitor.claims.text.spans import Span
from monitor.claims.voices import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

FAR = 1200  # code points back to the person, about two paragraphs
WORD = re.compile(r"[a-z]{3,}")
RANKED = frozenset({"general", "commander", "brigadier"})  # whoever is one may be called another
FURTHER = frozenset({"relcl", "acl", "appos", "poss"})
WHOSE = frozenset({"of", "for", "from"})
PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})


def officers(
    reading: Reading, one: Attribution, speaker: Speaker, people: People, words: Lexicon
) -> tuple[tuple[int, str], ...]:
    """Where in the contents of `one` an office tells of somebody, and the catalogue id of whom."""
    found = []
    for span in one.content:
        for phrase in _phrase().finditer(reading.text, span.start, span.end):
            actor = _meant(reading, phrase, speaker, people, words)
            if actor is not None:
                found.append((phrase.start(), actor))
    return tuple(found)


def _meant(
    reading: Reading, phrase: re.Match[str], speaker: Speaker, people: People, words: Lexicon
) -> str | None:
    head = _head(reading, phrase)
    if head is None or any(reading.covering(at) for at in (phrase.start("office"), phrase.end())):
        return None
    asked = frozenset(WORD.findall(phrase["words"].lower())) | {phrase["office"].lower()}
    beside = [m for m in reading.mentioned(Span(*phrase.span())) if m.actor]
    bodies = [str(m.actor) for m in beside]
    asked -= {word for m in beside for word in WORD.findall(f"{m.text} {m.name}".lower())}
    fitting = [
        actor
        for actor, called in _persons_before(reading, phrase.start())
        if actor not in {speaker.link.actor, *speaker.actors}
        and (not bodies or set(bodies) <= reading.catalogue.bodies(actor))
        and _fits(asked, called, _described(reading, actor, people), bodies, words)
    ]
    if fitting:
        return fitting[0] if len(set(fitting)) == 1 else None
    return _holder(reading, asked, bodies) if len(bodies) == 1 else None


def _fits(
    asked: frozenset[str], called: str, known: frozenset[str], bodies: list[str], words: Lexicon
) -> bool:
    """Whether the words of an office are all told of somebody, or are a mere rank of his body."""
    known |= {called}
    if known & RANKED:
        known |= RANKED
    return asked <= known or (bool(bodies) and asked <= words.list("ranks_of_men"))


def _holder(reading: Reading, asked: frozenset[str], bodies: list[str]) -> str | None:
    """'The Afghan foreign minister', whom nothing names: who holds that office of the body."""
    called = frozenset(reading.catalogue.actors[bodies[0]].name.lower().split())
    for actor in reading.catalogue.actors.values():
        held = [o for o in actor.offices if reading.on is not None and o.held(reading.on)]
        offices = (frozenset(WORD.findall(p.lower())) - called for o in held for p in o.phrases)
        if actor.speaks_for == bodies[0] and asked in offices:
            return actor.id
    return None


def _head(reading: Reading, phrase: re.Match[str]) -> Token | None:
    """The noun of the office, where it has a part of its own and nothing tells whose it is."""
    span = Span(phrase.start("office"), phrase.end())
    tree = next(iter(reading.trees_in(span)), None)
    head = next(iter(tree.at(span)), None) if tree is not None else None
    if head is None or head.dep_ not in PARTS or head.tag_ not in {"NN", "NNP", "JJ"}:
        return None
    whose = any(prep.lower_ in WHOSE for prep in children(head, "prep"))
    return None if whose or children(head, *FURTHER) else head


def _persons_before(reading: Reading, at: int) -> Iterator[tuple[str, str]]:
    """The ids of those named before, the last first, each with the word before the name."""
    for mention in reversed(reading.mentioned(Span(max(0, at - FAR), at))):
        if mention.actor and reading.is_person(mention.actor):
            before = WORD.findall(reading.text[max(0, mention.start - 20) : mention.start].lower())
            yield mention.actor, before[-1] if before else ""


def _described(reading: Reading, actor: str, people: People) -> frozenset[str]:
    """The words of the offices a person holds that day, and of what the text calls him."""
    known = reading.catalogue.actors[actor]
    held = [o for o in known.offices if reading.on is None or o.held(reading.on)]
    official = {word for one in held for p in one.phrases for word in WORD.findall(p.lower())}
    person = people.full_name(known.name)
    return frozenset(official) | (person.described if person is not None else frozenset())


@cache
def _phrase() -> re.Pattern[str]:
    offices = "|".join(sorted(lexicon("en").list("told_offices")))
    return re.compile(
        rf"\b[Tt]he (?P<words>(?:[\w-]+ ){{0,3}}?)(?P<office>{offices})\b(?!['’-])", re.ASCII
    )
