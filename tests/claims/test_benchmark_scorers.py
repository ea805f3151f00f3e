"""The scorers of the two public benchmarks, on corpora small enough to count by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.plover import read_records, score_plover
from bench.polnear import Linked, read_annotation, score_polnear

TEXT = "Parsa said it rained . Nobody heard ."
ANN = """T1\tSource 0 5\tParsa
T2\tCue 6 10\tsaid
T3\tContent 11 20\tit rained
T4\tAttribution 6 10\tsaid
a stray line of an annotator
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
E2\tAttribution:T9 Content:T8 Cue:T7
"""


def corpus(folder: Path) -> Path:
    (folder / "text").mkdir()
    (folder / "attributions").mkdir()
    (folder / "text" / "one.txt").write_text(TEXT, encoding="utf-8")
    for annotator in "ab":
        (folder / "attributions" / f"one_{annotator}.ann").write_text(ANN, encoding="utf-8")
    return folder


def test_links_may_point_forward_and_broken_lines_are_left_out() -> None:
    moved = "\n".join(reversed(ANN.splitlines()))
    whole = Linked(((0, 5),), ((6, 10),), ((11, 20),))
    assert whole in read_annotation(ANN)
    assert whole in read_annotation(moved)


def test_the_gold_itself_scores_one(tmp_path: Path) -> None:
    figures = score_polnear(corpus(tmp_path), lambda _: read_annotation(ANN))
    assert figures["articles"] == 2
    assert [figures[part] for part in ("content", "source", "cue", "relation")] == [1, 1, 1, 1]


def test_half_a_content_costs_recall_and_a_wrong_source_the_relation(tmp_path: Path) -> None:
    found = [Linked(((23, 29),), ((6, 10),), ((14, 20),))]
    figures = score_polnear(corpus(tmp_path), lambda _: found)
    assert figures["content_precision"] == 1
    assert figures["content_recall"] == pytest.approx(0.5)
    assert (figures["source"], figures["relation"]) == (0, 0)


def test_finding_nothing_scores_nothing(tmp_path: Path) -> None:
    figures = score_polnear(corpus(tmp_path), lambda _: [])
    assert (figures["content"], figures["relation"]) == (0, 0)


def test_plover_records_are_renamed_and_counted(tmp_path: Path) -> None:
    records = [
        {"event": "DOCUMENT"},
        {"event": "DEMAND", "text": "The mayor demanded an apology from the guild."},
        {"event": "FIGHT", "text": "The mayor praised the guild."},
    ]
    (tmp_path / "gsr_half.json").write_text(json.dumps(records), encoding="utf-8")
    assert [event for _, event in read_records(tmp_path)] == ["REQUEST", "ASSAULT"]
    figures = score_plover(tmp_path)
    assert (figures["records"], figures["accuracy"]) == (2, 0.5)
    assert (figures["REQUEST"], figures["ASSAULT"]) == (1, 0)
