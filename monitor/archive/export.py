"""One record in a WARC file of its own: what an editor hands to a lawyer."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from pathlib import Path

from monitor import __version__
from monitor.archive.members import together
from monitor.archive.records import warcinfo_record
from monitor.archive.warc import Archive, Place
from monitor.errors import ArchiveError, InputError

SUFFIX = ".warc.gz"


def export(
    archive: Archive, record: Place, target: Path, *, at: datetime, force: bool = False
) -> int:
    """Write the record and all that belongs to it as a WARC 1.1 file; how many bytes it has.

    That are its request, what a browser started from, and for a visit that brought nothing new
    the earlier record with the payload. They are copied as they stand in the archive.

    Raises:
        InputError: the file is there already, or its name does not end in .warc.gz.
        ArchiveError: there is no such record, or the file cannot be written.
    """
    if not target.name.endswith(SUFFIX):
        raise InputError(f"{target}: a file of records is named …{SUFFIX}")
    parts = [together(archive.directory / record.file, record.offset)]
    if record.payload is not None:
        file, offset = record.payload
        parts.append(together(archive.directory / file, offset))
    info = warcinfo_record(target.name, software=f"axiswatch/{__version__}", at=at)
    return _write(target, b"".join((info, *parts)), force=force)


def _write(target: Path, content: bytes, *, force: bool) -> int:
    """Whole or not at all, and never over another file unless told to."""
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".axiswatch-") as new:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
            if force:
                target.unlink(missing_ok=True)
            os.link(new.name, target)
    except FileExistsError as error:
        raise InputError(f"{target} is there already; --force writes over it") from error
    except OSError as error:
        raise ArchiveError(f"{target} cannot be written: {error.strerror or error}") from error
    return len(content)
