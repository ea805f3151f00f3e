"""No figure falls under its floor, and the floors are of the corpora that are here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.quality import floors, report
from tests.quality.figures import Section, measures

QUICK = (
    "seeds",
    "labelled-open",
    "scripts",
    "styles",
    "plover",
)  # the others take a minute: `make quality`


@pytest.mark.shared
@pytest.mark.parametrize("name", QUICK)
def test_no_figure_falls_under_its_floor(name: str) -> None:
    sections = measures()[name]()
    if skipped := [section.skipped for section in sections if section.skipped]:
        pytest.skip(skipped[0])
    kept = floors.read()
    assert floors.other_corpus(sections, kept) == []
    rows = list(floors.lines(sections, kept))
    assert rows
    assert [(row.section.key, row.figure, row.measured) for row in rows if row.below] == []


def test_every_measured_corpus_has_floors() -> None:
    kept = floors.read()
    assert {"seeds", "labelled-open-en", "labelled-open-all", "plover", "ecb", "polnear"} <= set(
        kept
    )
    for section in kept.values():
        assert section["corpus"]
        assert all(0 <= value <= 1 for value in section["floors"].values())


def section(value: float, corpus: str = "abc") -> Section:
    return Section("s", "S", corpus, {"f1": value}, {"f1": 0.9})


def test_a_floor_rises_to_what_was_measured_and_never_falls() -> None:
    first = floors.raised([section(0.8049)], {})
    assert first == {"s": {"corpus": "abc", "floors": {"f1": 0.8}}}
    assert floors.raised([section(0.7)], first) == first
    assert floors.raised([section(0.9)], first)["s"]["floors"] == {"f1": 0.9}


def test_another_corpus_starts_its_floors_anew() -> None:
    first = floors.raised([section(0.8)], {})
    other = section(0.5, corpus="xyz")
    assert floors.other_corpus([other], first) == ["s"]
    assert floors.raised([other], first)["s"] == {"corpus": "xyz", "floors": {"f1": 0.5}}


def test_a_skipped_corpus_keeps_its_floors() -> None:
    first = floors.raised([section(0.8)], {})
    gone = Section("s", "S", skipped="it is not here")
    assert floors.raised([gone], first) == first
    assert floors.other_corpus([gone], first) == []


def test_floors_are_written_as_they_are_read(tmp_path: Path) -> None:
    kept = floors.raised([section(0.8)], {})
    floors.write(kept, tmp_path / "floors.json")
    assert floors.read(tmp_path / "floors.json") == kept
    assert floors.read(tmp_path / "none.json") == {}


def test_the_report_fails_under_a_floor_and_says_so_in_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "floors.json"
    table = {"s": lambda: [section(0.8)]}
    assert report.main([], table=table, path=path) == 0
    floors.write({"s": {"corpus": "abc", "floors": {"f1": 0.85}}}, path)
    capsys.readouterr()
    assert report.main(["--json"], table=table, path=path) == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["figure"], row["measured"], row["floor"], row["below"]) == ("f1", 0.8, 0.85, True)


def test_the_report_fails_where_the_corpus_changed_and_names_unknown_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "floors.json"
    floors.write({"s": {"corpus": "xyz", "floors": {"f1": 0.1}}}, path)
    table = {"s": lambda: [section(0.8)]}
    assert report.main([], table=table, path=path) == 1
    assert "the corpus changed" in capsys.readouterr().out
    assert report.main(["nothing"], table=table, path=path) == 2


def test_a_skipped_corpus_is_shown_with_its_reason_and_fails_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = {"s": lambda: [Section("s", "S", skipped="it is not here")]}
    assert report.main([], table=table, path=tmp_path / "floors.json") == 0
    assert "skipped: it is not here" in " ".join(capsys.readouterr().out.split())
