"""The rough text never holds less than the careful reader finds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.reading.extract import read_page
from monitor.reading.normalise import fold
from monitor.reading.rough import rough_text
from tests.duplicates.samples import HARBOUR
from tests.reading.samples import ARABIC, DARI, PASHTO
from tests.reading.wrapping import page


@pytest.mark.parametrize("text", [HARBOUR, ARABIC, DARI, PASHTO])
def test_every_word_of_the_article_stands_in_the_rough_text(text: str) -> None:
    body = page(text, title="t")
    article = read_page(
        body, url="https://one.example/a", fetched_at=datetime(2024, 8, 1, tzinfo=UTC)
    ).article
    assert article is not None
    rough = set(fold(rough_text(body.decode())).split())
    assert set(fold(article.text).split()) <= rough


def test_a_name_cut_by_markup_is_found_joined_and_apart() -> None:
    rough = rough_text("<p><b>Tal</b>iban and <span>Quds</span><span>Force</span></p>")
    assert "Taliban" in rough
    assert "Quds Force" in rough


def test_entities_are_resolved() -> None:
    assert "Hamas & Co" in rough_text("Hamas &amp; Co")
    assert "طالبان" in rough_text("&#1591;&#1575;&#1604;&#1576;&#1575;&#1606;")


def test_scripts_and_styles_are_left_out_but_not_json_ld() -> None:
    rough = rough_text(
        "<script>var hamas = 1</script><style>.iran{}</style>"
        '<script type="application/ld+json">{"articleBody":"\\u0637\\u0627'
        '\\u0644\\u0628\\u0627\\u0646 said\\nno"}</script><p>x</p>'
    )
    assert "hamas" not in rough
    assert "iran" not in rough
    assert "طالبان said\nno" in rough


def test_what_an_unclosed_script_swallows_is_not_lost() -> None:
    assert "Taliban" in rough_text("<script>var a = 1 <p>Taliban</p>")


@pytest.mark.parametrize(
    "html", ["<" * 300_000, "<script " * 50_000, "a</b>" * 60_000, "<!--" * 60_000, "&" * 300_000]
)
def test_hostile_markup_is_read_in_linear_time(html: str) -> None:
    assert isinstance(rough_text(html), str)
