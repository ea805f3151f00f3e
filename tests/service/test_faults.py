"""Killed anywhere, started again: the same end state as without. Stopped politely: exit code 0."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import inspect, select

from monitor.app import App
from monitor.demo.home import write_home
from monitor.demo.newsroom import Newsroom
from monitor.service.cycle import run_cycle
from monitor.store import heartbeats
from monitor.store.schema import Document, Page
from monitor.store.session import make_engine, make_sessions
from tests.processes import Run
from tests.service.conftest import (
    State,
    axiswatch,
    end_state,
    environment,
    open_app,
    running,
    wait_for,
)

ALL = 13


def killed_once() -> None:
    """`axiswatch once` that kills itself, as the kernel would, when a stage has come so far."""

    def progress(stage: str, done: int, _total: int) -> None:
        if stage == sys.argv[1] and done >= int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)

    with App.open() as app:
        run_cycle(app, progress=progress)


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    """One newsroom for the module: the undisturbed and the killed run see the same addresses."""
    with Newsroom((0, 0, 0, 0)) as room:
        yield room


@pytest.fixture(scope="module")
def undisturbed(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> State:
    home = tmp_path_factory.mktemp("undisturbed")
    write_home(home, newsroom)
    assert axiswatch(home, "once").returncode == 0
    return end_state(home)


def rows(home: Path, table: type[Page] | type[Document]) -> list[str]:
    """The addresses of pages or documents; none while the store is still being made."""
    engine = make_engine(f"sqlite:///{home}/axiswatch.sqlite")
    try:
        if not inspect(engine).has_table(table.__tablename__):
            return []
        with make_sessions(engine)() as session:
            return list(session.scalars(select(table.url)))
    finally:
        engine.dispose()


def count(home: Path, table: type[Page] | type[Document]) -> int:
    return len(rows(home, table))


def kill_once(home: Path, stage: str, done: int) -> None:
    result = Run(killed_once, [stage, str(done)], environment(home), home).wait(100)
    assert result.returncode == -signal.SIGKILL


def test_a_cycle_killed_in_its_crawl_ends_as_if_it_had_not_and_fetches_no_page_twice(
    undisturbed: State, newsroom: Newsroom, home: Path
) -> None:
    assert len(undisturbed["documents"]) == ALL
    assert undisturbed["alerts"]
    newsroom.pause = 0.3
    kill_once(home, "crawl", 2)
    newsroom.pause = 0
    held = {urlsplit(url).path for url in rows(home, Page)}
    assert 0 < len(held) < ALL
    newsroom.log.clear()
    result = axiswatch(home, "once")
    assert result.returncode == 0, result.stderr
    assert end_state(home) == undisturbed
    asked = {request.path for request in newsroom.log}
    assert len(asked & {story.path for story in newsroom.material.stories}) >= ALL - len(held)
    assert not asked & held


@pytest.mark.parametrize(
    ("stage", "done"), [("read", 5), pytest.param("deliver", 0, marks=pytest.mark.slow)]
)
def test_a_cycle_killed_while_it_reads_or_delivers_ends_as_if_it_had_not(
    stage: str, done: int, undisturbed: State, home: Path
) -> None:
    kill_once(home, stage, done)
    assert count(home, Document) == (done or ALL)
    result = axiswatch(home, "once")
    assert result.returncode == 0, result.stderr
    assert end_state(home) == undisturbed


def test_the_service_works_until_it_is_told_to_stop_and_ends_with_code_zero(home: Path) -> None:
    with (home / "axiswatch.toml").open("a") as file:
        file.write("\n[service]\nenrich_every = 0.5\ndeliver_every = 0.5\nworkers = 1\n")
    with running(home, "run") as process:
        wait_for(lambda: count(home, Document) == ALL, seconds=90)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    with open_app(home) as app, app.sessions() as session:
        left = {beat.job: beat.outcome for beat in heartbeats.beats(session)}
    assert all(note and not note.startswith("failed") for note in left.values()), left


def test_the_service_ends_in_the_middle_of_a_crawl_when_it_is_interrupted(
    newsroom: Newsroom, home: Path
) -> None:
    newsroom.pause = 1
    newsroom.log.clear()
    with running(home, "run") as process:
        wait_for(lambda: any(request.path.endswith("/feed/") for request in newsroom.log))
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    newsroom.pause = 0
    assert count(home, Page) < ALL
