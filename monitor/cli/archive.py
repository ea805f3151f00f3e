"""`axiswatch archive`: the evidence as files: how much there is, whether it holds, what may go."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer
from rich.filesize import decimal
from rich.text import Text

from monitor.app import App, utcnow
from monitor.cli.groups import DefaultGroup
from monitor.cli.opening import reading
from monitor.cli.output import Json, emit, emit_json, out
from monitor.cli.progress import Progress
from monitor.store.session import read_only

if TYPE_CHECKING:
    from monitor.archive.retention import Dropped, Rules


class _Group(DefaultGroup):
    default = "show"


app = typer.Typer(cls=_Group, help="Look at the archived responses, check them, drop old ones.")

KEEPS_ALL = "Everything is kept. keep_days and max_bytes of the table retention bound the archive."


@app.command()
def show(as_json: Json = False) -> None:
    """Show how large the archive is, month by month, and how much of it alerts rest on.

    Example: axiswatch archive
    """
    from monitor.archive.overview import overview

    with reading() as (opened, session):
        record = overview(session, opened.archive)
        rules = opened.settings.retention
    record = {**record, "keep_days": rules.keep_days, "max_bytes": rules.max_bytes}
    if as_json:
        emit_json(record)
        return
    out.print(Text(record["directory"]))
    sizes = ("bytes", "needed_bytes")
    rows = [{**row, **{name: decimal(row[name]) for name in sizes}} for row in record["months"]]
    total = {"month": "all", **{name: decimal(record[name]) for name in sizes}}
    total |= {name: record[name] for name in ("files", "pages", "needed")}
    columns = {
        "month": "month",
        "files": "files",
        "size": "bytes",
        "pages": "pages",
        "needed": "needed",
        "size of those": "needed_bytes",
    }
    empty = "The archive is empty. `axiswatch once` fills it."
    emit([*rows, total] if rows else [], as_json=False, columns=columns, empty=empty)
    if record["dropped"]:
        out.print(f"{record['dropped']} pages had their record dropped")
    if rules.keep_days is None and rules.max_bytes is None:
        out.print(KEEPS_ALL)


@app.command()
def prune(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would go, and drop nothing.")
    ] = False,
    keep_days: Annotated[
        int | None, typer.Option(min=1, help="Instead of the setting: drop what is older.")
    ] = None,
    max_bytes: Annotated[
        int | None, typer.Option(min=0, help="Instead of the setting: the size to come down to.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Drop old records by the rules of [retention]; never one that an alert rests on.

    The service and `axiswatch once` do the same once a day. Rows keep the hash, and say that the
    record was dropped.

    Example: axiswatch archive prune --keep-days 365 --dry-run
    """
    from monitor.service.retention import prune_now, rules_of

    with App.open() as opened:
        rules = rules_of(opened.settings.retention)
        if keep_days is not None:
            rules = replace(rules, max_age=timedelta(days=keep_days))
        if max_bytes is not None:
            rules = replace(rules, max_bytes=max_bytes)
        if dry_run:
            done = _would_go(opened, rules)
        else:
            with Progress("Dropping", quiet=as_json) as progress:
                done = prune_now(opened, rules, on_progress=progress.at)
    _report(done, dry_run=dry_run, bounded=not rules.keep_everything, as_json=as_json)
    if any(one.problem for one in done):
        raise typer.Exit(1)


@app.command()
def verify(as_json: Json = False) -> None:
    """Hold every archived record against the hash that was noted when it was fetched.

    Exit code 1 when one is missing, damaged or altered.

    Example: axiswatch archive verify
    """
    from monitor.archive.checking import check_all

    with App.open() as opened, Progress("Checking", quiet=as_json) as progress:
        checked, problems = check_all(opened.sessions, opened.archive, on_progress=progress.at)
    rows = [asdict(problem) for problem in problems]
    if as_json:
        emit_json({"checked": checked, "problems": rows})
    else:
        out.print(f"{checked} records checked, {len(rows)} problems")
        columns = {"page": "page", "address": "url", "problem": "problem"}
        if rows:
            emit(rows, as_json=False, columns=columns, empty="")
    if rows:
        raise typer.Exit(1)


def _would_go(opened: App, rules: Rules) -> list[Dropped]:
    from monitor.archive.retention import plan

    with opened.sessions() as session:
        return plan(read_only(session), opened.archive, rules, now=utcnow())


def _report(done: list[Dropped], *, dry_run: bool, bounded: bool, as_json: bool) -> None:
    rows = [asdict(one) for one in done]
    if as_json:
        freed = sum(one.freed for one in done)
        emit_json({"dry_run": dry_run, "freed": freed, "files": rows})
        return
    columns = {
        "file": "file",
        "records dropped": "records",
        "kept": "kept",
        "bytes free": "freed",
        "why": "why",
        "problem": "problem",
    }
    title = "Would go" if dry_run else "Dropped"
    empty = "Nothing is old or large enough to go." if bounded else KEEPS_ALL
    emit(rows, as_json=False, columns=columns, empty=empty, title=title)
