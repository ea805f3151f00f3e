"""Reports to statements: what each of their propositions says, how, when and about whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon, lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.syntax import Parsed, child
from monitor.claims.meaning import details
from monitor.claims.meaning.acts import act_of, folded
from monitor.claims.meaning.answers import answered
from monitor.claims.meaning.lemmas import lemmas
from monitor.claims.meaning.modality import stance
from monitor.claims.meaning.narration import narrated
from monitor.claims.meaning.propositions import (
    Proposition,
    propositions,
    without_that,
)
from monitor.claims.meaning.signs import Signed, in_company, signs
from monitor.claims.meaning.watched import actors_of
from monitor.claims.meaning.weighing import LOSS, Judge, judged
from monitor.claims.speakers.reports import Told, chain_of, kept_inside, reports
from monitor.claims.text.dates import Dated, find_dates, nearest
from monitor.claims.text.spans import Span, hull
from monitor.claims.voices import Speaker
from monitor.domain import LinkRole, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

OF_ADDRESSEE = frozenset({"infinitive", "object of", "on to", "upon to", "to to", "for to"})
RELAYS = frozenset({LinkRole.OUTLET, LinkRole.DOCUMENT})  # they tell of others' acts
OF_SPEAKER = frozenset({"infinitive", "gerund"})


def statements(
    reading: Reading, *, published: date | None = None, publisher: str = "", judge: Judge = judged
) -> tuple[Statement, ...]:
    """The statements of an English document, in order of text.

    Dates are resolved against `published`; `publisher` is the source of what nobody else says.
    `judge` has the last word on event and modality, after the rules.
    """
    words = lexicon("en")
    dates = find_dates(reading.text, published)
    ruled = [
        made
        for one in reports(reading, words)
        if not kept_inside(reading, one, words)
        for made in _made(reading, one, words, dates, published)
    ]
    ruled.sort(key=lambda made: (made[0].start, made[0].end))
    found = answered([judge(made, told) for made, told in in_company(ruled)])
    own = narrated(reading, found, words, dates, publisher)
    return tuple(sorted((*found, *own), key=lambda made: (made.start, made.end)))


def _made(
    reading: Reading,
    told: Told,
    words: Lexicon,
    dates: Sequence[Dated],
    published: date | None,
) -> Iterator[Signed]:
    taken = [inner.one for inner in told.inner if not kept_inside(reading, inner, words)]
    same = {one.cue_at for one in taken if one.sentence == told.one.sentence}
    reported = frozenset(at for at in same if at is not None)
    for proposition in propositions(reading, told.one, reported):
        if any(_is_head(one, proposition, told.one.sentence) for one in taken):
            continue
        made, signed = _statement(reading, told, _cut(reading, told, proposition), words)
        yield _dated(reading, made, told.one, dates, published), signed


def _dated(
    reading: Reading,
    made: Statement,
    one: Attribution,
    dates: Sequence[Dated],
    published: date | None,
) -> Statement:
    """The day of speaking stands in the cue's sentence, outside the content; the event's inside."""
    sentence, content = reading.parsed[one.sentence].span, Span(made.start, made.end)
    outside = tuple(
        d
        for d in dates
        if not any(s.overlaps(d.span) for s in one.content)
        and (published is None or d.iso <= published.isoformat())
    )
    cue = hull(one.cue).start
    return replace(
        made,
        said_on=nearest(outside, cue, sentence),
        event_date=nearest(tuple(dates), made.start, content),
    )


def _is_head(inner: Attribution, proposition: Proposition, sentence: int) -> bool:
    """The proposition is nothing but the inner report."""
    if proposition.head is None or inner.sentence != sentence:
        return False
    return inner.cue_at == proposition.head.i


def _cut(reading: Reading, told: Told, proposition: Proposition) -> Proposition:
    """Without a 'citing Y' at its end or before its 'that'."""
    if told.cited is None or not proposition.span.contains(told.cited.span):
        return proposition
    end = told.cited.span.start
    if end <= proposition.span.start + 1:
        rest = Span(told.cited.span.end, proposition.span.end)
        return replace(proposition, span=without_that(reading.text, rest))
    while end > proposition.span.start and reading.text[end - 1] in " ,–—-":
        end -= 1
    return replace(proposition, span=Span(proposition.span.start, end))


def _statement(reading: Reading, told: Told, proposition: Proposition, words: Lexicon) -> Signed:
    """What the rules make of a proposition, and its signs."""
    one = told.one
    chain, speaker = chain_of(told, reading)
    cue = hull(one.cue)
    parsed = reading.parsed[one.sentence]
    act = act_of(reading, told, proposition, words)
    addressees = _addressees(reading, one)
    agents, targets = details.roles(reading, act.parsed, act.verb, proposition.span)
    agents = agents or _controlling(one, addressees, speaker, proposition.head)
    targets = (*targets, *_to_us(proposition, speaker, targets))
    content = reading.slice(proposition.span)
    put = stance(
        one,
        act.verb,
        act.words,
        act.event,
        words,
        own=_own(reading, agents, speaker),
        done=act.done,
        bound=bool(speaker.actors) and speaker.link.role is not LinkRole.OUTLET,
        named=bool(agents),
        about=bool(agents or targets),
        text=content,
    )
    event = folded(act.event, put, one, act.verb, words)
    ruled = Statement(
        content=content,
        start=proposition.span.start,
        end=proposition.span.end,
        chain=chain,
        cue=reading.slice(cue),
        cue_class=one.cue_class,
        origin=speaker.origin,
        party=speaker.party,
        form=proposition.form,
        modality=put.modality,
        polarity=put.polarity,
        event=event,
        trigger=act.coded.trigger if act.coded else None,
        actors=actors_of(reading, told, proposition, act.where),
        agents=agents,
        targets=targets,
        addressees=addressees,
        places=details.places(reading, parsed, proposition.tokens, words),
        numbers=details.numbers(proposition.tokens),
        condition=details.condition(reading, parsed, proposition.tokens, words),
        cue_start=cue.start,
        cue_end=cue.end,
        language="en",
        lemmas=_lemmas(reading, parsed, proposition),
    )
    found = signs(reading, one, act, speaker, ruled)
    return ruled, found | {LOSS} if put.loss else found


def _lemmas(reading: Reading, parsed: Parsed, proposition: Proposition) -> tuple[str, ...]:
    """Those of the content outside the names of actors; none where one tree is not all of it."""
    if len(reading.trees_in(proposition.span)) > 1:
        return ()
    return lemmas(
        token
        for token in proposition.tokens
        if (mention := reading.covering(parsed.start + token.idx)) is None or not mention.actor
    )


def _to_us(proposition: Proposition, speaker: Speaker, targets: Sequence[str]) -> tuple[str, ...]:
    """'Nobody has offered us men': it would be done to the body that the speaker speaks for."""
    done_to_us = any(token.lower_ == "us" for token in proposition.tokens)
    body = speaker.actors[-1:] if done_to_us else ()
    return tuple(actor for actor in body if actor not in targets)


def _controlling(
    one: Attribution, addressees: Sequence[str], speaker: Speaker, head: Token | None
) -> tuple[str, ...]:
    """Who does what has no subject of its own: X of 'urged X to do', Y of 'Y denied doing'.

    'We' is the body that the speaker speaks for.
    """
    subject = child(head, "nsubj") if head is not None else None
    if subject is not None and subject.lower_ == "we":
        return speaker.actors[-1:]
    if one.frame in OF_ADDRESSEE and addressees:
        return tuple(addressees[:1])
    if one.frame in OF_SPEAKER and not addressees and speaker.link.actor:
        return (speaker.link.actor,)
    return ()


def _own(reading: Reading, agents: Sequence[str], speaker: Speaker) -> bool:
    catalogue = reading.catalogue
    parties = {
        name for agent in agents for name in catalogue.names(sorted(catalogue.bodies(agent)))
    }
    if not parties or speaker.party in parties or speaker.link.role in RELAYS:
        return True
    return not speaker.actors and speaker.link.role is LinkRole.SPEAKER


def _addressees(reading: Reading, one: Attribution) -> tuple[str, ...]:
    found = (m.actor for span in one.addressee for m in reading.mentioned(span))
    return tuple(dict.fromkeys(actor for actor in found if actor))
