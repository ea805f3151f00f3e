"""Messages about axiswatch itself, as real servers received them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from monitor.alerts.email import EmailChannel
from monitor.alerts.folder import FolderChannel
from monitor.alerts.slack import SlackWebhook
from monitor.alerts.webhook import WebhookChannel
from monitor.config import EmailSettings, SlackSettings, WebhookSettings
from monitor.operations.values import Notice, Part, Phase
from tests.alerts.material import NOW
from tests.alerts.servers import Hook, Loopback, Mailbox, parse
from tests.alerts.test_injection import EVIL

RAISED = Notice(
    7, Part.SOURCE, "daily", Phase.RAISED, NOW, NOW,
    "The Daily has published nothing for 3 days. Its feeds answer, and bring nothing new.",
)  # fmt: skip
CLEARED = replace(
    RAISED, phase=Phase.CLEARED, closed_at=NOW, closing="The Daily published at noon."
)


@pytest.fixture
def email(smtp: Loopback) -> EmailChannel:
    return EmailChannel(
        EmailSettings(
            host="127.0.0.1", port=smtp.port, security="none", sender="watch@desk.example",
            recipients=["ann@desk.example"],
        )
    )  # fmt: skip


def test_the_all_clear_stands_under_the_message_that_it_ends(
    email: EmailChannel, mailbox: Mailbox
) -> None:
    for notice in (RAISED, CLEARED, RAISED):
        email.send_notice(notice)
    first, second, again = mailbox.messages
    assert first["Subject"] == "axiswatch · Source silent: daily"
    assert second["Subject"] == "axiswatch · All clear, source: daily"
    assert second["References"] == second["In-Reply-To"] == first["Message-ID"]
    assert again["Message-ID"] == first["Message-ID"] != second["Message-ID"]
    assert first["List-Id"] == "axiswatch alerts <alerts.axiswatch.desk.example>"
    text = second.get_body(("plain",))
    assert text is not None
    said = " ".join(text.get_content().split())
    assert "The Daily published at noon. It lasted from 22 June 2024, 12:00 UTC to 22 June" in said
    assert "What was found: The Daily has published nothing for 3 days." in said


def test_a_line_that_begins_with_from_arrives_as_it_was_written(
    email: EmailChannel, mailbox: Mailbox
) -> None:
    email.send_notice(replace(RAISED, reason="From dusk to dawn."))
    text = mailbox.messages[0].get_body(("plain",))
    assert text is not None
    assert "\nFrom dusk to dawn." in text.get_content().replace("\r\n", "\n")


def test_nothing_that_a_server_said_is_obeyed_by_mail_or_slack(
    email: EmailChannel, mailbox: Mailbox, hook: Hook
) -> None:
    evil = replace(RAISED, subject=EVIL, reason=EVIL)
    email.send_notice(evil)
    SlackWebhook(SlackSettings(webhook_url=SecretStr(hook.url))).send_notice(evil)
    [message] = mailbox.messages
    assert message["Bcc"] is None
    html = message.get_body(("html",))
    assert html is not None
    assert "<script" not in html.get_content()
    assert not re.search(r"https?://(?!evil\.example)", html.get_content())
    posted = json.dumps(hook.payloads[0], ensure_ascii=False)
    for raw in ("<!channel>", "<@", "<https", "*bold*", "_it_", "\\u001b", "\u202e"):
        assert raw not in posted


def test_a_program_gets_it_signed_and_with_a_key_of_its_own(hook: Hook) -> None:
    settings = WebhookSettings(url=SecretStr(hook.url), secret=SecretStr("key"))
    for notice in (RAISED, CLEARED):
        WebhookChannel(settings).send_notice(notice)
    raised, cleared = hook.payloads
    assert (raised["type"], cleared["type"]) == ("operations.raised", "operations.cleared")
    assert raised["incident"]["id"] == cleared["incident"]["id"] == 7
    assert (raised["incident"]["closing"], cleared["incident"]["closing"]) == (
        None,
        "The Daily published at noon.",
    )
    for payload, (_method, _path, headers, _body) in zip(hook.payloads, hook.requests, strict=True):
        sent = {name.lower(): value for name, value in headers.items()}
        assert sent["idempotency-key"] == f'"{payload["key"]}"'
        assert sent["webhook-signature"].startswith("v1,")
    assert raised["key"] != cleared["key"]


def test_the_folder_keeps_both(tmp_path: Path) -> None:
    channel = FolderChannel(tmp_path)
    for notice in (RAISED, CLEARED):
        channel.send_notice(notice)
    names = sorted(path.name for path in tmp_path.glob("*.eml"))
    assert names == ["operations-000007-cleared.eml", "operations-000007-raised.eml"]
    assert parse((tmp_path / names[0]).read_bytes())["References"]
