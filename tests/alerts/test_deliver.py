"""Draining the outbox: each outcome in its row, order and cap kept, no waiting for others."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from monitor.alerts.channels import Channel
from monitor.alerts.deliver import DeliveryReport, drain
from monitor.alerts.retry import retry
from monitor.config import (
    DeliverySettings,
)
from monitor.errors import ChannelDownError, PermanentDeliveryError, TemporaryDeliveryError
from monitor.store import deliveries, outages
from tests.alerts.conftest import Clock
from tests.alerts.material import NOW, outbox, raise_many
from tests.alerts.recorder import Recorder


@pytest.fixture
def recorder(clock: Clock) -> Recorder:
    return Recorder(clock)


@pytest.fixture
def run(sessions: sessionmaker[Session], clock: Clock) -> Callable[..., DeliveryReport]:
    def drained(*channels: Channel, **settings: float) -> DeliveryReport:
        wanted = DeliverySettings(**settings)
        named = {channel.name: channel for channel in channels}
        return drain(sessions, named, wanted, now=clock, rng=random.Random(5))

    return drained


Run = Callable[..., DeliveryReport]


def test_everything_due_is_sent_in_order_with_its_receipt(
    sessions: sessionmaker[Session], recorder: Recorder, run: Run
) -> None:
    alerts = raise_many(sessions, 5, channels=("email",))
    report = run(recorder, batch=2)
    assert (report.sent, report.retried, report.dead) == (5, 0, 0)
    assert [alert for _at, alert in recorder.sent] == alerts
    assert {(row.state, row.receipt) for row in outbox(sessions)} == {
        ("sent", f"took {alert}") for alert in alerts
    }
    assert run(recorder).sent == 0


def test_a_permanent_error_is_a_dead_letter_at_once(
    sessions: sessionmaker[Session], recorder: Recorder, run: Run
) -> None:
    raise_many(sessions, 2, channels=("email",))
    recorder.script = [PermanentDeliveryError("554 spam")]
    report = run(recorder)
    assert (report.sent, report.dead) == (1, 1)
    first, second = outbox(sessions)
    assert (first.state, first.error, first.attempts) == ("dead", "554 spam", 1)
    assert second.state == "sent"


def test_a_message_that_has_to_wait_holds_up_no_other(
    sessions: sessionmaker[Session], recorder: Recorder, run: Run, clock: Clock
) -> None:
    first, second = raise_many(sessions, 2, channels=("email",))
    recorder.script = [TemporaryDeliveryError("451 later")]
    assert (run(recorder).retried, recorder.tries[second]) == (1, 1)
    row = outbox(sessions)[0]
    assert (row.state, row.error) == ("pending", "451 later")
    assert row.next_attempt_at > NOW
    clock.pass_(seconds=31)
    assert run(recorder).sent == 1
    assert [alert for _at, alert in recorder.sent] == [second, first]


def test_after_the_stated_number_of_tries_it_is_a_dead_letter(
    sessions: sessionmaker[Session], recorder: Recorder, run: Run, clock: Clock
) -> None:
    raise_many(sessions, 1, channels=("email",))
    recorder.script = [TemporaryDeliveryError("451 later")] * 9
    for _ in range(9):
        run(recorder, max_attempts=3)
        clock.pass_(hours=2)
    [row] = outbox(sessions)
    assert (row.state, row.attempts) == ("dead", 3)
    assert row.error == "given up after 3 attempts: 451 later"
    assert sum(recorder.tries.values()) == 3


def test_a_message_that_kills_its_sender_is_given_up_too(
    sessions: sessionmaker[Session], recorder: Recorder, run: Run, clock: Clock
) -> None:
    raise_many(sessions, 1, channels=("email",))
    recorder.script = [KeyboardInterrupt(), KeyboardInterrupt()]  # type: ignore[list-item]
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            run(recorder, max_attempts=2)
        assert outbox(sessions)[0].state == "sending"
        clock.pass_(minutes=6)
    assert run(recorder, max_attempts=2).dead == 1
    assert sum(recorder.tries.values()) == 2


def test_a_surprise_is_recorded_and_stops_nobody_else(
    sessions: sessionmaker[Session], recorder: Recorder, run: Run
) -> None:
    raise_many(sessions, 2, channels=("email",))
    recorder.script = [ZeroDivisionError("oh")]
    report = run(recorder)
    assert (report.sent, report.retried) == (1, 1)
    assert outbox(sessions)[0].error == "unexpected ZeroDivisionError: oh"


def test_a_channel_nobody_configured_is_held_and_goes_out_once_it_is(
    sessions: sessionmaker[Session], recorder: Recorder, run: Run
) -> None:
    raise_many(sessions, 2, channels=("email",))
    assert run().held == 2
    assert {row.state for row in outbox(sessions)} == {"held"}
    assert "add [email] to axiswatch.toml" in (outbox(sessions)[0].error or "")
    assert run().held == 0
    assert run(recorder).sent == 2


def test_a_channel_that_is_down_is_asked_with_one_message_at_a_time(
    sessions: sessionmaker[Session], recorder: Recorder, run: Run, clock: Clock
) -> None:
    first, *_others = raise_many(sessions, 20, channels=("email",))
    recorder.down = True
    report = run(recorder)
    assert recorder.tries == Counter({first: 1})
    assert "connection refused" in report.waiting["email"]
    clock.pass_(seconds=31)
    run(recorder)
    assert recorder.tries == Counter({first: 2})
    with sessions() as session:
        assert outages.all_of(session)["email"].since == NOW
    recorder.down = False
    clock.pass_(minutes=2)
    assert run(recorder).sent == 20
    with sessions() as session:
        assert outages.all_of(session) == {}


def test_a_channel_that_is_down_keeps_no_other_waiting(
    sessions: sessionmaker[Session], recorder: Recorder, run: Run, clock: Clock
) -> None:
    raise_many(sessions, 3, channels=("email", "slack"))
    recorder.down = True
    other = Recorder(clock, "slack")
    report = run(recorder, other)
    assert (report.sent, report.retried) == (3, 1)
    assert str(report).startswith("3 sent, 1 to be tried again, 0 given up, email: down")


def test_two_days_without_smtp_lose_nothing_keep_the_order_and_end_in_no_flood(
    sessions: sessionmaker[Session], recorder: Recorder, run: Run, clock: Clock
) -> None:
    recorder.down = True
    raised: list[int] = []
    for hour in range(48):
        if hour < 40:
            raised += raise_many(sessions, 2, channels=("email",), at=clock())
        for _ in range(2):
            run(recorder, per_minute=10)
            clock.pass_(minutes=30)
    assert recorder.sent == []
    assert sum(recorder.tries.values()) < 80
    recorder.down = False
    up_again = clock()
    while len(recorder.sent) < len(raised) and clock() < up_again + timedelta(hours=2):
        run(recorder, per_minute=10)
        clock.pass_(seconds=15)
    assert [alert for _at, alert in recorder.sent] == raised
    times = [at for at, _alert in recorder.sent]
    for at in times:
        assert sum(at <= other < at + timedelta(minutes=1) for other in times) <= 10
    assert {row.state for row in outbox(sessions)} == {"sent"}


def test_a_drain_that_may_wait_waits_for_the_cap_and_sends_everything(
    sessions: sessionmaker[Session], recorder: Recorder, clock: Clock
) -> None:
    raise_many(sessions, 25, channels=("email",))
    settings = DeliverySettings(per_minute=10)
    report = drain(
        sessions, {"email": recorder}, settings, now=clock, rng=random.Random(1),
        wait=lambda seconds: clock.pass_(seconds=seconds),
    )  # fmt: skip
    assert (report.sent, report.waiting) == (25, {})
    assert clock() - NOW == timedelta(minutes=2)


def test_a_drain_that_may_not_wait_leaves_the_rest_and_says_so(
    sessions: sessionmaker[Session], recorder: Recorder, run: Run
) -> None:
    raise_many(sessions, 25, channels=("email",))
    report = run(recorder, per_minute=10)
    assert report.sent == 10
    assert "cap of 10 messages a minute" in report.waiting["email"]


def test_a_drain_stops_between_two_messages_when_told_to(
    sessions: sessionmaker[Session], recorder: Recorder, clock: Clock
) -> None:
    raise_many(sessions, 5, channels=("email",))
    drain(
        sessions, {"email": recorder}, DeliverySettings(), now=clock, rng=random.Random(1),
        stop=lambda: len(recorder.sent) == 2,
    )  # fmt: skip
    assert Counter(row.state for row in outbox(sessions)) == {"sent": 2, "pending": 3}


def test_who_has_mended_the_channel_need_not_wait_for_it(
    sessions: sessionmaker[Session], recorder: Recorder, run: Run, clock: Clock
) -> None:
    raise_many(sessions, 2, channels=("email",))
    recorder.script = [PermanentDeliveryError("554 spam"), ChannelDownError("refused")]
    run(recorder)
    assert [row.state for row in outbox(sessions)] == ["dead", "pending"]
    assert run(recorder).sent == 0
    with sessions.begin() as session:
        assert retry(session, now=clock(), channel="slack") == 0
        assert retry(session, now=clock()) == 1
    assert run(recorder).sent == 2


def test_two_drains_at_once_send_each_message_once(
    sessions: sessionmaker[Session], clock: Clock
) -> None:
    from tests.alerts.test_outbox import run_together

    alerts = raise_many(sessions, 60, channels=("email",))
    recorder = Recorder(clock)
    settings = DeliverySettings(per_minute=1000)

    def work() -> None:
        drain(sessions, {"email": recorder}, settings, now=clock, rng=random.Random(1))

    run_together([work] * 4)
    assert sorted(alert for _at, alert in recorder.sent) == alerts
    with sessions() as session:
        assert deliveries.counts(session) == {("email", "sent"): 60}
