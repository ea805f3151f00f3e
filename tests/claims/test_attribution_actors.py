"""Whom an English statement is about, where no name says so."""

from __future__ import annotations

import pytest

from monitor.domain import Statement
from tests.claims.reading import attributed, chain, only


def test_the_two_sides_are_the_two_bodies_named_before() -> None:
    first, second = attributed(
        "Rahim Sadeq said he had met Nader Parsa in Mashhad. Rahim Sadeq said the two sides also "
        "discussed consular matters."
    )
    assert {"taliban", "iran"} <= set(first.actors) | set(second.actors)
    assert {"taliban", "iran"} <= set(second.actors)


def test_whoever_urges_both_sides_is_neither_of_them() -> None:
    *_, made = attributed(
        "Iran accused the Taliban of holding back the river. Hamas urged both sides to settle it."
    )
    assert set(made.actors) == {"hamas", "iran", "taliban"}
    alone = attributed("Hamas criticised Iran. Hamas urged both sides to settle it.")[-1]
    assert set(alone.actors) == {"hamas"}  # the second side is nowhere named


def test_a_governor_of_an_afghan_province_speaks_for_those_who_rule_it() -> None:
    def party(text: str) -> Statement:
        return only(text)

    said = party("The spokesman for the governor of Herat said Iran had closed the crossing.")
    assert said.party == "Taliban"
    assert "taliban" in said.actors
    named = party("Karim Wali, a spokesman for Herat's governor, said Iran had closed the road.")
    assert (chain(named), named.party) == (["Karim Wali"], "Taliban")
    for text in (
        "A resident of Herat said Iran had closed the crossing.",
        "A police officer in Herat said Iran had closed the crossing.",
    ):
        assert party(text).party == party(text).origin != "Taliban"


def test_who_is_urged_or_accused_is_the_doer_of_it() -> None:
    urged = only("Iran on Monday called on the Taliban to open the gates of the dam.")
    assert urged.agents == urged.addressees == ("taliban",)
    accused = only("Iran accused the Taliban of holding back the river.")
    assert accused.agents == ("taliban",)
    vowed = only("The Taliban vowed to attack Hamas.")
    assert (vowed.agents, vowed.targets) == (("taliban",), ("hamas",))
    ours = only("“We will send fighters to Hezbollah,” Rahim Sadeq said.")
    assert (ours.agents, ours.targets) == (("taliban",), ("hezbollah",))


def test_a_movement_is_no_place_and_a_platform_neither() -> None:
    made = only("Hezbollah said it had received a video from the Taliban on Telegram in Herat.")
    assert made.places == ("Herat",)


def test_the_medium_after_the_content_is_an_outer_link() -> None:
    made = only("Hamas said none of its men had been hurt, in a statement sent on Telegram.")
    assert chain(made) == ["Telegram", "Hamas"]
    assert made.content == "none of its men had been hurt"
    inside = only("Rahim Sadeq said Iran had banned a video posted on Telegram.")
    assert chain(inside) == ["Rahim Sadeq"]


def test_the_words_of_a_content_are_kept_by_their_lemmas_without_names_of_actors() -> None:
    made = only("Rahim Sadeq said Iran had sent forty instructors.")
    assert made.lemmas == ("send", "forty", "instructor")


@pytest.mark.parametrize(
    "text",
    [
        "Iranian lawyer Omid Talebi said Hamas had fired.",
        "Omid Talebi, an Iranian analyst, said Hamas had fired.",
        "Omid Talebi, a former minister of Iran, said Hamas had fired.",
        "Retired Iranian general Omid Talebi said Hamas had fired.",
        "The parliamentary committee on Iran said Hamas had fired.",
        "The special envoy for Iran said Hamas had fired.",
    ],
)
def test_nobody_speaks_for_a_state_by_nationality_past_office_or_subject(text: str) -> None:
    made = only(text)
    assert made.party == made.origin
    assert "iran" not in made.actors


def test_who_holds_an_office_speaks_for_the_body() -> None:
    for text in (
        "Omid Talebi, a deputy minister of Iran, said Hamas had fired.",
        "The ministry for foreign affairs of Iran said Hamas had fired.",
        "A spokesman for Iran said Hamas had fired.",
    ):
        assert only(text).party == "Iran"


def test_a_possessive_before_a_reporting_noun_is_resolved() -> None:
    made = only("Rahim Sadeq spoke. The paper printed his claim that Iran had sent fighters.")
    assert (chain(made), made.party) == (["Rahim Sadeq"], "Taliban")


def test_a_decision_says_nothing_and_dismissing_a_man_denies_nothing() -> None:
    assert attributed("The decision appealed to Hamas to send fighters.") == ()
    assert attributed("Iran fired two men, dismissing General Sadeq.") == ()


@pytest.mark.parametrize(
    ("text", "iran"),
    [
        ("Rahim Sadeq said six pilots had been offered to Tehran.", True),
        ("Rahim Sadeq said Hamas had set Tehran no deadline.", True),
        ("Rahim Sadeq pressed Tehran to free them.", True),
        ("Rahim Sadeq said Hamas had never got a cent from Tehran.", True),
        ("Rahim Sadeq said six pilots had flown to Tehran.", False),
        ("Rahim Sadeq said the pilots had reached Tehran.", False),
        ("Rahim Sadeq said six pilots were training in Iran.", False),
        ("Rahim Sadeq said six families had come home from Iran.", False),
        ("Rahim Sadeq said six families had been expelled from Iran.", True),
    ],
)
def test_a_place_is_an_actor_where_it_gives_or_is_given_something(text: str, iran: bool) -> None:
    assert ("iran" in only(text).actors) is iran


def test_a_movement_that_is_only_described_is_the_last_one_named() -> None:
    before = "Hezbollah buried nine men. Its flags were out. "
    (made,) = attributed(before + "A trader in Herat said the terror group had sent him crates.")
    assert "hezbollah" in made.actors
    (own,) = attributed(before + "Hamas said the movement had sent him no crates.")
    assert own.actors == ("hamas",)
