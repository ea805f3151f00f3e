"""Real processes, really killed: nothing lost, and twice only what was in flight."""

from __future__ import annotations

import multiprocessing
import random
import re
import time
from collections import Counter
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from monitor.store.schema import Alert, Delivery, Statement
from tests.alerts import sender
from tests.alerts.material import outbox, raise_many
from tests.alerts.servers import Hook, until


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Children come from a server that has imported everything already, and hold nothing of us."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.alerts.sender"])
    return context


def start(processes: ForkServerContext, url: str, hook: Hook, hours: float) -> BaseProcess:
    process = processes.Process(target=sender.deliver, args=(url, hook.url, hours))
    process.start()
    return process


def received(hook: Hook) -> Counter[str]:
    """How often each alert arrived, by the ship it is about."""
    ships = (re.search(r"ship number \d+", body.decode()) for *_rest, body in hook.requests)
    return Counter(ship[0] for ship in ships if ship)


def in_flight(sessions: sessionmaker[Session]) -> set[str]:
    """What some sender had taken and not finished with."""
    query = (
        select(Statement.content)
        .join(Alert, Alert.statement_id == Statement.id)
        .join(Delivery, Delivery.alert_id == Alert.id)
        .where(Delivery.state == "sending")
    )
    with sessions() as session:
        return {" ".join(content.split()[:3]) for content in session.scalars(query)}


def kill_while_delivering(
    sessions: sessionmaker[Session],
    url: str,
    hook: Hook,
    processes: ForkServerContext,
    runs: int,
) -> tuple[int, int]:
    """`runs` times: 50 alerts, a sender killed at a random moment, a second one. What it cost."""
    rng = random.Random(20240622)
    interrupted = repeated = 0
    for run in range(runs):
        hook.requests.clear()
        raise_many(sessions, 50, channels=("slack",))
        first = start(processes, url, hook, hours=run)
        enough = rng.randint(0, 49)
        until(lambda enough=enough: len(hook.requests) > enough)  # type: ignore[misc]
        time.sleep(rng.random() * 0.01)
        first.kill()
        first.join()
        flying = in_flight(sessions)
        assert len(flying) <= 1
        interrupted += first.exitcode == -9
        second = start(processes, url, hook, hours=run + 0.5)  # the lease has run out by then
        second.join()
        assert second.exitcode == 0
        arrived = received(hook)
        assert len(arrived) == 50, "lost"
        twice = {ship for ship, times in arrived.items() if times > 1}
        assert twice <= flying
        assert max(arrived.values()) <= 2
        repeated += len(twice)
    assert {row.state for row in outbox(sessions)} == {"sent"}
    return interrupted, repeated


def test_a_sender_killed_at_any_moment_loses_nothing(
    sessions: sessionmaker[Session],
    database_url: str,
    hook: Hook,
    processes: ForkServerContext,
) -> None:
    interrupted, _repeated = kill_while_delivering(sessions, database_url, hook, processes, 2)
    assert interrupted


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_two_hundred_kills_lose_nothing(
    sessions: sessionmaker[Session],
    database_url: str,
    hook: Hook,
    processes: ForkServerContext,
    capsys: pytest.CaptureFixture[str],
) -> None:
    interrupted, repeated = kill_while_delivering(sessions, database_url, hook, processes, 200)
    with capsys.disabled():
        print(f"\n200 runs, {interrupted} killed in the middle, {repeated} sent twice")  # noqa: T201
    assert interrupted > 100


def share(
    sessions: sessionmaker[Session],
    url: str,
    hook: Hook,
    processes: ForkServerContext,
    number: int,
) -> Counter[str]:
    raise_many(sessions, number, channels=("slack",))
    both = [start(processes, url, hook, hours=0) for _ in range(2)]
    for process in both:
        process.join()
        assert process.exitcode == 0
    return received(hook)


def test_two_services_on_one_store_send_nothing_twice(
    sessions: sessionmaker[Session],
    database_url: str,
    hook: Hook,
    processes: ForkServerContext,
) -> None:
    arrived = share(sessions, database_url, hook, processes, 60)
    assert len(arrived) == 60
    assert set(arrived.values()) == {1}


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_two_services_on_one_store_send_nothing_twice_in_a_thousand(
    sessions: sessionmaker[Session],
    database_url: str,
    hook: Hook,
    processes: ForkServerContext,
) -> None:
    arrived = share(sessions, database_url, hook, processes, 1000)
    assert len(arrived) == 1000
    assert set(arrived.values()) == {1}
