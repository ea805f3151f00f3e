"""`axiswatch watch`: the rules in force, a rule tried on the past, a rule silenced for a while."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.app import App, utcnow
from monitor.cli.groups import DefaultGroup
from monitor.cli.opening import reading
from monitor.cli.output import Json, emit, emit_json, err, harmless, out
from monitor.cli.progress import Progress
from monitor.errors import InputError
from monitor.store import mutes

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from monitor.catalogue.catalogue import Catalogue
    from monitor.catalogue.watch import Watch
    from monitor.watches.replay import Replay

app = typer.Typer(cls=DefaultGroup, help="List watches, try one on the past, silence one.")

UNITS = {"h": "hours", "d": "days", "w": "weeks"}
BAR = 40  # columns
WAITING = {
    "quiet": "wait for the end of the quiet hours",
    "digest": "wait for the digest",
    "cap": "be rolled up, as the rate cap is reached",
}
MOST_BARS = 31  # longer stretches are shown by the week
Name = Annotated[str, typer.Argument(help="A watch, by its name in watches.toml.")]


@app.command("list")
def list_(as_json: Json = False) -> None:
    """List the watches: what each asks for, where it sends, and whether it is muted.

    Example: axiswatch watch list
    """
    with reading() as (opened, session):
        silenced = mutes.muted(session)
        watches = opened.catalogue.watches
    now = utcnow()
    records = [_listed(watch, silenced.get(watch.name), now) for watch in watches]
    columns = {
        "name": "name",
        "asks for": "rule",
        "kinds": "kinds",
        "severity": "severity",
        "channels": "channels",
        "state": "state",
    }
    empty = "No watches. `axiswatch init` writes a watches.toml to edit."
    emit(records, as_json=as_json, columns=columns, empty=empty)


@app.command("test")
def try_(
    file: Annotated[Path, typer.Argument(help="A file like watches.toml.")],
    since: Annotated[
        str, typer.Option(help="How far back: 90d, 12w, 36h or a date (2024-06-01).")
    ] = "90d",
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, help="Show at most the last N that would fire.")
    ] = 10,
    as_json: Json = False,
) -> None:
    """Try rules on the stored past: what would have fired, when, why, and how many a day.

    Nothing is sent or written. Warns of a rule that never fires, or always.

    Example: axiswatch watch test my-watches.toml --since 30d
    """
    from monitor.catalogue.check_watches import check_watches
    from monitor.catalogue.load import parse
    from monitor.catalogue.watch import Watch

    now = utcnow()
    start = moment(since, now)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}") from error
    watches = parse(data, file, "watch", Watch)
    with reading() as (opened, session):
        catalogue = opened.catalogue
        check_watches(
            watches, list(catalogue.actors.values()), list(catalogue.sources.values()), file
        )
        replays = _replay(session, catalogue, watches, start, quiet=as_json)
    if as_json:
        emit_json([record(one, start, now) for one in replays])
    else:
        for one in replays:
            _show(one, start, now, limit)


@app.command()
def mute(
    name: Name,
    until: Annotated[str, typer.Option(help="A date or moment (UTC), or 8h, 3d, 2w from now.")],
    as_json: Json = False,
) -> None:
    """Silence a watch until a moment; `watch unmute` takes it back. The rule stays as it is.

    Example: axiswatch watch mute "Taliban and the axis" --until 3d
    """
    now = utcnow()
    _mute(name, moment(until, now, ahead=True), as_json=as_json)


@app.command()
def unmute(name: Name, as_json: Json = False) -> None:
    """Let a watch speak again. A mute in watches.toml itself is not touched.

    Example: axiswatch watch unmute "Taliban and the axis"
    """
    _mute(name, None, as_json=as_json)


def moment(text: str, now: datetime, *, ahead: bool = False) -> datetime:
    """'90d' before now (after it, if `ahead`), or a date or moment as it is; UTC without a zone.

    Raises:
        InputError: it is neither.
    """
    if found := re.fullmatch(r"(\d{1,5})([hdw])", text.strip()):
        span = timedelta(**{UNITS[found[2]]: int(found[1])})
        return now + span if ahead else now - span
    try:
        value = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError(
            f"{text!r} is no time: write 36h, 90d, 12w, 2024-06-01 or 2024-06-01T08:00"
        ) from error
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def record(replay: Replay, start: datetime, now: datetime) -> dict[str, Any]:
    """One rule's past as `--json` prints it."""
    from monitor.watches.replay import days_of

    days = days_of(start, now, replay.watch)
    return {
        "watch": replay.watch.name,
        "since": start.isoformat(),
        "until": now.isoformat(),
        "claims": replay.claims,
        "statements": replay.events,
        "alerts": len(replay.firings),
        "a_day": round(len(replay.firings) / days, 3),
        "per_day": {day.isoformat(): count for day, count in replay.per_day().items()},
        "messages": dict(replay.messages()),
        "kept_quiet_by": dict(replay.quiet.most_common()),
        "warnings": replay.warnings(now=now),
        "fired": [
            {
                "at": one.at.isoformat(),
                "claim": one.claim_id,
                "statement": one.statement_id,
                "kind": one.kind.value,
                "reason": one.reason,
                "content": one.content,
            }
            for one in replay.in_order()
        ],
    }


