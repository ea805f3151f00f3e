"""`scrapy` in a process of its own that need not import the world again each time.

A fork server imports Scrapy and our modules once; every run is a fork of it, as separate from the
others as a process started by hand, and as easily killed.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from subprocess import CompletedProcess

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
    "monitor.store.migrate",
    "alembic.command",
    "alembic.autogenerate",
    "feedparser",
    "warcio.warcwriter",
]


class Run:
    """A crawl that was started: wait for it, or kill it."""

    def __init__(
        self, arguments: Sequence[str], environ: Mapping[str, str], directory: Path
    ) -> None:
        self._said = Path(tempfile.mkstemp(dir=directory, suffix=".log")[1])
        process = _context().Process(
            target=_scrapy, args=(list(arguments), dict(environ), str(directory), str(self._said))
        )
        process.start()
        self._process: ForkServerProcess = process

    def wait(self, seconds: float = 60) -> CompletedProcess[str]:
        """What it said and how it ended."""
        self._process.join(seconds)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
            raise TimeoutError(self._said.read_text("utf8", "replace"))
        said = self._said.read_text("utf8", "replace")
        return CompletedProcess([], self._process.exitcode, said, said)

    def kill(self) -> None:
        """kill -9."""
        self._process.kill()
        self._process.join()


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOAD)
    return context


def _scrapy(arguments: list[str], environ: dict[str, str], directory: str, said: str) -> None:
    descriptor = os.open(said, os.O_WRONLY | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(descriptor, stream)
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(directory)
    sys.argv = ["scrapy", *arguments]
    from scrapy.cmdline import execute

    execute()
