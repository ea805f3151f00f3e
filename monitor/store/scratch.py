"""A store beside the store: empty, private, and gone with the process that opened it.

SQLite keeps it in an unnamed temporary file that is unlinked as soon as it is open, so that not
even `kill -9` leaves anything behind. Foreign keys are off: rows point at the real store's pages.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Engine, create_engine, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool

from monitor.domain import Analysed
from monitor.store.schema import Base, Source, UTCDateTime

ANALYSED = TypeAdapter(Analysed)


class _Spool(DeclarativeBase):
    """Tables that only a scratch store has."""


class Spooled(_Spool):
    """A page that was read and waits for its turn; no `analysed` means as it is stored."""

    __tablename__ = "spooled"
    number: Mapped[int] = mapped_column(primary_key=True)
    published: Mapped[datetime] = mapped_column(UTCDateTime(), index=True)
    fetched: Mapped[datetime] = mapped_column(UTCDateTime())
    page: Mapped[int]
    analysed: Mapped[bytes | None]


def open_scratch() -> Engine:
    """An empty scratch store with all tables; dispose of it to be rid of it."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect("", check_same_thread=False),
        poolclass=StaticPool,
    )
    Base.metadata.create_all(engine)
    _Spool.metadata.create_all(engine)
    return engine


def copy_sources(real: Session, scratch: Session) -> None:
    """The outlets, under their ids: what decides independence is read from their rows."""
    columns = [column.key for column in Source.__table__.columns]
    rows = [{name: getattr(row, name) for name in columns} for row in real.scalars(select(Source))]
    if rows:
        scratch.execute(insert(Source), rows)


def spool(
    session: Session,
    number: int,
    *,
    published: datetime,
    fetched: datetime,
    page: int,
    analysed: Analysed | None,
) -> None:
    """Put page `number` of a run where `in_order` finds it."""
    blob = ANALYSED.dump_json(analysed) if analysed is not None else None
    session.add(
        Spooled(number=number, published=published, fetched=fetched, page=page, analysed=blob)
    )


def in_order(session: Session) -> Iterator[tuple[int, Analysed | None]]:
    """Everything spooled in order of publication, then of arrival."""
    order = (Spooled.published, Spooled.fetched, Spooled.page, Spooled.number)
    for number in list(session.scalars(select(Spooled.number).order_by(*order))):
        blob = session.scalar(select(Spooled.analysed).where(Spooled.number == number))
        yield number, ANALYSED.validate_json(blob) if blob is not None else None
