"""What the answer of an HTTP service means for a message."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from monitor.errors import ChannelDownError, DeliveryError, PermanentDeliveryError

# 408, 425 and 429 ask for another try by their definition (RFC 9110, 8470, 6585); a 2xx that is
# not the service's own answer comes from something in between, which will not stay there.
LATER = frozenset({408, 425, 429})


def judge(service: str, status: int, said: str, headers: Mapping[str, str]) -> DeliveryError:
    """The error for an answer that is no success: temporary for the service, or permanent."""
    phrase = f"{service} answered {status}" + (f" ({said})" if said else "")
    if status in LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR or 200 <= status < 300:
        return ChannelDownError(phrase, retry_after=retry_after(headers))
    if 300 <= status < 400:
        return PermanentDeliveryError(
            f"{phrase}: a redirect, which is not followed; put the final address in the settings"
        )
    return PermanentDeliveryError(phrase)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that `Retry-After` asks for (RFC 9110 section 10.2.3), None if it says nothing.

    A date is taken relative to the answer's own `Date`, so that our clock does not matter.
    """
    fields = {name.lower(): value for name, value in headers.items()}
    value = fields.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        asked = parsedate_to_datetime(value)
        answered = parsedate_to_datetime(fields.get("date", ""))
        return max(0.0, (asked - answered).total_seconds())
    except (ValueError, TypeError):
        return None
