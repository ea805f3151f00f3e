"""Claims as a fresh start has them: an id stays where most of its statements stay."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from monitor.reprocess.matching import keep_ids
from monitor.store import regroup
from monitor.store.rewriting.statements import Statements, forget
from monitor.store.schema import (
    ENDS,
    Alert,
    Claim,
    ClaimEvent,
    ClaimKey,
    PinMember,
    Statement,
)

COPIED = ("text", "event", "first_seen", "last_seen", "actors", "origins", "outlets")
POINTING = (
    Alert.claim_id,
    Statement.claim_id,
    PinMember.claim_id,
    ClaimEvent.claim_id,
    Claim.merged_into,
)
AT_ONCE = 500  # ids in one statement: both databases bound how many it may have
TOLD = ("claim_id", "related_claim_id", "position", "kind", "score", "reasons", "at")


@dataclass(slots=True)
class Claims:
    """`ids` from scratch to real, `statuses` the computed ones; what was one or many before."""

    ids: dict[int, int] = field(default_factory=dict)
    statuses: dict[int, str] = field(default_factory=dict)
    added: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    merged: dict[int, list[int]] = field(default_factory=dict)  # claim → claims it is made of
    split: dict[int, list[int]] = field(default_factory=dict)  # former claim → claims it became
    described: set[int] = field(default_factory=set)
    told: int = 0  # statements whose part in their claim is told anew


@dataclass(frozen=True, slots=True)
class Former:
    """How things were before: the claim of each statement; claims with statements that counted."""

    claims: Mapping[int, int]
    live: frozenset[int]
    statuses: Mapping[int, str]


def former_claims(real: Session) -> Former:
    """What `rewrite` compares with; to be taken before anything is rewritten."""
    query = select(Statement.id, Statement.claim_id, Statement.retired).where(
        Statement.claim_id.is_not(None)
    )
    rows = real.execute(query).all()
    statuses = {row[0]: row[1] for row in real.execute(select(Claim.id, Claim.status))}
    live = frozenset(claim or 0 for _, claim, retired in rows if not retired)
    return Former({row[0]: row[1] or 0 for row in rows}, live, statuses)


def rewrite(real: Session, fresh: Session, statements: Statements, before: Former) -> Claims:
    """Make the partition of statements, what each did, and each claim's row those of `fresh`."""
    former = before.claims
    groups: dict[int, list[int]] = defaultdict(list)
    query = select(Statement.claim_id, Statement.id).where(Statement.claim_id.is_not(None))
    for claim, scratch_id in fresh.execute(query.order_by(Statement.id)):
        groups[claim or 0].append(statements.ids[scratch_id])
    kept = keep_ids({claim: [former.get(s) for s in held] for claim, held in groups.items()})
    done = Claims()
    for scratch_id, real_id in kept.items():
        _describe(real, fresh.get_one(Claim, scratch_id), real_id, done)
    partition = {done.ids[claim]: held for claim, held in groups.items()}
    _regroup(done, partition, former)
    _assign(real, partition)
    _tell(real, fresh, statements.ids, done)
    for scratch_id, real_id in done.ids.items():
        rows = fresh.scalars(select(ClaimKey).where(ClaimKey.claim_id == scratch_id))
        if regroup.index(real, real_id, {row.key: row.last_seen for row in rows}):
            done.described.add(real_id)
    _empty(real, done, partition, before)
    real.flush()
    return done


def _describe(real: Session, new: Claim, real_id: int | None, done: Claims) -> None:
    values = {name: getattr(new, name) for name in COPIED}
    row = real.get_one(Claim, real_id) if real_id is not None else Claim(**values)
    if real_id is None:
        real.add(row)
    for name, value in {**values, "merged_into": None}.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            done.described.add(row.id)
    real.flush()
    done.described.discard(row.id if real_id is None else 0)
    done.ids[new.id] = row.id
    done.statuses[row.id] = new.status
    if real_id is None:
        done.added.append(row.id)


def _regroup(
    done: Claims, partition: Mapping[int, Sequence[int]], former: Mapping[int, int]
) -> None:
    """Which claims are made of several former ones, and which became several."""
    became: dict[int, set[int]] = defaultdict(set)
    for claim, held in partition.items():
        parts = {former[statement] for statement in held if statement in former}
        if len(parts) > 1:
            done.merged[claim] = sorted(parts)
        for part in parts:
            became[part].add(claim)
    done.split = {part: sorted(claims) for part, claims in became.items() if len(claims) > 1}


