"""One story with everything about it: who had it first and who copied whom, as a tree."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from monitor.domain import Relation
from monitor.duplicates.ancestry import Descent, Print, descent
from monitor.duplicates.versions import word_diff
from monitor.errors import InputError
from monitor.store.schema import Document, Story
from monitor.store.views import iso

Record = dict[str, Any]


def story(session: Session, story_id: int) -> Record:
    """What `axiswatch stories show` prints.

    Raises:
        InputError: there is no such story.
    """
    row = session.get(Story, story_id)
    query = (
        select(Document)
        .where(Document.story_id == story_id)
        .options(joinedload(Document.source))
        .order_by(Document.id)
    )
    held = {document.id: document for document in session.scalars(query)}
    if row is None or not held:
        raise InputError(f"there is no story {story_id}; `axiswatch stories` lists them")
    roots = descent([_print(document) for document in held.values()], row.original_id)
    outlets = {d.source.slug if d.source else d.url for d in held.values()}
    families = {d.source.family for d in held.values() if d.source and d.source.family}
    return {
        "id": row.id,
        "original": row.original_id,
        "documents": len(held),
        "outlets": len(outlets),
        "families": sorted(families),
        "tree": [_node(root, held) for root in roots],
    }


def _print(document: Document) -> Print:
    source = document.source
    return Print(
        document_id=document.id,
        text=document.text,
        relation=Relation(document.relation),
        relation_to=document.relation_to,
        published=document.published_at,
        fetched=document.fetched_at,
        source=source.slug if source else None,
        outlet=source.name if source else None,
        family=source.family if source else None,
        credit=document.credit,
    )


def _node(node: Descent, held: dict[int, Document]) -> Record:
    document = held[node.print.document_id]
    return {
        "document": document.id,
        "url": document.url,
        "title": document.title,
        "outlet": node.print.outlet,
        "family": node.print.family,
        "published": iso(document.published_at),
        "fetched_at": iso(document.fetched_at),
        "version": document.version,
        "relation": document.relation,
        "reason": document.relation_reason,
        "why": node.why,
        "contained": _share(node.contained),
        "contains": _share(node.contains),
        "credit": document.credit,
        "children": [_node(child, held) for child in node.children],
    }


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def changes(session: Session, document_id: int) -> Record:
    """What `axiswatch documents diff` prints: a version beside the one before, word by word.

    Raises:
        InputError: there is no such document, or it is the first version of its page.
    """
    new = session.get(Document, document_id)
    if new is None:
        raise InputError(f"there is no document {document_id}; `axiswatch documents` lists them")
    query = (
        select(Document)
        .where(Document.canonical_url == new.canonical_url, Document.version < new.version)
        .order_by(Document.version.desc())
        .limit(1)
    )
    old = session.scalar(query)
    if old is None:
        raise InputError(f"document {document_id} is the first version of {new.url} that is held")
    return {
        "document": new.id,
        "version": new.version,
        "before": old.id,
        "before_version": old.version,
        "url": new.url,
        "title": [old.title, new.title],
        "fetched_at": [iso(old.fetched_at), iso(new.fetched_at)],
        "text": old.text,
        "changes": [
            {
                "old": change.old,
                "new": change.new,
                "old_start": change.old_start,
                "new_start": change.new_start,
            }
            for change in word_diff(old.text, new.text)
        ],
    }
