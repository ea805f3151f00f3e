"""The evidence: every response as a gzip WARC record, on disk before any row points at it.

Each process writes files of its own, so that no two writers meet, and starts another when the day
changes or the file is large. A record is one gzip member, appended whole and synced; a crash in
the middle leaves a torn last member that no row points at and that hides none before it.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from monitor import __version__
from monitor.domain import Fetched
from monitor.errors import ArchiveError

if TYPE_CHECKING:
    from io import FileIO

    from monitor.archive.records import Earlier

MOST_BYTES_PER_FILE = 1_000_000_000  # the size that WARC tools are used to
BLOCKS = frozenset({"resource", "conversion"})  # records that are no response of a server


# Status, headers, body, and for a revisit record the place of its payload.
_Found = tuple[int, tuple[tuple[str, str], ...], bytes, tuple[str, int] | None]


@dataclass(frozen=True, slots=True)
class Archived:
    """Where a record is: file relative to the archive, first byte, length; hash of the payload.

    `payload`: file and first byte of the earlier record that a revisit record refers to for it.
    """

    file: str
    offset: int
    length: int
    sha256: str
    payload: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A record in the archive; of a revisit record also the place of its payload."""

    file: str
    offset: int
    payload: tuple[str, int] | None = None


def _utcnow() -> datetime:
    return datetime.now(UTC)


