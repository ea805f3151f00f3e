"""`axiswatch status`: is axiswatch itself well? For people, and for monitoring tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from monitor.app import App, utcnow
from monitor.cli.output import Json, emit, emit_json, err, harmless, out
from monitor.errors import BusyError

if TYPE_CHECKING:
    from monitor.operations.standing import Standing

STYLES = {"ok": "bold green", "warning": "bold yellow", "critical": "bold red"}


def status(
    notify: Annotated[
        bool,
        typer.Option("--notify", help="Tell the channels what fell silent, and what is over."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Say whether jobs run, sources publish and channels work, and how much waits.

    Exit code 0: all is well; 1: a warning (a source is silent or fails, there are dead letters);
    2: critical (jobs do not run, a channel takes nothing). With --notify, from cron or a timer,
    somebody is told even where the service itself has died.

    Example: axiswatch status --json
    """
    with App.open() as app:
        if notify:
            _notify(app)
        found = examined(app)
    if as_json:
        emit_json(found.as_record())
    else:
        show(found)
    raise typer.Exit(int(found.level))


def examined(app: App) -> Standing:
    """How this store stands now."""
    from monitor.operations.check import examine
    from monitor.operations.standing import standing
    from monitor.store import incidents
    from monitor.store.session import read_only

    now, settings = utcnow(), app.settings
    with app.sessions() as session:
        health = examine(read_only(session), settings.operations, settings.channel_names, now=now)
        return standing(health, incidents.still_open(session), at=now)


def show(found: Standing) -> None:
    """The problems first, then the jobs and the channels; of the sources only how many."""
    record = found.as_record()
    out.print(Text(record["state"].upper(), style=STYLES[record["state"]]))
    for problem in record["problems"]:
        line = f"{problem['subject']}: {problem['reason']}"
        mark = Text(f"{problem['level']:9}", style=STYLES[problem["level"]])
        out.print(mark.append(harmless(line), style="not bold default"))
    columns = {"job": "job", "last tick": "at", "last worked": "worked_at", "outcome": "outcome"}
    emit(record["jobs"], as_json=False, columns=columns, empty="No job has run yet.")
    columns = {
        "channel": "channel",
        "is": "state",
        "waiting": "waiting",
        "held": "held",
        "dead letters": "dead",
        "last sent": "last_sent",
        "error": "error",
    }
    empty = "No channel is configured: alerts are kept, and sent to nobody."
    emit(record["channels"], as_json=False, columns=columns, empty=empty)
    counted = ", ".join(f"{count} {state}" for state, count in sorted(found.sources().items()))
    out.print(f"Sources: {counted or 'none is polled'}")


def _notify(app: App) -> None:
    from monitor.service.cycle import look, send

    look(app)
    try:
        send(app)
    except BusyError as error:
        err.print(Text(harmless(str(error))))  # whoever delivers takes ours along
