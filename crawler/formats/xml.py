"""XML as text that no parser can be harmed by: decoded here, without a DTD, without entities.

What is judged is exactly what is parsed: the bytes are decoded once, by the rules of RFC 7303
(byte order mark, then the transport's charset, then the XML declaration), and the parsers get
UTF-8 that says so.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from w3lib.encoding import http_content_type_encoding, resolve_encoding

from monitor.errors import RefusedError
from monitor.reading.legacy import arabic_encoding

_DECLARATION = re.compile(r"<\?xml\b[^>]{0,500}?\?>")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,300}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_ANY_DTD = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# RSS 0.90 and 0.91 required this declaration. It names a DTD that nobody needs any more.
_RSS_DOCTYPE = re.compile(
    r"<!DOCTYPE\s+(?:rss|rdf:RDF)\s+(?:PUBLIC\s+\"-//Netscape Communications//DTD RSS 0\.9[01]"
    r"//EN\"\s+)?(?:SYSTEM\s+)?\"https?://[\w./-]{1,100}\"\s*>",
    re.IGNORECASE,
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of an XML or JSON body. Declarations are believed only as far as they work.

    Bytes that are valid UTF-8 are UTF-8, whatever they are declared to be: other text passes for
    it by accident only when it is short.
    """
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(encoding, "replace")
    for start, encoding in _WIDE:
        if body.startswith(start):
            return body.decode(encoding, "replace")
    for encoding in _candidates(body, content_type):
        try:
            return body.decode(encoding)
        except UnicodeError:
            continue
    return body.decode("utf-8", "replace")


def without_dtd(text: str) -> str:
    """The text without XML declaration and without the DTD of RSS 0.9x.

    Raises:
        RefusedError: any other document type or entity is declared.
    """
    text = text.lstrip("\ufeff \t\r\n")
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :]
    at = _end_of_prolog(text)
    if harmless := _RSS_DOCTYPE.match(text, at):
        text = text[:at] + text[harmless.end() :]
        at = _end_of_prolog(text)
    begun = text[at : at + 1] == "<" and (text[at + 1 : at + 2].isalpha() or text[at + 1] in "_:")
    head = text[:at] if begun else text
    if _ANY_DTD.search(head if begun else text):
        raise RefusedError("refused: the XML declares a document type or entities")
    return text


def as_utf8(text: str) -> bytes:
    """Bytes for a parser, saying what they are."""
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + text.encode("utf-8", "replace")


def _candidates(body: bytes, content_type: str | None) -> Iterator[str]:
    yield "utf-8"
    if legacy := arabic_encoding(body):
        yield legacy
    if content_type and (charset := http_content_type_encoding(content_type[:200])):
        yield charset
    if match := _DECLARED.search(body[:1000]):
        resolved = resolve_encoding(match.group(1).decode("ascii"))
        if resolved and not resolved.startswith(("utf-16", "utf-32")):
            yield resolved
    yield _guess(body)


def _guess(body: bytes) -> str:
    """A legacy single-byte encoding of our languages, for text that declares none."""
    from charset_normalizer import from_bytes

    best = from_bytes(body[:20_000], cp_isolation=["cp1256", "cp1252", "cp1251", "cp1254"]).best()
    return best.encoding if best else "cp1252"


def _end_of_prolog(text: str) -> int:
    """Where comments, processing instructions and white space end."""
    at = 0
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        if text.startswith("<!--", at):
            end = text.find("-->", at + 4)
            step = 3
        elif text.startswith("<?", at):
            end = text.find("?>", at + 2)
            step = 2
        else:
            return at
        if end < 0:
            return len(text)
        at = end + step
