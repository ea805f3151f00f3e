"""A WARC file as its gzip members: what belongs together is copied byte for byte.

Every record is one member (WARC 1.1, annex D), so that a record can be taken out of one file and
put into another without being written anew: its digests, date and identity stay what they were.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from monitor.errors import ArchiveError

CHUNK = 1 << 16
MOST_HEAD = 1 << 16  # bytes of a record in which its own fields stand


@dataclass(frozen=True, slots=True)
class Member:
    """A whole member: first byte, the byte after its last, and the record's fields by name."""

    start: int
    end: int
    fields: Mapping[str, str]


def members(stream: BinaryIO, offset: int = 0) -> Iterator[Member]:
    """The whole members from `offset` on; what is torn or no gzip ends it."""
    while (found := _member(stream, offset)) is not None:
        yield found
        offset = found.end


def together(path: Path, offset: int) -> bytes:
    """The record at `offset` and those that follow it because they belong to it.

    A request belongs to its response (`WARC-Concurrent-To`), a response to the document that a
    browser made of it (`WARC-Refers-To`).

    Raises:
        ArchiveError: there is no whole record at that place.
    """
    end, known = offset, set[str]()
    try:
        with path.open("rb") as stream:
            for member in members(stream, offset):
                named = {
                    member.fields.get(name, "")
                    for name in ("warc-record-id", "warc-concurrent-to", "warc-refers-to")
                } - {""}
                if member.start != offset and not named & known:
                    break
                known |= named
                end = member.end
            stream.seek(offset)
            found = stream.read(end - offset)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error.strerror or error}") from error
    if not found:
        raise ArchiveError(f"{path} holds no whole record at byte {offset}")
    return found


def _member(stream: BinaryIO, start: int) -> Member | None:
    stream.seek(start)
    inflate = zlib.decompressobj(wbits=31)
    head, taken = b"", 0
    while not inflate.eof:
        chunk = stream.read(CHUNK)
        if not chunk:
            return None
        taken += len(chunk)
        try:
            text = inflate.decompress(chunk, CHUNK)
            head += text[: MOST_HEAD - len(head)]
            while inflate.unconsumed_tail and not inflate.eof:
                inflate.decompress(inflate.unconsumed_tail, CHUNK)
        except zlib.error:
            return None
    return Member(start, start + taken - len(inflate.unused_data), _fields(head))


def _fields(head: bytes) -> dict[str, str]:
    lines = head.partition(b"\r\n\r\n")[0].decode("utf8", "replace").split("\r\n")[1:]
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _colon, value in pairs}
