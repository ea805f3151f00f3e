"""`axiswatch claims …` and `axiswatch reprocess`, as an analyst types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from monitor.app import App, utcnow
from monitor.cli import claims as claims_commands
from monitor.cli.main import app as commands
from monitor.errors import BusyError, InputError
from monitor.service.lock import exclusive
from tests.reprocess.material import ACTORS, OMAN, write_catalogue

Run = Callable[..., str]


@pytest.fixture
def run(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on a SQLite copy of the press; returns standard output."""
    import shutil

    shutil.copytree(template, tmp_path / "home")
    monkeypatch.setenv("AXISWATCH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("AXISWATCH_DATABASE_URL", f"sqlite:///{tmp_path / 'home' / 'store.sqlite'}")

    def runs(*arguments: str) -> str:
        result = CliRunner().invoke(commands, list(arguments))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.stdout

    return runs


def ids(run: Run, words: str) -> dict[str, Any]:
    (found,) = [s for s in json.loads(run("statements", "--json")) if words in s["content"]]
    return dict(found)


def test_claims_lists_as_before_with_or_without_its_name(run: Run) -> None:
    listed = json.loads(run("claims", "--json"))
    assert listed == json.loads(run("claims", "list", "--json"))
    assert set(listed[0]) == {
        "id", "text", "event", "status", "first_seen", "last_seen", "origins", "outlets",
        "statements", "events",
    }  # fmt: skip
    assert len(json.loads(run("claims", "--limit", "1", "--json"))) == 1


def test_a_claim_is_shown_with_its_chains_and_the_reason_of_each_placement(run: Run) -> None:
    claim = json.loads(run("claims", "--json"))[0]["id"]
    shown = " ".join(run("claims", "show", str(claim)).split())
    assert "Harbour Post" in shown
    assert "denied: they had promised" in shown
    assert "Taliban denies it." in shown
    record = json.loads(run("claims", "show", str(claim), "--json"))
    assert [m["kind"] for m in record["members"]] == ["new", "corroborated", "denied"]
    assert record["tree"][0]["name"] == "Harbour Post"
    assert record["tree"][0]["children"][0]["name"] == "Valley Courier"


def test_decisions_are_made_listed_and_taken_back(run: Run) -> None:
    canal, wheat = (ids(run, word)["claim"] for word in ("sluices", "wheat"))
    merged = json.loads(run("claims", "merge", str(canal), str(wheat), "--note", "one", "--json"))
    assert merged["kind"] == "merge"
    assert merged["claims"] == [{"id": canal, "status": "corroborated"}]
    denial = ids(run, "they had promised")
    run("claims", "split", str(denial["claim"]), str(denial["id"]))
    run("claims", "mark", str(canal), "disputed", "--note", "heard otherwise")
    listed = json.loads(run("claims", "pins", "--json"))
    assert [(pin["kind"], pin["status"], pin["note"]) for pin in listed] == [
        ("merge", None, "one"),
        ("split", None, ""),
        ("mark", "disputed", "heard otherwise"),
    ]
    assert "disputed" in run("claims", "pins")
    for pin in listed:
        run("claims", "unpin", str(pin["id"]))
    assert run("claims", "pins", "--json") == "[]\n"
    assert ids(run, "wheat")["claim"] == wheat
    assert ids(run, "they had promised")["claim"] == denial["claim"]


def test_a_decision_waits_for_whoever_places_statements_and_says_so(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims_commands, "PATIENCE", 0.1)
    with (
        App.open() as app,
        exclusive(app.engine, "enrich", now=utcnow),
        pytest.raises(BusyError),
    ):
        run("claims", "mark", "1", "disputed", "--note", "x")


def test_reprocess_says_what_changed_and_then_that_nothing_did(run: Run, tmp_path: Path) -> None:
    assert "Nothing changed." in run("reprocess")
    write_catalogue(tmp_path / "home", actors=ACTORS + OMAN)
    assert "A dry run: nothing was written." in run("reprocess", "--dry-run")
    record = json.loads(run("reprocess", "--json"))
    assert record["changed"]
    assert record["statements_changed"] == [ids(run, "repair")["id"]]
    assert "Nothing changed." in run("reprocess", "--since", "2024-06-01")


def test_reprocess_names_the_source_it_does_not_know(run: Run) -> None:
    with pytest.raises(InputError, match="there is no source 'nobody'"):
        run("reprocess", "--source", "nobody")


def test_reprocess_lists_what_it_could_not_read_again(run: Run, tmp_path: Path) -> None:
    for file in (tmp_path / "home" / "archive").rglob("*.warc.gz"):
        file.unlink()
    assert "Kept as they are stored" in run("reprocess")
