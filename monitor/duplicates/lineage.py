"""What a text is to the texts already held, and which of them came first: a pure decision.

Relations are told by containment both ways (Broder 1997), here the share of words that stand in
shared runs, which a changed word lowers by one word and not by three shingles. A text made from
the same template as another (a bulletin, a price list) shares its words too but not its numbers
and names; a text that puts the other's words in quotation marks quotes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from monitor.domain import Fingerprint, Lineage, Neighbour, Relation
from monitor.duplicates.overlap import Overlap, Words, overlap, read_words
from monitor.reading.normalise import fold

COPY = 0.6  # of the other text in this one, and
COPY_OWN = 0.7  # of this text in the other: what is added is own work sooner than what is cut
EXCERPT = 0.7
LEAST_RUN = 8  # words in a row: what is shorter is shared by chance
QUOTED_RUN = 20
QUOTED_SHARE = 0.5  # of the shared words
TEMPLATE = 0.5  # of the numbers or names alike
REPLACED = 0.1

_RANK = {Relation.COPY: 0, Relation.EXCERPT: 1, Relation.QUOTES: 2, Relation.DIFFERENT: 3}

_JOINS = {Relation.COPY, Relation.EXCERPT}


@dataclass(frozen=True, slots=True)
class _New:
    """The text at hand, with what the decision needs to know of it."""

    words: Words
    content_hash: str
    published: datetime | None
    fetched_at: datetime
    source: str | None
    credit: str | None


@dataclass(frozen=True, slots=True)
class _Order:
    """Which of two texts came first; not `certain` where only the order of arrival tells."""

    new_first: bool
    why: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class _Judged:
    """One neighbour and what the new text is to it."""

    neighbour: Neighbour
    relation: Relation
    reason: str
    contained: float
    contains: float
    new_is_original: bool = False


def decide(
    *,
    url: str,
    canonical_url: str,
    text: str,
    fingerprint: Fingerprint,
    published: datetime | None,
    fetched_at: datetime,
    source: str | None,
    credit: str | None,
    neighbours: Sequence[Neighbour],
) -> Lineage:
    """Place a text among its neighbours.

    The same address with the same text is *same*, with another text a *version*. Otherwise the
    nearest neighbour decides: *copy*, *excerpt* (a part of it republished), *quotes*, or, where
    nothing is near, *different* (its own story). Of the documents of one story the one published
    first is pointed at; `new_is_original` where that is the new one. Containment in [0, 1].
    """
    new = _New(read_words(text), fingerprint.content_hash, published, fetched_at, source, credit)
    same_page = [
        n
        for n in neighbours
        if (url and n.url == url) or (canonical_url and n.canonical_url == canonical_url)
    ]
    if same_page:
        return _page_again(new, max(same_page, key=lambda n: (n.fetched_at, n.document_id)))
    judged = sorted((_judge(new, neighbour) for neighbour in neighbours), key=_nearness)
    if not judged or judged[0].relation is Relation.DIFFERENT:
        return Lineage(
            Relation.ORIGINAL if not judged else Relation.DIFFERENT,
            judged[0].reason if judged else "no text held is near this one",
            contained=judged[0].contained if judged else 0.0,
            contains=judged[0].contains if judged else 0.0,
        )
    return _lineage(judged)


def _nearness(judged: _Judged) -> tuple[int, float, datetime, int]:
    """Sort key: nearest relation, then closest text, then first published, then first held."""
    return (
        _RANK[judged.relation],
        -round(min(judged.contained, judged.contains), 1),
        _published(judged),
        judged.neighbour.document_id,
    )


def _lineage(judged: Sequence[_Judged]) -> Lineage:
    """Of the nearest neighbour's story, the text published first is the one pointed at."""
    nearest = judged[0]
    if nearest.relation is Relation.QUOTES:
        return _placed(nearest)
    joining = [j for j in judged if j.relation in _JOINS]
    story = [j for j in joining if j.neighbour.story_id == nearest.neighbour.story_id]
    first = min(story, key=lambda j: (j.new_is_original, _published(j), j.neighbour.document_id))
    others = {
        j.neighbour.story_id
        for j in joining
        if j.relation is Relation.COPY and j.neighbour.story_id != nearest.neighbour.story_id
    }
    return _placed(first, story_id=first.neighbour.story_id, merges=tuple(sorted(others)))


def _placed(
    judged: _Judged, *, story_id: int | None = None, merges: tuple[int, ...] = ()
) -> Lineage:
    return Lineage(
        judged.relation,
        judged.reason,
        document_id=judged.neighbour.document_id,
        story_id=story_id,
        contained=round(judged.contained, 4),
        contains=round(judged.contains, 4),
        new_is_original=judged.new_is_original,
        merges=merges,
    )


def _published(judged: _Judged) -> datetime:
    return judged.neighbour.published_at or judged.neighbour.fetched_at


