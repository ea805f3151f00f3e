"""Raising once, leasing once, and what is recorded of each try: on both databases."""

from __future__ import annotations

import random
import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from monitor.alerts.backoff import delay
from monitor.config import DeliverySettings
from monitor.domain import AlertKind
from monitor.store import deliveries
from monitor.store.schema import Alert, Delivery
from tests.alerts.material import NOW, Desk, outbox, raise_many, raise_one

SOON = NOW + timedelta(minutes=5)


def take(sessions: sessionmaker[Session], *, minutes: float = 0) -> deliveries.Lease | None:
    now = NOW + timedelta(minutes=minutes)
    with sessions.begin() as session:
        return deliveries.lease(session, "email", now=now, until=now + timedelta(minutes=5))


def test_an_alert_is_raised_once_per_watch_claim_and_kind(
    sessions: sessionmaker[Session], desk: Desk
) -> None:
    with sessions.begin() as session:
        first = raise_one(session, desk, channels=("email", "slack", "email"))
        again = raise_one(session, desk, channels=("email",))
        other = raise_one(session, desk, kind=AlertKind.DISPUTED, channels=())
    assert isinstance(first, int)
    assert again is None
    assert isinstance(other, int)
    assert [row.channel for row in outbox(sessions)] == ["email", "slack"]


def test_an_alert_is_not_there_when_its_transaction_is_not(
    sessions: sessionmaker[Session], desk: Desk
) -> None:
    with sessions() as session:
        assert raise_one(session, desk, channels=("email",))
        session.rollback()
    with sessions.begin() as session:
        assert session.scalar(select(func.count()).select_from(Alert)) == 0
        assert raise_one(session, desk, channels=("email",))
    assert len(outbox(sessions)) == 1


def test_what_the_transaction_did_before_a_repeated_alert_is_kept(
    sessions: sessionmaker[Session], desk: Desk
) -> None:
    with sessions.begin() as session:
        raise_one(session, desk)
    with sessions.begin() as session:
        raise_one(session, desk, kind=AlertKind.CORROBORATED)
        assert raise_one(session, desk) is None
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Alert)) == 2


def test_ten_that_raise_the_same_alert_at_once_raise_it_once(
    sessions: sessionmaker[Session], desk: Desk
) -> None:
    start = threading.Barrier(10)
    raised: list[int | None] = []

    def work() -> None:
        start.wait()
        with sessions.begin() as session:
            raised.append(raise_one(session, desk, channels=("email", "slack")))

    run_together([work] * 10)
    assert len([alert for alert in raised if alert is not None]) == 1
    assert len(raised) == 10
    assert len(outbox(sessions)) == 2


def test_ten_senders_never_get_the_same_delivery(sessions: sessionmaker[Session]) -> None:
    raise_many(sessions, 60, channels=("email",))
    start = threading.Barrier(10)
    leased: list[int] = []

    def work() -> None:
        start.wait()
        while (taken := take(sessions)) is not None:
            leased.append(taken.delivery_id)

    run_together([work] * 10)
    assert sorted(leased) == [row.id for row in outbox(sessions)]


def run_together(jobs: list) -> None:  # type: ignore[type-arg]
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_the_oldest_goes_first_and_a_lease_that_ran_out_is_taken_up_again(
    sessions: sessionmaker[Session],
) -> None:
    raise_many(sessions, 2, channels=("email",))
    first, second = take(sessions), take(sessions)
    assert first
    assert second
    assert first.delivery_id < second.delivery_id
    assert take(sessions) is None
    assert take(sessions, minutes=4) is None
    again = take(sessions, minutes=5)
    assert again
    assert (again.delivery_id, again.attempts) == (first.delivery_id, 2)


def test_a_lost_lease_cannot_undo_what_its_successor_did(sessions: sessionmaker[Session]) -> None:
    raise_many(sessions, 1, channels=("email",))
    slow = take(sessions)
    quick = take(sessions, minutes=6)
    assert slow
    assert quick
    with sessions.begin() as session:
        deliveries.record_failure(session, slow, error="too late", again_at=SOON, at=SOON)
    [row] = outbox(sessions)
    assert (row.state, row.error) == ("sending", None)
    with sessions.begin() as session:
        deliveries.record_sent(session, quick, receipt="ok", at=SOON)
        deliveries.record_failure(session, quick, error="no", again_at=None, at=SOON)
    [row] = outbox(sessions)
    assert (row.state, row.receipt, row.sent_at) == ("sent", "ok", SOON)


def test_dead_letters_are_requeued_with_fresh_attempts(sessions: sessionmaker[Session]) -> None:
    raise_many(sessions, 3, channels=("email", "slack"))
    leased = take(sessions)
    assert leased
    with sessions.begin() as session:
        deliveries.record_failure(session, leased, error="554 no", again_at=None, at=SOON)
    assert (outbox(sessions)[0].state, outbox(sessions)[0].given_up_at) == ("dead", SOON)
    with sessions.begin() as session:
        assert deliveries.requeue(session, now=SOON, channel="slack") == 0
        assert deliveries.requeue(session, now=SOON, alert_ids=[leased.alert_id or 0]) == 1
        assert deliveries.requeue(session, now=SOON) == 0
    row = outbox(sessions)[0]
    assert (row.state, row.attempts, row.error) == ("pending", 0, "554 no")


def test_the_states_of_the_outbox_are_counted(sessions: sessionmaker[Session]) -> None:
    raise_many(sessions, 3, channels=("email", "slack"))
    take(sessions)
    with sessions() as session:
        assert deliveries.counts(session) == {
            ("email", "pending"): 2,
            ("email", "sending"): 1,
            ("slack", "pending"): 3,
        }
        assert session.get_one(Delivery, 1).leased_until == NOW + timedelta(minutes=5)


def test_waits_double_up_to_the_cap_and_never_come_back_together() -> None:
    settings = DeliverySettings(backoff_base=10, backoff_cap=100)
    rng = random.Random(7)
    waits = [[delay(n, settings, rng).total_seconds() for _ in range(200)] for n in range(1, 9)]
    for n, seconds in enumerate(waits):
        whole = min(100, 10 * 2**n)
        assert 0.75 * whole <= min(seconds) < max(seconds) <= whole
        assert len(set(seconds)) > 100


@pytest.mark.parametrize(
    ("asked", "waited"), [(7, 7), (0, 1), (10**9, 86_400), (-3, 1), (3599.5, 3599.5)]
)
def test_what_the_channel_asks_for_wins_within_reason(asked: float, waited: float) -> None:
    wait = delay(1, DeliverySettings(), random.Random(1), retry_after=asked)
    assert wait == timedelta(seconds=waited)


def test_a_wait_that_is_no_number_is_not_believed() -> None:
    for asked in (float("nan"), float("inf")):
        wait = delay(1, DeliverySettings(), random.Random(1), retry_after=asked)
        assert wait <= timedelta(seconds=30)


def test_the_defaults_outlast_two_days_of_outage() -> None:
    settings, rng = DeliverySettings(), random.Random(3)
    waits = [delay(n, settings, rng) for n in range(1, settings.max_attempts)]
    assert sum(waits, timedelta()) > timedelta(days=2)
