"""Whose evidence stands in which archive file, and the rows' account of what was dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, tuple_, update
from sqlalchemy.orm import Session, aliased

from monitor.store.pages import payload
from monitor.store.schema import Alert, Document, Page, Statement

AT_ONCE = 500  # ids in one statement: databases bound the number of parameters


@dataclass(frozen=True, slots=True)
class FileRows:
    """What the rows know of one file: pages, bytes, when they were had, what must stay.

    `waiting`: pages of it are still to be read.
    """

    pages: int
    bytes: int
    needed: int
    needed_bytes: int
    waiting: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """A page's record in a file, and whether it must stay."""

    page: int
    offset: int
    length: int
    needed: bool


def files(session: Session) -> dict[str, FileRows]:
    """The files that rows point to, by name."""
    needed = _needed(Page)
    query = (
        select(
            Page.warc_file,
            func.count(Page.id),
            func.sum(Page.warc_length),
            func.sum(case((needed, 1), else_=0)),
            func.sum(case((needed, Page.warc_length), else_=0)),
            func.sum(case((Page.state == "fetched", 1), else_=0)),
            func.min(Page.fetched_at),
            func.max(Page.fetched_at),
        )
        .where(Page.warc_file.is_not(None))
        .group_by(Page.warc_file)
    )
    return {name: FileRows(*rest) for name, *rest in session.execute(query)}


def rows(session: Session, name: str, *, lock: bool = False) -> list[Row]:
    """The records of one file in their order; `lock` keeps others from referring to them anew."""
    if lock:
        here = select(Page.id).where(Page.warc_file == name).order_by(Page.id)
        session.execute(here.with_for_update())
    query = (
        select(Page.id, Page.warc_offset, Page.warc_length, _needed(Page))
        .where(Page.warc_file == name)
        .order_by(Page.warc_offset)
    )
    return [
        Row(page, offset or 0, length or 0, needed)
        for page, offset, length, needed in session.execute(query)
    ]


def _needed(page: type[Page]) -> ColumnElement[bool]:
    """Whether a record must stay: an alert rests on it, it waits, or a later visit refers to it.

    A visit in the same file counts only if it must stay itself: else both go together.
    """
    later = aliased(Page)
    elsewhere = later.warc_file != page.warc_file
    referred = exists().where(
        later.payload_file == page.warc_file,
        later.payload_offset == page.warc_offset,
        later.warc_file.is_not(None),
        or_(elsewhere, _wanted(later)),
    )
    return or_(_wanted(page), referred.correlate(page))


def _wanted(page: type[Page]) -> ColumnElement[bool]:
    return or_(page.state == "fetched", page.id.in_(_alerted_pages()))


def _alerted_pages() -> Select[int | None]:
    """The pages of all statements of every claim that alerted, and of those that were quoted."""
    quoted = select(Alert.statement_id)
    theirs = select(Statement.claim_id).where(Statement.id.in_(quoted))
    claims = theirs.union(select(Alert.claim_id))
    of_claims = and_(Statement.claim_id.is_not(None), Statement.claim_id.in_(claims))
    documents = select(Statement.document_id).where(or_(Statement.id.in_(quoted), of_claims))
    pages = select(Document.page_id).where(Document.id.in_(documents))
    return pages.where(Document.page_id.is_not(None))


def move(session: Session, old: str, new: str, places: Mapping[Row, int]) -> None:
    """Point pages, and those that refer to their payload, at where their records are now."""
    for row, offset in places.items():
        page = update(Page).where(Page.id == row.page)
        session.execute(page.values(warc_file=new, warc_offset=offset))
        visits = update(Page).where(Page.payload_file == old, Page.payload_offset == row.offset)
        session.execute(visits.values(payload_file=new, payload_offset=offset))


def drop(session: Session, pages: Sequence[int], *, at: datetime, why: str) -> None:
    """Note that the records of these pages are gone, when and by which rule. Hashes stay."""
    for first in range(0, len(pages), AT_ONCE):
        query = update(Page).where(Page.id.in_(pages[first : first + AT_ONCE]))
        gone = dict.fromkeys(PLACE)
        session.execute(query.values(**gone, dropped_at=at, dropped_why=why))


PLACE = ("warc_file", "warc_offset", "warc_length", "payload_file", "payload_offset")


def dropped_pages(session: Session) -> int:
    """How many pages have lost their record to the rules."""
    return session.scalar(select(func.count(Page.id)).where(Page.dropped_at.is_not(None))) or 0


@dataclass(frozen=True, slots=True)
class Record:
    """Where the record of a page is, and what it must hash to."""

    page: int
    url: str
    file: str
    offset: int
    sha256: str
    payload: tuple[str, int] | None


def records(session: Session, *, after: Record | None, limit: int) -> list[Record]:
    """Records in the order in which they stand in the archive, from `after` on."""
    query = select(Page).where(Page.warc_file.is_not(None))
    if after is not None:
        beyond = tuple_(Page.warc_file, Page.warc_offset, Page.id)
        query = query.where(beyond > (after.file, after.offset, after.page))
    query = query.order_by(Page.warc_file, Page.warc_offset, Page.id).limit(limit)
    return [_record(page) for page in session.scalars(query)]


def record(session: Session, page_id: int) -> Record | None:
    """The record of one page; None where it has none."""
    page = session.get(Page, page_id)
    return None if page is None or page.warc_file is None else _record(page)


def count_records(session: Session) -> int:
    """How many pages have a record."""
    return session.scalar(select(func.count(Page.id)).where(Page.warc_file.is_not(None))) or 0


def _record(page: Page) -> Record:
    file, offset = page.warc_file or "", page.warc_offset or 0
    return Record(page.id, page.url, file, offset, page.sha256, payload(page))
