"""The archive: whole records, honest hashes, nothing lost to a crash."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import resource
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from monitor.archive.members import members
from monitor.archive.records import Earlier
from monitor.archive.warc import Archive, Archived
from monitor.domain import Fetched
from monitor.errors import ArchiveError

AT = datetime(2024, 6, 22, 12, 30, 5, 250_000, tzinfo=UTC)
HTML = "<p>گزارش: the envoy — spoke</p>".encode()


def response(body: bytes = HTML, **changes: object) -> Fetched:
    values: dict[str, object] = {
        "url": "https://example.org/a",
        "final_url": "https://example.org/a",
        "status": 200,
        "headers": (("Content-Type", "text/html"), ("X-Note", "1"), ("X-Note", "2")),
        "body": body,
        "at": AT,
    }
    return Fetched(**{**values, **changes})  # type: ignore[arg-type]


def records(path: Path) -> list[tuple[str, str | None]]:
    with path.open("rb") as stream:
        return [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"))
            for record in ArchiveIterator(stream)
        ]


def passes_check(path: Path) -> bool:
    """Whether `warcio check` finds every digest right."""

    class Options:
        inputs = [str(path)]  # noqa: RUF012 (warcio wants an attribute)
        verbose = True

    return Checker(Options()).process_all() == 0  # type: ignore[no-any-return]


def test_a_response_comes_back_as_it_was(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archived = archive.append(response())

    status, headers, body = archive.read(archived.file, archived.offset)

    assert (status, body) == (200, HTML)
    assert [value for name, value in headers if name == "X-Note"] == ["1", "2"]
    assert archived.sha256 == hashlib.sha256(HTML).hexdigest()
    archive.verify(archived.file, archived.offset, archived.sha256)


def test_the_files_are_what_warc_tools_expect(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archived = archive.append(response())
    archive.append(response(b"", status=204, final_url="https://example.org/ب?x=1"))
    archive.append(response(b"x" * 300_000))
    path = tmp_path / archived.file

    assert [kind for kind, _url in records(path)] == ["warcinfo", *["response"] * 3]
    assert passes_check(path)
    with path.open("rb") as stream:
        stream.seek(archived.offset)
        member = gzip.GzipFile(fileobj=io.BytesIO(stream.read(archived.length))).read()
    assert member.startswith(b"WARC/1.1\r\n")
    assert b"WARC-Date: 2024-06-22T12:30:05.250000Z" in member
    assert b"WARC-Payload-Digest: sha256:" in member


def test_headers_about_a_coding_that_was_undone_are_kept_under_another_name(
    tmp_path: Path,
) -> None:
    coded = (
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
        ("Content-Length", "9"),
    )
    archive = Archive(tmp_path)
    archived = archive.append(response(headers=coded))

    _status, headers, body = archive.read(archived.file, archived.offset)

    assert body == HTML
    assert dict(headers) == {
        "X-Archive-Orig-Content-Encoding": "gzip",
        "X-Archive-Orig-Transfer-Encoding": "chunked",
        "X-Archive-Orig-Content-Length": "9",
        "Content-Length": str(len(HTML)),
    }
    with (tmp_path / archived.file).open("rb") as stream:
        found = [r.content_stream().read() for r in ArchiveIterator(stream)][1]
    assert found == HTML


def test_a_header_cannot_smuggle_in_another_one_or_break_the_record(tmp_path: Path) -> None:
    hostile = (
        ("X-A", "one\r\nX-B: two\r\n\r\n<html>"),
        ("Bad Name", "x"),
        ("X-Wide", "ب\x00"),
        ("X-Long", "y" * 100_000),
    )
    archive = Archive(tmp_path)
    archived = archive.append(response(headers=hostile, final_url="https://e.org/\r\nWARC-Type: x"))

    status, headers, body = archive.read(archived.file, archived.offset)

    assert (status, body) == (200, HTML)
    assert [name for name, _value in headers] == ["X-A", "X-Wide", "X-Long", "Content-Length"]
    assert passes_check(tmp_path / archived.file)


@pytest.mark.parametrize("cut", [30, 80, 200])
def test_a_torn_last_record_hides_none_before_it(tmp_path: Path, cut: int) -> None:
    archive = Archive(tmp_path)
    first, last = archive.append(response()), archive.append(response(b"second " * 50))
    archive.close()
    path = tmp_path / first.file
    with path.open("r+b") as stream:
        stream.truncate(last.offset + last.length - cut)

    archive.verify(first.file, first.offset, first.sha256)
    with pytest.raises(ArchiveError, match=str(last.offset)):
        archive.read(last.file, last.offset)


def test_an_altered_body_is_noticed(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archived = archive.append(response())

    with pytest.raises(ArchiveError, match="was altered"):
        archive.verify(archived.file, archived.offset, "0" * 64)


def test_a_missing_file_and_a_wrong_place_are_told_apart(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archived = archive.append(response())
    with pytest.raises(ArchiveError, match="the archived response is gone"):
        archive.read("20240622/none.warc.gz", 0)
    with pytest.raises(ArchiveError, match="holds no response"):
        archive.read(archived.file, 0)
    with pytest.raises(ArchiveError, match=r"damaged|holds no response"):
        archive.read(archived.file, archived.offset + 7)


def test_files_rotate_by_day_and_by_size(tmp_path: Path) -> None:
    days = iter([AT, AT, AT, AT.replace(day=23), AT.replace(day=23)])
    archive = Archive(tmp_path, clock=lambda: next(days), rotate_at=1_000_000)
    first, second = archive.append(response()), archive.append(response())
    third = archive.append(response())
    assert first.file == second.file != third.file
    assert (first.file[:8], third.file[:8]) == ("20240622", "20240623")

    small = Archive(tmp_path, rotate_at=600)
    assert len({small.append(response(os.urandom(400))).file for _ in range(3)}) == 3
    for path in tmp_path.rglob("*.warc.gz"):
        assert passes_check(path)


def test_reading_alone_leaves_no_files_behind(tmp_path: Path) -> None:
    Archive(tmp_path / "archive")
    assert not (tmp_path / "archive").exists()


def test_threads_and_processes_never_write_into_one_record(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    found: list[tuple[Archived, bytes]] = []

    def work(number: int) -> None:
        for n in range(20):
            body = f"{number}-{n} ".encode() * (n * 50 + 1)
            found.append((archive.append(response(body)), body))

    other = subprocess.Popen([sys.executable, "-c", OTHER, str(tmp_path)])
    threads = [Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert other.wait(30) == 0
    assert len(list(tmp_path.rglob("*.warc.gz"))) == 2
    for archived, body in found:
        assert archive.read(archived.file, archived.offset)[2] == body
    for path in tmp_path.rglob("*.warc.gz"):
        assert passes_check(path)


OTHER = """
import sys
from pathlib import Path
from monitor.archive.warc import Archive
from tests.archive.test_warc import response
archive = Archive(Path(sys.argv[1]))
for n in range(40):
    archive.append(response(b"other " * n + b"x"))
