"""The Slack webhook against a server that answers as Slack does, and as it should not."""

from __future__ import annotations

import logging
import socket

import pytest
from pydantic import SecretStr

from monitor.alerts.answers import retry_after
from monitor.alerts.slack import SlackWebhook
from monitor.alerts.testing import sample
from monitor.config import SlackSettings
from monitor.errors import (
    ChannelDownError,
    DeliveryError,
    PermanentDeliveryError,
    TemporaryDeliveryError,
)
from tests.alerts.material import NOW
from tests.alerts.servers import Answer, Hook

VIEW = sample(NOW)


def webhook(url: str, timeout: float = 5.0) -> SlackWebhook:
    address = SecretStr(f"{url}/services/T0/B0/s3cr3t")
    return SlackWebhook(SlackSettings(webhook_url=address, timeout=timeout))


def test_a_message_is_posted_once_and_taken(hook: Hook) -> None:
    assert webhook(hook.url).send(VIEW) == "ok"
    [(method, path, headers, _body)] = hook.requests
    assert (method, path) == ("POST", "/services/T0/B0/s3cr3t")
    assert headers["Content-Type"].startswith("application/json")
    assert VIEW.statement.content in str(hook.payloads[0]["blocks"])


@pytest.mark.parametrize(
    ("answer", "kind", "said"),
    [
        (Answer(429, "rate_limited", {"Retry-After": "7"}), TemporaryDeliveryError, "rate_limited"),
        (Answer(500, "rollup_error"), TemporaryDeliveryError, "500"),
        (Answer(503, ""), TemporaryDeliveryError, "503"),
        (Answer(drop=True), TemporaryDeliveryError, "Slack"),
        (Answer(200, "<html>log in to the hotel's network"), TemporaryDeliveryError, "hotel"),
        (Answer(400, "invalid_payload"), PermanentDeliveryError, "invalid_payload"),
        (Answer(404, "no_service"), PermanentDeliveryError, "no_service"),
        (Answer(403, "action_prohibited"), PermanentDeliveryError, "action_prohibited"),
        (Answer(410, "channel_is_archived"), PermanentDeliveryError, "archived"),
        (Answer(307, "", {"Location": "http://127.0.0.1:1/"}), PermanentDeliveryError, "redirect"),
    ],
)
def test_each_answer_means_what_slack_means_by_it(
    hook: Hook, answer: Answer, kind: type[DeliveryError], said: str
) -> None:
    hook.answers = [answer]
    with pytest.raises(kind, match=said):
        webhook(hook.url).send(VIEW)
    assert len(hook.requests) == 1


def test_the_wait_that_slack_asks_for_is_passed_on(hook: Hook) -> None:
    hook.answers = [Answer(429, "", {"Retry-After": "7"})]
    with pytest.raises(ChannelDownError) as caught:
        webhook(hook.url).send(VIEW)
    assert caught.value.retry_after == 7.0


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_redirect_to_a_page_that_says_ok_is_no_delivery(hook: Hook, status: int) -> None:
    hook.answers = [Answer(status, "", {"Location": f"{hook.url}/elsewhere"}), Answer()]
    with pytest.raises(PermanentDeliveryError, match="final address"):
        webhook(hook.url).send(VIEW)
    assert len(hook.requests) == 1


def test_a_slow_slack_is_given_up_after_the_timeout(hook: Hook) -> None:
    hook.answers = [Answer(wait=30)]
    with pytest.raises(ChannelDownError, match="timed out"):
        webhook(hook.url, timeout=1).send(VIEW)


def test_nobody_listening_rests_the_channel() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(ChannelDownError, match="refused"):
        webhook(url).send(VIEW)


def test_the_secret_address_is_in_no_log_and_no_error(
    hook: Hook, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    hook.answers = [Answer(), Answer(500, "no"), Answer(404, "no_service"), Answer(drop=True)]
    errors = []
    for _ in range(4):
        try:
            webhook(hook.url).send(VIEW)
        except DeliveryError as error:
            errors.append(str(error))
    assert len(errors) == 3
    assert "s3cr3t" not in caplog.text + "".join(errors)


@pytest.mark.parametrize(
    "url", ["file:///etc/s3cr3t", "http://127.0.0.1:1/s3cr3t\x07 x", "http://[s3cr3t/", "s3cr3t"]
)
def test_an_address_that_is_none_says_which_setting(url: str) -> None:
    broken = SlackWebhook(SlackSettings(webhook_url=SecretStr(url)))
    with pytest.raises(PermanentDeliveryError, match="webhook_url") as caught:
        broken.send(VIEW)
    assert "s3cr3t" not in str(caught.value)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "120"}, 120.0),
        ({"retry-after": " 5 "}, 5.0),
        (
            {
                "Retry-After": "Sat, 22 Jun 2024 12:02:00 GMT",
                "Date": "Sat, 22 Jun 2024 12:00:00 GMT",
            },
            120.0,
        ),
        ({"Retry-After": "Sat, 22 Jun 2024 12:02:00 GMT"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "nan"}, None),
        ({"Retry-After": "9" * 400}, 999_999_999.0),
        ({}, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers) == seconds
