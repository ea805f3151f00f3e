"""Statements and members for tests, with everything that does not matter filled in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.claims import clustering
from monitor.domain import (
    Candidate,
    ChainLink,
    ClaimKind,
    ClaimMember,
    CueClass,
    Event,
    Incoming,
    LinkRole,
    Modality,
    Statement,
)

START = datetime(2024, 6, 1, tzinfo=UTC)


def speaker(name: str, **more: Any) -> ChainLink:
    return ChainLink(name, LinkRole.SPEAKER, **more)


def outlet(name: str, source: str | None = None) -> ChainLink:
    return ChainLink(name, LinkRole.OUTLET, source=source)


def unnamed(name: str) -> ChainLink:
    return ChainLink(name, LinkRole.ANONYMOUS)


def statement(content: str = "", **more: Any) -> Statement:
    """A statement with `content`; its origin is the last of `chain`, its own party by default."""
    chain = more.pop("chain", (speaker("Somebody"),))
    origin = more.pop("origin", None) or chain[-1].name
    values: dict[str, Any] = {
        "start": 0,
        "end": len(content),
        "chain": chain,
        "cue": "said",
        "cue_class": CueClass.SAY,
        "origin": origin,
        "party": more.pop("party", origin),
        "language": "en",
    }
    return Statement(content, **(values | more))


def incoming(what: Statement, *, story: int = 99, days: float = 30, **more: Any) -> Incoming:
    return Incoming(what, START + timedelta(days=days), story, **more)


def member(
    what: Statement, number: int = 1, *, story: int | None = None, **more: Any
) -> ClaimMember:
    """A member published `number` days after the start, in a story of its own unless told."""
    day = more.pop("days", number)
    return ClaimMember(
        number, what, START + timedelta(days=day), number if story is None else story, **more
    )


def claim(*statements: Statement, claim_id: int = 1) -> Candidate:
    return Candidate(claim_id, tuple(member(one, i) for i, one in enumerate(statements, 1)))


PLEDGE = statement(
    "the Taliban pledged to send 3,000 fighters to Lebanon",
    actors=("taliban", "iran"),
    agents=("taliban",),
    targets=("iran",),
    event=Event.MOBILIZE,
    modality=Modality.PROMISED,
    chain=(outlet("Daily", "daily"),),
)


def pledge(content: str, **more: Any) -> Statement:
    """Another report by somebody else, of the same actors and event unless told otherwise."""
    values: dict[str, Any] = {
        "actors": PLEDGE.actors,
        "event": PLEDGE.event,
        "modality": PLEDGE.modality,
        "chain": (speaker("Diplomat"),),
    }
    return statement(content, **(values | more))


def decide(what: Statement, *held: Statement, **more: Any) -> tuple[ClaimKind, str]:
    decision = clustering.place(incoming(what, **more), [claim(*(held or (PLEDGE,)))])
    assert 0 <= decision.score <= 1
    assert all(reason.endswith(".") for reason in decision.reasons)
    return decision.kind, " ".join(decision.reasons)


def told(content: str, *actors: str, event: Event | None = None, **more: Any) -> Statement:
    return statement(content, actors=actors, event=event, **more)
