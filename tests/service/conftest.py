"""A newsroom on loopback and homes that crawl it, for tests with real processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from monitor.app import App
from monitor.config import load_settings
from monitor.demo.home import write_home
from monitor.demo.newsroom import Newsroom
from monitor.store import views
from tests import processes

AXISWATCH = [sys.executable, "-c", "from monitor.cli import main; main()"]
State = dict[str, list[Any]]


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom((0, 0, 0, 0)) as room:
        yield room


@pytest.fixture
def home(newsroom: Newsroom, tmp_path: Path) -> Path:
    """A home whose sources are the newsroom's outlets."""
    write_home(tmp_path / "home", newsroom)
    return tmp_path / "home"


def open_app(home: Path) -> App:
    return App.open(load_settings({"AXISWATCH_HOME": str(home)}))


def environment(home: Path) -> dict[str, str]:
    """The environment of a command in `home`, without what the developer has set."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("AXISWATCH_")}
    return {**kept, "AXISWATCH_HOME": str(home)}


def axiswatch(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return processes.Run(processes.axiswatch, arguments, environment(home), home).wait(100)


@contextmanager
def running(home: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command that runs beside the test, and is killed if the test forgets it."""
    command = [*AXISWATCH, *arguments]
    with subprocess.Popen(command, env=environment(home), stderr=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(what: Callable[[], bool], *, seconds: float = 60) -> None:
    """Look until `what` holds."""
    deadline = time.monotonic() + seconds
    while not what():
        if time.monotonic() > deadline:
            pytest.fail(f"{what} did not come true within {seconds} s")
        time.sleep(0.05)


def alive(pid: int) -> bool:
    """Whether the process runs; one that is dead and not yet collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(pid: int) -> None:
    for _ in range(200):
        if not alive(pid):
            return
        time.sleep(0.05)
    pytest.fail(f"process {pid} is still there")


def end_state(home: Path) -> State:
    """All that the store holds, without numbers and times that depend on the order of work."""
    with open_app(home) as app, app.sessions() as session:
        documents = views.documents(session)
        statements = views.statements(session, app.catalogue.names)
        claims = views.claims(session)
        alerts = views.alerts(session)
    text_of = {claim["id"]: claim["text"] for claim in claims}
    return {
        "documents": sorted(
            (d["url"], d["title"], d["relation"], d["relation_to"] or "", d["content_hash"])
            for d in documents
        ),
        "statements": sorted(
            (
                s["document_url"],
                s["start"],
                s["content"],
                s["chain"],
                s["modality"],
                s["origin"],
                text_of.get(s["claim"], ""),
            )
            for s in statements
        ),
        "claims": sorted(
            (c["text"], c["status"], c["origins"], c["outlets"], len(c["statements"]))
            for c in claims
        ),
        "alerts": sorted(
            (
                a["watch"],
                text_of[a["claim"]],
                a["kind"],
                a["document_url"],
                [(d["channel"], d["state"]) for d in a["deliveries"]],
            )
            for a in alerts
        ),
    }
