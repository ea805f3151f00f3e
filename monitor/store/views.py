"""What the command line shows and `--json` prints: rows as plain records (docs/reference/json.md).

Records are ordered newest last, like a log, so that the end of a long table is what just happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, joinedload, selectinload, undefer

from monitor.store.schema import (
    ENDS,
    Alert,
    Claim,
    ClaimEvent,
    Delivery,
    Document,
    Page,
    Source,
    Statement,
    Story,
)

T = TypeVar("T")
Record = dict[str, Any]
Names = Callable[[Iterable[str]], Sequence[str]]


def iso(value: datetime | None) -> str | None:
    """A time as ISO 8601 with its zone."""
    return value.isoformat() if value else None


def documents(session: Session, *, limit: int | None = None) -> list[Record]:
    """The texts held, each with what it is to the others."""
    wanted = (joinedload(Document.source), undefer(Document.partial))
    query = select(Document).options(*wanted).order_by(Document.id)
    rows = _last(session, query, Document.id, limit)
    urls = _urls(session, {row.relation_to for row in rows if row.relation_to})
    hashes = _page_hashes(session, {row.page_id for row in rows if row.page_id})
    return [
        {
            "id": row.id,
            "url": row.url,
            "canonical_url": row.canonical_url,
            "title": row.title,
            "outlet": row.source.name if row.source else None,
            "source": row.source.slug if row.source else None,
            "language": row.language,
            "published": iso(row.published_at),
            "date_source": row.date_source,
            "authors": row.authors,
            "version": row.version,
            "partial": bool(row.partial),
            "relation": row.relation,
            "relation_to": urls.get(row.relation_to or 0),
            "containment": row.containment,
            "reason": row.relation_reason,
            "story": row.story_id,
            "content_hash": row.content_hash,
            "page_sha256": hashes.get(row.page_id or 0),
            "fetched_at": iso(row.fetched_at),
            "characters": len(row.text),
        }
        for row in rows
    ]


def text(session: Session, document_id: int) -> str:
    """The clean text of a document, into which all offsets point."""
    return session.scalars(select(Document.text).where(Document.id == document_id)).one()


def stories(session: Session, *, copied: bool = False, limit: int | None = None) -> list[Record]:
    """One text each, under its original's address, with everything that repeats it."""
    rows = _last(session, select(Story).order_by(Story.id), Story.id, limit)
    held: dict[int, list[Document]] = defaultdict(list)
    query = (
        select(Document)
        .where(Document.story_id.in_([row.id for row in rows]))
        .options(joinedload(Document.source))
        .order_by(Document.published_at, Document.id)
    )
    for document in session.scalars(query):
        held[document.story_id].append(document)
    records = [_story(row, held[row.id]) for row in rows if held[row.id]]
    return [record for record in records if record["copies"] or not copied]


def statements(
    session: Session, names: Names, *, limit: int | None = None, claim: int | None = None
) -> list[Record]:
    """Who said what, through whom; `names` turns actor ids into canonical names.

    With `claim` only the statements of that claim.
    """
    query = (
        select(Statement)
        .where(~Statement.retired)
        .options(
            selectinload(Statement.links),
            joinedload(Statement.document).options(
                joinedload(Document.source), undefer(Document.partial)
            ),
        )
        .order_by(Statement.id)
    )
    if claim is not None:
        query = query.where(Statement.claim_id == claim)
    return [_statement(row, names) for row in _last(session, query, Statement.id, limit)]


def claims(session: Session, *, limit: int | None = None) -> list[Record]:
    """Propositions, each with who first had it and which statements report it."""
    reported = exists().where(Statement.claim_id == Claim.id, ~Statement.retired)
    query = select(Claim).where(reported).order_by(Claim.id)
    return claim_records(session, _last(session, query, Claim.id, limit))


def claim_records(session: Session, rows: Sequence[Claim]) -> list[Record]:
    """Claims with what each of their statements did, in order of arrival."""
    ids = [row.id for row in rows]
    outlets = {row.slug: row.name for row in session.execute(select(Source.slug, Source.name))}
    held: dict[int | None, list[int]] = defaultdict(list)
    events: dict[int, list[Record]] = defaultdict(list)
    query = (
        select(ClaimEvent)
        .join(Statement, Statement.id == ClaimEvent.statement_id)
        .where(ClaimEvent.claim_id.in_(ids), ~Statement.retired)
        .order_by(ClaimEvent.position, ClaimEvent.id)
    )
    for event in session.scalars(query):
        if event.kind not in ENDS:
            held[event.claim_id].append(event.statement_id)
        events[event.claim_id].append(
            {
                "kind": event.kind,
                "statement": event.statement_id,
                "score": round(event.score, 3),
                "reasons": event.reasons,
                "related_claim": event.related_claim_id,
                "related_statement": event.related_statement_id,
                "at": iso(event.at),
            }
        )
    return [
        {
            "id": row.id,
            "text": row.text,
            "event": row.event,
            "status": row.status,
            "first_seen": iso(row.first_seen),
            "last_seen": iso(row.last_seen),
            "origins": row.origins,
            "outlets": [outlets.get(slug, slug) for slug in row.outlets],
            "statements": held[row.id],
            "events": events[row.id],
        }
        for row in rows
    ]


