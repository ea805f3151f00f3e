"""When a message may go out: quiet hours, digest times and rate caps delay it, and lose nothing.

A moment is worked out once, when the alert is raised, and stands on the delivery's row. What a rate
cap holds back is *rolled up*: one message when the cap allows it again, which tells of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from monitor.catalogue.watch import QuietHours, Watch
from monitor.domain import Severity, Wait

DIGEST = "digest-"


@dataclass(frozen=True, slots=True)
class Due:
    """When a delivery may be sent (None: at once), what it waits for, and why, as a sentence.

    One that waits for `Wait.CAP` joins the roll-up of that moment, of its watch or `about` its
    claim, if there is one already.
    """

    not_before: datetime | None = None
    wait: Wait | None = None
    reason: str = ""
    about: Literal["watch", "claim"] = "watch"


@dataclass(frozen=True, slots=True)
class Pace:
    """What a cap looks at: when the latest messages of the watch (or about the claim) went out or
    will, oldest first, and the moment of a roll-up that is still to come."""

    sent: Sequence[datetime] = ()
    roll_up: datetime | None = None


AT_ONCE = Due()


def due(watch: Watch, channel: str, pace: Pace, *, at: datetime) -> Due:
    """When an alert that the watch raises at a moment may go out on a channel."""
    if channel.startswith(DIGEST):
        return _in_digest(watch, at)
    if watch.rate_cap is not None and pace.roll_up is not None and pace.roll_up > at:
        return _capped(watch, pace.roll_up)
    free = _after_quiet(watch, at)
    allowed = _after_cap(watch, pace, free)
    if allowed > free:
        return _capped(watch, _after_quiet(watch, allowed))
    if free > at:
        return Due(free, Wait.QUIET, _quiet(watch, free))
    return AT_ONCE


def quiet_end(quiet: QuietHours, zone: ZoneInfo, at: datetime) -> datetime | None:
    """The end of the quiet hours that the moment falls into, None outside of them.

    An end that a change of the clocks skips comes as late as the gap is long.
    """
    local = at.astimezone(zone)
    for days in (-1, 0):
        day = local.date() + timedelta(days=days)
        start = datetime.combine(day, quiet.start, zone)
        over_midnight = quiet.end <= quiet.start
        end = datetime.combine(day + timedelta(days=over_midnight), quiet.end, zone)
        # Compared as moments: times of one zone would be compared as the clocks show them.
        if start.astimezone(at.tzinfo) <= at < end.astimezone(at.tzinfo):
            return end.astimezone(at.tzinfo)
    return None


def next_of(times: Sequence[time], zone: ZoneInfo, at: datetime) -> datetime:
    """The first of the daily times that comes after the moment."""
    return min(moment for moment in _moments(times, zone, at) if moment > at)


def _moments(times: Sequence[time], zone: ZoneInfo, at: datetime) -> Iterator[datetime]:
    today = at.astimezone(zone).date()
    for days in range(-1, 3):
        for one in times:
            moment = datetime.combine(today + timedelta(days=days), one.replace(tzinfo=None), zone)
            yield moment.astimezone(at.tzinfo)


def _in_digest(watch: Watch, at: datetime) -> Due:
    """A digest of the watch's own times; without any the settings' times say when it goes out."""
    if watch.digest_times:
        moment = _after_quiet(watch, next_of(watch.digest_times, watch.timezone, at))
        return Due(moment, Wait.DIGEST, f"It waits for the digest of {_clock(watch, moment)}.")
    free = _after_quiet(watch, at)
    return Due(free, Wait.QUIET, _quiet(watch, free)) if free > at else AT_ONCE


def _after_quiet(watch: Watch, at: datetime) -> datetime:
    if watch.quiet_hours is None or watch.severity is Severity.HIGH:
        return at
    return quiet_end(watch.quiet_hours, watch.timezone, at) or at


def _after_cap(watch: Watch, pace: Pace, at: datetime) -> datetime:
    """The first moment at which one more message keeps the cap."""
    if watch.rate_cap is None:
        return at
    recent = [moment for moment in pace.sent if moment > at - watch.rate_cap.span]
    if len(recent) < watch.rate_cap.most:
        return at
    return recent[-watch.rate_cap.most] + watch.rate_cap.span


def _quiet(watch: Watch, until: datetime) -> str:
    return f"It waits for the end of the quiet hours {watch.quiet_hours}: {_clock(watch, until)}."


def _capped(watch: Watch, until: datetime) -> Due:
    cap = watch.rate_cap
    assert cap is not None  # noqa: S101 (asked only where the rule has one)
    what = "about the claim" if cap.per == "claim" else "of the watch"
    most = f"{cap.most} messages {what} in {cap.minutes} minutes"
    reason = f"More than {most}: it is rolled up with others, {_clock(watch, until)}."
    return Due(until, Wait.CAP, reason, cap.per)


def _clock(watch: Watch, moment: datetime) -> str:
    return f"{moment.astimezone(watch.timezone):%Y-%m-%d %H:%M} {watch.timezone.key}"
