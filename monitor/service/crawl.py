"""The crawl as a process of its own: Scrapy's reactor runs once per process and may hang or leak.

It is told to stop when its time is over, and killed when it does not.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import IO

from monitor.app import HELD_CATALOGUE
from monitor.config import Settings

GRACE = 10.0  # seconds between the polite end and the hard one
TICK = 0.1
TAIL = 40
LINE = 2000


@dataclass(frozen=True, slots=True)
class CrawlResult:
    """How a crawl process ended. `tail` is the end of its log; `seconds` is wall time."""

    returncode: int
    seconds: float
    timed_out: bool = False
    stopped: bool = False
    tail: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the crawl broke by itself: it was neither told to stop nor out of time."""
        return self.returncode != 0 and not (self.timed_out or self.stopped)


def crawl(
    settings: Settings,
    *,
    source: str | None = None,
    stop: Event | None = None,
    on_tick: Callable[[], None] | None = None,
    on_line: Callable[[str], None] | None = None,
    catalogue: Path | None = None,
) -> CrawlResult:
    """Run the `news` spider over all due sources, or over one, within the configured time.

    `on_tick` is called about ten times a second, `on_line` with each line of the spider's log;
    `catalogue` is the directory of the catalogue's files, if they are not those of the home.
    """
    environ = crawl_environment(settings, os.environ)
    if catalogue is not None:
        environ[HELD_CATALOGUE] = str(catalogue)
    return run_process(
        crawl_command("news", source=source),
        environ=environ,
        time_limit=settings.crawl.time_limit,
        stop=stop,
        on_tick=on_tick,
        on_line=on_line,
    )


def crawl_command(spider: str, **arguments: str | None) -> list[str]:
    """The command line of a spider. `-P` keeps packages of the current directory out."""
    command = [sys.executable, "-P", "-m", "monitor.service.leash", "scrapy", "crawl", spider]
    for name, value in arguments.items():
        command += ["-a", f"{name}={value}"] if value is not None else []
    return [*command, "-s", "AXISWATCH_ENRICH=0"]


def crawl_environment(settings: Settings, environ: Mapping[str, str]) -> dict[str, str]:
    """The environment in which the spider finds our settings and the same store."""
    return {
        **environ,
        "SCRAPY_SETTINGS_MODULE": "crawler.settings",
        "AXISWATCH_HOME": str(settings.home.resolve()),
        "AXISWATCH_DATABASE_URL": settings.url,
        "PYTHONUNBUFFERED": "1",
    }


def run_process(
    command: Sequence[str],
    *,
    environ: Mapping[str, str],
    time_limit: float,
    grace: float = GRACE,
    stop: Event | None = None,
    on_tick: Callable[[], None] | None = None,
    on_line: Callable[[str], None] | None = None,
    longest_line: int = LINE,
) -> CrawlResult:
    """Run `command` until it ends, `stop` is set or `time_limit` seconds are over.

    A process that has to end gets SIGINT, which lets Scrapy finish what is in flight; `grace`
    seconds later its whole group gets SIGKILL. Lines of more than `longest_line` bytes are cut up.
    """
    started = time.monotonic()
    tail: deque[str] = deque(maxlen=TAIL)
    process = subprocess.Popen(  # noqa: S603 (the command is ours)
        command,
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    reader = Thread(target=_read, args=(process.stdout, tail, on_line, longest_line), daemon=True)
    reader.start()
    timed_out = stopped = False
    try:
        while not _ended(process, TICK):
            timed_out = time.monotonic() - started > time_limit
            stopped = stop is not None and stop.is_set()
            if timed_out or stopped:
                break
            if on_tick is not None:
                on_tick()
    finally:
        _end(process, grace)
        reader.join(timeout=grace)
        _close(process)
    seconds = time.monotonic() - started
    return CrawlResult(process.returncode, seconds, timed_out, stopped, tuple(tail))


def _ended(process: subprocess.Popen[bytes], wait: float) -> bool:
    try:
        process.wait(wait)
    except subprocess.TimeoutExpired:
        return False
    return True


def _end(process: subprocess.Popen[bytes], grace: float) -> None:
    """Make sure that nothing of the process group is left."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        _ended(process, grace)
    with suppress(ProcessLookupError):  # the usual case: the group went with its leader
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _read(
    stream: IO[bytes], tail: deque[str], on_line: Callable[[str], None] | None, longest: int
) -> None:
    """Keep the pipe empty, or the process would stand still when it is full."""
    while raw := stream.readline(longest):
        line = raw.decode("utf8", "replace").rstrip()
        tail.append(line[:LINE])
        if on_line is not None:
            on_line(line)


def _close(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
