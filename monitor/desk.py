"""What every commit needs beside the page: catalogue, watches in force, and how to place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from monitor.claims import clustering
from monitor.claims.likeness.vetoes import Bodies
from monitor.domain import ClaimDecision, Incoming
from monitor.store import claims

if TYPE_CHECKING:
    from monitor.catalogue.catalogue import Catalogue
    from monitor.catalogue.watch import Watch
    from monitor.store.schema import Statement as StatementRow


def by_rules(
    session: Session, _row: StatementRow, incoming: Incoming, at: datetime, bodies: Bodies
) -> ClaimDecision:
    """Where a statement goes by what it says alone, or by what its page said before."""
    if incoming.continues is not None:
        return incoming.continues
    keys = clustering.keys(incoming.statement, story=incoming.story_id)
    return clustering.place(incoming, claims.candidates(session, keys, at=at), bodies=bodies)


Place = Callable[["Session", "StatementRow", Incoming, datetime, Bodies], ClaimDecision]


@dataclass(frozen=True, slots=True)
class Desk:
    """What every commit needs: the catalogue, and the row of each watch in force.

    `place` decides about a statement that has just got its row. `muted` are watches that an
    analyst has silenced until a moment, besides what their rules say.
    """

    catalogue: Catalogue
    watch_ids: Mapping[str, int]
    channels: Sequence[str] = ()  # none: alerts are kept, and owed to nobody
    place: Place = by_rules
    muted: Mapping[str, datetime] = field(default_factory=dict)

    def watches(self) -> Iterator[Watch]:
        """The watches in force, each muted as long as its rule or the analyst says."""
        for watch in self.catalogue.watches:
            if watch.name not in self.watch_ids:
                continue
            until, own = self.muted.get(watch.name), watch.muted_until
            longer = until is not None and (own is None or own < until)
            yield watch.model_copy(update={"mute_until": until}) if longer else watch
