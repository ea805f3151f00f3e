"""What watches made of claims is kept for so many days, then forgotten, once a day."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from monitor.app import App
from monitor.store import decisions, notes
from monitor.store.session import read_only

log = logging.getLogger("axiswatch")

EVERY = timedelta(days=1)
NOTE = "decisions"


def forget_daily(app: App, *, now: datetime) -> int:
    """Throw away decisions older than the settings keep them, at most once a day; how many.

    For a caller who holds the lock of the enrich job.
    """
    with app.sessions() as session:
        last = notes.read(read_only(session), NOTE)
    if last is not None and now - datetime.fromisoformat(last) < EVERY:
        return 0
    before = now - timedelta(days=app.settings.service.keep_decisions)
    total = 0
    while True:
        with app.sessions.begin() as session:
            gone = decisions.purge(session, before=before)
            if not gone:
                notes.write(session, NOTE, now.isoformat(), now=now)
                break
        total += gone
    if total:
        log.info("decisions: %d older than %s forgotten", total, f"{before:%Y-%m-%d}")
    return total
