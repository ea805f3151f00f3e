"""The trail of an address, a document, a claim or an alert, read from the rows of every stage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased, selectinload

from monitor.errors import InputError
from monitor.store.schema import (
    Alert,
    Claim,
    ClaimEvent,
    Decision,
    Delivery,
    Document,
    Feed,
    Frontier,
    Mention,
    Page,
    Source,
    Statement,
    Watch,
)
from monitor.why.facts import Address, Answer, Raised, Response, Said, Sending, Text, Trail

MOST_PAGES = 5


def of_address(session: Session, url: str, canonical: str, *, source: str | None) -> Trail:
    """What became of an address, by its canonical form; `source` is the outlet it belongs to."""
    row = session.execute(
        select(Frontier, Feed.url)
        .outerjoin(Feed, Feed.id == Frontier.feed_id)
        .where(Frontier.canonical_url == canonical)
    ).one_or_none()
    outlet = session.scalar(select(Source).where(Source.slug == source)) if source else None
    same = (Page.url == url) | (Page.canonical_url == canonical)
    pages = list(
        session.scalars(select(Page).where(same).order_by(Page.id.desc()).limit(MOST_PAGES))
    )
    documents = select(Document.id).where(
        (Document.canonical_url == canonical) | Document.page_id.in_([page.id for page in pages])
    )
    texts = _texts(session, Document.id.in_(documents))
    said, hidden = _said(session, Statement.document_id.in_(documents), limit=None)
    return Trail(
        asked=url,
        source=outlet.name if outlet else None,
        source_enabled=outlet.enabled if outlet else None,
        address=_address(row[0], row[1]) if row else None,
        responses=tuple(_response(page) for page in reversed(pages)),
        texts=texts,
        said=said,
        raised=_raised(session, Alert.statement_id.in_([one.statement_id for one in said])),
        hidden=hidden,
    )


def of_document(session: Session, document_id: int) -> Trail:
    """What became of one text.

    Raises:
        InputError: there is no such document.
    """
    row = session.get(Document, document_id)
    if row is None:
        raise InputError(f"there is no document {document_id}; `axiswatch documents` lists them")
    page = session.get(Page, row.page_id) if row.page_id else None
    said, hidden = _said(session, Statement.document_id == document_id, limit=None)
    return Trail(
        asked=f"document {document_id}",
        responses=(_response(page),) if page else (),
        texts=_texts(session, Document.id == document_id),
        said=said,
        raised=_raised(session, Alert.statement_id.in_([one.statement_id for one in said])),
        hidden=hidden,
    )


def of_claim(session: Session, claim_id: int, *, limit: int | None) -> Trail:
    """What the latest statements of a claim did, and what was alerted about it.

    Raises:
        InputError: there is no such claim.
    """
    claim = session.get(Claim, claim_id)
    if claim is None:
        raise InputError(f"there is no claim {claim_id}; `axiswatch claims` lists them")
    own = claim.merged_into or claim.id
    said, hidden = _said(session, Statement.claim_id == own, limit=limit)
    moved = select(Statement.id).where(Statement.claim_id == own)
    about = (Alert.claim_id == own) | Alert.statement_id.in_(moved)
    return Trail(
        asked=f"claim {claim_id}",
        claim=claim_id,
        claim_text=claim.text,
        merged_into=claim.merged_into,
        said=said,
        raised=_raised(session, about),
        hidden=hidden,
    )


def of_alert(session: Session, alert_id: int) -> Trail:
    """Where an alert came from and how far its messages got.

    Raises:
        InputError: there is no such alert.
    """
    alert = session.get(Alert, alert_id)
    if alert is None:
        raise InputError(f"there is no alert {alert_id}; `axiswatch alerts` lists them")
    documents = select(Statement.document_id).where(Statement.id == alert.statement_id)
    said, _ = _said(session, Statement.id == alert.statement_id, limit=None)
    return Trail(
        asked=f"alert {alert_id}",
        claim=alert.claim_id,
        texts=_texts(session, Document.id.in_(documents)),
        said=said,
        raised=_raised(session, Alert.id == alert_id),
    )


def _address(row: Frontier, feed: str | None) -> Address:
    return Address(
        row.state, row.discovered_at, row.attempts, row.next_attempt_at, row.last_error, feed
    )


def _response(row: Page) -> Response:
    return Response(row.id, row.state, row.error, row.status, row.fetched_at, row.partial)


def _texts(session: Session, condition: ColumnElement[bool]) -> tuple[Text, ...]:
    other = aliased(Document)
    named = (
        select(func.count(Mention.actor_id.distinct()))
        .where(Mention.document_id == Document.id)
        .scalar_subquery()
    )
    query = (
        select(Document, Source.name, other.url, named)
        .outerjoin(Source, Source.id == Document.source_id)
        .outerjoin(other, other.id == Document.relation_to)
        .where(condition)
        .order_by(Document.id)
    )
    return tuple(
        Text(row.id, row.url, outlet, row.relation, row.relation_reason, url, actors)
        for row, outlet, url, actors in session.execute(query)
    )


def _said(
    session: Session, condition: ColumnElement[bool], *, limit: int | None
) -> tuple[tuple[Said, ...], int]:
    """The latest statements, in order of arrival, and how many earlier ones are left out."""
    query = (
        select(Statement, ClaimEvent)
        .outerjoin(ClaimEvent, ClaimEvent.statement_id == Statement.id)
        .where(condition)
    )
    newest = query.order_by(Statement.id.desc(), ClaimEvent.id.desc())
    rows = session.execute(newest.limit(limit)).all()[::-1]
    every = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    answers = _answers(session, [event.id for _, event in rows if event is not None])
    said = [
        Said(
            statement_id=row.id,
            origin=row.origin,
            content=row.content,
            attributed=row.attributed,
            retired=row.retired,
            claim_id=row.claim_id,
            kind=event.kind if event else None,
            reasons=tuple(event.reasons) if event else (),
            related_claim=event.related_claim_id if event else None,
            at=event.at if event else None,
            answers=tuple(answers[event.id]) if event else (),
        )
        for row, event in rows
    ]
    return tuple(said), every - len(said)


def _answers(session: Session, events: Sequence[int]) -> dict[int, list[Answer]]:
    query = (
        select(Decision, Watch.name)
        .join(Watch, Watch.id == Decision.watch_id)
        .where(Decision.claim_event_id.in_(events))
        .order_by(Decision.id)
    )
    found: dict[int, list[Answer]] = defaultdict(list)
    for row, watch in session.execute(query):
        found[row.claim_event_id].append(Answer(watch, row.fired, row.because, row.reason))
    return found


def _raised(session: Session, condition: ColumnElement[bool]) -> tuple[Raised, ...]:
    query = (
        select(Alert, Watch.name)
        .join(Watch, Watch.id == Alert.watch_id)
        .where(condition)
        .options(selectinload(Alert.deliveries))
        .order_by(Alert.id)
    )
    rows = session.execute(query).all()
    heads = _heads(session, (one for alert, _ in rows for one in alert.deliveries))
    return tuple(
        Raised(
            alert.id,
            watch,
            alert.claim_id,
            alert.statement_id,
            alert.kind,
            alert.reason,
            alert.created_at,
            tuple(_sending(one, heads) for one in alert.deliveries),
        )
        for alert, watch in rows
    )


def _heads(session: Session, rows: Iterable[Delivery]) -> dict[int, int | None]:
    """The alert of each delivery that others were rolled into."""
    ids = {row.rolled_into for row in rows if row.rolled_into is not None}
    query = select(Delivery.id, Delivery.alert_id).where(Delivery.id.in_(ids))
    return {row.id: row.alert_id for row in session.execute(query)}


def _sending(row: Delivery, heads: dict[int, int | None]) -> Sending:
    return Sending(
        row.channel,
        row.state,
        row.attempts,
        row.next_attempt_at,
        row.not_before,
        row.wait,
        row.sent_at,
        row.error,
        heads.get(row.rolled_into) if row.rolled_into is not None else None,
    )
