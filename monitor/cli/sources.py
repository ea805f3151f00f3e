"""`axiswatch sources`: the outlets, the state of their feeds, and what works when it is tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer
from rich.text import Text

from monitor.cli import sources_try
from monitor.cli.groups import DefaultGroup
from monitor.cli.opening import reading
from monitor.cli.output import Json, emit_json, harmless, out
from monitor.cli.sources_try import slug_of
from monitor.store import catalogue

app = typer.Typer(
    cls=DefaultGroup, help="Show the outlets and how their feeds are doing; try and add feeds."
)
app.command()(sources_try.check)
app.command()(sources_try.add)


@app.command("list")
def list_(
    slugs: Annotated[
        list[str] | None, typer.Argument(help="Only these sources.  [default: all]")
    ] = None,
    failing: Annotated[
        bool, typer.Option("--failing", help="Only those with a feed that failed last.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List the sources with their feeds: last success, next poll, yield, failures, last error.

    Example: axiswatch sources --failing
    """
    with reading() as (opened, session):
        wanted = {slug_of(opened.catalogue, name) for name in slugs or ()}
        records = [
            record
            for record in catalogue.source_records(session)
            if (not wanted or record["slug"] in wanted)
            and (not failing or any(feed["failures"] for feed in record["feeds"]))
        ]
    if as_json:
        emit_json(records)
        return
    for record in records:
        heading, *lines = map(harmless, describe(record))
        out.print(Text("\n  ".join((heading, *lines))), soft_wrap=True)
    if not records:
        out.print("No such source. `axiswatch init` writes a sources.toml to edit.")


def describe(record: Mapping[str, Any]) -> Iterator[str]:
    """A source in words: a line for it, and two for each feed that is on."""
    on = [feed for feed in record["feeds"] if record["enabled"] and feed["enabled"]]
    off = "" if on else " (off)" if record["feeds"] else " (no address; cited by others)"
    yield f"{record['slug']}: {record['name']}{off}"
    for feed in on:
        moved = f", now {feed['moved_to']}" if feed["moved_to"] else ""
        yield f"{feed['url']} ({feed['kind']}){moved}"
        polled = (
            f"last success {_at(feed['last_success_at'])}, next poll {_at(feed['next_poll_at'])}"
        )
        new = f"{feed['links_new']} of {feed['links_seen']} links new"
        yield f"{polled}, every {feed['interval'] // 60} min, {new}"
        if feed["failures"]:
            times = "once" if feed["failures"] == 1 else f"{feed['failures']} times in a row"
            yield f"failed {times}: {feed['last_error']}"


def _at(time: str | None) -> str:
    return f"{time[:10]} {time[11:16]}" if time else "never"
