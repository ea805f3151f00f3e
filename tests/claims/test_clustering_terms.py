"""What contents are taken apart into: concepts, places, numbers and names, in four languages."""

from __future__ import annotations

import pytest

from monitor.claims.likeness.ownnames import Names
from monitor.claims.likeness.quantities import Quantity
from monitor.claims.likeness.skeletons import skeleton
from monitor.claims.likeness.terms import terms_of
from monitor.reading.normalise import fold
from tests.claims.making import statement


@pytest.mark.parametrize(
    ("language", "content", "concepts"),
    [
        ("en", "Soldiers were dispatched to fight", {"c:fighters", "c:send", "c:fight"}),
        ("fa", "سربازان برای جنگ اعزام شدند", {"c:fighters", "c:send", "c:fight"}),
        ("ps", "سرتېري جګړې ته واستول شول", {"c:fighters", "c:send", "c:fight"}),
        ("ar", "إرسال الجنود للقتال", {"c:fighters", "c:send", "c:fight"}),
    ],
)
def test_words_of_one_meaning_are_one_concept_in_every_language(
    language: str, content: str, concepts: set[str]
) -> None:
    assert concepts <= terms_of(statement(content, language=language)).terms


def test_words_that_say_nothing_are_no_terms() -> None:
    assert terms_of(statement("he said that it was there and then")).terms == frozenset()


def test_in_order_to_gives_no_order() -> None:
    assert terms_of(statement("soldiers left in order to rest")).terms == {
        "c:fighters", "c:depart", "w:rest"
    }  # fmt: skip


def test_the_names_of_the_statements_own_actors_are_no_terms() -> None:
    english = statement("Iranian and Taliban officials met", actors=("iran", "taliban"))
    assert terms_of(english).terms == {"w:officials", "c:meet"}
    persian = statement(
        "طالبان و حزب الله دیدار کردند", language="fa", actors=("taliban", "hezbollah")
    )
    assert terms_of(persian).terms == {"c:meet"}


@pytest.mark.parametrize(
    ("content", "quantity"),
    [
        ("3,000 fighters", Quantity(3000, 3000, ("c:fighters",))),
        ("three thousand fighters", Quantity(3000, 3000, ("c:fighters",))),
        ("thousands of fighters", Quantity(1000, 100000, ("c:fighters",))),
        ("more than 50 fighters", Quantity(50, 100, ("c:fighters",))),
        ("about 100 fighters", Quantity(80, 125, ("c:fighters",))),
        ("2.5 million tonnes of wheat", Quantity(2500000, 2500000, ("c:tonne", "c:food"))),
    ],
)
def test_numbers_are_read_with_what_they_count(content: str, quantity: Quantity) -> None:
    assert terms_of(statement(content)).quantities == (quantity,)


@pytest.mark.parametrize(
    ("language", "content", "number"),
    [
        ("fa", "۴۰ سرباز", 40.0),
        ("fa", "چهل سرباز", 40.0),
        ("ps", "څلوېښت سرتېري", 40.0),
        ("ar", "٤٠ جندياً", 40.0),
    ],
)
def test_numbers_are_read_in_other_scripts(language: str, content: str, number: float) -> None:
    (quantity,) = terms_of(statement(content, language=language)).quantities
    assert (quantity.low, quantity.high) == (number, number)


@pytest.mark.parametrize(
    ("language", "content", "number"),
    [
        ("en", "twenty-five soldiers", 25.0),
        ("en", "a hundred and twenty soldiers", 120.0),
        ("en", "fifteen hundred soldiers", 1500.0),
        ("en", "since June 64,300 soldiers", 64300.0),
        ("en", "half a dozen soldiers", 6.0),
        ("en", "two dozen soldiers", 24.0),
        ("en", "three score soldiers", 60.0),
        ("en", "0.2 million soldiers", 200_000.0),
        ("en", "two and a half million soldiers", 2_500_000.0),
        ("en", "a million and a half soldiers", 1_500_000.0),
        ("en", "a pair of soldiers", 2.0),
        ("en", "the trio of soldiers", 3.0),
        ("en", "a couple of hundred soldiers", 200.0),
        ("fa", "سی و پنج سرباز", 35.0),
        ("fa", "ششصد هزار سرباز", 600_000.0),
        ("ps", "دولس سرتېري", 12.0),
        ("ps", "درې سوه زره سرتېري", 300_000.0),
        ("ar", "أحد عشر جندياً", 11.0),
        ("ar", "بخمسة آلاف جندي", 5000.0),
        ("ar", "ثلاثة وأربعين جندياً", 43.0),
        ("ar", "ألفي جندي", 2000.0),
        ("fa", "یک و نیم میلیون سرباز", 1_500_000.0),
        ("ps", "نیم میلیون سرتېري", 500_000.0),
        ("ar", "مليون ونصف المليون جندي", 1_500_000.0),
    ],
)
def test_number_words_are_added_up_as_each_language_builds_them(
    language: str, content: str, number: float
) -> None:
    (quantity,) = terms_of(statement(content, language=language)).quantities
    assert (quantity.low, quantity.high, quantity.of[0]) == (number, number, "c:fighters")


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("en", "no one left the camp"),
        ("en", "not one soldier left"),
        ("en", "one of the soldiers left"),
        ("en", "they were held for six weeks"),
        ("en", "both sides and the two ministers met"),
        ("en", "soldiers came around 4 a.m."),
        ("en", "soldiers came at 16:30"),
        ("en", "they brace for war"),
        ("en", "a Su-35 jet"),
        ("en", "soldiers of the 12th brigade"),
        ("en", "a soldier aged 40"),
        ("fa", "دو طرف و هر دو وزیر"),
        ("fa", "نه سربازان و نه کارگران"),
        ("fa", "هیچ‌یک از سربازان"),
    ],
)
def test_what_counts_nothing_is_no_quantity(language: str, content: str) -> None:
    assert terms_of(statement(content, language=language)).quantities == ()


