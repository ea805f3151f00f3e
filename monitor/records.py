"""Files handed to `axiswatch ingest` and `analyse`, as pages like those the crawler brings.

Understood are HTML, plain text, either of them gzipped, WARC, and JSON Lines with records of
`{id, outlet, url, title, published, lang, html | text}`. A mistake names file, line and field.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, BinaryIO

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
    model_validator,
)

from monitor.config import explain
from monitor.domain import Fetched
from monitor.errors import InputError

HTML = "text/html"
TEXT = "text/plain; charset=utf-8"
MOST_BYTES = 64_000_000
SUFFIXES = (".html", ".htm", ".txt", ".jsonl", ".ndjson", ".warc", ".warc.gz")


def _aware(value: object) -> object:
    """A bare date, or a time without zone, is taken as UTC."""
    if isinstance(value, str):
        try:
            parsed = datetime.fromisoformat(value)
        except ValueError:
            return value
        return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    return value


class RecordLine(BaseModel):
    """One line of a JSON Lines file; what else a line says is left alone."""

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: Annotated[AwareDatetime | None, BeforeValidator(_aware)] = None
    lang: str | None = None
    html: str | None = None
    text: str | None = None

    @model_validator(mode="after")
    def _has_content(self) -> RecordLine:
        if self.html is None and self.text is None:
            raise ValueError("one of html or text is needed")
        return self


@dataclass(frozen=True, slots=True)
class Record:
    """A page from a file. `outlet` is as the record names it; `language` is only a hint."""

    fetched: Fetched
    content_type: str
    outlet: str | None = None
    language: str | None = None
    published: datetime | None = None
    id: str | None = None


def read_paths(paths: list[Path], *, now: datetime) -> list[Record]:
    """All records of the files and directories, in order of `published` (undated ones last).

    Raises:
        InputError: a file is missing, of an unknown kind, or says something impossible.
    """
    records = [record for path in _files(paths) for record in read_file(path, now=now)]
    return sorted(records, key=lambda r: (r.published is None, r.published or now))


def read_file(path: Path, *, now: datetime) -> Iterator[Record]:
    """The records of one file."""
    name = path.name.lower().removesuffix(".gz")
    try:
        if name.endswith(".warc"):
            with path.open("rb") as stream:
                yield from _warc(path, stream)
            return
        data = _bounded(path)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    if name.endswith((".jsonl", ".ndjson")):
        yield from _json_lines(path, data, now)
    else:
        yield from_bytes(
            data, name=path.resolve().as_uri(), html=not name.endswith(".txt"), now=now
        )


def from_bytes(
    data: bytes,
    *,
    name: str,
    html: bool,
    now: datetime,
    published: datetime | None = None,
    outlet: str | None = None,
) -> Record:
    """A single page whose address is `name`."""
    kind = HTML if html else TEXT
    fetched = Fetched(
        url=name,
        final_url=name,
        status=200,
        headers=(("Content-Type", kind),),
        body=data,
        at=published or now,
        published_hint=published,
    )
    return Record(fetched, kind, outlet=outlet, published=published)


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and _known(p))
            if not inside:
                raise InputError(f"{path}: holds no file ending in {', '.join(SUFFIXES)}")
            yield from inside
        elif not path.exists():
            raise InputError(f"{path}: there is no such file")
        elif not _known(path):
            raise InputError(f"{path}: unknown kind of file; give {', '.join(SUFFIXES)}")
        else:
            yield path


def _known(path: Path) -> bool:
    return path.name.lower().removesuffix(".gz").endswith(SUFFIXES)


def _bounded(path: Path) -> bytes:
    """The file's bytes, decompressed, up to a size at which no article is a file."""
    with path.open("rb") as plain:
        stream = gzip.GzipFile(fileobj=plain) if path.suffix.lower() == ".gz" else plain
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise InputError(f"{path}: larger than {MOST_BYTES:,} bytes; split it")
    return data


def _json_lines(path: Path, data: bytes, now: datetime) -> Iterator[Record]:
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        try:
            entry = RecordLine.model_validate(json.loads(line))
        except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
            raise InputError(f"{path}, line {number}: is not JSON: {error}") from error
        except ValidationError as error:
            raise InputError(f"{path}, line {number}: {explain(error)}") from error
        yield _from_line(entry, f"{path.resolve().as_uri()}#{number}", now)


def _from_line(entry: RecordLine, default_url: str, now: datetime) -> Record:
    kind = HTML if entry.html is not None else TEXT
    url = entry.url or default_url
    fetched = Fetched(
        url=url,
        final_url=url,
        status=200,
        headers=(("Content-Type", kind),)
        + ((("Content-Language", entry.lang),) if entry.lang else ()),
        body=(entry.html if entry.html is not None else entry.text or "").encode("utf8", "replace"),
        at=entry.published or now,
        title_hint=entry.title,
        published_hint=entry.published,
    )
    return Record(
        fetched,
        kind,
        outlet=entry.outlet,
        language=entry.lang,
        published=entry.published,
        id=None if entry.id is None else str(entry.id),
    )


def _warc(path: Path, stream: BinaryIO) -> Iterator[Record]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(stream):
            if record.rec_type != "response" or record.http_headers is None:
                continue
            kind = record.http_headers.get_header("Content-Type") or HTML
            url = record.rec_headers.get_header("WARC-Target-URI") or path.as_uri()
            at = _aware(record.rec_headers.get_header("WARC-Date"))
            fetched = Fetched(
                url=url,
                final_url=url,
                status=int(record.http_headers.get_statuscode()),
                headers=tuple(record.http_headers.headers),
                body=record.content_stream().read(MOST_BYTES),
                at=at if isinstance(at, datetime) else datetime.now(UTC),
            )
            yield Record(fetched, kind, published=fetched.at)
    except ArchiveLoadFailed as error:
        raise InputError(f"{path}: not a WARC file, or a broken one: {error}") from error
