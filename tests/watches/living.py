"""A store that lives: statements come in one by one, each in the transaction of its page."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.models import Actor, Source
from monitor.catalogue.watch import Watch
from monitor.claims.likeness.vetoes import Bodies
from monitor.commit import Committed, PageRef, commit_page
from monitor.desk import Desk
from monitor.domain import (
    Analysed,
    Article,
    ClaimDecision,
    ClaimKind,
    Incoming,
    Reading,
    Statement,
)
from monitor.reprocess.rulings import joining
from monitor.store import catalogue as stored_catalogue
from monitor.store import claims, mutes
from monitor.store.schema import Alert
from monitor.store.schema import Statement as Row
from tests.claims.making import speaker, statement

START = datetime(2024, 6, 3, 9, tzinfo=UTC)
SOURCES = (
    Source(slug="daily", name="The Daily", tier=1, language="en", country="GB"),
    Source(slug="organ", name="The Organ", tier=4, affiliation="state", language="fa"),
)
ACTORS = (
    Actor(id="north", name="Northland", kind="state"),
    Actor(id="guard", name="Northern Guard", kind="organisation", member_of=("north",)),
    Actor(id="south", name="Southland", kind="state"),
)


def filler(seed: str) -> str:
    """Words that are the same in every version of a page, and on no other page."""
    rng = random.Random(seed)
    return " ".join("".join(rng.choices("abdegiklmnoprstu", k=6)) for _ in range(60)) + "."


@dataclass
class Life:
    """Watches over a store; `say` puts a statement into the claim of that name."""

    sessions: sessionmaker[Session]
    watches: tuple[Watch, ...]
    channels: tuple[str, ...] = ("folder",)
    time: datetime = START
    claims: dict[str, int] = field(default_factory=dict)
    pages: int = 0
    known: bool = False

    @property
    def catalogue(self) -> Catalogue:
        return Catalogue.build(SOURCES, ACTORS, self.watches, digest=repr(self.watches))

    def say(
        self,
        claim: str,
        party: str = "A",
        *,
        kind: ClaimKind | None = None,
        source: str = "daily",
        after: timedelta = timedelta(minutes=1),
        **more: Any,
    ) -> Committed:
        """A page with one statement, after some time."""
        self.pages += 1
        self.time += after
        content = f"{claim} is said to happen, on page {self.pages}"
        what = statement(content, chain=(speaker(party),), **more)
        return self.publish(f"https://{source}.example/{self.pages}", source, what, claim, kind)

    def publish(
        self, url: str, source: str, what: Statement, claim: str, kind: ClaimKind | None = None
    ) -> Committed:
        """Commit one page as `axiswatch` does, but for where its statement belongs."""

        def place(
            session: Session, row: Row, incoming: Incoming, at: datetime, bodies: Bodies
        ) -> ClaimDecision:
            if incoming.continues is not None:
                return incoming.continues
            known = self.claims.get(claim)
            if known is None:
                return ClaimDecision(kind or ClaimKind.NEW, None, 1.0, ("Nothing is like it.",))
            joined, reason = joining(incoming, claims.members(session, [known])[known])
            return ClaimDecision(kind or joined, known, 1.0, (reason,))

        with self.sessions.begin() as session:
            self.sync(session)
            ids = stored_catalogue.watch_ids(session)
            slugs = stored_catalogue.source_ids(session)
            desk = Desk(self.catalogue, ids, self.channels, place, mutes.muted(session))
            page = PageRef(None, url, self.time, slugs.get(source), source)
            text = f"{filler(url)}\n{what.content}.\n{filler(url[::-1])}"
            article = Article(url, f"Page {self.pages}", text, published=self.time)
            done = commit_page(
                session,
                desk,
                page,
                Analysed(Reading("read", "", article), (), (what,)),
                at=self.time,
            )
            row = session.scalars(select(Row).order_by(Row.id.desc()).limit(1)).one()
            if row.claim_id is not None:
                self.claims.setdefault(claim, row.claim_id)
        return done

    def sync(self, session: Session) -> None:
        """The catalogue's rows, as `App.open` writes them."""
        stored_catalogue.sync(session, self.catalogue, now=self.time)

    def alerts(self) -> list[tuple[str, int, str]]:
        """Watch, claim and kind of what was raised, in order."""
        with self.sessions() as session:
            rows = session.scalars(select(Alert).order_by(Alert.id)).all()
            return [(row.watch.name, row.claim_id, row.kind) for row in rows]
