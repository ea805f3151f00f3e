"""Old evidence goes, evidence of an alert never."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from monitor.archive.retention import ArchiveFile, choose, prune
from monitor.archive.warc import Archive
from monitor.domain import Fetched
from monitor.store import pages
from monitor.store.schema import Alert, Claim, Document, Page, Statement, Story, Watch

DAY = timedelta(days=1)


def test_age_comes_before_size_and_the_oldest_go_first(now: datetime) -> None:
    files = [ArchiveFile(f"f{n}", 100, now - n * DAY, pinned=n in {2, 9}) for n in range(1, 10)]

    def names(**limits: object) -> list[str]:
        return [file.name for file in choose(files, now=now, **limits)]  # type: ignore[arg-type]

    assert names() == []
    assert names(max_age=6 * DAY) == ["f8", "f7"]
    assert names(max_bytes=500) == ["f8", "f7", "f6", "f5"]
    assert names(max_age=6 * DAY, max_bytes=600) == ["f8", "f7", "f6"]
    assert names(max_bytes=0) == ["f8", "f7", "f6", "f5", "f4", "f3", "f1"]


def test_what_an_alert_rests_on_is_kept_and_the_rest_is_noted_as_gone(
    sessions: sessionmaker[Session], now: datetime, tmp_path: Path
) -> None:
    files = {}
    for name in ("alerted", "twin", "waiting", "old", "new"):
        body = b"<p>same</p>" if name in {"alerted", "twin"} else name.encode()
        files[name] = add(sessions, tmp_path, name, body, now)
        if name != "new":
            age = (now - 90 * DAY).timestamp()
            os.utime(tmp_path / files[name], (age, age))
        else:
            os.utime(tmp_path / files[name], (now.timestamp(), now.timestamp()))
    with sessions.begin() as session:
        raise_alert(session, now)

    dropped = prune(sessions, Archive(tmp_path), now=now, max_age=30 * DAY, max_bytes=0)

    assert [file.name for file in dropped] == [files["old"]]
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.warc.gz")}
    assert left == {files[name] for name in ("alerted", "twin", "waiting", "new")}
    with sessions() as session:
        gone = session.scalars(select(Page).where(Page.warc_file.is_(None))).one()
    assert (gone.url, len(gone.sha256)) == ("https://example.org/old", 64)


def add(
    sessions: sessionmaker[Session], directory: Path, name: str, body: bytes, now: datetime
) -> str:
    """A page in an archive file of its own."""
    url = f"https://example.org/{name}"
    fetched = Fetched(url, url, 200, (("Content-Type", "text/html"),), body, now)
    archived = Archive(directory).append(fetched)
    state = "fetched" if name == "waiting" else "read"
    with sessions.begin() as session:
        pages.add_page(session, fetched, archived, canonical_url=url, state=state)
    return archived.file


def raise_alert(session: Session, now: datetime) -> None:
    """An alert on a claim with one statement in the page 'alerted'."""
    page = session.scalars(select(Page).where(Page.url.endswith("/alerted"))).one()
    story = Story(created_at=now)
    watch = Watch(name="w", rule={})
    claim = Claim(
        text="c", first_seen=now, last_seen=now, actors=[], origins=[], outlets=[], event=None
    )
    session.add_all([story, watch, claim])
    session.flush()
    document = Document(
        page_id=page.id,
        story_id=story.id,
        url=page.url,
        canonical_url=page.url,
        content_hash="h",
        title="t",
        text="same",
        authors=[],
        fetched_at=now,
        signature=[],
    )
    session.add(document)
    session.flush()
    statement = Statement(
        document_id=document.id,
        claim_id=claim.id,
        content="same",
        start=0,
        end=4,
        cue="said",
        cue_class="say",
        origin="o",
        party="p",
        form="direct",
        modality="asserted",
        polarity="positive",
        actors=[],
        detail={},
    )
    session.add(statement)
    session.flush()
    session.add(
        Alert(
            watch_id=watch.id,
            claim_id=claim.id,
            statement_id=statement.id,
            kind="new",
            reason="r",
            created_at=now,
        )
    )
