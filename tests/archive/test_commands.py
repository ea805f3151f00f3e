"""The commands about evidence, as a person uses them."""

from __future__ import annotations

import json
import os
import random
import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy, copytree
from typing import Any

import pytest
from typer.testing import CliRunner, Result
from warcio.archiveiterator import ArchiveIterator

from monitor import ingest
from monitor.app import App
from monitor.archive.export import export
from monitor.archive.records import Earlier
from monitor.archive.warc import Archive, Place
from monitor.cli.main import app
from monitor.domain import Fetched, Rendering
from monitor.errors import AxiswatchError
from monitor.service.retention import NOTE, prune_daily
from monitor.store import notes
from tests.archive.test_warc import AT, passes_check, records, response

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "json.md"
QUIET = (
    "The village council met in the evening and talked about the road, the bridge and the new "
    "well, which had run dry in the spring; nobody could remember a summer as long as this one."
)
LOUD = (
    "Hamas spokesman Sami Abu Zuhri said on Sunday that the Taliban had sent two truckloads of "
    "medicine to Gaza. A second sentence follows so that there is enough to read, and it says "
    "nothing of importance about anybody at all."
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def ask(*arguments: str, code: int = 0) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def ingested(stocked_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two documents in two files of half a year ago; an alert rests on the second."""
    home = tmp_path_factory.mktemp("ingested")
    copy(stocked_sqlite, home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AXISWATCH_HOME", str(home))
        patch.delenv("AXISWATCH_DATABASE_URL", raising=False)
        for name, text in (("quiet", QUIET), ("loud", LOUD)):
            file = home / f"{name}.jsonl"
            url = f"https://news.example.org/{name}"
            record = {"id": name, "outlet": "Mehr News", "url": url, "title": name, "text": text}
            file.write_text(json.dumps({**record, "published": "2024-06-16T08:00:00Z"}), "utf8")
            ask("ingest", str(file))
        assert ask("alerts")
    age(home)
    return home


@pytest.fixture
def home(ingested: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = copytree(ingested, tmp_path / "home")
    monkeypatch.setenv("AXISWATCH_HOME", str(home))
    monkeypatch.delenv("AXISWATCH_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    return home


def age(home: Path) -> None:
    """Make everything half a year older than the newest rule."""
    for path in (home / "archive").rglob("*.warc.gz"):
        os.utime(path, (0, 0))
    with sqlite3.connect(home / "axiswatch.sqlite") as database:
        database.execute("UPDATE page SET fetched_at = '2001-01-01 00:00:00.000000'")


def documented(section: str) -> set[str]:
    """The words in code font of one section of the JSON reference."""
    text = REFERENCE.read_text("utf8")
    body = re.split(rf"^## .*`{section}`.*$", text, flags=re.MULTILINE)[1].split("\n## ")[0]
    return set(re.findall(r"[a-z][a-z0-9_]*", " ".join(re.findall(r"`([^`]+)`", body))))


def fields(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(fields, value.values()))
    return set().union(*map(fields, value)) if isinstance(value, list) else set()


def test_the_archive_is_shown_month_by_month(home: Path) -> None:
    shown = ask("archive")
    assert (shown["files"], shown["pages"], shown["needed"]) == (2, 2, 1)
    assert [month["month"] for month in shown["months"]] == ["2001-01"]
    assert 0 < shown["needed_bytes"] < shown["bytes"]
    assert fields(shown) <= documented("archive")
    said = run("archive").output
    assert "2001-01" in said
    assert "Everything is kept." in said


def test_what_a_rule_would_drop_is_said_before_it_is_dropped(home: Path) -> None:
    nothing = run("archive", "prune")
    assert "Everything is kept." in nothing.output
    (home / "axiswatch.toml").write_text('[retention]\nkeep_days = 365\nmax_bytes = "5 GB"\n')
    assert ask("archive")["max_bytes"] == 5_000_000_000

    would = ask("archive", "prune", "--dry-run")
    assert ask("archive", "verify")["checked"] == 2
    done = ask("archive", "prune")

    assert [(f["records"], f["kept"], f["why"]) for f in done["files"]] == [
        (1, 0, "older than 365 days")
    ]
    assert [f["file"] for f in would["files"]] == [f["file"] for f in done["files"]]
    assert (would["dry_run"], done["dry_run"]) == (True, False)
    assert done["freed"] > 0
    assert fields(done) <= documented("archive prune")
    assert ask("archive", "prune")["files"] == []
    assert ask("archive")["dropped"] == 1


def test_a_dropped_record_is_told_from_a_lost_one(home: Path) -> None:
    assert ask("archive", "prune", "--keep-days", "365")["files"]

    gone = ask("evidence", "https://news.example.org/quiet", code=1)
    kept = ask("evidence", "https://news.example.org/loud")

    assert kept["verified"]
    assert "dropped from the archive on" in gone["problem"]
    assert "older than 365 days" in gone["dropped"]
    assert len(gone["sha256"]) == 64
    report = ask("reprocess")
    assert [(k["url"], "was dropped" in k["reason"]) for k in report["kept"]] == [
        ("https://news.example.org/quiet", True)
    ]
    assert report["documents"] == 2
    target = home / "record.warc.gz"
    assert run("evidence", "1", "--export", str(target)).exit_code == 1
    assert not target.exists()


def test_a_file_that_cannot_be_emptied_is_said_and_the_others_go(home: Path) -> None:
    """The record that an alert rests on stands in a file with one that may go, and is torn."""
    with App.open() as opened:
        archive = Archive(opened.settings.archive_directory)
        for name in ("one", "two"):
            url = f"https://e.org/{name}"
            ingest.take_page(
                opened.sessions,
                archive,
                Fetched(url, url, 200, (), url.encode(), AT),
                rng=random.Random(7),
            )
        archive.close()
    with sqlite3.connect(home / "axiswatch.sqlite") as database:
        database.execute("UPDATE page SET state = 'read'")
        rows = "SELECT warc_file, warc_offset FROM page WHERE url = 'https://e.org/two'"
        (name, offset) = database.execute(rows).fetchone()
        database.execute("UPDATE document SET page_id = (SELECT max(id) FROM page) WHERE id = 2")
    with (home / "archive" / name).open("r+b") as stream:
        stream.truncate(offset + 40)
    age(home)

    done = ask("archive", "prune", "--keep-days", "30", code=1)

    problems = {f["file"]: f["problem"] for f in done["files"]}
    assert "holds no whole record" in problems.pop(name)
    assert set(problems.values()) == {None}
    assert ask("archive", "verify", code=1)["checked"] == 2


def test_checking_all_names_what_was_altered(home: Path) -> None:
    good = ask("archive", "verify")
    assert good == {"checked": 2, "problems": []}
    place = ask("evidence", "2")
    path = Path(place["path"])
    data = bytearray(path.read_bytes())
    data[place["warc_offset"] + place["warc_length"] // 2] ^= 0xFF
    path.write_bytes(data)

    bad = ask("archive", "verify", code=1)

    assert [p["url"] for p in bad["problems"]] == ["https://news.example.org/loud"]
    assert fields(bad) <= documented("archive verify")


def test_the_service_drops_once_a_day_and_only_when_told_to(home: Path) -> None:
    now = datetime.now(UTC)
    with App.open() as opened:
        prune_daily(opened, now=now)
        assert notes.read(opened.sessions(), NOTE) is None
    (home / "axiswatch.toml").write_text("[retention]\nkeep_days = 365\n")
    with App.open() as opened:
        prune_daily(opened, now=now)
        assert notes.read(opened.sessions(), NOTE) == now.isoformat()
    assert ask("archive")["dropped"] == 1


def test_a_record_is_handed_out_as_a_file_that_warc_tools_take(home: Path) -> None:
    target = home / "record.warc.gz"

    shown = ask("evidence", "2", "--export", str(target))

    assert fields(shown) <= documented("evidence")
    assert passes_check(target)
    assert [kind for kind, _url in records(target)] == ["warcinfo", "response"]
    again = run("evidence", "2", "--export", str(target))
    assert isinstance(again.exception, AxiswatchError)
    assert "--force writes over it" in str(again.exception)
    assert ask("evidence", "1", "--export", str(target), "--force")["verified"]
    assert records(target)[1][1] == "https://news.example.org/quiet"
    assert [path.name for path in home.glob("*.warc.gz")] == ["record.warc.gz"]
    for name in ("record.txt", "nowhere/record.warc.gz"):
        assert run("evidence", "1", "--export", str(home / name)).exit_code == 1


def test_all_that_belongs_to_a_record_goes_with_it(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    asked = (("Accept", "text/html"),)
    first = archive.append(response(b"<p>same</p>", request_headers=asked))
    archive.append(response(b"<p>other</p>"))
    earlier = Earlier("https://example.org/a", AT, first.file, first.offset)
    again = archive.append(response(b"<p>same</p>", request_headers=asked), earlier=earlier)
    sent = Rendering("Chromium/1", (("Content-Type", "text/html"),), b"<script></script>")
    shown = archive.append(response(b"<p>drawn</p>", request_headers=asked, rendering=sent))
    archive.append(response(b"<p>last</p>"))
    wanted = {
        first: ["response", "request"],
        again: ["revisit", "request", "response", "request"],
        shown: ["conversion", "response", "request"],
    }
    for number, (archived, kinds) in enumerate(wanted.items()):
        target = tmp_path / f"{number}.warc.gz"
        place = Place(archived.file, archived.offset, archived.payload)
        export(archive, place, target, at=AT)
        assert [kind for kind, _url in records(target)] == ["warcinfo", *kinds]
        assert passes_check(target)
    with (tmp_path / "2.warc.gz").open("rb") as stream:
        bodies = [record.content_stream().read() for record in ArchiveIterator(stream)]
    assert bodies[1:3] == [b"<p>drawn</p>", b"<script></script>"]


def test_the_records_before_a_torn_one_are_all_there(tmp_path: Path) -> None:
    """As after a crash: another process goes on in a file of its own."""
    archive = Archive(tmp_path)
    whole = [archive.append(response(bytes([n]) * 5_000)) for n in range(5)]
    archive.close()
    path = tmp_path / whole[-1].file
    with path.open("r+b") as stream:
        stream.truncate(whole[-1].offset + 30)
    later = Archive(tmp_path).append(response(b"later"))

    assert later.file != whole[0].file
    for archived in (*whole[:-1], later):
        archive.verify(archived.file, archived.offset, archived.sha256)
        place = Place(archived.file, archived.offset)
        export(archive, place, tmp_path / f"{archived.offset}.warc.gz", at=AT, force=True)
    with pytest.raises(AxiswatchError, match="no whole record"):
        export(archive, Place(whole[-1].file, whole[-1].offset), tmp_path / "x.warc.gz", at=AT)
