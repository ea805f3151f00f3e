"""Old evidence goes, evidence of an alert never; rows and files agree whatever happens."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from monitor import ingest
from monitor.archive import retention
from monitor.archive.retention import ArchiveFile, Rules, choose, prune
from monitor.archive.warc import Archive
from monitor.domain import Fetched
from monitor.store import pages
from monitor.store.evidence import dropped
from monitor.store.schema import Alert, Claim, Document, Page, Statement, Story, Watch
from monitor.store.session import make_engine, make_sessions
from tests.archive.test_warc import passes_check

DAY = timedelta(days=1)
RNG = random.Random(7)
OLD = Rules(max_age=30 * DAY)
Sessions = sessionmaker[Session]


def test_age_comes_before_size_and_the_oldest_go_first(now: datetime) -> None:
    files = [
        ArchiveFile(f"f{n}", 100, now - n * DAY, 0 if n in {2, 9} else 100) for n in range(1, 10)
    ]
    files[7] = replace(files[7], spare=60)

    def chosen(**limits: Any) -> list[str]:
        return [one.file.name for one in choose(files, now=now, rules=Rules(**limits))]

    assert chosen() == []
    assert chosen(max_age=6 * DAY) == ["f8", "f7"]
    assert chosen(max_bytes=500) == ["f8", "f7", "f6", "f5", "f4"]
    assert chosen(max_age=6 * DAY, max_bytes=700) == ["f8", "f7", "f6"]
    assert chosen(max_bytes=0) == ["f8", "f7", "f6", "f5", "f4", "f3", "f1"]
    said = choose(files, now=now, rules=Rules(max_age=6 * DAY, max_bytes=700))
    assert [one.why for one in said][::2] == [
        "older than 6 days",
        "the oldest of an archive that is to stay under 700 bytes",
    ]


class Store:
    """Pages in archive files; each call of `file` is a process of its own, some days ago."""

    def __init__(self, sessions: Sessions, directory: Path, now: datetime) -> None:
        self.sessions, self.directory, self.now = sessions, directory, now
        self._seen: set[str] = set()

    def file(self, days: int, **names: bytes) -> str:
        """One file with these pages and their bodies, in that order."""
        at = self.now - days * DAY
        archive = Archive(self.directory, clock=lambda: at)
        for name, body in names.items():
            url = f"https://example.org/{name.partition('_')[0]}"
            asked = (("Accept", "text/html"),)
            fetched = Fetched(url, url, 200, (), body, at, request_headers=asked)
            ingest.take_page(self.sessions, archive, fetched, rng=RNG)
        archive.close()
        (newest,) = (path for path in self.files() if path.name not in self._seen)
        os.utime(newest, (at.timestamp(), at.timestamp()))
        name = newest.relative_to(self.directory).as_posix()
        with self.sessions.begin() as session:
            for page in session.scalars(select(Page).where(Page.warc_file == name)):
                page.state = "read"
        self._seen.add(newest.name)
        return name

    def files(self) -> list[Path]:
        return sorted(self.directory.rglob("*.warc.gz"))

    def page(self, name: str) -> Page:
        with self.sessions() as session:
            query = select(Page).where(Page.url == f"https://example.org/{name}")
            return session.scalars(query.order_by(Page.id.desc()).limit(1)).one()

    def alert_on(self, name: str) -> None:
        with self.sessions.begin() as session:
            raise_alert(session, self.page(name).id, self.now)

    def prune(self, rules: Rules = OLD) -> list[retention.Dropped]:
        return prune(self.sessions, Archive(self.directory), rules, now=self.now)

    def agrees(self) -> None:
        """Every row has its record with its hash, or says that it is gone; all files are whole."""
        archive = Archive(self.directory)
        with self.sessions() as session:
            for page in session.scalars(select(Page)):
                if page.warc_file is None:
                    assert page.dropped_at is not None
                    continue
                place = (page.warc_file, page.warc_offset or 0, page.sha256)
                archive.verify(*place, payload=pages.payload(page))
        for path in self.files():
            assert passes_check(path)


@pytest.fixture
def store(sessions: Sessions, tmp_path: Path) -> Store:
    return Store(sessions, tmp_path / "archive", datetime.now(UTC))


def test_what_an_alert_rests_on_is_kept_and_the_rest_is_noted_as_gone(store: Store) -> None:
    mixed = store.file(90, one=b"<p>1</p>", alerted=b"<p>2</p>" * 50, two=b"<p>3</p>")
    plain = store.file(80, three=b"<p>4</p>")
    waiting = store.file(70, waiting=b"<p>5</p>")
    recent = store.file(2, four=b"<p>6</p>")
    store.alert_on("alerted")
    with store.sessions.begin() as session:
        session.merge(store.page("waiting")).state = "fetched"

    done = store.prune()

    assert [(d.file, d.records, d.kept) for d in done] == [(mixed, 2, 1), (plain, 1, 0)]
    kept = mixed.replace(".warc.gz", "-kept1.warc.gz")
    left = {path.relative_to(store.directory).as_posix() for path in store.files()}
    assert left == {kept, waiting, recent}
    assert store.page("alerted").warc_file == kept
    assert [store.page(n).warc_file for n in ("one", "two", "three")] == [None] * 3
    said = dropped(store.page("one")) or ""
    assert "([retention]: older than 30 days); its SHA-256 is kept" in said
    assert len(store.page("one").sha256) == 64
    store.agrees()
    assert store.prune() == []


def test_a_payload_stays_as_long_as_a_later_visit_refers_to_it(store: Store) -> None:
    body = b"<p>unchanged</p>" * 100
    first = store.file(90, again_1=body, other=b"<p>o</p>")
    store.file(5, again_2=body)
    assert store.page("again").revisit

    (done,) = store.prune()

    assert (done.file, done.records, done.kept) == (first, 1, 1)
    assert (store.page("again").payload_file or "").endswith("-kept1.warc.gz")
    store.agrees()

    store.now += 40 * DAY
    assert [d.records for d in store.prune()] == [1]  # the visit; then nobody needs the payload
    assert [d.records for d in store.prune()] == [1]
    assert store.files() == []
    assert store.page("again").dropped_at is not None
    store.agrees()


def test_visits_of_one_file_go_together(store: Store) -> None:
    store.file(90, same_1=b"<p>s</p>", same_2=b"<p>s</p>")
    assert [(d.records, d.kept) for d in store.prune()] == [(2, 0)]
    assert store.files() == []
    store.agrees()


def test_a_file_that_no_row_knows_goes_by_the_time_it_was_written(store: Store) -> None:
    name = store.file(90, one=b"<p>1</p>")
    orphan = (store.directory / name).with_name("orphan.warc.gz")
    orphan.write_bytes((store.directory / name).read_bytes())
    assert len(store.prune()) == 1
    assert store.files() == [orphan]
    os.utime(orphan, (0, 0))
    assert [(d.file.endswith("orphan.warc.gz"), d.records) for d in store.prune()] == [(True, 0)]
    assert store.files() == []


def test_a_visit_whose_payload_goes_while_it_is_archived_is_archived_whole(store: Store) -> None:
    """Retention runs between the look at what is held and the note of the page."""
    store.file(90, page_1=b"<p>same</p>")

    class Pruning(Archive):
        def append(self, fetched: Fetched, **earlier: Any) -> Any:
            done = super().append(fetched, **earlier)
            if earlier.get("earlier") is not None:
                assert len(store.prune()) == 1
            return done

    url = "https://example.org/page"
    again = Fetched(url, url, 200, (), b"<p>same</p>", store.now)
    ingest.take_page(store.sessions, Pruning(store.directory), again, rng=RNG)

    assert not store.page("page").revisit
    store.agrees()


def test_a_crawl_goes_on_writing_while_old_records_are_dropped(store: Store) -> None:
    store.file(90, one=b"<p>1</p>")
    crawling = Archive(store.directory)
    fetched = Fetched("https://e.org/a", "https://e.org/a", 200, (), b"<p>a</p>", store.now)
    ingest.take_page(store.sessions, crawling, fetched, rng=RNG)
    assert len(store.prune(Rules(max_age=DAY, max_bytes=0))) == 1
    ingest.take_page(store.sessions, crawling, replace(fetched, body=b"<p>b</p>"), rng=RNG)
    store.agrees()


@pytest.fixture
def url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def test_a_kill_at_any_moment_leaves_rows_and_files_that_agree(store: Store, url: str) -> None:
    """kill -9 before each line that retention runs, until there is none left to be killed at."""
    for days in (90, 80, 70):
        names = {f"plain{days}": b"<p>p</p>", f"alerted{days}": b"<p>a</p>" * days}
        store.file(days, **names)
        store.alert_on(f"alerted{days}")
    store.file(2, new=b"<p>n</p>")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.archive.test_retention"])
    line, step = 0, 17 if url.startswith("sqlite") else 61
    while True:
        arguments = (url, str(store.directory), store.now, line)
        process = context.Process(target=killed_at, args=arguments)
        process.start()
        process.join(60)
        store.agrees()
        if process.exitcode == 0:
            break
        assert process.exitcode == -signal.SIGKILL
        line += step
    assert line > 50
    store.prune()
    assert len([path for path in store.directory.rglob("*") if path.is_file()]) == 4
    with store.sessions() as session:
        gone = select(func.count(Page.id)).where(Page.dropped_at.is_not(None))
        assert session.scalar(gone) == 3


def killed_at(url: str, directory: str, now: datetime, line: int) -> None:
    """Prune in this process, and die before the given line is run."""
    engine = make_engine(url)
    lines = count()

    def trace(frame: FrameType, event: str, _argument: object) -> Any:
        ours = frame.f_code.co_filename.endswith(("retention.py", "members.py"))
        if event == "line" and ours and next(lines) == line:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace if ours else None

    sys.settrace(trace)
    prune(make_sessions(engine), Archive(Path(directory)), OLD, now=now)
    sys.settrace(None)
    engine.dispose()


def raise_alert(session: Session, page_id: int, now: datetime) -> None:
    """An alert on a claim with one statement in a page."""
    page = session.get_one(Page, page_id)
    story = Story(created_at=now)
    watch = Watch(name=f"w{page_id}", rule={})
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
