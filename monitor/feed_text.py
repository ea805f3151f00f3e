"""The text of a feed stands for a page that cannot be had, until the page is had after all.

Many feeds carry the whole article. Where its page is refused, gone, behind a consent wall or has
no text of its own, that text is read instead, from a page row that is marked partial.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from monitor.archive.warc import Archive, Archived
from monitor.store import frontier, pages
from monitor.store.session import read_only

LEAST_TEXT = 600  # characters; less is a teaser


def archive_text(
    sessions: sessionmaker[Session], archive: Archive, frontier_id: int | None, *, at: datetime
) -> Archived | None:
    """The feed's text of a page of which no text is held, archived; None where it is too short."""
    if frontier_id is None:
        return None
    with sessions() as session:
        row = frontier.get(read_only(session), frontier_id)
        if row is None or pages.text_held(session, frontier_id):
            return None
        url, text = row.url, row.summary or ""
    return archive.append_text(url, text, at=at) if len(text) >= LEAST_TEXT else None


def stand_in(
    sessions: sessionmaker[Session], archive: Archive, frontier_id: int | None, *, at: datetime
) -> None:
    """Let the feed's text stand for a page that was had and has no text."""
    text = archive_text(sessions, archive, frontier_id, at=at)
    if text is None or frontier_id is None:
        return
    with sessions.begin() as session:
        row = frontier.get(session, frontier_id)
        if row is not None:
            pages.add_feed_text(session, row, text, at=at, status=200)
