"""Who has fallen silent: pure verdicts, each with its reason as a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.config import OperationsSettings
from monitor.operations.rhythm import rhythm, spell
from monitor.operations.values import (
    Beat,
    ChannelFacts,
    Condition,
    Part,
    SourceFacts,
    Verdict,
)

DAY = timedelta(days=1)


def judge_source(source: SourceFacts) -> Verdict | None:
    """A source against its own rhythm; None before anything is known of it.

    Time counts up to its last poll: while we do not ask, the silence is ours.
    """
    if not source.published or source.polled_at is None:
        return None
    last = source.published[-1]
    quiet = source.polled_at - last
    found = rhythm(source.published)
    if found is None:
        few = f"{source.name} published at {stamp(last)}; its past is too short to show a rhythm."
        return Verdict(Part.SOURCE, source.slug, Condition.UNKNOWN, last, few)
    usual = f"of its last {found.pauses} pauses all but one were shorter than {spell(found.usual)}"
    if quiet <= found.limit:
        well = f"{source.name} published at {stamp(last)}; {usual}."
        return Verdict(Part.SOURCE, source.slug, Condition.WELL, last, well)
    why = (
        f"Its feeds fail, {source.failures} times in a row: {source.error}."
        if source.failures
        else "Its feeds answer, and bring nothing new."
    )
    silent = f"{source.name} has published nothing for {spell(quiet)}, where {usual}. {why}"
    return Verdict(Part.SOURCE, source.slug, Condition.SILENT, last, silent)


def judge_channel(
    channel: ChannelFacts, settings: OperationsSettings, *, now: datetime
) -> Verdict | None:
    """A channel that is down for long, or gave messages up within a day; None if it is not ours."""
    if not channel.configured:
        return None
    name = channel.name
    patience = timedelta(seconds=settings.channel_down_after)
    if channel.down_since is not None and now - channel.down_since >= patience:
        down = f"{name} takes no message since {stamp(channel.down_since)}: {channel.error}."
        return Verdict(Part.CHANNEL, name, Condition.SILENT, channel.down_since, down)
    if channel.given_up and channel.given_up_at is not None:
        count = "a message was" if channel.given_up == 1 else f"{channel.given_up} messages were"
        lost = (
            f"{name}: {count} given up within a day: {channel.error}. "
            f"When it is mended: axiswatch alerts retry --channel {name}"
        )
        return Verdict(Part.CHANNEL, name, Condition.SILENT, channel.given_up_at, lost)
    if channel.down_since is not None:
        soon = f"{name} does not answer since {stamp(channel.down_since)}, which is not long yet."
        return Verdict(Part.CHANNEL, name, Condition.UNKNOWN, channel.down_since, soon)
    well = f"{name} takes messages."
    return Verdict(Part.CHANNEL, name, Condition.WELL, channel.last_sent or now, well)


def judge_scheduler(
    beats: Sequence[Beat], settings: OperationsSettings, *, now: datetime
) -> Verdict | None:
    """The jobs together; None before the first tick of any."""
    if not beats:
        return None
    patience = timedelta(seconds=settings.tick_late_after)
    late = [beat for beat in beats if now - beat.worked_at >= patience]
    if not late:
        latest = max(beat.worked_at for beat in beats)
        return Verdict(
            Part.SCHEDULER, "scheduler", Condition.WELL, latest, "All jobs tick and work."
        )
    since = min(beat.worked_at for beat in late)
    told = " ".join(_late(beat, patience, now) for beat in late)
    return Verdict(Part.SCHEDULER, "scheduler", Condition.SILENT, since, told)


def over(since: datetime, verdict: Verdict | None) -> str | None:
    """Why an incident whose last sign of life was at `since` is over; None while it is not.

    What nobody can judge any more is over once it gave a later sign of life; what has no verdict
    is not watched any more.
    """
    if verdict is None:
        return "It is not watched any more."
    again = verdict.condition is Condition.UNKNOWN and verdict.since > since
    return verdict.reason if again or verdict.condition is Condition.WELL else None


def _late(beat: Beat, patience: timedelta, now: datetime) -> str:
    if now - beat.at >= patience:
        return f"The {beat.job} job has not ticked since {stamp(beat.at)}."
    return f"The {beat.job} job ticks but has not worked since {stamp(beat.worked_at)}: " + (
        f"{beat.outcome}."
    )


def stamp(moment: datetime) -> str:
    """A moment within a sentence."""
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"
