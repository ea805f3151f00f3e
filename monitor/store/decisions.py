"""What every watch made of every claim event: kept for a while, then thrown away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from monitor.store.schema import Decision
from monitor.watches.rules import WatchDecision

BATCH = 5000


def add(
    session: Session, event_id: int, watch_id: int, decision: WatchDecision, *, at: datetime
) -> None:
    """Keep why a claim event did or did not alert."""
    session.add(
        Decision(
            claim_event_id=event_id,
            watch_id=watch_id,
            fired=decision.fired,
            because=decision.because or None,
            reason=decision.reason,
            at=at,
        )
    )


def purge(session: Session, *, before: datetime) -> int:
    """Throw away a batch of what was written before a moment; how many there were.

    Batches keep the transactions short: whoever calls commits, and calls again until none is left.
    """
    oldest = (
        select(Decision.id)
        .where(Decision.written_at < before)
        .order_by(Decision.written_at)
        .limit(BATCH)
    )
    gone = delete(Decision).where(Decision.id.in_(oldest)).returning(Decision.id)
    options = {"synchronize_session": False}
    return len(session.execute(gone, execution_options=options).all())
