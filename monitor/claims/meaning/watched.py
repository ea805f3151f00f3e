"""Which watched bodies and people a statement is about: named, meant, addressed or speaking."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from monitor.catalogue.lexicons import lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.syntax import children
from monitor.claims.meaning.capitals import is_scene
from monitor.claims.meaning.groups import called_in, groups_in, offices_in
from monitor.claims.meaning.pronouns import pronouns_in
from monitor.claims.meaning.propositions import CLAUSAL, Proposition
from monitor.claims.pairs import pair_in
from monitor.claims.speakers.reports import Told
from monitor.claims.text.spans import Span, hull
from monitor.domain import ChainLink, LinkRole, Mention


def actors_of(
    reading: Reading, told: Told, proposition: Proposition, where: Span
) -> tuple[str, ...]:
    """Canonical ids of the watched: in the content (`where`), addressed, speaking, spoken for."""
    spans = [where, *told.one.addressee]
    if told.one.frame not in CLAUSAL and where == proposition.span:
        spans.extend(told.one.content)
    if told.one.frame == "object that":
        # 'rejected the Taliban's claim that': whose claim it was stands between cue and content.
        spans.append(Span(hull(told.one.cue).end, proposition.span.start))
    named = [m for span in spans for m in reading.mentioned(span) if m.actor]
    papers = [one for one in (*told.outer, told.speaker.link) if one.role is LinkRole.OUTLET]
    held = [
        str(m.actor)
        for m in named
        if not is_scene(reading, m) and not any(_bears(one, m) for one in papers)
    ]
    speaking: list[str] = []
    current: Told | None = told
    while current is not None:
        speaking.extend(current.speaker.actors)
        if current.cited is not None:
            speaking.extend(current.cited.speaker.actors)
        current = current.parent
    joint = [str(m.actor) for m in _joint(reading, told.one) if m.actor]
    meant = [*_pair(reading, told, where, speaking)]
    meant.extend(actor for at, actor in told.officers if where.start <= at < where.end)
    meant.extend(pronouns_in(reading, told, where, speaking, lexicon("en")))
    for span in spans:
        meant.extend(groups_in(reading, span, speaking))
        meant.extend(called_in(reading, span))
        meant.extend(offices_in(reading, span, speaking))
    return tuple(dict.fromkeys([*speaking, *joint, *told.heard, *held, *meant]))


def _bears(outlet: ChainLink, mention: Mention) -> bool:
    """Whether an outlet has the name of a place in its own: 'told Doha Today'."""
    return (outlet.start or 0) <= mention.start < (outlet.end or 0)


def _pair(reading: Reading, told: Told, where: Span, speaking: list[str]) -> Iterator[str]:
    """'The two sides' of the content; 'both sides' that are urged, who are not the speaker, nor is
    who says that his own state is in touch with both."""
    named = {mention.actor for mention in reading.mentioned(where) if mention.actor}
    third = frozenset(named & set(speaking) if _dealing().search(reading.slice(where)) else ())
    yield from pair_in(reading, where, "en", leaving_out=third)
    for span in told.one.addressee:
        yield from pair_in(reading, span, "en", leaving_out=frozenset(speaking))


@cache
def _dealing() -> re.Pattern[str]:
    """What somebody who is none of them does with both: 'in touch with both capitals'."""
    dealings = "|".join(lexicon("en").list("dealings"))
    return re.compile(rf"\b(?:{dealings})\w* (?:\w+ ){{0,2}}(?:both|the two)\b", re.IGNORECASE)


def _joint(reading: Reading, one: Attribution) -> Iterator[Mention]:
    """Those who speak together with the first: 'X and Y called on …'."""
    if one.source_at is None:
        return
    parsed = reading.parsed[one.sentence]
    for other in children(parsed.doc[one.source_at], "conj"):
        mention = reading.covering(parsed.start + other.idx)
        if mention is not None:
            yield mention
