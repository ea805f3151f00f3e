"""The documents the product was conceived from, wrapped as pages; and the floors on real pages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.domain import Article, Relation
from monitor.duplicates.fingerprint import fingerprint
from monitor.duplicates.lineage import decide
from monitor.reading.extract import read_page, read_text
from tests.duplicates.test_lineage import held
from tests.quality.reading import score_reading
from tests.reading.wrapping import bare_page, page

pytestmark = pytest.mark.shared
NOW = datetime(2024, 8, 1, tzinfo=UTC)
NOTICES = ("More News", "privacy", "You Might Also Like", "Popular News", "Categories", "Sign in")


@pytest.fixture
def seeds(shared: Path) -> list[str]:
    files = sorted((shared / "seeds").glob("*.txt"))
    assert len(files) == 5
    return [file.read_text("utf-8") for file in files]


def as_text(text: str) -> Article:
    article = read_text(text, url="https://one.example/seed").article
    assert article is not None
    return article


def long_lines(text: str) -> list[str]:
    """The body paragraphs of a seed, by sight: long lines that are no notice."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [
        line for line in lines if len(line) > 95 and "privacy" not in line and " > " not in line
    ]


def test_every_body_paragraph_is_read_and_no_chrome(seeds: list[str]) -> None:
    for seed in seeds:
        text = as_text(seed).text
        assert [line for line in long_lines(seed) if line not in text.split("\n")] == []
        assert not any(notice in text for notice in NOTICES)


def test_wrapped_as_pages_they_read_like_their_text(seeds: list[str]) -> None:
    for seed in seeds:
        text = as_text(seed).text
        for body in (page(text, title="A headline over it"), bare_page(seed.split("\n"))):
            article = read_page(body, url="https://one.example/p", fetched_at=NOW).article
            assert article is not None
            assert article.text == text


def test_dates_and_headlines_are_read_and_taken_out(seeds: list[str]) -> None:
    days = [(a.published.date().isoformat() if a.published else None) for a in map(as_text, seeds)]
    assert days == ["2024-06-16", "2024-06-22", None, None, "2024-07-24"]
    assert as_text(seeds[0]).title.startswith("Taliban Promises Iran")
    assert as_text(seeds[1]).authors == ("Henry Ortiz",)


def test_the_page_with_all_its_chrome_is_a_copy_of_the_text_it_republished(
    seeds: list[str],
) -> None:
    copy, original, other = as_text(seeds[1]), as_text(seeds[3]), as_text(seeds[2])
    texts = [held(original.text), held(other.text, document_id=2, story_id=20, url="u")]
    lineage = decide(
        url="https://two.example/b",
        canonical_url="https://two.example/b",
        text=copy.text,
        fingerprint=fingerprint(copy.text),
        published=copy.published,
        fetched_at=NOW,
        source=None,
        credit=None,
        neighbours=texts,
    )
    assert (lineage.relation, lineage.document_id) == (Relation.COPY, 1)


def test_dari_pages_are_read_letter_by_letter_and_dated(shared: Path) -> None:
    figures = score_reading(shared / "pages" / "voa_dari")
    assert figures["body_f1"] >= 0.99
    assert figures["dates"] >= 0.95
    assert figures["dates_visible"] >= 0.90
    assert figures["titles"] >= 0.95
