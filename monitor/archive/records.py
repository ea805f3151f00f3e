"""One HTTP response as a WARC record (ISO 28500, WARC/1.1), in memory.

What is kept and hashed is the body after transfer *and* content coding are undone: the bytes that
are read later. Headers that spoke about the coded body are kept under `X-Archive-Orig-`, so that
every tool which reads the record takes the payload as it stands.
"""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from monitor.domain import Fetched

VERSION = "WARC/1.1"
CODED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
# Field names are RFC 9110 tokens; a line break in a value would begin a header of its own.
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]+")


def payload_hash(body: bytes) -> str:
    """SHA-256 of a payload in lower-case hexadecimal: the hash on the page row."""
    return hashlib.sha256(body).hexdigest()


def payload_digest(body: bytes) -> str:
    """The same hash as WARC tools write it: `sha256:` and base 32."""
    return "sha256:" + base64.b32encode(hashlib.sha256(body).digest()).decode("ascii")


def response_record(fetched: Fetched) -> bytes:
    """The compressed record of a response: one gzip member."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version=VERSION)
    head = StatusAndHeaders(_status_line(fetched.status), _headers(fetched), protocol="HTTP/1.1")
    record = writer.create_warc_record(
        _plain(fetched.final_url),
        "response",
        payload=BytesIO(fetched.body),
        length=len(fetched.body),
        http_headers=head,
        warc_headers_dict={
            "WARC-Date": warc_date(fetched.at),
            "WARC-Payload-Digest": payload_digest(fetched.body),
        },
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
