"""Texts that a third one shows to be one text confirm each other no more. On both databases."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from monitor.catalogue.catalogue import Catalogue
from monitor.commit import Committed, PageRef, commit_page
from monitor.desk import Desk
from monitor.domain import Analysed, Article, ChainLink, CueClass, LinkRole, Reading, Statement
from monitor.store.claims import members
from monitor.store.schema import Claim, ClaimKey, Document
from tests.duplicates.samples import HARBOUR, SCHOOL

DESK = Desk(Catalogue.build(), {})
PARAGRAPHS = [*HARBOUR.split("\n"), *SCHOOL.split("\n")[:3]]
SENTENCE = "the Taliban had promised Iran three thousand fighters for the southern front"


def publish(session: Session, day: int, first: int, last: int, party: str) -> Committed:
    """Some of the paragraphs, with one sentence by somebody in their midst."""
    text = "\n".join([*PARAGRAPHS[first:4], f"{party} said that {SENTENCE}.", *PARAGRAPHS[4:last]])
    at = datetime(2024, 6, day, 8, tzinfo=UTC)
    start = text.index(SENTENCE)
    statement = Statement(
        content=SENTENCE,
        start=start,
        end=start + len(SENTENCE),
        chain=(ChainLink(name=party, role=LinkRole.SPEAKER),),
        cue="said",
        cue_class=CueClass.SAY,
        origin=party,
        party=party,
        actors=("taliban", "iran"),
    )
    url = f"https://outlet{day}.example/a"
    reading = Reading("read", "read", Article(url, "A title", text, published=at))
    page = PageRef(None, url, at)
    return commit_page(session, DESK, page, Analysed(reading, (), (statement,)), at=at)


def test_two_hands_become_one_when_their_texts_do(sessions: sessionmaker[Session]) -> None:
    with sessions() as session:
        publish(session, 3, 0, 6, "Hezbollah")
        publish(session, 4, 2, 8, "Hamas")
        (claim,) = session.scalars(select(Claim))
        assert claim.status == "corroborated"
        assert len(set(session.scalars(select(Document.story_id)))) == 2
        publish(session, 5, 1, 7, "Hezbollah")
        stories = set(session.scalars(select(Document.story_id)))
        assert len(stories) == 1
        held = members(session, [claim.id])[claim.id]
        assert {member.story_id for member in held} == stories
        assert claim.status == "single-origin"
        keys = select(ClaimKey.key).where(ClaimKey.key.like("story|%"))
        assert set(session.scalars(keys)) == {f"story|{story}" for story in stories}
        publish(session, 6, 1, 7, "Houthis")
        assert claim.status == "single-origin", "a copy of the merged text adds no hand"
