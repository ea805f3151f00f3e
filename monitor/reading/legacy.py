"""Encodings that nobody declared, or declared wrongly, told by the bytes alone.

Only what our languages were written in before UTF-8: windows-1256, ISO 8859-6, and UTF-16 without
a byte order mark. Everything else is left to what the page says.
"""

from __future__ import annotations

import re

SAMPLE = 20_000  # bytes
ALEF = 0xC7
LEAST = 30  # bytes of Arabic text below which nothing is said
_TAGS = re.compile(rb"<[^<>]{0,2000}>")
_HIGH = re.compile(rb"[\x80-\xff]+")


def wide_encoding(body: bytes) -> str | None:
    """UTF-16 by its zeros: in markup every other byte is one."""
    head = body[:400]
    if len(head) < 8:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.3 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.3 and odd < half * 0.05:
        return "utf-16-be"
    return None


def arabic_encoding(body: bytes) -> str | None:
    """`cp1256` or `iso8859_6` where the bytes can hardly be anything else, else None.

    Words of a script that is not Latin are runs of bytes above 0x7F. In both encodings of Arabic
    script about half of them lie in 0xC0-0xDF, where Cyrillic, Greek and Hebrew have next to none
    or nearly all; nearly none lie below, where East Asian encodings have many; and 0xC7 is the
    alef, the most frequent letter. The two differ in kaf, qaf, fa and ya.
    """
    runs = _HIGH.findall(_TAGS.sub(b" ", body[: SAMPLE * 10])[:SAMPLE])
    words = b"".join(run for run in runs if len(run) >= 3)
    letters = [byte for byte in words if byte >= 0xC0]
    high = sum(map(len, runs))
    if len(words) < LEAST or len(words) < high * 0.6 or len(letters) < len(words) * 0.85:
        return None
    first = sum(byte < 0xE0 for byte in letters) / len(letters)
    if not 0.3 < first < 0.85 or letters.count(ALEF) < len(letters) * 0.04:
        return None
    windows = sum(byte in b"\xdd\xde\xdf\xed" for byte in letters)
    iso = sum(byte in b"\xe7\xe8\xe9\xea" for byte in letters)
    return "cp1256" if windows > iso else "iso8859_6"
