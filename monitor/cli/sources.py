"""`axiswatch sources`: the outlets, the state of their feeds, and what works when it is tried."""

from __future__ import annotations

import typer

from monitor.cli import sources_try
from monitor.cli.groups import DefaultGroup
from monitor.cli.opening import reading
from monitor.cli.output import Json, emit
from monitor.store import catalogue

app = typer.Typer(
    cls=DefaultGroup, help="Show the outlets and how their feeds are doing; try and add feeds."
)
app.command()(sources_try.check)
app.command()(sources_try.add)


@app.command("list")
def list_(as_json: Json = False) -> None:
    """List every source with its feeds: last success, next poll, yield, failures, last error.

    Example: axiswatch sources --json
    """
    with reading() as (_app, session):
        records = catalogue.source_records(session)
    shown = [
        {
            "slug": record["slug"],
            "feed": feed.get("url"),
            "moved": feed.get("moved_to"),
            "last": feed.get("last_success_at"),
            "next": feed.get("next_poll_at"),
            "yield": f"{feed['links_new']} of {feed['links_seen']}" if feed else None,
            "failures": feed.get("failures"),
            "error": feed.get("last_error"),
            "on": record["enabled"] and feed.get("enabled", False),
        }
        for record in records
        for feed in record["feeds"] or [{}]
    ]
    columns = {
        "source": "slug",
        "on": "on",
        "feed": "feed",
        "moved to": "moved",
        "last success": "last",
        "next poll": "next",
        "new links": "yield",
        "failures": "failures",
        "last error": "error",
    }
    empty = "No sources. `axiswatch init` writes a sources.toml to edit."
    emit(records if as_json else shown, as_json=as_json, columns=columns, empty=empty)
