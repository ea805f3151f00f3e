"""What a rule would have made of the past is what it made of it when that was the present."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session, sessionmaker
from typer.testing import CliRunner

from monitor.app import App
from monitor.catalogue.watch import Watch
from monitor.cli.main import app as command
from monitor.cli.watch import moment
from monitor.config import load_settings
from monitor.domain import AlertKind, ClaimKind, Event, Modality, Polarity
from monitor.errors import InputError
from monitor.store import past
from monitor.store.schema import Base, Decision
from monitor.watches.replay import Replay
from tests.claims.making import speaker, statement
from tests.watches.living import START, Life

Sessions = sessionmaker[Session]
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
RULES = (
    Watch(name="all"),
    Watch(name="every kind", kinds=tuple(AlertKind)),
    Watch(name="denials", kinds=(AlertKind.DENIED,)),
    Watch(name="two origins", min_origins=2, actors_any=("north",)),
    Watch(name="roles", actors_all=({"actor": "north", "role": "agent"},)),
    Watch(name="words", words=("page 1*",), outlets_in={"tier": (1,)}),
    Watch(name="acts", events=(Event.AID,), modality=(Modality.PROMISED, Modality.DENIED)),
    Watch(name="ended", expires=START + timedelta(minutes=40)),
)


def live_through(life: Life, rng: random.Random, number: int) -> None:
    """`number` statements of any kind, about a few claims, by a few parties."""
    for _ in range(number):
        life.say(
            f"claim {rng.randrange(6)}",
            rng.choice("ABCD"),
            kind=ClaimKind.UPDATED if rng.random() < 0.1 else None,
            source=rng.choice(("daily", "organ", "nowhere")),
            actors=tuple(rng.sample(("north", "guard", "south"), rng.randrange(3))),
            agents=tuple(rng.sample(("guard", "south"), rng.randrange(2))),
            event=rng.choice((None, Event.AID, Event.ASSAULT)),
            modality=rng.choice((Modality.ASSERTED, Modality.PROMISED, Modality.DENIED)),
            polarity=rng.choice((Polarity.POSITIVE, Polarity.POSITIVE, Polarity.NEGATIVE)),
            after=timedelta(minutes=rng.randrange(5)),
        )


def replayed(life: Life, watch: Watch, since: datetime = BEGINNING) -> Replay:
    replay = Replay(watch, since)
    with life.sessions() as session:
        for claim_id, happenings in past.histories(session, since=since):
            replay.add(claim_id, happenings, life.catalogue)
    return replay


@pytest.mark.parametrize("seed", range(4))
def test_a_replay_gives_the_alerts_that_there_were(sessions: Sessions, seed: int) -> None:
    life = Life(sessions, RULES)
    live_through(life, random.Random(seed), 40)
    raised = life.alerts()
    assert {kind for _, _, kind in raised} >= {"new", "disputed", "denied", "corroborated"}
    for watch in RULES:
        found = [(watch.name, f.claim_id, f.kind.value) for f in replayed(life, watch).in_order()]
        assert found == [alert for alert in raised if alert[0] == watch.name]


def test_what_a_page_takes_back_or_mends_is_replayed_as_it_was_told(sessions: Sessions) -> None:
    life = Life(sessions, RULES)
    url = "https://daily.example/revised"
    for content in (
        "the envoy promised 3,000 fighters",
        "the envoy promised 500 fighters",
        "it rained in the valley",
    ):
        life.time += timedelta(hours=1)
        what = statement(content, chain=(speaker("Envoy"),), actors=("north", "south"))
        life.publish(url, "daily", what, "rain" if "rained" in content else "fighters")
    life.say("fighters", "Somebody else", actors=("north", "south"))
    kinds = [kind for name, _, kind in life.alerts() if name == "every kind"]
    assert kinds == ["new", "corrected", "new", "withdrawn"]
    for watch in RULES:
        found = [(watch.name, f.claim_id, f.kind.value) for f in replayed(life, watch).in_order()]
        assert found == [alert for alert in life.alerts() if alert[0] == watch.name]


def test_every_event_and_watch_leaves_one_decision_and_the_replay_gives_its_reason(
    sessions: Sessions,
) -> None:
    life = Life(sessions, RULES)
    live_through(life, random.Random(9), 30)
    with sessions() as session:
        rows = session.scalars(select(Decision)).all()
        kept = [row.reason for row in rows if row.fired]
    assert len(rows) == 30 * len(RULES)
    assert all(row.fired == (row.because is None) for row in rows)
    told = [f.reason for watch in RULES for f in replayed(life, watch).firings]
    assert sorted(told) == sorted(kept)


def test_a_replay_since_a_moment_knows_what_was_before_it(sessions: Sessions) -> None:
    life = Life(sessions, (Watch(name="w"),))
    life.say("one", "A")
    middle = life.time + timedelta(seconds=1)
    life.say("one", "B")
    life.say("two", "A")
    replay = replayed(life, life.watches[0], since=middle)
    assert [f.kind for f in replay.in_order()] == [AlertKind.CORROBORATED, AlertKind.NEW]
    assert (replay.claims, replay.events) == (2, 2)


def test_histories_are_streamed_in_batches_and_miss_none(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "BATCH", 3)
    life = Life(sessions, ())
    for number in range(10):
        life.say(f"claim {number}")
    life.say("claim 0")
    with sessions() as session:
        found = list(past.histories(session, since=BEGINNING))
        assert past.count(session, since=BEGINNING) == 10
        assert not session.identity_map.values()
    assert sorted(len(events) for _, events in found) == [1] * 9 + [2]


def test_how_messages_would_go_out_is_told_too(sessions: Sessions) -> None:
    watch = Watch(name="w", rate_cap={"most": 2, "minutes": 60}, quiet_hours="05:00-06:00")
    life = Life(sessions, (watch,))
    for number in range(10):
        life.say(f"claim {number}")
    assert replayed(life, watch).messages() == {"at once": 2, "cap": 8}


def test_a_rule_that_never_or_always_fires_is_warned_of(sessions: Sessions) -> None:
    life = Life(sessions, ())
    for number in range(12):
        life.say(f"claim {number}", actors=("south",))
    never = replayed(life, Watch(name="never", actors_all=("north",)))
    always = replayed(life, Watch(name="always"))
    asleep = replayed(life, Watch(name="asleep", mute_until=START + timedelta(days=9)))
    now = START + timedelta(days=1)
    (said,) = never.warnings(now=now)
    assert said == "It never fired on 12 statements: 12 of them failed at actors_all."
    assert always.warnings(now=now)[0].startswith("It fired on 12 of 12 claims")
    assert "muted until 2024-06-12" in asleep.warnings(now=now)[-1]
    assert len(asleep.firings) == 12  # a mute is about now, not about the rule
    assert replayed(life, Watch(name="w", words=("page 1",))).warnings(now=now) == []


def test_how_many_a_day_is_counted_in_the_days_of_the_watch(sessions: Sessions) -> None:
    life = Life(sessions, (), time=datetime(2024, 6, 3, 19, 0, tzinfo=UTC))
    for number in range(3):
        life.say(f"claim {number}", after=timedelta(minutes=20))
    watch = Watch(name="w", timezone="Asia/Kabul")
    assert {str(k): v for k, v in replayed(life, watch).per_day().items()} == {
        "2024-06-03": 1,
        "2024-06-04": 2,
    }


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database_url: str) -> Iterator[Life]:
    """A home in which a few claims came in, as the commands see it."""
    monkeypatch.setenv("AXISWATCH_HOME", str(tmp_path))
    monkeypatch.setenv("AXISWATCH_DATABASE_URL", database_url)
    with App.open(load_settings()) as opened:
        life = Life(opened.sessions, opened.catalogue.watches, time=datetime.now(UTC))
        live_through(life, random.Random(3), 12)
        yield life


def run(*arguments: str) -> Any:
    return CliRunner().invoke(command, list(arguments))


def counted(life: Life) -> dict[str, list[Any]]:
    """Every row of every table."""
    with life.sessions() as session:
        names = inspect(session.connection()).get_table_names()
        tables = [t for t in Base.metadata.sorted_tables if t.name in names]
        return {t.name: [tuple(row) for row in session.execute(select(t))] for t in tables}


def test_trying_a_file_shows_what_would_have_fired_and_writes_nothing(
    life: Life, tmp_path: Path
) -> None:
    run("watch", "list")  # brings the store in line with the catalogue of the home
    before = counted(life)
    rules = tmp_path / "mine.toml"
    rules.write_text('[[watch]]\nname = "mine"\n[[watch]]\nname = "none"\nwords = ["zebra"]\n')
    shown = run("watch", "test", str(rules), "--since", "30d")
    assert shown.exit_code == 0, shown.output
    assert "never fired" in shown.output
    assert "█" in shown.output
    printed = run("watch", "test", str(rules), "--since", "30d", "--json")
    mine, none = json.loads(printed.stdout)
    assert mine["alerts"] == len(mine["fired"]) == sum(mine["per_day"].values()) > 0
    assert none["kept_quiet_by"] == {"words": 12}
    assert counted(life) == before


def test_a_mistake_in_a_file_names_file_rule_and_field(life: Life, tmp_path: Path) -> None:
    rules = tmp_path / "mine.toml"
    for text, said in (
        ('actors_any = [{ actor = "Talban", role = "agent" }]', "did you mean 'Taliban'"),
        ('actors_any = [{ actor = "taliban", role = "boss" }]', "actors_any.0.actor.role"),
        ('actor_any = ["taliban"]', "did you mean 'actors_any'"),
        ('outlets_in = { names = ["Long War Jurnal"] }', "Long War Journal"),
        ('outlets_in = { country = ["Atlantis"] }', "no outlet has 'Atlantis'"),
        ('quiet_hours = "late"', "such as 22:00-07:00"),
        ('timezone = "Asia/Kabool"', "timezone"),
        ('digest_times = ["08:00"]', "need a channel such as digest-email"),
        ('kinds = ["newest"]', "'corroborated'"),
    ):
        rules.write_text(f'[[watch]]\nname = "mine"\n{text}\n', "utf8")
        result = run("watch", "test", str(rules))
        assert result.exit_code == 2 or isinstance(result.exception, Exception)
        message = " ".join((result.output + str(result.exception)).split())
        assert "mine.toml" in message
        assert "watch 'mine'" in message
        assert said in message, message


def test_a_mute_silences_a_watch_until_it_is_taken_back(life: Life) -> None:
    with life.sessions() as session:
        assert session.scalar(select(func.count(Decision.id)))
    name = life.watches[0].name
    assert run("watch", "mute", name, "--until", "2d").exit_code == 0
    (listed,) = json.loads(run("watch", "--json").stdout)
    assert listed["state"].startswith("muted until")
    before = life.alerts()
    life.say("quite new", actors=("taliban", "iran"))
    assert life.alerts() == before
    run("watch", "unmute", name)
    life.say("newer still", actors=("taliban", "iran"))
    assert len(life.alerts()) == len(before) + 1
    missing = run("watch", "mute", "no such watch", "--until", "2d")
    assert name in str(missing.exception)


def test_a_time_is_a_span_a_day_or_a_moment() -> None:
    assert moment("90d", START) == START - timedelta(days=90)
    assert moment("2w", START, ahead=True) == START + timedelta(weeks=2)
    assert moment("2024-06-01", START) == datetime(2024, 6, 1, tzinfo=UTC)
    with pytest.raises(InputError, match="36h, 90d"):
        moment("yesterday", START)
