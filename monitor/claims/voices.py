"""What a link of a chain brings into a statement: its origin, its party, the actors it adds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.catalogue.catalogue import Catalogue
from monitor.claims.text.spans import Span
from monitor.domain import ChainLink, LinkRole, Mention


@dataclass(frozen=True, slots=True)
class Speaker:
    """A link with what the statement takes from it: origin and party, and the actors it adds."""

    link: ChainLink
    origin: str
    party: str
    actors: tuple[str, ...] = ()


def of_actor(catalogue: Catalogue, link: ChainLink, actor: str) -> Speaker:
    """The link of an actor of the catalogue, with the body it speaks for."""
    party, name = catalogue.party_of(actor), catalogue.actors[actor].name
    actors = (actor,) if party == actor else (actor, party)
    link = replace(link, canonical=name, actor=actor)
    return Speaker(link, name, catalogue.names([party])[0], actors)


def of_outlet(catalogue: Catalogue, mention: Mention, name: str | None = None) -> Speaker:
    """The link of an outlet of the catalogue; an organ of an actor speaks for that actor."""
    source = catalogue.sources[str(mention.source)]
    link = ChainLink(
        name or mention.text,
        LinkRole.OUTLET,
        canonical=source.name,
        source=source.slug,
        start=mention.start,
        end=mention.end,
    )
    organ = catalogue.actors.get(source.party or "")
    return Speaker(link, source.name, organ.name if organ else source.name)


def of_unlisted_outlet(catalogue: Catalogue, name: str, span: Span, article: str = "") -> Speaker:
    """The link of an outlet that only its name shows to be one; with its `article`, where that is
    written as part of the name ('The Ledger')."""
    source = catalogue.source_named(name)
    start = span.start - len(article)
    link = ChainLink(article + name, LinkRole.OUTLET, start=start, end=span.end)
    if source is None:
        return Speaker(link, name, name)
    link = replace(link, canonical=source.name, source=source.slug)
    return Speaker(link, source.name, source.name)
