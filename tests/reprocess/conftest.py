"""Stores that hold the small press, made once by the real pipeline and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitor.app import App
from tests.conftest import postgres_database
from tests.reprocess.material import ingest, open_app, write_catalogue


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with catalogue, archive and a SQLite store."""
    home = tmp_path_factory.mktemp("press")
    write_catalogue(home)
    with open_app(home, f"sqlite:///{home / 'store.sqlite'}") as app:
        ingest(app)
    return home


@pytest.fixture(scope="session")
def template_postgres(
    postgres_server: str, migrated_postgres: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, str]]:
    """A home and the name of a PostgreSQL database with the same material."""
    home = tmp_path_factory.mktemp("press_postgres")
    write_catalogue(home)
    with postgres_database(postgres_server, like=migrated_postgres) as url:
        with open_app(home, url) as app:
            ingest(app)
        yield home, str(app.engine.url.database)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A home of its own for one test, and the address of its store."""
    home = tmp_path / "home"
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("template"), home)
        yield home, f"sqlite:///{home / 'store.sqlite'}"
        return
    source, template = request.getfixturevalue("template_postgres")
    shutil.copytree(source, home)
    server = request.getfixturevalue("postgres_server")
    with postgres_database(server, like=template) as url:
        yield home, url


@pytest.fixture
def opening(store: tuple[Path, str]) -> Iterator[Callable[[], App]]:
    """Opens the test's store, as often as wanted: the catalogue is read each time."""
    opened: list[App] = []

    def opens() -> App:
        opened.append(open_app(*store))
        return opened[-1]

    yield opens
    for app in opened:
        app.close()


@pytest.fixture
def app(opening: Callable[[], App]) -> App:
    return opening()
