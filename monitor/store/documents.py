"""Documents and their stories: the neighbours of a text, and its place once that is decided.

Every lookup is by an index and bounded per key, so that a page costs the same at a thousand
documents as at a million, however many texts share a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Select,
    cast,
    func,
    insert,
    literal,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.orm import Session, joinedload

from monitor.domain import Article, Fingerprint, Lineage, Neighbour, Relation
from monitor.errors import StoreError
from monitor.store.schema import Band, Document, Story

PER_KEY = 8  # documents looked at for one band: the latest
NEAREST = 12  # documents compared, those with most bands in common
SAME_TEXT = 4


def neighbours(
    session: Session, *, fingerprint: Fingerprint, canonical_url: str
) -> list[Neighbour]:
    """The documents that a text has to be compared with, with the originals of their stories.

    Those are the latest at its address, some with the very same text, and the ones that share
    most LSH bands and paragraphs with it. In the order they were stored.
    """
    found = {
        *session.scalars(
            select(Document.id)
            .where(Document.canonical_url == canonical_url)
            .order_by(Document.version.desc())
            .limit(1)
        ),
        *session.scalars(
            select(Document.id)
            .where(Document.content_hash == fingerprint.content_hash)
            .limit(SAME_TEXT)
        ),
        *_sharing_bands(session, fingerprint.bands),
    }
    documents = _load(session, Document.id.in_(found))
    stories = {document.story_id for document in documents}
    originals = session.scalars(select(Story.original_id).where(Story.id.in_(stories)))
    missing = {original for original in originals if original is not None} - found
    documents += _load(session, Document.id.in_(missing))
    return [_neighbour(document) for document in sorted(documents, key=lambda d: d.id)]


def _sharing_bands(session: Session, bands: Sequence[int]) -> list[int]:
    if not bands:
        return []
    each = _by_lateral if session.get_bind().dialect.name == "postgresql" else _by_union
    shared = each(bands).subquery()
    counted = (
        select(shared.c.document_id)
        .group_by(shared.c.document_id)
        .order_by(func.count().desc(), shared.c.document_id)
        .limit(NEAREST)
    )
    return list(session.scalars(counted))


def _latest(key: ColumnElement[int]) -> Select[int]:
    """The latest documents of one band."""
    newest_first = select(Band.document_id).where(Band.key == key)
    return newest_first.order_by(Band.document_id.desc()).limit(PER_KEY)


def _by_union(bands: Sequence[int]) -> CompoundSelect[tuple[int]]:
    """One bounded lookup for each band. SQLite plans a hundred of them in no time."""
    return union_all(*(select(_latest(literal(key)).subquery()) for key in bands))


def _by_lateral(bands: Sequence[int]) -> Select[tuple[int]]:
    """The same as one lateral join: PostgreSQL would take longer to plan a union than to run it."""
    keys = select(func.unnest(cast(list(bands), ARRAY(BigInteger))).label("key")).subquery()
    latest = _latest(keys.c.key).lateral()
    return select(latest.c.document_id).join_from(keys, latest, true())


def _load(session: Session, condition: ColumnElement[bool]) -> list[Document]:
    query = select(Document).where(condition).options(joinedload(Document.source))
    return list(session.scalars(query))


def _neighbour(document: Document) -> Neighbour:
    return Neighbour(
        document_id=document.id,
        story_id=document.story_id,
        url=document.url,
        canonical_url=document.canonical_url,
        text=document.text,
        content_hash=document.content_hash,
        published_at=document.published_at,
        fetched_at=document.fetched_at,
        source=document.source.slug if document.source else None,
        credit=document.credit,
    )


def add_document(
    session: Session,
    *,
    article: Article,
    url: str,
    canonical_url: str,
    fingerprint: Fingerprint,
    lineage: Lineage,
    page_id: int | None,
    source_id: int | None,
    fetched_at: datetime,
) -> Document:
    """Store a text where `lineage` puts it and return its row, flushed but not committed.

    It joins the story of what it is a copy, an excerpt or a version of, and begins one otherwise.
    Where it turns out to be the original, the texts held so far are pointed at it. The same text
    at the same address is not stored again: the row that holds it is returned.

    Raises StoreError where `lineage` names a document that is gone.
    """
    held = _held(session, lineage)
    if held is not None and lineage.relation is Relation.SAME:
        return held
    story = _story(session, lineage, fetched_at)
    document = Document(
        page_id=page_id,
        source_id=source_id,
        story_id=story.id,
        url=url,
        canonical_url=canonical_url,
        version=_next_version(session, canonical_url),
        content_hash=fingerprint.content_hash,
        title=article.title,
        text=article.text,
        authors=list(article.authors),
        language=article.language,
        published_at=article.published,
        date_source=article.date_source,
        fetched_at=fetched_at,
        credit=article.credit,
        signature=list(fingerprint.signature),
    )
    _relate(document, lineage)
    session.add(document)
    session.flush()
    if fingerprint.bands:
        keys = [{"key": key, "document_id": document.id} for key in set(fingerprint.bands)]
        session.execute(insert(Band), keys)
    if story.original_id is None:
        story.original_id = document.id
    elif lineage.new_is_original and lineage.story_id is not None:
        _take_over(session, story, document, lineage)
    if held is not None and lineage.relation is Relation.QUOTES and lineage.new_is_original:
        _point(held, document, lineage)
    _merge(session, story, lineage.merges)
    session.flush()
    return document


def version_before(session: Session, document: Document) -> Document | None:
    """The version of a page that a document replaced."""
    query = (
        select(Document)
        .where(Document.canonical_url == document.canonical_url)
        .where(Document.version < document.version)
        .order_by(Document.version.desc())
        .limit(1)
    )
    return session.scalar(query)


def _held(session: Session, lineage: Lineage) -> Document | None:
    if lineage.document_id is None:
        return None
    held = session.get(Document, lineage.document_id)
    if held is None:
        raise StoreError(
            f"document {lineage.document_id} was removed while a text was compared with it;"
            " read the page again"
        )
    return held


def _story(session: Session, lineage: Lineage, at: datetime) -> Story:
    if lineage.story_id is not None:
        return session.get_one(Story, lineage.story_id)
    story = Story(original_id=None, created_at=at)
    session.add(story)
    session.flush()
    return story


def _next_version(session: Session, canonical_url: str) -> int:
    latest = session.scalar(
        select(func.max(Document.version)).where(Document.canonical_url == canonical_url)
    )
    return (latest or 0) + 1


def _relate(document: Document, lineage: Lineage) -> None:
    document.relation_reason = lineage.reason
    if lineage.relation is Relation.DIFFERENT or lineage.new_is_original:
        document.relation = Relation.ORIGINAL.value
        return
    document.relation = lineage.relation.value
    document.relation_to = lineage.document_id
    if lineage.document_id is not None:
        document.containment = lineage.contained


def _point(held: Document, original: Document, lineage: Lineage) -> None:
    """Make a text that was held first what it is to the original that came in after it."""
    held.relation = lineage.relation.value
    held.relation_to = original.id
    held.containment = lineage.contains
    held.relation_reason = lineage.reason


def _take_over(session: Session, story: Story, document: Document, lineage: Lineage) -> None:
    """Make `document` the original of a story that had another one so far."""
    former = session.get(Document, story.original_id)
    if former is not None:
        _point(former, document, lineage)
        _repoint(session, (former.id,), document.id)
    story.original_id = document.id


def _repoint(session: Session, former: Iterable[int], original: int) -> None:
    """A copy points at its original, not at a copy. Versions keep pointing at what they changed."""
    session.execute(
        update(Document)
        .where(
            Document.relation_to.in_(former),
            Document.id != original,
            Document.relation.in_([Relation.COPY.value, Relation.EXCERPT.value]),
        )
        .values(relation_to=original)
    )


def _merge(session: Session, story: Story, others: Sequence[int]) -> None:
    """Take over stories that turned out to be the same text; each original becomes a copy."""
    for other in session.scalars(select(Story).where(Story.id.in_(others), Story.id != story.id)):
        former = session.get(Document, other.original_id)
        if former is not None and former.relation == Relation.ORIGINAL.value:
            former.relation = Relation.COPY.value
            former.relation_to = story.original_id
            former.relation_reason = "a third text shows that both are one"
        if former is not None and story.original_id is not None:
            _repoint(session, (former.id,), story.original_id)
        session.execute(
            update(Document).where(Document.story_id == other.id).values(story_id=story.id)
        )
        session.delete(other)
