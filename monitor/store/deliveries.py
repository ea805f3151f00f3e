"""The outbox: which delivery is next, who is sending it, and what became of it.

A delivery is *pending* until a sender leases it (*sending*); then *sent*, *pending* again after a
temporary failure, or *dead*. One whose channel is not configured is *held*; one that is told of in
the message of another is *rolled*, and never due. A sender that dies
leaves a lease behind; when it runs out the delivery is taken up again, so that a crash repeats
at most what was in flight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from monitor.domain import Wait
from monitor.store.schema import Alert, Delivery

WINDOW = timedelta(minutes=1)  # over which the rate cap counts
MOST_ERROR = 1000


@dataclass(frozen=True, slots=True)
class Lease:
    """The right of one sender to one delivery until a moment, which also identifies the lease.

    The message is an alert, or the `phase` of an incident. `attempts` counts this one. `receipt`
    is what a partly successful earlier attempt left.
    """

    delivery_id: int
    alert_id: int | None
    channel: str
    attempts: int
    until: datetime
    receipt: str = ""
    incident_id: int | None = None
    phase: str | None = None
    not_before: datetime | None = None


def lease(session: Session, channel: str, *, now: datetime, until: datetime) -> Lease | None:
    """Take the oldest delivery that is due on the channel, if there is one.

    Safe against any number of senders: PostgreSQL skips rows that another has locked
    (`FOR UPDATE SKIP LOCKED`), on SQLite the statement holds the only write lock. The caller
    commits before it sends.
    """
    oldest = (
        select(Delivery.id)
        .where(Delivery.channel == channel, _due(now))
        .order_by(Delivery.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = session.execute(
        update(Delivery)
        .where(Delivery.id == oldest)
        .values(state="sending", leased_until=until, attempts=Delivery.attempts + 1)
        .returning(
            Delivery.id,
            Delivery.alert_id,
            Delivery.attempts,
            Delivery.receipt,
            Delivery.incident_id,
            Delivery.phase,
        )
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if taken is None:
        return None
    number, alert_id, attempts, receipt, incident_id, phase = taken
    return Lease(number, alert_id, channel, attempts, until, receipt or "", incident_id, phase)


def lease_all(
    session: Session, channel: str, *, raised_until: datetime, now: datetime, until: datetime
) -> list[Lease]:
    """Take everything due on the channel that was raised up to a moment, for one message.

    What waited for a digest time of its watch's own is due at that time, whenever it was raised.

    What an earlier attempt brought to some readers only is taken by itself, so that its receipt
    says nothing about the rest. The caller holds the channel's lock.
    """
    raised = Delivery.alert_id.in_(select(Alert.id).where(Alert.created_at <= raised_until))
    own_time = Delivery.wait == Wait.DIGEST.value
    wanted = and_(Delivery.channel == channel, or_(raised, own_time), _due(now))
    first = session.execute(
        select(Delivery.receipt).where(wanted).order_by(Delivery.id).limit(1)
    ).one_or_none()
    if first is None:
        return []
    ids = (
        select(Delivery.id)
        .where(wanted, Delivery.receipt.is_not_distinct_from(first.receipt))
        .with_for_update(skip_locked=True)
    )
    taken = session.execute(
        update(Delivery)
        .where(Delivery.id.in_(ids))
        .values(state="sending", leased_until=until, attempts=Delivery.attempts + 1)
        .returning(Delivery.id, Delivery.alert_id, Delivery.attempts, Delivery.not_before)
        .execution_options(synchronize_session=False)
    ).all()
    receipt = first.receipt or ""
    leases = [
        Lease(r.id, r.alert_id, channel, r.attempts, until, receipt, not_before=r.not_before)
        for r in taken
    ]
    return sorted(leases, key=lambda lease: lease.delivery_id)


def record_sent(session: Session, leased: Lease, *, receipt: str, at: datetime) -> None:
    """It arrived. That is true even if the lease ran out meanwhile, so it is not asked for."""
    session.execute(
        update(Delivery)
        .where(Delivery.id == leased.delivery_id, Delivery.state != "sent")
        .values(state="sent", sent_at=at, receipt=receipt, leased_until=None, error=None)
    )


def record_failure(
    session: Session,
    leased: Lease,
    *,
    error: str,
    again_at: datetime | None,
    at: datetime,
    receipt: str = "",
) -> None:
    """It did not arrive: try again at `again_at`, never (a dead letter) if that is None.

    Nothing happens if the lease is lost: whoever holds it now will say what became of it.
    """
    values: dict[str, object] = {
        "state": "dead" if again_at is None else "pending",
        "leased_until": None,
        "error": error[:MOST_ERROR],
    }
    if again_at is None:
        values["given_up_at"] = at
    else:
        values["next_attempt_at"] = again_at
    if receipt:
        values["receipt"] = receipt
    session.execute(
        update(Delivery)
        .where(
            Delivery.id == leased.delivery_id,
            Delivery.state == "sending",
            Delivery.leased_until == leased.until,
        )
        .values(**values)
    )


def requeue(
    session: Session,
    *,
    now: datetime,
    channel: str | None = None,
    alert_ids: Sequence[int] | None = None,
) -> int:
    """Make dead letters due again, with a fresh count of attempts; how many there were."""
    query = update(Delivery).where(Delivery.state == "dead")
    if channel is not None:
        query = query.where(Delivery.channel == channel)
    if alert_ids is not None:
        query = query.where(Delivery.alert_id.in_(alert_ids))
    fresh = query.values(state="pending", attempts=0, next_attempt_at=now, leased_until=None)
    return len(session.execute(fresh.returning(Delivery.id)).all())


def hurry(session: Session, channel: str, *, now: datetime) -> None:
    """Make what waits on the channel for a later attempt due now."""
    session.execute(
        update(Delivery)
        .where(
            Delivery.channel == channel,
            Delivery.state == "pending",
            Delivery.next_attempt_at > now,
        )
        .values(next_attempt_at=now)
    )


def hold(session: Session, channel: str, *, now: datetime, error: str) -> int:
    """Set aside what is due on a channel that nobody has configured; how many there were."""
    query = (
        update(Delivery)
        .where(Delivery.channel == channel, _due(now))
        .values(state="held", leased_until=None, error=error)
    )
    return len(session.execute(query.returning(Delivery.id)).all())


def release(session: Session, channels: list[str], *, now: datetime) -> int:
    """Make what was held on these channels due again; how many there were."""
    query = (
        update(Delivery)
        .where(Delivery.channel.in_(channels), Delivery.state == "held")
        .values(state="pending", next_attempt_at=now)
    )
    return len(session.execute(query.returning(Delivery.id)).all())


def due_channels(session: Session, *, now: datetime) -> list[str]:
    """The channels on which something is due, those that wait longest first."""
    query = (
        select(Delivery.channel)
        .where(_due(now))
        .group_by(Delivery.channel)
        .order_by(func.min(Delivery.id))
    )
    return list(session.scalars(query))


def channels(session: Session, *, state: str | None = None, prefix: str = "") -> list[str]:
    """The channels that have any delivery, in that state or with names that start so."""
    query = select(Delivery.channel).distinct().order_by(Delivery.channel)
    if state is not None:
        query = query.where(Delivery.state == state)
    if prefix:
        query = query.where(Delivery.channel.startswith(prefix, autoescape=True))
    return list(session.scalars(query))


def lock_channel(session: Session, channel: str) -> None:
    """Let one sender at a time decide about the channel until the transaction ends.

    SQLite needs nothing: a transaction that writes is alone from its first statement.
    """
    if session.get_bind().dialect.name == "postgresql":
        key = func.hashtextextended(f"axiswatch delivery {channel}", 0)
        session.execute(select(func.pg_advisory_xact_lock(key)))


def sent_lately(session: Session, channel: str, *, now: datetime) -> list[datetime]:
    """When each message of the last minute went out on the channel, or began to, oldest first."""
    sent = select(Delivery.sent_at).where(
        Delivery.channel == channel, Delivery.sent_at > now - WINDOW, Delivery.state == "sent"
    )
    sending = select(func.count()).where(
        Delivery.channel == channel, Delivery.state == "sending", Delivery.leased_until > now
    )
    moments = [moment for moment in session.scalars(sent) if moment is not None]
    return sorted([*moments, *[now] * (session.scalar(sending) or 0)])


def first_receipt(session: Session, channel: str, claim_id: int) -> str:
    """The receipt of the first message about the claim that the channel took, if there is one."""
    receipt = (
        select(Delivery.receipt)
        .where(
            Delivery.alert_id == Alert.id,
            Delivery.channel == channel,
            Delivery.state == "sent",
        )
        .correlate(Alert)
        .scalar_subquery()
    )
    query = select(receipt).where(Alert.claim_id == claim_id).order_by(Alert.id)
    return next((found for found in session.scalars(query) if found), "")


def counts(session: Session) -> dict[tuple[str, str], int]:
    """How many deliveries there are, by channel and state."""
    query = select(Delivery.channel, Delivery.state, func.count().label("n")).group_by(
        Delivery.channel, Delivery.state
    )
    return {(row.channel, row.state): row.n for row in session.execute(query)}


def next_due(session: Session, channel: str) -> datetime | None:
    """When the channel's next waiting delivery wants to be tried."""
    return session.scalar(
        select(func.min(Delivery.next_attempt_at)).where(
            Delivery.channel == channel, Delivery.state == "pending"
        )
    )


def _due(now: datetime) -> ColumnElement[bool]:
    released = or_(Delivery.not_before.is_(None), Delivery.not_before <= now)
    waiting = and_(Delivery.state == "pending", Delivery.next_attempt_at <= now, released)
    abandoned = and_(Delivery.state == "sending", Delivery.leased_until <= now)
    # Said first so that an index finds the few that are not done among all that are.
    return and_(Delivery.state.in_(("pending", "sending")), or_(waiting, abandoned))
