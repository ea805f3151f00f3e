"""What must hold between entries: unique names, known references, no circles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from monitor.actors.normalise import fold
from monitor.catalogue.catalogue import nearest
from monitor.catalogue.models import Actor, Office, Source
from monitor.errors import CatalogueError


def check_actors(actors: Sequence[Actor], path: Path) -> None:
    """Ids are unique, members known, memberships without circle, and names tell actors apart."""
    unique((actor.id for actor in actors), path, "actor", "id")
    by_id = {actor.id: actor for actor in actors}
    for actor in actors:
        for field, ids in (("member_of", actor.member_of), ("speaks_for", [actor.speaks_for])):
            for one in ids:
                if one is not None and one not in by_id:
                    raise unknown_actor(path, f"actor {actor.id!r}: {field}", one, by_id)
    _no_circle(by_id, path)
    _names_tell_apart(actors, path)
    _offices_tell_apart(actors, path)


def check_sources(sources: Sequence[Source], actors: Sequence[Actor], path: Path) -> None:
    """Slugs, names, domains and feed addresses are unique; the party is a known actor."""
    unique((source.slug for source in sources), path, "source", "slug")
    ids = {actor.id for actor in actors}
    owners: dict[str, str] = {}
    for source in sources:
        if source.party is not None and source.party not in ids:
            raise unknown_actor(path, f"source {source.slug!r}: party", source.party, ids)
        for what, values in (
            ("name", {fold(name) for name in (source.name, *source.aliases)}),
            ("domain", {domain.lower().removeprefix("www.") for domain in source.domains}),
            ("feed", {feed.url for feed in source.feeds}),
        ):
            for value in values:
                other = owners.setdefault(f"{what} {value}", source.slug)
                if other != source.slug:
                    raise CatalogueError(
                        f"{path}: source {source.slug!r}: {what} {value!r} is also that of "
                        f"source {other!r}; keep it on one of them"
                    )


def plain_names(actor: Actor) -> Iterable[str]:
    """The spellings that name the actor wherever they stand."""
    return (alias.text for alias in actor.aliases if not alias.conditional)


def unique(values: Iterable[str], path: Path, table: str, field: str) -> None:
    """Refuse a value that two entries share."""
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise CatalogueError(
                f"{path}: {table} {value!r}: this {field} is used twice; give each {table} its own"
            )
        seen.add(value)


def unknown_actor(path: Path, where: str, name: str, known: Iterable[str]) -> CatalogueError:
    """There is no such actor; the one that looks most like it is suggested."""
    close = nearest(name, known)
    hint = f"did you mean {close!r}?" if close else "`axiswatch actors` lists those there are"
    return CatalogueError(f"{path}: {where}: there is no actor {name!r}; {hint}")


def _no_circle(by_id: dict[str, Actor], path: Path) -> None:
    done: set[str] = set()

    def visit(actor: Actor, trail: tuple[str, ...]) -> None:
        if actor.id in trail:
            circle = " → ".join((*trail[trail.index(actor.id) :], actor.id))
            raise CatalogueError(
                f"{path}: actor {actor.id!r}: member_of and speaks_for go round in a circle: "
                f"{circle}; take one of them out"
            )
        if actor.id not in done:
            for above in dict.fromkeys((*actor.member_of, *filter(None, [actor.speaks_for]))):
                visit(by_id[above], (*trail, actor.id))
            done.add(actor.id)

    for actor in by_id.values():
        visit(actor, ())


def _names_tell_apart(actors: Sequence[Actor], path: Path) -> None:
    owners: dict[str, tuple[str, bool]] = {}
    for actor in actors:
        spellings = [(fold(alias.text), alias.text, alias.conditional) for alias in actor.aliases]
        if len(set(actor.aliases)) < len(actor.aliases):
            double = next(a.text for a in actor.aliases if actor.aliases.count(a) > 1)
            raise CatalogueError(f"{path}: actor {actor.id!r}: alias {double!r} is listed twice")
        if actor.name not in {text for _, text, _ in spellings}:
            spellings.append((fold(actor.name), actor.name, False))
        for key, text, conditional in spellings:
            if not key:
                raise CatalogueError(
                    f"{path}: actor {actor.id!r}: alias {text!r} has no letters; remove it"
                )
            other, other_conditional = owners.setdefault(key, (actor.id, conditional))
            if other != actor.id and not (conditional and other_conditional):
                raise CatalogueError(
                    f"{path}: actor {actor.id!r}: alias {text!r} is also that of actor "
                    f"{other!r}; give both a context (requires, unless, beside, not_beside) or "
                    "keep it on one of them"
                )


def _offices_tell_apart(actors: Sequence[Actor], path: Path) -> None:
    holders: dict[tuple[str, object], tuple[str, Office]] = {}
    for actor in actors:
        for office in actor.offices:
            for phrase in office.phrases:
                key = (fold(phrase), office.start)
                other, _ = holders.setdefault(key, (actor.id, office))
                if other != actor.id:
                    raise CatalogueError(
                        f"{path}: actor {actor.id!r}: office {phrase!r} starts on the same day "
                        f"({office.start or 'open'}) as that of actor {other!r}; give the later "
                        "one its start"
                    )
