"""When to ask again: pure decisions about feeds and pages, each with its reason in words.

A feed that brings news is asked more often, one that does not less often, between five minutes
and a day. What fails is asked again after waits that double (truncated exponential backoff, with
jitter); what is gone for good is not asked again.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.domain import FetchFailed, Polled

SHORTEST, LONGEST = 300, 86_400  # seconds between two polls of a feed
GONE = 410
PAGE_BASE, PAGE_CAP, PAGE_ATTEMPTS = 120.0, 43_200.0, 7
FEED_BASE = 300.0
JITTER = 0.2


@dataclass(frozen=True, slots=True)
class FeedPlan:
    """What becomes of a feed after a poll. `next_poll_at` None: never again by itself."""

    interval: int
    failures: int
    next_poll_at: datetime | None


def plan_feed(
    polled: Polled, *, interval: int, failures: int, new_links: int, rng: random.Random
) -> FeedPlan:
    """The feed's next poll, from what it answered and what that brought.

    A `Retry-After` is a lower bound, up to a day. 410 (RFC 9110, 15.5.11) retires the feed.
    """
    if polled.error is None:
        interval = next_interval(interval, new_links)
        wait = float(interval)
        failures = 0
    else:
        failures += 1
        if polled.status == GONE:
            return FeedPlan(interval, failures, None)
        wait = min(FEED_BASE * 2 ** min(failures - 1, 16), LONGEST)
    wait = max(spread(wait, rng), min(polled.retry_after or 0.0, LONGEST))
    return FeedPlan(interval, failures, polled.at + timedelta(seconds=wait))


def next_interval(interval: int, new_links: int) -> int:
    """Seconds to the next poll: halved after several new links, half as long again after none."""
    if new_links >= 3:
        interval //= 2
    elif new_links == 0:
        interval += interval // 2
    return max(SHORTEST, min(interval, LONGEST))


def plan_page(failed: FetchFailed, *, attempts: int, rng: random.Random) -> datetime | None:
    """When to ask for a page again after its `attempts`-th failure; None: not again."""
    if failed.permanent or attempts >= PAGE_ATTEMPTS:
        return None
    wait = spread(min(PAGE_BASE * 4 ** (attempts - 1), PAGE_CAP), rng)
    return failed.at + timedelta(seconds=max(wait, min(failed.retry_after or 0.0, LONGEST)))


def spread(seconds: float, rng: random.Random) -> float:
    """`seconds` give or take a fifth, so that what failed together does not return together."""
    return seconds * rng.uniform(1 - JITTER, 1 + JITTER)
