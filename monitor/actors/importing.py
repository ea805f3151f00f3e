"""Proposes what the records of a list add to the catalogue; it never changes a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from monitor.actors.contexts import load_vocabulary
from monitor.actors.normalise import fold
from monitor.actors.sanctions import Kind, Record
from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.models import Actor

_MIN_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something the catalogue lacks: an actor, or spellings and a list id of one it has."""

    record: str
    actor: str
    name: str
    kind: Kind
    new: bool
    spellings: tuple[str, ...]
    reason: str
    list_id: str | None = None


def propose(catalogue: Catalogue, records: Iterable[Record]) -> Iterator[Proposal]:
    """What each record adds; nothing for one that is all known or too vague to be told apart.

    A spelling is proposed once, for the first record that has it.
    """
    known = _Known(catalogue)
    for record in records:
        actor, why = known.actor(record)
        spellings = known.lacking(record)
        if actor is not None:
            new_id = None if known.listed(record) else record.id
            if spellings or new_id:
                known.add(actor.id, (*spellings, *([new_id] if new_id else [])))
                yield Proposal(
                    record.id, actor.id, actor.name, actor.kind, False, spellings, why, new_id
                )
        elif spellings:
            made = known.new_id(spellings[0], record.id)
            known.add(made, spellings)
            yield Proposal(
                record.id,
                made,
                spellings[0],
                record.kind,
                True,
                spellings[1:],
                why,
                record.id,
            )


@dataclass
class _Known:
    """Whose each spelling and list id is, with what was proposed so far."""

    catalogue: Catalogue
    owners: dict[str, str] = field(init=False)
    by_list: dict[str, tuple[Actor, str]] = field(init=False)
    proposed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        actors = self.catalogue.actors.values()
        self.common = load_vocabulary().common_names
        self.owners = {
            fold(text): actor.id
            for actor in actors
            for text in (actor.name, *(alias.text for alias in actor.aliases))
        }
        self.by_list = {
            key: (actor, entry) for actor in actors for entry in actor.lists for key in _keys(entry)
        }

    def actor(self, record: Record) -> tuple[Actor | None, str]:
        """The actor of the catalogue that the record is about, and how that is seen."""
        for one in (record.id, *record.other_ids):
            if found := self.by_list.get(slug(one)):
                return found[0], f"has the list id {found[1]}"
        owners = {self.owners.get(fold(name)) for name in record.names}
        found_ids = {one for one in owners if one in self.catalogue.actors}
        if len(found_ids) != 1:
            return None, "its names belong to several actors" if found_ids else "not known"
        actor = self.catalogue.actors[str(found_ids.pop())]
        if (actor.kind == "person") != (record.kind == "person"):
            return None, f"{actor.name} is a {actor.kind}"
        return actor, "shares a name"

    def lacking(self, record: Record) -> tuple[str, ...]:
        """The record's spellings that are nobody's yet and tell who is meant, each once."""
        lacking: dict[str, str] = {}
        for name in record.names:
            folded = fold(name)
            if folded not in self.owners and _telling(folded, self.common):
                lacking.setdefault(folded, name)
        return tuple(lacking.values())

    def listed(self, record: Record) -> bool:
        """Whether the catalogue has the record's id, or has just been offered it."""
        ids = (record.id, *record.other_ids)
        return record.id in self.proposed or any(slug(one) in self.by_list for one in ids)

    def new_id(self, name: str, record: str) -> str:
        """An id nobody has."""
        base = slug(name) or slug(record) or "actor"
        taken, number = {*self.catalogue.actors, *self.owners.values()}, 2
        made = base
        while made in taken:
            made, number = f"{base[:76]}-{number}", number + 1
        return made

    def add(self, actor: str, what: Iterable[str]) -> None:
        """Take note of what was proposed for an actor."""
        for text in what:
            self.owners.setdefault(fold(text), actor)
            self.proposed.add(text)


def _keys(entry: str) -> Iterator[str]:
    """How lists write an id: 'OFAC 6636' is 'ofac-6636' elsewhere, 'UNSC TAi.026' is 'TAi.026'."""
    yield slug(entry)
    words = entry.split()
    if len(words) > 1:
        yield slug(words[-1])


def _telling(folded: str, common: frozenset[str]) -> bool:
    """Whether a spelling tells its bearer from others: two words, or one that is long and rare."""
    words = folded.split()
    return len(words) > 1 or (len(folded) >= _MIN_LETTERS and folded not in common)


def slug(name: str) -> str:
    """A name as an id; empty where it has no letter that an id may have."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:80].strip("-")


def entry_fields(proposal: Proposal) -> Mapping[str, str | Sequence[str]]:
    """The fields of a new actor's entry."""
    return {
        "id": proposal.actor,
        "name": proposal.name,
        "kind": proposal.kind,
        "aliases": proposal.spellings,
        "lists": [proposal.list_id] if proposal.list_id else [],
    }
