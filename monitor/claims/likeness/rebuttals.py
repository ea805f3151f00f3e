"""Denials and what they answer: an account in their own text, or of late in another.

Who denies says little of what is held against him: 'no soldier of ours goes there' shares a word
with the report or none. Of several accounts that of which most speaks is answered.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.claims.likeness.anaphora import ACCOUNTS, concerns, points, told_before
from monitor.claims.likeness.evidence import concerned, evidence
from monitor.claims.likeness.independence import same_party
from monitor.claims.likeness.similarity import Comparison, compare
from monitor.claims.likeness.vetoes import Bodies, alone, events_differ
from monitor.claims.likeness.weighing import weights
from monitor.domain import Candidate, ClaimMember, Incoming, Modality, Statement

FEW_WORDS = 0.28  # likeness of an answer that points, or is told without an event
REBUTTED = 200  # days within which a report is denied
A_WORD = 0.1  # likeness of an answer of the same event by whom it is about
UNALIKE = 1.1  # more than any likeness
BELIEVED = 0.05  # below it the account is of something else


def answered(
    incoming: Incoming,
    candidates: Sequence[Candidate],
    bodies: Bodies = alone,
    *,
    found_elsewhere: bool = False,
) -> Candidate | None:
    """The claim of an account before a denial, in its own text, that the denial answers.

    Of several that with most words in common, then the last. Where some claim is `found_elsewhere`
    that fits, only an account of the same event that names whoever denies is preferred to it.
    """
    if incoming.statement.modality is not Modality.DENIED:
        return None
    found = []
    for candidate, member in told_before(incoming, candidates):
        told = member.statement
        if told.modality not in ACCOUNTS:
            continue
        result = compare(incoming.statement, told, bodies=bodies)
        needed = _needed(incoming.statement, told)
        if needed >= FEW_WORDS and found_elsewhere:
            continue
        if not result.vetoed and result.score >= needed:
            found.append((result.score, told.start, candidate))
    return max(found, key=lambda one: one[:2])[2] if found else None


def replied(
    incoming: Incoming, candidates: Sequence[Candidate], bodies: Bodies = alone
) -> Candidate | None:
    """The claim of the last account of the same event before a denial in its own text, for a denial
    that no claim resembles: 'not a rial changed hands' after 'they paid two million'.

    An account that names whoever denies comes first. Without an event only what was told right
    before can be meant.
    """
    denied = incoming.statement
    if denied.modality is not Modality.DENIED:
        return None
    before = list(told_before(incoming, candidates))
    last = max((member.statement.start for _, member in before), default=0)
    found = [
        (concerns(member.statement, denied), member.statement.start, candidate)
        for candidate, member in before
        if member.statement.modality in ACCOUNTS
        and member.statement.event is denied.event
        and (denied.event is not None or member.statement.start == last)
        and not compare(denied, member.statement, bodies=bodies).vetoed
    ]
    return max(found, key=lambda one: one[:2])[2] if found else None


def rebutted(
    incoming: Incoming, candidates: Sequence[Candidate], bodies: Bodies = alone
) -> Candidate | None:
    """The claim of a recent account of the same event, in whatever text, that is told of whoever
    denies and shares a telling word with the denial; the most alike of several.

    'No soldier of ours is going to Hodeidah to be taught' after 'they will train eighty of them in
    Hodeidah'. Who denies says little of what is held against him.
    """
    denied = incoming.statement
    if denied.modality is not Modality.DENIED:
        return None
    found = []
    for candidate in candidates:
        for member in candidate.members:
            told = member.statement
            days = (incoming.published - member.published).days
            if (
                not events_differ(told.event, denied.event)
                and told.modality in ACCOUNTS
                and 0 <= days <= REBUTTED
                and concerned(told, denied, bodies)
                and not same_party(denied, told)
            ):
                result = compare(denied, told, bodies=bodies)
                same = told.event is denied.event is not None
                if not result.vetoed and result.score >= (A_WORD if same else FEW_WORDS):
                    belief = _belief(incoming, member, result, bodies)
                    if belief >= BELIEVED:
                        found.append((belief, member.statement_id, candidate))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _needed(denied: Statement, told: Statement) -> float:
    """How alike a denial must be to an account that it answers.

    Hardly at all where the account names whoever denies and both are of one event; somewhat where
    no event is told of the one, or where the denial points: 'no such meeting'.
    """
    if events_differ(denied.event, told.event):
        return UNALIKE
    same = told.event is denied.event is not None
    if same and concerns(told, denied):
        return A_WORD
    pointing = points(denied)
    if pointing or (None in (told.event, denied.event) and concerns(told, denied)):
        return FEW_WORDS
    return UNALIKE


def _belief(incoming: Incoming, member: ClaimMember, result: Comparison, bodies: Bodies) -> float:
    return weights().belief(evidence(incoming, member, result, bodies))