def test_what_is_counted_may_stand_before_the_number() -> None:
    (quantity,) = terms_of(statement("the number of soldiers at about 60")).quantities
    assert quantity == Quantity(48, 75, ("c:fighters",))
    assert "q:60" in terms_of(statement("about 60 soldiers")).terms


def test_a_word_that_is_a_number_in_another_language_is_none() -> None:
    # In Persian the word means ten, in Pashto it is the copula.
    assert terms_of(statement("دا زموږ حق ده چې", language="ps")).quantities == ()


@pytest.mark.parametrize("content", ["on 17 June", "in 2021", "June 17, 2024", "at 5 pm"])
def test_dates_are_no_quantities(content: str) -> None:
    assert terms_of(statement(content)).quantities == ()


def test_a_capital_is_a_place_only_where_something_is_in_it() -> None:
    assert terms_of(statement("Kabul will send a team")).places == frozenset()
    assert terms_of(statement("a team arrived in Kabul")).places == {"kabul"}
    assert terms_of(statement("a team arrived in Herat")).places == {"herat"}


def test_the_state_that_acts_is_no_place() -> None:
    content = "Iran sent planes to Lebanon"
    assert terms_of(statement(content, actors=("iran",))).places == {"lebanon"}


def test_places_of_several_words_and_people_are_known() -> None:
    terms = terms_of(statement("Lebanese doctors went to the Gaza Strip"))
    assert terms.places == {"gaza"}
    assert {"p:lebanon", "p:gaza"} <= terms.terms


def test_the_words_of_a_longer_place_are_no_words_beside_it() -> None:
    told = statement("ships left Bandar Abbas", lemmas=("ship", "leave", "bandar", "abbas"))
    assert terms_of(told).terms == {"c:ship", "c:depart", "p:bandar_abbas"}


def test_what_a_zero_width_non_joiner_joins_is_taken_apart_unless_it_is_a_word() -> None:
    name = terms_of(statement("بند کمال‌زاد", language="fa")).terms
    assert {"w:کمال", "w:زاد"} <= name
    verb = terms_of(statement("سرباز می‌فرستد", language="fa")).terms
    assert verb == {"c:fighters", "c:send"}


def test_of_a_long_quotation_the_sentence_that_tells_the_event_counts() -> None:
    content = "We admire poets. The army will send soldiers to the bridge. Winter is near."
    assert "c:winter" not in terms_of(statement(content, trigger="send soldiers")).terms
    assert "c:winter" in terms_of(statement(content)).terms


def test_lemmas_are_taken_where_attribution_gives_them() -> None:
    told = statement("The geese were counted out", lemmas=("goose", "count"))
    assert terms_of(told).terms == {"w:goose", "w:count"}


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("kamal", "کمال"),
        ("paktika", "پکتیکا"),
        ("muttaqi", "متقی"),
        ("araghchi", "عراقچی"),
        ("hezbollah", "حزب‌الله"),
        ("mansoor", "منصور"),
        ("bagheri", "باقری"),
        ("khost", "خوست"),
    ],
)
def test_a_name_has_one_skeleton_in_both_scripts(latin: str, arabic: str) -> None:
    assert skeleton(latin) == skeleton(fold(arabic)) != ""


def test_short_words_have_no_skeleton_and_other_names_another() -> None:
    assert skeleton("iran") == skeleton("ali") == ""
    assert skeleton("kandahar") != skeleton("kunduz")


def test_names_drop_what_belongs_to_them_and_keep_the_rest() -> None:
    names = Names(("hezbollah", "amir-khan-muttaqi"))
    assert names.without(["muttaqi's", "khan", "bridge"]) == ["bridge"]
    assert Names(()).without(["bridge"]) == ["bridge"]
