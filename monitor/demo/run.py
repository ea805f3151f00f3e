"""`axiswatch demo`: open the newsroom, run one ordinary cycle against it, show what came of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from monitor.app import App
from monitor.config import load_settings
from monitor.demo import show
from monitor.demo.home import remembered_ports, write_home
from monitor.demo.newsroom import Newsroom
from monitor.service.cycle import CycleReport, run_cycle
from monitor.store import cycles, views
from monitor.store.session import read_only

Record = dict[str, Any]
STAGES = {"crawl": "Crawling", "read": "Reading", "deliver": "Delivering"}


@dataclass(frozen=True, slots=True)
class Held:
    """All that the store of the demo holds, as the commands with --json give it."""

    documents: list[Record]
    stories: list[Record]
    statements: list[Record]
    claims: list[Record]
    alerts: list[Record]


def run_demo(directory: Path, *, console: Console) -> int:
    """Run the demo in `directory`, which is kept for the next run; gives the exit code.

    The first run fetches, reads and alerts; a later one finds everything unchanged. Nothing but
    the loopback address is asked, and no setting of the user's own is used.

    Raises:
        AxiswatchError: the directory, or a port that must stay the same, belongs to another.
    """
    directory = directory.resolve()
    ports = remembered_ports(directory)
    with _own_environment(), Newsroom(ports, strict=ports is not None) as newsroom:
        write_home(directory, newsroom)
        show.opening(console, newsroom, directory)
        with App.open(load_settings({"AXISWATCH_HOME": str(directory)})) as app:
            with app.sessions.begin() as session:
                cycles.poll_now(session)
            before = _held(app)
            report = _cycle(app, console)
            after = _held(app)
    show.fetched(console, report, after.documents[len(before.documents) :])
    if after.documents != before.documents:
        show.copies(console, after.stories)
        show.claims(console, after.claims, after.statements, after.documents)
    show.alerts(console, after.alerts[len(before.alerts) :], after.claims, directory)
    show.next_steps(console, directory)
    return 1 if report.failed_feeds or report.failures else 0


def _cycle(app: App, console: Console) -> CycleReport:
    columns = (TextColumn("{task.description:11}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        tasks = {stage: bar.add_task(label, total=None) for stage, label in STAGES.items()}

        def progress(stage: str, done: int, total: int) -> None:
            bar.update(tasks[stage], completed=done, total=total or None)

        return run_cycle(app, progress=progress)


def _held(app: App) -> Held:
    with app.sessions() as session:
        read_only(session)
        return Held(
            views.documents(session),
            views.stories(session, copied=True),
            views.statements(session, app.catalogue.names),
            views.claims(session),
            views.alerts(session),
        )


@contextmanager
def _own_environment() -> Iterator[None]:
    """Without the user's AXISWATCH_ variables: a demo must not mail anybody or use a real store."""
    kept = {name: value for name, value in os.environ.items() if name.startswith("AXISWATCH_")}
    for name in kept:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(kept)
