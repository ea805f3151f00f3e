"""Claims: candidates by index, members as values, and what each statement did to its claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from monitor.domain import Candidate, ClaimDecision, ClaimKind, ClaimMember, Incoming
from monitor.store.schema import Claim, ClaimEvent, ClaimKey, Document, Statement
from monitor.store.statements import to_value

WINDOW = timedelta(days=400)  # a claim not heard of for longer than this is told anew
MOST_CANDIDATES = 40
MOST_MEMBERS = 60


def candidates(session: Session, keys: Sequence[str], *, at: datetime) -> list[Candidate]:
    """Claims that share a key with a statement, those that share most first.

    The cost depends on the claims that share a key, not on how many there are.
    """
    if not keys:
        return []
    query = (
        select(ClaimKey.claim_id)
        .where(ClaimKey.key.in_(keys), ClaimKey.last_seen >= at - WINDOW)
        .group_by(ClaimKey.claim_id)
        .order_by(func.count().desc(), func.max(ClaimKey.last_seen).desc(), ClaimKey.claim_id)
        .limit(MOST_CANDIDATES)
    )
    ids = list(session.scalars(query))
    held = members(session, ids)
    return [Candidate(claim_id, tuple(held[claim_id][:MOST_MEMBERS])) for claim_id in ids]


def members(session: Session, claim_ids: Sequence[int]) -> dict[int, list[ClaimMember]]:
    """The statements of each claim that count, in order of arrival."""
    found: dict[int, list[ClaimMember]] = defaultdict(list)
    if not claim_ids:
        return found
    query = (
        select(Statement)
        .where(Statement.claim_id.in_(claim_ids), ~Statement.retired)
        .options(
            selectinload(Statement.links),
            joinedload(Statement.document).joinedload(Document.source),
        )
        .outerjoin(ClaimEvent, ClaimEvent.statement_id == Statement.id)
        .add_columns(ClaimEvent.kind)
        .order_by(ClaimEvent.position, Statement.id)
    )
    for row, kind in session.execute(query):
        found[row.claim_id or 0].append(_member(row, ClaimKind(kind) if kind else None))
    return found


def place_statement(
    session: Session,
    row: Statement,
    incoming: Incoming,
    decision: ClaimDecision,
    *,
    keys: Sequence[str],
    at: datetime,
) -> tuple[Claim, ClaimEvent]:
    """Carry out a decision: the statement joins its claim, or founds one.

    An uncertain one founds its own and remembers the claim it may belong to.
    """
    near = decision.claim_id
    joins = near is not None and decision.kind is not ClaimKind.UNCERTAIN
    claim = session.get(Claim, near) if joins else None
    if claim is None:
        claim = _found(session, incoming, at)
    row.claim_id = claim.id
    _describe(claim, incoming, at)
    _index(session, claim.id, keys, at)
    event = ClaimEvent(
        claim_id=claim.id,
        statement_id=row.id,
        position=_next_position(session, claim.id),
        related_claim_id=None if joins else near,
        kind=decision.kind.value,
        score=decision.score,
        reasons=list(decision.reasons),
        at=at,
    )
    session.add(event)
    session.flush()
    return claim, event


def _next_position(session: Session, claim_id: int) -> int:
    last = session.scalar(
        select(func.max(ClaimEvent.position)).where(ClaimEvent.claim_id == claim_id)
    )
    return 0 if last is None else last + 1


def _found(session: Session, incoming: Incoming, at: datetime) -> Claim:
    statement = incoming.statement
    claim = Claim(
        text=statement.content,
        event=statement.event.value if statement.event else None,
        first_seen=at,
        last_seen=at,
        actors=[],
        origins=[],
        outlets=[],
    )
    session.add(claim)
    session.flush()
    return claim


def _describe(claim: Claim, incoming: Incoming, at: datetime) -> None:
    """Lists are replaced, not changed in place: that is how a JSON column is seen to change."""
    statement = incoming.statement
    claim.actors = _with(claim.actors, *statement.actors)
    claim.origins = _with(claim.origins, statement.origin)
    if incoming.source:
        claim.outlets = _with(claim.outlets, incoming.source)
    claim.event = claim.event or (statement.event.value if statement.event else None)
    claim.first_seen = min(claim.first_seen, at)
    claim.last_seen = max(claim.last_seen, at)


def _index(session: Session, claim_id: int, keys: Sequence[str], at: datetime) -> None:
    held = set(session.scalars(select(ClaimKey.key).where(ClaimKey.claim_id == claim_id)))
    session.execute(
        update(ClaimKey)
        .where(ClaimKey.claim_id == claim_id, ClaimKey.last_seen < at)
        .values(last_seen=at)
    )
    session.add_all(
        ClaimKey(key=key, claim_id=claim_id, last_seen=at)
        for key in dict.fromkeys(keys)
        if key not in held
    )


def _with(held: list[str], *more: str) -> list[str]:
    return [*held, *(name for name in dict.fromkeys(more) if name not in held)]


def _member(row: Statement, kind: ClaimKind | None) -> ClaimMember:
    document = row.document
    source = document.source
    return ClaimMember(
        statement_id=row.id,
        statement=to_value(row),
        published=document.published_at or document.fetched_at,
        story_id=document.story_id,
        source=source.slug if source else None,
        family=source.family if source else None,
        uncertain=kind is ClaimKind.UNCERTAIN,
        kind=kind,
    )
