"""Languages are told apart where scripts are shared, and nothing is made up."""

from __future__ import annotations

import pytest

from monitor.reading.language import declared_language, detect, language_of
from tests.duplicates.samples import HARBOUR
from tests.reading.samples import ARABIC, DARI, ENGLISH, PASHTO


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (DARI, "fa"),
        (PASHTO, "ps"),
        (ARABIC, "ar"),
        (ENGLISH, "en"),
        (HARBOUR, "en"),
        ("ראש העיר אמר כי הגשר ייבנה מחדש עד סוף החודש", "he"),
        ("Belediye başkanı köprünün ay sonuna kadar yapılacağını söyledi", "tr"),
    ],
)
def test_the_language_of_a_text_is_detected(text: str, language: str) -> None:
    assert detect(text) == language
    assert language_of(text, "xx-XX") == language


@pytest.mark.parametrize("text", ["", "12 34", "…", "a"])
def test_a_text_that_tells_nothing_has_no_language(text: str) -> None:
    assert detect(text) is None


def test_a_mixed_text_is_in_the_language_of_most_of_it() -> None:
    assert detect(f"{DARI}\nThe Velmora Courier, page 4.") == "fa"


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("prs-AF", "fa"),
        ("fa_IR", "fa"),
        ("PS", "ps"),
        ("iw", "he"),
        ("x-default", None),
        (None, None),
    ],
)
def test_declared_tags_are_cut_to_iso_639_1(tag: str | None, language: str | None) -> None:
    assert declared_language(tag) == language
    assert language_of("12", tag) == language
