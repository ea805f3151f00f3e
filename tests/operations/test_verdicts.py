"""Who has fallen silent, decided from values alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.config import OperationsSettings
from monitor.operations.judge import judge_channel, judge_scheduler, judge_source, over
from monitor.operations.rhythm import rhythm, spell
from monitor.operations.values import (
    Beat,
    ChannelFacts,
    Condition,
    Part,
    SourceFacts,
    Verdict,
)

NOW = datetime(2024, 6, 22, 12, tzinfo=UTC)
SETTINGS = OperationsSettings()


def working_days(weeks: int) -> list[datetime]:
    """Four texts a day, at 8, 11, 14 and 17 h, none on Saturdays and Sundays; ends on a Friday."""
    days = [NOW.replace(hour=0) - timedelta(days=back) for back in range(weeks * 7, 0, -1)]
    return [d + timedelta(hours=h) for d in days if d.weekday() < 5 for h in (8, 11, 14, 17)]


def source(published: list[datetime], polled: datetime, **facts: object) -> SourceFacts:
    return SourceFacts("daily", "The Daily", published, polled, **facts)  # type: ignore[arg-type]


def test_a_weekend_without_news_is_usual_and_two_are_not() -> None:
    published = working_days(8)
    found = rhythm(published)
    assert found is not None
    assert found.usual == timedelta(hours=63)  # Friday at 17 h to Monday at 8 h
    friday = published[-1]
    monday = judge_source(source(published, friday + timedelta(hours=62)))
    later = judge_source(source(published, friday + timedelta(hours=127)))
    assert monday is not None
    assert later is not None
    assert (monday.condition, later.condition) == (Condition.WELL, Condition.SILENT)
    assert later.since == friday
    assert later.reason == (
        "The Daily has published nothing for 5 days, where of its last 159 pauses all but one "
        "were shorter than 3 days. Its feeds answer, and bring nothing new."
    )


def test_a_past_outage_hides_no_later_one() -> None:
    published = [t for t in working_days(8) if not 20 < (NOW - t).days < 40]
    found = rhythm(published)
    assert found is not None
    assert found.usual == timedelta(hours=63)


def test_a_source_that_fails_says_how() -> None:
    published = working_days(8)
    silent = judge_source(source(published, NOW + timedelta(days=9), failures=70, error="HTTP 403"))
    assert silent is not None
    assert silent.reason.endswith("Its feeds fail, 70 times in a row: HTTP 403.")


@pytest.mark.parametrize("published", [working_days(1), working_days(8)[::40], [NOW] * 500])
def test_too_short_a_past_shows_no_rhythm(published: list[datetime]) -> None:
    verdict = judge_source(source(published, NOW + timedelta(days=900)))
    assert verdict is not None
    assert verdict.condition is Condition.UNKNOWN


def test_nothing_is_known_of_a_source_that_never_published_or_was_never_asked() -> None:
    assert judge_source(source([], NOW)) is None
    assert judge_source(SourceFacts("d", "D", working_days(8), None)) is None


def test_time_counts_up_to_the_last_poll_because_else_the_silence_is_ours() -> None:
    published = working_days(8)
    verdict = judge_source(source(published, published[-1] + timedelta(minutes=5)))
    assert verdict is not None
    assert verdict.condition is Condition.WELL


def test_a_busy_source_is_never_silent_within_six_hours() -> None:
    minutes = [NOW - timedelta(minutes=m) for m in range(20 * 1440, 0, -1)]
    found = rhythm(minutes)
    assert found is not None
    assert found.limit == timedelta(hours=6)


def channel(**facts: object) -> ChannelFacts:
    return ChannelFacts("email", configured=True, **facts)  # type: ignore[arg-type]


def test_a_channel_is_silent_after_a_quarter_of_an_hour_not_before() -> None:
    down = channel(down_since=NOW - timedelta(minutes=14), error="refused")
    soon = judge_channel(down, SETTINGS, now=NOW)
    later = judge_channel(down, SETTINGS, now=NOW + timedelta(minutes=1))
    assert soon is not None
    assert later is not None
    assert (soon.condition, later.condition) == (Condition.UNKNOWN, Condition.SILENT)
    assert later.reason == "email takes no message since 22 June 2024, 11:46 UTC: refused."


def test_a_message_that_was_given_up_is_told_with_the_command_that_sends_it_again() -> None:
    verdict = judge_channel(
        channel(given_up=2, given_up_at=NOW, dead=2, error="554 spam"), SETTINGS, now=NOW
    )
    assert verdict is not None
    assert verdict.condition is Condition.SILENT
    assert verdict.reason == (
        "email: 2 messages were given up within a day: 554 spam. "
        "When it is mended: axiswatch alerts retry --channel email"
    )


def test_a_channel_that_is_not_configured_is_not_judged() -> None:
    assert judge_channel(ChannelFacts("old", configured=False, dead=3), SETTINGS, now=NOW) is None


def beat(job: str, *, at: int, worked: int, outcome: str = "ok") -> Beat:
    return Beat(job, NOW - timedelta(minutes=at), outcome, NOW - timedelta(minutes=worked))


def test_jobs_that_do_not_tick_and_jobs_that_tick_in_vain_are_told_apart() -> None:
    beats = [
        beat("deliver", at=0, worked=0),
        beat("enrich", at=1, worked=90, outcome="failed: no memory"),
        beat("poll", at=70, worked=70),
    ]
    verdict = judge_scheduler(beats, SETTINGS, now=NOW)
    assert verdict is not None
    assert verdict.since == NOW - timedelta(minutes=90)
    assert verdict.reason == (
        "The enrich job ticks but has not worked since 22 June 2024, 10:30 UTC: failed: no memory. "
        "The poll job has not ticked since 22 June 2024, 10:50 UTC."
    )
    well = judge_scheduler(beats[:1], SETTINGS, now=NOW)
    assert well is not None
    assert well.condition is Condition.WELL
    assert judge_scheduler([], SETTINGS, now=NOW) is None


def test_an_incident_is_over_with_a_later_sign_of_life_or_when_nobody_watches_any_more() -> None:
    def verdict(condition: Condition, minutes: int) -> Verdict:
        return Verdict(Part.SOURCE, "d", condition, NOW + timedelta(minutes=minutes), "so it is")

    assert over(NOW, verdict(Condition.SILENT, 5)) is None
    assert over(NOW, verdict(Condition.UNKNOWN, 0)) is None
    assert over(NOW, verdict(Condition.UNKNOWN, 5)) == "so it is"
    assert over(NOW, verdict(Condition.WELL, 5)) == "so it is"
    assert over(NOW, None) == "It is not watched any more."


@pytest.mark.parametrize(
    ("minutes", "spelt"),
    [(1, "1 minute"), (119, "119 minutes"), (120, "2 hours"), (2880, "2 days")],
)
def test_durations_are_spelt_as_people_do(minutes: int, spelt: str) -> None:
    assert spell(timedelta(minutes=minutes)) == spelt
