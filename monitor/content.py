"""What kind of thing a response body is: only pages made of text are read (WHATWG MIME sniffing).

A body that is no page is still archived and gets a page row, with the state and the reason given
here, so that the evidence and the account of what happened are complete.
"""

from __future__ import annotations

# Longest prefix that is looked at; the standard's own bound is 1445 bytes.
HEAD = 1500
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
)
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
_BINARY = (b"\x00", b"\x01", b"\x02", b"\x03", b"\x04", b"\x05", b"\x06", b"\x07", b"\x08")
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def judge(content_type: str | None, body: bytes) -> tuple[str, str | None]:
    """The state of a page row and its reason: fetched, empty or unreadable."""
    if not body.strip():
        return "empty", "the server answered with an empty page"
    head = body[:HEAD].lstrip()
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return "unreadable", f"the address leads to {name}, not to a page"
    if len(head) > 11 and head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "unreadable", "the address leads to a WebP image, not to a page"
    if head[4:8] == b"ftyp":
        return "unreadable", "the address leads to a video, not to a page"
    declared = (content_type or "").partition(";")[0].strip().lower()
    if _is_markup(head) or not declared or declared in _PAGES or declared.endswith("+xml"):
        return _text_or_not(head, body)
    return "unreadable", f"the address leads to {declared}, not to a page"


def _text_or_not(head: bytes, body: bytes) -> tuple[str, str | None]:
    if not _is_wide(body) and not _is_markup(head) and any(byte in head for byte in _BINARY):
        return "unreadable", "the address leads to binary data, not to a page"
    return "fetched", None


def _is_wide(body: bytes) -> bool:
    """Whether this may be UTF-16 or UTF-32: every second byte of its markup is zero."""
    even, odd = body[:HEAD:2].count(0), body[1:HEAD:2].count(0)
    return body.startswith(_WIDE) or (even + odd) * 4 > HEAD > 10 * min(even, odd)


def _is_markup(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:64].lower()
    return start.startswith((b"<!doctype", b"<html", b"<head", b"<body", b"<?xml", b"<!--", b"<"))