"""


KILLED = """
import os, sys
from pathlib import Path
from monitor.archive.warc import Archive
from tests.archive.test_warc import ASKED, response
archive = Archive(Path(sys.argv[1]))
while True:
    done = archive.append(response(os.urandom(20_000), request_headers=ASKED))
    print(done.file, done.offset, done.sha256, flush=True)
"""


def test_what_was_said_to_be_on_the_disk_is_there_after_a_kill(tmp_path: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    said = [writer.stdout.readline() for _ in range(50)]
    writer.kill()
    said += writer.stdout.read().splitlines(keepends=True)
    writer.wait()
    writer.stdout.close()

    archive = Archive(tmp_path)
    for line in said:
        if line.endswith("\n"):
            file, offset, sha256 = line.split()
            archive.verify(file, int(offset), sha256)
    (path,) = tmp_path.rglob("*.warc.gz")
    with path.open("rb") as stream:
        assert len(list(members(stream))) >= 1 + 2 * 50


def test_a_full_disk_is_said_and_leaves_the_file_whole(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = archive.append(response())
    path = tmp_path / first.file
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 500, before[1]))
    try:
        with pytest.raises(ArchiveError, match="cannot be written"):
            archive.append(response(os.urandom(5_000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    again = archive.append(response(b"later"))

    assert again.offset == first.offset + first.length
    archive.verify(again.file, again.offset, again.sha256)
    assert passes_check(path)


ASKED = (("Accept", "text/html"), ("User-Agent", "axiswatch/0.1"))


def test_the_request_stands_beside_its_response(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    asked = response(request_headers=ASKED, final_url="https://example.org/a?b=1")
    archived = archive.append(asked)
    again = archive.append(asked)

    path = tmp_path / archived.file
    assert [kind for kind, _url in records(path)] == ["warcinfo", *["response", "request"] * 2]
    assert passes_check(path)
    assert archive.read(again.file, again.offset)[2] == HTML
    assert b"\r\n\r\nGET /a?b=1 HTTP/1.1\r\nHost: example.org\r\n" in gzip.decompress(
        path.read_bytes()
    )
    with path.open("rb") as stream:
        found = {}
        for record in ArchiveIterator(stream):
            if record.rec_type == "response":
                found["id"] = record.rec_headers.get_header("WARC-Record-ID")
            elif record.rec_type == "request":
                assert record.rec_headers.get_header("WARC-Concurrent-To") == found["id"]
                assert record.http_headers.protocol == "GET"
                assert record.http_headers.statusline == "/a?b=1 HTTP/1.1"
                assert record.http_headers.get_header("Host") == "example.org"
                assert record.http_headers.get_header("User-Agent") == "axiswatch/0.1"


def test_an_unchanged_payload_is_kept_once_and_found_from_every_visit(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    body = os.urandom(50_000)
    first = archive.append(response(body))
    earlier = Earlier("https://example.org/a", AT, first.file, first.offset)
    second = archive.append(response(body, status=203), earlier=earlier)

    assert second.length < 1_500
    assert second.payload == (first.file, first.offset)
    assert archive.read(second.file, second.offset)[::2] == (203, body)
    archive.verify(second.file, second.offset, first.sha256)
    path = tmp_path / first.file
    assert [kind for kind, _url in records(path)] == ["warcinfo", "response", "revisit"]
    assert passes_check(path)
    path.rename(path.with_suffix(".elsewhere"))
    with pytest.raises(ArchiveError, match="gone"):
        archive.read(second.file, second.offset)
