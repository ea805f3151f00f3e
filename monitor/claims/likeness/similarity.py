"""How alike two statements are as reports of one proposition: a score in [0, 1] and its reasons.

Actors, event and the terms of the content carry it. Words are compared within a language only;
concepts, places, actors and events are the same in every language, so a Dari statement can meet an
English one. Embeddings are no help here: they rate a denial as high as a paraphrase.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.likeness.skeletons import skeleton
from monitor.claims.likeness.terms import MAX_CHARACTERS, Terms, terms_of
from monitor.claims.likeness.vetoes import (
    Bodies,
    alone,
    events_differ,
    related,
    same_or_part,
    vetoes,
)
from monitor.domain import Event, Modality, Statement
from monitor.reading.normalise import fold

# Weights of content, actors and event.
WEIGHTS = (0.55, 0.3, 0.15)
ACROSS = (0.45, 0.35, 0.2)
# Who and which kind of event say little as long as this much of the content is not shared.
ENOUGH = 0.35
OTHER_EVENT = 0.8
OTHER_THING = 0.6
OTHER_NUMBERS = 0.8
OTHER_ACTORS = 0.85
OTHER_NAMES = 0.85
LIGHT = 0.35
FOREIGN = 0.35
LEAST_CONTENT = 2.5
LONE = 0.7  # one word in common where both say more may be chance
FEW = {1: 0.8, 2: 0.95}
PART = 0.8
NOBODY = 0.5  # whoever names no actor contradicts nobody
UNTOLD = 0.5
PLACE = 0.7
STEM = 4  # two words that begin alike for this long and end differently by three letters are one
ENDING = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two statements are. A veto stands beside the score and is one of the reasons."""

    score: float
    reasons: tuple[str, ...]
    vetoed: bool = False


def compare(one: Statement, other: Statement, *, bodies: Bodies = alone) -> Comparison:
    """The likeness of two statements; symmetric up to the order of what reasons name.

    With `bodies` an actor and what it belongs to are nearly the same: a force and its state.
    """
    first, second = terms_of(one), terms_of(other)
    if forbidden := tuple(vetoes(one, other, first, second, bodies)):
        return Comparison(0.0, forbidden, vetoed=True)
    content, pairs = _content(first, second)
    if not content:
        content, pairs = _bare_words(one, other, first, second)
    if not content:
        return Comparison(0.0, ("Their contents share nothing.",))
    shared, also = [a for a, _ in pairs], [b for _, b in pairs]
    if _only_a_condition(one, other, shared) or _only_a_condition(other, one, also):
        return Comparison(0.0, ("What the one reports, the other only makes a condition.",))
    actors, common = _actors(one, other, bodies)
    event = _event(one.event, other.event)
    weights = WEIGHTS if first.language == second.language else ACROSS
    frame = weights[1] * actors + weights[2] * event
    score = weights[0] * content + frame * min(1.0, content / ENOUGH)
    if events_differ(one.event, other.event):
        score *= OTHER_EVENT
    if _things_differ(first, second):
        score *= OTHER_THING
    reasons = _reasons(one, other, shared, common)
    if numbers := _other_numbers(first, second):
        score *= OTHER_NUMBERS
        reasons.append(numbers)
    if names := _other_names(first, second):
        score *= OTHER_NAMES
        reasons.append(names)
    if apart := _others_named(one, other, bodies):
        score *= OTHER_ACTORS
        reasons.append(apart)
    return Comparison(round(min(score, 1.0), 4), tuple(reasons))


def _only_a_condition(one: Statement, other: Statement, shared: list[str]) -> bool:
    """'If Kabul shelters them we will strike' and 'we shelter nobody' are about two things."""
    if not one.condition or other.condition or one.condition == one.content:
        return False
    plain = replace(one, content=one.condition, lemmas=(), trigger=None, places=())
    return terms_of(plain).terms >= set(shared)


