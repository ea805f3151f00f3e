"""A sign of life of a job that works for long."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session, sessionmaker

from monitor.store import heartbeats

EVERY = timedelta(minutes=1)


class Pulse:
    """`beat` as often as you like: a row is written once a minute."""

    def __init__(
        self, sessions: sessionmaker[Session], job: str, *, now: Callable[[], datetime]
    ) -> None:
        self._sessions = sessions
        self._job = job
        self._now = now
        self._last = now()

    def beat(self, outcome: str) -> None:
        """The job is at work."""
        now = self._now()
        if now - self._last < EVERY:
            return
        self._last = now
        with self._sessions.begin() as session:
            heartbeats.beat(session, self._job, outcome, worked=True, now=now)
