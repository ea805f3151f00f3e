"""Texts looked through for names: the latest first, without copies, each with its open links."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from monitor.actors.normalise import fold
from monitor.domain import ChainLink, LinkRole, Mention, Relation
from monitor.store import names, schema
from monitor.store.statements import add_mentions, add_statement
from tests.store.test_statements import FULL, document

KNOWN = Mention(0, 1, "A", "A", "A", actor="front", rule="surname", reason="named before")


def filled(session: Session, now: datetime) -> list[int]:
    """Four documents, of which the last is a copy; the first two name an actor, twice."""
    ids = []
    for number in range(4):
        ids.append(document(session, now, f"https://example.org/{number}"))
        row = session.get_one(schema.Document, ids[-1])
        row.fetched_at = now + timedelta(days=number)
        if number < 2:
            vetoed = replace(KNOWN, start=9, vetoed=True)
            add_mentions(session, row.id, [KNOWN, replace(KNOWN, start=5), vetoed])
    session.get_one(schema.Document, ids[-1]).relation = Relation.COPY.value
    return ids


def test_the_latest_documents_come_first_without_copies_and_no_more_than_asked_for(
    sessions: sessionmaker[Session], now: datetime
) -> None:
    with sessions.begin() as session:
        first, second, third, _ = filled(session, now)
        assert names.newest(session, limit=9) == [third, second, first]
        assert names.newest(session, limit=2) == [third, second]
        assert names.newest(session, limit=9, actor="front") == [second, first]
        assert names.newest(session, limit=1, actor="front") == [second]
        assert names.newest(session, limit=9, actor="nobody") == []
        found = names.texts(session, [third, second, first], since=now + timedelta(days=1))
        assert [text.id for text in found] == [third, second]


def test_only_links_that_nobody_answered_to_and_that_are_named_are_open(
    sessions: sessionmaker[Session], now: datetime
) -> None:
    speaker = ChainLink("Odo Lindqvist", LinkRole.SPEAKER, start=3, end=16)
    anonymous = ChainLink("an official", LinkRole.ANONYMOUS)
    statement = replace(FULL, chain=(*FULL.chain, anonymous, speaker))
    with sessions.begin() as session:
        first = filled(session, now)[0]
        add_statement(session, first, statement)
        add_statement(session, first, replace(statement, start=50)).retired = True
        (text,) = names.texts(session, [first])
        assert [(link.name, link.role, link.start) for link in text.links] == [
            ("Odo Lindqvist", "speaker", 3)
        ]
        assert text.links[0].content == FULL.content


def test_a_name_is_dismissed_once_and_restored_once(
    sessions: sessionmaker[Session], now: datetime
) -> None:
    key = fold("Odo Lindqvist")
    with sessions.begin() as session:
        assert names.dismiss(session, key, "Odo Lindqvist", now=now)
        assert not names.dismiss(session, key, "Odo Lindqvist", now=now)
        assert names.dismissed(session) == {key}
        assert names.restore(session, key)
        assert not names.restore(session, key)
        assert names.dismissed(session) == frozenset()


def test_every_stored_mention_says_alias_rule_and_reason_and_vetoed_ones_are_not_stored(
    sessions: sessionmaker[Session], now: datetime
) -> None:
    with sessions.begin() as session:
        first = filled(session, now)[0]
        rows = session.scalars(select(schema.Mention).where(schema.Mention.document_id == first))
        assert [(row.start, row.alias, row.rule, row.reason) for row in rows] == [
            (0, "A", "surname", "named before"),
            (5, "A", "surname", "named before"),
        ]
