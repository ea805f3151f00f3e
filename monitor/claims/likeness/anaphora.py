"""Denials that say little or nothing of their own: 'rejected the report', 'not one man was there'.

They deny what their text told before them, by whomever else it was said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.likeness.independence import same_party
from monitor.claims.likeness.similarity import compare
from monitor.claims.likeness.terms import MAX_CHARACTERS, terms_of
from monitor.claims.likeness.vetoes import Bodies, alone, events_differ, meet
from monitor.domain import (
    Candidate,
    ClaimMember,
    Event,
    Incoming,
    LinkRole,
    Modality,
    Polarity,
    Statement,
)
from monitor.reading.normalise import fold

MOST_TERMS = 4  # of a denial that says nothing in particular
FEW_WORDS = 0.28  # likeness of an answer that points, or is told without an event
REBUTTED = 200  # days within which a report is denied
A_WORD = 0.1  # likeness of an answer of the same event by whom it is about
UNALIKE = 1.1  # more than any likeness
# What a denial can answer: a demand or a question tells of nothing.
ACCOUNTS = frozenset({Modality.ASSERTED, Modality.PROMISED, Modality.THREATENED})


def points_back(statement: Statement) -> bool:
    """Whether a denial has no content that could be compared."""
    return statement.modality is Modality.DENIED and not terms_of(statement).terms


def answers_at_large(statement: Statement) -> bool:
    """A denial that names nobody, no place and no number: 'We have never refused anyone'."""
    if statement.modality is not Modality.DENIED or statement.polarity is not Polarity.NEGATIVE:
        return False
    others = set(statement.agents) - set(statement.actors[:2])  # who speaks comes first
    particulars = (others, statement.targets, statement.places, statement.numbers)
    return not any(particulars) and len(terms_of(statement).terms) <= MOST_TERMS


def antecedent(incoming: Incoming, candidates: Sequence[Candidate]) -> Candidate | None:
    """The claim of the last statement before the denial, in its own story, by another party.

    'The report' is rather what an outlet told than what somebody said. What is denied at large
    answers only an accusation of the one who denies it.
    """
    report = _names_a_report(incoming.statement)
    at_large = not points_back(incoming.statement)
    before = [
        (
            report and _told_by_outlet(member.statement),
            _concerns(member.statement, incoming.statement),
            member.statement.start,
            candidate,
        )
        for candidate, member in _told_before(incoming, candidates)
        if not at_large or _accuses(member.statement, incoming.statement)
    ]
    return max(before, key=lambda found: found[:3])[3] if before else None


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
    for candidate, member in _told_before(incoming, candidates):
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
    before = list(_told_before(incoming, candidates))
    last = max((member.statement.start for _, member in before), default=0)
    found = [
        (_concerns(member.statement, denied), member.statement.start, candidate)
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
                and _held_against(told, denied, bodies)
                and not same_party(denied, told)
            ):
                result = compare(denied, told, bodies=bodies)
                same = told.event is denied.event is not None
                if not result.vetoed and result.score >= (A_WORD if same else FEW_WORDS):
                    found.append((result.score, member.statement_id, candidate))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _held_against(told: Statement, denied: Statement, bodies: Bodies) -> bool:
    """Whether an account is told of the body that the denial speaks for."""
    speakers = {link.actor for link in denied.chain if link.actor} or set(denied.actors[:1])
    tellers = {body for link in told.chain if link.actor for body in bodies(link.actor)}
    return meet(speakers, set(told.actors) - tellers, bodies)


def _needed(denied: Statement, told: Statement) -> float:
    """How alike a denial must be to an account that it answers.

    Hardly at all where the account names whoever denies and both are of one event; somewhat where
    no event is told of the one, or where the denial points: 'no such meeting'.
    """
    if events_differ(denied.event, told.event):
        return UNALIKE
    same = told.event is denied.event is not None
    if same and _concerns(told, denied):
        return A_WORD
    pointing = not vocabulary().pointing.isdisjoint(_words(denied))
    if pointing or (None in (told.event, denied.event) and _concerns(told, denied)):
        return FEW_WORDS
    return UNALIKE


def answers(incoming: Incoming | ClaimMember, member: ClaimMember) -> bool:
    """Whether a denial follows in one text on an account that somebody else gave."""
    return (
        incoming.statement.modality is Modality.DENIED
        and incoming.story_id == member.story_id
        and incoming.source == member.source
        and member.statement.start < incoming.statement.start
        and not same_party(incoming.statement, member.statement)
    )


def _told_before(
    incoming: Incoming, candidates: Sequence[Candidate]
) -> Iterator[tuple[Candidate, ClaimMember]]:
    for candidate in candidates:
        for member in candidate.members:
            if answers(incoming, member) and member.statement.modality is not Modality.DENIED:
                yield candidate, member


def _concerns(told: Statement, answer: Statement) -> bool:
    """Whether a statement names, its speaker aside, somebody on whose behalf the answer speaks or
    whom it names."""
    named = {*told.agents, *told.targets, *told.addressees, *told.actors}
    speakers = {link.actor for link in told.chain}
    return not (named - speakers).isdisjoint(answer.actors)


def _accuses(statement: Statement, answer: Statement) -> bool:
    """Whether a statement accuses whoever answers, or the body it speaks for."""
    held_against = {*statement.agents, *statement.targets, *statement.addressees}
    return statement.event is Event.ACCUSE and not held_against.isdisjoint(answer.actors)


def _names_a_report(statement: Statement) -> bool:
    return not vocabulary().reports.isdisjoint(_words(statement))


def _words(statement: Statement) -> list[str]:
    return fold(statement.content[:MAX_CHARACTERS]).split()


def _told_by_outlet(statement: Statement) -> bool:
    return bool(statement.chain) and statement.chain[-1].role is LinkRole.OUTLET
