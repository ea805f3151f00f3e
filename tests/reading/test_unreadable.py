"""Whatever a server sends, reading it is an answer: a state and a reason, never an exception."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.reading.decode import MOST_BYTES
from monitor.reading.extract import read_page, read_text
from tests.duplicates.samples import HARBOUR
from tests.reading.samples import ARABIC
from tests.reading.wrapping import page

NOW = datetime(2024, 8, 1, tzinfo=UTC)


def state(body: bytes, content_type: str | None = "text/html") -> tuple[str, str]:
    reading = read_page(
        body, url="https://one.example/a", content_type=content_type, fetched_at=NOW
    )
    assert (reading.article is None) == (reading.state != "read")
    return reading.state, reading.reason


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (b"", None, "empty"),
        (b" \n\t ", "text/html", "empty"),
        (b"<html><body></body></html>", "text/html", "empty"),
        (b"<html><body><script>var a = 1</script></body></html>", "text/html", "empty"),
        (b"%PDF-1.7 ...", "text/html", "unreadable"),
        (b"<html></html>", "application/pdf", "unreadable"),
        (b"<html></html>", "image/png", "unreadable"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), None, "unreadable"),
        (gzip.compress(b"<html></html>", mtime=0), None, "unreadable"),
        (bytes(range(256)) * 40, "text/html", "unreadable"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "text/html", "unreadable"),
        (b"a" * (MOST_BYTES + 1), "text/html", "unreadable"),
        (b'{"not": "a page"}', "application/json", "unreadable"),
    ],
)
def test_what_is_no_article_has_a_state_and_a_reason(
    body: bytes, content_type: str | None, expected: str
) -> None:
    found, reason = state(body, content_type)
    assert found == expected
    assert reason


def test_the_reason_says_what_the_bytes_are() -> None:
    assert "PDF" in state(b"%PDF-1.4")[1]
    assert "image/png" in state(b"x", "image/png")[1]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("windows-1256", '<meta charset="windows-1256">'),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("windows-1256", ""),
        ("windows-1256", '<meta charset="utf-8">'),
        ("windows-1256", '<meta charset="iso-8859-1">'),
        ("iso-8859-6", '<meta charset="iso-8859-6">'),
        ("iso-8859-6", ""),
        ("iso-8859-6", '<meta charset="windows-1252">'),
        ("utf-16", ""),
        ("utf-16-le", '<meta charset="utf-8">'),
        ("utf-16-be", ""),
        ("utf-8-sig", ""),
    ],
)
def test_the_encoding_is_found_where_the_page_is_wrong_about_it(
    encoding: str, declared: str
) -> None:
    body = page(ARABIC, title="جسر").decode().replace('<meta charset="utf-8">', declared)
    # ISO 8859-6 knows no copyright sign.
    encoded = body.encode(encoding, "replace")
    reading = read_page(encoded, url="https://one.example/a", fetched_at=NOW)
    assert reading.article is not None
    assert reading.article.text == ARABIC


def test_broken_bytes_in_a_page_cost_only_themselves() -> None:
    body = page(HARBOUR, title="t").replace(b"nine days", b"nine\xff\xfe days")
    reading = read_page(body, url="https://one.example/a", fetched_at=NOW)
    assert reading.article is not None
    assert reading.article.text.startswith(HARBOUR[:200])


def test_a_title_of_a_megabyte_is_cut() -> None:
    body = page(HARBOUR, title="Long title " * 100_000)
    reading = read_page(body, url="https://one.example/a", fetched_at=NOW)
    assert reading.article is not None
    assert len(reading.article.title) <= 400


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 20_000 + b"text" + b"</div>" * 20_000,
        b"<a href='x'>" * 20_000 + b"a link in a link",
        b"<table><tr><td>" * 3_000 + b"cell",
        b"<" * 200_000,
        b"<!--" * 50_000,
        b"<script type='application/ld+json'>" + b"[" * 100_000 + b"</script><p>x</p>",
        b"<p>" + b"1/" * 200_000,
        b"<p>" + b"by 1 January " * 20_000,
        b"<p>" + b"\xe2\x80\x8c" * 200_000,
        b"&" + b"amp;" * 100_000,
        b"<p>A line of a menu</p>" * 20_000,
        b"<p>Related</p><p>" * 10_000,
        b"<p>" + b"[1]" * 100_000 + b"x",
        b"<div><a href='/x'>A link of four words</a>" + b"<i></i>" * 50 + b"</div>" * 2_000,
        b"<title>" + b"a | " * 100_000 + b"</title><p>x",
        b"<span class='date'>1 June 2024</span>" * 20_000,
    ],
    ids=[
        "nested",
        "links",
        "tables",
        "brackets",
        "comments",
        "json",
        "dates",
        "words",
        "joiners",
        "entities",
        *("menu", "teasers", "notes", "filled", "title", "stamps"),
    ],
)
def test_markup_made_to_hurt_is_read_or_refused(body: bytes) -> None:
    assert state(b"<html><body>" + body)[0] in {"read", "empty", "unreadable"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from([None, "text/html", "text/html; charset=utf-7"]))
def test_no_bytes_raise(noise: bytes, content_type: str | None) -> None:
    for body in (noise, b"<html><body><p>" + noise, page(HARBOUR, title="t")[:3_000] + noise):
        assert state(body, content_type)[0] in {"read", "empty", "unreadable"}


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises(noise: str) -> None:
    assert read_text(noise, url=noise, title=noise[:20]).state in {"read", "empty"}


@pytest.mark.shared
def test_the_hostile_files_beside_the_checkout_are_answered(shared: Path) -> None:
    for file in sorted((shared / "hostile").rglob("*")):
        if file.is_file() and file.stat().st_size < 2_000_000:
            assert state(file.read_bytes())[0] in {"read", "empty", "unreadable"}
