"""What an analyst decides about claims: merge, split, mark, and taking it back.

Each is carried out on the claims at once and kept as a pin. The caller commits. None of it ever
alerts: alerts that were raised move along with the statement that raised them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from monitor.claims import clustering
from monitor.domain import ClaimKind
from monitor.errors import InputError
from monitor.reprocess.rulings import Rulings, told_again
from monitor.store import claims, pins, regroup
from monitor.store.schema import Claim, Pin

STATUSES = ("single-origin", "corroborated", "disputed")


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision did: its pin, the claims it changed with their status, what moved."""

    pin: int
    kind: str
    claims: dict[int, str]
    moved: tuple[int, ...] = ()


def merge(session: Session, into: int, other: int, *, note: str, at: datetime) -> Decided:
    """Decide that two claims are one; it goes on under the id of the first.

    Raises:
        InputError: one of them is no claim, or both are the same.
    """
    if into == other:
        raise InputError(f"claim {into} cannot be merged with itself; name two claims")
    survivor, absorbed = _claim(session, into), _claim(session, other)
    stay, go = _statements(session, into), _statements(session, other)
    members = [(s, into, False) for s in stay] + [(s, other, True) for s in go]
    pin = pins.add(session, "merge", members, note=note, at=at)
    _absorb(session, survivor, absorbed, _why(pin))
    return _decided(session, pin, [survivor], go)


def split(
    session: Session, claim_id: int, statements: Collection[int], *, note: str, at: datetime
) -> Decided:
    """Decide that some statements of a claim are another claim, which gets a new id.

    Raises:
        InputError: they are not all of this claim, or they are all there is.
    """
    claim = _claim(session, claim_id)
    held = _statements(session, claim_id)
    if foreign := sorted(set(statements) - set(held)):
        raise InputError(
            f"statement {foreign[0]} is not in claim {claim_id}, which holds "
            f"{', '.join(map(str, held))}; `axiswatch claims show {claim_id}` shows them"
        )
    if not statements or set(statements) == set(held):
        raise InputError(
            f"a split leaves some statements and takes some: claim {claim_id} holds "
            f"{', '.join(map(str, held))}"
        )
    members = [(s, claim_id, s in statements) for s in held]
    pin = pins.add(session, "split", members, note=note, at=at)
    apart = regroup.new_claim(session, at)
    regroup.move(session, statements, apart.id)
    for changed in (apart, claim):
        _refresh(session, changed, _why(pin))
    return _decided(session, pin, [claim, apart], sorted(statements))


def mark(session: Session, claim_id: int, status: str, *, note: str, at: datetime) -> Decided:
    """Decide a claim's status, whatever its statements add up to.

    Raises:
        InputError: there is no such claim, or no such status.
    """
    if status not in STATUSES:
        raise InputError(f"{status!r} is no status; give one of {', '.join(STATUSES)}")
    claim = _claim(session, claim_id)
    members = [(s, claim_id, False) for s in _statements(session, claim_id)]
    pin = pins.add(session, "mark", members, note=note, at=at, status=status)
    return _decided(session, pin, [claim], ())


def unpin(session: Session, pin_id: int, *, at: datetime) -> Decided:
    """Take a decision back: its statements return to where they were, as far as others allow.

    Statements that came after a merge stay with the claim that goes on.

    Raises:
        InputError: there is no such decision.
    """
    pin = pins.get(session, pin_id)
    if pin is None:
        raise InputError(f"there is no pin {pin_id}; `axiswatch claims pins` lists them")
    left = Rulings(pins.rulings(p for p in pins.all_pins(session) if p.id != pin_id))
    reason = f"An analyst took back pin {pin_id}."
    if pin.kind == "merge":
        touched, moved = _unmerge(session, pin, left, reason, at)
    elif pin.kind == "split":
        touched, moved = _unsplit(session, pin, left, reason)
    else:
        touched, moved = [], ()
    kind = f"un{pin.kind}"
    pins.remove(session, pin)
    touched += [claim for claim in _settle(session) if claim not in touched]
    return Decided(pin_id, kind, {claim.id: claim.status for claim in touched}, tuple(moved))


