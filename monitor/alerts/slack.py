"""Slack, through an incoming webhook or with a bot's token."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http.client import HTTPException, InvalidURL
from typing import Any
from urllib.request import Request

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError, SlackRequestError
from slack_sdk.webhook import WebhookClient, WebhookResponse

from monitor.alerts.answers import judge, retry_after
from monitor.alerts.blocks import payload
from monitor.alerts.digest import Digest
from monitor.alerts.digest_render import as_payload
from monitor.alerts.http import MOST_ANSWER, opener, unreachable
from monitor.alerts.notices import as_payload as notice_payload
from monitor.alerts.view import AlertView
from monitor.config import SlackSettings
from monitor.domain import AlertKind
from monitor.errors import ChannelDownError, DeliveryError, PermanentDeliveryError
from monitor.escape import one_line, shorten
from monitor.operations.values import Notice

# What an administrator can mend, after which the same message goes through.
ACCESS = frozenset({
    "account_inactive", "access_denied", "invalid_auth", "missing_scope", "no_permission",
    "not_authed", "not_in_channel", "org_login_required", "token_expired", "token_revoked",
})  # fmt: skip
BUSY = frozenset({
    "fatal_error", "internal_error", "message_limit_exceeded", "ratelimited", "rate_limited",
    "request_timeout", "service_unavailable",
})  # fmt: skip


class SlackWebhook:
    """One Block Kit message per alert to the channel that the webhook belongs to."""

    name = "slack"

    def __init__(self, settings: SlackSettings) -> None:
        self.settings = settings

    def send(self, view: AlertView) -> str:
        """Post the message; Slack's receipt for a webhook is the word 'ok' and nothing more."""
        return self.post(payload(view))

    def send_digest(self, digest: Digest) -> str:
        """Post a digest."""
        return self.post(as_payload(digest))

    def send_notice(self, notice: Notice) -> str:
        """Post a message about axiswatch itself."""
        return self.post(notice_payload(notice))

    def post(self, body: dict[str, Any]) -> str:
        """Post a body that is ready."""
        url = self.settings.webhook_url
        client = _Client(
            url.get_secret_value() if url else "",
            timeout=max(1, round(self.settings.timeout)),
            logger=_silent(),
            retry_handlers=[],  # a second try belongs to the outbox, which counts it
        )
        try:
            answer = client.send_dict(body)
        except (SlackRequestError, InvalidURL, ValueError):
            # What these say holds the address, which is the secret.
            raise PermanentDeliveryError("[slack] webhook_url is no http(s) address") from None
        except (OSError, HTTPException) as error:
            raise unreachable("Slack", error) from error
        said = shorten(one_line(answer.body or ""), 200)
        if answer.status_code == 200 and said == "ok":
            return "ok"
        raise judge("Slack", answer.status_code, said, answer.headers)


class SlackBot:
    """Messages of a bot (`chat.postMessage`): each claim has a thread, opened by its first one.

    A confirmation or a denial is also shown in the channel, so that it is not missed.
    """

    name = "slack"

    def __init__(self, settings: SlackSettings) -> None:
        self.settings = settings

    def send(self, view: AlertView) -> str:
        """Post the message; the receipt is channel and timestamp, which name it for ever."""
        channel, _slash, stamp = view.thread.partition("/")
        if not stamp:
            return self.post(payload(view))
        try:
            threaded = {"thread_ts": stamp, "reply_broadcast": view.kind is not AlertKind.NEW}
            return self.post(payload(view) | threaded, channel=channel)
        except _NoThreadError:
            return self.post(payload(view))

    def send_digest(self, digest: Digest) -> str:
        """Post a digest, outside every thread."""
        return self.post(as_payload(digest))

    def send_notice(self, notice: Notice) -> str:
        """Post a message about axiswatch itself, outside every thread."""
        return self.post(notice_payload(notice))

    def post(self, body: dict[str, Any], *, channel: str | None = None) -> str:
        """Post a body that is ready."""
        token = self.settings.token
        client = WebClient(
            token=token.get_secret_value() if token else "",
            base_url=self.settings.api_url,
            timeout=max(1, round(self.settings.timeout)),
            logger=_silent(),
            retry_handlers=[],
        )
        try:
            answer = client.chat_postMessage(channel=channel or self.settings.channel or "", **body)
        except SlackApiError as error:
            raise _refused(error) from error
        except (SlackClientError, InvalidURL, ValueError):
            raise PermanentDeliveryError("[slack] api_url is no http(s) address") from None
        except (OSError, HTTPException) as error:
            raise unreachable("Slack", error) from error
        return f"{answer['channel']}/{answer['ts']}"


class _NoThreadError(PermanentDeliveryError):
    """The message that opened the thread is gone."""


def _refused(error: SlackApiError) -> DeliveryError:
    """What the API's error code means; one that nobody knows yet is permanent."""
    response: Any = error.response
    data = response.data if isinstance(response.data, Mapping) else {}
    code = one_line(str(data.get("error", "")))
    status = response.status_code
    if status != 200:
        return judge("Slack", status, shorten(code, 200), response.headers)
    if code in BUSY:
        return ChannelDownError(f"Slack: {code}", retry_after=retry_after(response.headers))
    if code in ACCESS:
        return ChannelDownError(f"Slack: {code}: check [slack] token, and that the bot is a member")
    if code == "thread_not_found":
        return _NoThreadError(f"Slack: {code}")
    known = code.replace("_", "").isalnum() and code.islower()
    if not known:  # no JSON of Slack's: something in between answered
        return ChannelDownError("Slack answered 200, but not as Slack does")
    return PermanentDeliveryError(f"Slack: {code}")


class _Client(WebhookClient):
    """slack_sdk's client, except that a redirect is an answer and an answer has a bound."""

    def _perform_http_request_internal(self, url: str, req: Request) -> WebhookResponse:
        if not url.lower().startswith(("http://", "https://")):
            raise SlackRequestError("no http(s) address")
        opened = opener(context=self.ssl, proxy=self.proxy)
        with opened.open(req, timeout=self.timeout) as answer:
            body = answer.read(MOST_ANSWER).decode("utf-8", "replace")
            headers = dict(answer.headers.items())
            return WebhookResponse(url=url, status_code=answer.status, body=body, headers=headers)


def _silent() -> logging.Logger:
    """A logger that belongs to nobody: the client logs its address, which is the secret."""
    logger = logging.Logger("slack", level=logging.CRITICAL)
    logger.addHandler(logging.NullHandler())
    return logger
