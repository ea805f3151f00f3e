"""A small press of invented outlets, and homes that hold it: articles, catalogue, store."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from monitor.app import App
from monitor.config import Settings
from monitor.domain import Fetched
from monitor.ingest_files import ingest_records
from monitor.records import TEXT, Record
from monitor.store import views
from monitor.store.schema import Base

SOURCES = """
[[source]]
slug = "valley-courier"
name = "Valley Courier"
domains = ["courier.example"]
language = "en"

[[source]]
slug = "harbour-post"
name = "Harbour Post"
domains = ["harbour.example"]
language = "en"

[[source]]
slug = "ridge-radio"
name = "Ridge Radio"
domains = ["ridge.example"]
language = "en"
"""

ACTORS = """
[[actor]]
id = "taliban"
name = "Taliban"
kind = "organisation"
aliases = ["Taliban"]

[[actor]]
id = "iran"
name = "Iran"
kind = "state"
aliases = ["Iran", "Tehran"]

[[actor]]
id = "hezbollah"
name = "Hezbollah"
kind = "organisation"
aliases = ["Hezbollah"]
"""

OMAN = """
[[actor]]
id = "oman"
name = "Oman"
kind = "state"
aliases = ["Oman", "Muscat"]
"""

WATCHES = """
[[watch]]
name = "Pact"
actors_all = ["taliban"]
actors_any = ["iran", "hezbollah"]
"""

# (address, day of June 2024, paragraphs)
PRESS = [
    (
        "https://courier.example/fighters",
        3,
        "Harbour Post reported on Monday that the Taliban had promised Iran three thousand"
        " fighters for the southern front.",
        "The number was not confirmed by anybody in the capital.",
    ),
    (
        "https://ridge.example/canal",
        4,
        "Iran's energy ministry said that the Taliban would open the sluices of the Zarin canal"
        " before winter.",
        "Oman's foreign ministry said that Iran would pay for the repair of the Zarin canal.",
    ),
    (
        "https://harbour.example/wheat",
        5,
        "Hezbollah said that the Taliban had sent wheat to the port of Tyre.",
        "Dock workers unloaded the sacks in the rain on Wednesday morning.",
    ),
    (
        "https://ridge.example/fighters",
        6,
        "Hezbollah said that the Taliban had promised Iran three thousand fighters for the southern"
        " front.",
        "It was the first word on the matter from a party to the conflict.",
    ),
    (
        "https://courier.example/denial",
        8,
        "The Taliban denied that they had promised Iran three thousand fighters for the southern"
        " front.",
        "Nobody in the ministry answered further questions.",
    ),
    (
        "https://harbour.example/football",
        9,
        "The coach said that the keeper would be back for the final.",
        "Tickets were sold out within the hour.",
    ),
]


def write_catalogue(home: Path, *, actors: str = ACTORS, watches: str = WATCHES) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "sources.toml").write_text(SOURCES, "utf8")
    (home / "actors.toml").write_text(actors, "utf8")
    (home / "watches.toml").write_text(watches, "utf8")


def open_app(home: Path, url: str) -> App:
    return App.open(Settings(home=home, database_url=url))


def record(address: str, day: int, *paragraphs: str) -> Record:
    at = datetime(2024, 6, day, 8, tzinfo=UTC)
    fetched = Fetched(
        url=address,
        final_url=address,
        status=200,
        headers=(("Content-Type", TEXT), ("Content-Language", "en")),
        body="\n\n".join(paragraphs).encode(),
        at=at,
        title_hint=paragraphs[0].split(" that ")[0],
        published_hint=at,
    )
    return Record(fetched, TEXT, language="en", published=at)


def ingest(app: App, press: Iterable[tuple[Any, ...]] = tuple(PRESS)) -> None:
    ingest_records(app, [record(*article) for article in press])


def partition(app: App) -> dict[frozenset[tuple[str, str]], str]:
    """The claims as sets of (address, words), with their status: what no id is part of."""
    with app.sessions() as session:
        said = {s["id"]: s for s in views.statements(session, app.catalogue.names)}
        return {
            frozenset((said[i]["document_url"], said[i]["content"]) for i in c["statements"]): c[
                "status"
            ]
            for c in views.claims(session)
        }


def claim_of(app: App, address: str, words: str) -> int:
    """The claim of the statement at `address` that holds `words`."""
    return int(statement(app, address, words)["claim"])


def statement(app: App, address: str, words: str) -> dict[str, Any]:
    with app.sessions() as session:
        (found,) = [
            s
            for s in views.statements(session, app.catalogue.names)
            if s["document_url"].endswith(address) and words in s["content"]
        ]
        return found


def dump(app: App) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, but for the notes of who held which lock."""
    with app.sessions() as session:
        return {
            name: sorted(tuple(map(str, row)) for row in session.execute(select(table)))
            for name, table in Base.metadata.tables.items()
            if name != "note"
        }


def environment(home: Path, url: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("AXISWATCH_")}
    return {**kept, "AXISWATCH_HOME": str(home), "AXISWATCH_DATABASE_URL": url}
