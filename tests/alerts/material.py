"""A small store to alert about: two outlets, a copy, a claim through a chain, a denial."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from monitor import domain
from monitor.domain import AlertKind, CueClass, Event, LinkRole, Modality, QuoteForm
from monitor.store import alerts, statements
from monitor.store.schema import (
    Actor,
    Claim,
    Delivery,
    Document,
    Page,
    Source,
    Story,
    Watch,
)

NOW = datetime(2024, 6, 22, 12, tzinfo=UTC)
WORDS = "the northern group will send a thousand men to the coast"
TEXT = (
    "It rained all week.\n"
    f"Harbour Radio, citing the newspaper Al-Manar al-Bahri, said that {WORDS}. Nobody else knew.\n"
    "The end."
)
DENIAL = "No man of ours goes to any coast"


@dataclass
class Desk:
    """The rows that tests need by id, and the means to raise more alerts."""

    watch_id: int = 0
    claim_id: int = 0
    statement_ids: list[int] = field(default_factory=list)


def statement(text: str = TEXT, content: str = WORDS, **changes: object) -> domain.Statement:
    """What Harbour Radio relays from a newspaper about a promise."""
    start = text.index(content)
    value = domain.Statement(
        content=content,
        start=start,
        end=start + len(content),
        chain=(
            domain.ChainLink("Harbour Radio", LinkRole.OUTLET, cue="said"),
            domain.ChainLink("the newspaper Al-Manar al-Bahri", LinkRole.OUTLET,
                             canonical="Al-Manar al-Bahri", cue="citing"),
        ),
        cue="said",
        cue_class=CueClass.SAY,
        origin="Al-Manar al-Bahri",
        party="Al-Manar al-Bahri",
        modality=Modality.PROMISED,
        event=Event.MOBILIZE,
        actors=("north", "coast-state"),
        agents=("north",),
        targets=("coast-state",),
    )  # fmt: skip
    return replace(value, **changes)  # type: ignore[arg-type]


def denial() -> domain.Statement:
    return statement(
        f"“{DENIAL}”, the group's speaker Omar Nuri told reporters.",
        DENIAL,
        chain=(domain.ChainLink("Omar Nuri", LinkRole.SPEAKER, actor="omar-nuri", cue="told"),),
        origin="Omar Nuri",
        party="Northern Group",
        form=QuoteForm.DIRECT,
        modality=Modality.DENIED,
    )


def furnish(session: Session) -> Desk:
    """Outlets, actors, a watch; a claim in an article, in its copy, and denied in a third."""
    daily = Source(slug="daily", name="The Daily Lighthouse")
    mirror = Source(slug="mirror", name="Mirror Post")
    watch = Watch(name="north and coast", rule={})
    session.add_all([daily, mirror, watch])
    session.add_all(
        Actor(id=key, name=name, kind="organisation")
        for key, name in (("north", "Northern Group"), ("coast-state", "Coast State"))
    )
    session.flush()
    original = add_document(session, daily, "https://daily.example/1", TEXT, days=-4)
    copy = add_document(session, mirror, "https://mirror.example/9", TEXT, days=-2)
    copy.relation, copy.relation_to, copy.story_id = "copy", original.id, original.story_id
    later = add_document(
        session, mirror, "https://mirror.example/10",
        f"“{DENIAL}”, the group's speaker Omar Nuri told reporters.", days=-1,
    )  # fmt: skip
    claim = add_claim(session)
    desk = Desk(watch.id, claim.id)
    for document, value in ((original, statement()), (copy, statement()), (later, denial())):
        row = statements.add_statement(session, document.id, value)
        row.claim_id = claim.id
        desk.statement_ids.append(row.id)
    session.flush()
    return desk


def add_document(
    session: Session, source: Source, url: str, text: str, *, days: int = 0, title: str = "At sea"
) -> Document:
    at = NOW + timedelta(days=days)
    story = Story(created_at=at)
    page = Page(
        url=url, canonical_url=url, status=200, sha256="ab" * 32, warc_file="week.warc.gz",
        warc_offset=512, fetched_at=at, source_id=source.id,
    )  # fmt: skip
    session.add_all([story, page])
    session.flush()
    row = Document(
        page_id=page.id, source_id=source.id, story_id=story.id, url=url, canonical_url=url,
        content_hash="0" * 64, title=title, text=text, authors=[], published_at=at,
        fetched_at=at, signature=[],
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def add_claim(session: Session, text: str = WORDS) -> Claim:
    claim = Claim(
        text=text, event="MOBILIZE", first_seen=NOW - timedelta(days=4), last_seen=NOW, actors=[],
        origins=[], outlets=[],
    )  # fmt: skip
    session.add(claim)
    session.flush()
    return claim


def raise_many(
    sessions: sessionmaker[Session], number: int, *, channels: tuple[str, ...], at: datetime = NOW
) -> list[int]:
    """`number` claims in one document, an alert for each, in one transaction."""
    with sessions.begin() as session:
        watch = session.scalar(select(Watch)) or Watch(name="north and coast", rule={})
        source = session.scalar(select(Source)) or Source(slug="daily", name="The Daily Lighthouse")
        session.add_all([watch, source])
        session.flush()
        offset = session.query(Claim).count()
        raised = []
        for n in range(offset, offset + number):
            text = f"Harbour Radio said that ship number {n} sails at dawn."
            document = add_document(session, source, f"https://daily.example/many/{n}", text)
            value = statement(text, f"ship number {n} sails at dawn")
            claim = add_claim(session, value.content)
            row = statements.add_statement(session, document.id, value)
            row.claim_id = claim.id
            alert = raise_one(session, Desk(watch.id, claim.id, [row.id]), channels=channels, at=at)
            raised.append(alert or 0)
        return raised


def raise_one(
    session: Session,
    desk: Desk,
    *,
    kind: AlertKind = AlertKind.NEW,
    nth: int = 0,
    channels: tuple[str, ...] = (),
    at: datetime = NOW,
) -> int | None:
    return alerts.raise_alert(
        session,
        watch_id=desk.watch_id,
        claim_id=desk.claim_id,
        statement_id=desk.statement_ids[nth],
        kind=kind,
        reason="Northern Group and Coast State stand in it",
        at=at,
        channels=channels,
    )


def outbox(sessions: sessionmaker[Session]) -> list[Delivery]:
    """All deliveries in order."""
    with sessions() as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.id)))
