"""What the store knows of an address, a document, a claim or an alert on its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Address:
    """A page that is known but perhaps not fetched, as its row of the frontier has it."""

    state: str
    discovered_at: datetime
    attempts: int
    next_attempt_at: datetime | None
    error: str | None
    found_by: str | None  # the feed that named it


@dataclass(frozen=True, slots=True)
class Response:
    """One fetched response, and how far the reading of it came."""

    page_id: int
    state: str
    error: str | None
    status: int
    fetched_at: datetime
    partial: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What one watch made of a claim event."""

    watch: str
    fired: bool
    because: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, what it did to its claim, and what the watches made of that."""

    statement_id: int
    origin: str
    content: str
    attributed: bool
    retired: bool
    claim_id: int | None
    kind: str | None
    reasons: tuple[str, ...]
    related_claim: int | None
    at: datetime | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A document, what it is to the others, and whom it names."""

    document_id: int
    url: str
    outlet: str | None
    relation: str
    reason: str | None
    other: str | None  # the address of the document it is a copy of
    actors: int


@dataclass(frozen=True, slots=True)
class Sending:
    """One delivery of an alert. `rolled_into` is the alert whose message tells of it."""

    channel: str
    state: str
    attempts: int
    next_attempt_at: datetime
    not_before: datetime | None
    wait: str | None
    sent_at: datetime | None
    error: str | None
    rolled_into: int | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """An alert and its deliveries."""

    alert_id: int
    watch: str
    claim_id: int
    statement_id: int
    kind: str
    reason: str
    created_at: datetime
    deliveries: tuple[Sending, ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """All that is known of what was asked about, in the order of the stages.

    `hidden` counts statements that were left out because there are many.
    """

    asked: str
    source: str | None = None  # the outlet an address belongs to
    source_enabled: bool | None = None
    address: Address | None = None
    responses: tuple[Response, ...] = ()
    texts: tuple[Text, ...] = ()
    claim: int | None = None
    claim_text: str | None = None
    merged_into: int | None = None
    said: tuple[Said, ...] = ()
    raised: tuple[Raised, ...] = ()
    hidden: int = 0
