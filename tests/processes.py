"""`axiswatch` and `scrapy` in processes of their own that need not import all of it each time.

A fork server imports both programs and loads the parser once; every run is a fork of it, as
separate from the others as a process started by hand, and as easily killed.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import reload
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.forkserver import ensure_running
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

import pytest

import monitor.cli

PRELOAD = [
    "scrapy.cmdline",
    "scrapy.commands.crawl",
    "crawler.pipelines",
    "crawler.guard",
    "crawler.robots",
    "crawler.extensions",
    "crawler.addon",
    "crawler.compression",
    "crawler.hosts",
    "crawler.redirects",
    "crawler.spiders.article",
    "crawler.spiders.backfill",
    "crawler.spiders.check",
    "crawler.spiders.news",
    "scrapy.core.engine",
    "scrapy.core.scraper",
    "scrapy.downloadermiddlewares.cookies",
    "scrapy.extensions.corestats",
    "scrapy.extensions.feedexport",
    "scrapy.pipelines",
    "itemadapter",
    "aiohttp",
    "filelock",
    "monitor.app",
    "monitor.cli.main",
    "monitor.ingest_files",
    "monitor.service.cycle",
    "monitor.store.migrate",
    "alembic.command",
    "alembic.autogenerate",
    "feedparser",
    "warcio.warcwriter",
    "tests.parser",
]


class Run:
    """A program that was started: wait for it, or kill it.

    `program` is called with `arguments` on its command line. Its complaints are kept apart from
    what it says, or mixed with it as on a terminal if they are to be `together`.
    """

    def __init__(
        self,
        program: Callable[[], object],
        arguments: Sequence[str],
        environ: Mapping[str, str],
        directory: Path,
        *,
        together: bool = False,
    ) -> None:
        self._folder = TemporaryDirectory(prefix="axiswatch-run-")
        out = Path(self._folder.name, "out")
        self._said = (out, out if together else out.with_name("err"))
        self._process: ForkServerProcess = _context().Process(
            target=_run,
            args=(program, list(arguments), dict(environ), str(directory), *map(str, self._said)),
        )
        self._process.start()

    def wait(self, seconds: float = 60) -> CompletedProcess[str]:
        """What it said and how it ended."""
        self._process.join(seconds)
        code = self._process.exitcode
        self._process.kill()
        self._process.join()
        said = [path.read_text("utf8", "replace") for path in self._said]
        self._folder.cleanup()
        if code is None:
            raise TimeoutError(said)
        return CompletedProcess([], code, *said)

    def kill(self) -> None:
        """kill -9."""
        self._process.kill()
        self._process.join()
        self._folder.cleanup()


def axiswatch() -> None:
    """The program of that name."""
    # The module `monitor.cli.main` takes the place of this function when it is imported.
    reload(monitor.cli).main()


def scrapy() -> None:
    """The program of that name."""
    from scrapy.cmdline import execute

    execute()


@cache
def _context() -> ForkServerContext:
    """The fork server, which knows no setting of the test that happens to need it first."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOAD)
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name == "COLUMNS" or name.startswith("AXISWATCH_"):
                patch.delenv(name)
        ensure_running()
    return context


def _run(
    program: Callable[[], object],
    arguments: list[str],
    environ: dict[str, str],
    directory: str,
    *said: str,
) -> None:
    for stream, path in enumerate(said, start=1):
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.dup2(descriptor, stream)
        os.close(descriptor)
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(directory)
    sys.argv = [program.__name__, *arguments]
    program()
