"""A page changes: what its claims become, and that nobody is told twice. On both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.app import App
from monitor.ingest_files import ingest_records
from monitor.reprocess.run import reprocess
from monitor.store import claim_view, views
from tests.reprocess.material import WATCHES, open_app, record, write_catalogue

# What an outlet does to its own text is told to those who ask for it.
KINDS = 'kinds = ["new", "corroborated", "disputed", "withdrawn", "corrected"]\n'
ADDRESS = "https://ridge.example/fighters"
THREE = (
    "Hezbollah said that the Taliban had promised Iran three thousand fighters for the southern"
    " front."
)
FIVE = THREE.replace("three thousand", "five thousand")
WHEAT = "Hezbollah said that the Taliban had sent wheat to the port of Tyre."
FRAME = (
    "It was the first word on the matter from a party to the conflict, spoken at the market.",
    "Ships waited in the harbour of Velmora all week while the council argued about its debts.",
    "Bakers carried their sacks to the cellar of the market and swept the stairs in front of it.",
)


@pytest.fixture
def app(tmp_path: Path, database_url: str) -> Iterator[App]:
    write_catalogue(tmp_path, watches=WATCHES + KINDS)
    with open_app(tmp_path, database_url) as app:
        yield app


def publish(app: App, day: int, *sentences: str, address: str = ADDRESS) -> dict[str, Any]:
    (done,) = ingest_records(app, [record(address, day, *sentences, *FRAME)])
    return done


def claims(app: App) -> list[dict[str, Any]]:
    with app.sessions() as session:
        return views.claims(session)


def claim(app: App, words: str) -> dict[str, Any]:
    (found,) = [one for one in claims(app) if words in one["text"]]
    return found


def alerts(app: App) -> list[str]:
    with app.sessions() as session:
        return [alert["kind"] for alert in views.alerts(session)]


def kinds(found: dict[str, Any]) -> list[str]:
    return [event["kind"] for event in found["events"]]


def test_a_changed_page_alerts_again_only_for_what_is_new(app: App) -> None:
    publish(app, 3, THREE)
    assert alerts(app) == ["new"]
    assert publish(app, 4, THREE, "Rain fell on the harbour.")["relation"] == "version"
    assert alerts(app) == ["new"]
    assert kinds(claim(app, "three")) == ["new", "repeated"]
    publish(app, 5, THREE, WHEAT, "Rain fell on the harbour.")
    assert alerts(app) == ["new", "new"]
    assert len(claims(app)) == 2
    assert claim(app, "three")["status"] == "single-origin"


def test_a_corrected_number_is_recorded_on_its_claim_and_told_once(app: App) -> None:
    publish(app, 3, THREE)
    publish(app, 4, FIVE)
    (found,) = claims(app)
    assert kinds(found) == ["new", "corrected"]
    assert "numbers differ" in found["events"][1]["reasons"][0]
    assert found["events"][1]["related_statement"] == found["statements"][0]
    assert found["status"] == "single-origin"
    assert alerts(app) == ["new", "corrected"]
    publish(app, 5, FIVE.replace("said", "said again"))
    assert alerts(app) == ["new", "corrected"]
    assert len(claims(app)) == 1


def test_what_the_only_page_drops_is_withdrawn_and_told_once(app: App) -> None:
    publish(app, 3, THREE, WHEAT)
    publish(app, 4, THREE, WHEAT, "Rain fell on the harbour.")
    done = publish(app, 5, WHEAT)
    assert done["relation"] == "version"
    found = claim(app, "three")
    assert (found["status"], kinds(found)) == ("withdrawn", ["new", "repeated", "withdrawn"])
    assert "does not say it any more" in found["events"][2]["reasons"][0]
    assert claim(app, "wheat")["status"] == "single-origin"
    assert alerts(app) == ["new", "new", "withdrawn"]
    publish(app, 6, WHEAT, "Snow fell on the harbour.")
    assert alerts(app) == ["new", "new", "withdrawn"]
    publish(app, 7, WHEAT, THREE)
    assert claim(app, "three")["status"] == "single-origin"
    assert alerts(app) == ["new", "new", "withdrawn"]
    with app.sessions() as session:
        shown = claim_view.claim(session, found["id"], app.catalogue.names)
    assert [member["stands"] for member in shown["members"]] == [False, False, True]
    assert [bool(member["ended"]) for member in shown["members"]] == [False, True, False]


def test_what_another_outlet_still_says_is_dropped_and_not_withdrawn(app: App) -> None:
    publish(app, 3, THREE, WHEAT)
    publish(app, 3, THREE, address="https://harbour.example/own")
    publish(app, 4, WHEAT)
    found = claim(app, "three")
    assert kinds(found)[-1] == "dropped"
    assert "Still said by harbour-post" in " ".join(found["events"][-1]["reasons"])
    assert found["status"] == "single-origin"
    assert "withdrawn" not in alerts(app)


def test_a_dropped_denial_no_longer_disputes(app: App) -> None:
    publish(app, 3, THREE)
    denial = "The Taliban denied that they had promised Iran three thousand fighters."
    publish(app, 4, denial, WHEAT, address="https://courier.example/denial")
    assert claim(app, "three thousand fighters for")["status"] == "disputed"
    publish(app, 5, WHEAT, address="https://courier.example/denial")
    assert claim(app, "three thousand fighters for")["status"] == "single-origin"


def test_a_note_that_repeats_the_mistake_is_no_report(app: App) -> None:
    publish(app, 3, THREE)
    note = f"Correction: an earlier version of this article said: {THREE}"
    publish(app, 4, FIVE, note)
    (found,) = claims(app)
    assert kinds(found) == ["new", "corrected"]
    assert "Correction: an earlier version" in found["events"][1]["reasons"][0]


def test_the_archive_read_again_gives_the_same_history(app: App) -> None:
    publish(app, 3, THREE, WHEAT)
    publish(app, 4, FIVE, WHEAT)
    publish(app, 5, FIVE)
    before = claims(app)
    assert not reprocess(app).changed
    assert claims(app) == before
