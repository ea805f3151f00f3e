"""The tables, one class each, in the order an item passes them.

Every time is UTC (`UTCDateTime` gives and takes aware values on both databases). Lists and small
records that are only ever read whole are JSON. A name is what `docs/architecture.md` calls it.
"""

from monitor.store.schema.alerting import Alert, Decision, Delivery, Note, Watch
from monitor.store.schema.base import Base, UTCDateTime
from monitor.store.schema.claims import (
    ARRIVAL,
    ENDS,
    ChainLink,
    Claim,
    ClaimEvent,
    ClaimKey,
    Pin,
    PinMember,
    PinnedStatement,
    Statement,
)
from monitor.store.schema.fetching import Feed, Frontier, Page, RobotsFile, Source
from monitor.store.schema.names import DismissedName
from monitor.store.schema.operations import Heartbeat, Incident
from monitor.store.schema.texts import Actor, Alias, Band, Document, Mention, Story

__all__ = [
    "ARRIVAL",
    "ENDS",
    "Actor",
    "Alert",
    "Alias",
    "Band",
    "Base",
    "ChainLink",
    "Claim",
    "ClaimEvent",
    "ClaimKey",
    "Decision",
    "Delivery",
    "DismissedName",
    "Document",
    "Feed",
    "Frontier",
    "Heartbeat",
    "Incident",
    "Mention",
    "Note",
    "Page",
    "Pin",
    "PinMember",
    "PinnedStatement",
    "RobotsFile",
    "Source",
    "Statement",
    "Story",
    "UTCDateTime",
    "Watch",
]
