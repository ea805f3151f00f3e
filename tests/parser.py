"""What the fork server imports for its forks: the parser and the word lists, read by using them."""

from __future__ import annotations

from datetime import UTC, datetime

from monitor.analysis import Analyst, RawPage
from monitor.catalogue.load import load_catalogue
from monitor.config import Settings

Analyst(load_catalogue(()), pipeline=Settings.model_fields["pipeline"].default).analyse(
    RawPage(
        url="https://example.org/",
        body=b"The Taliban said on Monday that they had met nobody in Tehran. " * 3,
        content_type="text/plain",
        fetched_at=datetime(2024, 6, 22, tzinfo=UTC),
    ),
    always=True,
)
