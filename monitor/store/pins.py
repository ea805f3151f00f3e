"""Pins: an analyst's decisions as rows, with the statements they speak of.

A statement is named by its document's canonical address and version, its span and the hash of its
words, besides the id of its row: it is found again where a re-read gave it another row.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from monitor.reading.normalise import fold
from monitor.reprocess.rulings import Ruling
from monitor.store.schema import Claim, Document, Pin, PinMember, PinnedStatement, Statement

Record = dict[str, Any]


def words_hash(content: str) -> str:
    """What a statement's words are known by, typography aside."""
    return hashlib.sha256(fold(content).encode("utf8", "replace")).hexdigest()


def add(
    session: Session,
    kind: str,
    members: Iterable[tuple[int, int, bool]],
    *,
    note: str,
    at: datetime,
    status: str | None = None,
) -> Pin:
    """Write a decision about `members`: (statement, its claim, whether it moved). Has its id."""
    pin = Pin(kind=kind, status=status, note=note, at=at)
    pin.members = [
        PinMember(pinned=_pinned(session, statement_id), claim_id=claim_id, moved=moved)
        for statement_id, claim_id, moved in members
    ]
    session.add(pin)
    session.flush()
    return pin


def _pinned(session: Session, statement_id: int) -> PinnedStatement:
    query = select(PinnedStatement).where(PinnedStatement.statement_id == statement_id)
    row = session.scalar(query) or PinnedStatement(statement_id=statement_id)
    describe(row, session.get_one(Statement, statement_id))
    session.add(row)
    session.flush()
    return row


def describe(row: PinnedStatement, statement: Statement) -> bool:
    """Note where a pinned statement stands now; False where that was known."""
    document = statement.document
    now = {
        "statement_id": statement.id,
        "canonical_url": document.canonical_url,
        "version": document.version,
        "start": statement.start,
        "end": statement.end,
        "text_hash": document.content_hash,
        "content_hash": words_hash(statement.content),
    }
    changed = {name: value for name, value in now.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


def get(session: Session, pin_id: int) -> Pin | None:
    """A decision with its statements."""
    query = select(Pin).where(Pin.id == pin_id).options(*_WITH_MEMBERS)
    return session.scalar(query)


def remove(session: Session, pin: Pin) -> None:
    """Take a decision back: the row, and what only it spoke of."""
    pinned = {member.pinned_id for member in pin.members}
    session.delete(pin)
    session.flush()
    used = select(PinMember.pinned_id).where(PinMember.pinned_id.in_(pinned))
    orphans = select(PinnedStatement).where(
        PinnedStatement.id.in_(pinned), PinnedStatement.id.not_in(used)
    )
    for row in session.scalars(orphans):
        session.delete(row)
    session.flush()


def all_pins(session: Session) -> list[Pin]:
    """Every decision, in the order they were taken."""
    return list(session.scalars(select(Pin).options(*_WITH_MEMBERS).order_by(Pin.id)))


_WITH_MEMBERS = (selectinload(Pin.members).joinedload(PinMember.pinned),)


def rulings(pins: Iterable[Pin]) -> list[Ruling]:
    """The merges and splits among `pins`, as values."""
    found = []
    for pin in pins:
        moved = frozenset(member.pinned_id for member in pin.members if member.moved)
        stayed = frozenset(member.pinned_id for member in pin.members if not member.moved)
        if pin.kind == "merge":
            found.append(Ruling(pin.id, "merge", moved | stayed))
        elif pin.kind == "split":
            found.append(Ruling(pin.id, "split", moved, stayed))
    return found


def pinned_statements(session: Session) -> list[PinnedStatement]:
    """All statements that any decision speaks of."""
    return list(session.scalars(select(PinnedStatement).order_by(PinnedStatement.id)))


def claims_of(session: Session, statement_ids: Iterable[int]) -> dict[int, int]:
    """The claim of each of these statements that counts today."""
    query = select(Statement.id, Statement.claim_id).where(
        Statement.id.in_(list(statement_ids)), ~Statement.retired, Statement.claim_id.is_not(None)
    )
    return {statement_id: claim_id or 0 for statement_id, claim_id in session.execute(query)}


def renew(session: Session, found: dict[int, int]) -> int:
    """Note where pinned statements stand after a re-read; how many stand elsewhere than before."""
    rows = session.scalars(select(PinnedStatement).where(PinnedStatement.id.in_(found)))
    moved = [describe(row, session.get_one(Statement, found[row.id])) for row in rows]
    session.flush()
    return sum(moved)


def set_marks(session: Session) -> list[Claim]:
    """Give each claim the status the latest decision about most of its marked statements says.

    Returns the claims whose mark changed; their status is for the caller to compute.
    """
    wanted: dict[int, str] = {}
    for pin in all_pins(session):
        if pin.kind == "mark" and pin.status is not None:
            held = claims_of(session, [member.pinned.statement_id for member in pin.members])
            if held:
                most = min(Counter(held.values()).items(), key=lambda kv: (-kv[1], kv[0]))[0]
                wanted.pop(most, None)
                wanted[most] = pin.status
    query = select(Claim).where(Claim.mark.is_not(None) | Claim.id.in_(wanted)).order_by(Claim.id)
    changed = [row for row in session.scalars(query) if row.mark != wanted.get(row.id)]
    for row in changed:
        row.mark = wanted.get(row.id)
    return changed


def records(session: Session) -> list[Record]:
    """Every decision as `axiswatch claims pins --json` prints it."""
    pins = all_pins(session)
    ids = {member.pinned.statement_id for pin in pins for member in pin.members}
    held = claims_of(session, ids)
    return [_record(pin, held) for pin in pins]


def _record(pin: Pin, held: dict[int, int]) -> Record:
    members = sorted(pin.members, key=lambda member: member.pinned_id)
    found = [m.pinned.statement_id for m in members if m.pinned.statement_id in held]
    return {
        "id": pin.id,
        "kind": pin.kind,
        "status": pin.status,
        "note": pin.note,
        "at": pin.at.isoformat(),
        "claims": sorted({held[statement_id] for statement_id in found}),
        "statements": found,
        "moved": [m.pinned.statement_id for m in members if m.moved],
        "missing": [
            {"document_url": m.pinned.canonical_url, "version": m.pinned.version}
            for m in members
            if m.pinned.statement_id not in held
        ],
    }


def pins_of(session: Session, claim_id: int) -> list[Record]:
    """The decisions that speak of statements of this claim."""
    return [record for record in records(session) if claim_id in record["claims"]]


def live_statements(session: Session, claim_id: int) -> Sequence[Statement]:
    """The statements of a claim that count, by id."""
    query = (
        select(Statement)
        .where(Statement.claim_id == claim_id, ~Statement.retired)
        .options(joinedload(Statement.document).joinedload(Document.source))
        .order_by(Statement.id)
    )
    return list(session.scalars(query))
