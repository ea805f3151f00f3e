"""What the store holds of each page: where its response is, what was read from it, who needs it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from monitor import domain
from monitor.store.evidence import dropped
from monitor.store.pages import payload
from monitor.store.schema import (
    Alert,
    ClaimEvent,
    Document,
    Page,
    Pin,
    Source,
    Statement,
)
from monitor.store.statements import statements_of, to_value

Mark = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A page that was read before, a document without page, or both. No texts."""

    page_id: int | None
    document_id: int | None
    url: str
    fetched_at: datetime
    state: str
    content_type: str | None = None
    warc_file: str | None = None
    warc_offset: int | None = None
    payload: tuple[str, int] | None = None
    dropped: str | None = None  # when and why its record went
    sha256: str | None = None
    source_id: int | None = None
    source: str | None = None
    title_hint: str | None = None
    published_hint: datetime | None = None
    crawled: bool = False
    published: datetime | None = None
    seen_at: datetime | None = None

    @property
    def moment(self) -> datetime:
        """When it was published, else fetched."""
        return self.published or self.published_hint or self.fetched_at


def pages_read(session: Session) -> list[Held]:
    """Every page that was read, with its document, and the documents that have no page."""
    query = (
        select(Page, Source.slug, Document.id, Document.published_at, Document.seen_at)
        .outerjoin(Document, Document.page_id == Page.id)
        .outerjoin(Source, Source.id == Page.source_id)
        .where(Page.state != "fetched")
        .order_by(Page.id)
    )
    held = [_of_page(*row) for row in session.execute(query)]
    pageless = (
        select(Document, Source.slug)
        .outerjoin(Source, Source.id == Document.source_id)
        .where(Document.page_id.is_(None))
        .order_by(Document.id)
    )
    return held + [_of_document(row, slug) for row, slug in session.execute(pageless)]


def _of_page(
    page: Page,
    slug: str | None,
    document_id: int | None,
    published: datetime | None,
    seen_at: datetime | None,
) -> Held:
    return Held(
        page_id=page.id,
        document_id=document_id,
        url=page.url,
        fetched_at=page.fetched_at,
        state=page.state,
        content_type=page.content_type,
        warc_file=page.warc_file,
        warc_offset=page.warc_offset,
        payload=payload(page),
        dropped=dropped(page),
        sha256=page.sha256,
        source_id=page.source_id,
        source=slug,
        title_hint=page.title_hint,
        published_hint=page.published_hint,
        crawled=page.frontier_id is not None,
        published=published,
        seen_at=seen_at,
    )


def _of_document(row: Document, slug: str | None) -> Held:
    return Held(
        page_id=None,
        document_id=row.id,
        url=row.url,
        fetched_at=row.fetched_at,
        state="read",
        source_id=row.source_id,
        source=slug,
        published=row.published_at,
        seen_at=row.seen_at,
    )


def as_stored(session: Session, document_id: int) -> domain.Analysed:
    """A document's article and statements as they are in the rows; mentions are left alone."""
    row = session.get_one(Document, document_id)
    article = domain.Article(
        url=row.url,
        title=row.title,
        text=row.text,
        canonical_url=row.canonical_url,
        authors=tuple(row.authors),
        published=row.published_at,
        date_source=row.date_source,
        language=row.language,
        credit=row.credit,
    )
    values = tuple(to_value(s) for s in statements_of(session, document_id) if not s.retired)
    return domain.Analysed(domain.Reading("read", "", article), statements=values)


def old_statements(session: Session, document_id: int) -> list[tuple[int, domain.Statement]]:
    """The statements a document had, those that count no more included, with their ids."""
    return [(row.id, to_value(row)) for row in statements_of(session, document_id)]


def statement_ids(session: Session, document_id: int) -> list[int]:
    """A document's statements in the order they were written."""
    query = select(Statement.id).where(Statement.document_id == document_id)
    return list(session.scalars(query.order_by(Statement.id)))


def text_of(session: Session, document_id: int) -> str:
    """A document's text."""
    return session.get_one(Document, document_id).text


def quoted_in_alerts(session: Session) -> dict[int, list[str]]:
    """The words that alerts quote, by document."""
    found: dict[int, list[str]] = defaultdict(list)
    query = (
        select(Statement.document_id, Statement.content)
        .join(Alert, Alert.statement_id == Statement.id)
        .distinct()
    )
    for document_id, content in session.execute(query):
        found[document_id].append(content)
    return found


def existing(session: Session, statement_ids: Sequence[int]) -> set[int]:
    """Those of the ids that are rows."""
    return set(session.scalars(select(Statement.id).where(Statement.id.in_(statement_ids))))


def mark(session: Session) -> Mark:
    """What tells whether anything was placed or decided in between: the newest ids."""
    return tuple(
        session.scalar(select(func.max(column)))
        for column in (Document.id, Statement.id, ClaimEvent.id, Alert.id, Pin.id)
    )
