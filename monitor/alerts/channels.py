"""What a channel is, and which ones the settings ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from monitor.errors import TemporaryDeliveryError

if TYPE_CHECKING:
    from monitor.alerts.view import AlertView
    from monitor.config import Settings


class Channel(Protocol):
    """A way to readers."""

    @property
    def name(self) -> str:
        """What watches and the outbox call it."""
        ...

    def send(self, view: AlertView) -> str:
        """Send the message once and return the receipt.

        Raises:
            TemporaryDeliveryError: it may work later.
            PermanentDeliveryError: it never will.
        """
        ...


class ChannelDownError(TemporaryDeliveryError):
    """The channel takes no message at all now: refused, unreachable, asked to slow down."""


class PartialDeliveryError(TemporaryDeliveryError):
    """Some of the readers have it; `receipt` says who, so that only the others get it again."""

    def __init__(self, message: str, *, receipt: str, retry_after: float | None = None) -> None:
        super().__init__(message, retry_after=retry_after)
        self.receipt = receipt


def build_channels(settings: Settings) -> dict[str, Channel]:
    """The channels that are configured, by name."""
    channels: list[Channel] = []
    if settings.email is not None:
        from monitor.alerts.email import EmailChannel

        channels.append(EmailChannel(settings.email))
    if settings.slack is not None:
        from monitor.alerts.slack import SlackWebhook

        channels.append(SlackWebhook(settings.slack))
    if settings.folder is not None:
        from monitor.alerts.folder import FolderChannel

        directory = settings.home / settings.folder.directory
        channels.append(FolderChannel(directory, email=settings.email))
    return {channel.name: channel for channel in channels}