class Archive:
    """A directory of WARC files. Safe to share between threads; a forked child starts anew.

    Nothing is opened before the first `append`, so readers leave no empty files behind.
    """

    def __init__(
        self,
        directory: Path,
        *,
        clock: Callable[[], datetime] = _utcnow,
        rotate_at: int = MOST_BYTES_PER_FILE,
    ) -> None:
        self.directory = directory
        self._clock = clock
        self._rotate_at = rotate_at
        self._lock = Lock()
        self._stream: FileIO | None = None
        self._name = ""
        self._owner: tuple[int, date] | None = None

    def append(self, fetched: Fetched, *, earlier: Earlier | None = None) -> Archived:
        """Write one response, and its request, and return when they are on the disk.

        `earlier` names a record with the same payload, which is then not written again.

        Raises:
            ArchiveError: the directory cannot be written or the disk is full.
        """
        from monitor.archive.records import exchange, payload_hash

        if fetched.rendering is not None:
            earlier = None  # the response that it was made of is kept beside it
        record, request = exchange(fetched, earlier=earlier)
        name, offset = self._write(record + request)
        sha256 = payload_hash(fetched.body)
        payload = None if earlier is None else (earlier.file, earlier.offset)
        return Archived(name, offset, len(record), sha256, payload)

    def append_text(self, url: str, text: str, *, at: datetime) -> Archived:
        """Write a text that stands for a page which could not be had, as a resource record.

        Raises:
            ArchiveError: as `append`.
        """
        from monitor.archive.records import payload_hash, resource

        body = text.encode("utf-8", "replace")
        record = resource(url, body, at=at)
        name, offset = self._write(record)
        return Archived(name, offset, len(record), payload_hash(body))

    def _write(self, records: bytes) -> tuple[str, int]:
        """Append records to the current file and return when they are on the disk."""
        with self._lock:
            try:
                stream = self._writer()
                return self._name, _append(stream, records)
            except OSError as error:
                raise ArchiveError(
                    f"the archive {self.directory} cannot be written: {error.strerror or error}; "
                    "free space or set `archive` in axiswatch.toml to another directory"
                ) from error

    def read(
        self, file: str, offset: int, *, payload: tuple[str, int] | None = None
    ) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
        """Status, headers and body of the record at `offset` of `file`.

        The body of a revisit record is that of the record it refers to: where `payload` says (they
        are moved when old ones are dropped), else where it was when the record was written. What is
        no response (the text of a feed, a document that a browser made) has status 0.

        Raises:
            ArchiveError: the file is gone, or there is no whole response record at that place.
        """
        status, headers, body, refers = self._read(file, offset)
        if refers is not None:
            _status, _headers, body, refers = self._read(*(payload or refers))
            if refers is not None:
                raise ArchiveError(f"{file} at byte {offset} refers to a record without payload")
        return status, headers, body

    def _read(self, file: str, offset: int) -> _Found:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed

        try:
            with (self.directory / file).open("rb") as stream:
                stream.seek(offset)
                record = next(iter(ArchiveIterator(stream)), None)
                found = None if record is None else _unpack(record)
        except OSError as error:
            raise ArchiveError(
                f"the archived response is gone: {file}: {error.strerror or error}; "
                "put the file back or point `archive` at where it was moved"
            ) from error
        except (ArchiveLoadFailed, EOFError, ValueError, zlib.error) as error:
            raise ArchiveError(f"{file} is damaged at byte {offset}: {error}") from error
        if found is None:
            raise ArchiveError(f"{file} holds no response at byte {offset}")
        return found

    def verify(
        self, file: str, offset: int, sha256: str, *, payload: tuple[str, int] | None = None
    ) -> None:
        """Check that the archived body still has the hash that was noted when it was fetched.

        Raises:
            ArchiveError: it is missing, damaged, or another body.
        """
        from monitor.archive.records import payload_hash

        found = payload_hash(self.read(file, offset, payload=payload)[2])
        if found != sha256:
            raise ArchiveError(
                f"the body at byte {offset} of {file} has SHA-256 {found}, noted was {sha256}: "
                "the archive was altered; restore the file from a backup"
            )

    def holds(self, file: str, offset: int, sha256: str) -> bool:
        """Whether a record is there, whole, and with this hash."""
        try:
            self.verify(file, offset, sha256)
        except ArchiveError:
            return False
        return True

    def close(self) -> None:
        """Close the current file; the next `append` starts another."""
        with self._lock:
            self._close()

    def __del__(self) -> None:
        """An archive that nobody holds any more leaves no open file."""
        self._close()

    def _writer(self) -> FileIO:
        owner = (os.getpid(), self._clock().date())
        stream = self._stream
        if stream is None or self._owner != owner or stream.tell() >= self._rotate_at:
            self._close()
            self._stream = stream = self._start()
            self._owner = owner
        return stream

    def _start(self) -> FileIO:
        from monitor.archive.records import warcinfo_record

        now = self._clock().astimezone(UTC)
        folder = self.directory / f"{now:%Y%m%d}"
        folder.mkdir(parents=True, exist_ok=True)
        name = f"axiswatch-{now:%Y%m%d%H%M%S}-{uuid4().hex[:12]}.warc.gz"
        stream = (folder / name).open("xb", buffering=0)
        _append(stream, warcinfo_record(name, software=f"axiswatch/{__version__}", at=now))
        for directory in (folder, self.directory):
            sync_directory(directory)
        self._name = f"{folder.name}/{name}"
        return stream

    def _close(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None


def _append(stream: FileIO, record: bytes) -> int:
    """Append all of `record` or nothing; returns where it begins."""
    offset, rest = stream.tell(), memoryview(record)
    try:
        while rest:
            rest = rest[stream.write(rest) or 0 :]
        os.fsync(stream.fileno())
    except OSError:
        with suppress(OSError):
            stream.truncate(offset)
            stream.seek(offset)
        raise
    return offset


def sync_directory(directory: Path) -> None:
    """A new file's name must survive a power cut too."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unpack(record: Any) -> _Found | None:
    """The parts of a record; None where it is no response. A short body is a ValueError."""
    from monitor.archive.records import REFERS_TO_FILE, REFERS_TO_OFFSET, TEXT

    if record.rec_type not in {"response", "revisit", *BLOCKS}:
        return None
    body = record.raw_stream.read()
    if getattr(record.raw_stream, "limit", 0):
        raise ValueError("the file ends in the middle of the record")
    if record.rec_type in BLOCKS:
        return 0, (("Content-Type", record.content_type or TEXT),), body, None
    if not record.http_headers:
        return None
    code = record.http_headers.get_statuscode()
    refers = None
    if record.rec_type == "revisit":
        fields = record.rec_headers
        refers = (fields.get_header(REFERS_TO_FILE) or "", int(fields.get_header(REFERS_TO_OFFSET)))
    status = int(code) if code.isdecimal() else 0
    return status, tuple(record.http_headers.headers), body, refers
