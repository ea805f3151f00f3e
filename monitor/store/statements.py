"""Statements, their chains and the mentions they rest on, as rows and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from monitor import domain
from monitor.store.schema import ChainLink, Mention, Statement

VALUE = TypeAdapter(domain.Statement)
# Fields that have a column of their own; all others are only ever read whole.
COLUMNS = (
    "content", "start", "end", "cue", "cue_start", "cue_end", "cue_class", "origin", "party",
    "form", "modality", "polarity", "event", "actors", "said_on", "event_date", "attributed",
    "language",
)  # fmt: skip
DETAIL = tuple(
    f.name for f in fields(domain.Statement) if f.name not in COLUMNS and f.name != "chain"
)
LINK = {
    "name": "name",
    "role": "role",
    "canonical": "canonical",
    "actor": "actor_id",
    "source": "source_slug",
    "cue": "cue",
    "start": "start",
    "end": "end",
}


def add_statement(session: Session, document_id: int, value: domain.Statement) -> Statement:
    """Write a statement and its chain; the row has its id when this returns."""
    plain = VALUE.dump_python(value, mode="json")
    row = Statement(
        document_id=document_id,
        detail={name: plain[name] for name in DETAIL},
        **{name: plain[name] for name in COLUMNS},
    )
    row.links = [
        ChainLink(position=position, **{column: link[name] for name, column in LINK.items()})
        for position, link in enumerate(plain["chain"])
    ]
    session.add(row)
    session.flush()
    return row


def to_value(row: Statement) -> domain.Statement:
    """The value a row was written from."""
    chain = [{name: getattr(link, column) for name, column in LINK.items()} for link in row.links]
    columns = {name: getattr(row, name) for name in COLUMNS}
    return VALUE.validate_python({**row.detail, **columns, "chain": chain})


def statements_of(session: Session, document_id: int) -> list[Statement]:
    """The statements of a document in order of the text."""
    query = (
        select(Statement)
        .where(Statement.document_id == document_id)
        .options(selectinload(Statement.links))
        .order_by(Statement.start, Statement.id)
    )
    return list(session.scalars(query))


def add_mentions(session: Session, document_id: int, mentions: Iterable[domain.Mention]) -> None:
    """Write the mentions that count; vetoed ones are a matter of the moment."""
    session.add_all(
        Mention(
            document_id=document_id,
            actor_id=mention.actor,
            source_slug=mention.source,
            alias=mention.alias,
            start=mention.start,
            end=mention.end,
            rule=mention.rule,
            reason=mention.reason,
        )
        for mention in mentions
        if not mention.vetoed
    )
