"""`axiswatch actors`: the catalogue's actors, what a text would match, and their other commands."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.app import read_catalogue, utcnow
from monitor.catalogue.catalogue import Catalogue
from monitor.cli import actors_write, candidates
from monitor.cli.groups import DefaultGroup
from monitor.cli.output import Json, emit
from monitor.config import load_settings

app = typer.Typer(cls=DefaultGroup, help="List actors, or show which ones a text names and why.")
app.command()(actors_write.add)
app.command("import")(actors_write.import_)
app.command()(candidates.suggest)
app.add_typer(candidates.app, name="candidates")


@app.command("list")
def list_(
    text: Annotated[
        list[str] | None, typer.Argument(help="A text to match instead of listing.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the actors; with TEXT, what it would match, by which rule, and what was vetoed.

    Example: axiswatch actors "Muttaqi told Tehran that Mehr is a month"
    """
    catalogue = read_catalogue(load_settings())
    if text:
        _match(catalogue, " ".join(text), as_json=as_json)
    else:
        _list(catalogue, as_json=as_json)


def _list(catalogue: Catalogue, *, as_json: bool) -> None:
    records = [
        {
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "aliases": [alias.text for alias in actor.aliases],
            "speaks_for": actor.speaks_for,
            "member_of": list(actor.member_of),
            "lists": list(actor.lists),
        }
        for actor in catalogue.actors.values()
    ]
    columns = {
        "id": "id",
        "name": "name",
        "kind": "kind",
        "speaks for": "speaks_for",
        "aliases": "aliases",
    }
    empty = "No actors. `axiswatch init` writes an actors.toml to edit."
    emit(records, as_json=as_json, columns=columns, empty=empty)


def _match(catalogue: Catalogue, text: str, *, as_json: bool) -> None:
    from monitor.actors.matching import ActorMatcher

    records = [
        {
            "name": mention.name,
            "actor": mention.actor,
            "source": mention.source,
            "alias": mention.alias,
            "text": mention.text,
            "start": mention.start,
            "end": mention.end,
            "rule": mention.rule,
            "vetoed": mention.vetoed,
            "reason": mention.reason,
        }
        for mention in ActorMatcher(catalogue).find(text, on=utcnow().date())
    ]
    columns = {
        "name": "name",
        "alias": "alias",
        "start": "start",
        "end": "end",
        "vetoed": "vetoed",
        "why": "reason",
    }
    emit(records, as_json=as_json, columns=columns, empty="Nobody of the catalogue is named there.")
