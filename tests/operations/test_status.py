"""`axiswatch status` as people and monitoring tools run it: its output and its exit code."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from shutil import copy

import pytest

from monitor.app import utcnow
from monitor.store import deliveries, heartbeats
from tests.alerts.material import raise_many
from tests.service.conftest import axiswatch, open_app


@pytest.fixture
def home(tmp_path: Path, stocked_sqlite: Path) -> Path:
    copy(stocked_sqlite, tmp_path)
    (tmp_path / "axiswatch.toml").write_text('[folder]\ndirectory = "box"\n')
    return tmp_path


def tick(home: Path, *, hours_ago: float) -> None:
    with open_app(home) as app, app.sessions.begin() as session:
        at = utcnow() - timedelta(hours=hours_ago)
        for job in ("poll", "enrich", "deliver"):
            heartbeats.beat(session, job, "ok", worked=True, now=at)


def test_a_store_where_nothing_ever_ran_is_a_warning_with_what_to_do(home: Path) -> None:
    result = axiswatch(home, "status")
    assert result.returncode == 1
    assert "WARNING" in result.stdout
    assert "`axiswatch once` from cron" in " ".join(result.stdout.split())


def test_what_ticks_and_sends_is_well(home: Path) -> None:
    tick(home, hours_ago=0)
    result = axiswatch(home, "status", "--json")
    record = json.loads(result.stdout)
    assert (result.returncode, record["state"], record["problems"]) == (0, "ok", [])
    assert [job["job"] for job in record["jobs"]] == ["deliver", "enrich", "poll"]
    assert record["channels"][0]["channel"] == "folder"
    assert record["outbox"] == {"waiting": 0, "held": 0, "dead": 0}
    assert {source["state"] for source in record["sources"]} == {"new"}


def test_a_dead_letter_is_critical_for_a_day_and_then_a_warning(home: Path) -> None:
    tick(home, hours_ago=0)
    with open_app(home) as app:
        raise_many(app.sessions, 1, channels=("folder",), at=utcnow())
        for hours, code in ((1, 2), (25, 1)):
            at = utcnow() - timedelta(hours=hours)
            with app.sessions.begin() as session:
                deliveries.requeue(session, now=at)
                leased = deliveries.lease(session, "folder", now=utcnow(), until=utcnow())
                assert leased is not None
                deliveries.record_failure(session, leased, error="554", again_at=None, at=at)
            result = axiswatch(home, "status", "--json")
            record = json.loads(result.stdout)
            assert (result.returncode, record["outbox"]["dead"]) == (code, 1)
            assert "axiswatch alerts retry --channel folder" in record["problems"][0]["reason"]


def test_a_scheduler_that_died_is_told_by_whoever_asks_with_notify_and_once(home: Path) -> None:
    tick(home, hours_ago=5)
    silent = axiswatch(home, "status")
    assert silent.returncode == 2
    assert "poll job has not ticked since" in " ".join(silent.stdout.split())
    assert not (home / "box").exists()
    for _ in range(2):
        assert axiswatch(home, "status", "--notify").returncode == 2
    assert [path.name for path in (home / "box").glob("*.eml")] == ["operations-000001-raised.eml"]
    tick(home, hours_ago=0)
    assert axiswatch(home, "status", "--notify").returncode == 0
    letters = sorted((home / "box").glob("*.eml"))
    assert [path.name for path in letters] == [
        "operations-000001-cleared.eml",
        "operations-000001-raised.eml",
    ]
    assert "All clear, jobs" in letters[0].read_text()
