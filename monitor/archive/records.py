"""One HTTP response as a WARC record (ISO 28500, WARC/1.1), in memory.

What is kept and hashed is the body after transfer *and* content coding are undone: the bytes that
are read later. Headers that spoke about the coded body are kept under `X-Archive-Orig-`, so that
every tool which reads the record takes the payload as it stands.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from monitor.domain import Fetched, Rendering

VERSION = "WARC/1.1"
PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
TEXT = "text/plain; charset=utf-8"
# Beside the standard's URI and date, so that no index is needed to find the payload.
REFERS_TO_FILE = "WARC-Refers-To-Filename"
REFERS_TO_OFFSET = "WARC-Refers-To-File-Offset"
RENDERED_BY = "WARC-Rendered-By"  # the browser that made the document of a conversion record
CODED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
# Field names are RFC 9110 tokens; a line break in a value would begin a header of its own.
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Earlier:
    """A record that holds a payload already."""

    url: str
    at: datetime
    file: str
    offset: int


def payload_hash(body: bytes) -> str:
    """SHA-256 of a payload in lower-case hexadecimal: the hash on the page row."""
    return hashlib.sha256(body).hexdigest()


def payload_digest(body: bytes) -> str:
    """The same hash as WARC tools write it: `sha256:` and base 32."""
    return "sha256:" + base64.b32encode(hashlib.sha256(body).digest()).decode("ascii")


def exchange(fetched: Fetched, *, earlier: Earlier | None = None) -> tuple[bytes, bytes]:
    """The record that holds what is read, and those that belong to it, each one gzip member.

    That is a response, followed by its request where one was made. With `earlier`, a record that
    holds the same payload already, the response becomes a `revisit` record (identical-payload-
    digest) that says where to find it. What a browser made of a response is a `conversion` record,
    and the response itself follows it.
    """
    identity = f"<urn:uuid:{uuid4()}>"
    named = {"WARC-Record-ID": identity, "WARC-Date": warc_date(fetched.at)}
    request = _request(fetched, identity) if fetched.request_headers else b""
    if fetched.rendering is not None:
        before = replace(fetched, headers=fetched.rendering.headers, body=fetched.rendering.body)
        return _conversion(fetched, fetched.rendering, identity), _response(before, named) + request
    response = _response(fetched, named) if earlier is None else _revisit(fetched, named, earlier)
    return response, request


def resource(url: str, text: bytes, *, at: datetime) -> bytes:
    """The record of a text that came inside of something else (a feed): no response of its own."""
    return _block("resource", url, text, TEXT, {"WARC-Date": warc_date(at)})


def _conversion(fetched: Fetched, rendering: Rendering, response_id: str) -> bytes:
    kind = next((v for name, v in fetched.headers if name.lower() == "content-type"), TEXT)
    fields = {
        "WARC-Date": warc_date(fetched.at),
        "WARC-Refers-To": response_id,
        RENDERED_BY: _plain(rendering.software),
    }
    return _block("conversion", fetched.final_url, fetched.body, kind, fields)


def _response(fetched: Fetched, named: dict[str, str]) -> bytes:
    digest = {"WARC-Payload-Digest": payload_digest(fetched.body)}
    return _record(
        "response",
        _plain(fetched.final_url),
        StatusAndHeaders(_status_line(fetched.status), _headers(fetched), protocol="HTTP/1.1"),
        {**named, **digest},
        fetched.body,
    )


def _revisit(fetched: Fetched, named: dict[str, str], earlier: Earlier) -> bytes:
    refers = {
        "WARC-Profile": PROFILE,
        "WARC-Payload-Digest": payload_digest(fetched.body),
        "WARC-Refers-To-Target-URI": _plain(earlier.url),
        "WARC-Refers-To-Date": warc_date(earlier.at),
        REFERS_TO_FILE: earlier.file,
        REFERS_TO_OFFSET: str(earlier.offset),
    }
    return _record(
        "revisit",
        _plain(fetched.final_url),
        StatusAndHeaders(_status_line(fetched.status), _headers(fetched), protocol="HTTP/1.1"),
        {**named, **refers},
    )


def _request(fetched: Fetched, response_id: str) -> bytes:
    parts = urlsplit(_plain(fetched.final_url))
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    kept = [(n, _plain(v)) for n, v in fetched.request_headers if _TOKEN.fullmatch(n)]
    if not any(name.lower() == "host" for name, _value in kept):
        kept.insert(0, ("Host", parts.netloc))
    return _record(
        "request",
        _plain(fetched.final_url),
        StatusAndHeaders(f"GET {path} HTTP/1.1", kept, is_http_request=True),
        {"WARC-Date": warc_date(fetched.at), "WARC-Concurrent-To": response_id},
    )


def _record(
    kind: str, url: str, head: StatusAndHeaders, fields: dict[str, str], body: bytes = b""
) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version=VERSION)
    record = writer.create_warc_record(
        url,
        kind,
        payload=BytesIO(body),
        length=len(body),
        http_headers=head,
        warc_headers_dict=fields,
    )
    writer.write_record(record)
    return out.getvalue()


def _block(kind: str, url: str, block: bytes, media: str, fields: dict[str, str]) -> bytes:
    """A record that is its payload, without the head of a response."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version=VERSION)
    record = writer.create_warc_record(
        _plain(url),
        kind,
        payload=BytesIO(block),
        length=len(block),
        warc_content_type=media,
        warc_headers_dict={**fields, "WARC-Payload-Digest": payload_digest(block)},
    )
    writer.write_record(record)
    return out.getvalue()


def warcinfo_record(filename: str, *, software: str, at: datetime) -> bytes:
    """The record every file begins with: who wrote it, in which format."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version=VERSION)
    record = writer.create_warcinfo_record(
        filename,
        {
            "software": software,
            "format": "WARC File Format 1.1",
            "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        },
    )
    record.rec_headers.replace_header("WARC-Date", warc_date(at))
    writer.write_record(record)
    return out.getvalue()


def warc_date(at: datetime) -> str:
    """W3C-DTF in UTC, with microseconds as WARC/1.1 allows."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unassigned"


def _headers(fetched: Fetched) -> list[tuple[str, str]]:
    kept = []
    for name, value in fetched.headers:
        if not _TOKEN.fullmatch(name):
            continue
        coded = name.lower() in CODED
        kept.append((f"X-Archive-Orig-{name}" if coded else name, _plain(value)))
    return [*kept, ("Content-Length", str(len(fetched.body)))]


def _plain(value: str) -> str:
    return _CONTROLS.sub(" ", value).strip()
