"""`axiswatch actors suggest` and `candidates`: what stored texts name and the catalogue lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.app import App, utcnow
from monitor.cli.groups import DefaultGroup
from monitor.cli.output import Json, emit, emit_json, harmless, out
from monitor.cli.progress import Progress
from monitor.errors import InputError
from monitor.store.session import read_only

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from monitor.actors.candidates import Candidate, Found
    from monitor.actors.suggest import Spelling
    from monitor.store.names import StoredText

app = typer.Typer(cls=DefaultGroup, help="Names the catalogue lacks: list, dismiss, restore.")

Documents = Annotated[
    int,
    typer.Option("--documents", "-d", min=1, help="How many of the latest documents to look at."),
]
Name = Annotated[str, typer.Argument(help="The name as it is listed.")]


def suggest(
    actor: Annotated[
        str | None, typer.Argument(help="Id or name of a person.  [default: everybody]")
    ] = None,
    documents: Documents = 500,
    as_json: Json = False,
) -> None:
    """Propose spellings: by rules of transliteration, and as texts near known names have them.

    Without ACTOR only those that stored texts have. Nothing is written; `axiswatch actors add`
    adds a spelling.

    Example: axiswatch actors suggest esmail-qaani
    """
    from monitor.actors.suggest import by_rule
    from monitor.store import names

    with App.open() as opened, opened.sessions() as session:
        read_only(session)
        known = opened.catalogue.actor_named(actor) if actor else None
        if actor and known is None:
            raise InputError(f"there is no actor {actor!r}; `axiswatch actors` lists them")
        ids = names.newest(session, limit=documents, actor=known.id if known else None)
        with Progress("Looking", quiet=as_json) as progress:
            found = _like(opened, names.texts(session, ids), len(ids), progress)
    if known is not None:
        found = [one for one in found if one.actor == known.id]
        found += by_rule(known, opened.catalogue)
    records = [
        {
            "actor": one.actor,
            "alias": one.name,
            "like": one.like,
            "documents": one.documents,
            "reason": one.reason,
        }
        for one in found
    ]
    columns = {
        "actor": "actor",
        "spelling": "alias",
        "like": "like",
        "documents": "documents",
        "why": "reason",
    }
    emit(records, as_json=as_json, columns=columns, empty="No spelling that is not known already.")


def _like(
    opened: App, stored: Iterator[StoredText], total: int, progress: Progress
) -> list[Spelling]:
    """Unknown names of the texts that look like a known one; in most documents first."""
    from dataclasses import replace

    from monitor.actors.candidates import NAME, bare, unknown_places
    from monitor.actors.matching import ActorMatcher
    from monitor.actors.suggest import Likeness

    matcher, likeness = ActorMatcher(opened.catalogue), Likeness(opened.catalogue)
    found: dict[str, Spelling] = {}
    for done, text in enumerate(stored, start=1):
        places = unknown_places(text.text, matcher)
        for name in {
            bare(hit.group()) for place in places for hit in NAME.finditer(place.sentence)
        }:
            like = likeness.of(name)
            if like is not None and opened.catalogue.actor_named(name) is None:
                held = found.get(name, like)
                found[name] = replace(held, documents=held.documents + 1)
        progress.at(done, total)
    return sorted(found.values(), key=lambda one: (-one.documents, one.actor, one.name))


@app.command("list")
def list_(
    since: Annotated[
        datetime | None, typer.Option(help="Only documents fetched since then (UTC).")
    ] = None,
    documents: Documents = 500,
    as_json: Json = False,
) -> None:
    """List names the catalogue lacks, with counts and sample sentences, most documents first.

    They come from links of chains that nobody answered to (all languages) and from the names that
    the English pipeline recognises. `axiswatch actors add` makes one an actor.

    Example: axiswatch actors candidates --since 2024-06-01
    """
    from monitor.actors.candidates import collect
    from monitor.actors.suggest import Likeness
    from monitor.store import names

    if since is not None and since.tzinfo is None:
        since = since.replace(tzinfo=UTC)
    with App.open() as opened, opened.sessions() as session:
        read_only(session)
        ids = names.newest(session, limit=documents)
        with Progress("Looking", quiet=as_json) as progress:
            found = collect(
                _found(opened, session, ids, since, progress),
                Likeness(opened.catalogue),
                dismissed=names.dismissed(session),
            )
    emit(
        [_record(one, as_json=as_json) for one in found],
        as_json=as_json,
        columns={
            "name": "name",
            "kind": "kind",
            "documents": "documents",
            "times": "count",
            "like": "like",
            "for example": "samples",
        },
        empty=f"No name in the latest {len(ids)} documents that the catalogue lacks.",
    )


def _found(
    opened: App, session: Session, ids: list[int], since: datetime | None, progress: Progress
) -> Iterator[tuple[int, str, Sequence[Found]]]:
    """The unknown names of each document: of its open links, and recognised ones in English."""
    from monitor.actors.candidates import named_by_link, named_in, sentence_around, unknown_places
    from monitor.actors.entities import recognise
    from monitor.actors.matching import ActorMatcher
    from monitor.store import names

    matcher = ActorMatcher(opened.catalogue)
    for done, text in enumerate(names.texts(session, ids, since=since), start=1):
        found = []
        for link in text.links:
            start, end = link.start, link.end
            around = sentence_around(text.text, start, end) if start and end else None
            sentence = text.text[slice(*around)] if around else link.content
            found.append(named_by_link(link.name, link.role, sentence, matcher))
        if (text.language or "en").startswith("en"):
            places = list(unknown_places(text.text, matcher))
            recognised = recognise(opened.settings.pipeline, [place.sentence for place in places])
            for place, entities in zip(places, recognised, strict=True):
                found += named_in(place, entities)
        yield text.id, text.url, [one for one in found if one is not None]
        progress.at(done, len(ids))


def _record(one: Candidate, *, as_json: bool) -> dict[str, object]:
    samples = [sample._asdict() for sample in one.samples]
    return {
        "name": one.name,
        "kind": one.kind,
        "documents": one.documents,
        "count": one.count,
        "like": one.like,
        "samples": samples if as_json else [sample.sentence for sample in one.samples[:1]],
    }


@app.command()
def dismiss(name: Name, as_json: Json = False) -> None:
    """Propose a name no more. `candidates restore` takes that back.

    Example: axiswatch actors candidates dismiss "Ali Smith"
    """
    from monitor.store import names

    with App.open() as opened, opened.sessions.begin() as session:
        changed = names.dismiss(session, _key(name), name, now=utcnow())
    _answer(name, "dismissed" if changed else "was dismissed already", changed, as_json=as_json)


@app.command()
def restore(name: Name, as_json: Json = False) -> None:
    """Propose a dismissed name again.

    Example: axiswatch actors candidates restore "Ali Smith"
    """
    from monitor.store import names

    with App.open() as opened, opened.sessions.begin() as session:
        changed = names.restore(session, _key(name))
    _answer(name, "restored" if changed else "was not dismissed", changed, as_json=as_json)


def _key(name: str) -> str:
    from monitor.actors.normalise import fold

    key = fold(name)
    if not 0 < len(key) <= 500:
        raise InputError(f"{name[:80]!r} is no name; give one as `actors candidates` lists it")
    return key


def _answer(name: str, what: str, changed: bool, *, as_json: bool) -> None:
    if as_json:
        emit_json({"name": name, "changed": changed})
    else:
        out.print(harmless(f"{name}: {what}"), markup=False)
