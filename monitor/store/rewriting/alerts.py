"""What would have fired on a fresh start and never did: kept as a decision, never as an alert."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.domain import AlertKind
from monitor.store import decisions
from monitor.store.schema import Alert, ClaimEvent, Decision, Statement
from monitor.watches.rules import WatchDecision


def withhold(
    real: Session,
    fresh: Session,
    claims: Mapping[int, int],
    statements: Mapping[int, int],
    *,
    at: datetime,
) -> list[int]:
    """Note each alert of the scratch store that the real one does not have; whose statements."""
    had = {
        (alert.watch_id, claim_id, alert.kind)
        for alert, of_statement in real.execute(
            select(Alert, Statement.claim_id).join(Statement, Statement.id == Alert.statement_id)
        )
        for claim_id in (alert.claim_id, of_statement)
    }
    noted = []
    for alert in fresh.scalars(select(Alert).order_by(Alert.id)):
        if (alert.watch_id, claims[alert.claim_id], alert.kind) in had:
            continue
        statement = statements[alert.statement_id]
        event = real.scalar(select(ClaimEvent.id).where(ClaimEvent.statement_id == statement))
        reason = f"Not alerted, because it was found by reprocessing: {alert.reason}"
        if event is not None and not _noted(real, event, alert.watch_id, reason):
            withheld = WatchDecision(AlertKind(alert.kind), False, reason, "reprocess")
            decisions.add(real, event, alert.watch_id, withheld, at=at)
            noted.append(statement)
    real.flush()
    return noted


def _noted(real: Session, event: int, watch: int, reason: str) -> bool:
    query = select(Decision.id).where(
        Decision.claim_event_id == event, Decision.watch_id == watch, Decision.reason == reason
    )
    return real.scalar(query.limit(1)) is not None
