"""The fresh start: everything spooled is committed into the scratch store, as the first time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from monitor.commit import PageRef, commit_page
from monitor.desk import Desk
from monitor.domain import Analysed
from monitor.duplicates.fingerprint import fingerprint
from monitor.reprocess.matching import same_statements
from monitor.reprocess.pinned import PinnedPlacing
from monitor.store import held, scratch
from monitor.store.held import Held

EVERY = 200


@dataclass(frozen=True, slots=True)
class Placed:
    """A page after the fresh start. `document` is its scratch row, None where it gave no new text.

    `statements` are pairs of a scratch row and the real row it was before, None for a new one.
    `state` and `reason` are the page's, None where it was not read again; `content_hash` is of the
    text it gave.
    """

    held: Held
    document: int | None
    statements: tuple[tuple[int, int | None], ...] = ()
    state: str | None = None
    reason: str = ""
    content_hash: str | None = None


@dataclass(slots=True)
class Fresh:
    """What a fresh start gave: one entry a page, in order of publication."""

    pages: list[Placed] = field(default_factory=list)
    pinned: dict[int, int] = field(default_factory=dict)  # pinned statement → scratch row


def place_all(
    real: Session,
    fresh: Session,
    pages: Sequence[Held],
    desk: Desk,
    placing: PinnedPlacing,
    *,
    tell: Callable[[int, int], None],
) -> Fresh:
    """Commit the spooled pages into the scratch store `fresh`; `real` is only read."""
    done = Fresh(pinned=placing.placed)
    desk = replace(desk, place=placing.place, channels=())
    for count, (number, analysed) in enumerate(scratch.in_order(fresh), 1):
        done.pages.append(_place(real, fresh, pages[number], analysed, desk, placing))
        tell(count, len(pages))
        if count % EVERY == 0:
            fresh.commit()
            fresh.expunge_all()
            real.expunge_all()
    fresh.commit()
    return done


def _place(
    real: Session,
    fresh: Session,
    page: Held,
    spooled: Analysed | None,
    desk: Desk,
    placing: PinnedPlacing,
) -> Placed:
    analysed = spooled or held.as_stored(real, page.document_id or 0)
    article = analysed.reading.article
    formers = _formers(real, page, analysed)
    placing.reading([f for f, s in zip(formers, analysed.statements, strict=True) if s.attributed])
    ref = PageRef(page.page_id, page.url, page.fetched_at, page.source_id, page.source)
    published = article.published if article else None
    arrived = page.fetched_at if page.crawled else published or page.fetched_at
    done = commit_page(fresh, desk, ref, analysed, at=page.seen_at or arrived)
    rows = held.statement_ids(fresh, done.document_id) if done.document_id is not None else []
    return Placed(
        page,
        done.document_id,
        tuple(zip(rows, formers, strict=bool(rows))),
        state=spooled.reading.state if spooled else None,
        reason=spooled.reading.reason if spooled else "",
        content_hash=None if rows or article is None else fingerprint(article.text).content_hash,
    )


def _formers(real: Session, page: Held, analysed: Analysed) -> list[int | None]:
    """The row each statement was before."""
    if page.document_id is None or analysed.reading.article is None:
        return [None] * len(analysed.statements)
    same = held.text_of(real, page.document_id) == analysed.reading.article.text
    old = held.old_statements(real, page.document_id)
    return same_statements(old, analysed.statements, same_text=same)


def by_document(pages: Sequence[Placed]) -> Mapping[int, int]:
    """The real document of each scratch document that has one."""
    return {
        page.document: page.held.document_id
        for page in pages
        if page.document is not None and page.held.document_id is not None
    }
