"""What fell silent: opened once, closed by its all-clear, each with the messages owed about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from monitor.errors import InputError
from monitor.operations.judge import over
from monitor.operations.values import Condition, Notice, Part, Phase, Verdict
from monitor.store.schema import Delivery, Incident
from monitor.store.schema.operations import OPEN


def settle(
    session: Session,
    verdicts: Iterable[Verdict],
    *,
    parts: Collection[Part],
    channels: Sequence[str],
    now: datetime,
) -> tuple[list[int], list[int]]:
    """Open an incident for what fell silent and close those that are over; the ids of both.

    `parts` are those that were judged: what has no verdict among them is not watched any more.
    Every message goes to all `channels`, except that nothing is told to a channel of its own
    silence. Any number of processes may do this at once: each incident is opened and closed by
    one of them.
    """
    known = {(verdict.part.value, verdict.subject): verdict for verdict in verdicts}
    opened = [
        number
        for verdict in known.values()
        if verdict.condition is Condition.SILENT
        and (number := _open(session, verdict, channels=channels, now=now)) is not None
    ]
    closed = []
    for row in session.scalars(select(Incident).where(Incident.closed_at.is_(None))).all():
        if row.part not in parts:
            continue
        why = over(row.since, known.get((row.part, row.subject)))
        if why is not None and _close(session, row.id, why, channels=channels, now=now):
            closed.append(row.id)
    return opened, closed


def notice(session: Session, incident_id: int, phase: str) -> Notice:
    """What one message says.

    Raises:
        InputError: there is no such incident.
    """
    row = session.get(Incident, incident_id)
    if row is None:
        raise InputError(f"there is no incident {incident_id}")
    return _notice(row, Phase(phase))


def still_open(session: Session) -> list[Notice]:
    """Every incident that is not over, the oldest first."""
    query = select(Incident).where(Incident.closed_at.is_(None)).order_by(Incident.opened_at)
    return [_notice(row, Phase.RAISED) for row in session.scalars(query)]


def _open(
    session: Session, verdict: Verdict, *, channels: Sequence[str], now: datetime
) -> int | None:
    """The new incident's id, None where one is open already."""
    values = {
        "part": verdict.part.value,
        "subject": verdict.subject,
        "since": verdict.since,
        "reason": verdict.reason,
        "opened_at": now,
    }
    unique = ("part", "subject")
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    query = (
        postgresql.insert(Incident).values(values).on_conflict_do_nothing(
            index_elements=unique, index_where=OPEN
        )
        if on_postgresql
        else sqlite.insert(Incident).values(values).on_conflict_do_nothing(
            index_elements=unique, index_where=OPEN
        )
    )  # fmt: skip
    number = session.execute(query.returning(Incident.id)).scalar_one_or_none()
    if number is not None:
        others = [
            name for name in channels if (verdict.part, verdict.subject) != (Part.CHANNEL, name)
        ]
        _owe(session, number, Phase.RAISED, others, now)
    return number


def _close(
    session: Session, number: int, why: str, *, channels: Sequence[str], now: datetime
) -> bool:
    """Whether it was we who closed it. Who has not been told yet gets the all-clear alone."""
    mine = session.execute(
        update(Incident)
        .where(Incident.id == number, Incident.closed_at.is_(None))
        .values(closed_at=now, closing=why)
        .returning(Incident.id)
    ).scalar_one_or_none()
    if mine is None:
        return False
    session.execute(
        delete(Delivery).where(
            Delivery.incident_id == number, Delivery.state.in_(("pending", "held"))
        )
    )
    _owe(session, number, Phase.CLEARED, channels, now)
    return True


def _owe(
    session: Session, number: int, phase: Phase, channels: Sequence[str], now: datetime
) -> None:
    owed = [
        {"incident_id": number, "phase": phase.value, "channel": name, "next_attempt_at": now}
        for name in dict.fromkeys(channels)
    ]
    if owed:
        session.execute(insert(Delivery), owed)


def _notice(row: Incident, phase: Phase) -> Notice:
    return Notice(
        incident_id=row.id,
        part=Part(row.part),
        subject=row.subject,
        phase=phase,
        since=row.since,
        opened_at=row.opened_at,
        reason=row.reason,
        closed_at=row.closed_at,
        closing=row.closing,
    )
