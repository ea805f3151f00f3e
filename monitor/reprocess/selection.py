"""Which pages are read again, and which stay as they are stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.store.held import Held


@dataclass(frozen=True, slots=True)
class Selection:
    """What to read again: of one source, published since a moment, off-topic pages too."""

    since: datetime | None = None
    source: str | None = None
    off_topic: bool = False

    def rereads(self, page: Held) -> bool:
        """Whether this page is read again. What holds no text so far is tried again too.

        One whose record was dropped is among them: that it cannot be read has to be said.
        """
        if page.page_id is None or (page.warc_file is None and page.dropped is None):
            return False
        if self.source is not None and page.source != self.source:
            return False
        if self.since is not None and page.moment < self.since:
            return False
        return page.document_id is not None or page.state != "off_topic" or self.off_topic

    def takes(self, pages: Sequence[Held]) -> list[Held]:
        """The pages a run has to do with: those read again, and every document as it is."""
        return [page for page in pages if page.document_id is not None or self.rereads(page)]
