"""A digest's turn: everything it collected up to its time goes out as one message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from monitor.alerts.attempt import DeliveryReport, Outbox, attempt
from monitor.alerts.channels import Channel
from monitor.alerts.digest import PREFIX, Carrier, compose, last_moment
from monitor.store import alerts, deliveries, digests, outages
from monitor.store.session import read_only

NOTHING = "nothing sent: the statements are found no more"


def carrier_of(channels: Mapping[str, Channel], name: str) -> Carrier | None:
    """The channel through which the digest `digest-NAME` goes: NAME, if it can carry one."""
    carrier = channels.get(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None
    return carrier if isinstance(carrier, Carrier) else None


def digest_turn(outbox: Outbox, name: str, carrier: Carrier, report: DeliveryReport) -> bool:
    """Send what was collected up to the digest's last time; whether more of it is waiting."""
    settings = outbox.settings
    with outbox.sessions.begin() as session:
        deliveries.lock_channel(session, name)
        now = outbox.now()
        outage = outages.read(session, name)
        if outage is not None and outage.until > now:
            return False
        moment = last_moment(settings.digest_times, settings.digest_timezone, now)
        until = now + timedelta(seconds=settings.lease)
        taken = deliveries.lease_all(session, name, raised_until=moment, now=now, until=until)
        unsaid = digests.remember(session, name, moment, now=now)
    if not taken and not (settings.digest_empty and unsaid):
        return False
    with outbox.sessions() as session:
        read_only(session)
        read = [alerts.view(session, leased.alert_id or 0, outbox.catalogue) for leased in taken]
    # What today's rules find no more was never said: it is not told of, and owed no longer.
    views = [view for view in read if not view.retired]
    if taken and not views and not settings.digest_empty:
        return attempt(outbox, name, taken, lambda: NOTHING, report)
    digest = compose(
        views,
        moment=max([moment, *(one.not_before for one in taken if one.not_before)]),
        timezone=settings.digest_timezone,
        acknowledged=taken[0].receipt if taken else "",
    )
    return attempt(outbox, name, taken, lambda: carrier.send_digest(digest), report)
