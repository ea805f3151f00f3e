"""Engines and sessions for the two databases we run on."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker

from monitor.errors import ConfigError

BUSY_TIMEOUT_MS = 30_000
READ_ONLY = {"axiswatch_read_only": True}


def make_engine(url: str) -> Engine:
    """An engine for `url`; SQLite gets WAL, foreign keys and a busy timeout.

    Raises:
        ConfigError: the address is neither SQLite nor PostgreSQL, or its driver is not installed.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise ConfigError(
            "database_url is not an address: write sqlite:////path/to/file or "
            "postgresql://user:password@host/database"
        ) from error
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return _sqlite(parsed.database, url)
    if backend in ("postgresql", "postgres"):
        try:
            return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise ConfigError(
                "PostgreSQL needs its driver: install axiswatch with the extra 'postgres'"
            ) from error
    raise ConfigError(f"database_url: {backend} is not supported; use sqlite or postgresql")


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """Sessions whose rows stay readable after commit."""
    return sessionmaker(engine, expire_on_commit=False)


def read_only(session: Session) -> Session:
    """Begin `session` as a reader: on SQLite it takes no write lock and waits for nobody."""
    session.connection(execution_options=READ_ONLY)
    return session


def _sqlite(database: str | None, url: str) -> Engine:
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver must not begin transactions by itself: see `_begin`.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that reads first and writes later fails at once when another
        # writer came between; taking the write lock at the start waits for it instead.
        reader = connection.get_execution_options().get("axiswatch_read_only")
        connection.exec_driver_sql("BEGIN" if reader else "BEGIN IMMEDIATE")

    return engine
