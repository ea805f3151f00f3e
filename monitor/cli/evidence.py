"""`axiswatch evidence`: the archived response behind a document, checked and handed out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from monitor.app import App, utcnow
from monitor.cli.opening import reading
from monitor.cli.output import Json, cell, emit_json, err, out
from monitor.errors import ArchiveError, InputError
from monitor.store import evidence as stored


def evidence(
    document: Annotated[str, typer.Argument(help="A document's id, or its address.")],
    export: Annotated[
        Path | None,
        typer.Option(help="Write the record to this file, named ….warc.gz.", metavar="FILE"),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is there already.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Print where a document's archived response is and verify its SHA-256.

    With --export the record is written to a WARC file of its own, together with its request and,
    where the page had not changed, the earlier record that holds its body.

    Exit code 1 when the record is missing, was dropped, or is altered; nothing is exported then.

    Example: axiswatch evidence 12 --export record-12.warc.gz
    """
    with reading() as (app, session):
        record = stored.evidence(session, document)
        if record is None:
            raise InputError(
                f"there is no document {document!r}; `axiswatch documents` lists ids and addresses"
            )
        problem = _problem(app, record)
        where = app.archive.directory / (record["warc_file"] or "")
        if export is not None and problem is None:
            _export(app, record, export, force=force)
    result = {**record, "path": str(where), "verified": problem is None, "problem": problem}
    if as_json:
        emit_json(result)
    else:
        for name, value in result.items():
            if value is not None:
                out.print(f"[bold]{name.replace('_', ' '):14}[/bold]", cell(value))
    if problem:
        raise typer.Exit(1)


def _problem(app: App, record: stored.Record) -> str | None:
    if record["dropped"] is not None:
        return str(record["dropped"])
    if record["warc_file"] is None:
        return "this document was stored without evidence"
    place = record["warc_file"], record["warc_offset"], record["sha256"]
    try:
        app.archive.verify(*place, payload=_payload(record))
    except ArchiveError as error:
        return str(error)
    return None


def _export(app: App, record: stored.Record, target: Path, *, force: bool) -> None:
    from monitor.archive.export import export
    from monitor.archive.warc import Place

    place = Place(record["warc_file"], record["warc_offset"], _payload(record))
    size = export(app.archive, place, target, at=utcnow(), force=force)
    err.print(f"{size} bytes written to {target}", markup=False)


def _payload(record: stored.Record) -> tuple[str, int] | None:
    if record["payload_file"] is None:
        return None
    return record["payload_file"], record["payload_offset"]
