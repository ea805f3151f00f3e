"""The labelled set is sound: every label is found in its text, and every alert follows from it.

Nothing of the attribution, the clustering or the alert rules is imported: the set judges them.
"""

from __future__ import annotations

import json
import tomllib
import unicodedata
from collections import Counter, defaultdict
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from monitor.catalogue.watch import Watch
from monitor.domain import AlertKind, Event, Modality

HERE = Path(__file__).parent
STATEMENT_FIELDS = frozenset(
    [
        *("id", "article", "begins", "chain", "cue", "content", "start", "end", "quote", "when"),
        *("actors", "claim", "event", "modality", "origin", "party"),
    ]
)
ARTICLE_FIELDS = frozenset(["id", "outlet", "url", "title", "published", "lang", "split", "text"])
ZERO_WIDTH_NON_JOINER = "\u200c"

Row = dict[str, Any]


@cache
def rows(name: str) -> list[Row]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def articles() -> dict[str, Row]:
    return {row["id"]: row for row in rows("articles.jsonl")}


@cache
def watches() -> list[Watch]:
    tables = tomllib.loads((HERE / "watches.toml").read_text(encoding="utf-8"))
    return [Watch.model_validate(table) for table in tables["watch"]]


def in_order() -> list[Row]:
    """Statements as they arrive: articles by publication, then by place in the text."""
    return sorted(
        rows("statements.jsonl"),
        key=lambda s: (articles()[s["article"]]["published"], s["article"], s["start"]),
    )


def test_records_have_exactly_the_documented_fields_and_unique_ids() -> None:
    assert all(set(row) == ARTICLE_FIELDS for row in rows("articles.jsonl"))
    assert all(set(row) - {"doubt"} == STATEMENT_FIELDS for row in rows("statements.jsonl"))
    assert all(row.get("doubt", "why") for row in rows("statements.jsonl"))
    for name in ("articles.jsonl", "statements.jsonl"):
        assert len({row["id"] for row in rows(name)}) == len(rows(name))


def test_every_content_is_the_exact_text_between_its_offsets() -> None:
    for row in rows("statements.jsonl"):
        text = articles()[row["article"]]["text"]
        assert text[row["start"] : row["end"]] == row["content"], row["id"]
        assert row["content"] == row["content"].strip(), row["id"]
        assert not row["content"].endswith((".", "۔", "،", ",")), row["id"]


def test_the_sentence_and_the_cue_of_every_statement_stand_in_its_article() -> None:
    for row in rows("statements.jsonl"):
        text = articles()[row["article"]]["text"]
        assert row["cue"] in text, row["id"]
        # A direct quotation may be the very start of its sentence, one mark after it.
        assert text.index(row["begins"]) <= row["start"], row["id"]


def test_no_two_contents_of_an_article_overlap() -> None:
    ends: dict[str, int] = defaultdict(int)
    for row in sorted(rows("statements.jsonl"), key=lambda s: (s["article"], s["start"])):
        assert ends[row["article"]] <= row["start"], row["id"]
        ends[row["article"]] = row["end"]


def test_modalities_events_and_dates_are_of_the_known_kinds() -> None:
    for row in rows("statements.jsonl"):
        Modality(row["modality"])
        assert row["event"] is None or Event(row["event"])
        if row["when"] is not None:
            first_day = row["when"] + "-01" * (len(row["when"]) == 7)
            published = datetime.fromisoformat(articles()[row["article"]]["published"])
            assert date.fromisoformat(first_day) <= published.date(), row["id"]
        if row["modality"] in ("urged", "threatened"):
            assert row["event"] == {"urged": "REQUEST", "threatened": "THREATEN"}[row["modality"]]


def test_a_claim_has_one_event_and_stays_in_one_split() -> None:
    events: dict[str, set[str | None]] = defaultdict(set)
    splits: dict[str, set[str]] = defaultdict(set)
    for row in rows("statements.jsonl"):
        events[row["claim"]].add(row["event"])
        splits[row["claim"]].add(articles()[row["article"]]["split"])
    assert {claim for claim, found in events.items() if len(found) > 1} == set()
    assert {claim for claim, found in splits.items() if len(found) > 1} == set()


def test_an_origin_has_one_party_and_the_publishing_outlet_is_in_no_chain() -> None:
    parties: dict[str, set[str]] = defaultdict(set)
    for row in rows("statements.jsonl"):
        parties[row["origin"]].add(row["party"])
        assert row["chain"], row["id"]
        assert articles()[row["article"]]["outlet"] not in row["chain"], row["id"]
        assert len(set(row["actors"])) == len(row["actors"]), row["id"]
    assert {origin for origin, found in parties.items() if len(found) > 1} == set()


