"""Records from files through the whole pipeline, or through its pure part alone.

Each record is archived like a fetched page and committed in one transaction together with its
page row, so that what a command was killed over is neither half there nor owed to anybody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from monitor.analysis import Analyst, RawPage
from monitor.app import App, read_catalogue, utcnow
from monitor.catalogue.catalogue import Catalogue
from monitor.commit import PageRef, commit_page
from monitor.config import load_settings
from monitor.desk import Desk
from monitor.domain import Analysed, Statement
from monitor.duplicates.canonical import canonical_url
from monitor.enrich import make_desk
from monitor.errors import InputError
from monitor.records import Record, from_bytes, read_file
from monitor.service.lock import exclusive
from monitor.store import catalogue as stored_catalogue
from monitor.store import pages


def ingest_records(
    app: App,
    records: Sequence[Record],
    *,
    deliver: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
) -> list[dict[str, Any]]:
    """Process records in the order given, each as if now were its publication.

    Without `deliver` alerts are written but owed to no channel. Returns one record each:
    `{id, url, state, reason, relation, document, statements, alerts}`.
    """
    analyst = Analyst(app.catalogue, pipeline=app.settings.pipeline)
    desk = make_desk(app, channels=tuple(app.channels()) if deliver else ())
    results = []
    with exclusive(app.engine, "enrich", now=utcnow, wait=app.settings.crawl.time_limit):
        for number, record in enumerate(records, 1):
            results.append(_ingest(app, desk, analyst, record))
            if on_progress is not None:
                on_progress(number, len(records))
    return results


def analyse_file(
    path: Path | None,
    data: bytes | None,
    *,
    url: str | None,
    published: datetime | None,
    outlet: str | None,
    now: datetime,
) -> dict[str, Any]:
    """Article, mentions and statements of one page as a JSON-ready record; no store is opened.

    Raises:
        InputError: the file cannot be read, or holds several records.
    """
    settings = load_settings()
    catalogue = read_catalogue(settings)
    if published is not None and published.tzinfo is None:
        published = published.replace(tzinfo=UTC)
    record = _single(path, data, now)
    slug = _outlet(catalogue, outlet or record.outlet, url or record.fetched.url)
    page = RawPage(
        url=url or record.fetched.url,
        body=record.fetched.body,
        content_type=record.content_type,
        fetched_at=published or record.fetched.at,
        source=slug,
        title_hint=record.fetched.title_hint,
        published_hint=published or record.published,
        language=record.language,
    )
    analysed = Analyst(catalogue, pipeline=settings.pipeline).analyse(page, always=True)
    return _as_record(analysed, catalogue)


def _single(path: Path | None, data: bytes | None, now: datetime) -> Record:
    if path is None:
        body = data or b""
        looks_html = b"<" in body[:2000] and re.search(rb"<[a-zA-Z!]", body[:2000]) is not None
        return from_bytes(body, name="stdin:", html=looks_html, now=now)
    records = list(read_file(path, now=now))
    if len(records) != 1:
        raise InputError(f"{path}: holds {len(records)} records; use `axiswatch ingest` for those")
    return records[0]


def _outlet(catalogue: Catalogue, name: str | None, url: str) -> str | None:
    """The catalogue's source by name, else by address; None if it lists neither."""
    source = (catalogue.source_named(name) if name else None) or catalogue.source_for_url(url)
    return source.slug if source else None


def _ingest(app: App, desk: Desk, analyst: Analyst, record: Record) -> dict[str, Any]:
    fetched = record.fetched
    known = _outlet(app.catalogue, record.outlet, fetched.url)
    slug = known or _slug(record.outlet or urlsplit(fetched.url).hostname or "files")
    archived = app.archive.append(fetched)
    analysed = analyst.analyse(
        RawPage(
            url=fetched.url,
            body=fetched.body,
            content_type=record.content_type,
            fetched_at=fetched.at,
            source=slug,
            title_hint=fetched.title_hint,
            published_hint=fetched.published_hint,
            language=record.language,
        )
    )
    reading = analysed.reading
    article = reading.article
    at = record.published or (article.published if article else None) or fetched.at
    with app.sessions.begin() as session:
        source_id = _source_id(session, slug, record, known=known is not None)
        page_id = pages.add_page(
            session,
            fetched,
            archived,
            canonical_url=canonical_url(fetched.url),
            source_id=source_id,
            state=reading.state,
            reason=reading.reason,
        )
        ref = PageRef(page_id, fetched.url, fetched.at, source_id, slug)
        done = commit_page(session, desk, ref, analysed, at=at)
    return {
        "id": record.id,
        "url": fetched.url,
        "state": reading.state,
        "reason": reading.reason,
        "relation": done.relation.value if article else None,
        "document": done.document_id,
        "statements": len(analysed.statements) if done.document_id else 0,
        "alerts": len(done.alerts),
    }


def _source_id(session: Session, slug: str, record: Record, *, known: bool) -> int:
    if known:
        return stored_catalogue.source_ids(session)[slug]
    return stored_catalogue.ensure_source(session, slug, record.outlet or slug)


def _slug(name: str) -> str:
    """A slug for an outlet no catalogue lists; letters of any script are kept apart by code."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    coded = "" if name.isascii() else "-" + format(abs(hash_text(name)) % 16**8, "08x")
    return ((plain or "outlet") + coded)[:80]


def hash_text(text: str) -> int:
    """A number that is the same for the same text in every process."""
    import hashlib

    return int.from_bytes(hashlib.sha256(text.encode("utf8", "replace")).digest()[:8], "big")


def _as_record(analysed: Analysed, catalogue: Catalogue) -> dict[str, Any]:
    article = analysed.reading.article
    return {
        "article": None
        if article is None
        else {
            "title": article.title,
            "text": article.text,
            "authors": list(article.authors),
            "published": article.published.isoformat() if article.published else None,
            "date_source": article.date_source,
            "language": article.language,
            "url": article.url,
            "canonical_url": article.canonical_url,
        },
        "reason": analysed.reading.reason,
        "mentions": [asdict(mention) for mention in analysed.mentions],
        "statements": [_statement(s, catalogue) for s in analysed.statements],
    }


def _statement(statement: Statement, catalogue: Catalogue) -> dict[str, Any]:
    from monitor.store.statements import VALUE

    plain: dict[str, Any] = VALUE.dump_python(statement, mode="json")
    plain["links"] = plain["chain"]
    plain["chain"] = [link.name for link in statement.chain]
    for roles in ("actors", "agents", "targets", "addressees"):
        plain[roles] = list(catalogue.names(plain[roles]))
    return plain
