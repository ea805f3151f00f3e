"""Bytes to markup: what is no page is told apart here, with the reason, before it is parsed."""

from __future__ import annotations

import re

from w3lib.encoding import html_to_unicode

from monitor.reading.legacy import arabic_encoding, wide_encoding

MOST_BYTES = 8_000_000
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or office file",
    b"\x1f\x8b": "still compressed (gzip)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a sound",
    b"ID3": "a sound",
    b"\x00\x00\x00": "a film",
    b"Rar!": "an archive",
    b"7z\xbc\xaf": "an archive",
    b"\xd0\xcf\x11\xe0": "an office file",
    b"{\\rtf": "an RTF file",
}
_READABLE = re.compile(r"(?:text/(?!css|javascript|calendar|csv)|application/(?:xhtml\+xml|xml)\b)")
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")


class NotAPage(ValueError):  # noqa: N818 -- an answer more than an error
    """The bytes are not a page that could be read; the text says what they are."""


def decode(body: bytes, content_type: str | None) -> str:
    """The markup of a page, without control characters.

    UTF-8 that decodes without a fault is believed over every declaration, for hardly anything else
    does so by chance, and so are bytes that can only be UTF-16 or an old encoding of Arabic script;
    otherwise byte order mark, header and meta elements are asked in the order of the WHATWG
    Encoding standard (w3lib). What cannot be decoded becomes U+FFFD.

    Raises NotAPage for what is no page: another kind of file, a feed, or too large a one.
    """
    if len(body) > MOST_BYTES:
        raise NotAPage(f"larger than {MOST_BYTES // 1_000_000} MB ({len(body):,} bytes)")
    media = (content_type or "").split(";")[0].strip().casefold()
    if media and not _READABLE.match(media) and media != "application/octet-stream":
        raise NotAPage(f"not a page but {media}")
    for magic, kind in _MAGIC.items():
        if body.startswith(magic):
            raise NotAPage(f"not a page but {kind}")
    markup = _characters(body, content_type)
    unreadable = len(_CONTROL.findall(markup[:20_000])) + markup[:20_000].count("\ufffd")
    if unreadable > 20 + len(markup[:20_000]) // 10:
        raise NotAPage("not text: most of it is control characters or broken bytes")
    if _FEED.search(markup[:1_000]) and "<html" not in markup[:2_000].lower():
        raise NotAPage("not a page but a feed or sitemap")
    return _CONTROL.sub(" ", markup)


def _characters(body: bytes, content_type: str | None) -> str:
    if wide := wide_encoding(body):
        return body.decode(wide, "replace").removeprefix("\ufeff")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        legacy = arabic_encoding(body)
        if legacy is not None:
            return body.decode(legacy, "replace")
        return html_to_unicode(content_type, body, default_encoding="utf8")[1]
