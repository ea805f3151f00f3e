"""A process that delivers, to be started and killed by the tests."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from pydantic import SecretStr

from monitor.alerts.deliver import drain
from monitor.alerts.slack import SlackWebhook
from monitor.config import DeliverySettings, SlackSettings
from monitor.store.session import make_engine, make_sessions


def deliver(database_url: str, hook_url: str, hours: float) -> None:
    """Drain the outbox into the webhook until nothing is due; `hours` sets the clock forward."""
    engine = make_engine(database_url)
    channel = SlackWebhook(SlackSettings(webhook_url=SecretStr(hook_url)))
    drain(
        make_sessions(engine),
        {channel.name: channel},
        DeliverySettings(per_minute=100_000, lease=60.0),
        now=lambda: datetime.now(UTC) + timedelta(hours=hours),
        rng=random.Random(0),
    )
    engine.dispose()