def _other_names(first: Terms, second: Terms) -> str:
    """Why the two are about others: each has a name in its text that the other has not."""
    if first.language != second.language:
        return ""
    left = sorted(_names(first) - second.terms)
    right = sorted(_names(second) - first.terms)
    mine = [a for a in left if not any(_akin(a, b, first, second) for b in right if a[0] == b[0])]
    theirs = [b for b in right if not any(_akin(a, b, first, second) for a in left if a[0] == b[0])]
    if not mine or not theirs:
        return ""
    return f"Only the one names {mine[0][2:]}, only the other {theirs[0][2:]}."


def _other_numbers(first: Terms, second: Terms) -> str:
    """Why the two are about other amounts: each tells numbers, and none of the other's."""
    mine, theirs = ([q for q in t.quantities if q.told and q.told >= 10] for t in (first, second))
    if not mine or not theirs:
        return ""
    if any(a.low <= b.high and b.low <= a.high for a in mine for b in theirs):
        return ""
    return f"Only the one tells {mine[0].told:g}, only the other {theirs[0].told:g}."


def _names(terms: Terms) -> set[str]:
    return {t for t in terms.terms if t[0] == "p" or (t[0] == "w" and t[2:] in terms.proper)}


def _others_named(one: Statement, other: Statement, bodies: Bodies) -> str:
    """Why the two are about others: each names somebody, its speaker aside, whom the other does
    not; empty where they are not."""
    left, right = _named(one, bodies), _named(other, bodies)
    mine = {a for a in left if not any(same_or_part(a, b, bodies) for b in other.actors)}
    theirs = {b for b in right if not any(same_or_part(a, b, bodies) for a in one.actors)}
    if not mine or not theirs:
        return ""
    return f"Only the one names {', '.join(sorted(mine))}, the other {', '.join(sorted(theirs))}."


def _named(statement: Statement, bodies: Bodies) -> set[str]:
    """The actors but for those who speak: of an asserted content those that it names itself."""
    speakers = {link.actor for link in statement.chain if link.actor is not None}
    told = {*statement.agents, *statement.targets, *statement.addressees}
    if not told and statement.modality is not Modality.ASSERTED:
        told = set(statement.actors)
    return told - {body for actor in speakers for body in bodies(actor)}


def _things_differ(first: Terms, second: Terms) -> bool:
    """Whether each speaks of a thing (fighters, wheat, money …) and neither of the other's."""
    things = vocabulary().things
    left = {term[2:] for term in first.terms if term[2:] in things}
    right = {term[2:] for term in second.terms if term[2:] in things}
    return bool(left and right) and not left & right


def _content(first: Terms, second: Terms) -> tuple[float, list[tuple[str, str]]]:
    """Weighted overlap of terms, between Dice's and the share of the smaller: omission is forgiven.

    Across languages a word that no table knows can hardly be found again, so it counts for less.
    """
    if not first.terms or not second.terms:
        return 0.0, []
    across = first.language != second.language
    pairs = _matches(first, second)
    if not pairs:
        return 0.0, []
    met = sum(min(weight(a), weight(b)) for a, b in pairs)
    matched = {term for pair in pairs for term in pair}

    def size(terms: frozenset[str]) -> float:
        lost = (t for t in terms if across and t[0] == "w" and t not in matched)
        return sum(map(weight, terms)) - sum(weight(term) * (1 - FOREIGN) for term in lost)

    left, right = size(first.terms), size(second.terms)
    dice = 2 * met / (left + right)
    share = met / max(min(left, right), LEAST_CONTENT)
    lone = len(pairs) == 1 < min(len(first.terms), len(second.terms))
    return min(1.0, (dice + share) / 2) * (LONE if lone else 1.0), pairs


def _bare_words(
    one: Statement, other: Statement, first: Terms, second: Terms
) -> tuple[float, list[tuple[str, str]]]:
    """Dice of the words as they stand, for contents that are made of names and little else."""
    if first.terms or second.terms:
        return 0.0, []
    left, right = (set(fold(each.content[:MAX_CHARACTERS]).split()) for each in (one, other))
    common = left & right
    return 2 * len(common) / max(len(left) + len(right), 1), [
        (f"w:{word}", f"w:{word}") for word in sorted(common)
    ]


