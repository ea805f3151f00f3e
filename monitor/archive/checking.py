"""Every record that a row points to, held against the hash that was noted when it was had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session, sessionmaker

from monitor.archive.warc import Archive
from monitor.errors import ArchiveError
from monitor.store import retention as stored
from monitor.store.session import read_only

BATCH = 500


@dataclass(frozen=True, slots=True)
class Problem:
    """A page whose record is not what it was, and in what way."""

    page: int
    url: str
    warc_file: str
    warc_offset: int
    problem: str


def check_all(
    sessions: sessionmaker[Session],
    archive: Archive,
    *,
    on_progress: Callable[[int, int], None] | None = None,
) -> tuple[int, list[Problem]]:
    """How many records were looked at, and those that are missing, damaged or altered."""
    done, problems = 0, list[Problem]()
    with sessions() as session:
        total = stored.count_records(read_only(session))
    last: stored.Record | None = None
    while batch := _batch(sessions, last):
        for record in batch:
            problem = _problem(sessions, archive, record)
            problems += [problem] if problem is not None else []
            done += 1
            if on_progress is not None:
                on_progress(done, max(done, total))
        last = batch[-1]
    return done, problems


def _batch(sessions: sessionmaker[Session], last: stored.Record | None) -> list[stored.Record]:
    with sessions() as session:
        return stored.records(read_only(session), after=last, limit=BATCH)


def _problem(
    sessions: sessionmaker[Session], archive: Archive, record: stored.Record
) -> Problem | None:
    try:
        _verify(archive, record)
    except ArchiveError as error:
        with sessions() as session:
            again = stored.record(read_only(session), record.page)
        if again is None or again != record:
            return None  # it was moved or dropped while we looked: the next run sees it
        return Problem(record.page, record.url, record.file, record.offset, str(error))
    return None


def _verify(archive: Archive, record: stored.Record) -> None:
    archive.verify(record.file, record.offset, record.sha256, payload=record.payload)
