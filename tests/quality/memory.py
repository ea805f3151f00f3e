"""Claims without a store: the same decisions, with the index and the members in dictionaries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from monitor.claims import clustering
from monitor.claims.likeness.vetoes import Bodies, alone
from monitor.domain import (
    Candidate,
    ClaimDecision,
    ClaimKind,
    ClaimMember,
    Incoming,
)

MOST_CANDIDATES = 40


@dataclass
class MemoryClaims:
    """Claims in the order in which their statements came."""

    members: dict[int, list[ClaimMember]] = field(default_factory=dict)
    index: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    placed: int = 0
    bodies: Bodies = alone

    def add(self, incoming: Incoming) -> tuple[int, ClaimDecision]:
        """Place a statement as the store does; the claim it came to, and the decision."""
        keys = clustering.keys(incoming.statement, story=incoming.story_id)
        decision = clustering.place(incoming, self._candidates(keys), bodies=self.bodies)
        uncertain = decision.kind is ClaimKind.UNCERTAIN
        claim = decision.claim_id
        if claim is None or uncertain:
            claim = len(self.members) + 1
        self.placed += 1
        self.members.setdefault(claim, []).append(
            ClaimMember(
                statement_id=self.placed,
                statement=incoming.statement,
                published=incoming.published,
                story_id=incoming.story_id,
                source=incoming.source,
                family=incoming.family,
                uncertain=uncertain,
            )
        )
        for key in keys:
            self.index[key].add(claim)
        return claim, decision

    def _candidates(self, keys: Iterable[str]) -> list[Candidate]:
        shared = Counter(claim for key in keys for claim in self.index.get(key, ()))
        ranked = sorted(shared, key=lambda claim: (-shared[claim], -claim))
        return [Candidate(claim, tuple(self.members[claim])) for claim in ranked[:MOST_CANDIDATES]]
