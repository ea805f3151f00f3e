"""`axiswatch evidence`: the archived response behind a document, checked."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli.opening import reading
from monitor.cli.output import Json, cell, emit_json, out
from monitor.errors import ArchiveError, InputError
from monitor.store import evidence as stored


def evidence(
    document: Annotated[str, typer.Argument(help="A document's id, or its address.")],
    as_json: Json = False,
) -> None:
    """Print where a document's archived response is and verify its SHA-256.

    Exit code 1 when the record is missing or altered.

    Example: axiswatch evidence 12
    """
    with reading() as (app, session):
        record = stored.evidence(session, document)
        if record is None:
            raise InputError(
                f"there is no document {document!r}; `axiswatch documents` lists ids and addresses"
            )
        problem = _problem(app.archive, record)
        where = app.archive.directory / (record["warc_file"] or "")
    result = {**record, "path": str(where), "verified": problem is None, "problem": problem}
    if as_json:
        emit_json(result)
    else:
        for name, value in result.items():
            if value is not None:
                out.print(f"[bold]{name.replace('_', ' '):13}[/bold]", cell(value))
    if problem:
        raise typer.Exit(1)


def _problem(archive: stored.Verifier, record: stored.Record) -> str | None:
    if record["warc_file"] is None:
        return "this document was stored without evidence"
    try:
        archive.verify(record["warc_file"], record["warc_offset"], record["sha256"])
    except ArchiveError as error:
        return str(error)
    return None
