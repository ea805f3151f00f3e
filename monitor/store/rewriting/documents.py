"""Documents and stories as a fresh start has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from monitor.reprocess.matching import keep_ids
from monitor.reprocess.placing import Placed, by_document
from monitor.store import pages as stored_pages
from monitor.store.schema import Band, Document, Mention, Page, Story

COPIED = (
    "page_id", "source_id", "url", "canonical_url", "version", "content_hash", "title", "text",
    "authors", "language", "published_at", "date_source", "fetched_at", "seen_at", "credit",
    "relation", "containment", "relation_reason", "signature",
)  # fmt: skip
AT_ONCE = 500  # ids in one statement: both databases bound how many it may have
MENTIONED = ("actor_id", "source_slug", "alias", "start", "end", "rule", "reason")


@dataclass(slots=True)
class Documents:
    """`ids` from scratch to real; the rest are real ids of what changed."""

    ids: dict[int, int] = field(default_factory=dict)
    added: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    described: set[int] = field(default_factory=set)  # title, date, story, mentions …


def rewrite(real: Session, fresh: Session, placed: Sequence[Placed]) -> Documents:
    """Update, insert; what is to be removed is only named, because statements still hang on it."""
    done = Documents(ids=dict(by_document(placed)))
    held = {page.held.document_id for page in placed if page.held.document_id is not None}
    done.removed = sorted(held - set(done.ids.values()))
    stories = _stories(real, fresh, done.ids)
    _free_versions(real, fresh, done)
    for page in placed:
        if page.document is not None:
            _write(real, fresh, page, page.document, stories, done)
    _relate(real, fresh, done)
    for scratch_id, story_id in stories.items():
        original = fresh.get_one(Story, scratch_id).original_id
        story = real.get_one(Story, story_id)
        wanted = done.ids[original] if original is not None else None
        if story.original_id != wanted:
            story.original_id = wanted
    _finish_pages(real, placed)
    real.flush()
    return done


def drop(real: Session, document_ids: Sequence[int]) -> None:
    """Remove documents that hold no statements any more, and stories that hold no documents."""
    real.flush()
    for first in range(0, len(document_ids), AT_ONCE):
        ids = document_ids[first : first + AT_ONCE]
        pointing = Document.relation_to.in_(ids)
        real.execute(update(Document).where(pointing).values(relation_to=None))
        for table in (Mention, Band):
            real.execute(delete(table).where(table.document_id.in_(ids)))
        real.execute(delete(Document).where(Document.id.in_(ids)))
    told = select(Document.story_id)
    real.execute(delete(Story).where(Story.id.not_in(told)))


def _stories(real: Session, fresh: Session, ids: Mapping[int, int]) -> dict[int, int]:
    """The real story of each scratch one: where most of its documents were, else a new one."""
    former = {row[0]: row[1] for row in real.execute(select(Document.id, Document.story_id))}
    groups: dict[int, list[int | None]] = {}
    for document, story in fresh.execute(
        select(Document.id, Document.story_id).order_by(Document.id)
    ):
        groups.setdefault(story, []).append(former.get(ids.get(document, 0)))
    found = {}
    for scratch_id, kept in keep_ids(groups).items():
        row = real.get_one(Story, kept) if kept is not None else Story()
        if kept is None:
            row.created_at = fresh.get_one(Story, scratch_id).created_at
            real.add(row)
            real.flush()
        found[scratch_id] = row.id
    return found


def _free_versions(real: Session, fresh: Session, done: Documents) -> None:
    """Two documents may swap versions of an address, which are unique: make room first."""
    wanted = {
        done.ids[row[0]]: (row[1], row[2])
        for row in fresh.execute(select(Document.id, Document.canonical_url, Document.version))
        if row[0] in done.ids
    }
    query = select(Document.id, Document.canonical_url, Document.version)
    for document, canonical_url, version in real.execute(query).all():
        if wanted.get(document) != (canonical_url, version):
            row = update(Document).where(Document.id == document)
            real.execute(row.values(version=-document))


def _write(
    real: Session,
    fresh: Session,
    page: Placed,
    scratch_id: int,
    stories: Mapping[int, int],
    done: Documents,
) -> None:
    new = fresh.get_one(Document, scratch_id)
    values = {name: getattr(new, name) for name in COPIED} | {"story_id": stories[new.story_id]}
    if scratch_id in done.ids:
        row = real.get_one(Document, done.ids[scratch_id])
        changed = {name for name, value in values.items() if getattr(row, name) != value}
        for name in changed:
            setattr(row, name, values[name])
        if "text" in changed:
            done.texts.append(row.id)
    else:
        row, changed = Document(**values), set()
        real.add(row)
        real.flush()
        done.ids[scratch_id] = row.id
        done.added.append(row.id)
    bands = _rewrite_bands(real, fresh, row.id, scratch_id)
    mentions = page.state is not None and _rewrite_mentions(real, fresh, row.id, scratch_id)
    if (changed - {"text"} or bands or mentions) and row.id not in done.added:
        done.described.add(row.id)


def _rewrite_bands(real: Session, fresh: Session, real_id: int, scratch_id: int) -> bool:
    new = set(fresh.scalars(select(Band.key).where(Band.document_id == scratch_id)))
    old = set(real.scalars(select(Band.key).where(Band.document_id == real_id)))
    if new == old:
        return False
    real.execute(delete(Band).where(Band.document_id == real_id, Band.key.in_(old - new)))
    real.add_all(Band(key=key, document_id=real_id) for key in sorted(new - old))
    return True


def _rewrite_mentions(real: Session, fresh: Session, real_id: int, scratch_id: int) -> bool:
    new, old = _mentions(fresh, scratch_id), _mentions(real, real_id)
    if new == old:
        return False
    real.execute(delete(Mention).where(Mention.document_id == real_id))
    real.add_all(
        Mention(document_id=real_id, **dict(zip(MENTIONED, values, strict=True))) for values in new
    )
    return True


def _mentions(session: Session, document_id: int) -> list[tuple[object, ...]]:
    columns = [getattr(Mention, name) for name in MENTIONED]
    query = select(*columns).where(Mention.document_id == document_id).order_by(Mention.id)
    return [tuple(row) for row in session.execute(query)]


def _relate(real: Session, fresh: Session, done: Documents) -> None:
    """What each document is a copy, an excerpt or a version of, once all have their ids."""
    query = select(Document.id, Document.relation_to)
    held = {row[0]: row[1] for row in real.execute(query)}
    for scratch_id, other in fresh.execute(query):
        real_id = done.ids[scratch_id]
        wanted = done.ids[other] if other is not None else None
        if held[real_id] != wanted:
            real.execute(update(Document).where(Document.id == real_id).values(relation_to=wanted))
            done.described |= {real_id} - set(done.added)


def _finish_pages(real: Session, placed: Iterable[Placed]) -> None:
    """What today's reader makes of each page that was read again."""
    for page in placed:
        row = real.get(Page, page.held.page_id) if page.held.page_id is not None else None
        if row is None or page.state is None:
            continue
        if (row.state, row.error) != (page.state, page.reason or None):
            stored_pages.finish(real, row.id, state=page.state, reason=page.reason)
