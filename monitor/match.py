"""Every watch is asked about what happened to a claim: answers are kept, what fires is raised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from monitor.domain import ClaimMember
from monitor.store import alerts, decisions, past, rollups
from monitor.watches import pacing, rules
from monitor.watches.replay import tell_past
from monitor.watches.rules import WatchDecision

if TYPE_CHECKING:
    from monitor.catalogue.watch import Watch
    from monitor.desk import Desk


def match(
    session: Session,
    desk: Desk,
    *,
    claim_id: int,
    statement_id: int,
    event_id: int,
    members: Sequence[ClaimMember],
    at: datetime,
) -> list[int]:
    """Ask the watches about what has just happened to a claim; the alerts that were raised.

    `members` are those that the claim has now. The caller commits.
    """
    told = tell_past(past.of_claim(session, claim_id, members))
    raised = []
    for watch in desk.watches():
        watch_id = desk.watch_ids[watch.name]
        for decision in rules.judge(watch, told, desk.catalogue, at=at):
            alert, verdict = None, decision
            if decision.fired:
                alert, verdict = _raise(
                    session,
                    desk,
                    watch,
                    decision,
                    claim_id=claim_id,
                    statement_id=statement_id,
                    at=at,
                )
            decisions.add(session, event_id, watch_id, verdict, at=at)
            raised += [alert] if alert is not None else []
    return raised


def _raise(
    session: Session,
    desk: Desk,
    watch: Watch,
    decision: WatchDecision,
    *,
    claim_id: int,
    statement_id: int,
    at: datetime,
) -> tuple[int | None, WatchDecision]:
    """Raise the alert, unless there is one, and say in the decision when its messages go out."""
    watch_id = desk.watch_ids[watch.name]
    channels = [c for c in watch.channels or desk.channels if desk.channels]
    pace = pacing.Pace()
    if watch.rate_cap is not None:
        about = claim_id if watch.rate_cap.per == "claim" else None
        pace = rollups.pace(session, watch_id, about, span=watch.rate_cap.span, at=at)
    due = {channel: pacing.due(watch, channel, pace, at=at) for channel in channels}
    alert = alerts.raise_alert(
        session,
        watch_id=watch_id,
        claim_id=claim_id,
        statement_id=statement_id,
        kind=decision.kind,
        reason=decision.reason,
        at=at,
        channels=channels,
        due=due,
        severity=watch.severity,
    )
    if alert is None:
        reason = f"alerted before: {decision.reason}"
        return None, WatchDecision(decision.kind, False, reason, "once")
    later = dict.fromkeys(plan.reason for plan in due.values() if plan.reason)
    reason = " ".join([decision.reason, *later])
    return alert, WatchDecision(decision.kind, True, reason)
