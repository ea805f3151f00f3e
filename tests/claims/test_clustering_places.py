"""Who does it and where: what is only told from the other side, or of somebody's seat."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.claims import clustering
from monitor.claims.likeness.similarity import compare
from monitor.domain import Event, Modality
from tests.claims.making import pledge, speaker, told


def test_a_meeting_is_the_same_from_both_sides_and_an_order_is_not() -> None:
    met = told("Aziz met Karimi in Herat", "aziz", "karimi", agents=("aziz",), targets=("karimi",))
    back = told(
        "Karimi and Aziz met in Herat", "aziz", "karimi", agents=("karimi",), targets=("aziz",)
    )
    assert not compare(met, back).vetoed
    called = replace(met, content="Aziz called Karimi in Herat")
    assert compare(called, replace(back, content="Karimi called Aziz in Herat")).vetoed


def test_a_capital_that_stands_for_the_acting_government_is_no_other_capital() -> None:
    one = pledge("Kabul pledged 3,000 fighters", agents=("taliban",))
    other = pledge("the Taliban promised Tehran 3,000 men", agents=("taliban",))
    assert compare(one, other).score > 0.5


@pytest.mark.parametrize(
    "content",
    ["nobody in Kabul promised fighters for Gaza", "officials in Kabul promised fighters"],
)
def test_whose_officials_they_are_is_not_where_it_happened(content: str) -> None:
    assert not compare(pledge(content), pledge("fighters were promised for Gaza")).vetoed


def test_where_it_comes_from_is_not_where_it_is() -> None:
    arrived = told("fighters from Syria arrived", "fatemiyoun")
    seen = told("fighters were seen in Basra", "fatemiyoun")
    assert not compare(arrived, seen).vetoed
    assert compare(replace(arrived, content="fighters arrived in Mosul"), seen).vetoed


def test_each_saying_that_the_other_acts_is_no_agreement() -> None:
    iran, kabul = speaker("A", actor="iran"), speaker("B", actor="taliban")
    one = told("the Taliban fired", "iran", "taliban", agents=("taliban",), chain=(iran,))
    other = told("Iran fired", "taliban", "iran", agents=("iran",), chain=(kabul,))
    assert "Each says that the other acts" in compare(one, other).reasons[0]


def test_what_is_demanded_is_neither_pledged_nor_denied() -> None:
    demand = told("to open the dam", "taliban", event=Event.REQUEST, modality=Modality.URGED)
    answer = told("it would open the dam", "taliban", event=Event.COOPERATE)
    assert compare(demand, replace(answer, modality=Modality.PROMISED)).vetoed
    assert compare(demand, replace(answer, modality=Modality.DENIED)).vetoed
    assert not compare(demand, answer).vetoed


def test_a_number_that_both_tell_is_no_contradiction_whatever_else_they_count() -> None:
    part = told("of 80 million cubic metres only 26 million reached Zabol", "iran")
    whole = told("26 million cubic metres reached Zabol", "iran")
    assert not compare(part, whole).vetoed
    assert compare(replace(part, content="31 million cubic metres reached Zabol"), whole).vetoed


def test_a_number_that_is_not_so_is_the_number_of_the_other_claim() -> None:
    thirty = told("Hezbollah sent thirty engineers", "hezbollah", event=Event.MOBILIZE)
    three = replace(thirty, content="Hezbollah sent three engineers, not thirty")
    assert compare(thirty, three).vetoed
    assert not compare(thirty, replace(three, modality=Modality.DENIED)).vetoed


def test_other_amounts_of_what_is_left_unsaid_make_it_less_alike() -> None:
    deal = told("Kabul signed a deal for diesel, 700,000 a year", "taliban", event=Event.AGREE)
    same = replace(deal, content="Kabul signed a deal for diesel, some 690,000 a year")
    other = replace(deal, content="Kabul signed a deal for diesel: a million a year")
    assert compare(deal, other).score < compare(deal, same).score


def test_a_report_that_names_nobody_is_found_by_its_terms() -> None:
    silent = told("43,200 refugees have been sent home through Torkham")
    named = told("43,200 refugees were expelled through Torkham", "pakistan", event=Event.COERCE)
    assert set(clustering.keys(silent)) & set(clustering.keys(named))


def test_a_few_words_that_any_text_may_have_are_not_enough() -> None:
    one = told("she would answer the question about the school", event=Event.ACCUSE)
    other = told("a question for the school to answer", event=Event.ACCUSE)
    assert "They share no name, no number and no place." in compare(one, other).reasons
    named = replace(one, actors=("hamas",)), replace(other, actors=("hamas",))
    assert compare(*named).score > compare(one, other).score
