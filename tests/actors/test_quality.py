"""Precision and recall on labelled sentences, and the labels of the model case."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from monitor.actors.matching import ActorMatcher
from monitor.catalogue.load import load_catalogue
from tests.quality.actors import (
    LABELS,
    known_entities,
    own_sentences,
    score_actors,
    shared_sentences,
)

DAYS = {"000": "2024-06-16", "001": "2024-06-22", "002": "2024-02-15", "003": "2024-06-22"}
LAST_DAY = "2024-07-24"


@pytest.fixture(scope="module")
def matcher() -> ActorMatcher:
    return ActorMatcher(load_catalogue([]))


def test_names_in_our_own_sentences_are_found_and_traps_are_not_sprung(
    matcher: ActorMatcher,
) -> None:
    score = score_actors(matcher, own_sentences())
    assert score.sentences >= 260
    assert score.traps >= 60
    report = "\n".join(score.errors)
    assert score.precision >= 0.97, report
    assert score.recall >= 0.95, report


def test_own_labels_name_entries_of_the_catalogue(matcher: ActorMatcher) -> None:
    known = {*matcher.catalogue.actors, *matcher.catalogue.sources}
    for path in LABELS.glob("*.jsonl"):
        for line in path.read_text("utf8").splitlines():
            assert {owner for _, _, owner in json.loads(line)["mentions"]} <= known, line


@pytest.mark.shared
def test_names_in_real_headlines_and_pages_are_found(matcher: ActorMatcher, shared: Path) -> None:
    score = score_actors(matcher, shared_sentences(shared))
    assert score.sentences >= 560
    report = "\n".join(score.errors)
    assert score.precision >= 0.97, report
    assert score.recall >= 0.95, report


@pytest.mark.shared
def test_known_organisations_and_persons_of_reports_are_found(
    matcher: ActorMatcher, shared: Path
) -> None:
    score = score_actors(matcher, known_entities(shared, matcher))
    assert score.right + score.missed >= 250
    assert score.recall >= 0.95, "\n".join(e for e in score.errors if "missed" in e)


@pytest.mark.shared
def test_the_model_case_names_the_labelled_actors_and_no_others(
    matcher: ActorMatcher, shared: Path
) -> None:
    """A pronoun's actor is for the attribution; every other label must be found in the content."""
    catalogue = matcher.catalogue
    lines = (shared / "gold" / "seed_statements.jsonl").read_text("utf8").splitlines()
    for row in map(json.loads, lines):
        text = (shared / "seeds" / row["doc"]).read_text("utf8")
        day = date.fromisoformat(DAYS.get(row["doc"][:3], LAST_DAY))
        found = {
            mention.name
            for mention in matcher.find(text, on=day)
            if mention.actor
            and not mention.vetoed
            and row["start"] <= mention.start
            and mention.end <= row["end"]
        }
        assert found <= set(row["actors"]), row["id"]
        if "doubt" in row:
            continue
        speakers = {row["origin"], row["party"]}
        for link in row["chain"]:
            named = [m.name for m in matcher.find(link, on=day) if not m.vetoed]
            actor, source = catalogue.actor_named(link), catalogue.source_named(link)
            assert named or actor or source or link in ("X", "Muttaqi"), (row["id"], link)
            speakers |= {*named, *([actor.name] if actor else [])}
        # Muttaqi acts in what Takal reports of him: his name stands before the content.
        missing = set(row["actors"]) - found - speakers
        assert missing <= {"Amir Khan Muttaqi"}, row["id"]


@pytest.mark.shared
def test_official_ids_of_actors_are_those_of_the_lists(matcher: ActorMatcher, shared: Path) -> None:
    with (shared / "data" / "actor_aliases.csv").open(encoding="utf8", newline="") as file:
        published = {f"{row['source']} {row['id']}" for row in csv.DictReader(file)}
    held = {entry for actor in matcher.catalogue.actors.values() for entry in actor.lists}
    assert held <= published
    assert len(held) >= 90