def test_there_are_enough_articles_statements_languages_and_denials() -> None:
    languages = Counter(row["lang"] for row in rows("articles.jsonl"))
    statements = Counter(articles()[row["article"]]["lang"] for row in rows("statements.jsonl"))
    splits = Counter(row["split"] for row in rows("articles.jsonl"))
    assert set(languages) == {"en", "fa", "ps", "ar"}
    assert languages.total() >= 40
    assert statements.total() >= 200
    assert 0.4 <= languages["en"] / languages.total() <= 0.6
    assert 0.4 <= statements["en"] / statements.total() <= 0.6
    assert set(splits) == {"open", "held"}
    assert 0.25 <= splits["held"] / splits.total() <= 0.37
    assert sum(row["modality"] == "denied" for row in rows("statements.jsonl")) >= 12


def test_claims_cross_languages_and_chains_have_up_to_four_links() -> None:
    languages: dict[str, set[str]] = defaultdict(set)
    for row in rows("statements.jsonl"):
        languages[row["claim"]].add(articles()[row["article"]]["lang"])
    assert sum(len(found) > 1 for found in languages.values()) >= 10
    assert any(len(found) == 4 for found in languages.values())
    assert {len(row["chain"]) for row in rows("statements.jsonl")} == {1, 2, 3, 4}


def test_articles_are_normalised_prose_at_addresses_that_lead_nowhere() -> None:
    for row in rows("articles.jsonl"):
        assert unicodedata.is_normalized("NFC", row["text"]), row["id"]
        assert all(line == line.strip() != "" for line in row["text"].split("\n")), row["id"]
        host = urlsplit(row["url"]).hostname or ""
        assert host.endswith((".example", "example.org")), row["id"]
        assert datetime.fromisoformat(row["published"]).utcoffset() is not None
    persian = [row["text"] for row in rows("articles.jsonl") if row["lang"] == "fa"]
    assert all(ZERO_WIDTH_NON_JOINER in text for text in persian)


def test_alerts_name_known_watches_claims_and_articles_and_come_once() -> None:
    names = {watch.name for watch in watches()}
    members: dict[str, set[str]] = defaultdict(set)
    for row in rows("statements.jsonl"):
        members[row["claim"]].add(row["article"])
    assert len(names) == 3
    for alert in rows("alerts.jsonl"):
        assert set(alert) == {"watch", "claim", "kind", "article"}
        assert alert["watch"] in names
        assert alert["article"] in members[alert["claim"]]
        AlertKind(alert["kind"])
    once = Counter((a["watch"], a["claim"], a["kind"]) for a in rows("alerts.jsonl"))
    assert set(once.values()) == {1}


def meets(watch: Watch, row: Row) -> bool:
    actors = set(row["actors"])
    return (
        actors.issuperset(watch.actors_all)
        and (not watch.actors_any or not actors.isdisjoint(watch.actors_any))
        and actors.isdisjoint(watch.actors_none)
        and (not watch.events or row["event"] in watch.events)
        and (not watch.modality or row["modality"] in watch.modality)
    )


def expected(watch: Watch) -> list[tuple[str, str, str, str]]:
    """The guideline's three kinds, over all statements in order of arrival."""
    fired: set[tuple[str, str]] = set()
    seen: dict[str, set[str]] = defaultdict(set)
    alerts = []
    for row in in_order():
        claim, denied = row["claim"], row["modality"] == "denied"
        kind = None
        if (claim, "new") not in fired:
            kind = "new" if meets(watch, row) else None
        elif denied:
            kind = "disputed"
        elif row["party"] not in seen[claim]:
            kind = "corroborated"
        seen[claim].add(row["party"])
        if kind and (claim, kind) not in fired:
            fired.add((claim, kind))
            if not watch.kinds or kind in watch.kinds:
                alerts.append((watch.name, claim, kind, row["article"]))
    return alerts


@pytest.mark.parametrize("watch", watches(), ids=lambda watch: watch.name)
def test_the_expected_alerts_of_a_watch_follow_from_the_labels(watch: Watch) -> None:
    stored = [
        (row["watch"], row["claim"], row["kind"], row["article"]) for row in rows("alerts.jsonl")
    ]
    mine = [alert for alert in stored if alert[0] == watch.name]
    assert mine == expected(watch)
    assert mine
