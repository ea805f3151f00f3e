"""The normal form: what becomes one, what it never touches, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.actors.normalise import fold, normalise

SCRIPTS = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("  -–\u200c\u200d\u0640\u064e\u0651یيىكکةهأإآاﷲﻻﬁİßé\u0301\n\t۱٢३½"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hezbollah", "HEZBOLLAH"),
        ("Al-Akhbar", "Al Akhbar"),
        ("Al‑Akhbar", "al–akhbar"),
        ("Iran’s", "Iran's"),
        ("حزب‌الله", "حزب الله"),
        ("علي خامنئي", "علی خامنئی"),
        ("كتائب", "کتایب"),
        ("حركة", "حرکه"),
        ("إيران", "ایران"),
        ("أفغانستان", "افغانستان"),
        ("مُحَمَّد", "محمد"),
        ("مـــحمد", "محمد"),
        ("ګلبدین", "گلبدین"),
        ("لوګري", "لوگری"),
        ("۱۲۳", "123"),
        ("٤٥٦", "456"),
        ("Ḥizbullāh", "Hizbullah"),
        ("Erdoğan", "Erdogan"),
        ("ﷲ", "الله"),
        ("\u2067حماس\u2069", "حماس"),
        ("ＩＲＧＣ", "IRGC"),
        ("Ali  Khamenei", "Ali\u00a0Khamenei"),
    ],
)
def test_spellings_that_become_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("قدس", "کدس"), ("حماس", "هماس"), ("Iran", "Iraq")])
def test_letters_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_text_of_one_to_one_characters_keeps_its_offsets() -> None:
    text = "Kabul’s ‘Emirate’ told حزب‌الله"
    assert normalise(text).span(5, 9) == (5, 9)


def test_a_span_reaches_over_what_vanished_inside_and_after_it() -> None:
    text = "قال مُحَمَّدٌ إن"
    normal = normalise(text)
    start = normal.text.index("محمد")
    first, last = normal.span(start, start + 4)
    assert text[first:last] == "مُحَمَّدٌ"


def test_a_ligature_is_given_back_whole() -> None:
    normal = normalise("عبدﷲ")
    assert normal.text == "عبدالله"
    assert normal.span(3, 7) == (3, 4)


def test_paragraphs_stay_apart() -> None:
    assert normalise("one  \n two").text == "one \n two"


@given(SCRIPTS)
def test_the_normal_form_is_a_fixed_point(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once
    assert fold(fold(text)) == fold(text)


@given(SCRIPTS)
def test_every_character_of_the_normal_form_has_its_place_in_the_original(text: str) -> None:
    normal = normalise(text)
    places = [normal.span(index, index + 1) for index in range(len(normal.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)
    for character, (start, end) in zip(normal.text, places, strict=True):
        assert character in normalise(text[start:end]).text
