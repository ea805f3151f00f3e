"""Stored texts looked through for names, and the names that are not to be proposed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from monitor.domain import LinkRole, Relation
from monitor.store.schema import ChainLink, DismissedName, Document, Mention, Statement

_CHUNK = 100
_NAMED = (LinkRole.SPEAKER.value, LinkRole.OUTLET.value)


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link of a chain that nobody of the catalogue answered to."""

    name: str
    role: str
    start: int | None
    end: int | None
    content: str


@dataclass(frozen=True, slots=True)
class StoredText:
    """A document with the open links of its statements."""

    id: int
    url: str
    language: str | None
    text: str
    links: tuple[OpenLink, ...]


def newest(session: Session, *, limit: int, actor: str | None = None) -> list[int]:
    """The ids of the documents stored last, without copies; of one actor, those that name it.

    Reads no more rows than it returns, however many the store has.
    """
    original = Document.relation != Relation.COPY.value
    query = select(Document.id).where(original).order_by(Document.id.desc())
    if actor is not None:  # along the index of mentions, which is in order of documents
        named = Mention.document_id
        query = select(named).join(Document, Document.id == named).where(original)
        query = query.where(Mention.actor_id == actor).distinct().order_by(named.desc())
    return list(session.scalars(query.limit(limit)))


def texts(
    session: Session, ids: list[int], *, since: datetime | None = None
) -> Iterator[StoredText]:
    """These documents, in chunks; of those, the ones fetched since then."""
    for first in range(0, len(ids), _CHUNK):
        chunk = ids[first : first + _CHUNK]
        links = _links(session, chunk)
        query = select(
            Document.id, Document.url, Document.language, Document.text, Document.fetched_at
        ).where(Document.id.in_(chunk))
        for row in session.execute(query.order_by(Document.id.desc())):
            if since is None or row.fetched_at >= since:
                held = tuple(links.get(row.id, ()))
                yield StoredText(row.id, row.url, row.language, row.text, held)


def _links(session: Session, ids: list[int]) -> dict[int, list[OpenLink]]:
    query = (
        select(Statement.document_id, Statement.content, ChainLink)
        .join(ChainLink, ChainLink.statement_id == Statement.id)
        .where(
            Statement.document_id.in_(ids),
            Statement.retired.is_(False),
            ChainLink.actor_id.is_(None),
            ChainLink.source_slug.is_(None),
            ChainLink.role.in_(_NAMED),
        )
    )
    found: dict[int, list[OpenLink]] = {}
    for document, content, link in session.execute(query):
        open_link = OpenLink(link.name, link.role, link.start, link.end, content)
        found.setdefault(document, []).append(open_link)
    return found


def dismissed(session: Session) -> frozenset[str]:
    """The normal forms of the names that are not to be proposed."""
    return frozenset(session.scalars(select(DismissedName.key)))


def dismiss(session: Session, key: str, name: str, *, now: datetime) -> bool:
    """Propose a name no more; False if that was so already."""
    if session.get(DismissedName, key) is not None:
        return False
    session.add(DismissedName(key=key, name=name, at=now))
    return True


def restore(session: Session, key: str) -> bool:
    """Propose a name again; False if it was never dismissed."""
    gone = delete(DismissedName).where(DismissedName.key == key).returning(DismissedName.key)
    return session.scalar(gone) is not None
