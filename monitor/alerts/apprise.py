"""Everything else, through the Apprise library and its addresses (an optional dependency)."""

from __future__ import annotations

import importlib
from typing import Any

from monitor.alerts import notices, words
from monitor.alerts.render import as_text
from monitor.alerts.view import AlertView
from monitor.config import AppriseSettings
from monitor.errors import ChannelDownError, ConfigError, PartialDeliveryError
from monitor.escape import one_line
from monitor.operations.values import Notice

TOOK = "taken by "


class AppriseChannel:
    """One plain-text message per alert and address; an address that failed is tried again alone.

    Raises:
        ConfigError: the library is not installed, or does not know an address.
    """

    name = "apprise"

    def __init__(self, settings: AppriseSettings) -> None:
        try:
            self.library: Any = importlib.import_module("apprise")
        except ModuleNotFoundError as error:
            raise ConfigError(
                "[apprise] needs its library: install axiswatch with the extra 'apprise'"
            ) from error
        self.urls = [url.get_secret_value() for url in settings.urls]
        for number, url in enumerate(self.urls, start=1):
            if not self.library.Apprise().add(url):
                raise ConfigError(f"[apprise] urls: number {number} is no address Apprise knows")

    def send(self, view: AlertView) -> str:
        """Notify every address that has not taken the message yet.

        Apprise says yes or no and not why: a no is taken for temporary.
        """
        return self._send(words.subject(view), as_text(view), view.acknowledged)

    def send_notice(self, notice: Notice) -> str:
        """The same for a message about axiswatch itself."""
        return self._send(notices.subject(notice), notices.as_text(notice), notice.acknowledged)

    def _send(self, title: str, body: str, acknowledged: str) -> str:
        done = set(acknowledged.removeprefix(TOOK).split(", "))
        for number, url in enumerate(self.urls, start=1):
            if str(number) not in done and self._notify(url, title, body):
                done.add(str(number))
        took = sorted(done - {""}, key=int)
        failed = [str(n) for n in range(1, len(self.urls) + 1) if str(n) not in done]
        receipt = TOOK + ", ".join(took)
        if failed and took:
            raise PartialDeliveryError(f"not taken by {_listed(failed)}", receipt=receipt)
        if failed:
            raise ChannelDownError(f"not taken by {_listed(failed)}")
        return receipt

    def _notify(self, url: str, title: str, body: str) -> bool:
        target = self.library.Apprise()
        target.add(url)
        return bool(target.notify(title=one_line(title), body=body, body_format="text"))


def _listed(numbers: list[str]) -> str:
    """Addresses hold tokens, so they are named by their place in the settings."""
    return "address number " + ", ".join(numbers)
