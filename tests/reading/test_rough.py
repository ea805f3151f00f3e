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


def test_a_hidden_tooltip_does_not_cut_the_name_it_stands_in() -> None:
    rough = rough_text(
        '<p>the Quds <span aria-hidden="true">a force</span>Force and '
        'Hez<i class="x" aria-hidden="true">?</i>bollah</p>'
    )
    assert "Quds Force" in rough
    assert "Hezbollah" in rough
    assert "a force" in rough


def test_a_name_in_a_comment_counts_and_a_tag_quoted_there_opens_nothing() -> None:
    assert "Taliban" in rough_text("<!-- <script> --> Taliban <script>var a</script>")
    assert "Hamas" in rough_text("<p>x</p><!-- Hamas -->")
    assert "Iran" in rough_text("<!-- never closed <p>Iran")


def test_a_name_across_lines_and_elements_is_found() -> None:
    assert "Islamic Republic" in rough_text("<p>Islamic\n   <b>Republic</b></p>")
    assert "Islamic Republic" in rough_text("Islamic<br>Republic")


def test_a_bracket_that_opens_no_tag_swallows_nothing() -> None:
    assert rough_text("1 < 2 and Taliban <3 Iran</p>") == "1 < 2 and Taliban <3 Iran"
    assert "Hamas" in rough_text('<a title="x > y">Hamas</a>')
    assert rough_text("Taliban") == "Taliban"


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
    assert "طالبان said no" in rough


def test_what_an_unclosed_script_swallows_is_not_lost() -> None:
    assert "Taliban" in rough_text("<script>var a = 1 <p>Taliban</p>")


@pytest.mark.parametrize(
    "html",
    [
        "<" * 300_000,
        "<script " * 50_000,
        "a</b>" * 60_000,
        "<!--" * 60_000,
        "&" * 300_000,
        '<i aria-hidden="true">' * 20_000,
        'aria-hidden="true"' * 20_000,
    ],
)
def test_hostile_markup_is_read_in_linear_time(html: str) -> None:
    assert isinstance(rough_text(html), str)
