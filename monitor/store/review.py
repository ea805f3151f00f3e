"""What waits for an analyst: statements of which nobody could tell whether they are a claim's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from monitor.domain import ClaimKind
from monitor.store.schema import Claim, ClaimEvent, Document, Statement
from monitor.store.views import iso

Record = dict[str, Any]


def waiting(session: Session, *, limit: int | None = None) -> list[Record]:
    """Undecided pairs, the newest first: a claim founded in doubt, and the claim it may be.

    A merge decides that they are one; a mark on the doubtful claim, that it stands for itself.
    """
    nearest = aliased(Claim)
    query = (
        select(ClaimEvent, Statement, Claim, nearest)
        .join(Statement, Statement.id == ClaimEvent.statement_id)
        .join(Claim, Claim.id == Statement.claim_id)
        .join(nearest, nearest.id == ClaimEvent.related_claim_id)
        .where(
            ClaimEvent.kind == ClaimKind.UNCERTAIN.value,
            ClaimEvent.claim_id == Claim.id,
            Claim.id != nearest.id,
            Claim.mark.is_(None),
            Claim.merged_into.is_(None),
            ~Statement.retired,
        )
        .options(
            joinedload(Statement.document).joinedload(Document.source),
            selectinload(Statement.links),
        )
        .order_by(ClaimEvent.id.desc())
        .limit(limit)
    )
    return [_record(*row) for row in session.execute(query)]


def _record(event: ClaimEvent, statement: Statement, claim: Claim, nearest: Claim) -> Record:
    source = statement.document.source
    return {
        "claim": claim.id,
        "statement": statement.id,
        "content": statement.content,
        "origin": statement.origin,
        "outlet": source.name if source else None,
        "document_url": statement.document.url,
        "nearest_claim": nearest.merged_into or nearest.id,
        "nearest_text": nearest.text,
        "score": round(event.score, 3),
        "reasons": event.reasons,
        "at": iso(event.at),
    }
