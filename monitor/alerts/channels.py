"""What a channel is, and which ones the settings ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from monitor.alerts.view import AlertView
    from monitor.config import Settings
    from monitor.operations.values import Notice


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

    def send_notice(self, notice: Notice) -> str:
        """The same for a message about axiswatch itself."""
        ...


def build_channels(settings: Settings) -> dict[str, Channel]:
    """The channels that are configured, by name.

    Raises:
        ConfigError: one needs a library that is not installed.
    """
    built = (_email(settings), _slack(settings), _webhook(settings), _apprise(settings))
    channels = [channel for channel in (*built, _folder(settings)) if channel is not None]
    return {channel.name: channel for channel in channels}


def _email(settings: Settings) -> Channel | None:
    from monitor.alerts.email import EmailChannel

    return EmailChannel(settings.email) if settings.email else None


def _slack(settings: Settings) -> Channel | None:
    if settings.slack is None:
        return None
    from monitor.alerts.slack import SlackBot, SlackWebhook

    return SlackBot(settings.slack) if settings.slack.token else SlackWebhook(settings.slack)


def _webhook(settings: Settings) -> Channel | None:
    from monitor.alerts.webhook import WebhookChannel

    return WebhookChannel(settings.webhook) if settings.webhook else None


def _apprise(settings: Settings) -> Channel | None:
    from monitor.alerts.apprise import AppriseChannel

    return AppriseChannel(settings.apprise) if settings.apprise else None


def _folder(settings: Settings) -> Channel | None:
    if settings.folder is None:
        return None
    from monitor.alerts.folder import FolderChannel

    return FolderChannel(settings.home / settings.folder.directory, email=settings.email)
