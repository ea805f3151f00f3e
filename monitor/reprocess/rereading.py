"""Archived responses through today's reader: in a pool, batch by batch, into the spool."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from sqlalchemy.orm import Session

from monitor import analysis
from monitor.analysis import RawPage
from monitor.archive.records import payload_hash
from monitor.archive.warc import Archive
from monitor.domain import Analysed
from monitor.errors import ArchiveError
from monitor.reprocess.matching import locate
from monitor.reprocess.selection import Selection
from monitor.store import scratch
from monitor.store.held import Held

BATCH = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that was to be read again and is kept as it is stored, and why."""

    document: int
    url: str
    reason: str


def reread(
    session: Session,
    pages: Sequence[Held],
    selection: Selection,
    archive: Archive,
    quoted: Mapping[int, Sequence[str]],
    *,
    executor: Executor | None,
    tell: Callable[[int, int], None],
) -> list[Kept]:
    """Spool each of `pages`, read again where `selection` says so; returns what could not be.

    `session` is the scratch store's. `quoted` are the words alerts quote, by document: a reading
    that has lost them is not taken, because an alert must keep its evidence.
    """
    kept = []
    for first in range(0, len(pages), BATCH):
        batch = pages[first : first + BATCH]
        for number, (page, found) in enumerate(_read(batch, selection, archive, executor), first):
            reason = found if isinstance(found, str) else _lost(page, found, quoted)
            if reason is not None and page.document_id is not None:
                kept.append(Kept(page.document_id, page.url, reason))
            analysed = None if reason is not None or isinstance(found, str) else found
            if analysed is not None or page.document_id is not None:
                _spool(session, number, page, analysed)
            tell(number + 1, len(pages))
        session.commit()
        session.expunge_all()
    return kept


def _read(
    batch: Sequence[Held], selection: Selection, archive: Archive, executor: Executor | None
) -> Iterator[tuple[Held, Analysed | str | None]]:
    """Each page with its new reading, with why it has none, or with None where none is wanted."""
    raw = [_load(page, archive) if selection.rereads(page) else None for page in batch]
    there = [page for page in raw if isinstance(page, RawPage)]
    done = iter((executor.map if executor else map)(analysis.analyse, there))
    for page, found in zip(batch, raw, strict=True):
        yield page, next(done) if isinstance(found, RawPage) else found


def _load(page: Held, archive: Archive) -> RawPage | str:
    if page.dropped is not None:
        return page.dropped
    try:
        _status, headers, body = archive.read(
            page.warc_file or "", page.warc_offset or 0, payload=page.payload
        )
    except ArchiveError as error:
        return str(error)
    if payload_hash(body) != page.sha256:
        return "the archived response was altered: its SHA-256 is not the one that was noted"
    language = next((v for name, v in headers if name.lower() == "content-language"), None)
    return RawPage(
        url=page.url,
        body=body,
        content_type=page.content_type,
        fetched_at=page.fetched_at,
        source=page.source,
        title_hint=page.title_hint,
        published_hint=page.published_hint,
        language=None if page.crawled else language,  # as the first time
        gated=page.crawled and page.state != "read",
    )


def _lost(page: Held, analysed: Analysed | None, quoted: Mapping[int, Sequence[str]]) -> str | None:
    """Why a new reading cannot replace the old one; None where it can, or there is none."""
    contents = quoted.get(page.document_id or 0, ())
    if analysed is None or not contents:
        return None
    article = analysed.reading.article
    if article is None:
        return f"an alert quotes it, and today's rules read no article: {analysed.reading.reason}"
    if any(locate(content, article.text) is None for content in contents):
        return "an alert quotes words that today's reading of it does not have"
    return None


def _spool(session: Session, number: int, page: Held, analysed: Analysed | None) -> None:
    article = analysed.reading.article if analysed is not None else None
    published = page.published if analysed is None else article.published if article else None
    scratch.spool(
        session,
        number,
        published=published or page.fetched_at,
        fetched=page.fetched_at,
        page=page.page_id or 0,
        analysed=analysed,
    )
