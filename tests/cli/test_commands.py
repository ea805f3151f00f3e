"""The command line as a person and as a program uses it, on a store of its own."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from shutil import copy, copytree
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from monitor.cli.main import app
from monitor.errors import AxiswatchError

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "json.md"
FIRST = (
    "Hamas spokesman Sami Abu Zuhri said on Sunday that the Taliban had sent two truckloads of "
    "medicine to Gaza.\nThe Lebanese newspaper Al-Akhbar reported that Taliban leaders promised "
    "Iran to open a training camp near Herat. A second paragraph follows so that there is enough "
    "to read, and it says nothing of importance about anybody at all."
)
SECOND = (
    "The village council met in the evening and talked about the road, the bridge and the new "
    "well, which had run dry in the spring; nobody could remember a summer as long as this one."
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("AXISWATCH_HOME", str(home))
    monkeypatch.delenv("AXISWATCH_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    return home


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


def ask(*arguments: str) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def ingested(stocked_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the two records of its file were ingested."""
    home = tmp_path_factory.mktemp("ingested")
    copy(stocked_sqlite, home)
    records = [
        {
            "id": "a",
            "outlet": "Mehr News",
            "url": "https://en.mehrnews.com/news/1",
            "title": "Medicine for Gaza",
            "published": "2024-06-16T08:00:00Z",
            "text": FIRST,
        },
        {
            "id": "b",
            "outlet": "Village Voice \x1b[31mRed",
            "url": "https://village.example.org/2",
            "title": "The road \u202egnihton",
            "published": "2024-06-15T08:00:00Z",
            "text": SECOND,
        },
    ]
    file = home / "records.jsonl"
    file.write_text("\n".join(map(json.dumps, records)), "utf8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AXISWATCH_HOME", str(home))
        patch.delenv("AXISWATCH_DATABASE_URL", raising=False)
        results = ask("ingest", str(file))
    assert [result["id"] for result in results] == ["b", "a"]
    return home


@pytest.fixture
def filled(home: Path, ingested: Path) -> Path:
    return copytree(ingested, home, dirs_exist_ok=True)


def documented(section: str) -> set[str]:
    """The words in code font of one section of the JSON reference."""
    text = REFERENCE.read_text("utf8")
    body = re.split(rf"^## .*`{section}`.*$", text, flags=re.MULTILINE)[1].split("\n## ")[0]
    return set(re.findall(r"[a-z][a-z0-9_]*", " ".join(re.findall(r"`([^`]+)`", body))))


@pytest.mark.parametrize(
    "command",
    ["documents", "stories", "statements", "claims", "alerts", "sources", "actors"],
)
def test_every_field_that_json_prints_is_documented(filled: Path, command: str) -> None:
    records = ask(command)
    assert records
    words = documented(command)
    assert {field for record in records for field in record} - words == set()


def test_statements_name_chain_origin_and_claim(filled: Path) -> None:
    said = {s["cue"]: s for s in ask("statements") if s["attributed"]}
    promise = said["reported"]
    assert promise["origin"] == "Al-Akhbar"
    assert promise["modality"] == "promised"
    assert {"Taliban", "Iran"} <= set(promise["actors"])
    text = ask("analyse", str(text_file(filled)))["article"]["text"]
    assert text[promise["start"] : promise["end"]] == promise["content"]
    claim = next(c for c in ask("claims") if c["id"] == promise["claim"])
    assert promise["id"] in claim["statements"]
    assert claim["origins"] == ["Al-Akhbar"]


def text_file(home: Path) -> Path:
    file = home / "first.txt"
    file.write_text(FIRST, "utf8")
    return file


def test_ingested_alerts_are_kept_but_owed_to_nobody(filled: Path) -> None:
    alerts = ask("alerts")
    assert alerts
    assert all(alert["deliveries"] == [] for alert in alerts)


def test_ingest_delivers_when_asked(home: Path, tmp_path: Path) -> None:
    (home / "axiswatch.toml").write_text('[folder]\ndirectory = "outbox"\n', "utf8")
    file = tmp_path / "page.html.gz"
    paragraphs = "".join(f"<p>{p}</p>" for p in FIRST.split("\n"))
    page = f"<html><head><title>T</title></head><body><article>{paragraphs}</article></body></html>"
    file.write_bytes(gzip.compress(page.encode()))
    assert run("ingest", str(file), "--deliver").exit_code == 0
    states = {d["state"] for alert in ask("alerts") for d in alert["deliveries"]}
    assert states == {"sent"}
    assert list((home / "outbox").glob("*.eml"))


