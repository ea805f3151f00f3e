"""Pages that show nothing until their scripts run."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from monitor.domain import Reading
from monitor.reading.extract import NEEDS_RENDERING, NO_TEXT, read_page
from monitor.reading.rough import rough_text
from tests.duplicates.samples import HARBOUR, SCHOOL
from tests.reading.samples import ARABIC, DARI, PASHTO
from tests.reading.wrapping import page

NOW = datetime(2024, 8, 1, tzinfo=UTC)
TITLE = "Port of Velmora works again after nine days"
SHELL = (
    '<html><head><title>{title}</title><meta property="og:title" content="{title}">{head}</head>'
    '<body><div id="__next"></div><noscript>You need to enable JavaScript.</noscript>{tail}</body>'
)


def read(body: str) -> Reading:
    return read_page(body.encode(), url="https://courier.example/x", fetched_at=NOW)


def shell(*, head: str = "", tail: str = "") -> str:
    return SHELL.format(title=TITLE, head=head, tail=tail)


def json_ld(text: str) -> str:
    stated = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": text})
    return f'<script type="application/ld+json">{stated}</script>'


def next_data(data: Any) -> str:
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'


def article(**content: Any) -> dict[str, Any]:
    teaser = {"title": "Another story", "text": SCHOOL.replace("\n", " ")}
    page = {
        "article": {"headline": TITLE, **content, "relatedArticles": [teaser]},
        "sidebar": [teaser] * 3,
        "author": {"bio": "Ilse Marten has written about ports for twenty years and more."},
    }
    return {"props": {"pageProps": page}, "page": "/x", "buildId": "b"}


@pytest.mark.parametrize("text", [HARBOUR, DARI * 3, PASHTO * 3, ARABIC * 3])
def test_the_text_in_json_ld_is_read_where_none_is_shown(text: str) -> None:
    found = read(shell(head=json_ld(text)))
    assert found.article is not None
    assert found.article.text == text
    assert found.article.title == TITLE


@pytest.mark.parametrize(
    "content",
    [
        {"body": "".join(f"<p>{line}</p>" for line in HARBOUR.split("\n"))},
        {"body": [{"type": "p", "text": line} for line in HARBOUR.split("\n")]},
        {"content": {"blocks": [{"data": {"text": line}} for line in HARBOUR.split("\n")]}},
        {"paragraphs": HARBOUR.split("\n")},
    ],
)
def test_the_text_in_next_data_is_read_without_other_stories(content: dict[str, Any]) -> None:
    found = read(shell(tail=next_data(article(**content))))
    assert found.article is not None
    assert found.article.text == HARBOUR


def test_the_gate_sees_what_is_read_from_json() -> None:
    for body in (shell(head=json_ld(HARBOUR)), shell(tail=next_data(article(body=HARBOUR)))):
        rough = rough_text(body)
        assert all(word in rough for word in HARBOUR.replace('"', " ").split())


def test_a_page_without_text_and_json_says_that_it_needs_rendering() -> None:
    for body in (shell(), shell(tail=next_data({"props": {}})), shell(tail=next_data("x" * 900))):
        assert read(f"{body}<script src=/app.js></script>") == Reading("empty", NEEDS_RENDERING)
    assert read("<html><body><p></p></body></html>") == Reading("empty", NO_TEXT)


def test_the_text_that_is_shown_goes_before_that_of_the_json() -> None:
    other = f"{SCHOOL}\n{SCHOOL}"
    head = json_ld(other) + next_data(article(body=other))
    found = read_page(
        page(HARBOUR, title=TITLE, head=head), url="https://c.example/x", fetched_at=NOW
    )
    assert found.article is not None
    assert found.article.text == HARBOUR


@pytest.mark.parametrize(
    "script",
    [
        "[" * 200_000,
        '{"headline": "' + TITLE + '", "body": ' + "[" * 50_000,
        json.dumps({"headline": TITLE, "body": "<" * 300_000}),
        json.dumps({"headline": TITLE, "body": "<p " * 200_000}),
        json.dumps([{"headline": TITLE, "body": ["a b c d"] * 50}] * 2_000),
        json.dumps({"headline": [TITLE], "body": [None, 3, {"text": 4}]}),
        "null",
        "",
    ],
    ids=["deep", "cut", "brackets", "tags", "many", "odd", "null", "none"],
)
def test_hostile_json_is_answered(script: str) -> None:
    body = shell(tail=f'<script id="__NEXT_DATA__">{script}</script>')
    assert read(body).state in {"read", "empty"}
