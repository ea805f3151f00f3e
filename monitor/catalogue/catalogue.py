"""The catalogue in memory: sources, actors and watches, and how they are found by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Self
from urllib.parse import urlsplit

from monitor.actors.normalise import fold
from monitor.catalogue.models import Actor, FeedAddress, Source
from monitor.catalogue.watch import Watch

_ARTICLES = ("the ", "israel's ", "iran's ", "lebanon's ")
_DESCRIPTORS = (
    " news agency",
    " newspaper",
    " daily",
    " website",
    " channel",
    " network",
    " agency",
    " outlet",
    " tv",
)


@dataclass(frozen=True)
class Catalogue:
    """Everything the analyst edits. Frozen and picklable; build it with `Catalogue.build`.

    `digest` is the SHA-256 of the files it came from: a changed digest means a changed catalogue.
    """

    sources: Mapping[str, Source]
    actors: Mapping[str, Actor]
    watches: tuple[Watch, ...]
    digest: str
    _domains: Mapping[str, tuple[tuple[str, str], ...]] = field(repr=False, compare=False)
    _sources_by_name: Mapping[str, str] = field(repr=False, compare=False)
    _actors_by_name: Mapping[str, str] = field(repr=False, compare=False)

    @classmethod
    def build(
        cls,
        sources: Sequence[Source] = (),
        actors: Sequence[Actor] = (),
        watches: Sequence[Watch] = (),
        digest: str = "",
    ) -> Self:
        """Index valid entries. Where two claim one name, the first keeps it."""
        return cls(
            sources={source.slug: source for source in sources},
            actors={actor.id: actor for actor in actors},
            watches=tuple(watches),
            digest=digest,
            _domains=_by_host(sources),
            _sources_by_name=_index(
                (source.slug, (source.slug, source.name, *source.aliases)) for source in sources
            ),
            _actors_by_name=_index(
                (actor.id, (actor.id, actor.name, *_plain(actor))) for actor in actors
            ),
        )

    def source_for_url(self, url: str) -> Source | None:
        """The outlet whose domain (and path, if it has one) fits the address best."""
        parts = urlsplit(url if "//" in url else f"//{url}")
        host, path = (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/") + "/"
        while "." in host:
            for slug, prefix in self._domains.get(host, ()):
                if path.startswith(prefix):
                    return self.sources[slug]
            host = host.partition(".")[2]
        return None

    def source_named(self, name: str) -> Source | None:
        """The outlet of that slug, name or alias, however it is spelled.

        A leading article and a word such as 'newspaper' may be more than the catalogue has.
        """
        folded = fold(name)
        for spelling in (folded, *_shorter(folded)):
            if spelling in self._sources_by_name:
                return self.sources[self._sources_by_name[spelling]]
        return None

    def feeds_of(
        self, slugs: Sequence[str] = (), *, off: bool = False
    ) -> list[tuple[Source, FeedAddress]]:
        """The feeds that are on, or with `off` all; of sources that are named all, anyway."""
        chosen = [self.sources[slug] for slug in slugs] or list(self.sources.values())
        return [
            (source, feed)
            for source in chosen
            for feed in source.feeds
            if slugs or off or (source.enabled and feed.enabled)
        ]

    def actor_named(self, name: str) -> Actor | None:
        """The actor of that id, name or unconditional alias, however it is spelled."""
        if name in self.actors:
            return self.actors[name]
        found = self._actors_by_name.get(fold(name))
        return self.actors[found] if found else None

    def bodies(self, actor_id: str) -> frozenset[str]:
        """The actor, what it speaks for, and all that these are members of."""
        seen: set[str] = set()
        waiting = [actor_id]
        while waiting:
            current = waiting.pop()
            if current not in seen:
                seen.add(current)
                actor = self.actors.get(current)
                if actor is not None:
                    waiting += (*actor.member_of, *filter(None, [actor.speaks_for]))
        return frozenset(seen)

    def watched(self) -> frozenset[str]:
        """The actors that some enabled watch names, and all who stand behind one of them.

        A watch that names nobody (or forbids only) concerns everybody.
        """
        named: set[str] = set()
        for watch in self.watches:
            if not watch.enabled:
                continue
            refs = (*watch.refs("actors_all"), *watch.refs("actors_any"))
            found = [self.actor_named(ref.actor) for ref in refs]
            if not found:
                return frozenset(self.actors)
            named.update(actor.id for actor in found if actor is not None)
        return frozenset(one for one in self.actors if not named.isdisjoint(self.bodies(one)))

    def party_of(self, actor_id: str) -> str:
        """The id of the body that the actor's statements count for; its own if it has none."""
        seen = {actor_id}
        while (actor := self.actors.get(actor_id)) and actor.speaks_for:
            actor_id = actor.speaks_for
            if actor_id in seen:
                break
            seen.add(actor_id)
        return actor_id

    def names(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The canonical names of actor ids; an id that is not in the catalogue stays as it is."""
        return tuple(self.actors[one].name if one in self.actors else one for one in ids)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like this one, if any does."""
    by_fold = {fold(word): word for word in known}
    close = get_close_matches(fold(name), by_fold, n=1, cutoff=0.6)
    return by_fold[close[0]] if close else None


def _plain(actor: Actor) -> Iterable[str]:
    return (alias.text for alias in actor.aliases if not alias.conditional)


def _index(entries: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    index: dict[str, str] = {}
    for key, names in entries:
        for name in names:
            index.setdefault(fold(name), key)
    return index


def _by_host(sources: Sequence[Source]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Host to (slug, path prefix), the longest prefix first."""
    hosts: dict[str, list[tuple[str, str]]] = {}
    for source in sources:
        for domain in source.domains:
            host, _, path = domain.lower().removeprefix("www.").partition("/")
            prefix = f"/{path.strip('/')}/" if path.strip("/") else "/"
            hosts.setdefault(host, []).append((source.slug, prefix))
    return {
        host: tuple(sorted(pairs, key=lambda pair: -len(pair[1]))) for host, pairs in hosts.items()
    }


def _shorter(name: str) -> Iterable[str]:
    """The name without its article, without its descriptor, and without both."""
    bare = next((name.removeprefix(a) for a in _ARTICLES if name.startswith(a)), name)
    yield bare
    for words in (name, bare):
        for descriptor in _DESCRIPTORS:
            if words.endswith(descriptor):
                yield words.removesuffix(descriptor)
