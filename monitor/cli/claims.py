"""`axiswatch claims`: what is claimed by whom, and an analyst's decisions about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.app import App, utcnow
from monitor.cli.claims_review import review
from monitor.cli.groups import DefaultGroup
from monitor.cli.opening import reading
from monitor.cli.output import Csv, Json, Limit, emit, emit_json, err, harmless, out
from monitor.store import claim_view, pins, views

if TYPE_CHECKING:
    from rich.tree import Tree
    from sqlalchemy.orm import Session

    from monitor.reprocess.analyst import Decided

app = typer.Typer(cls=DefaultGroup, help="List claims, show one, merge, split and mark them.")

NOTHING = "Nothing here yet. Run `axiswatch once`, or `axiswatch ingest` files of your own."
PATIENCE = 30.0  # seconds to wait for whoever is reading pages just now
ClaimId = Annotated[int, typer.Argument(help="A claim's id.", metavar="CLAIM")]
Note = Annotated[str, typer.Option("--note", help="Why: kept with the decision.")]


@app.command("list")
def list_(as_json: Json = False, as_csv: Csv = False, limit: Limit = None) -> None:
    """List claims: status, origins, and how many statements in how many outlets report each.

    Example: axiswatch claims --json
    """
    with reading() as (_app, session):
        records = views.claims(session, limit=limit)
    shown = [{**record, "count": len(record["statements"])} for record in records]
    columns = {
        "id": "id",
        "first seen": "first_seen",
        "status": "status",
        "origins": "origins",
        "outlets": "outlets",
        "statements": "count",
        "claim": "text",
    }
    emit(
        records if as_json else shown,
        as_json=as_json,
        as_csv=as_csv,
        columns=columns,
        empty=NOTHING,
    )


@app.command()
def show(claim: ClaimId, as_json: Json = False) -> None:
    """Show one claim: the ways it took to us as a tree, and why each statement is part of it.

    Example: axiswatch claims show 12
    """
    with reading() as (opened, session):
        record = claim_view.claim(session, claim, opened.catalogue.names)
    if as_json:
        emit_json(record)
    else:
        _print(record)


@app.command()
def merge(
    claim: ClaimId,
    other: Annotated[int, typer.Argument(help="The claim that becomes part of it.")],
    note: Note = "",
    as_json: Json = False,
) -> None:
    """Decide that two claims are one; it keeps the first id. Never alerts.

    Example: axiswatch claims merge 12 15 --note "one promise, two wordings"
    """
    from monitor.reprocess import analyst

    with _deciding() as session:
        decided = analyst.merge(session, claim, other, note=note, at=utcnow())
    _tell(decided, as_json=as_json)


@app.command()
def split(
    claim: ClaimId,
    statements: Annotated[list[int], typer.Argument(help="The statements to take out.")],
    note: Note = "",
    as_json: Json = False,
) -> None:
    """Decide that statements of a claim are another claim. Never alerts.

    Example: axiswatch claims split 12 31 40 --note "another meeting"
    """
    from monitor.reprocess import analyst

    with _deciding() as session:
        decided = analyst.split(session, claim, set(statements), note=note, at=utcnow())
    _tell(decided, as_json=as_json)


@app.command()
def mark(
    claim: ClaimId,
    status: Annotated[str, typer.Argument(help="single-origin, corroborated or disputed.")],
    note: Annotated[str, typer.Option("--note", help="Why: kept with the decision.")],
    as_json: Json = False,
) -> None:
    """Decide a claim's status, whatever its statements add up to. Never alerts.

    Example: axiswatch claims mark 12 disputed --note "denied to us by telephone"
    """
    from monitor.reprocess import analyst

    with _deciding() as session:
        decided = analyst.mark(session, claim, status, note=note, at=utcnow())
    _tell(decided, as_json=as_json)


@app.command()
def unpin(
    pin: Annotated[int, typer.Argument(help="A decision's id, from `axiswatch claims pins`.")],
    as_json: Json = False,
) -> None:
    """Take a decision back: its statements return to where they were. Never alerts.

    Example: axiswatch claims unpin 3
    """
    from monitor.reprocess import analyst

    with _deciding() as session:
        decided = analyst.unpin(session, pin, at=utcnow())
    _tell(decided, as_json=as_json)


@app.command("pins")
def pins_(as_json: Json = False) -> None:
    """List the decisions that are in force: merges, splits and marks, with their notes.

    Example: axiswatch claims pins
    """
    with reading() as (_app, session):
        records = pins.records(session)
    columns = {
        "id": "id",
        "at": "at",
        "kind": "kind",
        "status": "status",
        "claims": "claims",
        "statements": "statements",
        "missing": "missing",
        "note": "note",
    }
    empty = "No decisions. `axiswatch claims merge`, `split` and `mark` make them."
    emit(records, as_json=as_json, columns=columns, empty=empty)


app.command("review")(review)


@contextmanager
def _deciding() -> Iterator[Session]:
    """A transaction during which nobody else places statements."""
    from monitor.service.lock import exclusive

    with (
        App.open() as opened,
        exclusive(opened.engine, "enrich", now=utcnow, wait=PATIENCE),
        opened.sessions.begin() as session,
    ):
        yield session


def _tell(decided: Decided, *, as_json: bool) -> None:
    if as_json:
        emit_json(
            {
                "pin": decided.pin,
                "kind": decided.kind,
                "claims": [{"id": i, "status": status} for i, status in decided.claims.items()],
                "moved": list(decided.moved),
            }
        )
        return
    undone = decided.kind.startswith("un")
    claims = ", ".join(f"{claim} ({status})" for claim, status in decided.claims.items())
    err.print(f"pin {decided.pin} {'taken back' if undone else 'kept'}: {decided.kind}")
    out.print(f"claims {claims}; {len(decided.moved)} statements moved" if claims else "no change")
    if not undone:
        err.print(f"`axiswatch claims unpin {decided.pin}` takes it back")


def _print(record: dict[str, Any]) -> None:
    from rich.text import Text
    from rich.tree import Tree

    if record["asked"] != record["id"]:
        err.print(f"claim {record['asked']} was merged into claim {record['id']}")
    out.print(Text(harmless(record["text"]), style="bold"))
    marked = " (marked by an analyst)" if record["mark"] else ""
    out.print(f"claim {record['id']}, {record['status']}{marked}, since {record['first_seen']}")
    said = {member["id"]: member for member in record["members"]}
    tree = Tree(Text("who had it first"), hide_root=True)
    for node in record["tree"]:
        _grow(tree, node, said)
    out.print(tree)
    for pin in record["pins"]:
        note = f": {harmless(pin['note'])}" if pin["note"] else ""
        out.print(Text(f"pin {pin['id']}, {pin['kind']} of {pin['at'][:10]}{note}"))


def _grow(tree: Tree, node: dict[str, Any], said: dict[int, dict[str, Any]]) -> None:
    from rich.text import Text

    branch = tree.add(Text(harmless(node["name"]), style="bold"))
    for statement in node["statements"]:
        member = said[statement]
        when = (member["published"] or "undated")[:10]
        where = ", from the feed" if member["partial"] else ""
        leaf = branch.add(
            Text(f"{statement}, {when}, {member['kind']}{where}: {harmless(member['content'])}")
        )
        for reason in member["reasons"]:
            leaf.add(Text(harmless(reason), style="dim"))
        if end := member["ended"]:
            said_so = f"{end['kind']} {end['at'][:10]}: {' '.join(end['reasons'])}"
            leaf.add(Text(harmless(said_so), style="bold"))
    for child in node["children"]:
        _grow(branch, child, said)
