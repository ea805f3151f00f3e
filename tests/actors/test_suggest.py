"""Names the catalogue lacks, and new spellings of those it has."""

from __future__ import annotations

import pytest

from monitor.actors.matching import ActorMatcher
from monitor.actors.suggest import skeleton, spellings, unknown_names
from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.models import Actor

CATALOGUE = Catalogue.build(
    actors=[
        Actor(id="qaani", name="Esmail Qaani", kind="person"),
        Actor(id="front", name="Northern Front", kind="organisation"),
    ]
)
MATCHER = ActorMatcher(CATALOGUE)


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
    ("one", "other"), [("Esmail Qaani", "Esmail Khatib"), ("Ali Larijani", "Ali Shamkhani")]
)
def test_different_names_have_different_skeletons(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_unknown_names_come_with_counts_and_sentences_and_without_titles() -> None:
    texts = [
        "Minister Odo Lindqvist spoke. He met the Northern Front. Odo Lindqvist left.",
        "Nobody met Odo Lindqvist’s deputy on Monday.",
    ]
    (unknown,) = unknown_names(texts, MATCHER)
    assert (unknown.name, unknown.count, unknown.texts) == ("Odo Lindqvist", 3, 2)
    assert unknown.samples[0] == "Minister Odo Lindqvist spoke."


def test_a_new_spelling_of_a_known_person_is_proposed_with_the_one_it_is_like() -> None:
    found = spellings(CATALOGUE, unknown_names(["Then Ismail Ghaani spoke."], MATCHER))
    assert [(one.name, one.actor, one.like) for one in found] == [
        ("Ismail Ghaani", "qaani", "Esmail Qaani")
    ]


def test_known_names_are_not_candidates() -> None:
    assert unknown_names(["Esmail Qaani met the Northern Front."], MATCHER) == ()
