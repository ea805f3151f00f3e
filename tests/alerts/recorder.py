"""A channel for tests that need no server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from monitor.alerts.view import AlertView
from monitor.errors import ChannelDownError
from monitor.operations.values import Notice


class Recorder:
    """A hand-written channel: does as the script says, and remembers when it was asked."""

    def __init__(self, clock: Callable[[], datetime], name: str = "email") -> None:
        self.name = name
        self.clock = clock
        self.down = False
        self.script: list[Exception | None] = []
        self.sent: list[tuple[datetime, int]] = []
        self.tries: Counter[int] = Counter()
        self.notices: list[Notice] = []

    def send(self, view: AlertView) -> str:
        self.tries[view.alert_id] += 1
        if self.down:
            raise ChannelDownError("connection refused")
        error = self.script.pop(0) if self.script else None
        if error is not None:
            raise error
        self.sent.append((self.clock(), view.alert_id))
        return f"took {view.alert_id}"

    def send_notice(self, notice: Notice) -> str:
        if self.down:
            raise ChannelDownError("connection refused")
        self.notices.append(notice)
        return f"took notice {notice.incident_id}"
