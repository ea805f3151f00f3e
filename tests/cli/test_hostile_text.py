"""What a hostile page says, in the bytes that a terminal or a spreadsheet gets."""

from __future__ import annotations

import csv
import io
import json
import logging
from pathlib import Path
from shutil import copy

import pytest

from monitor.cli.output import SafeFormatter
from tests.service.conftest import axiswatch

CLEAR, TITLE, TURNED = "\x1b[2J", "\x1b]0;owned\x07", "\u202e"
EVIL = f"{CLEAR}{TITLE}\x9b31m\x08{TURNED}"
FORMULA = '=HYPERLINK("https://evil.example","read")'
TEXT = (
    "Hamas spokesman Sami Abu Zuhri said on Sunday that the Taliban had sent two truckloads "
    "of medicine to Gaza.\nThe Lebanese newspaper Al-Akhbar reported that Taliban leaders promised "
    "Iran to open a training camp near Herat. Nobody in Lebanon has confirmed it so far, and the "
    "ministry did not answer the questions that were put to it in the evening. A second paragraph "
    "follows so that there is enough to read, and it says nothing of importance about anybody. The "
    f"village council met and talked about the road, the bridge and the new well. {FORMULA}"
)
COMMANDS = (
    ["documents"],
    ["stories"],
    ["statements"],
    ["claims"],
    ["alerts"],
    ["search", "Lebanon"],
    ["sources"],
    ["status"],
)


@pytest.fixture(scope="module")
def home(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    copy(migrated_sqlite, home)
    (home / "watches.toml").write_text('[[watch]]\nname = "Taliban"\nactors_any = ["Taliban"]\n')
    records = [
        {
            "id": str(n), "outlet": f"{FORMULA}{EVIL}{n}", "url": f"https://evil.example/{n}",
            "title": f"{start}{EVIL} title", "published": "2024-06-16T08:00:00Z", "text": TEXT,
        }
        for n, start in enumerate(("=1+1", "+1", "-1", "@SUM(A1)"))
    ]  # fmt: skip
    file = home / "records.jsonl"
    file.write_text("\n".join(map(json.dumps, records)), "utf8")
    result = axiswatch(home, "ingest", str(file))
    assert result.returncode == 0, result.stderr
    assert harmless(result.stdout + result.stderr)
    return home


def harmless(output: str) -> bool:
    """Whether no control but the line's end is in it, and nothing turns it around."""
    return not any(c in output for c in ("\x1b", "\x9b", "\x07", "\x08", TURNED))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_list_moves_the_cursor_sets_the_title_or_turns_the_line(
    home: Path, command: list[str]
) -> None:
    for options in ([], ["--json"]):
        result = axiswatch(home, *command, *options)
        assert result.stdout.strip()
        assert harmless(result.stdout + result.stderr)


@pytest.mark.parametrize("command", COMMANDS[:6], ids=" ".join)
def test_no_cell_of_a_csv_is_a_formula(home: Path, command: list[str]) -> None:
    result = axiswatch(home, *command, "--csv")
    assert result.returncode == 0, result.stderr
    heading, *rows = csv.reader(io.StringIO(result.stdout))
    assert len(heading) > 3
    assert rows
    for row in rows:
        assert len(row) == len(heading)
        assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert harmless(result.stdout)


def test_a_mistake_that_quotes_hostile_words_obeys_none_of_them(home: Path) -> None:
    result = axiswatch(home, "evidence", f"https://evil.example/{CLEAR}")
    assert result.returncode == 2
    assert "evil.example" in result.stderr
    assert harmless(result.stderr)


def test_a_log_line_that_quotes_a_server_obeys_none_of_its_words() -> None:
    record = logging.LogRecord("axiswatch", logging.WARNING, "", 0, "poll: %s", (EVIL,), None)
    assert SafeFormatter("%(message)s").format(record).startswith("poll: \u241b[2J")
