"""How far a delivery got, as a sentence."""

from __future__ import annotations

from datetime import datetime

from monitor.why.facts import Sending

WAITS = {
    "quiet": "waits for the end of the quiet hours, until",
    "digest": "waits for the digest of",
    "cap": "is held back by the rate cap and rolled up with others, until",
}


def sent(one: Sending, alert_id: int, *, now: datetime) -> str:
    """Where the message is now, and what can be done if it is stuck."""
    where = f"The message to {one.channel}"
    trouble = f": {one.error}" if one.error else ""
    match one.state:
        case "sent":
            return f"{where} was sent on {_at(one.sent_at)}."
        case "sending":
            return f"{where} is being sent, attempt {one.attempts}."
        case "dead":
            again = f"`axiswatch alerts retry {alert_id}` tries again"
            return f"{where} was given up after {one.attempts} attempts{trouble}; {again}."
        case "held":
            return f"{where} is held, because its channel is not configured{trouble}."
        case "rolled":
            told = f"it is told of in the message of alert {one.rolled_into}"
            return f"{where} was held back by the rate cap: {told}."
        case _:
            return f"{where} {_pending(one, now)}{trouble}."


def _pending(one: Sending, now: datetime) -> str:
    if one.not_before is not None and one.not_before > now:
        return f"{WAITS.get(one.wait or '', 'waits until')} {_at(one.not_before)}"
    if one.attempts:
        return f"was tried {one.attempts} times, next on {_at(one.next_attempt_at)}"
    if one.next_attempt_at > now:
        return f"is due on {_at(one.next_attempt_at)}"
    return "is due now"


def _at(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "a day unknown"
