"""`axiswatch actors`: names proposed, added, imported and dismissed, on a store of its own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from monitor.cli.main import app
from monitor.errors import AxiswatchError

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "json.md"
TEXT = (
    "Odo Lindqvist said on Sunday that the Taliban had sent two truckloads of medicine to Gaza. "
    "Ismael Kaani told reporters that Hamas had asked for it.\nIn Herat, Odo Lindqvist met a "
    "delegation of the Northern Ferry Authority, which runs the boats on the lake; the mayor said "
    "nothing of importance about anybody at all."
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("AXISWATCH_HOME", str(home))
    monkeypatch.delenv("AXISWATCH_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    return home


@pytest.fixture
def filled(home: Path, stocked_sqlite: Path, tmp_path: Path) -> Path:
    copy(stocked_sqlite, home)
    record = {
        "id": "a",
        "outlet": "Mehr News",
        "url": "https://en.mehrnews.com/news/1",
        "title": "Medicine for Gaza",
        "published": "2024-06-16T08:00:00Z",
        "text": TEXT,
    }
    file = tmp_path / "records.jsonl"
    file.write_text(json.dumps(record), "utf8")
    ask("ingest", str(file))
    return home


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def ask(*arguments: str) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(*arguments: str) -> str:
    result = run(*arguments)
    assert isinstance(result.exception, AxiswatchError), result.output
    return str(result.exception)


def documented(section: str) -> set[str]:
    """The words in code font of one section of the JSON reference."""
    text = REFERENCE.read_text("utf8")
    body = re.split(rf"^## .*`{section}`.*$", text, flags=re.MULTILINE)[1].split("\n## ")[0]
    return set(re.findall(r"[a-z][a-z0-9_]*", " ".join(re.findall(r"`([^`]+)`", body))))


def test_names_the_catalogue_lacks_are_listed_with_counts_and_samples(filled: Path) -> None:
    found = {one["name"]: one for one in ask("actors", "candidates")}
    odo = found["Odo Lindqvist"]
    assert (odo["kind"], odo["documents"]) == ("person", 1)
    assert odo["samples"][0]["url"] == "https://en.mehrnews.com/news/1"
    assert "two truckloads" in odo["samples"][0]["sentence"]
    assert found["Northern Ferry Authority"]["kind"] == "organisation"
    assert found["Ismael Kaani"]["like"] == "esmail-qaani"
    assert "Taliban" not in " ".join(found)
    words = documented("actors candidates")
    assert {*odo, *odo["samples"][0]} - words == set()
    assert ask("actors", "candidates", "--since", "2999-01-01") == []


def test_a_candidate_becomes_an_actor_with_one_command(filled: Path) -> None:
    done = ask("actors", "add", "Odo Lindqvist", "--kind", "person", "--member-of", "Taliban")
    assert done["actor"] == "odo-lindqvist"
    assert done["undo"] == f"rm '{filled}/actors.toml'"
    assert set(done) - documented("actors add") == set()
    assert "Odo Lindqvist" not in {one["name"] for one in ask("actors", "candidates")}
    (mention,) = ask("actors", "Odo Lindqvist spoke")
    assert mention["actor"] == "odo-lindqvist"
    (actor,) = [one for one in ask("actors") if one["id"] == "odo-lindqvist"]
    assert actor["member_of"] == ["taliban"]


def test_a_candidate_is_dismissed_and_restored(filled: Path) -> None:
    assert ask("actors", "candidates", "dismiss", "ODO LINDQVIST")["changed"] is True
    assert ask("actors", "candidates", "dismiss", "Odo Lindqvist")["changed"] is False
    assert "Odo Lindqvist" not in {one["name"] for one in ask("actors", "candidates")}
    assert ask("actors", "candidates", "restore", "Odo Lindqvist")["changed"] is True
    assert "Odo Lindqvist" in {one["name"] for one in ask("actors", "candidates")}
    assert "is no name" in refused("actors", "candidates", "dismiss", " ")


def test_spellings_come_from_texts_and_from_rules(filled: Path) -> None:
    (seen,) = ask("actors", "suggest")
    assert (seen["actor"], seen["alias"], seen["documents"]) == ("esmail-qaani", "Ismael Kaani", 1)
    assert set(seen) - documented("actors suggest") == set()
    by_rule = ask("actors", "suggest", "Esmail Qaani")
    assert {"Esmail Qani"} <= {one["alias"] for one in by_rule}
    assert {one["actor"] for one in by_rule} == {"esmail-qaani"}
    assert "there is no actor 'Nobody'" in refused("actors", "suggest", "Nobody")


def test_a_spelling_is_added_to_an_actor_that_is_there_and_nothing_else(home: Path) -> None:
    ask("actors", "add", "Esmail Qaani", "--alias", "Ismael Kaani", "--list", "X 1")
    (mention,) = ask("actors", "Ismael Kaani spoke")
    assert mention["actor"] == "esmail-qaani"
    assert "is esmail-qaani already" in refused("actors", "add", "Esmail Qaani", "--note", "n")
    assert "there is no actor 'nobody'" in refused("actors", "add", "X Y", "--member-of", "nobody")
    assert "give one with --id" in refused("actors", "add", "نام تازه")
    message = refused("actors", "add", "Xaver Yilmaz", "--alias", "Taliban")
    assert "nothing was written" in message
    assert "also that of actor 'taliban'" in message


def test_an_import_proposes_and_only_writes_when_told(home: Path, tmp_path: Path) -> None:
    names = {"name": ["Esmail Qaani"], "alias": ["Ismael Kaani"]}
    rows = [
        {"id": "NK-1", "schema": "Person", "properties": names},
        {"id": "NK-2", "schema": "Organization", "properties": {"name": ["Southern Ferry Union"]}},
    ]
    file = tmp_path / "list.json"
    file.write_text("\n".join(map(json.dumps, rows)), "utf8")
    result = ask("actors", "import", str(file))
    assert [one["new"] for one in result["proposals"]] == [False, True]
    assert result["written"] is None
    assert not (home / "actors.toml").exists()
    assert {*result, *result["proposals"][0]} - documented("actors import") == set()

    result = ask("actors", "import", str(file), "--write")
    assert result["written"] == str(home / "actors.toml")
    assert ask("actors", "Ismael Kaani spoke")[0]["actor"] == "esmail-qaani"
    assert ask("actors", "import", str(file))["proposals"] == []


def test_lines_that_cannot_be_used_are_told_and_the_rest_is_imported(
    home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("id,schema,name\nQ1,Person\nQ2,Person,Odo Lindqvist\n", "utf8")
    result = run("actors", "import", str(file), "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert [one["name"] for one in found["proposals"]] == ["Odo Lindqvist"]
    assert found["problems"] == [
        {"line": 2, "field": "name", "reason": "is missing: the row has too few columns"}
    ]
    shown = run("actors", "import", str(file))
    assert f"{file}:2:name: is missing" in shown.output
    assert "Odo Lindqvist" in shown.output
    assert "cannot be read" in refused("actors", "import", str(tmp_path / "none.csv"))
