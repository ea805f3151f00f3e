"""Dead letters get another chance, and resting channels are asked at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from monitor.store import deliveries, outages


def retry(
    session: Session,
    *,
    now: datetime,
    channel: str | None = None,
    alert_ids: Sequence[int] | None = None,
) -> int:
    """Make dead letters due again, of one channel or of some alerts only; how many there were.

    Whoever asks has mended something, so a channel that rests after failures rests no longer.
    The caller commits, and drains.
    """
    for name in outages.all_of(session):
        if channel in (None, name):
            outages.clear(session, name)
            deliveries.hurry(session, name, now=now)
    return deliveries.requeue(session, now=now, channel=channel, alert_ids=alert_ids)
