"""One poll, one enrichment and one delivery at a time on a store, whoever starts them.

Cron's `axiswatch once`, the service and a command by hand all take these locks. The kernel (flock
on a file beside the SQLite database) or PostgreSQL (an advisory lock) gives a lock back when its
holder dies, so that nothing has to be cleaned up after a crash.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Engine
from sqlalchemy.orm import sessionmaker

from monitor.errors import BusyError
from monitor.store import locks, notes

JOBS = ("poll", "enrich", "deliver")
RETRY = 0.1  # seconds between two tries at a lock of PostgreSQL


@contextmanager
def exclusive(
    engine: Engine,
    job: str,
    *,
    now: Callable[[], datetime],
    wait: float = 0.0,
    who: str | None = None,
) -> Iterator[None]:
    """Hold the lock of `job` (one of `JOBS`), waiting up to `wait` seconds for it.

    `who` names the holder in the message that others get; by default the command and its process.

    Raises:
        BusyError: another process, or another thread of this one, is doing this job.
    """
    with ExitStack() as held:
        if not _take(held, engine, job, wait):
            raise BusyError(_busy(engine, job))
        with sessionmaker(engine).begin() as session:
            holder = f"{who or _command()}, since {now():%Y-%m-%d %H:%M:%S} UTC"
            notes.write(session, f"holder.{job}", holder, now=now())
        yield


def _take(held: ExitStack, engine: Engine, job: str, wait: float) -> bool:
    if engine.dialect.name == "postgresql":
        return _take_advisory(held, engine, JOBS.index(job), wait)
    database = engine.url.database
    if not database or database == ":memory:":
        return True  # nobody else can see this store
    path = Path(database)
    lock = FileLock(path.with_name(f"{path.name}.{job}.lock"), timeout=wait, thread_local=False)
    try:
        held.enter_context(lock)
    except Timeout:
        return False
    return True


def _take_advisory(held: ExitStack, engine: Engine, number: int, wait: float) -> bool:
    connection = held.enter_context(locks.connected(engine))
    deadline = time.monotonic() + wait
    while not locks.try_lock(connection, number):
        if time.monotonic() >= deadline:
            return False
        time.sleep(RETRY)
    return True


def _busy(engine: Engine, job: str) -> str:
    with sessionmaker(engine)() as session:
        holder = notes.read(session, f"holder.{job}")
    return (
        f"another axiswatch is at the {job} job of this store"
        f"{f' ({holder})' if holder else ''}; let it finish, or end it, and try again"
    )


def _command() -> str:
    name = " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]])
    return f"{name}, process {os.getpid()} on {socket.gethostname()}"
