"""What a reprocessing changed, counted and listed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from monitor.reprocess.rereading import Kept


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A claim whose status is another one than before."""

    claim: int
    was: str
    now: str


@dataclass(slots=True)
class Report:
    """Ids are those of the store; in `merged` and `split` the key is the claim named first."""

    dry_run: bool = False
    documents: int = 0
    reread: int = 0
    kept: list[Kept] = field(default_factory=list)
    documents_added: list[int] = field(default_factory=list)
    documents_removed: list[int] = field(default_factory=list)
    documents_changed: list[int] = field(default_factory=list)
    texts_changed: list[int] = field(default_factory=list)
    statements: int = 0
    statements_added: list[int] = field(default_factory=list)
    statements_changed: list[int] = field(default_factory=list)
    statements_removed: list[int] = field(default_factory=list)
    statements_retired: list[int] = field(default_factory=list)
    claims: int = 0
    claims_added: list[int] = field(default_factory=list)
    claims_removed: list[int] = field(default_factory=list)
    claims_merged: dict[int, list[int]] = field(default_factory=dict)
    claims_split: dict[int, list[int]] = field(default_factory=dict)
    claims_changed: list[int] = field(default_factory=list)
    statuses: list[StatusChange] = field(default_factory=list)
    retold: int = 0
    alerts_moved: int = 0
    withheld: list[int] = field(default_factory=list)
    pins_moved: int = 0

    def counts(self) -> dict[str, int]:
        """How many of each kind of change, under the words a person reads."""
        return {
            "documents with another text": len(self.texts_changed),
            "documents added": len(self.documents_added),
            "documents removed": len(self.documents_removed),
            "documents described otherwise": len(self.documents_changed),
            "statements added": len(self.statements_added),
            "statements changed": len(self.statements_changed),
            "statements removed": len(self.statements_removed),
            "statements retired, because an alert quotes them": len(self.statements_retired),
            "claims added": len(self.claims_added),
            "claims gone": len(self.claims_removed),
            "claims merged from several": len(self.claims_merged),
            "claims split": len(self.claims_split),
            "claims described otherwise": len(self.claims_changed),
            "claims with another status": len(self.statuses),
            "placements explained anew": self.retold,
            "alerts moved with their statement": self.alerts_moved,
            "alerts withheld": len(self.withheld),
            "pinned statements found elsewhere": self.pins_moved,
        }

    @property
    def changed(self) -> bool:
        """Whether anything in the store is another than it was."""
        return any(self.counts().values())

    def as_record(self) -> dict[str, Any]:
        """What `axiswatch reprocess --json` prints."""
        record = asdict(self)
        record["claims_merged"] = [
            {"claim": claim, "from": parts} for claim, parts in self.claims_merged.items()
        ]
        record["claims_split"] = [
            {"claim": claim, "into": parts} for claim, parts in self.claims_split.items()
        ]
        return {"changed": self.changed, **record}
