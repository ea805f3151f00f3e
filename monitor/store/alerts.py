"""Alerts: raised once per watch, claim and kind; read back whole for the message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, defer, joinedload, selectinload, undefer

from monitor.alerts.view import (
    AlertView,
    DocumentView,
    EvidenceView,
    LinkView,
    StatementView,
    context,
)
from monitor.catalogue.catalogue import Catalogue
from monitor.domain import (
    AlertKind,
    CueClass,
    Event,
    LinkRole,
    Modality,
    QuoteForm,
    Relation,
    Severity,
)
from monitor.errors import InputError
from monitor.store import rollups
from monitor.store.schema import (
    Actor,
    Alert,
    Claim,
    ClaimEvent,
    Document,
    Page,
    Source,
    Statement,
)
from monitor.watches.pacing import Due

ROLES = ("agents", "targets", "addressees", "actors")


def raise_alert(
    session: Session,
    *,
    watch_id: int,
    claim_id: int,
    statement_id: int,
    kind: AlertKind,
    reason: str,
    at: datetime,
    channels: Sequence[str],
    due: Mapping[str, Due] | None = None,
    severity: Severity = Severity.NORMAL,
) -> int | None:
    """Write an alert and what is owed to each channel; None if there was one already.

    What `due` has nothing about is due at once.

    Two transactions that raise the same alert at once: the second waits for the first and gets
    None. The rows become visible with the caller's commit, or not at all.
    """
    values = {
        "watch_id": watch_id,
        "claim_id": claim_id,
        "statement_id": statement_id,
        "kind": kind.value,
        "severity": severity.value,
        "reason": reason,
        "created_at": at,
    }
    unique = ("watch_id", "claim_id", "kind")
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    query = (
        postgresql.insert(Alert).values(values).on_conflict_do_nothing(index_elements=unique)
        if on_postgresql
        else sqlite.insert(Alert).values(values).on_conflict_do_nothing(index_elements=unique)
    )
    alert_id = session.execute(query.returning(Alert.id)).scalar_one_or_none()
    if alert_id is None:
        return None
    rollups.owe(session, alert_id, channels, due=due or {}, at=at)
    return alert_id


def view(session: Session, alert_id: int, catalogue: Catalogue | None = None) -> AlertView:
    """Everything a message about the alert needs, with names in place of ids.

    Names come from the catalogue where it is given, else from the store's copy of it.

    Raises:
        InputError: there is no such alert.
    """
    alert = session.get(Alert, alert_id, options=[joinedload(Alert.watch)])
    if alert is None:
        raise InputError(f"there is no alert {alert_id}: `axiswatch alerts` lists those there are")
    own = session.get_one(Claim, alert.claim_id)
    rows, trigger, claim = _told(session, alert)
    names = _names(session, [*rows, trigger], catalogue)
    documents = _documents(session, [*rows, trigger])
    views = [_statement(row, documents[row.document_id], names) for row in rows]
    raised = _statement(trigger, documents[trigger.document_id], names)
    asserting = [value for value in views if value.modality is not Modality.DENIED]
    denying = [value for value in views if value.modality is Modality.DENIED]
    shown = sorted(documents.values(), key=lambda d: (d.published is None, d.published, d.url))
    return AlertView(
        alert_id=alert.id,
        watch=alert.watch.name,
        kind=AlertKind(alert.kind),
        reason=alert.reason,
        created_at=alert.created_at,
        claim_id=claim.id,
        raised_on=own.id,
        claim_text=own.text,
        status=claim.mark or claim.status,
        first_seen=claim.first_seen,
        statement=raised,
        first=views[0] if views else raised,
        documents=tuple(shown),
        outlets=_distinct(document.outlet for document in shown),
        origins=_distinct(value.origin for value in asserting),
        parties=_distinct(value.party for value in asserting),
        denied_by=_distinct(value.origin for value in denying),
        evidence=_evidence(session, trigger),
        retired=trigger.retired,
        severity=Severity(alert.severity),
    )


def _told(session: Session, alert: Alert) -> tuple[list[Statement], Statement, Claim]:
    """The statements that count now, the one that raised the alert, and the claim they make.

    A statement that went into another claim takes its message along. One that today's rules no
    longer find is still quoted, and counts for nothing.
    """
    trigger = _statements(session, Statement.id == alert.statement_id)[0]
    claim = session.get_one(Claim, trigger.claim_id or alert.claim_id)
    rows = _statements(session, Statement.claim_id == claim.id, ~Statement.retired)
    return rows, trigger, claim


def _statements(session: Session, *conditions: ColumnElement[bool]) -> list[Statement]:
    """Statements in order of arrival, without the texts of their documents."""
    query = (
        select(Statement)
        .outerjoin(ClaimEvent, ClaimEvent.statement_id == Statement.id)
        .where(*conditions)
        .options(
            selectinload(Statement.links),
            joinedload(Statement.document).options(
                defer(Document.text),
                defer(Document.signature),
                undefer(Document.partial),
                joinedload(Document.source),
            ),
        )
        .order_by(ClaimEvent.position, Statement.id)
    )
    return list(dict.fromkeys(session.scalars(query)))


def _names(
    session: Session, rows: Sequence[Statement], catalogue: Catalogue | None
) -> Mapping[str, str]:
    """The name of each actor that the statements mention by id."""
    ids = {actor for row in rows for role in ROLES for actor in _role(row, role)}
    stored = select(Actor.id, Actor.name).where(Actor.id.in_(ids))
    found = {row.id: row.name for row in session.execute(stored)}
    if catalogue is not None:
        found |= {key: actor.name for key, actor in catalogue.actors.items() if key in ids}
    return {key: found.get(key, key) for key in ids}


def _role(row: Statement, role: str) -> list[str]:
    return row.actors if role == "actors" else list(row.detail.get(role) or [])


def _documents(session: Session, rows: Sequence[Statement]) -> dict[int, DocumentView]:
    held = {row.document_id: row.document for row in rows}
    above = {d.relation_to for d in held.values() if d.relation_to is not None}
    query = (
        select(Document.id, Document.url, Source.name)
        .outerjoin(Source, Document.source_id == Source.id)
        .where(Document.id.in_(above))
    )
    copied = {row.id: row.name or _host(row.url) for row in session.execute(query)}
    return {key: _document(row, copied.get(row.relation_to or 0)) for key, row in held.items()}


def _document(row: Document, copy_of: str | None) -> DocumentView:
    return DocumentView(
        document_id=row.id,
        outlet=row.source.name if row.source else _host(row.url),
        title=row.title,
        url=row.url,
        published=row.published_at,
        relation=Relation(row.relation),
        copy_of=copy_of,
        partial=bool(row.partial),
    )


def _statement(row: Statement, document: DocumentView, names: Mapping[str, str]) -> StatementView:
    agents, targets, addressees, actors = (
        _distinct(names[actor] for actor in _role(row, role)) for role in ROLES
    )
    return StatementView(
        content=row.content,
        form=QuoteForm(row.form),
        modality=Modality(row.modality),
        event=Event(row.event) if row.event else None,
        chain=tuple(
            LinkView(link.canonical or link.name, LinkRole(link.role), link.cue, link.name)
            for link in row.links
        ),
        origin=row.origin,
        party=row.party,
        document=document,
        agents=agents,
        targets=targets or addressees,
        actors=actors,
        said_on=row.said_on,
        language=row.language,
        cue_class=CueClass(row.cue_class),
    )


def _evidence(session: Session, row: Statement) -> EvidenceView:
    text = session.scalar(select(Document.text).where(Document.id == row.document_id)) or ""
    before, marked, after = context(text, row.start, row.end)
    page = session.scalar(
        select(Page)
        .join(Document, Document.page_id == Page.id)
        .where(Document.id == row.document_id)
    )
    return EvidenceView(
        sha256=page.sha256 if page else None,
        warc_file=page.warc_file if page else None,
        warc_offset=page.warc_offset if page else None,
        start=row.start,
        end=row.end,
        before=before,
        marked=marked,
        after=after,
    )


def _host(url: str) -> str:
    """Where nobody named the outlet, its host is what is known."""
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
