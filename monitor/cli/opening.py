"""Opening the store for a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from monitor.app import App
from monitor.store.session import read_only


@contextmanager
def reading() -> Iterator[tuple[App, Session]]:
    """An open app and a session that only reads, closed when the command is done."""
    with App.open() as app, app.sessions() as session:
        yield app, read_only(session)
