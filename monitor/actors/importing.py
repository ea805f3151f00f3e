"""Reads sanctions lists and proposes what of them the catalogue lacks; it never changes a file.

Two formats of OpenSanctions: entities as FollowTheMoney JSON lines (one object a line with `id`,
`schema` and `properties`) and the table `targets.simple.csv` (`id, schema, name, aliases, …`).
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from monitor.actors.contexts import load_vocabulary
from monitor.actors.normalise import fold
from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.models import Actor
from monitor.errors import InputError

Kind = Literal["state", "government", "organisation", "person", "people"]
KINDS: dict[str, Kind] = {
    "Person": "person",
    "Organization": "organisation",
    "LegalEntity": "organisation",
    "Company": "organisation",
    "PublicBody": "government",
}
MAX_LINE = 2_000_000  # characters; the longest entity of the published lists has a tenth of it
MAX_ALIASES = 200
_MIN_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a list: its id there, what it is, and how it is written."""

    id: str
    kind: Kind
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something the catalogue lacks: spellings of an actor it has, or an actor it does not."""

    record: str
    actor: str
    name: str
    kind: Kind
    new: bool
    spellings: tuple[str, ...]
    reason: str


def read_records(path: Path) -> Iterator[Record]:
    """The persons and bodies of a `.csv` or FollowTheMoney file, one after the other.

    Raises:
        InputError: the file cannot be read, or a line is not what its format asks for.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from _from_csv(path, lines) if path.suffix == ".csv" else _from_ftm(path, lines)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8; export it again as UTF-8") from error


def _from_ftm(path: Path, lines: Iterable[str]) -> Iterator[Record]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if len(line) > MAX_LINE:
            raise InputError(f"{path}: line {number}: longer than {MAX_LINE} characters")
        try:
            entity = json.loads(line)
            properties = entity["properties"]
            names = [*properties.get("name", ()), *properties.get("alias", ())]
            record = _record(str(entity["id"]), str(entity["schema"]), names)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise InputError(
                f"{path}: line {number}: no FollowTheMoney entity (an object with id, schema and "
                "properties); give a file of JSON lines, or one that ends in .csv"
            ) from error
        if record is not None:
            yield record


def _from_csv(path: Path, lines: Iterable[str]) -> Iterator[Record]:
    rows = csv.DictReader(lines)
    missing = {"id", "schema", "name"} - set(rows.fieldnames or ())
    if missing:
        raise InputError(
            f"{path}: lacks the column {min(missing)!r}; id, schema and name are needed"
        )
    try:
        for row in rows:
            names = [row["name"], *(row.get("aliases") or "").split(";")]
            record = _record(row["id"] or "", row["schema"] or "", names)
            if record is not None:
                yield record
    except csv.Error as error:
        raise InputError(f"{path}: line {rows.line_num}: {error}") from error


def _record(identifier: str, schema: str, names: Iterable[object]) -> Record | None:
    """Vessels, addresses and entries without a name are passed over."""
    kept = dict.fromkeys(str(name).strip() for name in names if isinstance(name, str))
    kept.pop("", None)
    if schema not in KINDS or not kept or not identifier:
        return None
    return Record(identifier, KINDS[schema], tuple(kept)[:MAX_ALIASES])


def propose(catalogue: Catalogue, records: Iterable[Record]) -> Iterator[Proposal]:
    """What each record adds; nothing for one that is all known or too vague to be told apart."""
    common = load_vocabulary().common_names
    owners = _owners(catalogue)
    by_list = {entry: actor for actor in catalogue.actors.values() for entry in actor.lists}
    for record in records:
        known, why = _known(catalogue, record, by_list, owners)
        spellings = tuple(
            name
            for name in record.names
            if fold(name) not in owners and _telling(fold(name), common)
        )
        if known is not None and spellings:
            yield Proposal(record.id, known.id, known.name, known.kind, False, spellings, why)
        elif known is None and spellings:
            name = spellings[0]
            slug = _slug(name) or _slug(record.id)
            yield Proposal(record.id, slug, name, record.kind, True, spellings[1:], "not known")


def _owners(catalogue: Catalogue) -> dict[str, str]:
    return {
        fold(text): actor.id
        for actor in catalogue.actors.values()
        for text in (actor.name, *(alias.text for alias in actor.aliases))
    }


def _known(
    catalogue: Catalogue, record: Record, by_list: dict[str, Actor], owners: dict[str, str]
) -> tuple[Actor | None, str]:
    """The actor of the catalogue that the record is about, and how that is seen."""
    for entry, actor in by_list.items():
        if record.id in entry.split():
            return actor, f"has the list id {entry}"
    found = {owners[fold(name)] for name in record.names if fold(name) in owners}
    if len(found) != 1:
        return None, "its names belong to several actors" if found else "not known"
    actor = catalogue.actors[found.pop()]
    if actor.kind == "person" and record.kind != "person":
        return None, f"{actor.name} is a person"
    return actor, "shares a name"


def _telling(folded: str, common: frozenset[str]) -> bool:
    """Whether a spelling tells its bearer from others: two words, or one that is long and rare."""
    words = folded.split()
    return len(words) > 1 or (len(folded) >= _MIN_LETTERS and folded not in common)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:80]


def render(proposals: Sequence[Proposal]) -> str:
    """The proposals as TOML to be looked through and pasted into actors.toml."""
    lines = []
    for proposal in proposals:
        quoted = ", ".join(json.dumps(text, ensure_ascii=False) for text in proposal.spellings)
        if not proposal.new:
            lines.append(
                f"# {proposal.actor}: {proposal.reason} ({proposal.record}); add to aliases:"
            )
            lines += [f"#   {quoted}", ""]
            continue
        lines += [
            "[[actor]]",
            f"id = {json.dumps(proposal.actor)}",
            f"name = {json.dumps(proposal.name, ensure_ascii=False)}",
            f"kind = {json.dumps(proposal.kind)}",
            *([f"aliases = [{quoted}]"] if quoted else []),
            f"lists = [{json.dumps(proposal.record, ensure_ascii=False)}]",
            "",
        ]
    return "\n".join(lines)
