"""How large the archive is and since when, month by month, and what alerts rest on."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from monitor.archive.retention import warc_files
from monitor.archive.warc import Archive
from monitor.store import retention as stored

COUNTED = ("files", "bytes", "pages", "needed", "needed_bytes")


def overview(session: Session, archive: Archive) -> dict[str, Any]:
    """Files, bytes, pages, and how many of them must stay, as a whole and by month.

    The month is that of a file's last record. A record must stay while an alert rests on it, while
    it waits to be read, and while a later visit refers to it for its payload.
    """
    known = stored.files(session)
    months: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTED, 0))
    for path in warc_files(archive):
        rows = known.get(path.relative_to(archive.directory).as_posix())
        written = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
        month = months[f"{written if rows is None else rows.last:%Y-%m}"]
        month["files"] += 1
        month["bytes"] += path.stat().st_size
        if rows is not None:
            month["pages"] += rows.pages
            month["needed"] += rows.needed
            month["needed_bytes"] += int(rows.needed_bytes)
    times = [(rows.first, rows.last) for rows in known.values()]
    return {
        "directory": str(archive.directory),
        **{name: sum(month[name] for month in months.values()) for name in COUNTED},
        "oldest": min(first for first, _last in times).isoformat() if times else None,
        "newest": max(last for _first, last in times).isoformat() if times else None,
        "dropped": stored.dropped_pages(session),
        "months": [{"month": name, **months[name]} for name in sorted(months)],
    }
