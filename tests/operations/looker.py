"""A process that looks for silence, to be started and killed by the tests."""

from __future__ import annotations

from datetime import timedelta

from monitor.config import OperationsSettings
from monitor.operations.check import check
from monitor.store.session import make_engine, make_sessions
from tests.alerts.material import NOW


def look(database_url: str, hours: float) -> None:
    """Look once, so many hours after the last tick."""
    engine = make_engine(database_url)
    check(make_sessions(engine), OperationsSettings(), ["email"], now=NOW + timedelta(hours=hours))
    engine.dispose()


def look_for_ever(database_url: str) -> None:
    """Look again and again, two hours after the last tick."""
    while True:
        look(database_url, hours=2)
