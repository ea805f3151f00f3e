"""The further labelled articles are sound: labels stand in their texts and agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from urllib.parse import urlsplit

import pytest

from monitor.domain import Event, Modality
from tests.quality.corpora import Corpus, echoes, scripts, styles

SETS = pytest.mark.parametrize(
    "corpus", [scripts(), styles(), echoes()], ids=["scripts", "styles", "echoes"]
)


@SETS
def test_every_content_and_cue_is_the_exact_text(corpus: Corpus) -> None:
    texts = {item.id: item.text for item in corpus.items}
    for row in corpus.rows:
        text = texts[row["article"]]
        assert text[row["start"] : row["end"]] == row["content"], row["id"]
        assert all(word in text for word in row["cue"].split()), row["id"]
        assert text.index(row["begins"]) <= row["start"], row["id"]


@SETS
def test_a_claim_has_one_event_and_an_origin_one_party(corpus: Corpus) -> None:
    events: dict[str, set[str | None]] = defaultdict(set)
    parties: dict[str, set[str]] = defaultdict(set)
    for row in corpus.rows:
        Modality(row["modality"])
        events[row["claim"]].add(row["event"])
        parties[row["origin"]].add(row["party"])
        assert row["event"] is None or Event(row["event"])
    assert {claim for claim, found in events.items() if len(found) > 1} == set()
    assert {origin for origin, found in parties.items() if len(found) > 1} == set()


@SETS
def test_all_addresses_lead_nowhere(corpus: Corpus) -> None:
    hosts = [urlsplit(item.url).hostname or "" for item in corpus.items]
    assert all(host.endswith((".example", "example.org")) for host in hosts)


def test_there_are_four_articles_a_language_and_claims_cross_them() -> None:
    corpus = scripts()
    languages = {item.id: item.language for item in corpus.items}
    assert Counter(languages.values()) == {"fa": 4, "ps": 4, "ar": 4}
    crossing: dict[str, set[str]] = defaultdict(set)
    for row in corpus.rows:
        crossing[row["claim"]].add(languages[row["article"]])
    assert sum(len(found) == 3 for found in crossing.values()) >= 4
