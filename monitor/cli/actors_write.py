"""`axiswatch actors add` and `import`: the user's actors.toml grows; nothing in it is replaced."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from monitor.app import catalogue_directories, read_catalogue
from monitor.cli.output import Json, emit, emit_json, err, harmless, out
from monitor.cli.progress import Progress
from monitor.config import load_settings
from monitor.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from monitor.actors.importing import Proposal
    from monitor.catalogue.writing import Addition, Written

_SHOWN_PROBLEMS = 20


def add(
    name: Annotated[str, typer.Argument(help="The actor's name, as texts have it.")],
    kind: Annotated[
        Literal["state", "government", "organisation", "person", "people"],
        typer.Option("--kind", help="What it is."),
    ] = "person",
    alias: Annotated[
        list[str] | None, typer.Option("--alias", help="Another spelling; may be repeated.")
    ] = None,
    member_of: Annotated[
        list[str] | None,
        typer.Option("--member-of", help="A body a watch on which sees this actor; repeatable."),
    ] = None,
    speaks_for: Annotated[
        str | None, typer.Option("--speaks-for", help="The body whose party it is.")
    ] = None,
    list_id: Annotated[
        list[str] | None, typer.Option("--list", help="An id on a sanctions list; repeatable.")
    ] = None,
    identifier: Annotated[
        str | None, typer.Option("--id", help="Its id.  [default: made from the name]")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", help="For whoever reads the file.")] = None,
    as_json: Json = False,
) -> None:
    """Add an actor to your actors.toml, or spellings to one that is there.

    A NAME that the catalogue has gets the aliases and list ids. The file is checked before it is
    written; a running service takes it over at its next tick.

    Example: axiswatch actors add "Odo Lindqvist" --kind person --member-of taliban
    """
    catalogue = read_catalogue(load_settings())
    bodies = {one: catalogue.actor_named(one) for one in (*(member_of or ()), speaks_for) if one}
    for one, body in bodies.items():
        if body is None:
            raise InputError(f"there is no actor {one!r}; `axiswatch actors` lists them")
    ids = {one: body.id for one, body in bodies.items() if body is not None}
    known = catalogue.actor_named(identifier or name)
    if known is not None:
        more = bool(member_of or speaks_for or note)
        addition = _to_known(name, known.id, alias or [], list_id or [], more=more)
    else:
        fields = {
            "name": name,
            "kind": kind,
            "aliases": list(alias or ()),
            "speaks_for": ids[speaks_for] if speaks_for else "",
            "member_of": [ids[one] for one in member_of or ()],
            "lists": list(list_id or ()),
            "note": note or "",
        }
        addition = _new(identifier, name, fields)
    written = _write([addition])
    if as_json:
        emit_json({"actor": addition.actor, "new": known is None, **_record(written)})
        return
    out.print(harmless(f"{'added to' if known else 'added'} {addition.actor}"), markup=False)
    _tell(written)


def _to_known(
    name: str, actor: str, aliases: list[str], lists: list[str], *, more: bool
) -> Addition:
    """Spellings and list ids for an actor that is there; `more` was asked than that."""
    from monitor.catalogue.writing import Addition

    if more or not (aliases or lists):
        raise InputError(
            f"{name!r} is {actor} already; --alias and --list add to it, everything else "
            "is changed in actors.toml"
        )
    return Addition(actor, aliases=tuple(aliases), lists=tuple(lists))


def _new(identifier: str | None, name: str, fields: Mapping[str, str | Sequence[str]]) -> Addition:
    """A whole entry, under the id that was given or one made from the name."""
    from monitor.actors.importing import slug
    from monitor.catalogue.writing import Addition

    made = identifier or slug(name)
    if not made:
        raise InputError(f"no id can be made from {name!r}; give one with --id, in a-z and 0-9")
    return Addition(made, fields={"id": made, **fields})


def import_(
    file: Annotated[Path, typer.Argument(help="FollowTheMoney JSON lines, or a .csv table.")],
    write: Annotated[
        bool, typer.Option("--write", help="Add the proposals to your actors.toml.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Propose what a list of OpenSanctions has and the catalogue lacks; --write adds it.

    Actors, spellings and list ids are added, nothing is overwritten. Lines that cannot be used are
    told as file:line:field, the rest is read all the same, and the exit code is 1.

    Example: axiswatch actors import entities.ftm.json --write
    """
    from monitor.actors.importing import propose
    from monitor.actors.sanctions import Problem, Record, read_records

    catalogue = read_catalogue(load_settings())
    problems: list[Problem] = []

    def records() -> Iterable[Record]:
        for found in read_records(file, on_progress=progress.at):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                yield found

    with Progress("Reading", quiet=as_json) as progress:
        proposals = list(propose(catalogue, records()))
    written = _write(_additions(proposals)) if write and proposals else None
    if as_json:
        emit_json(
            {
                "proposals": [_proposal(one) for one in proposals],
                "problems": [
                    {"line": one.line, "field": one.field, "reason": one.reason} for one in problems
                ],
                **_record(written),
            }
        )
    else:
        _show(proposals, written)
        for problem in problems[:_SHOWN_PROBLEMS]:
            err.print(harmless(problem), markup=False, soft_wrap=True)
        if len(problems) > _SHOWN_PROBLEMS:
            err.print(f"… and {len(problems) - _SHOWN_PROBLEMS} more lines that cannot be used")
    if problems:
        raise typer.Exit(1)


def _additions(proposals: Sequence[Proposal]) -> list[Addition]:
    """One addition an actor, however many records of the list are about it."""
    from monitor.actors.importing import entry_fields
    from monitor.catalogue.writing import Addition

    fresh = [Addition(one.actor, fields=entry_fields(one)) for one in proposals if one.new]
    spellings: dict[str, list[str]] = {}
    ids: dict[str, list[str]] = {}
    for one in proposals:
        if not one.new:
            spellings.setdefault(one.actor, []).extend(one.spellings)
            ids.setdefault(one.actor, []).extend([one.list_id] if one.list_id else [])
    held = [
        Addition(actor, aliases=tuple(spellings[actor]), lists=tuple(ids[actor]))
        for actor in spellings
    ]
    return [*held, *fresh]


def _write(additions: Iterable[Addition]) -> Written:
    from monitor.catalogue.writing import write_actors

    return write_actors(catalogue_directories(load_settings()), additions)


def _proposal(one: Proposal) -> dict[str, Any]:
    return {
        "actor": one.actor,
        "name": one.name,
        "kind": one.kind,
        "new": one.new,
        "aliases": list(one.spellings),
        "list_id": one.list_id,
        "record": one.record,
        "reason": one.reason,
    }


def _record(written: Written | None) -> dict[str, str | None]:
    return {
        "written": str(written.path) if written else None,
        "undo": written.undo if written else None,
    }


def _show(proposals: Sequence[Proposal], written: Written | None) -> None:
    columns = {
        "actor": "actor",
        "new": "new",
        "name": "name",
        "aliases": "aliases",
        "list id": "list_id",
        "why": "reason",
    }
    rows = [_proposal(one) for one in proposals]
    emit(rows, as_json=False, columns=columns, empty="The list has nothing that is not known.")
    if written is not None:
        _tell(written)
    elif proposals:
        out.print("Nothing was written; --write adds these to your actors.toml.")


def _tell(written: Written) -> None:
    out.print(f"wrote {harmless(written.path)}", markup=False, soft_wrap=True)
    out.print(f"undo: {harmless(written.undo)}", markup=False, soft_wrap=True)
