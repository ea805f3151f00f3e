"""An alert as plain text and as HTML, for a reader who has thirty seconds at three in the morning.

First who says what, then whether it is new and how it came, then the words themselves, then why
it fired, where it stands and where the evidence is.
"""

from __future__ import annotations

import textwrap
from functools import cache
from typing import TYPE_CHECKING

from monitor.alerts import words
from monitor.alerts.view import AlertView, EvidenceView
from monitor.escape import address, isolate, one_line, shorten

if TYPE_CHECKING:
    from jinja2 import Template

WIDTH = 72
MOST_DOCUMENTS = 12
TEST_NOTE = "This is a test message. It reports nothing that happened."


def as_text(view: AlertView) -> str:
    """The message for a plain client: 72 columns, addresses on lines of their own."""
    sections = [
        TEST_NOTE if view.test else "",
        fill(words.headline(view, most=600)),
        fill(f"{words.counts(view)}. {words.status(view)}"),
        fill(words.chain(view.statement), indent="  "),
        _quoted(view),
        _earlier(view),
        fill(f"Why: {one_line(view.reason)} (watch: {one_line(view.watch)})"),
        _rolled(view),
        _documents(view),
        _evidence(view),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def as_html(view: AlertView) -> str:
    """The message for every other client: one column, nothing loaded from anywhere."""
    return template("alert.html").render(
        view=view,
        words=words,
        line=one_line,
        shorten=shorten,
        address=address,
        shown=view.documents[:MOST_DOCUMENTS],
        hidden=len(view.documents[MOST_DOCUMENTS:]),
        archive=archive(view.evidence),
        test_note=TEST_NOTE,
    )


def archive(evidence: EvidenceView) -> str:
    """Where the archived response is: WARC file and byte offset."""
    if evidence.warc_file is None:
        return "no archived response: the text was handed in"
    return f"{one_line(evidence.warc_file)} at byte {evidence.warc_offset}"


@cache
def template(name: str) -> Template:
    """A template that escapes what it is given and refuses what it is not."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("monitor.alerts"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def _quoted(view: AlertView) -> str:
    """The sentence the words stand in, the words between double brackets."""
    before, marked, after = words.sentence(view)
    sentence = fill(f"{before}[[{marked}]]{after}", indent="> ")
    return f"{words.in_whose_words(view.statement)}:\n{sentence}"


def _earlier(view: AlertView) -> str:
    """What was said first, where this message is about a later word on it."""
    first = view.first
    if first == view.statement:
        return ""
    said = f"{words.speaker(first)}: {isolate(words.words(first))}"
    return f"First:\n{fill(said, indent='  ')}\n{fill(words.chain(first), indent='  ')}"


def _rolled(view: AlertView) -> str:
    """What a rate cap held back to be told in this message."""
    if view.roll_up is None:
        return ""
    lines = (fill(line, indent="- ", hang="  ") for line in words.rolled(view.roll_up))
    return "\n".join([f"{words.more(view.roll_up)}, this one included:", *lines])


def _documents(view: AlertView) -> str:
    lines = ["Where to read it:"]
    for number, document in enumerate(view.documents[:MOST_DOCUMENTS], start=1):
        parts = [isolate(document.outlet), words.when(document.published), words.lineage(document)]
        lines.append(f"{number}. " + ", ".join(part for part in parts if part))
        lines.append(fill(one_line(document.title), indent="   "))
        lines.append(f"   {one_line(document.url)}")
    hidden = len(view.documents) - MOST_DOCUMENTS
    if hidden > 0:
        lines.append(f"and {hidden} more: axiswatch claims {view.claim_id}")
    return "\n".join(line for line in lines if line.strip())


def _evidence(view: AlertView) -> str:
    evidence = view.evidence
    lines = [
        "Evidence:",
        f"  SHA-256 {evidence.sha256 or 'none'}",
        f"  archive {archive(evidence)}",
        f"  characters {evidence.start} to {evidence.end} of the clean text",
        f"  check it: axiswatch evidence {view.statement.document.document_id}",
    ]
    return "\n".join(lines)


def fill(text: str, indent: str = "", hang: str | None = None) -> str:
    """The text in lines of 72 columns; `hang` indents all but the first of them."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if hang is None else hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
