"""The composition root: the only place where settings become real objects."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from monitor.archive.warc import Archive
from monitor.catalogue.load import load_catalogue
from monitor.config import Settings, configuration_directories, load_settings
from monitor.store import catalogue as stored_catalogue
from monitor.store import migrate
from monitor.store.session import make_engine, make_sessions

if TYPE_CHECKING:
    from monitor.alerts.channels import Channel
    from monitor.catalogue.catalogue import Catalogue

HELD_CATALOGUE = "AXISWATCH_HELD_CATALOGUE"  # set by the service for the crawls it starts


def utcnow() -> datetime:
    """The clock that doers are given; decisions get `now` as an argument."""
    return datetime.now(UTC)


def read_catalogue(settings: Settings) -> Catalogue:
    """The catalogue of the home in `settings`, for what needs no store.

    Raises:
        CatalogueError: a file of it is wrong.
    """
    return load_catalogue(catalogue_directories(settings))


def catalogue_directories(settings: Settings) -> list[Path]:
    """Where the catalogue's files are looked for.

    A crawl started by the service reads those the service holds: an edit that went wrong must
    not stop it.
    """
    if held := os.environ.get(HELD_CATALOGUE):
        return [Path(held)]
    return configuration_directories({"AXISWATCH_HOME": str(settings.home)})


@dataclass(slots=True)
class App:
    """Everything a command needs, opened; close it, or use it in a `with` statement."""

    settings: Settings
    catalogue: Catalogue
    engine: Engine
    sessions: sessionmaker[Session]
    archive: Archive

    @classmethod
    def open(cls, settings: Settings | None = None) -> Self:
        """Read the settings and the catalogue, open the store, migrate it if need be.

        Raises:
            ConfigError: a settings or catalogue file is wrong.
            StoreError: the database cannot be opened.
        """
        settings = settings or load_settings()
        catalogue = read_catalogue(settings)
        engine = make_engine(settings.url)
        migrate.ensure(engine)
        sessions = make_sessions(engine)
        with sessions.begin() as session:
            stored_catalogue.sync(session, catalogue, now=utcnow())
        return cls(settings, catalogue, engine, sessions, Archive(settings.archive_directory))

    def take_over(self, catalogue: Catalogue, *, now: datetime) -> None:
        """Go on with another catalogue, in the store as well."""
        with self.sessions.begin() as session:
            stored_catalogue.sync(session, catalogue, now=now)
        self.catalogue = catalogue

    def channels(self) -> Mapping[str, Channel]:
        """The channels that are configured, by name."""
        from monitor.alerts.channels import build_channels

        return build_channels(self.settings)

    def close(self) -> None:
        """Close the archive and give the database connections back."""
        self.archive.close()
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
