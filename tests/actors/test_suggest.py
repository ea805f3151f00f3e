"""New spellings of known names: one skeleton for one name, and what rules make of it."""

from __future__ import annotations

import pytest

from monitor.actors.normalise import fold
from monitor.actors.suggest import Likeness, by_rule, skeleton
from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.load import load_catalogue
from monitor.catalogue.models import Actor, Alias

QAANI = Actor(id="qaani", name="Esmail Qaani", kind="person")
CATALOGUE = Catalogue.build(
    actors=[QAANI, Actor(id="front", name="Northern Front", kind="organisation")]
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Esmail Qaani", "Ismail Ghaani"),
        ("Mohammad Javad Zarif", "Muhammad Jawad Zareef"),
        ("Hassan Nasrallah", "Hasan Nasrullah"),
        ("Abdul-Malik al-Houthi", "Abdulmalek Al Huthi"),
    ],
)
def test_transliterations_of_one_name_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Esmail Qaani", "Ismail Khan"),
        ("Esmail Qaani", "Esmail Khatib"),
        ("Ali Larijani", "Ali Shamkhani"),
    ],
)
def test_different_names_have_different_skeletons(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_a_name_in_a_text_is_told_to_be_like_a_known_persons() -> None:
    like = Likeness(CATALOGUE).of("Ismail Ghaani")
    assert like is not None
    assert (like.actor, like.like) == ("qaani", "Esmail Qaani")
    assert Likeness(CATALOGUE).of("Northern Front") is None


def test_a_name_like_two_persons_is_told_to_be_like_nobody() -> None:
    two = Catalogue.build(actors=[QAANI, Actor(id="kani", name="Ismail Kani", kind="person")])
    assert Likeness(two).of("Esmaeel Ghani") is None


def test_rules_propose_what_transliterations_vary_and_say_why() -> None:
    actor = Actor(id="x", name="Mohammad al-Zarqawi", kind="person")
    found = {one.name: one.reason for one in by_rule(actor, Catalogue.build(actors=[actor]))}
    assert "Muhammad al-Zarqawi" in found
    assert found["Mohammad Zarqawi"] == "the article left out"
    assert all(found.values())
    assert len(found) <= 12


def test_rules_propose_nothing_that_anybody_is_called_already() -> None:
    actor = Actor(id="x", name="Hassan Ferri", kind="person", aliases=(Alias(text="Hasan Ferri"),))
    other = Actor(id="y", name="Hassan Feri", kind="person")
    assert not {"Hasan Ferri", "Hassan Feri"} & {
        one.name for one in by_rule(actor, Catalogue.build(actors=[actor, other]))
    }


def test_what_rules_propose_for_the_shipped_persons_is_new_and_like_the_name() -> None:
    catalogue = load_catalogue([])
    proposed = [one for actor in catalogue.actors.values() for one in by_rule(actor, catalogue)]
    assert len(proposed) > 300
    assert all(catalogue.actor_named(one.name) is None for one in proposed)
    unlike = [one.name for one in proposed if skeleton(one.name) != skeleton(one.like)]
    assert len(unlike) < len(proposed) / 20, unlike
    assert all(fold(one.name) for one in proposed)