def _page_again(new: _New, held: Neighbour) -> Lineage:
    if held.content_hash == new.content_hash:
        return Lineage(
            Relation.SAME,
            "the same address with the same text",
            held.document_id,
            held.story_id,
            contained=1.0,
            contains=1.0,
        )
    found = overlap(new.words, read_words(held.text))
    replaced = max(found.contained, found.contains) < REPLACED
    return Lineage(
        Relation.VERSION,
        "the same address now shows another text"
        if replaced
        else f"the same address, changed: {found.contained:.0%} of it stood there before",
        held.document_id,
        None if replaced else held.story_id,
        contained=round(found.contained, 4),
        contains=round(found.contains, 4),
    )


def _judge(new: _New, held: Neighbour) -> _Judged:
    order = _order(new, held)
    if held.content_hash == new.content_hash:
        reason = f"the same text word for word; {order.why}"
        return _Judged(held, Relation.COPY, reason, 1.0, 1.0, order.new_first)
    found = overlap(new.words, read_words(held.text))
    same_outlet = bool(new.source) and new.source == held.source
    if _one_template(found, same_outlet=same_outlet):
        relation, reason = Relation.DIFFERENT, "the same template with other facts"
    elif not order.certain and _is_the_whole(found):
        order = _Order(new_first=True, why="the longer one is taken for the original")
        relation, reason = Relation.EXCERPT, "the other text is a part of it"
    else:
        relation, reason = _relation(found, order, same_outlet=same_outlet)
    amount = f"{found.contained:.0%} of it in the other, {found.contains:.0%} of the other in it"
    if relation is not Relation.DIFFERENT:
        amount = f"{amount}; {order.why}"
    first = order.new_first and relation is not Relation.DIFFERENT
    return _Judged(held, relation, f"{reason}: {amount}", found.contained, found.contains, first)


def _relation(found: Overlap, order: _Order, *, same_outlet: bool) -> tuple[Relation, str]:
    """What the later of two texts is to the earlier one, and why."""
    of_later, of_earlier = found.contained, found.contains
    in_marks = found.newly_quoted >= QUOTED_SHARE
    if order.new_first:
        of_later, of_earlier = found.contains, found.contained
        in_marks = found.once_quoted >= QUOTED_SHARE
    if found.run < LEAST_RUN:
        return Relation.DIFFERENT, "another text"
    if not in_marks and of_later >= COPY_OWN and of_earlier >= COPY:
        return Relation.COPY, "nearly the same text"
    if not in_marks and of_later >= EXCERPT:
        return Relation.EXCERPT, "one is a part of the other"
    if found.run < QUOTED_RUN:
        return Relation.DIFFERENT, "another text"
    if same_outlet and not in_marks:
        return Relation.DIFFERENT, "background that the outlet repeats"
    return Relation.QUOTES, "paragraphs of the one stand in the other"


def _is_the_whole(found: Overlap) -> bool:
    return (
        found.contains >= EXCERPT and found.contained < COPY and found.newly_quoted < QUOTED_SHARE
    )


def _one_template(found: Overlap, *, same_outlet: bool) -> bool:
    """Many shared words, few shared specifics. An outlet's own serial pages are the usual case."""
    limit = 0.75 if same_outlet else TEMPLATE
    numbers_differ = found.numbers is not None and found.numbers < limit
    names_differ = found.names is not None and found.names < TEMPLATE
    return numbers_differ or names_differ


def _order(new: _New, held: Neighbour) -> _Order:
    """By credit line, then by time of publication.

    A time at midnight is a day without a time, so within that day it decides nothing. A page that
    gives no date was there at the latest when it was fetched; else the one held first stays first.
    """
    if names_outlet(held.credit, new.source):
        return _Order(new_first=True, why="the other one credits its outlet")
    if names_outlet(new.credit, held.source):
        return _Order(new_first=False, why="it credits the other's outlet")
    mine, theirs = new.published, held.published_at
    if mine is None or theirs is None:
        return _undated(new, held)
    if _is_day(mine) or _is_day(theirs):
        mine, theirs = _day(mine), _day(theirs)
    if mine == theirs:
        return _Order(new_first=False, why="published together, held second", certain=False)
    when = "before" if mine < theirs else "after"
    return _Order(
        new_first=mine < theirs,
        why=f"published {when} the other, {mine:%Y-%m-%d} and {theirs:%Y-%m-%d}",
    )


def _undated(new: _New, held: Neighbour) -> _Order:
    if new.published is not None and held.fetched_at <= new.published:
        return _Order(new_first=False, why="the other was held before it was published")
    if held.published_at is not None and new.fetched_at < held.published_at:
        return _Order(new_first=True, why="seen before the other was published")
    return _Order(new_first=False, why="one gives no date, it was held second", certain=False)


def _is_day(moment: datetime) -> bool:
    return moment.astimezone(UTC).time() == time.min


def _day(moment: datetime) -> datetime:
    return datetime.combine(moment.astimezone(UTC).date(), time.min, UTC)


def names_outlet(credit: str | None, source: str | None) -> bool:
    """Whether a credit line names an outlet, compared by letters and digits alone."""
    if not credit or not source:
        return False
    wanted, line = ("".join(filter(str.isalnum, fold(text))) for text in (source, credit))
    return len(wanted) >= 3 and wanted in line
