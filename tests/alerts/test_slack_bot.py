"""The bot: a thread per claim, and the API's errors told apart."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from pydantic import SecretStr, ValidationError
from sqlalchemy.orm import Session, sessionmaker

from monitor.alerts.deliver import drain
from monitor.alerts.slack import SlackBot
from monitor.alerts.testing import sample
from monitor.config import DeliverySettings, SlackSettings
from monitor.domain import AlertKind
from monitor.errors import ChannelDownError, DeliveryError, PermanentDeliveryError
from tests.alerts.conftest import Clock
from tests.alerts.material import NOW, Desk, outbox, raise_one
from tests.alerts.servers import Answer, Hook

VIEW = sample(NOW)


def bot(hook: Hook) -> SlackBot:
    token = SecretStr("xoxb-s3cr3t")
    return SlackBot(SlackSettings(token=token, channel="C1", api_url=f"{hook.url}/api/", timeout=5))


def posted(stamp: str, channel: str = "C9") -> Answer:
    body = json.dumps({"ok": True, "channel": channel, "ts": stamp})
    return Answer(200, body, {"Content-Type": "application/json"})


def failed(error: str, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    return Answer(status, json.dumps({"ok": False, "error": error}), headers or {})


def test_later_messages_of_a_claim_go_into_its_thread(
    sessions: sessionmaker[Session], desk: Desk, hook: Hook, clock: Clock
) -> None:
    hook.answers = [posted("1.1"), posted("1.2"), posted("1.3")]
    for kind, nth in ((AlertKind.NEW, 0), (AlertKind.CORROBORATED, 1), (AlertKind.DISPUTED, 2)):
        with sessions.begin() as session:
            raise_one(session, desk, kind=kind, nth=nth, channels=("slack",))
        drain(sessions, {"slack": bot(hook)}, DeliverySettings(), now=clock, rng=random.Random(1))
    first, second, third = hook.payloads
    assert (first["channel"], first.get("thread_ts")) == ("C1", None)
    assert (second["channel"], second["thread_ts"], second["reply_broadcast"]) == (
        "C9",
        "1.1",
        True,
    )
    assert third["thread_ts"] == "1.1"
    assert [row.receipt for row in outbox(sessions)] == ["C9/1.1", "C9/1.2", "C9/1.3"]
    assert hook.requests[0][1] == "/api/chat.postMessage"
    assert hook.requests[0][2]["Authorization"] == "Bearer xoxb-s3cr3t"


def test_a_thread_that_is_gone_is_no_reason_to_stay_silent(hook: Hook) -> None:
    hook.answers = [failed("thread_not_found"), posted("2.1")]
    late = replace(VIEW, kind=AlertKind.DISPUTED, thread="C9/1.1")
    assert bot(hook).send(late) == "C9/2.1"
    assert "thread_ts" not in hook.payloads[1]


@pytest.mark.parametrize(
    ("answer", "kind", "said"),
    [
        (failed("invalid_blocks"), PermanentDeliveryError, "invalid_blocks"),
        (failed("channel_not_found"), PermanentDeliveryError, "channel_not_found"),
        (failed("some_error_of_the_future"), PermanentDeliveryError, "future"),
        (failed("token_revoked"), ChannelDownError, "check .slack. token"),
        (failed("internal_error"), ChannelDownError, "internal_error"),
        (failed("ratelimited", 429, {"Retry-After": "9"}), ChannelDownError, "429"),
        (Answer(503, "<html>down"), ChannelDownError, "503"),
        (Answer(200, "<html>log in first"), ChannelDownError, "not as Slack does"),
        (Answer(drop=True), ChannelDownError, "Slack"),
    ],
)
def test_each_error_of_the_api_is_told_apart(
    hook: Hook, answer: Answer, kind: type[DeliveryError], said: str
) -> None:
    hook.answers = [answer]
    with pytest.raises(kind, match=said) as caught:
        bot(hook).send(VIEW)
    assert "s3cr3t" not in str(caught.value)
    assert len(hook.requests) == 1


def test_the_wait_is_passed_on(hook: Hook) -> None:
    hook.answers = [failed("ratelimited", 429, {"Retry-After": "9"})]
    with pytest.raises(ChannelDownError) as caught:
        bot(hook).send(VIEW)
    assert caught.value.retry_after == 9.0


def test_a_token_needs_a_channel_and_excludes_a_webhook() -> None:
    with pytest.raises(ValidationError, match="channel to write to"):
        SlackSettings(token=SecretStr("x"))
    with pytest.raises(ValidationError, match="or else token"):
        SlackSettings(token=SecretStr("x"), webhook_url=SecretStr("http://x"), channel="C1")
    with pytest.raises(ValidationError, match="set webhook_url"):
        SlackSettings()
