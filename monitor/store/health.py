"""What the rows say about sources and channels, for `monitor.operations` to judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from monitor.operations.values import ChannelFacts, SourceFacts
from monitor.store import outages
from monitor.store.schema import Delivery, Feed, Frontier, Source

# A rhythm is measured over eight weeks before the last publication, which may be long ago.
LONGEST_PAST = timedelta(days=366)
MOST_PUBLISHED = 20_000  # of one source
LOST_WITHIN = timedelta(days=1)
DIGEST = "digest-"


def sources(session: Session, *, now: datetime) -> list[SourceFacts]:
    """Every source of the catalogue that is polled, with the times of what it published."""
    query = (
        select(Source)
        .where(Source.enabled, Source.catalogued, Source.feeds.any(Feed.enabled))
        .options(selectinload(Source.feeds))
        .order_by(Source.slug)
    )
    return [_source(session, row, now) for row in session.scalars(query)]


def channels(session: Session, configured: Collection[str], *, now: datetime) -> list[ChannelFacts]:
    """Every channel that is configured or has anything in the outbox; digests count to theirs."""
    states: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    query = select(Delivery.channel, Delivery.state, func.count()).group_by(
        Delivery.channel, Delivery.state
    )
    for name, state, count in session.execute(query):
        states[name.removeprefix(DIGEST)][state] += count
    resting = outages.all_of(session)
    return [
        _channel(session, name, states[name], resting, name in configured, now)
        for name in sorted({*configured, *states})
    ]


def _source(session: Session, row: Source, now: datetime) -> SourceFacts:
    feeds = [feed for feed in row.feeds if feed.enabled]
    polled = [feed.last_polled_at for feed in feeds if feed.last_polled_at is not None]
    working = any(feed.failures == 0 and feed.last_polled_at is not None for feed in feeds)
    worst = max(feeds, key=lambda feed: feed.failures)
    return SourceFacts(
        slug=row.slug,
        name=row.name,
        published=_published(session, row.id, now),
        polled_at=max(polled, default=None),
        failures=0 if working else worst.failures,
        error=None if working else worst.last_error,
    )


def _published(session: Session, source_id: int, now: datetime) -> Sequence[datetime]:
    """When each page was published, at the latest when we learned of it, in order."""
    query = (
        select(Frontier.published_at, Frontier.discovered_at)
        .where(Frontier.source_id == source_id, Frontier.discovered_at > now - LONGEST_PAST)
        .order_by(Frontier.discovered_at.desc())
        .limit(MOST_PUBLISHED)
    )
    rows = session.execute(query)
    return sorted({min(row[0] or row[1], row[1]) for row in rows})


def _channel(
    session: Session,
    name: str,
    states: dict[str, int],
    resting: dict[str, outages.Outage],
    configured: bool,
    now: datetime,
) -> ChannelFacts:
    of_it = Delivery.channel.in_((name, DIGEST + name))
    lost = (of_it, Delivery.state == "dead", Delivery.given_up_at > now - LOST_WITHIN)
    latest = session.execute(
        select(Delivery.given_up_at, Delivery.error)
        .where(*lost)
        .order_by(Delivery.given_up_at.desc())
        .limit(1)
    ).one_or_none()
    outage = min(
        (resting[each] for each in (name, DIGEST + name) if each in resting),
        key=lambda each: each.since,
        default=None,
    )
    error = outage.error if outage else (latest.error if latest else None)
    return ChannelFacts(
        name=name,
        configured=configured,
        waiting=states["pending"] + states["sending"],
        held=states["held"],
        dead=states["dead"],
        next_due=session.scalar(
            select(func.min(Delivery.next_attempt_at)).where(of_it, Delivery.state == "pending")
        ),
        last_sent=session.scalar(
            select(func.max(Delivery.sent_at)).where(of_it, Delivery.state == "sent")
        ),
        down_since=outage.since if outage else None,
        given_up=session.scalar(select(func.count()).where(*lost)) or 0,
        given_up_at=latest.given_up_at if latest else None,
        error=error,
    )
