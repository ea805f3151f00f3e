"""A message about axiswatch itself, for every channel: what fell silent, or that it is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from typing import Any

from monitor.alerts.blocks import fitted
from monitor.alerts.message import envelope, message_id, parsed
from monitor.alerts.record import VERSION
from monitor.alerts.render import fill, template
from monitor.alerts.words import when
from monitor.escape import one_line
from monitor.operations.values import Notice, Part, Phase

HEADS = {
    (Part.SOURCE, Phase.RAISED): "Source silent",
    (Part.CHANNEL, Phase.RAISED): "Channel fails",
    (Part.SCHEDULER, Phase.RAISED): "Jobs do not run",
    (Part.SOURCE, Phase.CLEARED): "All clear, source",
    (Part.CHANNEL, Phase.CLEARED): "All clear, channel",
    (Part.SCHEDULER, Phase.CLEARED): "All clear, jobs",
}
ONCE = "This is said once; an all-clear follows when it is over. All that is open: axiswatch status"


def subject(notice: Notice) -> str:
    """What it is about, in a line: 'Source silent: mehr-news'."""
    head = f"axiswatch · {HEADS[notice.part, notice.phase]}"
    return head if notice.part is Part.SCHEDULER else f"{head}: {notice.subject}"


def sentences(notice: Notice) -> tuple[str, ...]:
    """What there is to say, a paragraph each."""
    if notice.phase is Phase.RAISED:
        return notice.reason, f"The last sign of life was at {when(notice.since)}.", ONCE
    lasted = f"It lasted from {when(notice.since)} to {when(notice.closed_at)}."
    return notice.closing or "It is over.", f"{lasted} What was found: {notice.reason}"


def as_text(notice: Notice) -> str:
    """For a plain client: 72 columns."""
    paragraphs = (subject(notice), *sentences(notice))
    return "\n\n".join(fill(one_line(paragraph)) for paragraph in paragraphs) + "\n"


def as_html(notice: Notice) -> str:
    """For every other client."""
    return template("notice.html").render(
        subject=one_line(subject(notice)),
        sentences=[one_line(sentence) for sentence in sentences(notice)],
        accent="#9c2f1f" if notice.phase is Phase.RAISED else "#1c6b45",
        head=HEADS[notice.part, notice.phase],
        name=one_line(notice.subject),
    )


def as_message(
    notice: Notice, *, sender: str, recipients: Sequence[str], date: datetime
) -> EmailMessage:
    """As an Internet message; the all-clear refers to the message that it ends."""
    message = envelope(
        sender=sender,
        recipients=recipients,
        date=date,
        subject=subject(notice),
        key=notice.key(),
        text=as_text(notice),
        html=as_html(notice),
    )
    if notice.phase is Phase.CLEARED:
        first = message_id(notice.key(Phase.RAISED), parsed(sender).domain)
        message["In-Reply-To"] = first
        message["References"] = first
    return message


def as_payload(notice: Notice) -> dict[str, Any]:
    """For Slack."""
    texts = [f"*{fitted(subject(notice), 300)}*", *(fitted(s, 2500) for s in sentences(notice))]
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}
        for text in texts
    ]
    fallback = fitted(subject(notice), 300)
    return {"text": fallback, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def as_record(notice: Notice) -> dict[str, Any]:
    """For programs: the schema of `docs/reference/webhook.md`."""
    return {
        "version": VERSION,
        "type": f"operations.{notice.phase.value}",
        "key": notice.key(),
        "incident": {
            "id": notice.incident_id,
            "part": notice.part.value,
            "subject": notice.subject,
            "since": notice.since.isoformat(),
            "reason": notice.reason,
            "opened_at": notice.opened_at.isoformat(),
            "closed_at": notice.closed_at.isoformat() if notice.closed_at else None,
            "closing": notice.closing,
        },
    }
