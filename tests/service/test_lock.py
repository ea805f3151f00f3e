"""One job at a time across processes, and no lock survives its holder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from monitor.errors import BusyError
from monitor.service.lock import JOBS, exclusive
from monitor.store.session import make_engine

HOLDER = """
import sys, time
from datetime import UTC, datetime
from monitor.service.lock import exclusive
from monitor.store.session import make_engine
with exclusive(make_engine(sys.argv[1]), sys.argv[2], now=lambda: datetime.now(UTC), who="cron"):
    print("held", flush=True)
    sys.stdin.read()
"""


def clock() -> datetime:
    return datetime(2024, 6, 22, 12, tzinfo=UTC)


@contextmanager
def holder(url: str, job: str) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that holds a lock until its input ends."""
    command = [sys.executable, "-c", HOLDER, url, job]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        try:
            yield process
        finally:
            process.kill()


def is_free(engine: Engine, job: str, *, wait: float = 0.0) -> bool:
    """Whether the lock of a job can be had within `wait` seconds; it is given back."""
    try:
        with exclusive(engine, job, now=clock, wait=wait):
            return True
    except BusyError:
        return False


def test_a_job_that_another_process_does_is_refused_with_its_name(
    engine: Engine, database_url: str
) -> None:
    with holder(database_url, "poll"):
        with (
            pytest.raises(BusyError, match=r"poll job .* \(cron, since 20.* UTC\)"),
            exclusive(engine, "poll", now=clock),
        ):
            pytest.fail("both hold the lock")
        assert is_free(engine, "enrich")  # another job


def test_a_lock_is_free_at_once_when_its_holder_is_killed(
    engine: Engine, database_url: str
) -> None:
    with holder(database_url, "poll") as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert is_free(engine, "poll", wait=5)


def test_waiting_for_a_lock_gets_it_when_the_other_is_done(
    engine: Engine, database_url: str
) -> None:
    with holder(database_url, "deliver") as process:
        assert process.stdin is not None
        process.stdin.close()
        assert is_free(engine, "deliver", wait=30)


def test_two_threads_or_tasks_of_one_process_exclude_each_other_too(engine: Engine) -> None:
    for job in JOBS:
        with (
            exclusive(engine, job, now=clock),
            pytest.raises(BusyError, match="let it finish"),
            exclusive(engine, job, now=clock),
        ):
            pytest.fail("both hold the lock")


def test_a_lock_can_be_taken_again_and_again(engine: Engine) -> None:
    assert [is_free(engine, "poll") for _ in range(3)] == [True] * 3


def test_two_stores_know_nothing_of_each_other(engine: Engine, tmp_path: object) -> None:
    other = make_engine(f"sqlite:///{tmp_path}/other.sqlite")
    from monitor.store import migrate

    migrate.upgrade(other)
    with exclusive(engine, "poll", now=clock):
        assert is_free(other, "poll")
        assert not is_free(engine, "poll")
    other.dispose()
