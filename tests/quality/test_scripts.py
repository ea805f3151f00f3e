"""The further articles in Arabic script are sound: labels stand in their texts and agree."""

from __future__ import annotations

from collections import Counter, defaultdict

from monitor.domain import Event, Modality
from tests.quality.corpora import scripts


def test_every_content_and_cue_is_the_exact_text() -> None:
    corpus = scripts()
    texts = {item.id: item.text for item in corpus.items}
    for row in corpus.rows:
        text = texts[row["article"]]
        assert text[row["start"] : row["end"]] == row["content"], row["id"]
        assert text.index(row["begins"]) <= row["start"], row["id"]


def test_a_claim_has_one_event_and_an_origin_one_party() -> None:
    events: dict[str, set[str | None]] = defaultdict(set)
    parties: dict[str, set[str]] = defaultdict(set)
    for row in scripts().rows:
        Modality(row["modality"])
        events[row["claim"]].add(row["event"])
        parties[row["origin"]].add(row["party"])
        assert row["event"] is None or Event(row["event"])
    assert {claim for claim, found in events.items() if len(found) > 1} == set()
    assert {origin for origin, found in parties.items() if len(found) > 1} == set()


def test_there_are_four_articles_a_language_and_claims_cross_them() -> None:
    corpus = scripts()
    languages = {item.id: item.language for item in corpus.items}
    assert Counter(languages.values()) == {"fa": 4, "ps": 4, "ar": 4}
    crossing: dict[str, set[str]] = defaultdict(set)
    for row in corpus.rows:
        crossing[row["claim"]].add(languages[row["article"]])
    assert sum(len(found) == 3 for found in crossing.values()) >= 4
