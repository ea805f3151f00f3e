"""Bodies that are compressed without saying so."""

from __future__ import annotations

import zlib

from monitor.errors import RefusedError

GZIP = b"\x1f\x8b\x08"
MOST_BYTES = 8_000_000


def unpacked(body: bytes, *, limit: int = MOST_BYTES) -> bytes:
    """The body, without a gzip layer that no header declared. A torn one gives what there is.

    Raises:
        RefusedError: it is larger than `limit` when unpacked, or no gzip at all.
    """
    if not body.startswith(GZIP):
        return body
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        plain = unpacker.decompress(body, limit + 1)
    except zlib.error as error:
        raise RefusedError(f"refused: what looks like gzip is none ({error})") from error
    if len(plain) > limit:
        raise RefusedError(f"refused: larger than {limit:,} bytes when unpacked")
    return plain
