"""A statement comes out of the store as it went in, whatever it holds."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

import pytest
from sqlalchemy.orm import Session, sessionmaker

from monitor.domain import (
    ChainLink,
    CueClass,
    Event,
    LinkRole,
    Modality,
    Polarity,
    QuoteForm,
    Statement,
)
from monitor.store import schema
from monitor.store.statements import add_statement, statements_of, to_value

FULL = Statement(
    content="می‌خواهد نیرو بفرستد",
    start=10,
    end=30,
    chain=(
        ChainLink("Army Radio", LinkRole.OUTLET, "Israel's Army Radio", None, "army-radio", "said"),
        ChainLink("he", LinkRole.SPEAKER, "Hassan Kazemi Qomi", "hassan-kazemi-qomi", start=1),
    ),
    cue="said",
    cue_class=CueClass.SAY,
    origin="Hassan Kazemi Qomi",
    party="Iran",
    form=QuoteForm.MIXED,
    modality=Modality.PROMISED,
    polarity=Polarity.NEGATIVE,
    event=Event.MOBILIZE,
    trigger="send",
    actors=("iran", "taliban"),
    agents=("taliban",),
    targets=("iran",),
    addressees=("iran",),
    places=("Lebanon",),
    numbers=("1000",),
    condition="if needed",
    said_on="2024-02",
    event_date="2024-02-08",
    cue_start=4,
    cue_end=8,
    language="fa",
    lemmas=("send", "force"),
    origin_family="akhbar",
    setting=("barmal",),
)


def document(session: Session, now: datetime, url: str = "https://example.org/a") -> int:
    story = schema.Story(created_at=now)
    session.add(story)
    session.flush()
    row = schema.Document(
        story_id=story.id,
        url=url,
        canonical_url=url,
        content_hash="0" * 64,
        title="A title",
        text="A text",
        authors=[],
        fetched_at=now,
        signature=[],
    )
    session.add(row)
    session.flush()
    return row.id


def test_a_statement_survives_the_store(sessions: sessionmaker[Session], now: datetime) -> None:
    with sessions.begin() as session:
        document_id = document(session, now)
        add_statement(session, document_id, FULL)
    with sessions() as session:
        (row,) = statements_of(session, document_id)
        assert to_value(row) == FULL


def test_the_example_sets_every_field_so_that_none_is_forgotten() -> None:
    unset = [
        field.name
        for field in fields(Statement)
        if getattr(FULL, field.name) == field.default and field.name != "attributed"
    ]
    assert unset == []


def test_a_statement_without_event_or_chain_survives(
    sessions: sessionmaker[Session], now: datetime
) -> None:
    narrated = Statement(
        content="they met",
        start=0,
        end=8,
        chain=(),
        cue="",
        cue_class=CueClass.NARRATE,
        origin="Mehr News",
        party="Mehr News",
        attributed=False,
    )
    with sessions.begin() as session:
        document_id = document(session, now)
        add_statement(session, document_id, narrated)
    with sessions() as session:
        (row,) = statements_of(session, document_id)
        assert to_value(row) == narrated


def test_a_time_without_zone_is_refused_before_it_reaches_the_database(
    sessions: sessionmaker[Session],
) -> None:
    with sessions() as session:
        session.add(schema.Story(created_at=datetime(2024, 1, 1)))  # noqa: DTZ001
        with pytest.raises(Exception, match="without time zone"):
            session.flush()
