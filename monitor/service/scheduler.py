"""`axiswatch run`: three jobs that tick until the process is told to stop.

The scheduler keeps nothing: what is due, unread or owed stands in rows, so that a restart resumes
and a tick that was missed is made up for by the next one.
"""

from __future__ import annotations

import logging
import random
import signal
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import datetime
from threading import Event, Lock
from types import FrameType

from apscheduler.schedulers.background import BackgroundScheduler

from monitor.app import App, utcnow
from monitor.enrich import enrich_pending
from monitor.errors import AxiswatchError, BusyError
from monitor.operations.check import check
from monitor.service.crawl import crawl
from monitor.service.executor import open_pool
from monitor.service.forgetting import forget_daily
from monitor.service.lock import exclusive
from monitor.service.pulse import Pulse
from monitor.service.renewal import Renewal
from monitor.service.retention import prune_daily
from monitor.store import cycles, heartbeats, pages
from monitor.store.session import read_only

log = logging.getLogger("axiswatch")
# spaCy's string store grows with every new word; fresh workers after so many pages give it back.
POOL_PAGES = 5000


class _Stopping(Exception):  # noqa: N818 (a signal between our own frames, not an error)
    """Raised between two pages when the service has been told to end."""


class Service:
    """The jobs of one process over one open `App`. `stop` ends whatever is under way."""

    def __init__(
        self,
        app: App,
        *,
        stop: Event,
        now: Callable[[], datetime] = utcnow,
        rng: random.Random | None = None,
    ) -> None:
        self.app = app
        self.stop = stop
        self.now = now
        self.rng = rng or random.Random()  # noqa: S311 (jitter, not a secret)
        self._pool: Executor | None = None
        self._read = 0
        self._pool_lock = Lock()
        self._pulse = Pulse(app.sessions, "enrich", now=now)
        self._digest = app.catalogue.digest
        self.renewal = Renewal(app, now=now)

    def poll(self) -> str:
        """Let the spider poll what is due."""
        started = self.now()
        with exclusive(self.app.engine, "poll", now=self.now):
            held = self.renewal.held
            result = crawl(self.app.settings, stop=self.stop, on_line=log.debug, catalogue=held)
        with self.app.sessions() as session:
            feeds = cycles.feeds_polled(read_only(session), started)
        for feed in feeds:
            if feed.error:
                log.warning("poll: %s %s: %s", feed.source, feed.url, feed.error)
        if result.failed:
            tail = "\n".join(result.tail[-15:])
            raise AxiswatchError(f"the crawl ended with exit code {result.returncode}:\n{tail}")
        late = ", ended by its time limit" if result.timed_out else ""
        fetched = sum(feed.fetched for feed in feeds)
        return f"{len(feeds)} feeds polled, {fetched} pages fetched{late}"

    def enrich(self) -> str:
        """Read the pages that wait; none waiting starts no worker."""
        with exclusive(self.app.engine, "enrich", now=self.now):
            prune_daily(self.app, now=self.now())
            forget_daily(self.app, now=self.now())
            with self.app.sessions() as session:
                if not pages.count_pending(read_only(session)):
                    return "nothing to read"
            app = replace(self.app)  # one catalogue for the whole run, whatever is edited meanwhile
            pool = self._workers(app)
            try:
                done = enrich_pending(
                    app, executor=pool, now=self.now, on_progress=self._between_pages
                )
            except RuntimeError as error:
                if self.stop.is_set():
                    raise _Stopping from error  # the pool was closed while we filled it
                if not isinstance(error, BrokenProcessPool):
                    raise
                self.close()
                raise AxiswatchError(
                    "a reading worker died (out of memory?); the pages it had are read again, "
                    "with fewer workers if [service] workers is lowered"
                ) from error
        self._read += done.pages
        return f"{done.pages} pages read, {done.statements} statements, {done.alerts} alerts"

    def deliver(self) -> str:
        """Look whether anything has fallen silent, and hand out what the outbox owes."""
        from monitor.alerts.deliver import drain

        self.look()
        with exclusive(self.app.engine, "deliver", now=self.now):
            report = drain(
                self.app.sessions,
                self.app.channels(),
                self.app.settings.delivery,
                now=self.now,
                rng=self.rng,
                catalogue=self.app.catalogue,
                stop=self.stop.is_set,
            )
        for error in report.errors:
            log.warning("deliver: %s", error)
        return f"{report.sent} sent, {report.retried} to be tried again, {report.dead} given up"

    def look(self) -> None:
        """Open and close incidents: of sources, channels, and the jobs of this store."""
        settings = self.app.settings
        opened, closed = check(
            self.app.sessions, settings.operations, settings.channel_names, now=self.now()
        )
        if opened or closed:
            log.warning("operations: %d incidents opened, %d closed", opened, closed)

    def tick(self, name: str, job: Callable[[], str]) -> None:
        """Run a job and note when it ran, what came of it, and whether it worked.

        This is a boundary: whatever a job raises is logged and noted, and the next tick tries
        again from the rows.
        """
        if self.stop.is_set():
            return
        try:
            self.renewal.look()
            outcome, level = f"ok: {job()}", logging.INFO
        except BusyError as error:
            outcome, level = f"busy: {error}", logging.INFO
        except (CancelledError, _Stopping):
            outcome, level = "stopped", logging.INFO
        except AxiswatchError as error:
            outcome, level = f"failed: {error}", logging.ERROR
        except Exception as error:
            outcome, level = f"failed: {type(error).__name__}: {error}", logging.ERROR
            log.exception("%s: not expected; tried again at the next tick", name)
        log.log(level, "%s: %s", name, outcome)
        with self.app.sessions.begin() as session:
            heartbeats.beat(session, name, outcome, worked=level == logging.INFO, now=self.now())

    def close(self) -> None:
        """Give the workers up; what they had not finished is still waiting in the rows."""
        with self._pool_lock:
            pool, self._pool, self._read = self._pool, None, 0
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    def _workers(self, app: App) -> Executor | None:
        """Workers that know the catalogue of `app`; others, and tired ones, are replaced."""
        if self._read >= POOL_PAGES or self._digest != app.catalogue.digest:
            self.close()
        with self._pool_lock:
            if self._pool is None:
                settings = app.settings
                self._pool = open_pool(
                    app.catalogue, settings.pipeline, workers=settings.service.workers
                )
                self._digest = app.catalogue.digest
            return self._pool

    def _between_pages(self, done: int, total: int) -> None:
        if self.stop.is_set():
            raise _Stopping
        self._pulse.beat(f"at work: {done} of {total} pages read")


