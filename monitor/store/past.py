"""The past of every claim, streamed: what a rule is tried on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from monitor.domain import ClaimKind
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


def _pasts(session: Session, ids: Sequence[int]) -> dict[int, list[Happening]]:
    held = members(session, ids)
    by_statement = {one.statement_id: one for claim in held.values() for one in claim}
    query = (
        select(Statement.claim_id, ClaimEvent.id, ClaimEvent.at, ClaimEvent.kind, Statement.id)
        .join(Statement, Statement.id == ClaimEvent.statement_id)
        .where(Statement.claim_id.in_(ids), ~Statement.retired)
        .order_by(ClaimEvent.position, ClaimEvent.id)
    )
    found: dict[int, list[Happening]] = defaultdict(list)
    for claim_id, event_id, at, kind, statement_id in session.execute(query):
        member = replace(by_statement[statement_id], kind=ClaimKind(kind))
        found[claim_id or 0].append(Happening(event_id, at, member))
    return found