def _replay(
    session: Session,
    catalogue: Catalogue,
    watches: Sequence[Watch],
    start: datetime,
    *,
    quiet: bool,
) -> list[Replay]:
    from monitor.store import past
    from monitor.watches.replay import Replay

    replays = [Replay(watch, start) for watch in watches]
    total = past.count(session, since=start)
    with Progress("Replaying claims", quiet=quiet) as progress:
        for done, (claim_id, happenings) in enumerate(past.histories(session, since=start), 1):
            for one in replays:
                one.add(claim_id, happenings, catalogue)
            progress.at(done, total)
    return replays


def _listed(watch: Watch, silenced: datetime | None, now: datetime) -> dict[str, Any]:
    rule = watch.model_dump(
        mode="json",
        exclude_defaults=True,
        exclude={"name", "kinds", "severity", "channels", "enabled"},
    )
    until = max(filter(None, (silenced, watch.muted_until)), default=None)
    state = "in force" if watch.enabled else "switched off"
    if watch.expired_from is not None and watch.expired_from <= now:
        state = "expired"
    elif until is not None and until > now:
        state = f"muted until {until.isoformat(timespec='minutes')}"
    return {
        "name": watch.name,
        "rule": rule,
        "kinds": [kind.value for kind in watch.wanted],
        "severity": watch.severity.value,
        "channels": list(watch.channels),
        "state": state,
        "muted_until": until.isoformat() if until and until > now else None,
    }


def _mute(name: str, until: datetime | None, *, as_json: bool) -> None:
    with App.open() as opened, opened.sessions.begin() as session:
        names = [watch.name for watch in opened.catalogue.watches if watch.enabled]
        mutes.mute(session, name, until=until, known=names)
    if as_json:
        emit_json({"watch": name, "muted_until": until.isoformat() if until else None})
    elif until is None:
        out.print(f"{harmless(name)} speaks again")
    else:
        out.print(f"{harmless(name)} is muted until {until:%Y-%m-%d %H:%M %Z}")
        err.print(f'`axiswatch watch unmute "{harmless(name)}"` takes it back')


def _show(replay: Replay, start: datetime, now: datetime, limit: int) -> None:
    from rich.text import Text

    told = record(replay, start, now)
    out.print(Text(harmless(told["watch"]), style="bold"))
    out.print(
        f"since {start:%Y-%m-%d}: {told['alerts']} alerts, {told['a_day']:g} a day, "
        f"on {told['statements']} statements of {told['claims']} claims"
    )
    _bars(replay)
    for name, count in told["messages"].items():
        if name in WAITING:
            out.print(f"{count} of them would {WAITING[name]}")
    if told["kept_quiet_by"]:
        counts = ", ".join(f"{name} {count}" for name, count in told["kept_quiet_by"].items())
        out.print(Text(f"kept quiet by: {counts}", style="dim"))
    fired = told["fired"][-limit:] if limit else []
    columns = {"at": "at", "kind": "kind", "claim": "claim", "words": "content", "why": "reason"}
    if fired:
        emit(fired, as_json=False, columns=columns, empty="")
    for warning in told["warnings"]:
        out.print(Text(f"warning: {harmless(warning)}", style="yellow"))
    out.print()


def _bars(replay: Replay) -> None:
    """How many a day, or a week where there are many days."""
    from rich.bar import Bar
    from rich.table import Table

    days = replay.per_day()
    by_week = len(days) > MOST_BARS
    counts: dict[str, int] = {}
    for day, count in days.items():
        key = f"{day:%G-W%V}" if by_week else day.isoformat()
        counts[key] = counts.get(key, 0) + count
    table = Table(box=None, pad_edge=False, show_header=False)
    for key, count in counts.items():
        table.add_row(key, str(count), Bar(max(counts.values()), 0, count, width=BAR))
    if counts:
        out.print(table)
