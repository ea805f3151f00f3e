"""Pages that were fetched but not read yet become documents, statements, claims and alerts.

Reading and syntax are spread over an executor; what they give is committed page by page, in
order of publication, by this process alone, so that originals come before their copies and the
same pages always end in the same claims. A page whose transaction did not commit is still
`fetched` and is taken up by the next run; one that kills whoever reads it is given up in the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime

from monitor import analysis
from monitor.analysis import RawPage
from monitor.app import App, utcnow
from monitor.commit import Committed, PageRef, commit_page
from monitor.desk import Desk
from monitor.domain import Analysed, Reading
from monitor.errors import ArchiveError
from monitor.feed_text import stand_in
from monitor.store import catalogue as stored_catalogue
from monitor.store import mutes, pages
from monitor.store.pages import PendingPage

BATCH = 200
MOST_ATTEMPTS = 3


@dataclass(slots=True)
class EnrichReport:
    """What a run of `enrich_pending` did, counted."""

    pages: int = 0
    documents: int = 0
    statements: int = 0
    alerts: int = 0
    states: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)

    def add(self, analysed: Analysed, committed: Committed) -> None:
        """Count one page."""
        self.pages += 1
        self.states[analysed.reading.state] += 1
        if analysed.reading.article is not None:
            self.relations[committed.relation.value] += 1
        if committed.document_id is not None:
            self.documents += 1
            self.statements += len(analysed.statements)
        self.alerts += len(committed.alerts)


def enrich_pending(
    app: App,
    *,
    executor: Executor | None = None,
    now: Callable[[], datetime] = utcnow,
    on_progress: Callable[[int, int], None] | None = None,
) -> EnrichReport:
    """Read every page that waits; `on_progress` is told (done, total).

    Without an executor the work is done in this process.
    """
    report = EnrichReport()
    desk = make_desk(app, channels=tuple(app.channels()))
    if executor is None:
        analysis.initialise(app.catalogue, app.settings.pipeline)
    with app.sessions() as session:
        total = pages.count_pending(session)
    while batch := _next_batch(app):
        for page, analysed in _in_order(batch, _analyse(app, batch, executor)):
            _commit(app, desk, page, analysed, now(), report)
            if on_progress is not None:
                on_progress(report.pages, max(total, report.pages))
    return report


def make_desk(app: App, *, channels: Sequence[str]) -> Desk:
    """The desk on which this process commits."""
    with app.sessions() as session:
        watch_ids, muted = stored_catalogue.watch_ids(session), mutes.muted(session)
    return Desk(app.catalogue, watch_ids, channels, muted=muted)


def _next_batch(app: App) -> list[PendingPage]:
    with app.sessions.begin() as session:
        return pages.take(session, limit=BATCH, most_attempts=MOST_ATTEMPTS)


def _analyse(
    app: App, batch: Sequence[PendingPage], executor: Executor | None
) -> Iterator[Analysed]:
    """Analyses in the order of `batch`; a page whose evidence is gone says so."""
    raw: list[RawPage | Reading] = [_load(app, page) for page in batch]
    there = [page for page in raw if isinstance(page, RawPage)]
    done = iter((executor.map if executor else map)(analysis.analyse, there))
    for page in raw:
        yield next(done) if isinstance(page, RawPage) else Analysed(page)


def _load(app: App, page: PendingPage) -> RawPage | Reading:
    try:
        _status, _headers, body = app.archive.read(
            page.warc_file, page.warc_offset, payload=page.payload
        )
    except ArchiveError as error:
        return Reading("unreadable", str(error))
    return RawPage(
        url=page.url,
        body=body,
        content_type=page.content_type,
        fetched_at=page.fetched_at,
        source=page.source,
        title_hint=page.title_hint,
        published_hint=page.published_hint,
        # What an address said before is held; that it no longer says it has to be seen.
        gated=not page.read_before,
    )


def _in_order(
    batch: Sequence[PendingPage], analysed: Iterator[Analysed]
) -> list[tuple[PendingPage, Analysed]]:
    """By publication, so that an original is placed before what was copied from it."""

    def key(pair: tuple[PendingPage, Analysed]) -> tuple[datetime, datetime, str]:
        page, result = pair
        article = result.reading.article
        published = article.published if article else None
        return published or page.fetched_at, page.fetched_at, page.url

    return sorted(zip(batch, analysed, strict=True), key=key)


def _commit(
    app: App,
    desk: Desk,
    page: PendingPage,
    analysed: Analysed,
    at: datetime,
    report: EnrichReport,
) -> None:
    ref = PageRef(page.id, page.url, page.fetched_at, page.source_id, page.source)
    with app.sessions.begin() as session:
        committed = commit_page(session, desk, ref, analysed, at=at)
        reading = analysed.reading
        pages.finish(session, page.id, state=reading.state, reason=reading.reason)
    if reading.state in {"empty", "unreadable"}:
        stand_in(app.sessions, app.archive, page.frontier_id, at=page.fetched_at)
    report.add(analysed, committed)