def run_service(app: App, *, stop: Event | None = None) -> int:
    """Tick until SIGTERM, SIGINT or `stop`; then end the crawl and the workers, and return 0.

    Must be called in the main thread, which is where Python handles signals.
    """
    stop = stop or Event()
    service = Service(app, stop=stop)
    service.look()  # before the first tick, which would hide how long there was none
    scheduler = _scheduler(service)
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def end(number: int, _frame: FrameType | None) -> None:
        log.info("%s: ending what is under way", signal.Signals(number).name)
        stop.set()

    for number in before:
        signal.signal(number, end)
    try:
        scheduler.start()
        log.info("ready: %s", app.engine.url.render_as_string())
        stop.wait()
    finally:
        stop.set()
        service.close()
        scheduler.shutdown(wait=True)
        service.close()
        service.renewal.close()
        for number, handler in before.items():
            signal.signal(number, handler)
    log.info("ended")
    return 0


def _scheduler(service: Service) -> BackgroundScheduler:
    """Each job alone with itself, at once and then at its interval; missed ticks become one."""
    # Its warning that a long job is still running would come with every tick of it.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = BackgroundScheduler(timezone="UTC")
    every = service.app.settings.service
    jobs = (
        ("poll", service.poll, every.poll_every),
        ("enrich", service.enrich, every.enrich_every),
        ("deliver", service.deliver, every.deliver_every),
    )
    for name, job, seconds in jobs:
        scheduler.add_job(
            service.tick,
            "interval",
            args=(name, job),
            id=name,
            seconds=seconds,
            next_run_time=service.now(),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
    return scheduler
