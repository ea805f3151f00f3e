"""What nobody could decide is listed until an analyst does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from monitor.domain import ClaimDecision, ClaimKind, Incoming
from monitor.reprocess import analyst
from monitor.store import claims
from monitor.store.review import waiting
from monitor.store.schema import Statement
from monitor.store.statements import add_statement
from tests.store.test_statements import FULL, document


def told(session: Session, at: datetime, content: str, decision: ClaimDecision) -> int:
    """A statement placed as decided; the id of the claim it came to."""
    where = document(session, at, f"https://example.org/{content.replace(' ', '-')}")
    value = replace(FULL, content=content)
    row = add_statement(session, where, value)
    incoming = Incoming(value, at, story_id=1)
    return claims.place_statement(session, row, incoming, decision, keys=(content,), at=at)[0].id


def test_a_pair_waits_until_it_is_merged(sessions: sessionmaker[Session], now: datetime) -> None:
    with sessions.begin() as session:
        first = told(session, now, "a promise", ClaimDecision(ClaimKind.NEW, None, 0.0))
        doubt = ClaimDecision(ClaimKind.UNCERTAIN, first, 0.57, ("Like it, but not surely.",))
        second = told(session, now, "perhaps the same promise", doubt)
    with sessions() as session:
        (record,) = waiting(session)
        assert (record["claim"], record["nearest_claim"]) == (second, first)
        assert record["content"] == "perhaps the same promise"
        assert record["reasons"] == ["Like it, but not surely."]
    with sessions.begin() as session:
        analyst.merge(session, first, second, note="one", at=now)
    with sessions() as session:
        assert waiting(session) == []


def test_a_mark_says_that_it_stands_for_itself(
    sessions: sessionmaker[Session], now: datetime
) -> None:
    with sessions.begin() as session:
        first = told(session, now, "a promise", ClaimDecision(ClaimKind.NEW, None, 0.0))
        doubt = ClaimDecision(ClaimKind.UNCERTAIN, first, 0.57, ("Like it.",))
        second = told(session, now, "another promise", doubt)
        third = told(session, now, "a third promise", doubt)
    with sessions.begin() as session:
        analyst.mark(session, second, "single-origin", note="another meeting", at=now)
    with sessions.begin() as session:
        assert [record["claim"] for record in waiting(session)] == [third]
        for row in session.query(Statement).where(Statement.claim_id == third):
            row.retired = True
    with sessions() as session:
        assert waiting(session) == []
