"""Denials that say little or nothing of their own: 'rejected the report', 'not one man was there'.

They deny what their text told before them, by whomever else it was said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.likeness.independence import same_party
from monitor.claims.likeness.terms import MAX_CHARACTERS, terms_of
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
            concerns(member.statement, incoming.statement),
            member.statement.start,
            candidate,
        )
        for candidate, member in told_before(incoming, candidates)
        if not at_large or _accuses(member.statement, incoming.statement)
    ]
    return max(before, key=lambda found: found[:3])[3] if before else None


def answers(incoming: Incoming | ClaimMember, member: ClaimMember) -> bool:
    """Whether a denial follows in one text on an account that somebody else gave."""
    return (
        incoming.statement.modality is Modality.DENIED
        and incoming.story_id == member.story_id
        and incoming.source == member.source
        and member.statement.start < incoming.statement.start
        and not same_party(incoming.statement, member.statement)
    )


def told_before(
    incoming: Incoming, candidates: Sequence[Candidate]
) -> Iterator[tuple[Candidate, ClaimMember]]:
    """The accounts that others gave before it in the same text."""
    for candidate in candidates:
        for member in candidate.members:
            if answers(incoming, member) and member.statement.modality is not Modality.DENIED:
                yield candidate, member


def concerns(told: Statement, answer: Statement) -> bool:
    """Whether a statement names, its speaker aside, somebody on whose behalf the answer speaks or
    whom it names."""
    named = {*told.agents, *told.targets, *told.addressees, *told.actors}
    speakers = {link.actor for link in told.chain}
    return not (named - speakers).isdisjoint(answer.actors)


def _accuses(statement: Statement, answer: Statement) -> bool:
    """Whether a statement accuses whoever answers, or the body it speaks for."""
    held_against = {*statement.agents, *statement.targets, *statement.addressees}
    return statement.event is Event.ACCUSE and not held_against.isdisjoint(answer.actors)


def points(statement: Statement) -> bool:
    """Whether it points at what was told: 'no such meeting'."""
    return not vocabulary().pointing.isdisjoint(_words(statement))


def _names_a_report(statement: Statement) -> bool:
    return not vocabulary().reports.isdisjoint(_words(statement))


def _words(statement: Statement) -> list[str]:
    return fold(statement.content[:MAX_CHARACTERS]).split()


def _told_by_outlet(statement: Statement) -> bool:
    return bool(statement.chain) and statement.chain[-1].role is LinkRole.OUTLET
