"""What the delivery tests share: a furnished store, servers, and a clock that is set by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from tests.alerts.material import NOW, Desk, furnish
from tests.alerts.servers import Hook, Loopback, Mailbox, make_certificate, smtp_server


class Clock:
    """The time, which passes only when a test says so."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time

    def pass_(self, **duration: float) -> None:
        self.time += timedelta(**duration)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(sessions: sessionmaker[Session]) -> Desk:
    with sessions.begin() as session:
        return furnish(session)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def smtp(mailbox: Mailbox) -> Iterator[Loopback]:
    server = smtp_server(mailbox)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def secure_smtp(mailbox: Mailbox, certificate: tuple[Path, Path]) -> Iterator[Loopback]:
    server = smtp_server(mailbox, tls=certificate)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()
    yield hook
    hook.close()
