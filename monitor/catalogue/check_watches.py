"""What must hold between watches and the rest: unique names, actors and outlets that there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from monitor.actors.normalise import fold
from monitor.catalogue.catalogue import Catalogue, nearest
from monitor.catalogue.check import plain_names, unique, unknown_actor
from monitor.catalogue.models import Actor, Source
from monitor.catalogue.watch import ACTOR_FIELDS, Outlets, Watch
from monitor.errors import CatalogueError

TRAITS = ("affiliation", "language", "country")


def check_watches(
    watches: Sequence[Watch], actors: Sequence[Actor], sources: Sequence[Source], path: Path
) -> None:
    """Names are unique; every actor and outlet is one of the catalogue, by id, name or alias.

    Raises:
        CatalogueError: one is not; the message names file, rule and field, and what may be meant.
    """
    unique((watch.name for watch in watches), path, "watch", "name")
    known = {fold(name) for actor in actors for name in (actor.id, actor.name, *plain_names(actor))}
    outlets = Catalogue.build(sources=sources)
    for watch in watches:
        where = f"watch {watch.name!r}"
        for field in ACTOR_FIELDS:
            for ref in watch.refs(field):
                if fold(ref.actor) not in known:
                    names = [word for actor in actors for word in (actor.id, actor.name)]
                    raise unknown_actor(path, f"{where}: {field}", ref.actor, names)
        for field in ("outlets_in", "outlets_out"):
            wanted: Outlets | None = getattr(watch, field)
            for problem in _strangers(wanted, outlets) if wanted else ():
                raise CatalogueError(f"{path}: {where}: {field}.{problem}")


def _strangers(wanted: Outlets, catalogue: Catalogue) -> Iterator[str]:
    """What no source of the catalogue is called or has, with the nearest there is."""
    for name in wanted.names:
        if catalogue.source_named(name) is None:
            names = [n for source in catalogue.sources.values() for n in (source.slug, source.name)]
            yield f"names: there is no outlet {name!r}{_hint(name, names)}"
    for trait in TRAITS:
        there = {getattr(source, trait) for source in catalogue.sources.values()} - {None}
        for value in getattr(wanted, trait):
            if fold(value) not in {fold(held) for held in there}:
                yield f"{trait}: no outlet has {value!r}{_hint(value, sorted(there))}"


def _hint(name: str, known: Sequence[str]) -> str:
    close = nearest(name, known)
    return f"; did you mean {close!r}?" if close else "; `axiswatch sources` lists those there are"
