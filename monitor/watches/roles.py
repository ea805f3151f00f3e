"""Who plays which part in a statement: speaker, agent, target, or merely named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.catalogue.watch import ActorRef
from monitor.domain import Statement

if TYPE_CHECKING:
    from monitor.catalogue.catalogue import Catalogue

AS = {"speaker": "its speaker", "agent": "its agent", "target": "its target"}


def present(ref: ActorRef, statement: Statement, catalogue: Catalogue) -> bool:
    """Whether the actor, or somebody who counts as it, plays the part."""
    actor = catalogue.actor_named(ref.actor)
    wanted = actor.id if actor else ref.actor
    there = _in_role(ref.role, statement, catalogue)
    if not ref.members:
        return wanted in there
    return any(wanted in catalogue.bodies(one) for one in there)


def described(ref: ActorRef) -> str:
    """'Iran', or 'Iran (as its agent)'."""
    if ref.role is None:
        return ref.actor
    return f"{ref.actor} ({'as ' + AS[ref.role] if ref.role in AS else ref.role})"


def _in_role(role: str | None, statement: Statement, catalogue: Catalogue) -> set[str]:
    """Ids of those who play the part."""
    targets = {*statement.targets, *statement.addressees}
    match role:
        case None:
            return set(statement.actors)
        case "speaker":
            return _speakers(statement, catalogue)
        case "agent":
            return set(statement.agents)
        case "target":
            return targets
        case _:
            said_of = {*statement.agents, *targets}
            return said_of | (set(statement.actors) - _speakers(statement, catalogue))


def _speakers(statement: Statement, catalogue: Catalogue) -> set[str]:
    """Whoever is at the end of the chain, and the bodies they speak for."""
    if not statement.chain:
        return set()
    origin = statement.chain[-1]
    outlet = catalogue.sources.get(origin.source or "")
    party = catalogue.actor_named(statement.party)
    spoken = {outlet.party if outlet else None, party.id if party else None}
    if origin.actor:
        spoken |= {origin.actor, catalogue.party_of(origin.actor)}
    return {one for one in spoken if one}
