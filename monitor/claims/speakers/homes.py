"""Whose 'the government' is, where no name says so: that of the place which a report is dated from,
else that of the last official whom it names.
"""

from __future__ import annotations

import re

from monitor.claims.document import Reading
from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.text.leads import lead
from monitor.claims.text.spans import Span
from monitor.reading.normalise import fold

FAR = 900  # code points back to an official, about a paragraph and a half
OFFICIAL = frozenset({"state", "government"})
WORD = re.compile(r"[^\W\d_]+")


def home(reading: Reading, at: int) -> str | None:
    """The catalogue id of the state or government that is at home in the text before `at`."""
    first = reading.text.find("\n")
    dateline = lead(reading.text, 0, first if first >= 0 else len(reading.text), first=True)
    for word in WORD.findall(reading.text[:dateline]):
        if (owner := _owner(reading, fold(word))) is not None:
            return owner
    return _last_served(reading, at)


def rules(reading: Reading, actor: str) -> bool:
    """Whether an actor is a state or governs one."""
    known = reading.catalogue.actors.get(actor)
    governing = {name for name, _ in vocabulary().governments.values()}
    return known is not None and (known.kind in OFFICIAL or actor in governing)


def _owner(reading: Reading, place: str) -> str | None:
    """Who governs a place on the day of the text; a country itself, where it is one."""
    words = vocabulary()
    government = words.government(place, reading.on) if reading.on is not None else None
    if government is not None:
        return government if government in reading.catalogue.actors else None
    name = words.place((place,), "en")
    states = words.within.get(name, frozenset()) | {name} if name is not None else frozenset()
    known = sorted(one for one in states if one is not None and rules(reading, one))
    return known[0] if len(known) == 1 else None


def _last_served(reading: Reading, at: int) -> str | None:
    """Whom the last official named before `at` serves."""
    for mention in reversed(reading.mentioned(Span(max(0, at - FAR), at))):
        if mention.actor and reading.is_person(mention.actor):
            party = reading.catalogue.party_of(mention.actor)
            if rules(reading, party):
                return party
    return None