def _unmerge(
    session: Session, pin: Pin, left: Rulings, reason: str, at: datetime
) -> tuple[list[Claim], Collection[int]]:
    """Whoever moved goes back, with all that must be with it, unless that is with who stayed."""
    moved = {m.pinned_id: m for m in pin.members if m.moved}
    free = [m for m in moved.values() if left.group(m.pinned_id) <= moved.keys()]
    held = pins.claims_of(session, [m.pinned.statement_id for m in free])
    stayed = _where(session, [m.pinned.statement_id for m in pin.members if not m.moved])
    go = [statement for statement, claim_id in held.items() if claim_id == stayed]
    if stayed is None or not go or set(go) == set(_statements(session, stayed)):
        return [], ()
    claim = session.get_one(Claim, stayed)
    former = session.get(Claim, free[0].claim_id)
    if former is None or _statements(session, former.id):
        former = regroup.new_claim(session, at)
    regroup.move(session, go, former.id)
    for changed in (former, claim):
        _refresh(session, changed, reason)
    return [claim, former], go


def _unsplit(
    session: Session, pin: Pin, left: Rulings, reason: str
) -> tuple[list[Claim], Collection[int]]:
    apart = _where(session, [m.pinned.statement_id for m in pin.members if m.moved])
    home = _where(session, [m.pinned.statement_id for m in pin.members if not m.moved])
    barred = {other for m in pin.members if m.moved for other in left.apart(m.pinned_id)}
    parted = barred & {m.pinned_id for m in pin.members if not m.moved}
    if apart is None or home is None or apart == home or parted:
        return [], ()
    moved = _statements(session, apart)
    claim = session.get_one(Claim, home)
    _absorb(session, claim, session.get_one(Claim, apart), reason)
    return [claim], moved


def _absorb(session: Session, survivor: Claim, absorbed: Claim, reason: str) -> None:
    regroup.move(session, regroup.everything_of(session, absorbed.id), survivor.id)
    regroup.empty(session, absorbed, survivor.id)
    _refresh(session, survivor, reason)


def _refresh(session: Session, claim: Claim, reason: str) -> None:
    """Make a claim's row, index and events say what its statements are."""
    session.expire_all()
    regroup.reorder(session, claim.id)
    members = claims.members(session, [claim.id])[claim.id]
    held = regroup.kinds(session, claim.id)
    told = {}
    for member, (kind, why) in zip(members, told_again(members), strict=True):
        former = held[member.statement_id]
        finer = former in (ClaimKind.UPDATED, ClaimKind.CORRECTED)
        same = former is kind or (finer and kind is ClaimKind.REPEATED)
        if not same:
            told[member.statement_id] = kind, (reason, why)
    regroup.tell(session, claim.id, told)
    keys = [
        key
        for member in members
        for key in clustering.keys(member.statement, story=member.story_id)
    ]
    members = claims.members(session, [claim.id])[claim.id]
    status = claim.mark or clustering.status(members)
    regroup.summarise(session, claim, members, keys=keys, status=status)


def _settle(session: Session) -> list[Claim]:
    """Marks where they belong now, and alerts with their statements."""
    marked = pins.set_marks(session)
    session.flush()
    for claim in marked:
        members = claims.members(session, [claim.id])[claim.id]
        claim.status = claim.mark or clustering.status(members)
    regroup.settle_alerts(session)
    session.flush()
    return marked


def _decided(session: Session, pin: Pin, touched: list[Claim], moved: Iterable[int]) -> Decided:
    _settle(session)
    statuses = {claim.id: claim.status for claim in touched}
    return Decided(pin.id, pin.kind, statuses, tuple(moved))


def _claim(session: Session, claim_id: int) -> Claim:
    claim = session.get(Claim, claim_id)
    if claim is None:
        raise InputError(f"there is no claim {claim_id}; `axiswatch claims` lists them")
    if claim.merged_into is not None:
        raise InputError(
            f"claim {claim_id} was merged into claim {claim.merged_into}; name that one"
        )
    if not _statements(session, claim_id):
        raise InputError(
            f"claim {claim_id} has no statements left; `axiswatch claims` lists others"
        )
    return claim


def _statements(session: Session, claim_id: int) -> list[int]:
    return [row.id for row in pins.live_statements(session, claim_id)]


def _where(session: Session, statements: Iterable[int]) -> int | None:
    """The claim in which most of these statements are today."""
    held = Counter(pins.claims_of(session, statements).values())
    return min(held, key=lambda claim_id: (-held[claim_id], claim_id), default=None)


def _why(pin: Pin) -> str:
    said = f": {pin.note}" if pin.note else ""
    return f"An analyst's {pin.kind} (pin {pin.id}){said}."
