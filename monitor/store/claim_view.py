"""One claim with everything about it: statements, what each did and why, chains as a tree, pins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from monitor.errors import InputError
from monitor.store import pins, views
from monitor.store.schema import ENDS, Claim

Record = dict[str, Any]


def claim(session: Session, claim_id: int, names: views.Names) -> Record:
    """What `axiswatch claims show` prints; a claim that was merged gives the one it went into.

    Raises:
        InputError: there is no such claim, or none of its statements is found any more.
    """
    row = session.get(Claim, claim_id)
    if row is not None and row.merged_into is not None:
        row = session.get(Claim, row.merged_into)
    if row is None:
        raise InputError(f"there is no claim {claim_id}; `axiswatch claims` lists them")
    (record,) = views.claim_records(session, [row])
    if not record["statements"]:
        raise InputError(
            f"today's rules find none of the statements of claim {claim_id}; it is kept for the "
            "alerts about it: `axiswatch alerts` shows their words"
        )
    said = {one["id"]: one for one in views.statements(session, names, claim=row.id)}
    told = ("kind", "score", "reasons", "at")
    members = [
        {**said[event["statement"]], **{name: event[name] for name in told}}
        for event in record["events"]
        if event["kind"] not in ENDS
    ]
    ends = {e["statement"]: e for e in record["events"] if e["kind"] in ENDS}
    later = {e["related_statement"] for e in record["events"]}
    for member in members:
        end = ends.get(member["id"])
        member["ended"] = {name: end[name] for name in ("kind", "reasons", "at")} if end else None
        member["stands"] = end is None and member["id"] not in later
    return {
        **record,
        "asked": claim_id,
        "mark": row.mark,
        "members": members,
        "tree": chains(members),
        "pins": pins.pins_of(session, row.id),
    }


def chains(members: Iterable[Record]) -> list[Record]:
    """The ways a claim took, from whoever had it first to the outlets that published it.

    Each node is `{name, statements, children}`; `statements` are those that outlet published.
    """
    roots: list[Record] = []
    for member in members:
        level, node = roots, None
        for name in _path(member):
            node = _child(level, name)
            level = node["children"]
        if node is not None:
            node["statements"].append(member["id"])
    return roots


def _path(member: Record) -> Sequence[str]:
    """Origin first, publisher last."""
    told = [link["canonical"] or link["name"] for link in reversed(member["links"])]
    return [*told, member["outlet"] or member["document_url"]]


def _child(level: list[Record], name: str) -> Record:
    for node in level:
        if node["name"] == name:
            return node
    node = {"name": name, "statements": [], "children": []}
    level.append(node)
    return node
