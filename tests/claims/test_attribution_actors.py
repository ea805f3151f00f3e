"""Whom an English statement is about, where no name says so."""

from __future__ import annotations

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
