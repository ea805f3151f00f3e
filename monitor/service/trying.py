"""Addresses tried live, by a spider in a process of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from pydantic import TypeAdapter, ValidationError

from monitor.config import Settings
from monitor.domain import HomePage, Tried
from monitor.errors import AxiswatchError
from monitor.service.crawl import crawl_command, crawl_environment, run_process

MOST_LINE = 20_000  # bytes: two addresses of 2,000 characters, escaped, and what is said of them
EXPLORING = 300.0  # seconds that one site may take
_LINE: TypeAdapter[Tried | HomePage] = TypeAdapter(Tried | HomePage)


def check(
    settings: Settings,
    slugs: Sequence[str] = (),
    *,
    off: bool = False,
    on_tried: Callable[[Tried], None] | None = None,
) -> list[Tried]:
    """Try the feeds that are on (with `off` all of them), or all of some sources.

    `on_tried` is told of each answer as it comes. Addresses for which the time did not last are
    missing.

    Raises:
        AxiswatchError: the spider could not be run.
    """
    found: list[Tried] = []

    def take(value: Tried | HomePage) -> None:
        if isinstance(value, Tried):
            found.append(value)
            if on_tried is not None:
                on_tried(value)

    arguments = {"source": ",".join(slugs) or None, "all": "1" if off else None}
    _run(settings, "check", arguments, take, time_limit=settings.crawl.time_limit)
    return found


def explore(
    settings: Settings, url: str, *, on_tried: Callable[[Tried], None] | None = None
) -> tuple[HomePage | None, list[Tried]]:
    """What a home page says of itself, and all the addresses that it could be read by, tried.

    Raises:
        AxiswatchError: the address may not be asked, or the spider could not be run.
    """
    pages: list[HomePage] = []
    found: list[Tried] = []

    def take(value: Tried | HomePage) -> None:
        if isinstance(value, HomePage):
            pages.append(value)
            return
        found.append(value)
        if on_tried is not None:
            on_tried(value)

    _run(settings, "explore", {"url": url}, take, time_limit=EXPLORING)
    return (pages[0] if pages else None), found


def _run(
    settings: Settings,
    spider: str,
    arguments: dict[str, str | None],
    take: Callable[[Tried | HomePage], None],
    *,
    time_limit: float,
) -> None:
    def read(line: str) -> None:
        if line.startswith("{"):
            try:
                take(_LINE.validate_json(line))
            except ValidationError:
                return  # a line of the log that looks like one of ours

    ended = run_process(
        crawl_command(spider, **arguments),
        environ=crawl_environment(settings, os.environ),
        time_limit=time_limit,
        on_line=read,
        longest_line=MOST_LINE,
    )
    if ended.failed:
        said = "\n".join(line for line in ended.tail if not line.startswith("{"))
        raise AxiswatchError(said or f"the {spider} spider ended with code {ended.returncode}")
