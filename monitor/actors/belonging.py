"""Whose organ a body is: 'Sudan's Guardian Council' is not the one the catalogue knows.

Organs of states bear names that other states use as well. A country that stands beside one as
its possessor, and is not the state it belongs to, keeps the name from counting; what remains is
the country itself, if it is in the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.actors.contexts import Vocabulary, beside
from monitor.actors.judging import Hit
from monitor.actors.normalise import fold
from monitor.catalogue.catalogue import Catalogue

_MOST_WORDS = 4
_POSSESSIVE = re.compile(r"'s?$")
_OF = re.compile(r"^(?:of|in) (?:the )?")
_PASHTO = re.compile(r"(?:^| )د ((?:\w+ ){0,3}?\w+)(?: د)?$")
_OBJECT = re.compile(r"^ ?(?:را|رو)(?!\w)")  # 'the Guards Iraq-OBJ threatened' is no possession
_ORGANS = ("organisation", "government")


class Belonging:
    """The states of one catalogue and of the world, and which of them each body belongs to."""

    def __init__(self, catalogue: Catalogue, vocabulary: Vocabulary) -> None:
        self._states = dict.fromkeys(vocabulary.countries, "")
        for actor in catalogue.actors.values():
            if actor.kind == "state":
                texts = (actor.name, *(a.text for a in actor.aliases if not a.metonym))
                self._states.update((fold(text), actor.id) for text in texts)
        states = {actor.id for actor in catalogue.actors.values() if actor.kind == "state"}
        self._own = {
            actor.id: states & catalogue.bodies(actor.id)
            for actor in catalogue.actors.values()
            if actor.kind in _ORGANS and catalogue.party_of(actor.id) in states
        }

    def stranger(self, hit: Hit, text: str) -> str | None:
        """The other country whose organ this is, as it stands in the normal form of the text."""
        own = None if hit.name.is_source else self._own.get(hit.name.owner)
        if not own:
            return None
        left, right = beside(text, hit.start, hit.end)
        owners = _in_arabic_script(left, right) if hit.name.arabic else _in_latin(left, right)
        for words in owners:
            state = self._states.get(words)
            if state is not None:
                return None if state in own else words
        return None


def _in_latin(left: str, right: str) -> Iterator[str]:
    """'Sudan's …', 'Sudanese …', '… of Sudan': the longest first."""
    yield from _endings(_POSSESSIVE.sub("", left))
    if of := _OF.match(right):
        yield from _beginnings(right[of.end() :])


def _in_arabic_script(left: str, right: str) -> Iterator[str]:
    """'وزارت … سودان', 'وزارة … السودانية', Pashto 'د سوډان د …'."""
    for words in _beginnings(right):
        if not _OBJECT.match(right[len(words) :]):
            yield words
            yield words.removeprefix("ال")
    if possessor := _PASHTO.search(left):
        yield from _endings(possessor.group(1))


def _endings(text: str) -> Iterator[str]:
    words = text.split()[-_MOST_WORDS:]
    return (" ".join(words[first:]) for first in range(len(words)))


def _beginnings(text: str) -> Iterator[str]:
    words = re.findall(r"[\w'.]+", text)[:_MOST_WORDS]
    return (" ".join(words[:last]) for last in range(len(words), 0, -1))
