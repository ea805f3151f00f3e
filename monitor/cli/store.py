"""`axiswatch store`: the database behind everything."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli.output import Json, emit
from monitor.config import load_settings
from monitor.store import migrate
from monitor.store.session import make_engine

app = typer.Typer(no_args_is_help=True, help="Look at the database and migrate it.")


@app.command()
def status(as_json: Json = False) -> None:
    """Say where the store is and which revision it is at.

    Example: axiswatch store status
    """
    engine = make_engine(load_settings().url)
    record = {
        "url": engine.url.render_as_string(hide_password=True),
        "revision": migrate.current(engine),
        "newest": migrate.head(),
    }
    engine.dispose()
    columns = {"store": "url", "revision": "revision", "newest": "newest"}
    emit([record], as_json=as_json, columns=columns, empty="")


@app.command()
def upgrade(
    revision: Annotated[str, typer.Argument(help="A revision, or head.")] = "head",
) -> None:
    """Bring the store to a revision; every command does this by itself when it opens the store.

    Example: axiswatch store upgrade
    """
    engine = make_engine(load_settings().url)
    migrate.upgrade(engine, revision)
    typer.echo(f"at revision {migrate.current(engine)}")
    engine.dispose()


@app.command()
def downgrade(
    revision: Annotated[str, typer.Argument(help="A revision, or base, which empties the store.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take the store back to a revision; what newer tables hold is lost.

    Example: axiswatch store downgrade 0001
    """
    if not yes:
        typer.confirm(f"Go back to {revision} and lose what newer tables hold?", abort=True)
    engine = make_engine(load_settings().url)
    migrate.downgrade(engine, revision)
    typer.echo(f"at revision {migrate.current(engine)}")
    engine.dispose()
