"""Stores that hold the small press, made once by the real pipeline and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from monitor.app import App
from monitor.store.session import make_engine
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
    template: Path, postgres_server: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """A home and the name of a PostgreSQL database with the same material."""
    home = tmp_path_factory.mktemp("press_postgres")
    write_catalogue(home)
    name = f"press{uuid4().hex}"
    with (
        make_engine(postgres_server)
        .execution_options(isolation_level="AUTOCOMMIT")
        .connect() as admin
    ):
        admin.execute(text(f"CREATE DATABASE {name}"))
        url = admin.engine.url.set(database=name).render_as_string(hide_password=False)
    admin.engine.dispose()
    with open_app(home, url) as app:
        ingest(app)
    return home, name


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
    admin = make_engine(request.getfixturevalue("postgres_server")).execution_options(
        isolation_level="AUTOCOMMIT"
    )
    name = f"copy{uuid4().hex}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield home, admin.url.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


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
