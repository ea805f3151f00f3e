"""Statements moved from claim to claim, with what hangs on them: events, keys, alerts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from monitor.domain import ClaimKind, ClaimMember
from monitor.store.schema import ARRIVAL, Alert, Claim, ClaimEvent, ClaimKey, Statement

Told = tuple[ClaimKind, Sequence[str]]


def new_claim(session: Session, at: datetime) -> Claim:
    """A claim without statements; `summarise` describes it once it has some."""
    row = Claim(text="", first_seen=at, last_seen=at, actors=[], origins=[], outlets=[])
    session.add(row)
    session.flush()
    return row


def move(session: Session, statement_ids: Iterable[int], claim_id: int) -> None:
    """Put statements, with what they did, into a claim; the claims involved are put in order.

    What alerts quote but today's rules no longer find goes where most of its claim went: the
    caller lists it.
    """
    ids = list(statement_ids)
    for table, key in ((Statement, Statement.id), (ClaimEvent, ClaimEvent.statement_id)):
        session.execute(update(table).where(key.in_(ids)).values(claim_id=claim_id))
    itself = ClaimEvent.related_claim_id == claim_id
    session.execute(
        update(ClaimEvent)
        .where(ClaimEvent.claim_id == claim_id, itself)
        .values(related_claim_id=None)
    )
    reorder(session, claim_id)


def reorder(session: Session, claim_id: int) -> None:
    """Number the statements of a claim by the time they came."""
    query = (
        select(ClaimEvent)
        .where(ClaimEvent.claim_id == claim_id)
        .order_by(ClaimEvent.at, ClaimEvent.position, ClaimEvent.statement_id)
    )
    for position, event in enumerate(session.scalars(query)):
        event.position = position
    session.flush()


def everything_of(session: Session, claim_id: int) -> list[int]:
    """All statements of a claim, those that count no more included."""
    return list(session.scalars(select(Statement.id).where(Statement.claim_id == claim_id)))


def kinds(session: Session, claim_id: int) -> dict[int, ClaimKind]:
    """What each statement of a claim did to it, as far as is noted."""
    query = select(ClaimEvent.statement_id, ClaimEvent.kind).where(
        ClaimEvent.claim_id == claim_id, ARRIVAL
    )
    return {row[0]: ClaimKind(row[1]) for row in session.execute(query)}


def tell(session: Session, claim_id: int, told: Mapping[int, Told]) -> None:
    """Note anew what these statements did to their claim."""
    query = select(ClaimEvent).where(
        ClaimEvent.claim_id == claim_id, ClaimEvent.statement_id.in_(told), ARRIVAL
    )
    for event in session.scalars(query):
        kind, reasons = told[event.statement_id]
        event.kind, event.reasons, event.related_claim_id = kind.value, list(reasons), None
    session.flush()


def summarise(
    session: Session,
    claim: Claim,
    members: Sequence[ClaimMember],
    *,
    keys: Iterable[str],
    status: str,
) -> None:
    """Describe a claim by exactly these statements, in order of arrival, and index it so."""
    first = members[0].statement
    statements = [member.statement for member in members]
    events = [s.event.value for s in statements if s.event is not None]
    times = list(
        session.scalars(
            select(ClaimEvent.at).where(
                ClaimEvent.statement_id.in_([member.statement_id for member in members])
            )
        )
    )
    claim.text, claim.status, claim.merged_into = first.content, status, None
    claim.event = events[0] if events else None
    claim.first_seen, claim.last_seen = min(times), max(times)
    claim.actors = list(dict.fromkeys(actor for s in statements for actor in s.actors))
    claim.origins = list(dict.fromkeys(s.origin for s in statements))
    claim.outlets = list(dict.fromkeys(m.source for m in members if m.source))
    index(session, claim.id, dict.fromkeys(keys, claim.last_seen))


def index(session: Session, claim_id: int, keys: Mapping[str, datetime]) -> bool:
    """Make these the entries under which a claim is found; False where they were."""
    rows = session.scalars(select(ClaimKey).where(ClaimKey.claim_id == claim_id))
    held = {row.key: row for row in rows}
    if {key: row.last_seen for key, row in held.items()} == dict(keys):
        return False
    for key, row in held.items():
        if key not in keys:
            session.delete(row)
        else:
            row.last_seen = keys[key]
    session.add_all(
        ClaimKey(key=key, claim_id=claim_id, last_seen=at)
        for key, at in keys.items()
        if key not in held
    )
    session.flush()
    return True


def empty(session: Session, claim: Claim, into: int) -> None:
    """A claim whose statements went into another: found no more, kept for what points at it."""
    claim.merged_into, claim.mark = into, None
    session.execute(delete(ClaimKey).where(ClaimKey.claim_id == claim.id))
    related = ClaimEvent.related_claim_id == claim.id
    session.execute(
        update(ClaimEvent).where(related, ClaimEvent.claim_id != into).values(related_claim_id=into)
    )
    session.execute(
        update(ClaimEvent).where(related, ClaimEvent.claim_id == into).values(related_claim_id=None)
    )
    session.execute(update(Claim).where(Claim.merged_into == claim.id).values(merged_into=into))


def settle_alerts(session: Session) -> int:
    """Move each alert to the claim of the statement that raised it, unless that has one already.

    An alert that finds its place taken stays: no alert is ever lost, and none is doubled.
    Returns how many moved. Repeated until nothing moves, so that a second call moves nothing.
    """
    astray = (
        select(Alert, Statement.claim_id)
        .join(Statement, Statement.id == Alert.statement_id)
        .where(Statement.claim_id != Alert.claim_id)
        .order_by(Alert.id)
    )
    moved = 0
    while step := sum(
        _settle(session, alert, claim_id or 0) for alert, claim_id in session.execute(astray).all()
    ):
        moved += step
    return moved


def _settle(session: Session, alert: Alert, claim_id: int) -> bool:
    taken = session.scalar(
        select(Alert.id).where(
            Alert.watch_id == alert.watch_id,
            Alert.claim_id == claim_id,
            Alert.kind == alert.kind,
        )
    )
    if taken is not None:
        return False
    alert.claim_id = claim_id
    session.flush()
    return True
