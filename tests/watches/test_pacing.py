"""When a message may go out: quiet hours, digests of a watch's own, rate caps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.catalogue.watch import Watch
from monitor.domain import Wait
from monitor.watches.pacing import AT_ONCE, Due, Pace, due

NOON = datetime(2024, 6, 22, 12, tzinfo=UTC)


def plan(rule: dict[str, Any], at: datetime, channel: str = "email", pace: Pace = Pace()) -> Due:  # noqa: B008 (frozen)
    found = due(Watch(name="test", **rule), channel, pace, at=at)
    assert found == AT_ONCE or found.reason.endswith(".")
    return found


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_without_a_word_about_it_everything_goes_at_once() -> None:
    assert plan({}, NOON) == AT_ONCE


@pytest.mark.parametrize(
    ("hours", "zone", "at", "until"),
    [
        ("22:00-07:00", "UTC", "2024-06-22T21:59", None),
        ("22:00-07:00", "UTC", "2024-06-22T22:00", "2024-06-23T07:00"),
        ("22:00-07:00", "UTC", "2024-06-23T06:59", "2024-06-23T07:00"),
        ("22:00-07:00", "UTC", "2024-06-23T07:00", None),
        ("9:00-17:30", "UTC", "2024-06-22T12:00", "2024-06-22T17:30"),
        ("22:00-07:00", "Asia/Kabul", "2024-06-22T17:30", "2024-06-23T02:30"),
        ("22:00-07:00", "Asia/Kabul", "2024-06-23T02:30", None),
        # The clocks of Berlin skip 02:00 to 03:00 on this night, and repeat it in autumn.
        ("22:00-02:30", "Europe/Berlin", "2024-03-31T00:30", "2024-03-31T01:30"),
        ("22:00-02:30", "Europe/Berlin", "2024-10-26T23:30", "2024-10-27T00:30"),
    ],
)
def test_quiet_hours_hold_a_message_until_they_end(
    hours: str, zone: str, at: str, until: str | None
) -> None:
    found = plan({"quiet_hours": hours, "timezone": zone}, utc(at))
    assert found.not_before == (utc(until) if until else None)
    assert found.wait is (Wait.QUIET if until else None)


def test_what_is_urgent_minds_no_quiet_hours() -> None:
    rule = {"quiet_hours": "10:00-14:00", "severity": "high"}
    assert plan(rule, NOON) == AT_ONCE


def test_a_watch_may_have_digest_times_of_its_own() -> None:
    rule = {"digest_times": ["08:00", "18:00"], "channels": ["digest-email"]}
    found = plan(rule, NOON, "digest-email")
    assert (found.not_before, found.wait) == (utc("2024-06-22T18:00"), Wait.DIGEST)
    assert plan(rule, utc("2024-06-22T18:00"), "digest-email").not_before == utc("2024-06-23T08:00")
    kabul = plan({**rule, "timezone": "Asia/Kabul"}, NOON, "digest-email")
    assert kabul.not_before == utc("2024-06-22T13:30")
    assert plan(rule, NOON, "email") == AT_ONCE


CAP = {"rate_cap": {"most": 2, "minutes": 60}}


def minutes(*ago: int) -> tuple[datetime, ...]:
    return tuple(NOON - timedelta(minutes=one) for one in ago)


def test_a_cap_holds_back_what_is_more_than_it_allows_in_its_span() -> None:
    assert plan(CAP, NOON, pace=Pace(minutes(50))) == AT_ONCE
    assert plan(CAP, NOON, pace=Pace(minutes(60, 50))) == AT_ONCE
    found = plan(CAP, NOON, pace=Pace(minutes(40, 10)))
    assert (found.not_before, found.wait) == (NOON + timedelta(minutes=20), Wait.CAP)
    assert "More than 2 messages of the watch in 60 minutes" in found.reason


def test_what_comes_while_a_roll_up_is_due_joins_it() -> None:
    coming = NOON + timedelta(minutes=5)
    found = plan(CAP, NOON, pace=Pace((*minutes(55, 52), coming), coming))
    assert (found.not_before, found.wait) == (coming, Wait.CAP)


def test_a_cap_is_kept_when_quiet_hours_end_too() -> None:
    rule = {**CAP, "quiet_hours": "10:00-14:00"}
    end = utc("2024-06-22T14:00")
    assert plan(rule, NOON, pace=Pace((end,))).not_before == end
    found = plan(rule, NOON, pace=Pace((end, end)))
    assert (found.not_before, found.wait) == (end + timedelta(hours=1), Wait.CAP)


def test_a_roll_up_minds_the_quiet_hours_and_a_digest_no_cap() -> None:
    rule = {**CAP, "quiet_hours": "12:10-14:00"}
    found = plan(rule, NOON, pace=Pace(minutes(40, 10)))
    assert found.not_before == utc("2024-06-22T14:00")
    assert plan(CAP, NOON, "digest-email", Pace(minutes(40, 10))) == AT_ONCE


def test_in_no_span_are_there_more_messages_than_the_cap_allows() -> None:
    sent: list[datetime] = []
    head: datetime | None = None
    rolled = 0
    for minute in range(0, 600, 7):
        at = NOON + timedelta(minutes=minute)
        found = plan(CAP, at, pace=Pace(sorted(sent), head))
        if found.wait is Wait.CAP and found.not_before == head:
            rolled += 1
            continue
        head = found.not_before
        sent.append(found.not_before or at)
    sent.sort()
    assert all(c - a >= timedelta(minutes=60) for a, c in zip(sent, sent[2:], strict=False))
    assert rolled > len(sent)
