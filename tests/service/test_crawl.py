"""The crawl process has a time limit, can be stopped, and never outlives the one who started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pydantic import ValidationError

from monitor.config import Settings
from monitor.service.crawl import crawl_command, crawl_environment, run_process
from tests.service.conftest import alive, wait_until_gone

PYTHON = [sys.executable, "-u", "-c"]
POLITE = "import time\nprint('up')\ntry:\n time.sleep(60)\nexcept KeyboardInterrupt:\n print('bye')"
DEAF = (
    "import signal,time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nprint('up')\ntime.sleep(60)"
)


def test_a_crawl_that_ends_by_itself_gives_its_exit_code_and_the_end_of_its_log() -> None:
    code = "import sys\nfor i in range(500): print('line', i)\nsys.exit(3)"
    result = run_process([*PYTHON, code], environ=os.environ, time_limit=60)
    assert (result.returncode, result.failed) == (3, True)
    assert result.tail[-1] == "line 499"
    assert len(result.tail) == 40


def test_a_crawl_over_its_time_is_asked_to_stop_and_does() -> None:
    result = run_process([*PYTHON, POLITE], environ=os.environ, time_limit=1)
    assert (result.returncode, result.timed_out, result.failed) == (0, True, False)
    assert result.tail == ("up", "bye")


def test_a_crawl_that_does_not_listen_is_killed_after_the_grace() -> None:
    result = run_process([*PYTHON, DEAF], environ=os.environ, time_limit=0.5, grace=0.5)
    assert (result.returncode, result.timed_out, result.failed) == (-signal.SIGKILL, True, False)


def test_what_a_killed_crawl_had_started_is_killed_too() -> None:
    code = (
        "import subprocess,sys,time,signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid)\n"
        "time.sleep(60)"
    )
    result = run_process([*PYTHON, code], environ=os.environ, time_limit=1.5, grace=0.2)
    assert result.timed_out
    sleeper = int(result.tail[0])
    wait_until_gone(sleeper)
    assert not alive(sleeper)


def test_a_crawl_ends_when_the_service_is_told_to_stop() -> None:
    stop = threading.Event()
    lines: list[str] = []

    def on_line(line: str) -> None:
        lines.append(line)
        stop.set()

    result = run_process(
        [*PYTHON, POLITE], environ=os.environ, time_limit=60, stop=stop, on_line=on_line
    )
    assert (result.stopped, result.timed_out, result.failed) == (True, False, False)
    assert lines == ["up", "bye"]


def test_an_error_of_the_caller_does_not_leave_the_crawl_running() -> None:
    pids: list[int] = []

    def on_tick() -> None:
        if pids:
            raise RuntimeError("the caller's own")

    code = "import os,time\nprint(os.getpid())\ntime.sleep(60)"
    with pytest.raises(RuntimeError, match="own"):
        run_process(
            [*PYTHON, code],
            environ=os.environ,
            time_limit=60,
            on_tick=on_tick,
            on_line=lambda line: pids.append(int(line)) if line.isdigit() else None,
        )
    wait_until_gone(pids[0])


def test_a_crawl_dies_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    (tmp_path / "sleeper.py").write_text("import os,time\nprint(os.getpid())\ntime.sleep(60)\n")
    parent = (
        "import os,sys\nfrom monitor.service.crawl import run_process\n"
        "run_process([sys.executable, '-u', '-m', 'monitor.service.leash', 'sleeper'],"
        " environ=os.environ, time_limit=60, on_line=lambda line: print(line, flush=True))"
    )
    command = [*PYTHON, parent]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=tmp_path) as process:
        assert process.stdout is not None
        sleeper = int(process.stdout.readline())
        assert alive(sleeper)
        process.kill()
        process.wait()
        wait_until_gone(sleeper)


def test_the_spider_is_told_its_home_its_store_and_its_source(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    environ = crawl_environment(settings, {"PATH": "/bin"})
    assert environ["AXISWATCH_HOME"] == str(tmp_path)
    assert environ["AXISWATCH_DATABASE_URL"] == f"sqlite:///{tmp_path}/axiswatch.sqlite"
    assert environ["SCRAPY_SETTINGS_MODULE"] == "crawler.settings"
    assert environ["PATH"] == "/bin"
    assert "source=long-war-journal" in crawl_command("news", source="long-war-journal")
    assert not [part for part in crawl_command("news") if part.startswith("source=")]


def test_a_time_limit_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="greater than 0"):
        Settings.model_validate({"home": tmp_path, "crawl": {"time_limit": 0}})
