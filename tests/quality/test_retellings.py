"""The retold propositions: how their lines are read and scored, and what is fitted on them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from monitor.claims.meaning.weighing import Weights
from monitor.domain import Event, Modality
from tests.quality import pipeline
from tests.quality.learning import Example, figures, lines
from tests.quality.retellings import Line, RetoldError, kept_back, read, retold, score

MARKED = "x005 | S | asserted | AID | [A clerk] told [Noor FM] that {flour had come to Herat}."


def line(text: str, tmp_path: Path) -> Line:
    path = tmp_path / "x.txt"
    path.write_text(text + "\n", encoding="utf-8")
    (one,) = read(path)
    return one


def test_a_marked_line_is_its_text_content_and_sources(tmp_path: Path) -> None:
    one = line(MARKED, tmp_path)
    assert one.text == "A clerk told Noor FM that flour had come to Herat."
    assert one.text[one.start :].startswith(one.content)
    assert (one.sources, one.event, one.claim) == (("A clerk", "Noor FM"), Event.AID, "x005")
    assert kept_back(one)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("x1 | S | asserted | AID", "five fields"),
        ("x1 | Q | asserted | AID | [A] said {b}.", "kind 'Q'"),
        ("x1 | S | sung | AID | [A] said {b}.", "sung"),
        ("x1 | S | asserted | AID | [A] said b.", "braces"),
        ("x1 | S | asserted | AID | A said {b}.", "brackets"),
    ],
)
def test_a_line_that_cannot_be_read_names_file_number_and_cause(
    tmp_path: Path, text: str, cause: str
) -> None:
    with pytest.raises(RetoldError, match=rf"x.txt:1: .*{cause}"):
        line(text, tmp_path)


def test_the_shipped_lines_can_be_read_and_each_group_is_whole() -> None:
    told = retold()
    groups = Counter(one.group for one in told if not one.group.startswith("g"))
    assert len(told) > 5000
    denied_often = {group for group in groups if group[0] in "np"}  # four denials, four accounts
    assert {groups[group] for group in denied_often} == {10}
    assert {size for group, size in groups.items() if group not in denied_often} == {8}
    assert {one.modality for one in told if one.kind == "D"} == {Modality.DENIED}


def test_sources_are_scored_in_any_order_by_name_or_by_whom_they_mean(tmp_path: Path) -> None:
    one = line("x1 | S | asserted | null | {It rains}, [he] told [IRNA].", tmp_path)
    found = pipeline.attributed("It rains, Esmaeil Baghaei told IRNA.", one.id, one.published)
    assert score([one], [found], pipeline.known)["chain"] == 1.0
    assert score([one], [()], pipeline.known)["statement_f1"] == 0.0


def test_what_is_fitted_tells_classes_apart_by_their_signs(tmp_path: Path) -> None:
    one = line(MARKED, tmp_path)
    (made,) = pipeline.attributed(one.text, one.id, one.published)
    words = {"flour": Event.AID, "shells": Event.ASSAULT, "talks": Event.CONSULT}
    told = [
        Example(made, frozenset({f"word={word}"}), event, Modality.ASSERTED)
        for word, event in words.items()
        for _ in range(20)
    ]
    table: dict[str, dict[str, float]] = {}
    for row in lines("event", told, [str(each.event) for each in told]):
        _, sign, *pairs = row.rstrip("\n").split("\t")
        table[sign] = {name: float(weight) for name, weight in (p.split(" ") for p in pairs)}
    for word, event in words.items():
        weights = table[f"word={word}"]
        assert max(weights, key=weights.__getitem__) == str(event)


def test_the_figures_of_what_is_kept_back_compare_rules_and_weights(tmp_path: Path) -> None:
    one = line(MARKED, tmp_path)
    (made,) = pipeline.attributed(one.text, one.id, one.published)
    kept = [Example(made, frozenset(), Event.AID, Modality.DENIED)]
    rules, weighed = figures(kept, Weights({}, {}))
    assert rules.startswith("rules")
    assert weighed.startswith("weighed")
    assert "denial recall 0.000" in rules
