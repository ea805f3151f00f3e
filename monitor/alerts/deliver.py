"""The outbox is drained: one delivery at a time is leased, sent, and its outcome committed.

A process killed between the sending and the commit leaves the one delivery that was in flight
to be sent again when its lease runs out; every other one is sent exactly once. Messages of a
channel go out in the order in which they were raised. A channel that is down as a whole is asked
again with the first of them only (`monitor.store.outages`), and no channel gets more than
`per_minute` messages in any minute, so that the end of an outage is no flood.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session, sessionmaker

from monitor.alerts.backoff import delay
from monitor.alerts.channels import Channel, ChannelDownError, PartialDeliveryError
from monitor.config import DeliverySettings
from monitor.errors import DeliveryError, PermanentDeliveryError, TemporaryDeliveryError
from monitor.store import alerts, deliveries, outages
from monitor.store.deliveries import Lease
from monitor.store.outages import Outage
from monitor.store.session import read_only

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
class Pause:
    """Why a channel gets nothing now, and until when."""

    until: datetime
    reason: str
    capped: bool = False


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


def drain(
    sessions: sessionmaker[Session],
    channels: Mapping[str, Channel],
    settings: DeliverySettings,
    *,
    now: Callable[[], datetime],
    rng: random.Random,
    catalogue: Catalogue | None = None,
    wait: Callable[[float], None] | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> DeliveryReport:
    """Send everything that is due on every channel, in turns of `batch` messages.

    `wait` sleeps for a number of seconds where the rate cap says so; without it the rest is left
    for the next drain. `stop` is asked before each message. Any number of drains may run at once.
    """
    outbox = Outbox(sessions, settings, now, rng, catalogue, wait, stop)
    report = DeliveryReport()
    turns = _open(outbox, channels, report)
    while turns and not stop():
        name = turns.pop(0)
        if _turn(outbox, channels[name], report):
            turns.append(name)
    return report


def _open(outbox: Outbox, channels: Mapping[str, Channel], report: DeliveryReport) -> list[str]:
    """The channels that have something to do; what nobody can send any more is set aside."""
    now = outbox.now()
    with outbox.sessions() as session:
        read_only(session)
        due = deliveries.due_channels(session, now=now)
        held = {name for name, state in deliveries.counts(session) if state == "held"}
    unknown = [name for name in due if name not in channels]
    back = sorted(held & set(channels))
    if unknown or back:
        with outbox.sessions.begin() as session:
            for name in unknown:
                error = (
                    f"the channel {name!r} is not configured: "
                    f"add [{name}] to axiswatch.toml, or take it out of the watch"
                )
                report.held += deliveries.hold(session, name, now=now, error=error)
            deliveries.release(session, back, now=now)
    return list(dict.fromkeys([*back, *(name for name in due if name in channels)]))


def _turn(outbox: Outbox, channel: Channel, report: DeliveryReport) -> bool:
    """Send up to a batch on one channel; whether it wants another turn."""
    report.waiting.pop(channel.name, None)
    for _ in range(outbox.settings.batch):
        if outbox.stop():
            return False
        taken = _take(outbox, channel.name)
        if isinstance(taken, Pause):
            if taken.capped and outbox.wait is not None:
                outbox.wait(max(0.0, (taken.until - outbox.now()).total_seconds()))
                return True
            report.waiting[channel.name] = taken.reason
            return False
        if taken is None:
            return False
        _send(outbox, channel, taken, report)
    return True


def _take(outbox: Outbox, name: str) -> Lease | Pause | None:
    """The next delivery of the channel, or why there is none now."""
    with outbox.sessions.begin() as session:
        deliveries.lock_channel(session, name)
        now = outbox.now()
        outage = outages.read(session, name)
        if outage is not None and outage.until > now:
            return Pause(outage.until, f"down, next try {outage.until:%H:%M:%S}: {outage.error}")
        lately = deliveries.sent_lately(session, name, now=now)
        if len(lately) >= outbox.settings.per_minute:
            cap = f"the cap of {outbox.settings.per_minute} messages a minute is reached"
            oldest = lately[-outbox.settings.per_minute]
            return Pause(oldest + deliveries.WINDOW, cap, capped=True)
        until = now + timedelta(seconds=outbox.settings.lease)
        return deliveries.lease(session, name, now=now, until=until)


def _send(outbox: Outbox, channel: Channel, leased: Lease, report: DeliveryReport) -> None:
    """Send one message and commit what became of it."""
    if leased.attempts > outbox.settings.max_attempts:
        _failed(outbox, leased, _lost(outbox.settings), report)
        return
    with outbox.sessions() as session:
        view = alerts.view(read_only(session), leased.alert_id, outbox.catalogue)
        thread = deliveries.first_receipt(session, leased.channel, view.claim_id)
    try:
        receipt = channel.send(replace(view, acknowledged=leased.receipt, thread=thread))
    except DeliveryError as error:
        _failed(outbox, leased, error, report)
    except Exception as error:  # noqa: BLE001 (one message must not stop the others; it is kept)
        surprise = TemporaryDeliveryError(f"unexpected {type(error).__name__}: {error}")
        _failed(outbox, leased, surprise, report)
    else:
        _arrived(outbox, leased, receipt, report)


def _arrived(outbox: Outbox, leased: Lease, receipt: str, report: DeliveryReport) -> None:
    with outbox.sessions.begin() as session:
        deliveries.record_sent(session, leased, receipt=receipt, at=outbox.now())
        outages.clear(session, leased.channel)
    report.sent += 1


def _failed(outbox: Outbox, leased: Lease, error: Exception, report: DeliveryReport) -> None:
    """Put it back for later, or with the dead letters."""
    now, text = outbox.now(), str(error)
    again_at = None
    with outbox.sessions.begin() as session:
        deliveries.lock_channel(session, leased.channel)
        if isinstance(error, ChannelDownError):
            again_at = _down(outbox, session, leased, error, now)
        elif isinstance(error, TemporaryDeliveryError):
            again_at = now + _delay(outbox, leased.attempts, error)
        final = isinstance(error, PermanentDeliveryError)
        if leased.attempts >= outbox.settings.max_attempts and not final:
            final, text = True, f"given up after {leased.attempts} attempts: {text}"
        deliveries.record_failure(
            session,
            leased,
            error=text,
            again_at=None if final else again_at,
            receipt=error.receipt if isinstance(error, PartialDeliveryError) else "",
        )
    report.dead += final
    report.retried += not final
    report.errors.append(f"{leased.channel}: {text}")


def _down(
    outbox: Outbox, session: Session, leased: Lease, error: ChannelDownError, now: datetime
) -> datetime:
    """The whole channel rests; its failures in a row decide for how long."""
    before = outages.read(session, leased.channel)
    failures = before.failures + 1 if before else 1
    until = now + _delay(outbox, failures, error)
    since = before.since if before else now
    outages.record(session, leased.channel, Outage(since, until, failures, str(error)), now=now)
    return until


def _delay(outbox: Outbox, failures: int, error: TemporaryDeliveryError) -> timedelta:
    return delay(failures, outbox.settings, outbox.rng, retry_after=error.retry_after)


def _lost(settings: DeliverySettings) -> PermanentDeliveryError:
    return PermanentDeliveryError(
        f"given up after {settings.max_attempts} attempts: each sender stopped while sending it"
    )
