"""`axiswatch ingest` and `axiswatch analyse`: the pipeline on files instead of the web."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.app import App, utcnow
from monitor.cli.output import Json, emit, emit_json, err
from monitor.cli.progress import Progress
from monitor.errors import InputError


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files or directories.")],
    deliver: Annotated[
        bool, typer.Option("--deliver", help="Send the alerts to the configured channels too.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Put files through the pipeline: html, txt (also .gz), WARC, JSON Lines.

    Records are taken in order of their publication, each as if now were that moment. Alerts are
    kept, and sent only with --deliver.

    Example: axiswatch ingest saved/*.html archive.jsonl --json
    """
    from monitor.ingest_files import ingest_records
    from monitor.records import read_paths

    with App.open() as app:
        records = read_paths(paths, now=utcnow())
        with Progress("Reading", quiet=as_json) as progress:
            results = ingest_records(app, records, deliver=deliver, on_progress=progress.at)
        if deliver:
            from monitor.cli.work import deliver_now

            deliver_now(app)
    columns = {
        "record": "url",
        "state": "state",
        "is": "relation",
        "statements": "statements",
        "alerts": "alerts",
        "reason": "reason",
    }
    emit(results, as_json=as_json, columns=columns, empty="The files hold no records.")


def analyse(
    path: Annotated[str, typer.Argument(help="A file, or - for standard input.")],
    url: Annotated[str | None, typer.Option(help="The address the page came from.")] = None,
    published: Annotated[
        datetime | None, typer.Option(help="When it was published (ISO 8601, UTC).")
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(help="Who published it, as the catalogue names it.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what one page says: article, mentions and statements. Nothing is stored.

    Example: curl -s https://example.org/article | axiswatch analyse - --outlet "Mehr News"
    """
    from monitor.ingest_files import analyse_file

    if path == "-":
        data, name = sys.stdin.buffer.read(), None
    else:
        name = Path(path)
        if not name.is_file():
            raise InputError(f"{path}: there is no such file; give a path, or - for standard input")
        data = None
    result = analyse_file(name, data, url=url, published=published, outlet=outlet, now=utcnow())
    if as_json:
        emit_json(result)
        return
    _print(result)


def _print(result: dict[str, Any]) -> None:
    from rich.text import Text

    from monitor.cli.output import harmless, out

    article = result["article"]
    if article is None:
        err.print(Text(f"No article: {result['reason']}"))
        return
    out.print(Text(harmless(article["title"]), style="bold"))
    out.print(
        Text(f"{article['published'] or 'undated'} ({article['date_source'] or 'no source'}), ")
        + Text(f"{article['language'] or 'language unknown'}, {len(article['text'])} characters")
    )
    columns = {"chain": "through", "modality": "modality", "event": "event", "content": "content"}
    rows = [{**s, "through": " ← ".join(s["chain"])} for s in result["statements"]]
    empty = "No statement has an explicit source."
    emit(rows, as_json=False, columns=columns, empty=empty, title="Statements")
