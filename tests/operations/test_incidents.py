"""Incidents as rows: told once, through what works, with an all-clear, whoever looks and dies."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from monitor.alerts.deliver import DeliveryReport, drain
from monitor.config import DeliverySettings, OperationsSettings
from monitor.errors import PermanentDeliveryError
from monitor.operations.check import check
from monitor.operations.values import Phase
from monitor.store import heartbeats
from monitor.store.schema import Delivery, Feed, Frontier, Incident, Source
from tests.alerts.conftest import Clock
from tests.alerts.material import NOW, raise_many
from tests.alerts.recorder import Recorder
from tests.operations import looker

SETTINGS = OperationsSettings()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def email(clock: Clock) -> Recorder:
    return Recorder(clock)


@pytest.fixture
def slack(clock: Clock) -> Recorder:
    return Recorder(clock, "slack")


Round = Callable[..., DeliveryReport]


@pytest.fixture
def round_(sessions: sessionmaker[Session], clock: Clock) -> Round:
    """What a tick of the deliver job does: look, then drain."""

    def done(*channels: Recorder, settings: OperationsSettings = SETTINGS) -> DeliveryReport:
        named = {channel.name: channel for channel in channels}
        check(sessions, settings, list(named), now=clock())
        return drain(sessions, named, DeliverySettings(), now=clock, rng=random.Random(5))

    return done


def publish(session: Session, times: list[datetime], *, polled: datetime) -> None:
    """A source with one feed, and what it published."""
    source = session.scalar(select(Source)) or Source(slug="daily", name="The Daily")
    feed = session.scalar(select(Feed)) or Feed(source=source, url="https://daily.example/feed")
    feed.last_polled_at = polled
    session.add_all([source, feed])
    session.flush()
    session.add_all(
        Frontier(
            url=f"https://daily.example/{at:%s}", canonical_url=f"https://daily.example/{at:%s}",
            source_id=source.id, feed_id=feed.id, published_at=at, discovered_at=at,
        )
        for at in times
    )  # fmt: skip


def told(recorder: Recorder) -> list[tuple[str, str]]:
    return [(notice.subject, notice.phase.value) for notice in recorder.notices]


def test_a_source_that_falls_silent_is_told_once_and_so_is_its_return(
    sessions: sessionmaker[Session], clock: Clock, email: Recorder, round_: Round
) -> None:
    hourly = [NOW - timedelta(hours=back) for back in range(24 * 20, 0, -1)]
    with sessions.begin() as session:
        publish(session, hourly, polled=NOW)
    round_(email)
    assert email.notices == []
    for _ in range(3):
        clock.pass_(hours=7)
        with sessions.begin() as session:
            publish(session, [], polled=clock())
        round_(email)
    assert told(email) == [("daily", "raised")]
    assert "The Daily has published nothing for 8 hours" in email.notices[0].reason
    with sessions.begin() as session:
        publish(session, [clock()], polled=clock())
    clock.pass_(hours=1)
    round_(email)
    round_(email)
    assert told(email) == [("daily", "raised"), ("daily", "cleared")]
    assert "published at 23 June 2024, 09:00 UTC" in (email.notices[1].closing or "")


def test_a_channel_that_fails_is_told_through_the_others_and_itself_when_it_works_again(
    sessions: sessionmaker[Session], clock: Clock, email: Recorder, slack: Recorder, round_: Round
) -> None:
    raise_many(sessions, 3, channels=("email",))
    email.down = True
    for _ in range(30):
        round_(email, slack)
        clock.pass_(minutes=1)
    assert (told(email), told(slack)) == ([], [("email", "raised")])
    assert "connection refused" in slack.notices[0].reason
    email.down = False
    clock.pass_(hours=1)
    round_(email, slack)
    round_(email, slack)
    assert told(slack) == [("email", "raised"), ("email", "cleared")]
    assert told(email) == [("email", "cleared")]
    assert len(email.sent) == 3


def test_a_message_that_is_given_up_is_told_though_others_go_through(
    sessions: sessionmaker[Session], clock: Clock, email: Recorder, slack: Recorder, round_: Round
) -> None:
    raise_many(sessions, 3, channels=("email",))
    email.script = [None, PermanentDeliveryError("554 spam")]
    round_(email, slack)
    round_(email, slack)
    assert told(slack) == [("email", "raised")]
    assert "a message was given up within a day: 554 spam" in slack.notices[0].reason
    clock.pass_(hours=25)
    round_(email, slack)
    assert told(slack)[1:] == [("email", "cleared")]


def test_silent_jobs_are_told_by_whoever_looks_and_the_all_clear_comes_with_the_next_good_tick(
    sessions: sessionmaker[Session], clock: Clock, email: Recorder, round_: Round
) -> None:
    with sessions.begin() as session:
        heartbeats.beat(session, "poll", "ok", worked=True, now=clock())
    clock.pass_(minutes=59)
    round_(email)
    assert email.notices == []
    clock.pass_(minutes=2)
    round_(email)
    with sessions.begin() as session:
        heartbeats.beat(session, "poll", "failed: no disk", worked=False, now=clock())
    round_(email)
    assert told(email) == [("scheduler", "raised")]
    with sessions.begin() as session:
        heartbeats.beat(session, "poll", "ok", worked=True, now=clock())
    round_(email)
    assert told(email) == [("scheduler", "raised"), ("scheduler", "cleared")]


def test_who_was_not_reached_before_it_was_over_gets_the_all_clear_alone(
    sessions: sessionmaker[Session], clock: Clock, email: Recorder, slack: Recorder, round_: Round
) -> None:
    with sessions.begin() as session:
        heartbeats.beat(session, "poll", "ok", worked=True, now=clock())
    clock.pass_(hours=2)
    email.down = True
    round_(email, slack)
    with sessions.begin() as session:
        heartbeats.beat(session, "poll", "ok", worked=True, now=clock())
    round_(email, slack)
    email.down = False
    clock.pass_(minutes=5)
    round_(email, slack)
    assert told(slack) == [("scheduler", "raised"), ("scheduler", "cleared")]
    assert told(email) == [("scheduler", "cleared")]


def test_operators_may_have_channels_of_their_own(
    sessions: sessionmaker[Session], clock: Clock, email: Recorder, slack: Recorder, round_: Round
) -> None:
    with sessions.begin() as session:
        heartbeats.beat(session, "poll", "ok", worked=True, now=clock())
    clock.pass_(hours=2)
    round_(email, slack, settings=OperationsSettings(channels=["slack"]))
    assert (told(email), told(slack)) == ([], [("scheduler", "raised")])


def test_a_source_that_left_the_catalogue_leaves_no_open_incident(
    sessions: sessionmaker[Session], clock: Clock, email: Recorder, round_: Round
) -> None:
    with sessions.begin() as session:
        hourly = [NOW - timedelta(hours=back) for back in range(24 * 20, 9, -1)]
        publish(session, hourly, polled=NOW)
    round_(email)
    with sessions.begin() as session:
        source = session.scalar(select(Source))
        assert source is not None
        source.enabled = False
    clock.pass_(hours=1)
    round_(email)
    assert [notice.phase for notice in email.notices] == [Phase.RAISED, Phase.CLEARED]
    assert email.notices[1].closing == "It is not watched any more."


def rows(sessions: sessionmaker[Session]) -> tuple[int, list[tuple[str, str | None]]]:
    """How many incidents there are, and what is owed to whom."""
    with sessions() as session:
        owed = session.scalars(select(Delivery).order_by(Delivery.id)).all()
        return len(session.scalars(select(Incident)).all()), [(d.channel, d.phase) for d in owed]


def test_many_who_look_at_once_open_and_close_one_incident(
    sessions: sessionmaker[Session], clock: Clock
) -> None:
    with sessions.begin() as session:
        heartbeats.beat(session, "poll", "ok", worked=True, now=clock())
    clock.pass_(hours=2)

    def look(_n: int) -> tuple[int, int]:
        return check(sessions, SETTINGS, ["email"], now=clock())

    with ThreadPoolExecutor(8) as pool:
        assert sum(opened for opened, _closed in pool.map(look, range(24))) == 1
    with sessions.begin() as session:
        heartbeats.beat(session, "poll", "ok", worked=True, now=clock())
    with ThreadPoolExecutor(8) as pool:
        assert sum(closed for _opened, closed in pool.map(look, range(24))) == 1
    assert rows(sessions) == (1, [("email", "cleared")])


def test_who_is_killed_while_looking_leaves_all_of_an_incident_or_nothing(
    sessions: sessionmaker[Session], database_url: str, clock: Clock
) -> None:
    with sessions.begin() as session:
        heartbeats.beat(session, "poll", "ok", worked=True, now=clock())
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.operations.looker"])
    rng = random.Random(11)
    for _ in range(6):
        process = context.Process(target=looker.look_for_ever, args=(database_url,))
        process.start()
        process.join(0.3 + rng.random())
        process.kill()
        process.join()
        incidents, owed = rows(sessions)
        assert owed == [("email", "raised")] * incidents
    looker.look(database_url, hours=2)
    assert rows(sessions) == (1, [("email", "raised")])
    looker.look(database_url, hours=0)
    assert rows(sessions) == (1, [("email", "cleared")])
