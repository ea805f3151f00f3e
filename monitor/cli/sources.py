"""`axiswatch sources`: the outlets and the state of their feeds."""

from __future__ import annotations

import typer

from monitor.cli.groups import DefaultGroup
from monitor.cli.opening import reading
from monitor.cli.output import Json, emit
from monitor.store import catalogue

app = typer.Typer(cls=DefaultGroup, help="Show the outlets and how their feeds are doing.")


@app.command("list")
def list_(as_json: Json = False) -> None:
    """List every source with its feeds: last success, next poll, failures, last error.

    Example: axiswatch sources --json
    """
    with reading() as (_app, session):
        records = catalogue.source_records(session)
    shown = [
        {
            **record,
            "feed": feed.get("url"),
            "last": feed.get("last_success_at"),
            "next": feed.get("next_poll_at"),
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
        "last success": "last",
        "next poll": "next",
        "failures": "failures",
        "last error": "error",
    }
    empty = "No sources. `axiswatch init` writes a sources.toml to edit."
    emit(records if as_json else shown, as_json=as_json, columns=columns, empty=empty)
