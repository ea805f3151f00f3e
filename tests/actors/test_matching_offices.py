"""Offices: who held them that day, and whose they are not."""

from __future__ import annotations

from datetime import date

import pytest

from tests.actors.test_matching import found, vetoed


@pytest.mark.parametrize(
    ("on", "holder"), [(date(2022, 5, 1), "varga"), (date(2024, 5, 1), "kesten")]
)
def test_an_office_names_who_held_it_that_day_and_leaves_the_body_its_own_mention(
    on: date, holder: str
) -> None:
    assert found("The Orlandi envoy to Bel left", on) == [
        ("Orlandi", "emirate"),
        ("envoy to Bel", holder),
    ]


def test_the_head_of_an_office_before_its_body_is_kept() -> None:
    assert found("The spokesman for the Emirate of Orland left", date(2022, 5, 1)) == [
        ("spokesman", "varga"),
        ("Emirate of Orland", "emirate"),
    ]


def test_an_organ_named_after_its_state_leaves_the_state_its_own_mention() -> None:
    assert found("Orlan's Eastern Guard and the Orlandi Guard of Honour") == [
        ("Orlan", "emirate"),
        ("Eastern Guard", "guard"),
        ("Orlandi", "emirate"),
        ("Guard of Honour", "honour"),
    ]


def test_an_office_nobody_is_known_to_have_held_names_nobody() -> None:
    text = "the Orlandi envoy to Bel left"
    assert found(text, date(2019, 5, 1)) == [("Orlandi", "emirate")]


def test_an_office_of_several_without_a_date_names_nobody() -> None:
    mentions = vetoed("the Orlandi envoy to Bel left")
    assert {m.reason for m in mentions} == {
        "several held this office; without a date nobody can be named"
    }


def test_an_office_before_another_name_is_not_the_known_holders() -> None:
    day = date(2022, 5, 1)
    assert ("envoy to Bel", "varga") not in found("Orlandi envoy to Bel Peter Nagy said", day)
    assert ("envoy to Bel", "varga") in found("Orlandi envoy to Bel Tomas Varga said", day)


@pytest.mark.parametrize("noun", ["spokesman", "spokeswoman", "Spokesperson"])
def test_an_office_of_a_spokesman_is_known_by_its_other_names(noun: str) -> None:
    text = f"the {noun} for the Emirate of Orland said"
    assert (noun, "varga") in found(text, on=date(2022, 5, 1))
