"""What servers, files and settings make of a delivery, each case in its row.

One database is enough here: the outbox itself is tested on both.
"""

from __future__ import annotations

import json
import random
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy.orm import Session, sessionmaker

from monitor.alerts.channels import Channel, build_channels
from monitor.alerts.deliver import DeliveryReport, drain
from monitor.alerts.email import EmailChannel
from monitor.alerts.folder import FolderChannel
from monitor.alerts.slack import SlackWebhook
from monitor.alerts.testing import send_test
from monitor.config import (
    DeliverySettings,
    EmailSettings,
    FolderSettings,
    Settings,
    SlackSettings,
)
from tests.alerts.conftest import Clock
from tests.alerts.material import NOW, Desk, outbox, raise_many, raise_one
from tests.alerts.servers import Answer, Hook, Loopback, Mailbox


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def run(sessions: sessionmaker[Session], clock: Clock) -> Callable[..., DeliveryReport]:
    def drained(*channels: Channel, **settings: float) -> DeliveryReport:
        wanted = DeliverySettings(**settings)
        named = {channel.name: channel for channel in channels}
        return drain(sessions, named, wanted, now=clock, rng=random.Random(5))

    return drained


Run = Callable[..., DeliveryReport]


def test_real_servers_get_what_the_store_holds(
    sessions: sessionmaker[Session], desk: Desk, run: Run, smtp: Loopback, mailbox: Mailbox,
    hook: Hook, tmp_path: Path,
) -> None:  # fmt: skip
    with sessions.begin() as session:
        alert = raise_one(session, desk, channels=("email", "slack", "folder"))
    report = run(mail(smtp.port), SlackWebhook(slack(hook.url)), FolderChannel(tmp_path))
    assert report.sent == 3
    [message] = mailbox.messages
    assert message["Subject"].startswith("New · Al-Manar al-Bahri · Northern Group → Coast State")
    stored = json.loads((tmp_path / f"{alert:06d}-new.slack.json").read_text("utf8"))
    assert stored == hook.payloads[0]


def mail(port: int) -> EmailChannel:
    return EmailChannel(
        EmailSettings(
            host="127.0.0.1", port=port, security="none", sender="watch@desk.example",
            recipients=["ann@desk.example", "bob@desk.example"],
        )
    )  # fmt: skip


def slack(url: str, timeout: float = 5.0) -> SlackSettings:
    return SlackSettings(webhook_url=SecretStr(url), timeout=timeout)


@pytest.mark.parametrize(
    ("answer", "state", "again"),
    [
        (Answer(), "sent", None),
        (Answer(429, "rate_limited", {"Retry-After": "90"}), "pending", 90),
        (Answer(500, "oops"), "pending", 30),
        (Answer(drop=True), "pending", 30),
        (Answer(wait=30), "pending", 30),
        (Answer(400, "invalid_payload"), "dead", None),
        (Answer(302, "", {"Location": "http://127.0.0.1:1/"}), "dead", None),
    ],
)
def test_each_of_slacks_answers_ends_in_the_right_state(
    sessions: sessionmaker[Session], run: Run, clock: Clock, hook: Hook, answer: Answer,
    state: str, again: float | None,
) -> None:  # fmt: skip
    raise_many(sessions, 1, channels=("slack",))
    hook.answers = [answer, Answer()]
    channel = SlackWebhook(slack(hook.url, timeout=1))
    run(channel)
    [row] = outbox(sessions)
    assert row.state == state
    if again is not None:
        assert 0.75 * again <= (row.next_attempt_at - NOW).total_seconds() <= again
        clock.pass_(seconds=again)
        run(channel)
        assert outbox(sessions)[0].state == "sent"


def test_smtp_refusing_one_reader_is_tried_again_for_that_reader_alone(
    sessions: sessionmaker[Session], run: Run, clock: Clock, smtp: Loopback, mailbox: Mailbox
) -> None:
    raise_many(sessions, 1, channels=("email",))
    mailbox.rcpt = {"bob@desk.example": "451 4.7.1 greylisted"}
    run(mail(smtp.port))
    assert outbox(sessions)[0].state == "pending"
    mailbox.rcpt = {}
    clock.pass_(minutes=1)
    run(mail(smtp.port))
    [row] = outbox(sessions)
    assert row.state == "sent"
    assert "ann@desk.example, bob@desk.example" in (row.receipt or "")
    assert [to for to, _raw in mailbox.received] == [["ann@desk.example"], ["bob@desk.example"]]


def test_smtp_refused_is_kept_for_later_and_nothing_is_lost(
    sessions: sessionmaker[Session], run: Run
) -> None:
    raise_many(sessions, 3, channels=("email",))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run(mail(port))
    assert {row.state for row in outbox(sessions)} == {"pending"}
    assert "refused" in (outbox(sessions)[0].error or "")


def test_the_settings_name_the_channels(tmp_path: Path) -> None:
    email = EmailSettings(host="h", sender="a@b.example", recipients=["c@d.example"])
    settings = Settings(
        home=tmp_path, email=email, slack=slack("http://x"),
        folder=FolderSettings(directory=Path("box")),
    )  # fmt: skip
    channels = build_channels(settings)
    assert list(channels) == ["email", "slack", "folder"]
    folder = channels["folder"]
    assert isinstance(folder, FolderChannel)
    assert folder.directory == tmp_path / "box"
    assert build_channels(Settings(home=tmp_path)) == {}


def test_a_test_message_says_what_each_channel_answered(tmp_path: Path, hook: Hook) -> None:
    hook.answers = [Answer(404, "no_service")]
    channels: dict[str, Channel] = {
        "folder": FolderChannel(tmp_path),
        "slack": SlackWebhook(slack(hook.url)),
    }
    good, bad = send_test(channels, at=NOW)
    assert (good.channel, good.ok, good.receipt) == ("folder", True, str(tmp_path / "test-new.eml"))
    assert (bad.channel, bad.ok, bad.error) == ("slack", False, "Slack answered 404 (no_service)")
    assert "[TEST]" in (tmp_path / "test-new.eml").read_text()


def test_a_folder_that_cannot_be_written_rests_the_channel(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    [result] = send_test({"folder": FolderChannel(tmp_path / "file")}, at=NOW)
    assert not result.ok
    assert str(tmp_path / "file") in (result.error or "")