def test_the_same_file_again_adds_nothing(filled: Path) -> None:
    before = [ask(command) for command in ("documents", "statements", "claims", "alerts")]
    again = ask("ingest", str(filled / "records.jsonl"))
    assert {result["relation"] for result in again} == {"same"}
    assert [ask(c) for c in ("documents", "statements", "claims", "alerts")] == before


def test_evidence_is_verified_and_an_altered_record_is_noticed(filled: Path) -> None:
    good = ask("evidence", "1")
    assert good["verified"] is True
    archive = Path(good["path"])
    data = bytearray(archive.read_bytes())
    data[good["warc_offset"] + good["warc_length"] // 2] ^= 0xFF
    archive.write_bytes(data)
    bad = run("evidence", "1", "--json")
    assert bad.exit_code == 1
    assert json.loads(bad.stdout)["verified"] is False


def test_evidence_can_be_asked_for_by_address(filled: Path) -> None:
    assert ask("evidence", "https://en.mehrnews.com/news/1")["verified"] is True


def test_search_finds_all_the_words_and_takes_wildcards_literally(filled: Path) -> None:
    assert [r["title"] for r in ask("search", "truckloads", "medicine")] == ["Medicine for Gaza"]
    assert ask("search", "truck%medicine") == []


@pytest.mark.parametrize("json_flag", [[], ["--json"]])
def test_fetched_text_cannot_steer_the_terminal(filled: Path, json_flag: list[str]) -> None:
    output = run("documents", *json_flag).output
    assert "\x1b[31m" not in output
    assert "\u202e" not in output
    assert "The road" in output


def test_analyse_reads_standard_input_and_stores_nothing(home: Path) -> None:
    result = run("analyse", "-", "--published", "2024-06-16", "--json", stdin=FIRST)
    found = json.loads(result.stdout)
    assert found["article"]["published"].startswith("2024-06-16")
    assert any(s["origin"] == "Al-Akhbar" for s in found["statements"])
    assert not (home / "axiswatch.sqlite").exists()


def test_actors_show_what_a_text_names_and_what_was_vetoed(home: Path) -> None:
    found = ask("actors", "The Taliban met Hezbollah in the month of Mehr")
    assert {"Taliban", "Hezbollah"} <= {m["name"] for m in found if not m["vetoed"]}
    assert [m["vetoed"] for m in found if m["alias"] == "Mehr"] == [True]
    assert all(m["reason"] for m in found)


def test_init_writes_four_files_and_keeps_what_is_there(home: Path) -> None:
    (home / "watches.toml").write_text("# mine\n", "utf8")
    result = run("init", str(home))
    assert result.exit_code == 0
    assert (home / "watches.toml").read_text("utf8") == "# mine\n"
    assert (home / "sources.toml").stat().st_size > 1000
    assert ask("sources")


def test_a_home_made_by_init_is_read_back_without_complaint(home: Path) -> None:
    run("init", str(home))
    assert {"taliban", "iran"} <= {actor["id"] for actor in ask("actors")}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ingest", "nowhere.html"], "no such file"),
        (["analyse", "nowhere.html"], "no such file"),
        (["evidence", "99"], "axiswatch documents"),
        (["alerts", "test"], "no channel is configured"),
    ],
)
def test_mistakes_say_what_to_do(home: Path, arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert isinstance(result.exception, AxiswatchError)
    assert words in str(result.exception)


def test_an_expected_failure_is_one_sentence_and_an_exit_code(home: Path) -> None:
    (home / "watches.toml").write_text('[[watch]]\nname = "w"\nactors_all = ["Talban"]\n', "utf8")
    done = subprocess.run(
        [sys.executable, "-c", "from monitor.cli import main; main()", "claims"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert "watches.toml" in done.stderr
    assert "taliban" in done.stderr.lower()
    assert "Traceback" not in done.stderr
