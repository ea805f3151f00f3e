"""Read and attribute one page: everything that needs no store, so that it can run in a pool."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.actors.matching import ActorMatcher
from monitor.claims.attribution import Attributor
from monitor.domain import Analysed, Reading
from monitor.duplicates.notes import reports
from monitor.reading.decode import NotAPage, decode
from monitor.reading.extract import read_page, read_text
from monitor.reading.rough import rough_text

if TYPE_CHECKING:
    from monitor.catalogue.catalogue import Catalogue

log = logging.getLogger(__name__)

LITTLE = 600  # characters: a page that shows less may be drawn by scripts, and tells nothing yet


@dataclass(frozen=True, slots=True)
class RawPage:
    """The bytes of a page and what was known of it before it was read.

    A `gated` page is read only if somebody watched may be named on it.
    """

    url: str
    body: bytes
    content_type: str | None
    fetched_at: datetime
    source: str | None = None
    title_hint: str | None = None
    published_hint: datetime | None = None
    language: str | None = None
    gated: bool = False


class Analyst:
    """Holds what is slow to make (the automaton, the syntax pipeline) for one process."""

    def __init__(self, catalogue: Catalogue, *, pipeline: str) -> None:
        self.catalogue = catalogue
        self.matcher = ActorMatcher(catalogue)
        self.attributor = Attributor(catalogue, pipeline=pipeline)

    def analyse(self, page: RawPage, *, always: bool = False) -> Analysed:
        """Article, mentions and statements of a page.

        A text that names nobody of the catalogue is read but not parsed, unless `always`.
        """
        if page.gated and (reason := self.off_topic(page)):
            return Analysed(Reading("off_topic", reason))
        reading = self._read(page)
        article = reading.article
        if article is None:
            return Analysed(reading)
        on = (article.published or page.fetched_at).date()
        mentions = self.matcher.find(article.text, on=on)
        if not always and not any(m.actor and not m.vetoed for m in mentions):
            return Analysed(reading, mentions)
        outlet = page.source
        statements = self.attributor.attribute(article, mentions, outlet=outlet)
        return Analysed(reading, mentions, reports(article.text, statements))

    def off_topic(self, page: RawPage) -> str | None:
        """Why nobody need read a page; None where somebody watched may be named on it.

        Judged by all text of the page and every spelling, so that nothing is lost: a name in a menu
        lets a page through, and what is no page is left to the reader, who says what it is.
        """
        try:
            text = self._rough(page)
        except NotAPage:
            return None
        if len(text) < LITTLE or self.matcher.touches(f"{page.title_hint or ''}\n{text}"):
            return None
        return f"nobody watched is named in the {len(text):,} characters on the page"

    def _rough(self, page: RawPage) -> str:
        if _is_plain(page):
            return " ".join(page.body.decode("utf8", "replace").split())
        return rough_text(decode(page.body, page.content_type))

    def _read(self, page: RawPage) -> Reading:
        outlet = self.catalogue.sources.get(page.source) if page.source else None
        if _is_plain(page):
            return read_text(
                page.body.decode("utf8", "replace"),
                url=page.url,
                title=page.title_hint,
                published=page.published_hint,
                language=page.language,
                outlet=outlet,
                fetched_at=page.fetched_at,
            )
        return read_page(
            page.body,
            url=page.url,
            content_type=page.content_type,
            title_hint=page.title_hint,
            published_hint=page.published_hint,
            fetched_at=page.fetched_at,
            outlet=outlet,
        )


def _is_plain(page: RawPage) -> bool:
    return (page.content_type or "").startswith("text/plain")


_analyst: Analyst | None = None


def initialise(catalogue: Catalogue, pipeline: str) -> None:
    """Prepare this process, a worker of the pool or the main one, for `analyse`."""
    global _analyst  # noqa: PLW0603  (a pool's worker has no other place to keep what it made)
    _analyst = Analyst(catalogue, pipeline=pipeline)


def analyse(page: RawPage) -> Analysed:
    """What a pool task runs: `initialise` came first in this process."""
    if _analyst is None:
        raise RuntimeError("analysis.initialise must run before analysis.analyse")
    try:
        return _analyst.analyse(page)
    except (ImportError, MemoryError):
        raise  # the machine is at fault, not the page
    except Exception as error:
        # One page that nobody foresaw must not keep all others waiting. Its row says what
        # happened, and its response is in the archive for whoever mends it.
        log.exception("cannot analyse %s", page.url)
        return Analysed(Reading("failed", f"a mistake of axiswatch: {error!r:.500}"))
