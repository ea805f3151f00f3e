"""Evidence that nobody needs any more goes once a day, if the settings bound the archive."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from monitor.app import App, utcnow
from monitor.archive.retention import Dropped, Rules, prune
from monitor.config import RetentionSettings
from monitor.service.lock import exclusive
from monitor.store import notes
from monitor.store.session import read_only

log = logging.getLogger("axiswatch")

EVERY = timedelta(days=1)
NOTE = "retention"
PATIENCE = 30.0  # seconds to wait for whoever is reading pages just now


def rules_of(settings: RetentionSettings) -> Rules:
    """What `[retention]` says; without it everything is kept."""
    days = settings.keep_days
    return Rules(None if days is None else timedelta(days=days), settings.max_bytes)


def prune_now(
    app: App,
    rules: Rules,
    *,
    now: Callable[[], datetime] = utcnow,
    on_progress: Callable[[int, int], None] | None = None,
) -> list[Dropped]:
    """Drop what may go, while nobody reads pages or raises alerts.

    Raises:
        BusyError: somebody still does after half a minute.
    """
    with exclusive(app.engine, "enrich", now=now, wait=PATIENCE):
        return prune(app.sessions, app.archive, rules, now=now(), on_progress=on_progress)


def prune_daily(app: App, *, now: datetime) -> None:
    """The same, at most once a day, for a caller who holds the lock of the enrich job."""
    rules = rules_of(app.settings.retention)
    if rules.keep_everything:
        return
    with app.sessions() as session:
        last = notes.read(read_only(session), NOTE)
    if last is not None and now - datetime.fromisoformat(last) < EVERY:
        return
    done = prune(app.sessions, app.archive, rules, now=now)
    with app.sessions.begin() as session:
        notes.write(session, NOTE, now.isoformat(), now=now)
    for one in done:
        if one.problem is not None:
            log.error("retention: %s", one.problem)
    if done:
        records, freed = sum(one.records for one in done), sum(one.freed for one in done)
        log.info("retention: %d records dropped, %d bytes free", records, freed)