def alerts(session: Session, *, limit: int | None = None) -> list[Record]:
    """What was found worth waking somebody for, and how far each message got."""
    query = (
        select(Alert)
        .options(joinedload(Alert.watch), selectinload(Alert.deliveries))
        .order_by(Alert.id)
    )
    rows = _last(session, query, Alert.id, limit)
    said = _statement_documents(session, {row.statement_id for row in rows})
    return [
        {
            "id": row.id,
            "watch": row.watch.name,
            "claim": said[row.statement_id].claim_id or row.claim_id,
            "kind": row.kind,
            "severity": row.severity,
            "statement": row.statement_id,
            "content": said[row.statement_id].content,
            "document_url": said[row.statement_id].url,
            "reason": row.reason,
            "created_at": iso(row.created_at),
            "deliveries": [_delivery(delivery) for delivery in row.deliveries],
        }
        for row in rows
    ]


def search(session: Session, words: Sequence[str], *, limit: int) -> list[Record]:
    """Documents whose title or text holds every word, newest first, with where they do."""
    query = select(Document).options(joinedload(Document.source))
    for word in words:
        pattern = "%" + word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
        either = Document.title.ilike(pattern, escape="\\") | Document.text.ilike(
            pattern, escape="\\"
        )
        query = query.where(either)
    query = query.order_by(Document.published_at.desc(), Document.id.desc()).limit(limit)
    return [
        {
            "document": row.id,
            "document_url": row.url,
            "title": row.title,
            "outlet": row.source.name if row.source else None,
            "published": iso(row.published_at),
            "snippet": _snippet(row.text, words),
        }
        for row in session.scalars(query)
    ]


def _last(session: Session, query: Select[T], key: Any, limit: int | None) -> list[T]:
    """The last `limit` rows of a query that is ordered by `key`, still oldest first."""
    if limit is None:
        return list(session.scalars(query))
    newest = session.scalars(query.order_by(None).order_by(key.desc()).limit(limit))
    return list(newest)[::-1]


def _story(row: Story, held: list[Document]) -> Record:
    original = next((d for d in held if d.id == row.original_id), held[0])
    return {
        "id": row.id,
        "original_url": original.url,
        "title": original.title,
        "outlet": original.source.name if original.source else None,
        "published": iso(original.published_at),
        "copies": [
            {
                "url": document.url,
                "outlet": document.source.name if document.source else None,
                "published": iso(document.published_at),
                "containment": document.containment,
                "relation": document.relation,
                "reason": document.relation_reason,
            }
            for document in held
            if document is not original
        ],
    }


def _statement(row: Statement, names: Names) -> Record:
    document = row.document
    return {
        "id": row.id,
        "document": row.document_id,
        "document_url": document.url,
        "outlet": document.source.name if document.source else None,
        "published": iso(document.published_at),
        "partial": bool(document.partial),
        "content": row.content,
        "start": row.start,
        "end": row.end,
        "chain": [link.name for link in row.links],
        "links": [
            {"name": link.name, "canonical": link.canonical, "role": link.role, "cue": link.cue}
            for link in row.links
        ],
        "origin": row.origin,
        "party": row.party,
        "cue": row.cue,
        "cue_class": row.cue_class,
        "form": row.form,
        "modality": row.modality,
        "event": row.event,
        "polarity": row.polarity,
        "actors": list(names(row.actors)),
        "said_on": row.said_on,
        "event_date": row.event_date,
        "language": row.language,
        "attributed": row.attributed,
        "claim": row.claim_id,
    }


def _delivery(row: Delivery) -> Record:
    return {
        "channel": row.channel,
        "state": row.state,
        "attempts": row.attempts,
        "next_attempt_at": iso(row.next_attempt_at),
        "not_before": iso(row.not_before),
        "wait": row.wait,
        "sent_at": iso(row.sent_at),
        "receipt": row.receipt,
        "error": row.error,
    }


def _urls(session: Session, ids: set[int]) -> dict[int, str]:
    rows = session.execute(select(Document.id, Document.url).where(Document.id.in_(ids)))
    return {row.id: row.url for row in rows}


def _page_hashes(session: Session, ids: set[int]) -> dict[int, str]:
    rows = session.execute(select(Page.id, Page.sha256).where(Page.id.in_(ids)))
    return {row.id: row.sha256 for row in rows}


def _statement_documents(session: Session, ids: set[int]) -> Mapping[int, Any]:
    query = (
        select(Statement.id, Statement.content, Statement.claim_id, Document.url)
        .join(Document, Statement.document_id == Document.id)
        .where(Statement.id.in_(ids))
    )
    return {row.id: row for row in session.execute(query)}


def _snippet(text: str, words: Sequence[str], around: int = 80) -> str:
    lowered = text.lower()
    at = max(0, min((lowered.find(w.lower()) for w in words if w.lower() in lowered), default=0))
    start, end = max(0, at - around), min(len(text), at + around)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return before + text[start:end].replace("\n", " ") + after
