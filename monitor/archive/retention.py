"""Which archive files may go: by age, then by size, never one that evidence rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from monitor.archive.warc import Archive
from monitor.store import pages
from monitor.store.session import read_only


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """A WARC file: name in the archive, bytes, its last record, and whether it must stay.

    It must where a page in it is not read yet, or an alert's claim has a statement in it.
    """

    name: str
    size: int
    last: datetime
    pinned: bool = False


def choose(
    files: Iterable[ArchiveFile],
    *,
    now: datetime,
    max_age: timedelta | None = None,
    max_bytes: int | None = None,
) -> tuple[ArchiveFile, ...]:
    """The files to drop, the oldest first: all past the age, then as many as the size asks for."""
    known = sorted(files, key=lambda file: (file.last, file.name))
    free = [file for file in known if not file.pinned]
    dropped = [file for file in free if max_age is not None and now - file.last > max_age]
    total = sum(file.size for file in known) - sum(file.size for file in dropped)
    for file in free[len(dropped) :]:
        if max_bytes is None or total <= max_bytes:
            break
        dropped.append(file)
        total -= file.size
    return tuple(dropped)


def prune(
    sessions: sessionmaker[Session],
    archive: Archive,
    *,
    now: datetime,
    max_age: timedelta | None = None,
    max_bytes: int | None = None,
) -> tuple[ArchiveFile, ...]:
    """Drop what may go; the rows of its pages say so before the file is deleted.

    Files that were written within the last day stay: a process may still write to them.
    """
    with sessions() as session:
        files = survey(read_only(session), archive, now=now)
    dropped = choose(files, now=now, max_age=max_age, max_bytes=max_bytes)
    for file in dropped:
        with sessions.begin() as session:
            pages.forget_file(session, file.name)
        (archive.directory / file.name).unlink(missing_ok=True)
    return dropped


def survey(session: Session, archive: Archive, *, now: datetime) -> list[ArchiveFile]:
    """Every file of the archive, those that no row knows included."""
    pinned, recent = pages.pinned_files(session), now - timedelta(days=1)
    found = []
    for path in sorted(archive.directory.rglob("*.warc.gz")):
        name = path.relative_to(archive.directory).as_posix()
        last = _written(path, now)
        stays = name in pinned or last > recent
        found.append(ArchiveFile(name, path.stat().st_size, last, stays))
    return found


def _written(path: Path, now: datetime) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=now.tzinfo)
