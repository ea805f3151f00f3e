"""`axiswatch once` and `axiswatch run`: the cycle from cron, or as a service."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from monitor.app import App
from monitor.cli.causes import by_cause, summary
from monitor.cli.output import Json, SafeFormatter, emit_json, err, harmless, out

if TYPE_CHECKING:
    from monitor.alerts.deliver import DeliveryReport
    from monitor.service.cycle import CycleReport


def once(
    source: Annotated[
        str | None, typer.Option("--source", "-s", help="Only this source (its slug).")
    ] = None,
    no_deliver: Annotated[
        bool, typer.Option("--no-deliver", help="Keep the alerts, send nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Do one cycle over all sources that are due, then end: for cron.

    Exit code 0 when the cycle ran, even if sources failed; it says which and why.

    Example: axiswatch once --source longwarjournal
    """
    from monitor.service.cycle import run_cycle

    with App.open() as app:
        report = run_cycle(app, source=source, deliver=not no_deliver)
    if as_json:
        emit_json(report.as_record())
    else:
        show_cycle(report)


def run() -> None:
    """Run as a service: poll, read and deliver until SIGTERM or Ctrl-C.

    Example: axiswatch run
    """
    from monitor.service.scheduler import run_service

    handler = logging.StreamHandler()
    handler.setFormatter(SafeFormatter("%(levelname)s %(message)s"))
    logging.getLogger("axiswatch").addHandler(handler)
    with App.open() as app:
        raise typer.Exit(run_service(app))


def deliver_now(app: App) -> DeliveryReport:
    """Drain the outbox, unless somebody else does, and say what became of the messages."""
    from monitor.service.cycle import send

    report = send(app)
    err.print(
        f"delivered {report.sent}, to be tried again {report.retried}, given up {report.dead}"
    )
    return report


def show_cycle(report: CycleReport) -> None:
    """The cycle as a person wants it: what came, and what failed, by cause."""
    record = report.as_record()
    out.print(
        f"{record['pages']} new pages, {record['documents']} documents, "
        f"{record['statements']} statements, {record['alerts']} alerts; "
        f"{record['sent']} messages sent"
    )
    if record["timed_out"]:
        out.print("The crawl ran into its time limit; what is left comes with the next cycle.")
    for problem in record["undelivered"]:
        out.print(Text(f"not delivered: {harmless(problem)}"))
    everything = bool(report.feeds) and len(report.failed_feeds) == len(report.feeds)
    lines = summary(by_cause(record["failed"]), everything=everything)
    if lines:
        out.print("Failed (`axiswatch sources --failing` says more):")
    for line in lines:
        out.print(Text(harmless(line)), soft_wrap=True)
