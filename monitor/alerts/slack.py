"""Slack through an incoming webhook."""

from __future__ import annotations

import logging
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from slack_sdk.errors import SlackRequestError
from slack_sdk.webhook import WebhookClient, WebhookResponse

from monitor.alerts.answers import judge
from monitor.alerts.blocks import payload
from monitor.alerts.channels import ChannelDownError
from monitor.alerts.escape import one_line, shorten
from monitor.alerts.view import AlertView
from monitor.config import SlackSettings
from monitor.errors import PermanentDeliveryError

MOST_ANSWER = 65_536


class SlackWebhook:
    """One Block Kit message per alert to the channel that the webhook belongs to."""

    name = "slack"

    def __init__(self, settings: SlackSettings) -> None:
        self.settings = settings

    def send(self, view: AlertView) -> str:
        """Post the message; Slack's receipt for a webhook is the word 'ok' and nothing more."""
        url = self.settings.webhook_url
        client = _Client(
            url.get_secret_value() if url else "",
            timeout=max(1, round(self.settings.timeout)),
            logger=_silent(),
            retry_handlers=[],  # a second try belongs to the outbox, which counts it
        )
        try:
            answer = client.send_dict(payload(view))
        except (SlackRequestError, ValueError) as error:
            raise PermanentDeliveryError("[slack] webhook_url is no http(s) address") from error
        except (OSError, HTTPException) as error:
            reason = error.reason if isinstance(error, URLError) else error
            raise ChannelDownError(f"Slack: {one_line(str(reason)) or 'no answer'}") from error
        said = shorten(one_line(answer.body or ""), 200)
        if answer.status_code == 200 and said == "ok":
            return "ok"
        raise judge("Slack", answer.status_code, said, answer.headers)


class _Client(WebhookClient):
    """slack_sdk's client, except that a redirect is an answer and an answer has a bound.

    A followed redirect turns the POST into a GET (RFC 9110 section 15.4.3): whatever that then
    answers, the message has not been delivered.
    """

    def _perform_http_request_internal(self, url: str, req: Request) -> WebhookResponse:
        if not url.lower().startswith(("http://", "https://")):
            raise SlackRequestError("no http(s) address")
        proxies = [ProxyHandler({"http": self.proxy, "https": self.proxy})] if self.proxy else []
        opener = build_opener(_NoRedirect(), HTTPSHandler(context=self.ssl), *proxies)
        with opener.open(req, timeout=self.timeout) as answer:
            body = answer.read(MOST_ANSWER).decode("utf-8", "replace")
            headers = dict(answer.headers.items())
            return WebhookResponse(url=url, status_code=answer.status, body=body, headers=headers)


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_arguments: Any) -> None:
        """None: urllib then raises the redirect as the HTTP error it is to us."""


def _silent() -> logging.Logger:
    """A logger that belongs to nobody: the client logs its address, which is the secret."""
    logger = logging.Logger("slack", level=logging.CRITICAL)
    logger.addHandler(logging.NullHandler())
    return logger
