"""What a rate cap or a quiet night holds back is sent later, in few messages, and none is lost."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from monitor.alerts import words
from monitor.alerts.blocks import payload
from monitor.alerts.deliver import drain
from monitor.alerts.folder import FolderChannel
from monitor.alerts.render import as_html, as_text
from monitor.alerts.testing import sample
from monitor.alerts.view import RolledView, RollUpView
from monitor.catalogue.watch import Watch
from monitor.config import DeliverySettings
from monitor.domain import AlertKind, Modality, Severity, Wait
from monitor.store import alerts, deliveries, rollups
from monitor.store.schema import Alert, Delivery
from monitor.store.session import make_engine, make_sessions
from monitor.watches.pacing import Due
from tests.alerts.material import NOW
from tests.watches.living import START, Life

HOUR = timedelta(hours=1)
Sessions = sessionmaker[Session]


def send(life: Life, folder: Path, at: datetime) -> list[str]:
    """Drain the outbox as if now were `at`; the subjects of all that was sent so far."""
    channel = FolderChannel(folder)
    drain(
        life.sessions, {"folder": channel}, DeliverySettings(), now=lambda: at, rng=random.Random(1)
    )
    return subjects(folder)


def subjects(folder: Path) -> list[str]:
    files = sorted(folder.glob("*.eml"))
    return [
        str(message_from_bytes(f.read_bytes(), policy=policy.default)["Subject"]) for f in files
    ]


def states(sessions: Sessions) -> dict[str, int]:
    with sessions() as session:
        rows = session.execute(select(Delivery.state, func.count()).group_by(Delivery.state))
        return {row[0]: row[1] for row in rows}


def capped(most: int = 1, **more: object) -> Watch:
    return Watch(name="w", rate_cap={"most": most, "minutes": 60, **more})


def test_twenty_more_become_one_message_when_the_window_ends(
    sessions: Sessions, tmp_path: Path
) -> None:
    life = Life(sessions, (capped(),))
    for number in range(21):
        life.say(f"claim {number}")
    assert len(send(life, tmp_path, life.time)) == 1
    assert len(send(life, tmp_path, START + HOUR)) == 1  # the first went out a minute later
    told = send(life, tmp_path, START + HOUR + timedelta(minutes=1))
    assert len(told) == 2
    assert [one for one in told if one.startswith("20 more from this watch")]
    assert states(sessions) == {"sent": 2, "rolled": 19}
    with sessions() as session:
        assert session.scalar(select(func.count(Alert.id))) == 21
    body = "".join(f.read_text("utf8") for f in tmp_path.glob("*.eml"))
    assert "claim 1 is said" in body
    assert "claim 20 is said" in body


def test_after_a_roll_up_the_cap_goes_on(sessions: Sessions, tmp_path: Path) -> None:
    life = Life(sessions, (capped(),))
    for number in range(48):
        life.say(f"claim {number}", after=timedelta(minutes=5))
        send(life, tmp_path, life.time)
    told = send(life, tmp_path, life.time + HOUR)
    # Four hours of a claim every five minutes: one message each hour.
    assert len(told) == 5
    assert states(sessions)["rolled"] == 48 - 5


def test_a_cap_about_the_claim_rolls_up_what_happens_to_it(
    sessions: Sessions, tmp_path: Path
) -> None:
    life = Life(sessions, (capped(per="claim").model_copy(update={"kinds": tuple(AlertKind)}),))
    life.say("one")
    life.say("other")
    life.say("one", "B")
    life.say("one", "C", modality=Modality.DENIED)
    life.say("one", "D", modality=Modality.DENIED)
    assert len(send(life, tmp_path, life.time)) == 2
    told = send(life, tmp_path, life.time + HOUR)
    assert len(told) == 3
    assert [one for one in told if one.startswith("3 more about this claim")]


def test_a_roll_up_that_somebody_has_begun_to_send_takes_nothing_more(
    sessions: Sessions, tmp_path: Path
) -> None:
    life = Life(sessions, (capped(),))
    for number in range(3):
        life.say(f"claim {number}")
    end = START + HOUR + timedelta(minutes=1)
    send(life, tmp_path, START + timedelta(minutes=30))
    with sessions.begin() as session:  # a sender whose clock is ahead of ours
        taken = deliveries.lease(session, "folder", now=end, until=end + HOUR)
    assert taken is not None
    life.say("claim 3")
    assert states(sessions) == {"sent": 1, "sending": 1, "rolled": 1, "pending": 1}


def test_quiet_hours_hold_a_delivery_that_a_retry_must_not_hurry(
    sessions: Sessions, tmp_path: Path
) -> None:
    life = Life(sessions, (Watch(name="w", quiet_hours="08:00-20:00"),))
    life.say("claim")
    with sessions.begin() as session:
        deliveries.hurry(session, "folder", now=life.time)
    assert send(life, tmp_path, life.time) == []
    assert send(life, tmp_path, START.replace(hour=19, minute=59)) == []
    assert len(send(life, tmp_path, START.replace(hour=20))) == 1


def test_a_watch_s_own_digest_time_is_kept_whatever_the_settings_say(
    sessions: Sessions, tmp_path: Path
) -> None:
    rule = Watch(name="w", channels=("digest-folder",), digest_times=("12:30",))
    life = Life(sessions, (rule,))
    life.say("one")
    life.say("two")
    assert send(life, tmp_path, START.replace(hour=12, minute=29)) == []
    assert len(send(life, tmp_path, START.replace(hour=12, minute=30))) == 1
    assert len(send(life, tmp_path, START + timedelta(days=3))) == 1


def test_what_a_roll_up_tells_of_is_escaped_like_everything_else() -> None:
    hostile = RolledView(
        AlertKind.NEW, "Bcc: all@example.org\r\n<!channel>", "<b>x</b>\u202e <@U1> \x1b[2Jsaid"
    )
    roll_up = RollUpView(30, False, (hostile,))
    view = replace(sample(NOW), roll_up=roll_up, severity=Severity.HIGH, test=False)
    subject = words.subject(view)
    assert subject.startswith("[HIGH] 30 more from this watch")
    text, html, posted = as_text(view), as_html(view), json.dumps(payload(view))
    assert "and 28 more: axiswatch alerts" in text
    assert all("\nBcc" not in part and "\u202e" not in part for part in (subject, text, html))
    assert "\x1b" not in text + html + posted
    assert "<b>" not in html
    assert "<!channel>" not in posted
    assert "<@U1>" not in posted


def test_nobody_sends_a_roll_up_while_something_joins_it(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    life = Life(make_sessions(engine), (capped(),))
    for number in range(2):
        life.say(f"claim {number}")
    end = START + HOUR + timedelta(minutes=1)
    with life.sessions.begin() as joining, life.sessions() as sending:
        # The third alert joins the second's message, in a transaction that is not over yet.
        watch_id, statement_id = joining.execute(
            select(Alert.watch_id, Alert.statement_id).order_by(Alert.id).limit(1)
        ).one()
        raised = alerts.raise_alert(
            joining,
            watch_id=watch_id,
            claim_id=life.claims["claim 0"],
            statement_id=statement_id,
            kind=AlertKind.DISPUTED,
            reason="It is denied.",
            at=life.time,
            channels=("folder",),
            due={"folder": Due(end, Wait.CAP)},
        )
        assert raised is not None
        with sending.begin():
            first = deliveries.lease(sending, "folder", now=end, until=end + HOUR)
        assert first is not None  # the one that never waited
        with sending.begin():
            assert deliveries.lease(sending, "folder", now=end, until=end + HOUR) is None
    with life.sessions.begin() as session:
        head = deliveries.lease(session, "folder", now=end, until=end + HOUR)
        assert head is not None
        told = rollups.roll_up(session, head.delivery_id)
    assert told is not None
    assert told.count == 2
    engine.dispose()
