"""Claims: candidates by index, members as values, and what each statement did to its claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from monitor.domain import Candidate, ClaimDecision, ClaimKind, ClaimMember, Incoming
from monitor.duplicates.revisions import Former
from monitor.store.schema import ARRIVAL, ENDS, Claim, ClaimEvent, ClaimKey, Document, Statement
from monitor.store.statements import to_value

WINDOW = timedelta(days=400)  # a claim not heard of for longer than this is told anew
MOST_CANDIDATES = 40
MOST_MEMBERS = 60
MOST_STANDING = 200  # statements of one page that a new version is compared with


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
        .outerjoin(ClaimEvent, (ClaimEvent.statement_id == Statement.id) & ARRIVAL)
        .add_columns(ClaimEvent.kind, _stands())
        .order_by(ClaimEvent.position, Statement.id)
    )
    for row, kind, stands in session.execute(query):
        member = _member(row, ClaimKind(kind) if kind else None)
        found[row.claim_id or 0].append(replace(member, stands=stands))
    return found


def _stands() -> ColumnElement[bool]:
    """Whether its page still says so, as far as we have seen: no later version of the page says it
    anew or not at all."""
    event = aliased(ClaimEvent)
    over = or_(
        event.related_statement_id == Statement.id,
        (event.statement_id == Statement.id) & event.kind.in_(ENDS),
    )
    return ~exists().where(over).correlate(Statement)


def standing(session: Session, document: Document) -> list[Former]:
    """What earlier versions of a document's page said and had not dropped, in order of the text.

    Offsets point into the version each stood in, which is the one before for all but a few.
    """
    query = (
        select(Statement, ClaimEvent.kind)
        .join(Statement.document)
        .join(ClaimEvent, (ClaimEvent.statement_id == Statement.id) & ARRIVAL)
        .where(
            Document.canonical_url == document.canonical_url,
            Document.version < document.version,
            Statement.claim_id.is_not(None),
            ~Statement.retired,
            _stands(),
        )
        .options(selectinload(Statement.links))
        .order_by(Document.version.desc(), Statement.start, Statement.id)
        .limit(MOST_STANDING)
    )
    return [
        Former(row.id, row.claim_id or 0, to_value(row), kind == ClaimKind.UNCERTAIN.value)
        for row, kind in session.execute(query)
    ]


def of_story(session: Session, story_id: int, merged: Sequence[int]) -> list[Claim]:
    """The claims with statements in a story that others were merged into, found under its key."""
    ids = select(Statement.claim_id).join(Statement.document).where(Document.story_id == story_id)
    found = list(session.scalars(select(Claim).where(Claim.id.in_(ids)).order_by(Claim.id)))
    gone = [f"story|{other}" for other in merged]
    for claim in found:
        keys = select(ClaimKey).where(ClaimKey.claim_id == claim.id)
        held = {row.key: row for row in session.scalars(keys)}
        times = [held[key].last_seen for key in gone if key in held]
        if times and f"story|{story_id}" not in held:
            _index(session, claim.id, [f"story|{story_id}"], max(times))
    session.execute(delete(ClaimKey).where(ClaimKey.key.in_(gone)))
    session.flush()
    return found


def drop(
    session: Session, former: Former, reason: str, *, at: datetime
) -> tuple[Claim, ClaimEvent, list[ClaimMember]]:
    """Note that a page no longer says so. The claim is withdrawn where no other page does either.

    The members are given with the statement last and as what it is now.
    """
    claim = session.get_one(Claim, former.claim_id)
    event = ClaimEvent(
        claim_id=claim.id,
        statement_id=former.statement_id,
        position=_next_position(session, claim.id),
        kind=ClaimKind.DROPPED.value,
        score=1.0,
        reasons=[reason],
        at=at,
    )
    session.add(event)
    session.flush()
    held = members(session, [claim.id])[claim.id]
    left = list(dict.fromkeys(member.source for member in held if member.stands))
    if left:
        event.reasons = [reason, f"Still said by {', '.join(map(str, left))}."]
    else:
        event.kind = ClaimKind.WITHDRAWN.value
    claim.last_seen = max(claim.last_seen, at)
    session.flush()
    gone = next(member for member in held if member.statement_id == former.statement_id)
    return claim, event, [*held, replace(gone, kind=ClaimKind(event.kind))]


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
    again = decision.statement_id is not None
    joins = near is not None and (again or decision.kind is not ClaimKind.UNCERTAIN)
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
        related_statement_id=decision.statement_id,
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
