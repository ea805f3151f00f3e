"""Commands that show what the store holds."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli.opening import reading
from monitor.cli.output import Csv, Json, Limit, emit
from monitor.store import views

NOTHING = "Nothing here yet. Run `axiswatch once`, or `axiswatch ingest` files of your own."


def statements(as_json: Json = False, as_csv: Csv = False, limit: Limit = None) -> None:
    """List statements: the chain they came through and what was said, word for word.

    Example: axiswatch statements --limit 10 --json
    """
    with reading() as (app, session):
        records = views.statements(session, app.catalogue.names, limit=limit)
    shown = [
        {
            **record,
            "through": " ← ".join([record["outlet"] or record["document_url"], *record["chain"]]),
        }
        for record in records
    ]
    columns = {
        "id": "id",
        "claim": "claim",
        "chain": "through",
        "modality": "modality",
        "event": "event",
        "content": "content",
    }
    emit(
        records if as_json else shown,
        as_json=as_json,
        as_csv=as_csv,
        columns=columns,
        empty=NOTHING,
    )


def search(
    words: Annotated[list[str], typer.Argument(help="Words that must all occur.")],
    as_json: Json = False,
    as_csv: Csv = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 20,
) -> None:
    """Find documents whose title or text holds all the words, newest first.

    Example: axiswatch search fighters Lebanon
    """
    with reading() as (_app, session):
        records = views.search(session, words, limit=limit)
    columns = {
        "document": "document",
        "published": "published",
        "outlet": "outlet",
        "title": "title",
        "where": "snippet",
    }
    emit(
        records,
        as_json=as_json,
        as_csv=as_csv,
        columns=columns,
        empty="No document holds all of these words.",
    )
