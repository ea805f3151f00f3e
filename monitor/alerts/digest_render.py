"""A digest as an Internet message and as a Slack message: a few lines per claim."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from typing import Any

from monitor.alerts import words
from monitor.alerts.blocks import fitted
from monitor.alerts.digest import Digest, Entry
from monitor.alerts.message import envelope
from monitor.alerts.render import fill, template
from monitor.escape import address, one_line, shorten

MOST_WORDS = 400
MOST_BLOCKS = 48
NOTHING = "Nothing was raised since the last digest."


def subject(digest: Digest) -> str:
    """How many claims, and about whom."""
    day = digest.moment.astimezone(digest.timezone)
    head = f"Digest, {day.day} {day:%B %Y, %H:%M}"
    if not digest.claims:
        return f"{head}: nothing new"
    actors = words.names(tuple(section.actor for section in digest.sections), most=3)
    return f"{head}: {words.counted(digest.claims, 'claim')} · {actors}"


def as_message(
    digest: Digest, *, sender: str, recipients: Sequence[str], date: datetime
) -> EmailMessage:
    """The digest as text and HTML."""
    return envelope(
        sender=sender,
        recipients=recipients,
        date=date,
        subject=subject(digest),
        key=digest.key(),
        text=as_text(digest),
        html=as_html(digest),
    )


def as_text(digest: Digest) -> str:
    """For a plain client: 72 columns."""
    parts = [fill(subject(digest))]
    for section in digest.sections:
        title = one_line(section.actor)
        parts.append(f"{title}\n{'-' * min(len(title), 72)}")
        parts += [_entry(entry) for entry in section.entries]
    if not digest.claims:
        parts.append(NOTHING)
    return "\n\n".join(parts) + "\n"


def as_html(digest: Digest) -> str:
    """For every other client."""
    return template("digest.html").render(
        digest=digest,
        subject=subject(digest),
        nothing=NOTHING,
        most=MOST_WORDS,
        kinds=kinds,
        words=words,
        line=one_line,
        shorten=shorten,
        address=address,
    )


def as_payload(digest: Digest) -> dict[str, Any]:
    """For Slack: one section per actor heading and per claim, as many as a message holds."""
    texts = [f"*{fitted(subject(digest), 500)}*"]
    for section in digest.sections:
        texts.append(f"*{fitted(section.actor, 200)}*")
        texts += [_mrkdwn(entry) for entry in section.entries]
    if not digest.claims:
        texts.append(NOTHING)
    if len(texts) > MOST_BLOCKS:
        more = len(texts) - MOST_BLOCKS
        texts = [*texts[:MOST_BLOCKS], f"and {more} more: `axiswatch alerts`"]
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}
        for text in texts
    ]
    fallback = fitted(subject(digest), 1000)
    return {"text": fallback, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def kinds(entry: Entry) -> str:
    """'New, disputed': everything that happened to the claim in this time."""
    named = [words.KINDS[kind] for kind in entry.kinds]
    return ", ".join([named[0], *(name.lower() for name in named[1:])])


def _entry(entry: Entry) -> str:
    view = entry.view
    document = view.statement.document
    lines = [
        fill(f"* {kinds(entry)}: {words.said(view.statement, MOST_WORDS)}", hang="  "),
        fill(f"{words.counts(view)}. {words.chain(view.statement)}", indent="  "),
        f"  {one_line(document.url)}",
    ]
    return "\n".join(lines)


def _mrkdwn(entry: Entry) -> str:
    view = entry.view
    href = address(view.statement.document.url)
    outlet = fitted(view.statement.document.outlet, 200)
    link = f"<{href.replace('&', '&amp;')}|{outlet}>" if href and len(href) < 1500 else outlet
    head = f"*{kinds(entry)}: {fitted(words.speaker(view.statement), 200)}*"
    said = f"> {fitted(words.words(view.statement), 700)}"
    way = fitted(words.chain(view.statement), 400)
    return f"{head}\n{said}\n{fitted(words.counts(view), 200)} · {way} · {link}"
