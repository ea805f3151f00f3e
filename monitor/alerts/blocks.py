"""An alert as a Slack message: Block Kit within its limits, and a plain fallback text.

Fetched words stand only in mrkdwn objects that were escaped and are `verbatim`, so that Slack
makes no link, mention or channel of anything we did not mean to be one.
Limits: https://docs.slack.dev/reference/block-kit/blocks/ (50 blocks, 3,000 characters a section,
10 elements a context).
"""

from __future__ import annotations

from typing import Any

from monitor.alerts import words
from monitor.alerts.render import TEST_NOTE, archive
from monitor.alerts.view import AlertView, DocumentView
from monitor.escape import address, shorten, slack

MOST_SECTION = 3000
MOST_FALLBACK = 1000
MOST_DOCUMENTS = 10
MOST_TITLE = 150
MOST_URL = 1500

Block = dict[str, Any]


def payload(view: AlertView) -> dict[str, Any]:
    """The body that an incoming webhook or `chat.postMessage` takes."""
    return {"text": fallback(view), "blocks": blocks(view), "unfurl_links": False,
            "unfurl_media": False}  # fmt: skip


def fallback(view: AlertView) -> str:
    """What notifications and screen readers give; it is read as mrkdwn too, so it is escaped."""
    return fitted(words.subject(view), MOST_FALLBACK)


def blocks(view: AlertView) -> list[Block]:
    """The message itself, in the order of the e-mail."""
    statement, evidence = view.statement, view.evidence
    kind = words.KINDS[view.kind]
    who = fitted(words.speaker(statement), 300)
    parts = [_section(f"*{kind}: {who}*\n> {fitted(words.words(statement), 2400)}")]
    if view.test:
        parts.insert(0, _section(f"*{TEST_NOTE}*"))
    parts += [
        _context(fitted(words.chain(statement), 1500)),
        _section(f"*{slack(words.counts(view))}.* {slack(words.status(view))}"),
    ]
    if view.first != statement:
        said = f"{fitted(words.speaker(view.first), 300)}: {fitted(words.words(view.first), 1200)}"
        parts += [_section(f"*First*\n> {said}"), _context(fitted(words.chain(view.first), 1500))]
    why = f"{fitted(view.reason, 1500)} (watch: {fitted(view.watch, 300)})"
    parts += [
        _section(f"*Why you get this*\n{why}"),
        *_rolled(view),
        _section(_documents(view)),
        _context(
            f"SHA-256 `{slack(evidence.sha256 or 'none')}`",
            f"archive {fitted(archive(evidence), 300)}",
            f"characters {evidence.start} to {evidence.end}",
            f"`axiswatch evidence {statement.document.document_id}`",
        ),
    ]
    return parts


def fitted(text: str, most: int) -> str:
    """The text escaped and, once escaped, at most `most` characters long."""
    escaped = slack(text)
    room = most
    while len(escaped) > most:
        room = room * most // len(escaped)
        escaped = slack(shorten(text, max(1, room)))
    return escaped


def _rolled(view: AlertView) -> list[Block]:
    """What a rate cap held back to be told in this message, as much as one section holds."""
    if view.roll_up is None:
        return []
    lines = [f"• {fitted(line, 130)}" for line in words.rolled(view.roll_up, most=100)]
    return [_section("\n".join([f"*{words.more(view.roll_up)}, this one included*", *lines]))]


def _documents(view: AlertView) -> str:
    """A line for each document, as many as one section holds."""
    lines = ["*Where to read it*"]
    length = len(lines[0])
    for document in view.documents[:MOST_DOCUMENTS]:
        line = f"• {_document(document)}"
        if length + len(line) > MOST_SECTION - 40:
            break
        lines.append(line)
        length += len(line) + 1
    hidden = len(view.documents) - (len(lines) - 1)
    return "\n".join([*lines, f"and {hidden} more"] if hidden else lines)


def _document(document: DocumentView) -> str:
    href = address(document.url)
    title = fitted(document.title or document.url, MOST_TITLE)
    # The bar and the brackets delimit a link; `address` has left only the bar's own encoding.
    linked = f"<{href.replace('&', '&amp;')}|{title}>" if href and len(href) < MOST_URL else title
    facts = (document.outlet, words.when(document.published), words.lineage(document))
    return " · ".join([linked, *(fitted(fact, 150) for fact in facts if fact)])


def _section(text: str) -> Block:
    return {"type": "section", "text": _mrkdwn(text)}


def _context(*texts: str) -> Block:
    return {"type": "context", "elements": [_mrkdwn(text) for text in texts]}


def _mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text, "verbatim": True}
