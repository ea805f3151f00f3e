"""Names the catalogue lacks: from texts and chains, never what the catalogue knows."""

from __future__ import annotations

import time

import pytest

from monitor.actors.candidates import (
    Entity,
    Found,
    Place,
    bare,
    collect,
    named_by_link,
    named_in,
    unknown_places,
)
from monitor.actors.entities import recognise
from monitor.actors.matching import ActorMatcher
from monitor.actors.suggest import Likeness
from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.models import Actor
from monitor.config import Settings
from monitor.errors import ConfigError

CATALOGUE = Catalogue.build(
    actors=[
        Actor(id="qaani", name="Esmail Qaani", kind="person"),
        Actor(id="front", name="Northern Front", kind="organisation"),
        Actor(id="paris", name="Paris Hall", kind="organisation"),
    ]
)
MATCHER = ActorMatcher(CATALOGUE)
LIKENESS = Likeness(CATALOGUE)
NOBODY: frozenset[str] = frozenset()


def test_only_sentences_with_an_unknown_name_are_looked_at() -> None:
    text = "Esmail Qaani met the Northern Front. Minister Odo Lindqvist spoke. It rained."
    (place,) = unknown_places(text, MATCHER)
    assert place.sentence.strip() == "Minister Odo Lindqvist spoke."


def test_the_catalogue_overrides_what_the_recogniser_takes_a_name_for() -> None:
    text = "Odo Lindqvist of Paris Hall wrote to the mayor."
    (place,) = unknown_places(text, MATCHER)
    entities = [Entity(0, 13, "person"), Entity(17, 27, "person")]
    assert [(one.name, one.kind) for one in named_in(place, entities)] == [
        ("Odo Lindqvist", "person")
    ]


def test_the_recogniser_tells_persons_from_bodies() -> None:
    sentence = "Odo Lindqvist told reporters that the Northern Ferry Authority had failed."
    (entities,) = recognise(Settings().pipeline, [sentence])
    found = {one.name: one.kind for one in named_in(Place(sentence, ()), entities)}
    assert found == {"Odo Lindqvist": "person", "Northern Ferry Authority": "organisation"}


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(ConfigError, match="'no_such_pipeline' is not installed"):
        list(recognise("no_such_pipeline", ["A sentence."]))


@pytest.mark.parametrize(
    ("name", "role", "found"),
    [
        ("Odo Lindqvist", "speaker", ("Odo Lindqvist", None)),
        ("Minister Odo Lindqvist’s", "speaker", ("Odo Lindqvist", None)),
        ("Ferry Times", "outlet", ("Ferry Times", "outlet")),
        ("اودو لیندکویست", "speaker", ("اودو لیندکویست", None)),
        ("a senior official", "speaker", None),
        ("Odo Lindqvist", "anonymous", None),
        ("Esmail Qaani", "speaker", None),
        ("a fighter of the Northern Front", "speaker", None),
        ("Lindqvist", "speaker", None),
    ],
)
def test_a_link_that_nobody_answers_to_is_a_name_or_a_description(
    name: str, role: str, found: tuple[str, str | None] | None
) -> None:
    one = named_by_link(name, role, "A sentence.", MATCHER)
    assert (one and (one.name, one.kind)) == found


def test_candidates_are_counted_over_documents_and_told_with_samples() -> None:
    seen = [
        (1, "u1", [Found("Odo Lindqvist", "person", "One."), Found("Odo Lindqvist", None, "Two.")]),
        (2, "u2", [Found("ODO LINDQVIST", "organisation", "Three.")]),
        (3, "u3", [Found("Ferry Times", "outlet", "Four."), Found("Ali Smith", "person", "Five.")]),
    ]
    first, second = collect(seen, LIKENESS, dismissed=frozenset({"ali smith"}))
    assert (first.name, first.count, first.documents) == ("Odo Lindqvist", 3, 2)
    assert [sample.sentence for sample in first.samples] == ["One.", "Two.", "Three."]
    assert first.samples[-1].document == 2
    assert (second.name, second.kind) == ("Ferry Times", "outlet")


def test_a_candidate_that_looks_like_somebody_known_says_who() -> None:
    (one,) = collect([(1, "u", [Found("Ismail Ghaani", None, "S.")])], LIKENESS, dismissed=NOBODY)
    assert one.like == "qaani"


def test_titles_articles_and_possessives_are_no_part_of_a_name() -> None:
    assert bare("the Supreme Leader Odo Lindqvist's") == "Leader Odo Lindqvist"
    assert bare("President Odo Lindqvist’s") == "Odo Lindqvist"


def test_a_long_text_without_sentences_takes_time_in_proportion_to_its_length() -> None:
    def seconds(times: int) -> float:
        text = "Odo Lindqvist met Esmail Qaani and " * times
        started = time.process_time()
        list(unknown_places(text, MATCHER))
        return time.process_time() - started

    seconds(100)
    short = min(seconds(1000) for _ in range(3))
    assert min(seconds(8000) for _ in range(2)) < 16 * short
