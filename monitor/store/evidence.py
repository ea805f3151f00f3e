"""From a document back to the response it was read from."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.store.schema import Document, Page

Record = dict[str, Any]


def evidence(session: Session, document: str) -> Record | None:
    """The page row of a document given by id or address; of an address, the newest version."""
    query = select(Document, Page).outerjoin(Page, Document.page_id == Page.id)
    if document.isdecimal() and len(document) < 19:
        query = query.where(Document.id == int(document))
    else:
        matches = (Document.url == document) | (Document.canonical_url == document)
        query = query.where(matches).order_by(Document.version.desc())
    row = session.execute(query.limit(1)).first()
    if row is None:
        return None
    text, page = row
    return {
        "document": text.id,
        "url": text.url,
        "title": text.title,
        "status": page.status if page else None,
        "content_type": page.content_type if page else None,
        "fetched_at": text.fetched_at.isoformat(),
        "sha256": page.sha256 if page else None,
        "warc_file": page.warc_file if page else None,
        "warc_offset": page.warc_offset if page else None,
        "warc_length": page.warc_length if page else None,
        "payload_file": page.payload_file if page else None,
        "payload_offset": page.payload_offset if page else None,
        "partial": bool(page and page.partial),
        "dropped": dropped(page) if page else None,
    }


def dropped(page: Page) -> str | None:
    """When and by which rule the record of a page was dropped; None where it was not."""
    if page.dropped_at is None:
        return None
    return (
        f"its record was dropped from the archive on {page.dropped_at:%Y-%m-%d} ([retention]: "
        f"{page.dropped_why}); its SHA-256 is kept"
    )
