"""Commands that show what the store holds."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli.opening import reading
from monitor.cli.output import Json, Limit, emit
from monitor.store import views

NOTHING = "Nothing here yet. Run `axiswatch once`, or `axiswatch ingest` files of your own."


def documents(as_json: Json = False, limit: Limit = None) -> None:
    """List the texts held: outlet, date, and what each is a copy of.

    Example: axiswatch documents --limit 20
    """
    with reading() as (_app, session):
        records = views.documents(session, limit=limit)
    columns = {
        "id": "id",
        "published": "published",
        "outlet": "outlet",
        "title": "title",
        "partial": "partial",
        "is": "relation",
        "of": "relation_to",
    }
    emit(records, as_json=as_json, columns=columns, empty=NOTHING)


def stories(
    copied: Annotated[bool, typer.Option("--copied", help="Only texts that were copied.")] = False,
    as_json: Json = False,
    limit: Limit = None,
) -> None:
    """List texts with all that repeats them: copies, excerpts, versions.

    Example: axiswatch stories --copied
    """
    with reading() as (_app, session):
        records = views.stories(session, copied=copied, limit=limit)
    shown = [
        {
            **record,
            "copied_by": [
                f"{copy['outlet'] or copy['url']} ({copy['relation']}, {copy['containment']:.0%})"
                for copy in record["copies"]
            ],
        }
        for record in records
    ]
    columns = {"id": "id", "published": "published", "outlet": "outlet", "title": "title"}
    emit(
        records if as_json else shown,
        as_json=as_json,
        columns={**columns, "repeated by": "copied_by"},
        empty=NOTHING,
    )


def statements(as_json: Json = False, limit: Limit = None) -> None:
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
    emit(records if as_json else shown, as_json=as_json, columns=columns, empty=NOTHING)


def search(
    words: Annotated[list[str], typer.Argument(help="Words that must all occur.")],
    as_json: Json = False,
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
    emit(records, as_json=as_json, columns=columns, empty="No document holds all of these words.")
