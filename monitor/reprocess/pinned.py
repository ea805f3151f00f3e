"""Placing that minds the analyst's pins: what `commit_page` is given instead of the bare rules."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from monitor.claims import clustering
from monitor.claims.likeness.vetoes import Bodies
from monitor.domain import Candidate, ClaimDecision, ClaimKind, Incoming
from monitor.reprocess.rulings import Rulings, joining
from monitor.store import claims
from monitor.store.pins import claims_of, words_hash
from monitor.store.schema import PinnedStatement, Statement


class PinnedPlacing:
    """Knows which statements are pinned and where those already placed went.

    `reading` must be told about each document before its statements are placed.
    """

    def __init__(
        self, rulings: Rulings, pinned: Sequence[PinnedStatement], existing: Collection[int]
    ) -> None:
        self._rulings = rulings
        self._by_row = {row.statement_id: row for row in pinned if row.statement_id in existing}
        self._gone = [row for row in pinned if row.statement_id not in existing]
        self._formers: list[int | None] = []
        self._next = 0
        self.placed: dict[int, int] = {}  # pinned statement → scratch row

    def reading(self, formers: Sequence[int | None]) -> None:
        """The rows that the attributed statements of the next document had, in their order."""
        self._formers, self._next = list(formers), 0

    def place(
        self,
        session: Session,
        row: Statement,
        incoming: Incoming,
        at: datetime,
        bodies: Bodies,
    ) -> ClaimDecision:
        """The decision about one statement, as the analyst's decisions leave it to the rules."""
        former = self._formers[self._next]
        self._next += 1
        pinned = self._pinned(row, former)
        keys = clustering.keys(incoming.statement, story=incoming.story_id)
        found = claims.candidates(session, keys, at=at)
        if pinned is None:
            return incoming.continues or clustering.place(incoming, found, bodies=bodies)
        home = self._claims(session, self._rulings.group(pinned) - {pinned})
        barred = self._claims(session, self._rulings.apart(pinned))
        self.placed[pinned] = row.id
        if home:
            return self._join(session, pinned, min(home), incoming, bodies)
        free = [claim for claim in found if claim.claim_id not in barred]
        return clustering.place(incoming, free, bodies=bodies)

    def _join(
        self, session: Session, pinned: int, claim_id: int, incoming: Incoming, bodies: Bodies
    ) -> ClaimDecision:
        """Into the claim an analyst wants it in; where the rules agree, for their reasons."""
        members = claims.members(session, [claim_id])[claim_id]
        candidate = Candidate(claim_id, tuple(members[: claims.MOST_MEMBERS]))
        ruled = clustering.place(incoming, [candidate], bodies=bodies)
        if ruled.claim_id == claim_id and ruled.kind is not ClaimKind.UNCERTAIN:
            return ruled
        kind, why = joining(incoming, members)
        said = f"An analyst's decision (pin {self._rulings.pin(pinned)})."
        return ClaimDecision(kind, claim_id, 1.0, (said, why))

    def _claims(self, session: Session, pinned: Collection[int]) -> set[int]:
        """The claims that these statements were put in so far."""
        rows = [self.placed[one] for one in pinned if one in self.placed]
        return set(claims_of(session, rows).values()) if rows else set()

    def _pinned(self, row: Statement, former: int | None) -> int | None:
        """Which pinned statement this is: by its row, else by address, version, words and span."""
        if former is not None and former in self._by_row:
            return self._by_row[former].id
        alike = [gone for gone in self._gone if gone.id not in self.placed and _same(gone, row)]
        nearest = min(alike, key=lambda gone: (abs(gone.start - row.start), gone.id), default=None)
        return nearest.id if nearest else None


def _same(gone: PinnedStatement, row: Statement) -> bool:
    document = row.document
    if (gone.canonical_url, gone.version) != (document.canonical_url, document.version):
        return False
    if gone.content_hash == words_hash(row.content):
        return True
    shared = min(gone.end, row.end) - max(gone.start, row.start)
    union = max(gone.end, row.end) - min(gone.start, row.start)
    return gone.text_hash == document.content_hash and 2 * shared >= max(1, union)
