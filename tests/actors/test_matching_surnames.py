"""When a last name by itself is that of somebody known, and when it is somebody else's."""

from __future__ import annotations

import pytest

from monitor.actors.matching import ActorMatcher
from monitor.catalogue.load import load_catalogue
from tests.actors.test_matching import found, vetoed


def test_a_surname_counts_after_the_full_name_of_its_bearer() -> None:
    assert found("Kesten spoke. Ada Kesten left. Kesten waved.") == [
        ("Ada Kesten", "kesten"),
        ("Kesten", "kesten"),
    ]
    assert vetoed("Kesten spoke")[0].reason == "a surname without the full name before it"


def test_the_context_of_a_person_may_stand_in_another_paragraph() -> None:
    assert ("Kestena", "kesten") in found("Orland is quiet.\nKestena rang the envoy.")
    assert ("Kestena", "kesten") not in found("Belmar is quiet.\nKestena rang the envoy.")
    assert ("Guard", "guard") not in found("Orland is quiet.\nGuard rang the envoy.")


def test_a_surname_of_two_is_that_of_the_one_named_last() -> None:
    text = "Tomas Varga met Imre Varga. Varga left."
    assert found(text)[-1] == ("Varga", "imre")


def test_a_surname_that_many_bear_counts_only_where_no_other_name_is_beside_it() -> None:
    bearer = ("Bilal Hassan", "hassan")
    assert found("Bilal Hassan spoke. Hassan left.") == [bearer, ("Hassan", "hassan")]
    assert found("Bilal Hassan spoke. Umar Hassan left.") == [bearer]
    assert found("Bilal Hassan spoke. Hassan Umar left.") == [bearer]


@pytest.mark.parametrize("other", ["The Varga pass was shut.", "Lorries took the Varga road."])
def test_a_last_name_after_an_article_is_no_person(other: str) -> None:
    assert [who for _, who in found(f"Tomas Varga spoke. {other}")] == ["varga"]


def test_a_last_name_grown_together_with_another_word_is_another_name() -> None:
    assert [who for _, who in found("توماس فارغا گفت. فارغا\u200cجان گفت.")] == ["varga"]
    assert [who for _, who in found("توماس فارغا گفت. فارغا گفت.")] == ["varga", "varga"]


def test_a_city_that_bears_a_name_is_nobody() -> None:
    matcher = ActorMatcher(load_catalogue([]))
    mentions = matcher.find("The Taliban denied it. A clerk in Dera Ismail Khan saw four dead.")
    assert "ismail-khan" not in {one.actor for one in mentions if not one.vetoed}


def test_a_person_whose_name_holds_that_of_his_movement_is_one_name() -> None:
    matcher = ActorMatcher(load_catalogue(()))
    (only,) = matcher.find("Abdul Malik al-Houthi spoke on Monday.")
    assert (only.text, only.actor) == ("Abdul Malik al-Houthi", "abdul-malik-al-houthi")
