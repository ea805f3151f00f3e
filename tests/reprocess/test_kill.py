"""`kill -9` in the middle of a reprocessing: nothing half done, and another run does it all."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from monitor.app import App
from monitor.reprocess.run import reprocess
from tests.processes import Run
from tests.reprocess.material import ACTORS, OMAN, dump, environment, partition, write_catalogue


def victim() -> None:
    """Ends itself by SIGKILL as soon as the run has come to the place that is named."""

    def die(stage: str, done: int, total: int) -> None:
        if (stage, done) == (sys.argv[1], int(sys.argv[2])):
            os.kill(os.getpid(), signal.SIGKILL)

    with App.open() as app:
        reprocess(app, progress=die)


def killed_at(home: Path, url: str, stage: str, done: int) -> int:
    return Run(victim, [stage, str(done)], environment(home, url), home).wait(100).returncode


def test_a_killed_run_leaves_the_store_as_it_was_and_the_next_one_does_the_rest(
    store: tuple[Path, str], opening: Callable[[], App], tmp_path: Path
) -> None:
    write_catalogue(store[0], actors=ACTORS + OMAN)
    app = opening()
    before = dump(app)
    for place in (("place", 3), ("write", 2), ("write", 4)):
        assert killed_at(*store, *place) == -signal.SIGKILL
        assert dump(app) == before
    assert list(store[0].rglob("*scratch*")) == []
    report = reprocess(app)
    assert len(report.statements_changed) == 1
    after = partition(app)
    assert not reprocess(app).changed
    assert partition(app) == after