def weight(term: str) -> float:
    """How much a term tells."""
    if term[0] == "q":
        # 300,000 tells more than 12 does.
        return 1.0 + min(1.0, math.log10(float(term[2:])) / 2.5)
    if term[2:] in vocabulary().light:
        return LIGHT
    return PLACE if term[0] == "p" else 1.0


def _matches(first: Terms, second: Terms) -> list[tuple[str, str]]:
    """Equal terms, then words of one stem, names across scripts, and places within each other."""
    pairs = [(term, term) for term in sorted(first.terms & second.terms)]
    free: dict[str, list[str]] = {}
    for term in sorted(second.terms - first.terms):
        if term[0] in "pw":
            free.setdefault(_bucket(term, second, first), []).append(term)
    for term in sorted(first.terms - second.terms) if free else ():
        if term[0] in "pw":
            akin = free.get(_bucket(term, first, second), [])
            found = next((other for other in akin if _akin(term, other, first, second)), None)
            if found is not None:
                akin.remove(found)
                pairs.append((term, found))
    return pairs


def _bucket(term: str, own: Terms, other: Terms) -> str:
    """What two akin terms have in common: a name's consonants, a word's beginning."""
    if term[0] == "p":
        return "p"
    if (own.language == "en") is (other.language == "en"):
        return term[: STEM + 2]
    named = own.language != "en" or term[2:] in own.proper
    return f"n:{skeleton(term[2:])}" if named else ""


def _akin(one: str, other: str, first: Terms, second: Terms) -> bool:
    """Whether two terms of one bucket mean the same."""
    if one[0] == "p":
        return related(one[2:], other[2:])
    if (first.language == "en") is (second.language == "en"):
        return _one_stem(one[2:], other[2:])
    return skeleton(one[2:]) != ""


def _one_stem(one: str, other: str) -> bool:
    if min(len(one), len(other)) < STEM:
        return False
    unlike = (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    same = next(unlike, min(len(one), len(other)))
    return max(len(one), len(other)) - same <= ENDING


def _actors(one: Statement, other: Statement, bodies: Bodies) -> tuple[float, list[str]]:
    """How far the same actors are named, by all or, where that is more, without those who speak."""
    left, right = set(one.actors), set(other.actors)
    if not left or not right:
        return NOBODY, []
    score = _in_common(left, right, bodies)
    left, right = _named(one, bodies), _named(other, bodies)
    if left and right:
        score = max(score, _in_common(left, right, bodies))
    elif Modality.ASSERTED in (one.modality, other.modality) and not (left and right):
        score = max(score, NOBODY)
    return score, sorted(set(one.actors) & set(other.actors))


def _in_common(left: set[str], right: set[str], bodies: Bodies) -> float:
    """Dice; one name in common says less than several.

    An actor and a body it belongs to count for PART of one in common.
    """
    common = len(left & right)
    parts = sum(any(same_or_part(a, b, bodies) for b in right - left) for a in left - right)
    met = common + PART * min(parts, len(right - left))
    return FEW.get(round(met), 1.0) * 2 * met / (len(left) + len(right))


def _event(one: Event | None, other: Event | None) -> float:
    """An event that is not told contradicts nothing and proves little."""
    if one is None or other is None:
        return UNTOLD
    if one is other:
        return 1.0
    return 0.0 if events_differ(one, other) else UNTOLD


def _reasons(one: Statement, other: Statement, shared: list[str], common: list[str]) -> list[str]:
    reasons = []
    if common:
        reasons.append(f"Both name {', '.join(common)}.")
    if one.event is not None and one.event is other.event:
        reasons.append(f"Both report the event {one.event.value}.")
    elif one.event is not None and other.event is not None:
        reasons.append(f"The events are {one.event.value} and {other.event.value}.")
    if shared:
        reasons.append(f"They share the terms {', '.join(term[2:] for term in shared[:8])}.")
    return reasons
