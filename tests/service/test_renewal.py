"""A running service reads what is edited: the good at its next tick, the bad never."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from monitor.app import App
from monitor.domain import Fetched
from monitor.duplicates.canonical import canonical_url
from monitor.store import heartbeats, pages
from monitor.store.schema import Alias, Document, Mention
from tests.service.conftest import open_app, running, wait_for

ACTORS = """\
[[actor]]
id = "ferry-union"
name = "Ferry Union"
kind = "organisation"
"""
SETTINGS = """\
[service]
poll_every = 1
enrich_every = 0.3
deliver_every = 0.3
workers = 1
"""
TEXT = (
    "The ferrymen of {0} went on strike on Monday morning. A spokesman of the Ferry Union said "
    "that no boat would leave the harbour of {0} before the wages were paid, and the Guild of "
    "Oars agreed with it in a letter to the mayor, who had asked both of them to wait."
)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """The store of a home of its own, without feeds."""
    (tmp_path / "axiswatch.toml").write_text(SETTINGS, "utf8")
    (tmp_path / "actors.toml").write_text(ACTORS, "utf8")
    (tmp_path / "sources.toml").write_text("", "utf8")
    (tmp_path / "watches.toml").write_text("", "utf8")
    with open_app(tmp_path) as app:
        yield app


def arrive(app: App, town: str) -> None:
    """A page about the strike in `town`, as the crawler leaves it."""
    url = f"https://example.org/{town}"
    headers = (("Content-Type", "text/plain; charset=utf-8"),)
    body = TEXT.format(town).encode()
    response = Fetched(url, url, 200, headers, body, datetime.now(UTC))
    archived = app.archive.append(response)
    with app.sessions.begin() as session:
        pages.add_page(session, response, archived, canonical_url=canonical_url(url))


def aliases_in(app: App, town: str) -> set[str] | None:
    """The spellings that were found in the page about `town`; None until it is read."""
    url = f"https://example.org/{town}"
    with app.sessions() as session:
        document = session.scalar(select(Document.id).where(Document.url == url))
        if document is None:
            return None
        return set(session.scalars(select(Mention.alias).where(Mention.document_id == document)))


def polled_since(app: App, moment: datetime) -> bool:
    """Whether a crawl has ended well since then."""
    with app.sessions() as session:
        beats = {beat.job: beat for beat in heartbeats.beats(session)}
    return "poll" in beats and beats["poll"].worked_at > moment


def in_store(app: App, spelling: str) -> bool:
    with app.sessions() as session:
        return session.scalar(select(Alias.id).where(Alias.text == spelling)) is not None


def test_an_edited_catalogue_counts_from_the_next_tick_on_and_a_wrong_one_never(app: App) -> None:
    actors = app.settings.home / "actors.toml"
    with running(app.settings.home, "run") as process:
        arrive(app, "Albury")
        wait_for(lambda: aliases_in(app, "Albury") is not None)
        assert aliases_in(app, "Albury") == {"Ferry Union"}

        actors.write_text(ACTORS + 'aliases = ["Guild of Oars"]\nmember_of = ["nobody"]\n', "utf8")
        edited = datetime.now(UTC) + timedelta(seconds=1)  # a crawl may be under way
        arrive(app, "Bexley")
        wait_for(lambda: aliases_in(app, "Bexley") is not None)
        assert aliases_in(app, "Bexley") == {"Ferry Union"}
        wait_for(lambda: polled_since(app, edited))

        actors.write_text(ACTORS + 'aliases = ["Guild of Oars"]\n', "utf8")
        wait_for(lambda: in_store(app, "Guild of Oars"))
        arrive(app, "Corfe")
        wait_for(lambda: aliases_in(app, "Corfe") is not None)
        assert aliases_in(app, "Corfe") == {"Ferry Union", "Guild of Oars"}

        process.terminate()
        _, log = process.communicate(timeout=60)
    wrong = [line for line in log.decode().splitlines() if "there is no actor 'nobody'" in line]
    assert len(wrong) == 1, "a mistake is told once, however often it is looked at"
    assert "actors.toml: actor 'ferry-union': member_of" in wrong[0]
    assert "going on with the one before" in wrong[0]
