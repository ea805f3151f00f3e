"""One attempt to send something, and what becomes of the deliveries it was made for."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session, sessionmaker

from monitor.alerts.backoff import delay
from monitor.config import DeliverySettings
from monitor.errors import (
    ChannelDownError,
    DeliveryError,
    PartialDeliveryError,
    TemporaryDeliveryError,
)
from monitor.store import deliveries, outages
from monitor.store.deliveries import Lease
from monitor.store.outages import Outage

if TYPE_CHECKING:
    from monitor.catalogue.catalogue import Catalogue


@dataclass(slots=True)
class DeliveryReport:
    """What one drain did; `waiting` says of a channel why it was left with something to send."""

    sent: int = 0
    retried: int = 0
    dead: int = 0
    held: int = 0
    errors: list[str] = field(default_factory=list)
    waiting: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        done = f"{self.sent} sent, {self.retried} to be tried again, {self.dead} given up"
        waiting = "; ".join(f"{name}: {reason}" for name, reason in self.waiting.items())
        return ", ".join(
            part for part in (done, self.held and f"{self.held} held", waiting) if part
        )


@dataclass(frozen=True, slots=True)
class Outbox:
    """Everything that sending needs besides the channel."""

    sessions: sessionmaker[Session]
    settings: DeliverySettings
    now: Callable[[], datetime]
    rng: random.Random
    catalogue: Catalogue | None = None
    wait: Callable[[float], None] | None = None
    stop: Callable[[], bool] = lambda: False


def attempt(
    outbox: Outbox,
    name: str,
    leases: Sequence[Lease],
    send: Callable[[], str],
    report: DeliveryReport,
) -> bool:
    """Send, and commit what became of it; whether it arrived."""
    try:
        receipt = send()
    except DeliveryError as error:
        failed(outbox, name, leases, error, report)
        return False
    except Exception as error:  # noqa: BLE001 (one message must not stop the others; it is kept)
        surprise = TemporaryDeliveryError(f"unexpected {type(error).__name__}: {error}")
        failed(outbox, name, leases, surprise, report)
        return False
    with outbox.sessions.begin() as session:
        for leased in leases:
            deliveries.record_sent(session, leased, receipt=receipt, at=outbox.now())
        outages.clear(session, name)
    report.sent += 1
    return True


def failed(
    outbox: Outbox,
    name: str,
    leases: Sequence[Lease],
    error: DeliveryError,
    report: DeliveryReport,
) -> None:
    """Put it back for later, or with the dead letters."""
    now = outbox.now()
    with outbox.sessions.begin() as session:
        deliveries.lock_channel(session, name)
        resting = None
        if isinstance(error, ChannelDownError):
            resting = _down(outbox, session, name, error, now)
        for leased in leases:
            text, again_at = _verdict(outbox, leased, error, resting, now)
            receipt = error.receipt if isinstance(error, PartialDeliveryError) else ""
            deliveries.record_failure(
                session, leased, error=text, again_at=again_at, at=now, receipt=receipt
            )
            report.dead += again_at is None
            report.retried += again_at is not None
            report.errors.append(f"{name}: {text}")


def _verdict(
    outbox: Outbox,
    leased: Lease,
    error: DeliveryError,
    resting: datetime | None,
    now: datetime,
) -> tuple[str, datetime | None]:
    """What the row says, and when it is tried again; None makes it a dead letter."""
    if not isinstance(error, TemporaryDeliveryError):
        return str(error), None
    if leased.attempts >= outbox.settings.max_attempts:
        return f"given up after {leased.attempts} attempts: {error}", None
    return str(error), resting or now + _delay(outbox, leased.attempts, error)


def _down(
    outbox: Outbox, session: Session, name: str, error: ChannelDownError, now: datetime
) -> datetime:
    """The whole channel rests; its failures in a row decide for how long."""
    before = outages.read(session, name)
    failures = before.failures + 1 if before else 1
    until = now + _delay(outbox, failures, error)
    since = before.since if before else now
    outages.record(session, name, Outage(since, until, failures, str(error)), now=now)
    return until


def _delay(outbox: Outbox, failures: int, error: TemporaryDeliveryError) -> timedelta:
    return delay(failures, outbox.settings, outbox.rng, retry_after=error.retry_after)
