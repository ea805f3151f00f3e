"""Folding: what may differ between two copies of one text, and what may not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.reading.normalise import fold, fold_with_offsets

LATIN = "abcXYZ éÉßıİøſ 0189 ‘’“”—–-…\u00a0\u00ad\u2009ﬁ"
ARABIC = "اأإآٱبةهكيىئؤًَُِّْٰـ٠١٩ ﻻﷲ،؟«»"
PERSIAN = "آکگیۀپژچ\u200c\u200d۰۱۹ می‌ها ٔ \u0654\u0653"
PASHTO = "ښځېۍګړڼډټ ۀ ئ ي ی ے"
HEBREW = "שלוםָבְֱ ״׳"
FOUR_SCRIPTS = st.text(alphabet=st.sampled_from(LATIN + ARABIC + PERSIAN + PASHTO + HEBREW))


@given(FOUR_SCRIPTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_is_idempotent_over_all_of_unicode(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(FOUR_SCRIPTS)
def test_every_folded_character_comes_from_where_its_offset_says(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded)
    assert list(offsets) == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@given(FOUR_SCRIPTS, FOUR_SCRIPTS)
def test_a_span_of_the_folded_text_leads_back_to_the_words_it_came_from(
    before: str, after: str
) -> None:
    text = f"{before} needle {after}"
    folded, offsets = fold_with_offsets(text)
    start = folded.index("needle")
    assert text[offsets[start] : offsets[start + 5] + 1] == "needle"


@given(FOUR_SCRIPTS)
def test_composed_and_decomposed_spellings_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("می‌خواهند", "میخواهند"),
        ("كابل", "کابل"),
        ("علي", "علی"),
        ("ګوند", "گوند"),
        ("مُحَمَّد", "محمد"),
        ("طالـــبان", "طالبان"),
        ("۱۴۰۳", "1403"),
        ("“It’s”", '"It\'s"'),
        ("Gaza – Beirut", "gaza\u00a0—  BEIRUT"),
        ("ﻻ", "لا"),
        ("co\u00adoperation", "cooperation"),
    ],
)
def test_spellings_that_only_look_different_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("سړی", "سړې"), ("Gaza", "Giza"), ("12", "13"), ("شهر", "شعر")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)
