"""Digests: one message for many alerts, each claim once, nothing where nothing happened."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr
from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker

from monitor.alerts import digest_render
from monitor.alerts.channels import Channel
from monitor.alerts.deliver import DeliveryReport, drain
from monitor.alerts.digest import Digest, compose, last_moment
from monitor.alerts.email import EmailChannel
from monitor.alerts.folder import FolderChannel
from monitor.alerts.slack import SlackWebhook
from monitor.alerts.testing import sample
from monitor.alerts.view import AlertView
from monitor.config import DeliverySettings, EmailSettings, SlackSettings
from monitor.domain import AlertKind
from monitor.errors import ChannelDownError, PartialDeliveryError
from monitor.operations.values import Notice
from monitor.store.schema import Statement
from tests.alerts.conftest import Clock
from tests.alerts.material import NOW, Desk, outbox, raise_many, raise_one
from tests.alerts.servers import Hook, Loopback, Mailbox
from tests.alerts.test_injection import EVIL, hostile

UTC_ZONE = ZoneInfo("UTC")


class Carrier:
    """A hand-written channel that carries digests and remembers them."""

    name = "email"

    def __init__(self) -> None:
        self.digests: list[Digest] = []
        self.script: list[Exception] = []

    def send(self, view: AlertView) -> str:
        raise AssertionError("an alert for the digest was sent by itself")

    def send_notice(self, notice: Notice) -> str:
        raise AssertionError("there was no incident")

    def send_digest(self, digest: Digest) -> str:
        if self.script:
            raise self.script.pop(0)
        self.digests.append(digest)
        return f"digest {len(self.digests)}"


Run = Callable[..., DeliveryReport]


@pytest.fixture
def run(sessions: sessionmaker[Session], clock: Clock) -> Run:
    def drained(*channels: Channel, **settings: object) -> DeliveryReport:
        wanted = DeliverySettings.model_validate(settings)
        named = {channel.name: channel for channel in channels}
        return drain(sessions, named, wanted, now=clock, rng=random.Random(5))

    return drained


def test_alerts_wait_for_the_time_of_the_digest_and_go_out_together(
    sessions: sessionmaker[Session], run: Run, clock: Clock
) -> None:
    raise_many(sessions, 5, channels=("digest-email",))
    carrier = Carrier()
    assert run(carrier).sent == 0
    clock.pass_(hours=18)
    assert run(carrier).sent == 0
    clock.pass_(hours=1)
    assert run(carrier).sent == 1
    [digest] = carrier.digests
    assert digest.claims == 5
    assert digest.moment == datetime(2024, 6, 23, 7, tzinfo=UTC)
    assert {row.receipt for row in outbox(sessions)} == {"digest 1"}


def test_nothing_stands_in_two_digests_and_an_empty_one_is_not_sent(
    sessions: sessionmaker[Session], run: Run, clock: Clock
) -> None:
    carrier = Carrier()
    raise_many(sessions, 2, channels=("digest-email",))
    for _ in range(8):
        clock.pass_(hours=6)
        run(carrier)
    raise_many(sessions, 3, channels=("digest-email",), at=clock())
    for _ in range(12):
        clock.pass_(hours=6)
        run(carrier)
    assert [digest.claims for digest in carrier.digests] == [2, 3]


def test_an_empty_digest_is_sent_once_a_day_to_who_asks_for_it(
    sessions: sessionmaker[Session], run: Run, clock: Clock
) -> None:
    carrier = Carrier()
    raise_many(sessions, 1, channels=("digest-email",))
    for _ in range(16):
        clock.pass_(hours=6)
        run(carrier, digest_empty=True)
    assert [digest.claims for digest in carrier.digests] == [1, 0, 0, 0]


def test_a_claim_that_was_new_and_then_denied_stands_once_as_both(
    sessions: sessionmaker[Session], run: Run, clock: Clock, desk: Desk
) -> None:
    carrier = Carrier()
    with sessions.begin() as session:
        raise_one(session, desk, channels=("digest-email",))
        raise_one(session, desk, kind=AlertKind.DISPUTED, nth=2, channels=("digest-email",))
    clock.pass_(days=1)
    run(carrier)
    [section] = carrier.digests[0].sections
    [entry] = section.entries
    assert entry.kinds == (AlertKind.NEW, AlertKind.DISPUTED)
    assert entry.view.statement.origin == "Omar Nuri"
    text = " ".join(digest_render.as_text(carrier.digests[0]).split())
    assert "* New, disputed: Omar Nuri (denial): “No man of ours goes to any coast”" in text
    assert section.actor in ("Northern Group", "Coast State")


def test_what_todays_rules_find_no_more_is_neither_told_nor_owed(
    sessions: sessionmaker[Session], run: Run, clock: Clock
) -> None:
    raise_many(sessions, 2, channels=("digest-email",))
    with sessions.begin() as session:
        session.execute(update(Statement).values(retired=True))
    carrier = Carrier()
    clock.pass_(days=1)
    run(carrier)
    assert carrier.digests == []
    assert {row.state for row in outbox(sessions)} == {"sent"}
    assert "found no more" in (outbox(sessions)[0].receipt or "")


def test_claims_are_grouped_under_the_actor_that_most_of_them_concern() -> None:
    view = sample(NOW)

    def about(claim: int, *actors: str) -> AlertView:
        return replace(view, claim_id=claim, statement=replace(view.statement, actors=actors))

    views = [about(1, "B", "A"), about(2, "A"), about(3, "C", "A"), about(4), about(5, "D")]
    digest = compose(views, moment=NOW, timezone=UTC_ZONE)
    grouped = {s.actor: [e.view.claim_id for e in s.entries] for s in digest.sections}
    assert grouped == {"A": [1, 2, 3], "D": [5], "Others": [4]}
    assert list(grouped) == ["A", "D", "Others"]
    assert digest_render.subject(digest) == (
        "Digest, 22 June 2024, 12:00: five claims · A, D, Others"
    )


def test_a_digest_that_fails_comes_later_with_everything_in_it(
    sessions: sessionmaker[Session], run: Run, clock: Clock
) -> None:
    carrier = Carrier()
    raise_many(sessions, 3, channels=("digest-email",))
    clock.pass_(days=1)
    carrier.script = [ChannelDownError("refused"), ZeroDivisionError("oh")]
    for _ in range(2):
        assert run(carrier).sent == 0
        assert Counter(row.state for row in outbox(sessions)) == {"pending": 3}
        clock.pass_(minutes=2)
    assert run(carrier).sent == 1
    assert carrier.digests[0].claims == 3


def test_a_digest_half_the_readers_have_is_finished_before_more_is_added(
    sessions: sessionmaker[Session], run: Run, clock: Clock
) -> None:
    carrier = Carrier()
    raise_many(sessions, 2, channels=("digest-email",))
    clock.pass_(days=1)
    carrier.script = [PartialDeliveryError("later", receipt="<id> accepted for ann")]
    run(carrier)
    raise_many(sessions, 4, channels=("digest-email",), at=clock())
    clock.pass_(days=1)
    run(carrier)
    first, second = carrier.digests
    assert (first.claims, first.acknowledged) == (2, "<id> accepted for ann")
    assert (second.claims, second.acknowledged) == (4, "")


def test_a_digest_through_a_channel_that_is_not_there_is_held(
    sessions: sessionmaker[Session], run: Run, clock: Clock
) -> None:
    raise_many(sessions, 1, channels=("digest-email",))
    assert run().held == 1
    assert "goes through [email]" in (outbox(sessions)[0].error or "")
    clock.pass_(days=1)
    carrier = Carrier()
    assert run(carrier).sent == 1


@pytest.mark.parametrize(
    ("now", "zone", "expected"),
    [
        ("2024-06-22T06:59Z", "UTC", "2024-06-21T18:30Z"),
        ("2024-06-22T07:00Z", "UTC", "2024-06-22T07:00Z"),
        ("2024-06-22T18:31Z", "UTC", "2024-06-22T18:30Z"),
        ("2024-06-22T02:30Z", "Asia/Kabul", "2024-06-22T02:30Z"),
        ("2024-06-22T02:29Z", "Asia/Kabul", "2024-06-21T14:00Z"),
        ("2024-06-22T13:00Z", "Pacific/Auckland", "2024-06-22T06:30Z"),
    ],
)
def test_the_time_of_a_digest_is_local(now: str, zone: str, expected: str) -> None:
    times = [time(7), time(18, 30)]
    moment = last_moment(times, ZoneInfo(zone), datetime.fromisoformat(now))
    assert moment == datetime.fromisoformat(expected)


def test_a_change_of_the_clocks_neither_skips_nor_repeats_a_digest() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    for start in (datetime(2024, 3, 29, tzinfo=UTC), datetime(2024, 10, 25, tzinfo=UTC)):
        quarter_hours = (start + timedelta(minutes=15 * n) for n in range(4 * 24 * 4))
        seen = {last_moment([time(2, 30)], berlin, moment) for moment in quarter_hours}
        assert len({moment.astimezone(berlin).date() for moment in seen}) == len(seen) == 5


def test_real_readers_get_the_digest_and_nothing_of_it_is_obeyed(
    smtp: Loopback, mailbox: Mailbox, hook: Hook, tmp_path: Path
) -> None:
    views = [replace(hostile(), claim_id=n, test=False) for n in range(60)]
    digest = compose(views, moment=NOW, timezone=UTC_ZONE)
    settings = EmailSettings(
        host="127.0.0.1", port=smtp.port, security="none", sender="w@d.example",
        recipients=["a@d.example"],
    )  # fmt: skip
    EmailChannel(settings).send_digest(digest)
    SlackWebhook(SlackSettings(webhook_url=SecretStr(hook.url))).send_digest(digest)
    FolderChannel(tmp_path).send_digest(digest)
    [message] = mailbox.messages
    assert message["Bcc"] is None
    html = message.get_body(("html",))
    assert html is not None
    assert "<script" not in html.get_content()
    assert EVIL not in html.get_content()
    [payload] = hook.payloads
    assert len(payload["blocks"]) <= 50
    assert "<!channel>" not in str(payload)
    assert all(len(block["text"]["text"]) <= 3000 for block in payload["blocks"])
    assert len(list(tmp_path.glob("digest-20240622T1200-*.eml"))) == 1


def test_the_same_digest_has_the_same_message_id(smtp: Loopback, mailbox: Mailbox) -> None:
    settings = EmailSettings(
        host="127.0.0.1", port=smtp.port, security="none", sender="w@d.example",
        recipients=["a@d.example"],
    )  # fmt: skip
    for moment in (NOW, NOW, NOW + timedelta(days=1)):
        digest = compose([sample(NOW)], moment=moment, timezone=UTC_ZONE)
        EmailChannel(settings).send_digest(digest)
    first, again, other = (message["Message-ID"] for message in mailbox.messages)
    assert first == again != other
    assert re.fullmatch(r"<[0-9a-f]{32}@axiswatch\.d\.example>", first)
