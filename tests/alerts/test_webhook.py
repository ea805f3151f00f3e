"""The webhook: what it says is documented, what it signs verifies, what it answers is obeyed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from monitor.alerts.testing import sample
from monitor.alerts.view import RolledView, RollUpView
from monitor.alerts.webhook import WebhookChannel
from monitor.config import WebhookSettings
from monitor.domain import AlertKind
from monitor.errors import ChannelDownError, PermanentDeliveryError
from tests.alerts.material import NOW
from tests.alerts.servers import Answer, Hook

VIEW = sample(NOW)
REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "webhook.md"


def webhook(url: str, secret: str | None = "rope and sail", timeout: float = 5) -> WebhookChannel:  # noqa: S107
    held = SecretStr(secret) if secret else None
    settings = WebhookSettings(url=SecretStr(url), secret=held, timeout=timeout)
    return WebhookChannel(settings, now=lambda: NOW)


@pytest.mark.parametrize(
    ("secret", "key"),
    [
        ("rope and sail", b"rope and sail"),
        ("whsec_" + base64.b64encode(b"\x00anchor\xff").decode(), b"\x00anchor\xff"),
    ],
)
def test_the_receiver_can_verify_what_it_got(hook: Hook, secret: str, key: bytes) -> None:
    assert webhook(hook.url, secret).send(VIEW) == "200 ok"
    [(_method, _path, headers, body)] = hook.requests
    given = {name.lower(): value for name, value in headers.items()}
    signed = f"{given['webhook-id']}.{given['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert given["webhook-signature"] == f"v1,{expected}"
    assert given["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert given["content-type"] == "application/json"


def test_the_idempotency_key_is_the_same_for_the_same_alert_only(hook: Hook) -> None:
    for view in (VIEW, replace(VIEW, alert_id=9), replace(VIEW, kind=AlertKind.DISPUTED)):
        webhook(hook.url).send(view)
    keys = [headers["Idempotency-Key"] for _m, _p, headers, _b in hook.requests]
    assert keys[0] == keys[1] != keys[2]
    assert keys[0].strip('"') == json.loads(hook.requests[0][3])["key"]


def test_without_a_secret_nothing_pretends_to_be_signed(hook: Hook) -> None:
    webhook(hook.url, None).send(VIEW)
    assert "webhook-signature" not in {name.lower() for name in hook.requests[0][2]}


def paths(value: Any, at: str = "") -> set[str]:
    """The dotted path of every field; lists are looked through."""
    if isinstance(value, dict):
        inner = [paths(v, f"{at}.{key}" if at else key) for key, v in value.items()]
        return set().union(*inner)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return paths(value[0], at)
    return {at}


def test_every_field_sent_is_documented_and_every_documented_one_is_sent(hook: Hook) -> None:
    rolled = RolledView(AlertKind.NEW, "Omar Nuri", "ships sail")
    webhook(hook.url).send(replace(VIEW, roll_up=RollUpView(2, False, (rolled,))))
    sent = {re.sub("^first_", "", path) for path in paths(hook.payloads[0])}
    table = REFERENCE.read_text("utf8").split("## Body")[1]
    named = set()
    for row in re.findall(r"^\| (`[^|]*) \|", table, re.MULTILINE):
        named |= set(re.findall(r"`([^`]+)`", row))
    whole = {"statement", "first_statement", "statement.chain", "documents"}
    whole |= {"roll_up", "roll_up.rolled"}
    assert sent == named - whole


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer(503, "busy", {"Retry-After": "12"}), ChannelDownError),
        (Answer(429), ChannelDownError),
        (Answer(drop=True), ChannelDownError),
        (Answer(wait=30), ChannelDownError),
        (Answer(400, "what?"), PermanentDeliveryError),
        (Answer(401), PermanentDeliveryError),
        (Answer(301, "", {"Location": "/"}), PermanentDeliveryError),
    ],
)
def test_each_answer_is_told_apart(hook: Hook, answer: Answer, kind: type[Exception]) -> None:
    hook.answers = [answer]
    with pytest.raises(kind):
        webhook(hook.url, timeout=0.5).send(VIEW)
    assert len(hook.requests) == 1


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_any_success_is_a_receipt(hook: Hook, status: int) -> None:
    hook.answers = [Answer(status, "")]
    assert webhook(hook.url).send(VIEW) == str(status)


@pytest.mark.parametrize(
    "url", ["ftp://s3cr3t.example/", "http://127.0.0.1:1/s3cr3t x", "http://[s"]
)
def test_an_address_that_is_none_is_a_permanent_error_without_the_address(url: str) -> None:
    with pytest.raises(PermanentDeliveryError, match="no http") as caught:
        webhook(url).send(VIEW)
    assert "s3cr3t" not in str(caught.value)


def test_a_secret_that_cannot_be_decoded_is_a_mistake_of_the_settings() -> None:
    with pytest.raises(ValidationError, match="no base64"):
        WebhookSettings(url=SecretStr("http://x"), secret=SecretStr("whsec_!"))
