"""`reprocess`: the archive read again with today's rules, and the store brought in line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from monitor import analysis
from monitor.app import App, utcnow
from monitor.enrich import make_desk
from monitor.errors import BusyError
from monitor.reprocess.pinned import PinnedPlacing
from monitor.reprocess.placing import Fresh, place_all
from monitor.reprocess.report import Report, StatusChange
from monitor.reprocess.rereading import Kept, reread
from monitor.reprocess.rulings import Rulings
from monitor.reprocess.selection import Selection
from monitor.service.executor import open_pool
from monitor.service.lock import exclusive
from monitor.store import held, pins, regroup, scratch
from monitor.store.held import Held
from monitor.store.rewriting import alerts, claims, documents, statements
from monitor.store.session import read_only

POOL_FROM = 40  # as in a cycle: starting a pool costs more than reading a few pages
STEPS = 4
PATIENCE = 2.0  # seconds to wait for the lock of a process that has just ended
Progress = Callable[[str, int, int], None]


def reprocess(
    app: App,
    *,
    selection: Selection | None = None,
    dry_run: bool = False,
    now: Callable[[], datetime] = utcnow,
    progress: Progress | None = None,
) -> Report:
    """Read again what `selection` says, place every statement anew, and write what differs.

    Nothing of the store is touched before the last step, which is one transaction: killed
    anywhere, the store is as it was or as it should be, and another run does the rest. Sends
    nothing and raises no alert. `progress` is told (stage, done, total); the stages are read,
    place and write.

    Raises:
        BusyError: another process reads pages, or placed something meanwhile.
    """
    selection, tell = selection or Selection(), progress or _silent
    with exclusive(app.engine, "enrich", now=now, wait=PATIENCE), _scratch() as fresh:
        with app.sessions() as real:
            read_only(real)
            before = held.mark(real)
            pages = selection.takes(held.pages_read(real))
            kept = _read(app, real, fresh, pages, selection, tell)
            result = _place(app, real, fresh, pages, tell)
        with app.sessions() as session:
            if held.mark(session) != before:
                raise BusyError(
                    "something was added to the store while the archive was read again; nothing "
                    "was changed. Run `axiswatch reprocess` when nothing else is running."
                )
            report = _write(session, fresh, result, now=now(), tell=tell)
            if dry_run:
                session.rollback()
            else:
                session.commit()
    report.dry_run, report.kept = dry_run, kept
    report.documents = sum(page.document_id is not None for page in pages)
    report.reread = sum(page.state is not None for page in result.pages)
    return report


@contextmanager
def _scratch() -> Iterator[Session]:
    engine = scratch.open_scratch()
    try:
        with sessionmaker(engine, expire_on_commit=False)() as session:
            yield session
    finally:
        engine.dispose()


def _read(
    app: App,
    real: Session,
    fresh: Session,
    pages: Sequence[Held],
    selection: Selection,
    tell: Progress,
) -> list[Kept]:
    """Into the spool, in a pool where there are many."""
    wanted = sum(selection.rereads(page) for page in pages)
    workers = app.settings.service.workers if wanted >= POOL_FROM else 0
    pool = open_pool(app.catalogue, app.settings.pipeline, workers=workers)
    if pool is None and wanted:
        analysis.initialise(app.catalogue, app.settings.pipeline)
    quoted = held.quoted_in_alerts(real)
    try:
        return reread(
            fresh,
            pages,
            selection,
            app.archive,
            quoted,
            executor=pool,
            tell=lambda done, total: tell("read", done, total),
        )
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def _place(app: App, real: Session, fresh: Session, pages: Sequence[Held], tell: Progress) -> Fresh:
    scratch.copy_sources(real, fresh)
    pinned = pins.pinned_statements(real)
    placing = PinnedPlacing(
        Rulings(pins.rulings(pins.all_pins(real))),
        pinned,
        held.existing(real, [row.statement_id for row in pinned]),
    )
    desk = make_desk(app, channels=())
    return place_all(
        real, fresh, pages, desk, placing, tell=lambda done, total: tell("place", done, total)
    )


def _write(
    real: Session, fresh: Session, result: Fresh, *, now: datetime, tell: Progress
) -> Report:
    """Bring the real rows in line with the scratch ones, in the caller's transaction."""
    tell("write", 0, STEPS)
    before = claims.former_claims(real)
    texts = documents.rewrite(real, fresh, result.pages)
    tell("write", 1, STEPS)
    said = statements.rewrite(real, fresh, result.pages, texts)
    tell("write", 2, STEPS)
    grouped = claims.rewrite(real, fresh, said, before)
    documents.drop(real, texts.removed)
    tell("write", 3, STEPS)
    report = Report(
        documents_added=texts.added,
        documents_removed=texts.removed,
        documents_changed=sorted(texts.described - set(texts.texts)),
        texts_changed=texts.texts,
        statements=len(said.ids),
        statements_added=said.added,
        statements_changed=said.changed,
        statements_removed=said.removed,
        statements_retired=said.retired,
        claims=len(grouped.ids),
        claims_added=grouped.added,
        claims_removed=grouped.removed,
        claims_merged=grouped.merged,
        claims_split=grouped.split,
        claims_changed=sorted(grouped.described - set(grouped.added)),
        retold=grouped.told,
    )
    report.pins_moved = pins.renew(
        real, {pinned: said.ids[row] for pinned, row in result.pinned.items()}
    )
    pins.set_marks(real)
    changed = claims.set_statuses(real, grouped, before)
    report.statuses = [StatusChange(*change) for change in changed]
    report.alerts_moved = regroup.settle_alerts(real)
    claims.drop_empty(real, grouped.removed)
    report.withheld = alerts.withhold(real, fresh, grouped.ids, said.ids, at=now)
    tell("write", STEPS, STEPS)
    return report


def _silent(stage: str, done: int, total: int) -> None:
    """For callers who do not watch."""
