"""Documents in a real store, on both databases: where texts land and who is whose original."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from monitor.domain import Article, Lineage, Relation
from monitor.duplicates.canonical import canonical_url
from monitor.duplicates.fingerprint import fingerprint
from monitor.duplicates.lineage import decide
from monitor.errors import StoreError
from monitor.store.documents import add_document, neighbours
from monitor.store.schema import Band, Document, Story
from tests.duplicates.samples import HARBOUR, SCHOOL, changed_words

MONDAY = datetime(2024, 6, 10, 8, tzinfo=UTC)
TUESDAY = datetime(2024, 6, 11, 8, tzinfo=UTC)
WEDNESDAY = datetime(2024, 6, 12, 8, tzinfo=UTC)


def store(
    session: Session,
    url: str,
    text: str,
    published: datetime | None = MONDAY,
    *,
    fetched: datetime = WEDNESDAY,
    credit: str | None = None,
) -> Document:
    """What the pipeline does with a text that has been read."""
    article = Article(url=url, title="A title", text=text, published=published, credit=credit)
    canonical, keys = canonical_url(url), fingerprint(text)
    lineage = decide(
        url=url,
        canonical_url=canonical,
        text=text,
        fingerprint=keys,
        published=published,
        fetched_at=fetched,
        source=None,
        credit=credit,
        neighbours=neighbours(session, fingerprint=keys, canonical_url=canonical),
    )
    return add_document(
        session,
        article=article,
        url=url,
        canonical_url=canonical,
        fingerprint=keys,
        lineage=lineage,
        page_id=None,
        source_id=None,
        fetched_at=fetched,
    )


def original_of(session: Session, document: Document) -> int | None:
    return session.get_one(Story, document.story_id).original_id


def test_a_text_near_nothing_begins_a_story_and_is_its_original(
    sessions: sessionmaker[Session],
) -> None:
    with sessions() as session:
        document = store(session, "https://one.example/a", HARBOUR)
        session.commit()
        assert document.relation == "original"
        assert document.published_at == MONDAY
        assert original_of(session, document) == document.id


def test_a_copy_joins_the_story_and_points_at_its_original(
    sessions: sessionmaker[Session],
) -> None:
    with sessions() as session:
        first = store(session, "https://one.example/a", HARBOUR, MONDAY)
        copy = store(session, "https://two.example/b", changed_words(HARBOUR, 0.05), TUESDAY)
        third = store(session, "https://three.example/c", changed_words(copy.text, 0.02), WEDNESDAY)
        session.commit()
        assert {copy.story_id, third.story_id} == {first.story_id}
        assert (copy.relation, copy.relation_to) == ("copy", first.id)
        assert (third.relation, third.relation_to) == ("copy", first.id)
        assert copy.containment is not None
        assert 0.8 < copy.containment < 1
        assert copy.relation_reason


def test_the_text_published_first_is_the_original_however_late_it_arrives(
    sessions: sessionmaker[Session],
) -> None:
    with sessions() as session:
        copy = store(session, "https://two.example/b", HARBOUR, TUESDAY)
        other = store(session, "https://three.example/c", HARBOUR + "\nOne line more.", WEDNESDAY)
        first = store(session, "https://one.example/a", changed_words(HARBOUR, 0.03), MONDAY)
        session.commit()
        assert original_of(session, copy) == first.id
        assert (first.relation, first.relation_to) == ("original", None)
        assert (copy.relation, copy.relation_to) == ("copy", first.id)
        assert (other.relation, other.relation_to) == ("copy", first.id)


def test_the_same_page_met_again_is_not_stored_twice(sessions: sessionmaker[Session]) -> None:
    with sessions() as session:
        first = store(session, "https://one.example/a", HARBOUR)
        again = store(session, "https://www.one.example/a/?utm_source=feed", HARBOUR)
        session.commit()
        assert again.id == first.id
        assert session.scalar(select(func.count()).select_from(Document)) == 1


def test_a_changed_page_is_the_next_version_in_the_same_story(
    sessions: sessionmaker[Session],
) -> None:
    with sessions() as session:
        first = store(session, "https://one.example/a", HARBOUR)
        second = store(session, "https://one.example/a", HARBOUR + "\nThis was corrected.")
        third = store(session, "https://one.example/a", HARBOUR + "\nThis was corrected twice.")
        session.commit()
        assert [d.version for d in (first, second, third)] == [1, 2, 3]
        assert third.relation_to == second.id
        assert third.story_id == first.story_id
        assert original_of(session, third) == first.id


def test_an_address_that_shows_another_text_begins_another_story(
    sessions: sessionmaker[Session],
) -> None:
    with sessions() as session:
        first = store(session, "https://one.example/latest", HARBOUR)
        second = store(session, "https://one.example/latest", SCHOOL)
        session.commit()
        assert second.version == 2
        assert second.story_id != first.story_id


def test_two_stories_shown_to_be_one_text_become_one_story(
    sessions: sessionmaker[Session],
) -> None:
    paragraphs = [f"{HARBOUR} {SCHOOL}".split(". ")[n::2] for n in (0, 1)]
    halves = [". ".join(p) for p in paragraphs]
    with sessions() as session:
        one = store(session, "https://one.example/a", halves[0] + "\n" + HARBOUR, TUESDAY)
        two = store(session, "https://two.example/b", SCHOOL, TUESDAY)
        assert one.story_id != two.story_id
        lineage = Lineage(
            Relation.COPY, "of both", one.id, one.story_id, 0.9, 0.9, merges=(two.story_id,)
        )
        keys = fingerprint(halves[1])
        add_document(
            session,
            article=Article("https://three.example/c", "t", halves[1], published=WEDNESDAY),
            url="https://three.example/c",
            canonical_url="https://three.example/c",
            fingerprint=keys,
            lineage=lineage,
            page_id=None,
            source_id=None,
            fetched_at=WEDNESDAY,
        )
        session.commit()
        session.refresh(two)
        assert two.story_id == one.story_id
        assert (two.relation, two.relation_to) == ("copy", one.id)
        assert session.scalar(select(func.count()).select_from(Story)) == 1


def test_an_excerpt_is_found_by_a_paragraph_it_shares(sessions: sessionmaker[Session]) -> None:
    with sessions() as session:
        whole = store(session, "https://one.example/a", f"{HARBOUR}\n{SCHOOL}", MONDAY)
        part = store(session, "https://two.example/b", SCHOOL.split("\n")[0], TUESDAY)
        session.commit()
        assert (part.relation, part.relation_to) == ("excerpt", whole.id)


def test_a_paragraph_shared_by_many_does_not_make_the_lookup_grow(
    sessions: sessionmaker[Session],
) -> None:
    disclaimer = SCHOOL.split("\n")[0]
    with sessions() as session:
        for number in range(40):
            store(session, f"https://one.example/{number}", f"{disclaimer}\nItem {number}.")
        found = neighbours(
            session, fingerprint=fingerprint(disclaimer), canonical_url="https://two.example/x"
        )
        assert 0 < len(found) <= 2 * 12 + 8


def test_an_empty_text_is_near_nothing(sessions: sessionmaker[Session]) -> None:
    with sessions() as session:
        document = store(session, "https://one.example/a", "")
        assert not session.scalars(select(Band).where(Band.document_id == document.id)).all()


def test_a_neighbour_that_was_removed_is_an_error_that_says_what_to_do(
    sessions: sessionmaker[Session],
) -> None:
    with sessions() as session, pytest.raises(StoreError, match="read the page again"):
        add_document(
            session,
            article=Article("https://one.example/a", "t", HARBOUR),
            url="https://one.example/a",
            canonical_url="https://one.example/a",
            fingerprint=fingerprint(HARBOUR),
            lineage=Lineage(Relation.COPY, "gone", 999, None),
            page_id=None,
            source_id=None,
            fetched_at=MONDAY,
        )
