"""`axiswatch why` says of everything that can keep a page from a message what it was."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker
from typer.testing import CliRunner

from monitor.app import App
from monitor.catalogue.watch import Watch
from monitor.cli.main import app as command
from monitor.config import load_settings
from monitor.domain import AlertKind, ClaimKind
from monitor.service.forgetting import forget_daily
from monitor.store import decisions, trails
from monitor.store.schema import (
    Alert,
    Decision,
    Delivery,
    Document,
    Feed,
    Frontier,
    Mention,
    Page,
    Source,
    Statement,
)
from monitor.why.facts import Trail
from monitor.why.sentences import Explanation, explain
from tests.watches.living import START, Life

Sessions = sessionmaker[Session]
URL = "https://daily.example/story"


def told(trail: Trail, now: datetime = START + timedelta(minutes=5)) -> Explanation:
    found = explain(trail, now=now, kept_days=30)
    assert all(step.sentence.endswith((".", "!")) for step in found.steps), found
    return found


def address(sessions: Sessions, url: str = URL, source: str | None = "daily") -> Explanation:
    with sessions() as session:
        return told(trails.of_address(session, url, url, source=source))


def document(life: Life, number: int) -> Explanation:
    with life.sessions() as session:
        return told(trails.of_document(session, number))


def alert(life: Life, number: int, now: datetime | None = None) -> Explanation:
    with life.sessions() as session:
        return told(trails.of_alert(session, number), now or life.time)


@pytest.fixture
def known(sessions: Sessions) -> Sessions:
    with sessions.begin() as session:
        source = Source(slug="daily", name="The Daily")
        off = Source(slug="off", name="Switched Off", enabled=False)
        session.add_all([source, off])
        session.flush()
        session.add(Feed(url="https://daily.example/feed", source_id=source.id))
    return sessions


def queue(sessions: Sessions, **values: Any) -> None:
    with sessions.begin() as session:
        feed = session.scalars(select(Feed)).one()
        row = {"url": URL, "canonical_url": URL, "feed_id": feed.id, "discovered_at": START}
        session.add(Frontier(**row, **values))


def page(sessions: Sessions, state: str, error: str | None = None, **values: Any) -> int:
    with sessions.begin() as session:
        row = Page(
            url=URL, canonical_url=URL, status=200, sha256="ab" * 32, fetched_at=START,
            state=state, error=error, **values,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row.id


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (None, "belongs to no outlet of sources.toml"),
        ("daily", "None of the feeds of The Daily has named this address"),
        ("off", "Switched Off is not polled"),
    ],
)
def test_a_page_that_nothing_named(known: Sessions, source: str | None, said: str) -> None:
    assert said in address(known, source=source).verdict


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"state": "queued"}, "waits to be fetched"),
        (
            {"state": "queued", "attempts": 2, "last_error": "HTTP 503", "next_attempt_at": START},
            "after 2 tries; it is tried again on 2024-06-03 09:00 UTC: HTTP 503.",
        ),
        ({"state": "failed", "last_error": "HTTP 404"}, "was given up: HTTP 404."),
        ({"state": "disallowed", "last_error": "a rule for *"}, "robots.txt of the site asks not"),
    ],
)
def test_a_page_that_was_never_fetched(known: Sessions, values: dict[str, Any], said: str) -> None:
    queue(known, **values)
    found = address(known)
    assert said in found.verdict
    assert found.steps[0].sentence.startswith("It was named by https://daily.example/feed on")


@pytest.mark.parametrize(
    ("state", "error", "said"),
    [
        ("fetched", None, "waits to be read"),
        ("off_topic", "nobody watched is named", "off topic: nobody watched is named."),
        ("empty", "a list of links", "no article on it: a list of links."),
        ("unreadable", "a PDF", "could not be read: a PDF."),
        ("failed", "3 attempts", "ended as failed: 3 attempts."),
        ("read", None, "held already, word for word"),
    ],
)
def test_a_page_that_became_no_document(
    known: Sessions, state: str, error: str | None, said: str
) -> None:
    queue(known, state="fetched")
    page(known, state, error)
    assert said in address(known).verdict


def text(life: Life, **values: Any) -> int:
    """A document without a statement, as its page left it."""
    number = page(life.sessions, "read")
    life.say("first")
    with life.sessions.begin() as session:
        first = session.scalars(select(Document)).first()
        assert first is not None
        names = ("story_id", "source_id", "title", "authors", "content_hash", "signature", "text")
        same = {name: getattr(first, name) for name in names}
        row = Document(
            **same, url=URL, canonical_url=URL, page_id=number, fetched_at=START, **values
        )
        session.add(row)
        session.flush()
        return row.id


def test_a_copy_without_a_statement_says_what_it_copies_and_whom_it_names(
    sessions: Sessions,
) -> None:
    life = Life(sessions, (Watch(name="w"),))
    number = text(life, relation="copy", relation_to=1, relation_reason="96% of it")
    found = document(life, number)
    assert any(
        "is a copy of https://daily.example/1: 96% of it." in s.sentence for s in found.steps
    )
    assert found.verdict == "It names no actor, so no statement was sought in it."
    with sessions.begin() as session:
        session.add(
            Mention(document_id=number, actor_id="north", alias="N", start=0, end=1,
                    rule="alias", reason="")
        )  # fmt: skip
    assert "It names one actor, but no statement" in document(life, number).verdict


def test_a_repetition_says_whom_it_repeats(sessions: Sessions) -> None:
    life = Life(sessions, (Watch(name="w"),))
    life.say("claim", "Al-Akhbar")
    life.say("claim", "Al-Akhbar")
    found = document(life, 2)
    assert "No watch fired on it." in found.verdict
    assert "A repetition: Both come from Al-Akhbar." in found.verdict
    assert [s.onward for s in found.steps if s.stage == "cluster"] == [False]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"actors_all": ["south"]}, "south is not among its actors."),
        ({"mute_until": START + timedelta(days=1)}, "this watch is muted until 2024-06-04 09:00"),
        ({"expires": START - timedelta(days=3)}, "expired on 2024-05-31"),
        ({"kinds": ["disputed"]}, "this watch only wants disputed."),
        ({"min_origins": 2}, "Its origins are 1, and this watch asks for 2."),
    ],
)
def test_a_watch_that_did_not_fire_says_on_which_condition(
    sessions: Sessions, rule: dict[str, Any], said: str
) -> None:
    life = Life(sessions, (Watch(name="w", **rule),))
    life.say("claim")
    assert said in document(life, 1).verdict


def test_a_statement_that_nobody_can_place(sessions: Sessions) -> None:
    life = Life(sessions, (Watch(name="w"),))
    life.say("claim", kind=ClaimKind.UNCERTAIN)
    found = document(life, 1)
    assert "uncertain which claim this belongs to" in found.verdict
    assert any("nobody could tell where it belongs" in s.sentence for s in found.steps)


def test_narration_and_statements_that_are_found_no_more(sessions: Sessions) -> None:
    life = Life(sessions, (Watch(name="w"),))
    life.say("told", attributed=False)
    assert "the publisher's own voice" in document(life, 1).verdict
    life.say("claim")
    with sessions.begin() as session:
        session.execute(update(Statement).where(Statement.id == 2).values(retired=True))
    assert any("no longer found by today's rules" in s.sentence for s in document(life, 2).steps)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "is due now."),
        ({"state": "sent", "sent_at": START}, "was sent on 2024-06-03 09:00 UTC."),
        ({"state": "sending", "attempts": 1}, "is being sent, attempt 1."),
        ({"attempts": 2, "error": "HTTP 503"}, "was tried 2 times, next on"),
        ({"state": "dead", "attempts": 100, "error": "HTTP 410"}, "`axiswatch alerts retry 1`"),
        ({"state": "held", "error": "add [folder]"}, "its channel is not configured"),
    ],
)
def test_how_far_a_message_got(sessions: Sessions, values: dict[str, Any], said: str) -> None:
    life = Life(sessions, (Watch(name="w"),))
    life.say("claim")
    if values:
        with sessions.begin() as session:
            session.execute(update(Delivery).where(Delivery.id == 1).values(**values))
    found = alert(life, 1)
    assert said in found.verdict
    assert [s.stage for s in found.steps] == ["deduplicate", "cluster", "match", "alert", "deliver"]


def test_messages_that_wait_or_were_rolled_up_say_for_what(sessions: Sessions) -> None:
    rule = Watch(
        name="w",
        quiet_hours="08:00-10:00",
        rate_cap={"most": 1, "minutes": 60},
        kinds=tuple(AlertKind),
    )
    life = Life(sessions, (rule,))
    for number in range(3):
        life.say(f"claim {number}")
    assert "waits for the end of the quiet hours, until 2024-06-03 10:00" in alert(life, 1).verdict
    assert "held back by the rate cap and rolled up" in alert(life, 2).verdict
    assert "it is told of in the message of alert 2" in alert(life, 3).verdict
    assert any("More than 1 messages of the watch" in s.sentence for s in alert(life, 2).steps)
    digest = Watch(name="w", channels=("digest-email",), digest_times=("18:00",))
    other = Life(sessions, (digest,), pages=50)
    other.say("claim at night")
    assert "waits for the digest of 2024-06-03 18:00 UTC" in alert(other, 4).verdict


def test_an_alert_that_is_owed_to_nobody_says_so(sessions: Sessions) -> None:
    life = Life(sessions, (Watch(name="w"),), channels=())
    life.say("claim")
    assert "owed to no channel" in alert(life, 1).verdict


def test_a_claim_tells_its_latest_statements_and_counts_the_rest(sessions: Sessions) -> None:
    life = Life(sessions, (Watch(name="w"),))
    for number in range(7):
        life.say("claim", f"Party {number}")
    with sessions() as session:
        found = told(trails.of_claim(session, life.claims["claim"], limit=3))
    assert found.verdict.startswith("It raised alert 1 (new), alert 2 (corroborated).")
    assert any(s.sentence == "4 earlier statements are left out." for s in found.steps)
    assert len([s for s in found.steps if s.stage == "match"]) == 3


def test_decisions_are_forgotten_after_their_days_and_why_says_so(
    database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("AXISWATCH_HOME", str(tmp_path))
    monkeypatch.setenv("AXISWATCH_DATABASE_URL", database_url)
    monkeypatch.setenv("AXISWATCH_SERVICE__KEEP_DECISIONS", "10")
    monkeypatch.setattr(decisions, "BATCH", 2)
    with App.open(load_settings()) as opened:
        life = Life(opened.sessions, (Watch(name="w"),))
        for number in range(5):
            life.say(f"claim {number}")
        now = datetime.now(UTC)
        assert forget_daily(opened, now=now + timedelta(days=9)) == 0
        assert forget_daily(opened, now=now + timedelta(days=9, hours=23)) == 0
        assert forget_daily(opened, now=now + timedelta(days=11)) == 5
        with opened.sessions() as session:
            assert session.scalars(select(Decision)).all() == []
            assert len(session.scalars(select(Alert)).all()) == 5
            found = explain(trails.of_claim(session, 1, limit=None), now=now, kept_days=10)
        assert any("they are, for 10 days" in s.sentence for s in found.steps)
        shown = CliRunner().invoke(command, ["why", "claim", "1"])
        assert "It raised alert 1 (new)." in shown.output
        printed = CliRunner().invoke(command, ["why", "alert:2", "--json"])
        record = json.loads(printed.stdout)
        assert set(record) == {"asked", "verdict", "steps"}
        assert set(record["steps"][0]) == {"stage", "onward", "sentence"}
        by_address = CliRunner().invoke(command, ["why", "daily.example/3"])
        assert "It raised alert 3 (new)." in by_address.output
        for wrong in ("claim 99", "document 99", "alert 99", "nonsense"):
            result = CliRunner().invoke(command, ["why", *wrong.split()])
            assert result.exit_code != 0
