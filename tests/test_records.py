"""Files handed to `ingest` become pages, or an error that says where the mistake is."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.errors import InputError
from monitor.records import read_paths


def lines(path: Path, *records: Any) -> Path:
    path.write_text("\n".join(json.dumps(record) for record in records), "utf8")
    return path


def test_json_lines_come_in_order_of_publication(tmp_path: Path, now: datetime) -> None:
    file = lines(
        tmp_path / "a.jsonl",
        {"id": 1, "text": "later", "published": "2024-07-01T00:00:00Z"},
        {"id": 2, "text": "undated"},
        {"id": 3, "text": "earlier", "published": "2024-06-01"},
    )
    assert [record.id for record in read_paths([file], now=now)] == ["3", "1", "2"]


def test_a_record_keeps_what_its_line_says(tmp_path: Path, now: datetime) -> None:
    file = lines(
        tmp_path / "a.jsonl",
        {
            "id": "x",
            "outlet": "Mehr News",
            "url": "https://example.org/1",
            "title": "T",
            "published": "2024-06-17T08:00:00+03:30",
            "lang": "fa",
            "html": "<p>متن</p>",
        },
    )
    (record,) = read_paths([file], now=now)
    assert (record.outlet, record.language, record.content_type) == ("Mehr News", "fa", "text/html")
    assert record.fetched.url == "https://example.org/1"
    assert record.fetched.title_hint == "T"
    assert record.published is not None
    assert record.published.isoformat() == "2024-06-17T08:00:00+03:30"
    assert record.fetched.body == "<p>متن</p>".encode()


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "line 1: is not JSON"),
        ('{"id": "a"}', "one of html or text"),
        ('{"text": "a", "published": "yesterday"}', "published"),
        ("[]", "line 1"),
        ('{"text": 5}', "text"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, now: datetime, line: str, problem: str) -> None:
    file = tmp_path / "broken.jsonl"
    file.write_text(line, "utf8")
    with pytest.raises(InputError, match=problem) as caught:
        read_paths([file], now=now)
    assert "broken.jsonl" in str(caught.value)


def test_a_gzipped_page_is_unpacked(tmp_path: Path, now: datetime) -> None:
    file = tmp_path / "page.html.gz"
    file.write_bytes(gzip.compress(b"<p>hello</p>"))
    (record,) = read_paths([file], now=now)
    assert record.fetched.body == b"<p>hello</p>"


def test_a_file_that_only_says_it_is_gzipped_is_an_error(tmp_path: Path, now: datetime) -> None:
    file = tmp_path / "page.html.gz"
    file.write_bytes(b"not gzip at all")
    with pytest.raises(InputError, match=r"page\.html\.gz"):
        read_paths([file], now=now)


def test_a_directory_is_searched_for_known_files(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text("text", "utf8")
    (tmp_path / "notes.doc").write_text("no", "utf8")
    assert len(read_paths([tmp_path], now=now)) == 1


@pytest.mark.parametrize("name", ["missing.html", "image.png"])
def test_missing_and_unknown_files_are_errors(tmp_path: Path, now: datetime, name: str) -> None:
    if name == "image.png":
        (tmp_path / name).write_bytes(b"\x89PNG")
    with pytest.raises(InputError, match=name):
        read_paths([tmp_path / name], now=now)
