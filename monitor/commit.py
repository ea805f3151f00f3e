"""One page's analysis becomes rows: deduplicate, cluster, match and alert in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from monitor.claims import clustering
from monitor.desk import Desk
from monitor.domain import (
    Analysed,
    Article,
    ClaimDecision,
    ClaimKind,
    Incoming,
    Lineage,
    Relation,
    Statement,
)
from monitor.duplicates.canonical import canonical_url
from monitor.duplicates.fingerprint import fingerprint
from monitor.duplicates.lineage import decide as decide_lineage
from monitor.duplicates.revisions import Fate, Revision, Verdict, revise
from monitor.match import match
from monitor.store import claims, documents, statements

if TYPE_CHECKING:
    from monitor.store.schema import Document

# What needs no second look: the statements of these are held already.
HELD = frozenset({Relation.SAME})


@dataclass(frozen=True, slots=True)
class PageRef:
    """The page a text came from, as the store knows it."""

    page_id: int | None
    url: str
    fetched_at: datetime
    source_id: int | None = None
    source: str | None = None


@dataclass(slots=True)
class Committed:
    """What one page added to the store."""

    relation: Relation
    document_id: int | None = None
    kinds: list[ClaimKind] = field(default_factory=list)
    alerts: list[int] = field(default_factory=list)


def commit_page(
    session: Session, desk: Desk, page: PageRef, analysed: Analysed, *, at: datetime
) -> Committed:
    """Write what `analysed` says into the store, as if now were `at`. The caller commits."""
    article = analysed.reading.article
    if article is None:
        return Committed(Relation.DIFFERENT)
    document, lineage = _add_document(session, page, article)
    relation = lineage.relation
    done = Committed(relation, document.id if document else None)
    if document is None:
        return done
    if lineage.merges:
        _one_story(session, document.story_id, lineage.merges)
    document.seen_at = at
    statements.add_mentions(session, document.id, analysed.mentions)
    revision = Revision()
    if relation is Relation.VERSION:
        revision = _revise(session, desk, document, analysed)
    for index, statement in enumerate(analysed.statements):
        verdict = revision.continued.get(index)
        _place(session, desk, page, document, statement, verdict, at=at, done=done)
    for verdict in revision.dropped:
        _drop(session, desk, verdict, at=at, done=done)
    return done


def _one_story(session: Session, story_id: int, merged: Sequence[int]) -> None:
    """Texts that turned out to be one confirm each other no more: their claims are weighed anew."""
    for claim in claims.of_story(session, story_id, merged):
        claim.status = claim.mark or clustering.status(
            claims.members(session, [claim.id])[claim.id]
        )


def _revise(session: Session, desk: Desk, document: Document, analysed: Analysed) -> Revision:
    """What the new version of a page did to the statements of the one before."""
    before = documents.version_before(session, document)
    return revise(
        before.text if before else "",
        document.text,
        claims.standing(session, document),
        analysed.statements,
        bodies=desk.catalogue.bodies,
    )


def _add_document(
    session: Session, page: PageRef, article: Article
) -> tuple[Document | None, Lineage]:
    canonical = canonical_url(page.url, article.canonical_url)
    print_ = fingerprint(article.text)
    lineage = decide_lineage(
        url=page.url,
        canonical_url=canonical,
        text=article.text,
        fingerprint=print_,
        published=article.published,
        fetched_at=page.fetched_at,
        source=page.source,
        credit=article.credit,
        neighbours=documents.neighbours(session, fingerprint=print_, canonical_url=canonical),
    )
    if lineage.relation in HELD:
        return None, lineage
    row = documents.add_document(
        session,
        article=article,
        url=page.url,
        canonical_url=canonical,
        fingerprint=print_,
        lineage=lineage,
        page_id=page.page_id,
        source_id=page.source_id,
        fetched_at=page.fetched_at,
    )
    return row, lineage


def _place(
    session: Session,
    desk: Desk,
    page: PageRef,
    document: Document,
    statement: Statement,
    verdict: Verdict | None,
    *,
    at: datetime,
    done: Committed,
) -> None:
    """Put one statement where it belongs and let the watches look at it.

    `verdict` is about the statement that the version before had in its place.
    """
    row = statements.add_statement(session, document.id, statement)
    if not statement.attributed:
        return  # the publisher's own voice confirms nothing and is nobody's claim
    outlet = desk.catalogue.sources.get(page.source) if page.source else None
    incoming = Incoming(
        statement=statement,
        published=document.published_at or document.fetched_at,
        story_id=document.story_id,
        source=page.source,
        family=outlet.family if outlet else None,
        continues=_continued(verdict) if verdict else None,
    )
    decision = desk.place(session, row, incoming, at, desk.catalogue.bodies)
    claim, event = claims.place_statement(
        session,
        row,
        incoming,
        decision,
        keys=clustering.keys(statement, story=incoming.story_id),
        at=at,
    )
    members = claims.members(session, [claim.id])[claim.id]
    claim.status = claim.mark or clustering.status(members)
    done.kinds.append(decision.kind)
    if verdict is not None and decision is incoming.continues and verdict.fate is Fate.KEPT:
        return  # said before, on this very page: nobody is told again
    done.alerts += match(
        session,
        desk,
        claim_id=claim.id,
        statement_id=row.id,
        event_id=event.id,
        members=members,
        at=at,
    )


def _continued(verdict: Verdict) -> ClaimDecision:
    """Where a statement goes that its page has said before: to the claim it was in."""
    former = verdict.former
    kind = ClaimKind.CORRECTED if verdict.fate is Fate.CORRECTED else ClaimKind.REPEATED
    if verdict.fate is Fate.KEPT and former.uncertain:
        kind = ClaimKind.UNCERTAIN
    return ClaimDecision(kind, former.claim_id, 1.0, (verdict.reason,), former.statement_id)


def _drop(session: Session, desk: Desk, verdict: Verdict, *, at: datetime, done: Committed) -> None:
    """Note on its claim that a page no longer says so; watches hear of it when no page does."""
    claim, event, members = claims.drop(session, verdict.former, verdict.reason, at=at)
    claim.status = claim.mark or clustering.status(members[:-1])
    kind = ClaimKind(event.kind)
    done.kinds.append(kind)
    if kind is ClaimKind.WITHDRAWN:
        done.alerts += match(
            session,
            desk,
            claim_id=claim.id,
            statement_id=verdict.former.statement_id,
            event_id=event.id,
            members=members,
            at=at,
        )
