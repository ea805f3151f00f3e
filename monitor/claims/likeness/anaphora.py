"""Denials that say nothing of their own: 'rejected the report', '"a lie," he said'.

They deny what their text told last before them, by whomever else it was said.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.likeness.independence import same_party
from monitor.claims.likeness.terms import MAX_CHARACTERS, terms_of
from monitor.domain import (
    Candidate,
    Event,
    Incoming,
    LinkRole,
    Modality,
    Polarity,
    Statement,
)
from monitor.reading.normalise import fold

MOST_TERMS = 4  # of a denial that says nothing in particular


def points_back(statement: Statement) -> bool:
    """Whether a denial has no content that could be compared."""
    if statement.modality is not Modality.DENIED:
        return False
    anaphoric = vocabulary().anaphoric
    words = (term[2:] for term in terms_of(statement).terms)
    return all(word in anaphoric or word.removesuffix("s") in anaphoric for word in words)


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
        (report and _told_by_outlet(member.statement), member.statement.start, candidate)
        for candidate in candidates
        for member in candidate.members
        if member.story_id == incoming.story_id
        and member.source == incoming.source
        and member.statement.start < incoming.statement.start
        and member.statement.modality is not Modality.DENIED
        and not same_party(member.statement, incoming.statement)
        and (not at_large or _accuses(member.statement, incoming.statement))
    ]
    return max(before, key=lambda found: found[:2])[2] if before else None


def _accuses(statement: Statement, answer: Statement) -> bool:
    """Whether a statement accuses whoever answers, or the body it speaks for."""
    held_against = {*statement.agents, *statement.targets, *statement.addressees}
    return statement.event is Event.ACCUSE and not held_against.isdisjoint(answer.actors)


def _names_a_report(statement: Statement) -> bool:
    return not vocabulary().reports.isdisjoint(fold(statement.content[:MAX_CHARACTERS]).split())


def _told_by_outlet(statement: Statement) -> bool:
    return bool(statement.chain) and statement.chain[-1].role is LinkRole.OUTLET
