"""Denials beside what they deny: a denial has the event of the claim it answers.

'No one crossed from our soil' names no raid; the accusation before it does. What a text tells of
one matter stands near together: the words two statements share say whether one answers the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.claims.likeness.anaphora import points_back
from monitor.domain import Event, Modality, Polarity, Statement

NEAR = 8  # statements: how far apart in a text a claim and its answer stand
ENOUGH = 0.5  # of the words of the shorter
FEWEST = 2
FAR = 1500  # code points: a word in common counts for nothing that far away
AFTER = 0.5  # how much less a claim counts that is told only after its denial
_POINTING = re.compile(
    r"^(?:it|this|that|these|those)\b|\b(?:those|these|such|that night|that day)\b|^not\b",
    re.IGNORECASE,
)
OF_STANCE = frozenset({Event.REQUEST, Event.THREATEN, Event.REJECT})
MOVES = frozenset({Event.MOBILIZE, Event.RETREAT})  # 'no aircraft of ours crossed'
MET = frozenset({Event.ASSAULT, Event.CONSULT})
VALUED = frozenset({Event.SUPPORT})  # praise: seldom what is denied
ANSWERED = frozenset({Modality.ASSERTED, Modality.PROMISED})


def answered(found: Sequence[Statement]) -> tuple[Statement, ...]:
    """`found` in order of text, each denial with the event of what it answers.

    A negative statement that says the opposite of another's is a denial.
    """
    return tuple(_answering(one, _near(found, at)) for at, one in enumerate(found))


def _near(found: Sequence[Statement], at: int) -> list[Statement]:
    """Those around `at` in which somebody else claims something, the nearest before it first."""
    low = max(0, at - NEAR)
    around = [*reversed(found[low:at]), *found[at + 1 : at + NEAR]]
    return [
        other
        for other in around
        if other.modality in ANSWERED
        and other.polarity is Polarity.POSITIVE
        and other.party != found[at].party
    ]


def _answering(one: Statement, near: Iterable[Statement]) -> Statement:
    if one.modality is Modality.DENIED:
        claim = _claim(one, near)
        return replace(one, event=claim.event) if claim is not None else one
    opposes = one.modality is Modality.ASSERTED and one.polarity is Polarity.NEGATIVE
    told = (other for other in near if other.modality is Modality.ASSERTED)
    claim = _same_words(one, told) if opposes else None
    if claim is None:
        return one
    return replace(one, modality=Modality.DENIED, event=claim.event)


def _claim(denial: Statement, near: Iterable[Statement]) -> Statement | None:
    """What `denial` denies, where it stands in the same text.

    One that tells only of a move ('no aircraft of ours crossed', 'nobody of ours set foot there')
    answers a claim of the same place, else a raid or a visit. One that names no act of its own
    ('none of our men was there', 'we neither asked for any nor were offered any') answers the claim
    nearest to it that names the same people, place or thing; one that only points ('it does not
    exist'), the last before it.
    """
    near = [other for other in near if other.event is not None]
    if (same := _same_words(denial, near)) is not None:
        return same
    moved = denial.event in MOVES
    if denial.event is not None and denial.event not in OF_STANCE and not moved:
        return None
    told = [other for other in near if other.event not in OF_STANCE | VALUED]
    if moved:
        there = [other for other in told if set(other.places) & set(denial.places)]
        told = there or [other for other in told if other.event in MET]
    touching = [(_touching(denial, other), other) for other in told]
    best = max(touching, key=lambda found: found[0], default=(0.0, None))
    if best[0] > 0:
        return best[1]
    back = denial.event is None and (points_back(denial) or _POINTING.search(denial.content))
    return next((other for other in told if other.start < denial.start), None) if back else None


def _touching(one: Statement, other: Statement) -> float:
    """How many people, places, numbers and things two statements share, less what lies between."""
    common = set(one.lemmas) & set(other.lemmas)
    common |= set(one.places) & set(other.places)
    common |= set(one.numbers) & set(other.numbers)
    who = set(one.actors) & {*other.agents, *other.targets}
    distance = abs(one.start - other.start) / FAR + (other.start > one.start) * AFTER
    return len(common) + len(who) - distance if common or who else 0.0


def _same_words(one: Statement, near: Iterable[Statement]) -> Statement | None:
    shares = [(_shared(one, other), other) for other in near if other.event not in OF_STANCE]
    best = max(shares, key=lambda found: found[0], default=(0.0, None))
    return best[1] if best[0] >= ENOUGH else None


def _shared(one: Statement, other: Statement) -> float:
    """The part of the shorter statement's words that the other has too, 0 of too few."""
    left, right = ({*made.lemmas, *made.agents, *made.targets} for made in (one, other))
    common = left & right
    if len(common) < FEWEST or not common & set(one.lemmas):
        return 0.0
    return len(common) / min(len(left), len(right))
