"""When a feed or page is asked for again: pure decisions."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from monitor.domain import FetchFailed, Polled
from monitor.polling import (
    FEED_BASE,
    JITTER,
    LONGEST,
    PAGE_ATTEMPTS,
    SHORTEST,
    FeedPlan,
    next_interval,
    plan_feed,
    plan_page,
)

NOW = datetime(2024, 6, 22, 12, tzinfo=UTC)


def plan(polled: Polled, *, failures: int = 0, interval: int = 900, new: int = 0) -> FeedPlan:
    rng = random.Random(7)
    return plan_feed(polled, interval=interval, failures=failures, new_links=new, rng=rng)


def answer(status: int = 200, error: str | None = None, wait: float | None = None) -> Polled:
    return Polled(feed_id=1, at=NOW, status=status, error=error, retry_after=wait)


def seconds(of: FeedPlan) -> float:
    assert of.next_poll_at is not None
    return (of.next_poll_at - NOW).total_seconds()


def test_the_interval_follows_the_yield_between_five_minutes_and_a_day() -> None:
    busy, quiet = [900], [900]
    for _poll in range(20):
        busy.append(next_interval(busy[-1], 5))
        quiet.append(next_interval(quiet[-1], 0))
    assert busy == sorted(busy, reverse=True)
    assert quiet == sorted(quiet)
    assert (busy[-1], quiet[-1]) == (SHORTEST, LONGEST) == (300, 86_400)
    assert next_interval(900, 1) == 900


def test_failures_double_the_wait_up_to_a_day_and_success_ends_it() -> None:
    waits = [seconds(plan(answer(500, "failed"), failures=n)) for n in range(20)]
    for n, wait in enumerate(waits):
        meant = min(FEED_BASE * 2**n, LONGEST)
        assert abs(wait - meant) <= meant * JITTER
    after = plan(answer(), failures=9)
    assert (after.failures, seconds(after) < 2000) == (0, True)


def test_what_failed_together_does_not_return_together() -> None:
    rng = random.Random(7)
    at = {
        plan_feed(answer(500, "x"), interval=900, failures=3, new_links=0, rng=rng).next_poll_at
        for _feed in range(50)
    }
    assert len(at) == 50


@pytest.mark.parametrize(("asked", "least"), [(7_200.0, 7_200), (10.0**9, LONGEST)])
def test_a_retry_after_is_a_lower_bound_up_to_a_day(asked: float, least: int) -> None:
    assert seconds(plan(answer(503, "closed", asked))) == least
    assert seconds(plan(answer(200, wait=asked))) == least


def test_a_feed_that_is_gone_is_retired_and_one_that_is_missing_is_not() -> None:
    assert plan(answer(410, "gone")).next_poll_at is None
    assert plan(answer(404, "missing")).next_poll_at is not None


def test_a_page_is_given_up_when_it_is_hopeless_or_was_tried_often_enough() -> None:
    failed = FetchFailed(frontier_id=1, url="https://example.org/", at=NOW, error="x")
    rng = random.Random(7)
    waits = [plan_page(failed, attempts=n, rng=rng) for n in range(1, PAGE_ATTEMPTS + 1)]
    assert waits[-1] is None
    known = [wait for wait in waits[:-1] if wait is not None]
    assert len(known) == PAGE_ATTEMPTS - 1
    assert known == sorted(known)
    assert NOW + timedelta(seconds=90) < known[0] < NOW + timedelta(seconds=150)
    hopeless = FetchFailed(frontier_id=1, url="u", at=NOW, error="x", permanent=True)
    assert plan_page(hopeless, attempts=1, rng=rng) is None
