"""`axiswatch alerts test`: one clearly marked message to every channel, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from monitor.alerts.channels import Channel
from monitor.alerts.view import (
    AlertView,
    DocumentView,
    EvidenceView,
    LinkView,
    StatementView,
)
from monitor.domain import AlertKind, LinkRole, Modality, QuoteForm, Relation
from monitor.errors import DeliveryError


@dataclass(frozen=True, slots=True)
class TestResult:
    """What one channel said: its receipt, or the error and thereby what to mend."""

    __test__ = False  # not a test, whatever the name makes pytest think

    channel: str
    ok: bool
    receipt: str | None = None
    error: str | None = None


def send_test(channels: Mapping[str, Channel], *, at: datetime | None = None) -> list[TestResult]:
    """Send the sample to each channel, past the outbox: nothing is stored or tried again."""
    view = sample(at or datetime.now(UTC))
    results = []
    for name, channel in channels.items():
        try:
            results.append(TestResult(name, ok=True, receipt=channel.send(view)))
        except DeliveryError as error:
            results.append(TestResult(name, ok=False, error=str(error)))
    return results


def sample(at: datetime) -> AlertView:
    """An alert about nothing, with every part that a real one has; its names are nobody's."""
    text = (
        "Second Example Radio, citing First Example Agency, reported that this sentence "
        "is here to show how a real one would look."
    )
    content = "this sentence is here to show how a real one would look"
    start = text.index(content)
    original = DocumentView(
        2, "Example Wire", "A sample article", "https://example.org/original", at
    )
    copy = DocumentView(
        1, "Example Daily", "A sample article, republished", "https://example.com/copy", at,
        Relation.COPY, "Example Wire",
    )  # fmt: skip
    statement = StatementView(
        content=content,
        form=QuoteForm.PARAPHRASE,
        modality=Modality.ASSERTED,
        event=None,
        chain=(
            LinkView("Second Example Radio", LinkRole.OUTLET, "reported"),
            LinkView("First Example Agency", LinkRole.OUTLET, "citing"),
        ),
        origin="First Example Agency",
        party="First Example Agency",
        document=original,
        actors=("Example Party", "Example State"),
    )
    return AlertView(
        alert_id=0,
        watch="sample watch",
        kind=AlertKind.NEW,
        reason="you asked for a test message; a real alert says here which rule fired, and on what",
        created_at=at,
        claim_id=0,
        raised_on=0,
        claim_text=f"{content} ({at.isoformat()})",  # each test is a message of its own
        status="single-origin",
        first_seen=at,
        statement=statement,
        first=statement,
        documents=(original, copy),
        outlets=("Example Wire", "Example Daily"),
        origins=("First Example Agency",),
        parties=("First Example Agency",),
        denied_by=(),
        evidence=EvidenceView(
            sha256="0" * 64,
            warc_file="sample.warc.gz",
            warc_offset=0,
            start=start,
            end=start + len(content),
            before=text[:start],
            marked=content,
            after=text[start + len(content) :],
        ),
        test=True,
    )
