"""Deliveries that a watch's rule delays, and those of a rate cap rolled up into one message.

The first delivery that a cap holds back on a channel is the head of a roll-up: it waits for the
moment at which the cap allows another message. What comes before that moment is *rolled* into it:
kept as a row, never due by itself, and told of in the head's message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from monitor.alerts.view import RolledView, RollUpView
from monitor.domain import AlertKind, Wait
from monitor.store.schema import Alert, Delivery, Statement
from monitor.watches.pacing import AT_ONCE, DIGEST, Due, Pace

A_DAY = timedelta(days=1)  # quiet hours are shorter
MOST_TOLD = 20


def owe(
    session: Session,
    alert_id: int,
    channels: Sequence[str],
    *,
    due: Mapping[str, Due],
    at: datetime,
) -> None:
    """Write what is owed to each channel for an alert, and when it is due."""
    owed = []
    for name in dict.fromkeys(channels):
        plan = due.get(name, AT_ONCE)
        head = _head(session, alert_id, name, plan) if plan.wait is Wait.CAP else None
        owed.append(
            {
                "alert_id": alert_id,
                "channel": name,
                "state": "pending" if head is None else "rolled",
                "next_attempt_at": max(at, plan.not_before or at),
                "not_before": plan.not_before,
                "wait": plan.wait.value if plan.wait else None,
                "rolled_into": head,
            }
        )
    if owed:
        session.execute(insert(Delivery), owed)


def pace(
    session: Session, watch_id: int, claim_id: int | None, *, span: timedelta, at: datetime
) -> Pace:
    """When the latest messages of a watch (about one claim, if given) went out or will.

    Messages of a digest do not count: they come at their own times whatever the cap.
    """
    moment = func.coalesce(Delivery.not_before, Alert.created_at)
    query = (
        select(func.max(Delivery.not_before), Alert.created_at, func.max(Delivery.wait))
        .join(Alert, Alert.id == Delivery.alert_id)
        .where(
            Alert.watch_id == watch_id,
            Alert.created_at > at - 2 * span - A_DAY,  # said for the index
            moment > at - span,
            Delivery.state != "rolled",
            ~Delivery.channel.startswith(DIGEST),
        )
        .group_by(Alert.id, Alert.created_at)
    )
    if claim_id is not None:
        query = query.where(Alert.claim_id == claim_id)
    rows = session.execute(query).all()
    sent = sorted(not_before or created_at for not_before, created_at, _ in rows)
    coming = [n for n, _, wait in rows if n is not None and wait == Wait.CAP.value and n > at]
    return Pace(tuple(sent), min(coming, default=None))


def roll_up(session: Session, delivery_id: int) -> RollUpView | None:
    """What a delivery's message tells of besides its own alert; None where that is nothing."""
    rolled = (
        select(Alert.claim_id, Alert.kind, Statement.origin, Statement.content)
        .join(Delivery, Delivery.alert_id == Alert.id)
        .join(Statement, Statement.id == Alert.statement_id)
        .where(Delivery.rolled_into == delivery_id)
        .order_by(Alert.id)
    )
    rows = session.execute(rolled.limit(MOST_TOLD)).all()
    if not rows:
        return None
    others = (
        select(func.count(), func.count(Alert.claim_id.distinct()), func.min(Alert.claim_id))
        .join(Delivery, Delivery.alert_id == Alert.id)
        .where(Delivery.rolled_into == delivery_id)
    )
    count, claims, claim = session.execute(others).one()
    own = select(Alert.claim_id).join(Delivery, Delivery.alert_id == Alert.id)
    head = session.scalar(own.where(Delivery.id == delivery_id))
    told = tuple(RolledView(AlertKind(r.kind), r.origin, r.content) for r in rows)
    return RollUpView(count + 1, claims == 1 and claim == head, told)


def _head(session: Session, alert_id: int, channel: str, plan: Due) -> int | None:
    """The delivery that a capped one is rolled into; None where it is the first itself.

    The head is locked until the alert's transaction ends, so that nobody sends it in between;
    one that somebody has begun to send takes nothing more.
    """
    own = select(Alert.watch_id, Alert.claim_id).where(Alert.id == alert_id)
    watch_id, claim_id = session.execute(own).one()
    query = (
        select(Delivery.id)
        .join(Alert, Alert.id == Delivery.alert_id)
        .where(
            Alert.watch_id == watch_id,
            Delivery.channel == channel,
            Delivery.state == "pending",
            Delivery.attempts == 0,
            Delivery.wait == Wait.CAP.value,
            Delivery.not_before == plan.not_before,
        )
        .order_by(Delivery.id)
        .limit(1)
        .with_for_update(of=Delivery)
    )
    if plan.about == "claim":
        query = query.where(Alert.claim_id == claim_id)
    return session.scalar(query)
