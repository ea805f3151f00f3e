"""Waiting pages are read whatever the others among them do."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from monitor import analysis
from monitor.app import App
from monitor.config import load_settings
from monitor.domain import Fetched
from monitor.duplicates.canonical import canonical_url
from monitor.enrich import MOST_ATTEMPTS, enrich_pending
from monitor.reading import language
from monitor.store import pages, views
from monitor.store.schema import Page

TEXT = "The Taliban told Iran on Monday that {} men would be sent to the frontier near Herat."


@pytest.fixture
def app(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    monkeypatch.setenv("AXISWATCH_HOME", str(tmp_path))
    monkeypatch.setenv("AXISWATCH_DATABASE_URL", database_url)
    with App.open(load_settings()) as app:
        yield app


def fetched(app: App, name: str, text: str, now: datetime) -> None:
    url = f"https://example.org/{name}"
    headers = (("Content-Type", "text/plain; charset=utf-8"),)
    response = Fetched(url, url, 200, headers, text.encode(), now, published_hint=now)
    archived = app.archive.append(response)
    with app.sessions.begin() as session:
        pages.add_page(session, response, archived, canonical_url=canonical_url(url))


def states(app: App) -> dict[str, tuple[str, int]]:
    with app.sessions() as session:
        rows = session.query(Page).all()
        return {row.url.rpartition("/")[2]: (row.state, row.attempts) for row in rows}


class DiesOn:
    """An executor in whose hands one page kills the process, as far as the caller can see."""

    def __init__(self, victim: str) -> None:
        self.victim = victim

    def map(self, function: Any, raw: list[analysis.RawPage]) -> Iterator[Any]:
        for page in raw:
            if page.url.endswith(self.victim):
                raise KeyboardInterrupt
            yield function(page)

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        raise AssertionError("enrich maps")


def test_a_page_that_kills_its_reader_is_given_up_and_holds_up_nobody(
    app: App, now: datetime
) -> None:
    for name, count in (("a", 10), ("bomb", 20), ("c", 30)):
        fetched(app, name, TEXT.format(count), now)
    analysis.initialise(app.catalogue, app.settings.pipeline)
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(KeyboardInterrupt):
            enrich_pending(app, executor=DiesOn("bomb"))  # type: ignore[arg-type]
    enrich_pending(app, executor=DiesOn("bomb"))  # type: ignore[arg-type]
    found = states(app)
    assert found["bomb"] == ("failed", MOST_ATTEMPTS)
    assert found["a"][0] == found["c"][0] == "read"


def test_an_unforeseen_mistake_is_noted_on_the_page_it_befell(
    app: App, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    fetched(app, "good", TEXT.format(10), now)
    fetched(app, "bad", TEXT.format(20), now)
    with app.sessions.begin() as session:
        session.query(Page).filter(Page.url.endswith("bad")).update({"content_type": "text/plain"})
    analysis.initialise(app.catalogue, app.settings.pipeline)
    broken = analysis.RawPage("u", None, "text/plain", now)  # type: ignore[arg-type]
    assert analysis.analyse(broken).reading.state == "failed"
    assert "cannot analyse u" in caplog.text
    assert enrich_pending(app).documents == 2


def test_a_broken_installation_is_not_held_against_the_pages(
    app: App, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched(app, "fine", TEXT.format(10), now)
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "gcld3", None)  # what Python does for a missing package
        language._identifier.cache_clear()
        with pytest.raises(ImportError):
            enrich_pending(app)
    assert states(app)["fine"] == ("fetched", 1)
    assert enrich_pending(app).documents == 1


def test_a_page_whose_evidence_is_gone_says_so(app: App, now: datetime) -> None:
    fetched(app, "lost", TEXT.format(10), now)
    for file in app.archive.directory.rglob("*.warc.gz"):
        os.unlink(file)  # noqa: PTH108
    enrich_pending(app)
    assert states(app)["lost"][0] == "unreadable"


def test_originals_are_placed_before_their_copies_whatever_came_first(
    app: App, now: datetime
) -> None:
    body = "\n".join(TEXT.format(n) + f" Paragraph {n} says so." for n in range(10, 20))
    early, late = now.replace(day=1), now.replace(day=2)
    fetched(app, "copy", body, late)
    fetched(app, "original", body + "\nWith a last line.", early)
    enrich_pending(app)
    with app.sessions() as session:
        relations = {d["url"].rpartition("/")[2]: d["relation"] for d in views.documents(session)}
    assert relations == {"original": "original", "copy": "copy"}
