"""Everything axiswatch raises on purpose.

    AxiswatchError
    ├── ConfigError        a settings file or variable; the message names file and field
    │   └── CatalogueError sources, actors, watches or a lexicon; names file, entry and field
    ├── InputError         something handed to a command cannot be read
    ├── StoreError         the database is unreachable, too new or locked for too long
    ├── BusyError          another axiswatch process holds the lock
    ├── ArchiveError       evidence is missing or does not match its hash
    ├── RefusedError       hostile or oversized input, refused before it was parsed
    └── DeliveryError      a channel did not take a message
        ├── TemporaryDeliveryError   worth another try; may carry `retry_after`
        │   ├── ChannelDownError     the channel as a whole rests
        │   └── PartialDeliveryError some readers have it; only the others get it again
        └── PermanentDeliveryError   trying again would give the same answer

The text of each says what to do next: it is printed to the user as it is.
"""

from __future__ import annotations


class AxiswatchError(Exception):
    """Base of all expected failures; `exit_code` is what the command line returns."""

    exit_code = 1


class ConfigError(AxiswatchError):
    """A setting is missing or wrong."""

    exit_code = 2


class CatalogueError(ConfigError):
    """A catalogue file does not say what it should."""


class InputError(AxiswatchError):
    """A file, stream or argument given to a command cannot be used."""

    exit_code = 2


class StoreError(AxiswatchError):
    """The database cannot be used as it is."""

    exit_code = 3


class BusyError(AxiswatchError):
    """Another process is doing this job right now."""

    exit_code = 4


class ArchiveError(AxiswatchError):
    """An archived response is missing, truncated or altered."""


class RefusedError(AxiswatchError):
    """Input was refused because of what it could do to the machine."""


class DeliveryError(AxiswatchError):
    """A message was not accepted by its channel."""


class TemporaryDeliveryError(DeliveryError):
    """The channel may accept the same message later.

    `retry_after` is the number of seconds the channel asked us to wait, if it said so.
    """

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ChannelDownError(TemporaryDeliveryError):
    """The channel takes no message at all now: refused, unreachable, asked to slow down."""


class PartialDeliveryError(TemporaryDeliveryError):
    """Some of the readers have it; `receipt` says who, so that only the others get it again."""

    def __init__(self, message: str, *, receipt: str, retry_after: float | None = None) -> None:
        super().__init__(message, retry_after=retry_after)
        self.receipt = receipt


class PermanentDeliveryError(DeliveryError):
    """The channel will never accept this message as it is."""
