"""The outbox is drained: one delivery at a time is leased, sent, and its outcome committed.

A process killed between the sending and the commit leaves the one delivery that was in flight
to be sent again when its lease runs out; every other one is sent exactly once. Messages of a
channel go out in the order in which they were raised. A channel that is down as a whole is asked
again with the first of them only (`monitor.store.outages`), and no channel gets more than
`per_minute` messages in any minute, so that the end of an outage is no flood.

What is owed to `digest-NAME` waits for the next of the digest's times and goes out through NAME
as one message.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session, sessionmaker

from monitor.alerts.attempt import DeliveryReport, Outbox, attempt, failed
from monitor.alerts.channels import Channel
from monitor.alerts.digest import PREFIX
from monitor.alerts.digest_turn import carrier_of, digest_turn
from monitor.config import DeliverySettings
from monitor.errors import PermanentDeliveryError
from monitor.operations.values import Phase
from monitor.store import alerts, deliveries, incidents, outages, rollups
from monitor.store.deliveries import Lease
from monitor.store.session import read_only

if TYPE_CHECKING:
    from monitor.catalogue.catalogue import Catalogue

__all__ = ["DeliveryReport", "drain"]


@dataclass(frozen=True, slots=True)
class Pause:
    """Why a channel gets nothing now, and until when."""

    until: datetime
    reason: str
    capped: bool = False


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
        carrier = carrier_of(channels, name)
        if carrier is not None:
            again = digest_turn(outbox, name, carrier, report)
        else:
            again = _turn(outbox, channels[name], report)
        if again:
            turns.append(name)
    return report


def _open(outbox: Outbox, channels: Mapping[str, Channel], report: DeliveryReport) -> list[str]:
    """The channels that have something to do; what nobody can send any more is set aside."""
    now = outbox.now()
    with outbox.sessions() as session:
        read_only(session)
        due = deliveries.due_channels(session, now=now)
        held = deliveries.channels(session, state="held")
        quiet = deliveries.channels(session, prefix=PREFIX) if outbox.settings.digest_empty else []
    known = {name for name in (*due, *held, *quiet) if name in channels}
    known |= {name for name in (*due, *held, *quiet) if carrier_of(channels, name) is not None}
    unknown = [name for name in due if name not in known]
    back = [name for name in held if name in known]
    if unknown or back:
        with outbox.sessions.begin() as session:
            for name in unknown:
                report.held += deliveries.hold(session, name, now=now, error=_unknown(name))
            deliveries.release(session, back, now=now)
    return [name for name in dict.fromkeys([*back, *due, *quiet]) if name in known]


def _unknown(name: str) -> str:
    if name.startswith(PREFIX):
        section = name.removeprefix(PREFIX)
        return (
            f"{name!r} goes through [{section}], which is not configured in axiswatch.toml "
            "or cannot carry a digest; email, slack and folder can"
        )
    return (
        f"the channel {name!r} is not configured: "
        f"add [{name}] to axiswatch.toml, or take it out of the watch"
    )


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
        failed(outbox, channel.name, [leased], _lost(outbox.settings), report)
        return
    send = _of_alert if leased.incident_id is None else _of_incident
    attempt(outbox, channel.name, [leased], send(outbox, channel, leased), report)


def _of_alert(outbox: Outbox, channel: Channel, leased: Lease) -> Callable[[], str]:
    with outbox.sessions() as session:
        view = alerts.view(read_only(session), leased.alert_id or 0, outbox.catalogue)
        thread = deliveries.first_receipt(session, leased.channel, view.raised_on)
        roll_up = rollups.roll_up(session, leased.delivery_id)
    view = replace(view, acknowledged=leased.receipt, thread=thread, roll_up=roll_up)
    return lambda: channel.send(view)


def _of_incident(outbox: Outbox, channel: Channel, leased: Lease) -> Callable[[], str]:
    with outbox.sessions() as session:
        notice = incidents.notice(
            read_only(session), leased.incident_id or 0, leased.phase or Phase.RAISED
        )
    notice = replace(notice, acknowledged=leased.receipt)
    return lambda: channel.send_notice(notice)


def _lost(settings: DeliverySettings) -> PermanentDeliveryError:
    return PermanentDeliveryError(
        f"given up after {settings.max_attempts} attempts: each sender stopped while sending it"
    )
