"""The past of every claim, streamed: what a rule is tried on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from monitor.domain import ClaimKind, ClaimMember
from monitor.store.claims import members
from monitor.store.schema import Claim, ClaimEvent, Statement
from monitor.watches.replay import Happening

BATCH = 200


def count(session: Session, *, since: datetime) -> int:
    """How many claims something happened to since a moment."""
    return session.scalar(select(func.count()).where(Claim.last_seen >= since)) or 0


def histories(session: Session, *, since: datetime) -> Iterator[tuple[int, Sequence[Happening]]]:
    """Each claim that something happened to since a moment, with all that ever did.

    Claims come in batches by their ids, each with its statements, and are let go again.
    """
    last = 0
    while True:
        query = (
            select(Claim.id)
            .where(Claim.id > last, Claim.last_seen >= since)
            .order_by(Claim.id)
            .limit(BATCH)
        )
        ids = list(session.scalars(query))
        if not ids:
            return
        last = ids[-1]
        past = _pasts(session, ids)
        session.expunge_all()
        for claim_id in ids:
            if past[claim_id]:
                yield claim_id, past[claim_id]


def of_claim(session: Session, claim_id: int, held: Sequence[ClaimMember]) -> list[Happening]:
    """All that ever happened to one claim, whose members the caller has."""
    return _happenings(session, [claim_id], held)[claim_id]


def _pasts(session: Session, ids: Sequence[int]) -> dict[int, list[Happening]]:
    held = members(session, ids)
    return _happenings(session, ids, [one for claim in held.values() for one in claim])


def _happenings(
    session: Session, ids: Sequence[int], held: Sequence[ClaimMember]
) -> dict[int, list[Happening]]:
    by_statement = {one.statement_id: one for one in held}
    query = (
        select(Statement.claim_id, ClaimEvent)
        .join(Statement, Statement.id == ClaimEvent.statement_id)
        .where(Statement.claim_id.in_(ids), ~Statement.retired)
        .order_by(ClaimEvent.position, ClaimEvent.id)
    )
    found: dict[int, list[Happening]] = defaultdict(list)
    for claim_id, event in session.execute(query):
        member = replace(by_statement[event.statement_id], kind=ClaimKind(event.kind))
        replaces = event.related_statement_id
        found[claim_id or 0].append(Happening(event.id, event.at, member, replaces))
    return found
