"""What each site's robots.txt said when it was last read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from monitor.store.schema import RobotsFile

KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Robots:
    """A robots.txt as it was read; without a body it asks for nothing."""

    body: bytes
    read_at: datetime


def get(session: Session, site: str) -> Robots | None:
    """What is known of a site, however old."""
    row = session.get(RobotsFile, site)
    return Robots(row.body, row.read_at) if row else None


def put(session: Session, site: str, robots: Robots) -> None:
    """Remember what a site says, and forget those that were not read for a month."""
    session.execute(delete(RobotsFile).where(RobotsFile.read_at < robots.read_at - KEPT))
    session.merge(RobotsFile(site=site, body=robots.body, read_at=robots.read_at))
