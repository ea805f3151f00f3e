"""How alike two statements are as reports of one proposition: a score in [0, 1] and its reasons.

Actors, event and the terms of the content carry it. Words are compared within a language only;
concepts, places, actors and events are the same in every language, so a Dari statement can meet an
English one. Embeddings are no help here: they rate a denial as high as a paraphrase.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.claims.likeness.doubts import doubts, named, only_a_condition
from monitor.claims.likeness.matching import matches
from monitor.claims.likeness.terms import MAX_CHARACTERS, Terms, terms_of, weight
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
FOREIGN = 0.35
LEAST_CONTENT = 2.5
LONE = 0.7  # one word in common where both say more may be chance
FEW = {1: 0.8, 2: 0.95}
PART = 0.8
NOBODY = 0.5  # whoever names no actor contradicts nobody
UNTOLD = 0.5


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
    content, pairs = content_shared(set_in(first, second), set_in(second, first))
    if not content:
        content, pairs = _bare_words(one, other, first, second)
    if not content:
        return Comparison(0.0, ("Their contents share nothing.",))
    shared, also = [a for a, _ in pairs], [b for _, b in pairs]
    if only_a_condition(one, other, shared) or only_a_condition(other, one, also):
        condition = "What the one reports, the other only makes a condition."
        return Comparison(0.0, (condition,), vetoed=True)
    actors, common = _actors(one, other, bodies)
    event = _event(one.event, other.event)
    weights = WEIGHTS if first.language == second.language else ACROSS
    frame = weights[1] * actors + weights[2] * event
    score = weights[0] * content + frame * min(1.0, content / ENOUGH)
    if events_differ(one.event, other.event):
        score *= OTHER_EVENT
    reasons = _reasons(one, other, shared, common)
    for factor, doubt in doubts(one, other, first, second, pairs, bodies):
        score *= factor
        reasons.append(doubt)
    return Comparison(round(min(score, 1.0), 4), tuple(reasons))


def set_in(one: Terms, other: Terms) -> Terms:
    """The terms, with the place the other names where the text of the one was telling of it."""
    told = {t for t in other.terms if t[0] == "p" and any(related(t[2:], p) for p in one.setting)}
    return replace(one, terms=one.terms | told) if told else one


def content_shared(first: Terms, second: Terms) -> tuple[float, list[tuple[str, str]]]:
    """Weighted overlap of terms, between Dice's and the share of the smaller: omission is forgiven.

    Across languages a word that no table knows can hardly be found again, so it counts for less.
    """
    if not first.terms or not second.terms:
        return 0.0, []
    across = first.language != second.language
    pairs = matches(first, second)
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


def _actors(one: Statement, other: Statement, bodies: Bodies) -> tuple[float, list[str]]:
    """How far the same actors are named, by all or, where that is more, without those who speak."""
    left, right = set(one.actors), set(other.actors)
    if not left or not right:
        return NOBODY, []
    score = in_common(left, right, bodies)
    left, right = named(one, bodies), named(other, bodies)
    if left and right:
        score = max(score, in_common(left, right, bodies))
    elif Modality.ASSERTED in (one.modality, other.modality) and not (left and right):
        score = max(score, NOBODY)
    return score, sorted(set(one.actors) & set(other.actors))


def in_common(left: set[str], right: set[str], bodies: Bodies) -> float:
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
