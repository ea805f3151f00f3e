"""`axiswatch stories show` and `axiswatch documents diff`, as somebody types them."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.processes import Run, axiswatch
from tests.reprocess.material import environment, ingest, open_app, write_catalogue

TEXT = tuple(
    f"Hezbollah said that the Taliban had sent {number} sacks of wheat to the port of Tyre, where"
    f" dock {number} was cleared for them."
    for number in range(10, 16)
)
PRESS = [
    ("https://courier.example/wheat", 3, *TEXT),
    (
        "https://harbour.example/wheat",
        4,
        *TEXT[:5],
        "This report first appeared in Valley Courier.",
    ),
    ("https://courier.example/wheat", 5, *TEXT[:5], TEXT[5].replace("15 sacks", "<b>70</b> sacks")),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("stories")
    write_catalogue(home)
    with open_app(home, f"sqlite:///{home / 'store.sqlite'}") as app:
        ingest(app, PRESS)
    return home


def run(home: Path, *arguments: str) -> CompletedProcess[str]:
    environ = environment(home, f"sqlite:///{home / 'store.sqlite'}")
    return Run(axiswatch, arguments, environ, home).wait()


def test_a_story_is_shown_as_a_tree(home: Path) -> None:
    shown = run(home, "stories", "show", "1").stdout
    assert "3 texts in 2 outlets" in shown
    assert "it credits Valley Courier" in shown
    assert "of it there" in shown
    record = json.loads(run(home, "stories", "show", "1", "--json").stdout)
    (root,) = record["tree"]
    assert (root["document"], record["original"]) == (1, 1)
    assert {child["relation"] for child in root["children"]} == {"copy", "version"}
    assert all(0.5 < child["contains"] <= 1 for child in root["children"])


def test_the_change_of_a_version_is_shown_word_by_word(home: Path) -> None:
    record = json.loads(run(home, "documents", "diff", "3", "--json").stdout)
    assert [(c["old"], c["new"]) for c in record["changes"]] == [("15 ", "<b>70</b> ")]
    assert "[-15-] {+<b>70</b>+}" in run(home, "documents", "diff", "3").stdout


def test_what_is_not_there_is_said_with_advice(home: Path) -> None:
    for arguments, words in (
        (("stories", "show", "99"), "no story 99"),
        (("documents", "diff", "99"), "no document 99"),
        (("documents", "diff", "1"), "first version"),
    ):
        done = run(home, *arguments)
        assert done.returncode != 0
        assert words in done.stderr


def test_the_lists_are_where_they_were(home: Path) -> None:
    assert len(json.loads(run(home, "documents", "--json").stdout)) == 3
    assert len(json.loads(run(home, "stories", "--copied", "--json").stdout)) == 1
