"""Statements as a fresh start has them, under the ids they had."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from monitor import domain
from monitor.reprocess.matching import locate
from monitor.reprocess.placing import Placed
from monitor.store.rewriting.documents import Documents
from monitor.store.schema import (
    Alert,
    ChainLink,
    ClaimEvent,
    Decision,
    Document,
    Statement,
)
from monitor.store.statements import (
    COLUMNS,
    DETAIL,
    LINK,
    VALUE,
    add_statement,
    statements_of,
    to_value,
)


@dataclass(slots=True)
class Statements:
    """`ids` from scratch to real; `retired` are not found any more, but quoted by an alert."""

    ids: dict[int, int] = field(default_factory=dict)
    added: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    retired: list[int] = field(default_factory=list)


def rewrite(
    real: Session, fresh: Session, placed: Sequence[Placed], documents: Documents
) -> Statements:
    """Update, insert, retire and remove, document by document."""
    done = Statements()
    alerted = set(real.scalars(select(Alert.statement_id)))
    for page in placed:
        held = page.held.document_id
        old = {row.id: row for row in statements_of(real, held)} if held is not None else {}
        gone = [row for key, row in old.items() if key not in {pair[1] for pair in page.statements}]
        _remove(real, [row.id for row in gone if row.id not in alerted], done)
        for row in gone:
            if row.id in alerted:
                _retire(real, fresh, row, page, documents, done)
        if page.document is not None:
            _write(real, fresh, page, documents.ids[page.document], old, done)
    real.flush()
    return done


def _write(
    real: Session,
    fresh: Session,
    page: Placed,
    document_id: int,
    old: Mapping[int, Statement],
    done: Statements,
) -> None:
    """Rows that stay make room for one another first: spans are unique in a document."""
    values = {
        scratch_id: to_value(fresh.get_one(Statement, scratch_id))
        for scratch_id, _ in page.statements
    }
    pairs = [(scratch_id, old[former]) for scratch_id, former in page.statements if former]
    changed = [(s, r) for s, r in pairs if r.retired or to_value(r) != values[s]]
    for _, row in changed:
        row.start = -row.id
    real.flush()
    for scratch_id, row in changed:
        _assign(row, values[scratch_id])
        row.retired = False
        done.changed.append(row.id)
    real.flush()
    done.ids |= {scratch_id: row.id for scratch_id, row in pairs}
    for scratch_id, former in page.statements:
        if former is None:
            new = add_statement(real, document_id, values[scratch_id])
            done.ids[scratch_id] = new.id
            done.added.append(new.id)


def _assign(row: Statement, value: domain.Statement) -> None:
    """Make a row say what `value` says; lists are replaced, never changed in place."""
    plain = VALUE.dump_python(value, mode="json")
    for name in COLUMNS:
        setattr(row, name, plain[name])
    row.detail = {name: plain[name] for name in DETAIL}
    row.links = [
        ChainLink(position=position, **{column: link[name] for name, column in LINK.items()})
        for position, link in enumerate(plain["chain"])
    ]


def _remove(real: Session, ids: Iterable[int], done: Statements) -> None:
    """Statements, what they did, and why that did or did not alert."""
    gone = list(ids)
    if not gone:
        return
    forget_events(real, gone)
    real.execute(delete(ChainLink).where(ChainLink.statement_id.in_(gone)))
    real.execute(delete(Statement).where(Statement.id.in_(gone)))
    done.removed += gone


def forget_events(real: Session, statement_ids: Sequence[int]) -> None:
    """Remove what statements did to their claims, with the decisions about it."""
    later = ClaimEvent.related_statement_id.in_(statement_ids)
    real.execute(update(ClaimEvent).where(later).values(related_statement_id=None))
    of_these = ClaimEvent.statement_id.in_(statement_ids)
    forget(real, set(real.scalars(select(ClaimEvent.id).where(of_these))))


def forget(real: Session, events: Collection[int]) -> None:
    """Remove claim events with the decisions about them."""
    if not events:
        return
    real.execute(
        delete(Decision)
        .where(Decision.claim_event_id.in_(events))
        .execution_options(synchronize_session=False)
    )
    real.execute(delete(ClaimEvent).where(ClaimEvent.id.in_(events)))


def _retire(
    real: Session,
    fresh: Session,
    row: Statement,
    page: Placed,
    documents: Documents,
    done: Statements,
) -> None:
    """Keep the words an alert quotes, where they stand in today's text."""
    home = documents.ids[_home(fresh, page)] if page.document is None else row.document_id
    text = real.get_one(Document, home).text
    if home != row.document_id or text[row.start : row.end] != row.content:
        span = locate(row.content, text)
        if span is None:
            raise RuntimeError(f"statement {row.id} is quoted by an alert and nowhere to be found")
        row.document_id = home
        row.start, row.end, row.cue_start, row.cue_end = *span, None, None
        row.content = text[row.start : row.end]
    if not row.retired:
        row.retired = True
        done.retired.append(row.id)
    real.flush()


def _home(fresh: Session, page: Placed) -> int:
    """The document that holds the text which this page no longer has to itself."""
    query = select(Document.id).where(Document.content_hash == page.content_hash)
    found = list(fresh.scalars(query.order_by(Document.id.desc()).limit(1)))
    if not found:
        raise RuntimeError(f"page {page.held.page_id} lost its document, and no other has its text")
    return found[0]