def _assign(real: Session, partition: Mapping[int, Sequence[int]]) -> None:
    real.flush()
    held = {row[0]: row[1] for row in real.execute(select(Statement.id, Statement.claim_id))}
    for claim, statements in partition.items():
        moved = [statement for statement in statements if held[statement] != claim]
        if moved:
            real.execute(update(Statement).where(Statement.id.in_(moved)).values(claim_id=claim))


def _tell(real: Session, fresh: Session, ids: Mapping[int, int], done: Claims) -> None:
    """What each statement did to its claim, and what its page did to it; decisions about that stay
    with it."""
    held = {_told(row): row for row in real.scalars(select(ClaimEvent))}
    gone = {row.id for (_, ends), row in held.items() if ends}
    for event in fresh.scalars(select(ClaimEvent).order_by(ClaimEvent.id)):
        related, former = event.related_claim_id, event.related_statement_id
        values = {name: getattr(event, name) for name in TOLD} | {
            "claim_id": done.ids[event.claim_id],
            "related_claim_id": done.ids[related] if related is not None else None,
            "related_statement_id": ids[former] if former is not None else None,
        }
        row = held.get((ids[event.statement_id], event.kind in ENDS))
        gone.discard(row.id if row else 0)
        if row is None:
            real.add(ClaimEvent(statement_id=ids[event.statement_id], **values))
            continue
        changed = {name: value for name, value in values.items() if getattr(row, name) != value}
        for name, value in changed.items():
            setattr(row, name, value)
        done.told += bool(changed.keys() - {"claim_id", "position"})
        done.described |= {row.claim_id} if changed else set()
    real.flush()
    forget(real, gone)
    done.told += len(gone)


def _told(event: ClaimEvent) -> tuple[int, bool]:
    """A statement, and whether the event is its arrival or its end."""
    return event.statement_id, event.kind in ENDS


def _empty(
    real: Session,
    done: Claims,
    partition: Mapping[int, Sequence[int]],
    before: Former,
) -> None:
    """Former claims that no statement is in: gone, or kept empty for what points at them."""
    heirs: dict[int, Counter[int]] = defaultdict(Counter)
    for claim, held in partition.items():
        for statement in held:
            if statement in before.claims:
                heirs[before.claims[statement]][claim] += 1
    for former_id in sorted(before.live - set(partition)):
        counted = heirs.get(former_id, Counter())
        heir = min(counted, key=lambda claim: (-counted[claim], claim), default=None)
        row = real.get_one(Claim, former_id)
        done.removed.append(former_id)
        if heir is None:
            real.execute(delete(ClaimKey).where(ClaimKey.claim_id == former_id))
            continue
        for table in (Statement, ClaimEvent):
            real.execute(update(table).where(table.claim_id == former_id).values(claim_id=heir))
        regroup.empty(real, row, heir)


def set_statuses(real: Session, done: Claims, before: Former) -> list[tuple[int, str, str]]:
    """The computed status, or the analyst's mark; returns (claim, was, is) of what changed."""
    changed = []
    for claim, computed in sorted(done.statuses.items()):
        row = real.get_one(Claim, claim)
        row.status = row.mark or computed
        was = before.statuses.get(claim, row.status)
        if was != row.status:
            changed.append((claim, was, row.status))
    real.flush()
    return changed


def drop_empty(real: Session, claim_ids: Sequence[int]) -> None:
    """Remove claims without statements, unless an alert, a pin or another claim points at them."""
    real.flush()
    for first in range(0, len(claim_ids), AT_ONCE):
        ids = claim_ids[first : first + AT_ONCE]
        pointed: set[int | None] = set()
        for column in POINTING:
            pointed |= set(real.scalars(select(column).where(column.in_(ids))))
        free = [claim_id for claim_id in ids if claim_id not in pointed]
        related = ClaimEvent.related_claim_id.in_(free)
        real.execute(update(ClaimEvent).where(related).values(related_claim_id=None))
        real.execute(delete(Claim).where(Claim.id.in_(free)))
