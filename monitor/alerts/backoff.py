"""When a message that did not arrive is tried again."""

from __future__ import annotations

import math
import random
from datetime import timedelta

from monitor.config import DeliverySettings

PATIENCE = 86_400.0  # seconds; no channel may ask for more than a day
SOONEST = 1.0


def delay(
    failures: int,
    settings: DeliverySettings,
    rng: random.Random,
    *,
    retry_after: float | None = None,
) -> timedelta:
    """How long to wait after the `failures`-th failure in a row (from 1).

    base * 2^(failures - 1) up to the cap, less a random part of up to a quarter so that senders
    that failed together do not come back together. What the channel asks for (`Retry-After`,
    RFC 9110 section 10.2.3) wins over it, within reason.
    """
    if retry_after is not None and math.isfinite(retry_after):
        return timedelta(seconds=min(max(retry_after, SOONEST), PATIENCE))
    doubled = settings.backoff_base * 2.0 ** min(failures - 1, 60)
    return timedelta(seconds=min(doubled, settings.backoff_cap) * (1 - rng.random() / 4))
