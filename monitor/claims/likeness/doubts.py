"""What makes two reports less alike without forbidding that they are one: each tells of another
thing, another number, another name, or they share nothing that only few texts have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.likeness.matching import akin
from monitor.claims.likeness.terms import LEAST_NUMBER, Terms, terms_of, weight
from monitor.claims.likeness.vetoes import Bodies, related, same_or_part
from monitor.domain import Modality, Statement

OTHER_THING = 0.6
OTHER_NUMBERS = 0.8
OTHER_ACTORS = 0.85
OTHER_SETTING = 0.85
OTHER_NAMES = 0.85
GENERAL = 0.85
ENOUGH_WORDS = 3  # that together say what no other text says
Pairs = Sequence[tuple[str, str]]


def doubts(
    one: Statement, other: Statement, first: Terms, second: Terms, pairs: Pairs, bodies: Bodies
) -> Iterator[tuple[float, str]]:
    """Factors of the likeness, each with its reason; `pairs` are the terms in common."""
    if things := other_things(first, second):
        yield OTHER_THING, things
    if not _particular(one, other, first, second, pairs, bodies):
        yield GENERAL, "They share no name, no number and no place."
    if away := elsewhere(first, second):
        yield OTHER_SETTING, away
    if numbers := other_numbers(first, second):
        yield OTHER_NUMBERS, numbers
    if names := other_names(first, second):
        yield OTHER_NAMES, names
    if apart := others_named(one, other, bodies):
        yield OTHER_ACTORS, apart


def only_a_condition(one: Statement, other: Statement, shared: list[str]) -> bool:
    """'If Kabul shelters them we will strike' and 'we shelter nobody' are about two things."""
    if not one.condition or other.condition or one.condition == one.content:
        return False
    plain = replace(one, content=one.condition, lemmas=(), trigger=None, places=())
    return terms_of(plain).terms >= set(shared)


def _particular(
    one: Statement,
    other: Statement,
    first: Terms,
    second: Terms,
    pairs: Pairs,
    bodies: Bodies,
) -> bool:
    """Whether the two share more than a few words that any text may have."""
    if any(same_or_part(a, b, bodies) for a in one.actors for b in other.actors):
        return True
    if any(a[0] in "pq" or a[2:] in first.proper or b[2:] in second.proper for a, b in pairs):
        return True
    return sum(weight(a) == 1.0 for a, _ in pairs) >= ENOUGH_WORDS


def other_numbers(first: Terms, second: Terms) -> str:
    """Why the two are about other amounts: each tells numbers, and none of the other's."""
    mine, theirs = (
        [q for q in t.quantities if q.told and q.told >= LEAST_NUMBER] for t in (first, second)
    )
    if not mine or not theirs:
        return ""
    if any(a.low <= b.high and b.low <= a.high for a in mine for b in theirs):
        return ""
    return f"Only the one tells {mine[0].told:g}, only the other {theirs[0].told:g}."


def elsewhere(first: Terms, second: Terms) -> str:
    """Why the two are set in other places, by what a text says before a content without a place."""
    here, there = first.places | first.setting, second.places | second.setting
    if not here or not there or (first.places and second.places):
        return ""
    if any(related(a, b) for a in here for b in there):
        return ""
    return f"The one is told of {min(here)}, the other of {min(there)}."


def other_names(first: Terms, second: Terms) -> str:
    """Why the two are about others: each has a name in its text that the other has not."""
    if first.language != second.language:
        return ""
    left = sorted(_names(first) - second.terms)
    right = sorted(_names(second) - first.terms)
    mine = [a for a in left if not any(akin(a, b, first, second) for b in right if a[0] == b[0])]
    theirs = [b for b in right if not any(akin(a, b, first, second) for a in left if a[0] == b[0])]
    if not mine or not theirs:
        return ""
    return f"Only the one names {mine[0][2:]}, only the other {theirs[0][2:]}."


def _names(terms: Terms) -> set[str]:
    return {t for t in terms.terms if t[0] == "p" or (t[0] == "w" and t[2:] in terms.proper)}


def others_named(one: Statement, other: Statement, bodies: Bodies) -> str:
    """Why the two are about others: each names somebody, its speaker aside, whom the other does
    not; empty where they are not."""
    left, right = named(one, bodies), named(other, bodies)
    mine = {a for a in left if not any(same_or_part(a, b, bodies) for b in other.actors)}
    theirs = {b for b in right if not any(same_or_part(a, b, bodies) for a in one.actors)}
    if not mine or not theirs:
        return ""
    return f"Only the one names {', '.join(sorted(mine))}, the other {', '.join(sorted(theirs))}."


def named(statement: Statement, bodies: Bodies) -> set[str]:
    """The actors but for those who speak: of an asserted content those that it names itself."""
    speakers = {link.actor for link in statement.chain if link.actor is not None}
    told = {*statement.agents, *statement.targets, *statement.addressees}
    if not told and statement.modality is not Modality.ASSERTED:
        told = set(statement.actors)
    return told - {body for actor in speakers for body in bodies(actor)}


def other_things(first: Terms, second: Terms) -> str:
    """Why the two are about other things (fighters, wheat, money …): each tells of some."""
    things = vocabulary().things
    mine, theirs = ({term[2:] for term in terms.terms} & things for terms in (first, second))
    if not mine or not theirs or mine & theirs:
        return ""
    return f"Only the one is about {min(mine)}, only the other about {min(theirs)}."
