"""One cycle against the newsroom, with the real spider in its own process."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from monitor.app import utcnow
from monitor.demo.newsroom import Newsroom
from monitor.errors import AxiswatchError, BusyError
from monitor.service.cycle import run_cycle
from monitor.service.lock import exclusive
from tests.service.conftest import axiswatch, end_state, open_app


def test_a_cycle_reads_every_page_once_and_a_second_one_finds_nothing(
    home: Path, newsroom: Newsroom
) -> None:
    stages: list[str] = []
    pages = len(newsroom.material.stories)
    with open_app(home) as app:
        first = run_cycle(app, progress=lambda stage, _done, _total: stages.append(stage))
    assert (first.pages, len(first.feeds), first.failed_feeds, first.failures) == (pages, 4, (), ())
    assert sum(feed.found for feed in first.feeds) == pages
    assert first.enriched.pages == pages
    assert first.enriched.alerts > 0
    assert list(dict.fromkeys(stages)) in (["crawl", "read", "deliver"], ["read", "deliver"])
    state = end_state(home)
    assert len(state["documents"]) == pages
    with open_app(home) as app:
        second = run_cycle(app)
    assert (second.pages, second.enriched.pages, second.enriched.alerts) == (0, 0, 0)
    assert end_state(home) == state


def test_a_feed_that_nobody_serves_is_a_row_of_the_report_not_an_error(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    sources = home / "sources.toml"
    feed = f'{{ url = "http://127.0.0.1:{port}/feed" }}'
    dead = f'[[source]]\nslug = "dead"\nname = "Dead"\nfeeds = [{feed}]\n'
    sources.write_text(dead + sources.read_text("utf8"))
    result = axiswatch(home, "once", "--source", "dead", "--json")
    assert result.returncode == 0, result.stderr
    record = json.loads(result.stdout)
    (failed,) = record["failed"]
    assert (failed["source"], failed["url"]) == ("dead", f"http://127.0.0.1:{port}/feed")
    assert failed["error"]


def test_one_source_can_be_polled_alone_on_either_database(home: Path, database_url: str) -> None:
    settings = home / "axiswatch.toml"
    settings.write_text(f'database_url = "{database_url}"\n' + settings.read_text("utf8"))
    with open_app(home) as app:
        report = run_cycle(app, source="radio-namuna", deliver=False)
    assert {feed.source for feed in report.feeds} == {"radio-namuna"}
    assert (report.pages, report.enriched.documents, report.delivered) == (3, 3, None)
    assert not (home / "axiswatch.sqlite").exists()


def test_a_cycle_that_finds_another_at_work_ends_with_code_four(home: Path) -> None:
    with open_app(home) as app, exclusive(app.engine, "poll", now=utcnow, who="the service"):
        result = axiswatch(home, "once")
        with pytest.raises(BusyError):
            run_cycle(app)
    assert result.returncode == 4
    assert "the service" in result.stderr


def test_a_spider_that_cannot_start_is_an_error_with_its_last_words(home: Path) -> None:
    with open_app(home) as app:
        (home / "sources.toml").write_text("[[source]]\nslug = 5\n")
        with pytest.raises(AxiswatchError, match=r"exit code \d+[\s\S]*sources\.toml"):
            run_cycle(app)


def test_a_cycle_that_cannot_run_is_not_a_success(home: Path) -> None:
    (home / "watches.toml").write_text('[[watch]]\nname = "w"\nactors_all = ["Nobody Atall"]\n')
    result = axiswatch(home, "once")
    assert result.returncode == 2
    assert "Nobody Atall" in result.stderr
