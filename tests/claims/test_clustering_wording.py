"""How much of their wording two contents share, and what a rare word weighs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from monitor.claims.likeness.concepts import FOLDER
from monitor.claims.likeness.wording import (
    FILE,
    TOTAL,
    Rarity,
    rarest,
    rarity,
    read_rarity,
    wording,
)
from monitor.errors import CatalogueError
from tests.claims.making import statement

TOLD = statement("nine guards fell at the Barmal checkpoint")


def test_the_same_words_in_any_order_and_case_share_all() -> None:
    other = replace(TOLD, content="At the BARMAL checkpoint, nine guards fell")
    assert wording(TOLD, other) == pytest.approx((1.0, 1.0))


def test_a_short_content_within_a_long_one_shares_all_of_one_of_them() -> None:
    larger, smaller = wording(TOLD, replace(TOLD, content="nine guards fell"))
    assert larger == pytest.approx(1.0)
    assert 0 < smaller < 1


def test_a_rare_word_in_common_tells_more_than_a_common_one() -> None:
    rare, _ = wording(TOLD, replace(TOLD, content="the clerk saw Barmal"))
    common, _ = wording(TOLD, replace(TOLD, content="the clerk saw nine"))
    assert rare > common > 0


def test_words_of_two_languages_do_not_compare() -> None:
    assert wording(TOLD, replace(TOLD, language="fa")) == (0.0, 0.0)


def test_the_rarest_word_in_common_counts_however_it_ends_and_in_one_language_only() -> None:
    one = replace(TOLD, content="they were taught minelaying by the sea")
    other = replace(TOLD, content="a minelayer had come to the town")
    assert rarest(one, other) > rarest(one, replace(TOLD, content="by the town")) > 0
    assert rarest(one, replace(other, language="fa")) == 0.0
    assert rarest(one, replace(TOLD, content="…")) == 0.0


def test_a_content_without_a_word_shares_nothing() -> None:
    assert wording(TOLD, replace(TOLD, content="…")) == (0.0, 0.0)


def test_a_word_weighs_less_the_more_contents_it_stands_in() -> None:
    counts = Rarity({("en", TOTAL): 99, ("en", "the"): 99, ("en", "dam"): 9})
    assert counts.of("the", "en") == 0.0
    assert counts.of("dam", "en") == pytest.approx(2.302585)  # of log(100 / 10)
    assert counts.of("weir", "en") > counts.of("dam", "en")


@pytest.mark.parametrize("line", ["en\tdam", "en\tdam\tmany", "dam"])
def test_a_table_that_cannot_be_read_names_the_file_and_the_line(tmp_path: Path, line: str) -> None:
    (tmp_path / FILE).write_text(f"# counts\n{line}\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=rf"{FILE}:2: needs a language"):
        read_rarity(tmp_path)


def test_a_missing_table_is_named_and_the_shipped_one_knows_every_language(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        read_rarity(tmp_path)
    assert read_rarity(FOLDER) == rarity()
    assert all(rarity().counts[language, TOTAL] > 100 for language in ("en", "fa", "ps", "ar"))
