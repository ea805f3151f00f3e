"""One cycle over all due sources: crawl, enrich, deliver. What cron's `axiswatch once` runs."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from monitor.app import App, utcnow
from monitor.enrich import EnrichReport, enrich_pending
from monitor.errors import AxiswatchError
from monitor.operations.check import check
from monitor.service.crawl import CrawlResult, crawl
from monitor.service.executor import open_pool
from monitor.service.forgetting import forget_daily
from monitor.service.lock import exclusive
from monitor.service.pulse import Pulse
from monitor.service.retention import prune_daily
from monitor.store import cycles, heartbeats, pages
from monitor.store.cycles import FeedOutcome, PageFailure
from monitor.store.session import read_only

if TYPE_CHECKING:
    from monitor.alerts.deliver import DeliveryReport

Progress = Callable[[str, int, int], None]
# Starting a pool costs more than reading a few pages in this process.
POOL_FROM = 40
LOOK_EVERY = 0.5  # seconds between two looks at how far the crawl has come


@dataclass(frozen=True, slots=True)
class CycleReport:
    """What a cycle did. A source that failed is a row of it, not an error of the cycle."""

    started: datetime
    finished: datetime
    crawl: CrawlResult
    feeds: tuple[FeedOutcome, ...]
    failures: tuple[PageFailure, ...]
    pages: int
    enriched: EnrichReport
    delivered: DeliveryReport | None

    @property
    def failed_feeds(self) -> tuple[FeedOutcome, ...]:
        """The feeds that could not be had or read."""
        return tuple(feed for feed in self.feeds if feed.error is not None)

    def as_record(self) -> dict[str, Any]:
        """What `axiswatch once --json` prints."""
        failed: list[FeedOutcome | PageFailure] = [*self.failed_feeds, *self.failures]
        return {
            "started": self.started.isoformat(),
            "finished": self.finished.isoformat(),
            "timed_out": self.crawl.timed_out,
            "feeds": [asdict(feed) for feed in self.feeds],
            "pages": self.pages,
            "documents": self.enriched.documents,
            "statements": self.enriched.statements,
            "alerts": self.enriched.alerts,
            "sent": self.delivered.sent if self.delivered else 0,
            "undelivered": self._undelivered(),
            "failed": [
                {"source": one.source, "url": one.url, "error": one.error} for one in failed
            ],
        }

    def _undelivered(self) -> list[str]:
        if self.delivered is None:
            return []
        waiting = (f"{name}: {why}" for name, why in self.delivered.waiting.items())
        return [*self.delivered.errors, *waiting]


def run_cycle(
    app: App,
    *,
    source: str | None = None,
    deliver: bool = True,
    progress: Progress | None = None,
    now: Callable[[], datetime] = utcnow,
    rng: random.Random | None = None,
) -> CycleReport:
    """Poll what is due (or one source), read what came, send what is owed.

    `progress` is told (stage, done, total); the stages are crawl, read and deliver.

    Raises:
        BusyError: another process is polling, or the pages of this store are still being read
            by another after as long as a crawl may take.
        AxiswatchError: the crawl process broke; what it left behind was processed all the same.
    """
    started, tell = now(), progress or _silent
    look(app, now=now)  # before the first heartbeat, which would hide how long there was none
    with app.sessions() as session:
        before = cycles.marks(read_only(session))
    with exclusive(app.engine, "poll", now=now):
        crawled = crawl(app.settings, source=source, on_tick=_look(app, tell))
    _beat(app, "poll", _told(crawled), not crawled.failed, now())
    enriched = enrich(app, progress=tell, now=now)
    _beat(app, "enrich", f"ok: {enriched.pages} pages read", True, now())
    look(app, now=now)
    delivered = send(app, progress=tell, now=now, rng=rng) if deliver else None
    if delivered is not None:
        _beat(app, "deliver", f"ok: {delivered}", True, now())
    with app.sessions() as session:
        read_only(session)
        report = CycleReport(
            started=started,
            finished=now(),
            crawl=crawled,
            feeds=cycles.feeds_polled(session, started),
            failures=cycles.failures(session, before),
            pages=cycles.pages_fetched(session, started),
            enriched=enriched,
            delivered=delivered,
        )
    if crawled.failed:
        raise AxiswatchError(_broken(crawled))
    return report


def enrich(
    app: App, *, progress: Progress | None = None, now: Callable[[], datetime] = utcnow
) -> EnrichReport:
    """Read all pages that wait, in a pool where there are many, under the lock."""
    tell = progress or _silent
    with exclusive(app.engine, "enrich", now=now, wait=app.settings.crawl.time_limit):
        prune_daily(app, now=now())
        forget_daily(app, now=now())
        with app.sessions() as session:
            waiting = pages.count_pending(read_only(session))
        workers = app.settings.service.workers if waiting >= POOL_FROM else 0
        pool = open_pool(app.catalogue, app.settings.pipeline, workers=workers)
        try:
            return enrich_pending(app, executor=pool, now=now, on_progress=_watched(app, tell, now))
        finally:
            if pool is not None:
                pool.shutdown(cancel_futures=True)


def send(
    app: App,
    *,
    progress: Progress | None = None,
    now: Callable[[], datetime] = utcnow,
    rng: random.Random | None = None,
) -> DeliveryReport:
    """Hand out what the outbox owes, under the lock."""
    from monitor.alerts.deliver import drain

    tell = progress or _silent
    tell("deliver", 0, 1)
    with exclusive(app.engine, "deliver", now=now, wait=app.settings.delivery.lease):
        report = drain(
            app.sessions,
            app.channels(),
            app.settings.delivery,
            now=now,
            rng=rng or random.Random(),  # noqa: S311 (jitter, not a secret)
            catalogue=app.catalogue,
            wait=time.sleep,
        )
    tell("deliver", 1, 1)
    return report


def look(app: App, *, now: Callable[[], datetime] = utcnow) -> None:
    """Open and close incidents: of sources, channels, and the jobs of this store."""
    settings = app.settings
    check(app.sessions, settings.operations, settings.channel_names, now=now())


def _beat(app: App, job: str, outcome: str, worked: bool, at: datetime) -> None:
    with app.sessions.begin() as session:
        heartbeats.beat(session, job, outcome, worked=worked, now=at)


def _watched(app: App, tell: Progress, now: Callable[[], datetime]) -> Callable[[int, int], None]:
    """Progress of reading, with a sign of life now and then."""
    pulse = Pulse(app.sessions, "enrich", now=now)

    def on_progress(done: int, total: int) -> None:
        tell("read", done, total)
        pulse.beat(f"at work: {done} of {total} pages read")

    return on_progress


def _look(app: App, tell: Progress) -> Callable[[], None]:
    """A tick that reads from the rows how far the spider has come, at a bearable rate."""
    last = 0.0

    def look() -> None:
        nonlocal last
        if time.monotonic() - last < LOOK_EVERY:
            return
        last = time.monotonic()
        with app.sessions() as session:
            tell("crawl", *cycles.frontier_progress(read_only(session)))

    return look


def _told(result: CrawlResult) -> str:
    return f"failed: {_broken(result)}" if result.failed else "ok"


def _silent(stage: str, done: int, total: int) -> None:
    """For callers who do not watch."""


def _broken(result: CrawlResult) -> str:
    said = "\n".join(result.tail[-15:]) or "(it wrote nothing)"
    return (
        f"the crawl ended with exit code {result.returncode} before its work was done; pages it "
        f"had fetched were processed. Its last lines:\n{said}"
    )
