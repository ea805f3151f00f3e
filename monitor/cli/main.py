"""Every command in one place: what it is called and where it lives."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor import __version__
from monitor.cli import (
    actors,
    alerts,
    archive,
    claims,
    documents,
    evidence,
    ingest,
    reprocess,
    setup,
    show,
    sources,
    status,
    store,
    watch,
    why,
    work,
)

app = typer.Typer(
    name="axiswatch",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Who really said it: claims about watched actors, with chain, origin and evidence.",
    epilog="Start with [bold]axiswatch demo[/bold], then [bold]axiswatch init[/bold].",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"axiswatch {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Settings are read from AXISWATCH_HOME (else this directory), the store from there too."""


app.command()(setup.demo)
app.command()(setup.init)
app.command()(work.once)
app.command()(work.run)
app.command()(status.status)
app.command()(ingest.ingest)
app.command()(ingest.analyse)
app.add_typer(documents.documents, name="documents")
app.add_typer(documents.stories, name="stories")
app.command()(show.statements)
app.add_typer(claims.app, name="claims")
app.add_typer(alerts.app, name="alerts")
app.add_typer(watch.app, name="watch")
app.add_typer(sources.app, name="sources")
app.add_typer(actors.app, name="actors")
app.command()(show.search)
app.command()(why.why)
app.command()(evidence.evidence)
app.add_typer(archive.app, name="archive")
app.command()(reprocess.reprocess)
app.add_typer(store.app, name="store")
