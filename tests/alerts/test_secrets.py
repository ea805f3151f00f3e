"""No secret is logged, shown, exported or stored, whatever fails: looked for in what is left."""

from __future__ import annotations

import logging
import random
import socket
import traceback
from datetime import timedelta
from pathlib import Path
from shutil import copy

import pytest
from pydantic import SecretStr
from sqlalchemy import MetaData, create_engine, select
from sqlalchemy.orm import Session, sessionmaker

from monitor.alerts.channels import Channel, build_channels
from monitor.alerts.deliver import drain
from monitor.alerts.testing import sample
from monitor.config import (
    DeliverySettings,
    EmailSettings,
    Settings,
    SlackSettings,
    WebhookSettings,
)
from monitor.errors import DeliveryError
from monitor.operations.check import check
from monitor.store import views
from tests.alerts.conftest import Clock
from tests.alerts.material import NOW, raise_many
from tests.alerts.servers import Answer, Hook, Loopback
from tests.service.conftest import axiswatch

PASSWORD, PATH, TOKEN, KEY = "pw-5ecret", "path-5ecret", "xoxb-5ecret", "key-5ecret"
FAILURES = [
    Answer(500, "no"), Answer(429, "slow", {"Retry-After": "1"}), Answer(404, "no_service"),
    Answer(drop=True), Answer(302, "", {"Location": "http://127.0.0.1:1/"}),
    Answer(200, '{"ok": false, "error": "token_revoked"}'), Answer(200, "<html>login</html>"),
]  # fmt: skip


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def settings(home: Path, web: str, port: int, *, bot: bool) -> Settings:
    """Every channel, each with a secret, each at the address that fails."""
    return Settings(
        home=home,
        email=EmailSettings(
            host="127.0.0.1", port=port, security="none", username="desk",
            password=SecretStr(PASSWORD), sender="a@desk.example", recipients=["b@desk.example"],
            timeout=2,
        ),
        slack=SlackSettings(token=SecretStr(TOKEN), channel="C1", api_url=f"{web}/", timeout=2)
        if bot
        else SlackSettings(webhook_url=SecretStr(f"{web}/{PATH}"), timeout=2),
        webhook=WebhookSettings(
            url=SecretStr(f"{web}/{PATH}"), secret=SecretStr(KEY), timeout=2
        ),
    )  # fmt: skip


def everything(sessions: sessionmaker[Session], url: str) -> str:
    """Every value of every row of the database."""
    engine = create_engine(url)
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        rows = [str(row) for table in tables.sorted_tables
                for row in connection.execute(select(table))]  # fmt: skip
    engine.dispose()
    return "\n".join(rows)


@pytest.mark.parametrize("bot", [False, True], ids=["webhook", "bot"])
@pytest.mark.parametrize("reached", [True, False], ids=["answered", "refused"])
def test_no_secret_is_left_anywhere_when_every_channel_fails(
    sessions: sessionmaker[Session], database_url: str, clock: Clock, hook: Hook, smtp: Loopback,
    caplog: pytest.LogCaptureFixture, tmp_path: Path, bot: bool, reached: bool,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    web = hook.url if reached else f"http://127.0.0.1:{closed_port()}"
    wanted = settings(tmp_path, web, smtp.port if reached else closed_port(), bot=bot)
    channels = build_channels(wanted)
    raise_many(sessions, 2, channels=tuple(channels))
    said: list[str] = [repr(wanted), str(wanted), wanted.model_dump_json()]
    for answer in FAILURES:
        hook.answers = [answer]
        report = drain(
            sessions, channels, DeliverySettings(max_attempts=5), now=clock, rng=random.Random(1)
        )
        said += [str(report), *report.errors]
        said += [trace(channel) for channel in channels.values()]
        check(sessions, wanted.operations, wanted.channel_names, now=clock())
        clock.pass_(hours=2)
    with sessions() as session:
        said.append(str(views.alerts(session)))
    said += [caplog.text, everything(sessions, database_url)]
    left = "\n".join(said)
    assert left.count("Traceback") > 2 * len(FAILURES)
    assert "127.0.0.1" in left
    for secret in (PASSWORD, PATH, TOKEN, KEY):
        assert secret not in left


def trace(channel: Channel) -> str:
    """What Python prints where nobody catches the channel's error."""
    try:
        return channel.send(sample(NOW + timedelta(days=1)))  # any 2xx satisfies a webhook
    except DeliveryError:
        return traceback.format_exc()


@pytest.mark.parametrize("command", [["alerts", "test"], ["status"], ["alerts"], ["sources"]])
def test_no_command_shows_a_secret_of_the_settings_or_of_the_environment(
    tmp_path: Path, command: list[str], stocked_sqlite: Path
) -> None:
    copy(stocked_sqlite, tmp_path)
    (tmp_path / "axiswatch.toml").write_text(
        f"""
[email]
host = "127.0.0.1"
port = {closed_port()}
security = "none"
username = "desk"
password = "{PASSWORD}"
sender = "a@desk.example"
recipients = ["b@desk.example"]
[slack]
webhook_url = "http://127.0.0.1:{closed_port()}/{PATH}"
[webhook]
url = "http://127.0.0.1:{closed_port()}/{PATH}"
secret = "{KEY}"
"""
    )
    for options in ([], ["--json"]):
        result = axiswatch(tmp_path, *command, *options)
        for secret in (PASSWORD, PATH, KEY):
            assert secret not in result.stdout + result.stderr
    assert result.stdout
