"""Any HTTP service: JSON, signed after the Standard Webhooks specification 1.0.

https://github.com/standard-webhooks/standard-webhooks: `webhook-signature` is `v1,` and the
base64 of HMAC-SHA256 over `id.timestamp.body`. The id, repeated as `Idempotency-Key`
(draft-ietf-httpapi-idempotency-key-header), is the same however often a message is sent.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from monitor import __version__
from monitor.alerts import notices
from monitor.alerts.answers import judge
from monitor.alerts.http import post
from monitor.alerts.record import as_record
from monitor.alerts.view import AlertView
from monitor.config import WebhookSettings
from monitor.errors import PermanentDeliveryError
from monitor.operations.values import Notice


class WebhookChannel:
    """One POST per alert; any 2xx is a receipt."""

    name = "webhook"

    def __init__(
        self, settings: WebhookSettings, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.settings = settings
        self.now = now

    def send(self, view: AlertView) -> str:
        """Post the alert's record, signed if there is a secret."""
        return self._post(as_record(view))

    def send_notice(self, notice: Notice) -> str:
        """Post a message about axiswatch itself."""
        return self._post(notices.as_record(notice))

    def _post(self, record: dict[str, Any]) -> str:
        body = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
        key, stamp = record["key"], str(int(self.now().timestamp()))
        headers = {
            "Content-Type": "application/json",
            "User-Agent": f"axiswatch/{__version__}",
            "Idempotency-Key": f'"{key}"',
            "webhook-id": key,
            "webhook-timestamp": stamp,
        }
        if self.settings.secret is not None:
            secret = self.settings.secret.get_secret_value()
            headers["webhook-signature"] = f"v1,{signature(secret, key, stamp, body)}"
        url = self.settings.url.get_secret_value() if self.settings.url else ""
        try:
            answer = post("webhook", url, body, headers, timeout=self.settings.timeout)
        except ValueError:
            raise PermanentDeliveryError("[webhook] url is no http(s) address") from None
        if 200 <= answer.status < 300:
            return f"{answer.status} {answer.said}".strip()
        raise judge("webhook", answer.status, answer.said, answer.headers)


def signature(secret: str, key: str, stamp: str, body: bytes) -> str:
    """Base64 of HMAC-SHA256; a secret that starts with `whsec_` is base64 itself."""
    raw = secret.encode()
    if secret.startswith("whsec_"):
        raw = base64.b64decode(secret.removeprefix("whsec_"))
    signed = b".".join((key.encode(), stamp.encode(), body))
    return base64.b64encode(hmac.new(raw, signed, hashlib.sha256).digest()).decode()
