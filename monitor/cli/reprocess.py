"""`axiswatch reprocess`: the archive read again with today's rules."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.app import App
from monitor.cli.output import Json, emit, emit_json, out
from monitor.cli.progress import Progress
from monitor.errors import InputError

if TYPE_CHECKING:
    from monitor.reprocess.report import Report

STAGES = {"read": "Reading", "place": "Placing", "write": "Writing"}


def reprocess(
    since: Annotated[
        datetime | None, typer.Option(help="Only what was published since then (UTC).")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", "-s", help="Only this source (its slug).")
    ] = None,
    off_topic: Annotated[
        bool, typer.Option("--off-topic", help="Pages that were off topic, too.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read the archive again with today's rules and catalogue. Sends nothing, never alerts.

    Statements and claims keep their ids where they stay what they were; merges, splits and marks
    stay in force. What is not read again is placed again as it is stored.

    Example: axiswatch reprocess --since 2024-06-01 --dry-run
    """
    from monitor.reprocess.run import reprocess as run
    from monitor.reprocess.selection import Selection
    from monitor.store.catalogue import source_ids
    from monitor.store.session import read_only

    if since is not None and since.tzinfo is None:
        since = since.replace(tzinfo=UTC)
    selection = Selection(since=since, source=source, off_topic=off_topic)
    with App.open() as app, Stages(quiet=as_json) as stages:
        with app.sessions() as session:
            known = source_ids(read_only(session))
        if source is not None and source not in known:
            raise InputError(f"there is no source {source!r}; `axiswatch sources` lists them")
        report = run(app, selection=selection, dry_run=dry_run, progress=stages.at)
    if as_json:
        emit_json(report.as_record())
    else:
        show(report)


class Stages:
    """One bar after the other, for the stages of a run."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._stage: str | None = None
        self._bar: Progress | None = None

    def at(self, stage: str, done: int, total: int) -> None:
        """Show `done` of `total` of a stage, on a new bar when the stage is new."""
        if stage != self._stage:
            self.close()
            self._stage = stage
            self._bar = Progress(STAGES[stage], quiet=self._quiet).__enter__()
        if self._bar is not None:
            self._bar.at(done, total)

    def close(self) -> None:
        """Take the last bar away."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None

    def __enter__(self) -> Stages:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def show(report: Report) -> None:
    """The counts, one a line, and what could not be read again."""
    out.print(f"{report.documents} documents, {report.reread} pages read again")
    if report.kept:
        columns = {"document": "document", "address": "url", "why": "reason"}
        rows = [{"document": k.document, "url": k.url, "reason": k.reason} for k in report.kept]
        emit(rows, as_json=False, columns=columns, empty="", title="Kept as they are stored")
    for label, count in report.counts().items():
        if count:
            out.print(f"{count:6} {label}")
    for change in report.statuses:
        out.print(f"       claim {change.claim}: {change.was} → {change.now}")
    if not report.changed:
        out.print("Nothing changed.")
    elif report.dry_run:
        out.print("A dry run: nothing was written.")
