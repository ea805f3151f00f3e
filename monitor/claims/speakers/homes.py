"""Whose 'the government' and 'the army' are, where no name says so.

The nearest of what a text tells decides: whose government or army it named before, the place it is
dated from, the last official it named, and last where the outlet itself is at home.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from monitor.catalogue.lexicons import lexicon
from monitor.claims.document import Reading
from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.text.leads import lead
from monitor.claims.text.spans import Span
from monitor.domain import Mention
from monitor.reading.normalise import fold

FAR = 900  # code points back to an official, about a paragraph and a half
OFFICIAL = frozenset({"state", "government"})
WORD = re.compile(r"[^\W\d_]+")
MOST_NAMED = 12  # words of an outlet's name


def home(reading: Reading, at: int) -> str | None:
    """The catalogue id of the state or government that is at home in the text before `at`."""
    served = _last_served(reading, at)
    told = _dated_from(reading) or served or _named(reading, at, "governments")
    return told or _origin(reading, at)


def native(reading: Reading, at: int) -> str | None:
    """Whose minister is meant who has a name and no country: of where the report was written. The
    officials told of before may be of another state."""
    return _dated_from(reading) or _origin(reading, at)


def armed_home(reading: Reading, at: int) -> str | None:
    """The state whose army a text means by 'the army': no movement that governs has one."""
    armed = _named(reading, at, "armies", official=True)
    dated = _dated_from(reading)
    dated = dated if dated is not None and is_official(reading, dated) else None
    return armed or dated or _last_served(reading, at, official=True) or _origin(reading, at)


def army_of(reading: Reading, state: str) -> str:
    """The army of a state: the body that the catalogue has, else the state itself."""
    actors = reading.catalogue.actors.values()
    own = (one.id for one in actors if one.speaks_for == state and one.name.endswith(" Army"))
    return next(own, state)


def local(reading: Reading, at: int) -> str | None:
    """Who governs the place that was named last before `at` in its paragraph, else `home`."""
    begins = reading.text.rfind("\n", 0, at) + 1
    words = reversed(WORD.findall(reading.text[begins:at]))
    owners = (owner_of(reading, word) for word in words if word[:1].isupper())
    return next((owner for owner in owners if owner is not None), None) or home(reading, at)


def rules(reading: Reading, actor: str) -> bool:
    """Whether an actor is a state or governs one."""
    known = reading.catalogue.actors.get(actor)
    governing = {name for name, _ in vocabulary().governments.values()}
    return known is not None and (known.kind in OFFICIAL or actor in governing)


def is_official(reading: Reading, actor: str) -> bool:
    """Whether it is a state, and no movement that governs one."""
    return reading.catalogue.actors[actor].kind in OFFICIAL


def _dated_from(reading: Reading) -> str | None:
    """Who governs the place before the first words ('PESHAWAR, Pakistan —'), unless many write from
    there about others."""
    first = reading.text.find("\n")
    dateline = lead(reading.text, 0, first if first >= 0 else len(reading.text), first=True)
    words = WORD.findall(reading.text[:dateline])
    hubs = lexicon("en").list("hubs")
    return None if {word.lower() for word in words} & hubs else _first_owner(reading, words)


def _origin(reading: Reading, at: int) -> str | None:
    """Who governs the place that the outlet bears in its name ('The Lahore Post'), unless it
    quotes another before `at`, which may be at home elsewhere."""
    begins = reading.text.rfind("\n", 0, at) + 1
    if any(mention.source for mention in reading.mentioned(Span(begins, at))):
        return None
    return _first_owner(reading, WORD.findall(reading.publisher))


def _first_owner(reading: Reading, words: Sequence[str]) -> str | None:
    owners = (owner_of(reading, word) for word in words[:MOST_NAMED])
    return next((owner for owner in owners if owner is not None), None)


def owner_of(reading: Reading, place: str) -> str | None:
    """Who governs a place on the day of the text; a country itself, where it is one. Nobody, where
    it lies on the border of two."""
    place, words = fold(place), vocabulary()
    name = words.place(tuple(place.split()), "en")
    around = words.within.get(name, frozenset()) | {name} if name is not None else frozenset()
    known = sorted(one for one in around if one in words.governments or rules(reading, one))
    widest = [one for one in known if not words.within.get(one)]
    if len(widest) > 1:
        return None
    government = words.government(place, reading.on) if reading.on is not None else None
    if government is not None:
        return government if government in reading.catalogue.actors else None
    return known[0] if len(known) == 1 and rules(reading, known[0]) else None


def _last_served(reading: Reading, at: int, *, official: bool = False) -> str | None:
    """Whom the last official or organ of a state that was named before `at` serves."""
    for mention in reversed(reading.mentioned(Span(max(0, at - FAR), at))):
        actor = reading.catalogue.actors.get(mention.actor or "")
        if actor is None or (actor.kind != "person" and actor.speaks_for is None):
            continue
        party = reading.catalogue.party_of(actor.id)
        if is_official(reading, party) or (not official and rules(reading, party)):
            return party
    return None


def _named(reading: Reading, at: int, kind: str, *, official: bool = False) -> str | None:
    """Whose army or government was named before: 'the Pakistani army', 'the government in X'."""
    for mention in reversed(reading.mentioned(Span(max(0, at - FAR), at))):
        if not mention.actor or not _stands_by(reading, mention, kind):
            continue
        party = reading.catalogue.party_of(mention.actor)
        if is_official(reading, party) or (not official and rules(reading, party)):
            return party
    return None


def _stands_by(reading: Reading, mention: Mention, kind: str) -> bool:
    before, after = _beside(kind)
    left = reading.text[max(0, mention.start - 40) : mention.start]
    return bool(
        after.match(reading.text, mention.end) or after.search(mention.text) or before.search(left)
    )


@cache
def _beside(kind: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    either = "|".join(sorted(lexicon("en").list(kind), key=len, reverse=True))
    return (
        re.compile(rf"\b(?:{either}) (?:of|in) (?:the )?$", re.IGNORECASE),
        re.compile(rf"(?:['’]s?|, where (?:the|its)|, whose)? (?:{either})\b", re.IGNORECASE),
    )
