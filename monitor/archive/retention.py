"""Which records may go: by age, then by size, never one that an alert rests on.

The unit is the file. What must stay of a file that goes is written to a new one, byte for byte.
The order makes a kill at any moment harmless: the new file is whole and on the disk before a row
points to it, and the old one is deleted when no row points to it any more. What is left behind
by a kill is a file that nobody needs, which the next run takes away.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from monitor import __version__
from monitor.archive.members import together
from monitor.archive.records import warcinfo_record
from monitor.archive.warc import Archive, sync_directory
from monitor.errors import ArchiveError
from monitor.store import retention as stored
from monitor.store.session import read_only

SETTLED = timedelta(days=1)  # files of a day are written to on that day alone
_NUMBER = re.compile(r"(?:-kept(\d+))?\.warc\.gz$")


@dataclass(frozen=True, slots=True)
class Rules:
    """How long records are kept, and how large the archive may grow. None: no bound."""

    max_age: timedelta | None = None
    max_bytes: int | None = None

    @property
    def keep_everything(self) -> bool:
        """Whether nothing is ever dropped."""
        return self.max_age is None and self.max_bytes is None


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """A WARC file: name in the archive, bytes, its last record, and bytes that may go.

    Nothing of it may where a page in it waits to be read, or a process may still write to it.
    """

    name: str
    size: int
    last: datetime
    spare: int


@dataclass(frozen=True, slots=True)
class Dropping:
    """A file whose records go, but for those that must stay, and the rule that says so."""

    file: ArchiveFile
    why: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """What became of a file: records dropped and kept, and bytes given back.

    With a `problem` nothing was dropped: what must stay of the file could not be taken out of it.
    """

    file: str
    why: str
    records: int = 0
    kept: int = 0
    freed: int = 0
    problem: str | None = None


def choose(files: Iterable[ArchiveFile], *, now: datetime, rules: Rules) -> tuple[Dropping, ...]:
    """What to drop, the oldest first: all past the age, then as much as the size asks for."""
    known = sorted(files, key=lambda file: (file.last, file.name))
    total = sum(file.size for file in known)
    chosen = []
    for file in (file for file in known if file.spare > 0):
        if rules.max_age is not None and now - file.last > rules.max_age:
            why = f"older than {rules.max_age.days} days"
        elif rules.max_bytes is not None and total > rules.max_bytes:
            why = f"the oldest of an archive that is to stay under {rules.max_bytes:,} bytes"
        else:
            continue
        chosen.append(Dropping(file, why))
        total -= file.spare
    return tuple(chosen)


def prune(
    sessions: sessionmaker[Session],
    archive: Archive,
    rules: Rules,
    *,
    now: datetime,
    on_progress: Callable[[int, int], None] | None = None,
) -> list[Dropped]:
    """Drop what may go. The caller keeps others from reading pages or raising alerts meanwhile.

    A crawl may go on: what it finds moved or gone when it notes a page, it archives anew.
    """
    _sweep(archive, now)
    with sessions() as session:
        chosen = choose(survey(read_only(session), archive, now=now), now=now, rules=rules)
    done = []
    for number, dropping in enumerate(chosen, 1):
        try:
            dropped = _drop(sessions, archive, dropping, now)
        except ArchiveError as error:
            dropped = Dropped(dropping.file.name, dropping.why, problem=str(error))
        done += [dropped] if dropped is not None else []
        if on_progress is not None:
            on_progress(number, len(chosen))
    return done


def plan(session: Session, archive: Archive, rules: Rules, *, now: datetime) -> list[Dropped]:
    """What `prune` would do, as far as the rows tell how large the rest of a file is."""
    chosen = choose(survey(session, archive, now=now), now=now, rules=rules)
    found = []
    for dropping in chosen:
        needed = [row.needed for row in stored.rows(session, dropping.file.name)]
        kept = sum(needed)
        gone, file = len(needed) - kept, dropping.file
        found.append(Dropped(file.name, dropping.why, gone, kept, file.spare))
    return found


def survey(session: Session, archive: Archive, *, now: datetime) -> list[ArchiveFile]:
    """Every file of the archive, those that no row knows included."""
    known = stored.files(session)
    return [_described(archive, path, known, now) for path in warc_files(archive)]


def warc_files(archive: Archive) -> list[Path]:
    """The paths of all files of the archive."""
    return sorted(archive.directory.rglob("*.warc.gz"))


def _described(
    archive: Archive, path: Path, known: Mapping[str, stored.FileRows], now: datetime
) -> ArchiveFile:
    name, status = path.relative_to(archive.directory).as_posix(), path.stat()
    written = datetime.fromtimestamp(status.st_mtime, tz=UTC)
    rows = known.get(name)
    spare = status.st_size if rows is None else rows.bytes - rows.needed_bytes
    if rows is not None and rows.waiting:
        spare = 0
    last = written if rows is None else rows.last
    return ArchiveFile(name, status.st_size, last, 0 if now - written < SETTLED else spare)


def _drop(
    sessions: sessionmaker[Session], archive: Archive, dropping: Dropping, now: datetime
) -> Dropped | None:
    """Empty one file; None where somebody came to need more of it meanwhile."""
    old = archive.directory / dropping.file.name
    with sessions() as session:
        keep = [row for row in stored.rows(read_only(session), dropping.file.name) if row.needed]
    new, moved = _keep(archive, dropping.file.name, keep, now) if keep else (None, {})
    with sessions.begin() as session:
        rows = stored.rows(session, dropping.file.name, lock=True)
        if any(row.needed and row.page not in moved for row in rows):
            return None
        name = "" if new is None else new.relative_to(archive.directory).as_posix()
        stored.move(session, dropping.file.name, name, {r: moved[r.page] for r in keep})
        gone = [row.page for row in rows if row.page not in moved]
        stored.drop(session, gone, at=now, why=dropping.why)
    old.unlink(missing_ok=True)
    freed = dropping.file.size - (new.stat().st_size if new is not None else 0)
    return Dropped(dropping.file.name, dropping.why, len(gone), len(keep), freed)


def _keep(
    archive: Archive, name: str, keep: Sequence[stored.Row], now: datetime
) -> tuple[Path, dict[int, int]]:
    """A new file with these records alone, and where in it the record of each page is."""
    old = archive.directory / name
    new = old.with_name(_next_name(old.name))
    part = new.with_name(f"{new.name}.part")
    places: dict[int, int] = {}
    try:
        with part.open("wb") as stream:
            stream.write(warcinfo_record(new.name, software=f"axiswatch/{__version__}", at=now))
            for row in keep:
                places[row.page] = stream.tell()
                stream.write(together(old, row.offset))
            stream.flush()
            os.fsync(stream.fileno())
        os.utime(part, (old.stat().st_atime, old.stat().st_mtime))
        part.replace(new)
        sync_directory(new.parent)
    except OSError as error:
        raise ArchiveError(f"{part} cannot be written: {error.strerror or error}") from error
    return new, places


def _next_name(name: str) -> str:
    """`x.warc.gz`, `x-kept1.warc.gz`, `x-kept2.warc.gz` …"""
    number = _NUMBER.search(name)
    count = int(number[1] or 0) + 1 if number else 1
    return _NUMBER.sub(f"-kept{count}.warc.gz", name)


def _sweep(archive: Archive, now: datetime) -> None:
    """Take away what a killed run was writing."""
    for path in archive.directory.rglob("*.warc.gz.part"):
        if now - datetime.fromtimestamp(path.stat().st_mtime, tz=UTC) >= SETTLED:
            path.unlink(missing_ok=True)
