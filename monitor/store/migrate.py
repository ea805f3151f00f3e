"""Migrations: the scripts of `alembic/`, run from the checkout or from the installed wheel."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import OperationalError

from monitor.errors import StoreError

# Any number will do, as long as every axiswatch uses the same one ('axis' in ASCII).
MIGRATION_LOCK = 0x61786973


def scripts() -> Path:
    """Where the migration scripts are: in the wheel beside this package, else in the checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_alembic"
    return installed if installed.is_dir() else package.parent / "alembic"


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the store to `revision`; two processes that try at once take turns.

    Raises:
        StoreError: the database cannot be reached, or was made by a newer axiswatch.
    """
    _run(engine, "upgrade", revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the store back to `revision` ('base' empties it)."""
    _run(engine, "downgrade", revision)


def current(engine: Engine) -> str | None:
    """The revision the store is at, None for one that has no tables yet."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        at: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return at


def head() -> str:
    """The newest revision this axiswatch knows."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(scripts())).get_current_head() or "base"


def ensure(engine: Engine) -> None:
    """Upgrade to head unless the store is there already; what every command does first."""
    try:
        at = current(engine)
    except OperationalError as error:
        raise StoreError(
            f"the store {engine.url!r} cannot be opened: {error.orig}. "
            "Check AXISWATCH_DATABASE_URL, or database_url in axiswatch.toml."
        ) from error
    if at != head():
        upgrade(engine)


def _run(engine: Engine, direction: str, revision: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(scripts()).replace("%", "%%"))
    with engine.begin() as connection:
        _lock(connection)
        config.attributes["connection"] = connection
        try:
            getattr(command, direction)(config, revision)
        except CommandError as error:
            raise StoreError(
                f"the store {engine.url!r} cannot be migrated: {error}. "
                "If a newer axiswatch made it, use that one."
            ) from error


def _lock(connection: Connection) -> None:
    """On PostgreSQL wait for another migration; on SQLite the transaction is the lock."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
