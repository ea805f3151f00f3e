"""Statements of Persian, Dari, Pashto and Arabic texts: the baseline where no parser installs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from monitor.catalogue.lexicons import lexicon
from monitor.claims.document import Reading
from monitor.claims.lexical.ascribed import EDGE, Heard, according, labelled
from monitor.claims.lexical.cues import Cue, find_cues, folded
from monitor.claims.lexical.meaning import Meaning, meaning
from monitor.claims.lexical.speakers import LexicalSpeakers, Voices
from monitor.claims.meaning.narration import bodies_in
from monitor.claims.text.dates import Dated, find_dates, nearest
from monitor.claims.text.sentences import Sentence, split
from monitor.claims.text.spans import Span, stripped
from monitor.claims.voices import Speaker
from monitor.domain import ChainLink, CueClass, QuoteForm, Statement

LANGUAGES = frozenset({"fa", "ps", "ar"})


def statements(
    reading: Reading, language: str, *, published: date | None, publisher: str
) -> tuple[Statement, ...]:
    """The statements of a text in `language` (fa, ps or ar), in order of text."""
    speakers = LexicalSpeakers(reading, language)
    dates = find_dates(reading.text, published, language)
    found: list[Statement] = []
    for sentence in split(reading.text):
        made = list(_in_sentence(reading, speakers, sentence, language, dates))
        found.extend(made or _narrated(reading, sentence, language, dates, publisher))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _in_sentence(
    reading: Reading,
    speakers: LexicalSpeakers,
    sentence: Sentence,
    language: str,
    dates: Sequence[Dated],
) -> Iterator[Statement]:
    text, span = speakers.text, sentence.span
    cues = find_cues(text, span, language)
    ascribed = according(speakers, span, cues)
    inner = ascribed.cue.content if ascribed is not None else span
    heard: list[Heard] = []
    label = labelled(speakers, sentence)
    if label is not None:
        if label.voices.speaker is not None:
            yield from _made(reading, label, [label], sentence, language, dates)
        return
    for cue in find_cues(text, inner, language):
        if any(h.cue.span.overlaps(cue.span) for h in heard) or _quoted(reading, cue):
            continue
        if _pledges(text, cue, language) and any(_holds(one.cue, cue) for one in heard):
            continue  # a pledge that somebody reports stays in what he reports
        heard.append(_heard(speakers, cue, heard, ascribed))
    if ascribed is not None and not heard:
        heard = [ascribed]
    for one in heard:
        yield from _made(reading, one, heard, sentence, language, dates)


def _pledges(text: str, cue: Cue, language: str) -> bool:
    """Whether the cue is a promise, or an assurance that is one in somebody else's mouth."""
    said = folded(text[cue.span.start : cue.span.end])
    forms = lexicon(language).list("pledges")
    return cue.kind is CueClass.PROMISE or any(folded(form) in said for form in forms)


def _quoted(reading: Reading, cue: Cue) -> bool:
    return reading.quotations.around(cue.span.start) is not None


def _holds(outer: Cue, inner: Cue) -> bool:
    return outer.frame == "clause" and outer.content.contains(inner.span) and not inner.follows


def _heard(
    speakers: LexicalSpeakers, cue: Cue, before: Sequence[Heard], ascribed: Heard | None
) -> Heard:
    above: tuple[Voices, ...] = (ascribed.voices,) if ascribed is not None else ()
    if cue.follows and before:
        last = before[-1]
        return Heard(cue, replace(last.voices, addressees=()), last.above)
    holders = [one for one in before if one.cue.frame == "clause"
               and one.cue.content.contains(cue.span)]  # fmt: skip
    if holders:
        above = (*holders[-1].above, holders[-1].voices)
    return Heard(cue, speakers.voices(cue.region), above)


def _made(
    reading: Reading,
    one: Heard,
    heard: Sequence[Heard],
    sentence: Sentence,
    language: str,
    dates: Sequence[Dated],
) -> Iterator[Statement]:
    if one.voices.speaker is None:
        return
    content = _content(reading, one, language)
    nested = [
        other for other in heard
        if other is not one and one.voices in other.above
        and other.cue.region.start - content.start < 4
    ]  # fmt: skip
    if nested or content.end - content.start < 6:
        return
    for part in _parts(reading, content, language):
        yield _statement(reading, one, part, sentence, language, dates)


def _content(reading: Reading, one: Heard, language: str) -> Span:
    """The stretch that is reported, with a quotation that goes on beyond the sentence."""
    span = one.cue.content
    if one.cue.frame == "object":
        start = _past_time(reading.text, max(one.voices.end, span.start))
        span = Span(min(start, span.end), span.end)
        accused = reading.text.find(" را به ", span.start, span.end)
        if accused >= 0:
            span = Span(accused + 7, span.end)
    span = stripped(reading.text, span, EDGE, EDGE)
    quote = reading.quotations.around(span.start)
    if quote is not None and quote.start == span.start:
        span = Span(span.start, quote.end if quote.end >= span.end - 2 else span.end)
        if quote.end >= span.end - 2:
            end = quote.end - (1 if quote.closed else 0)
            return stripped(reading.text, Span(quote.start + 1, end), EDGE, EDGE + ".۔")
    span = stripped(reading.text, span, EDGE, EDGE + ".۔")
    if one.cue.frame == "object":
        span = _without_mark(reading.text, span, language)
    return span


def _past_time(text: str, at: int) -> int:
    """After '، اليوم الخميس،' between a speaker and the content."""
    match = re.compile(r"\s*[،,]([^،,\n]{0,34})[،,]\s*").match(text, at)
    return match.end() if match is not None else at


def _without_mark(text: str, span: Span, language: str) -> Span:
    """The object without the particle after it ('را') or the preposition before it."""
    for mark in lexicon(language).list("object_marks"):
        if text[span.start : span.end].endswith(" " + mark):
            span = stripped(text, Span(span.start, span.end - len(mark)), EDGE, EDGE)
    return span


def _parts(reading: Reading, content: Span, language: str) -> tuple[Span, ...]:
    """'… و اینکه …': each clause with a conjunction of its own is a statement."""
    text = folded(reading.slice(content))
    cuts = [
        (content.start + at, content.start + at + len(mark) + 1)
        for mark in (folded(form) for form in lexicon(language).list("splitters"))
        if (at := text.find(f" {mark} ")) >= 0
    ]
    if not cuts or reading.quotations.around(content.start) is not None:
        return (content,)
    at, after = min(cuts)
    first = stripped(reading.text, Span(content.start, at), EDGE, EDGE)
    second = stripped(reading.text, Span(after, content.end), EDGE, EDGE)
    return tuple(span for span in (first, second) if span.end - span.start > 5)


def _chain(one: Heard, reading: Reading) -> tuple[tuple[ChainLink, ...], Speaker]:
    links: list[ChainLink] = []
    heard = _speaking(one)
    for voices in (*one.above, one.voices):
        links.extend(voices.outer)
        links.extend(each.link for each in (voices.speaker, voices.cited) if each is not None)
    links[-1] = replace(links[-1], cue=reading.slice(one.cue.span))
    return tuple(links), heard[-1]


def _speaking(one: Heard) -> list[Speaker]:
    """Everybody in the chain, outermost first."""
    return [
        each
        for voices in (*one.above, one.voices)
        for each in (voices.speaker, voices.cited)
        if each is not None
    ]


def _statement(
    reading: Reading,
    one: Heard,
    span: Span,
    sentence: Sentence,
    language: str,
    dates: Sequence[Dated],
) -> Statement:
    chain, speaker = _chain(one, reading)
    read = meaning(reading, span, one.cue, language)
    speaking = [actor for each in _speaking(one) for actor in each.actors]
    held = [str(m.actor) for m in reading.mentioned(span) if m.actor]
    outside = tuple(d for d in dates if not span.contains(d.span))
    made = Statement(
        content=reading.slice(span),
        start=span.start,
        end=span.end,
        chain=chain,
        cue=reading.slice(one.cue.span),
        cue_class=one.cue.kind,
        origin=speaker.origin,
        party=speaker.party,
        form=_form(reading, span),
        actors=tuple(dict.fromkeys([*speaking, *one.voices.addressees, *held])),
        addressees=one.voices.addressees,
        said_on=nearest(outside, one.cue.span.start, sentence.span),
        event_date=nearest(tuple(dates), span.start, span),
        cue_start=one.cue.span.start,
        cue_end=one.cue.span.end,
        language=language,
    )
    return _meaning(made, read)


def _meaning(made: Statement, read: Meaning) -> Statement:
    return replace(
        made,
        modality=read.modality,
        polarity=read.polarity,
        event=read.event,
        trigger=read.trigger,
        agents=read.agents,
        targets=read.targets,
        numbers=read.numbers,
        condition=read.condition,
    )


def _form(reading: Reading, span: Span) -> QuoteForm:
    quote = reading.quotations.around(span.start)
    if quote is not None and quote.end >= span.end:
        return QuoteForm.DIRECT
    return QuoteForm.MIXED if reading.quotations.within(span) else QuoteForm.PARAPHRASE


def _narrated(
    reading: Reading,
    sentence: Sentence,
    language: str,
    dates: Sequence[Dated],
    publisher: str,
) -> Iterator[Statement]:
    """The publisher's own voice, where two watched bodies and an event meet."""
    span = stripped(reading.text, sentence.span, EDGE, EDGE + ".۔")
    if len(bodies_in(reading, span)) < 2 or reading.quotations.around(span.start) is not None:
        return
    read = meaning(reading, span, Cue(span, CueClass.NARRATE, "clause", span, span), language)
    if read.event is None:
        return
    made = Statement(
        content=reading.slice(span),
        start=span.start,
        end=span.end,
        chain=(),
        cue=read.trigger or "",
        cue_class=CueClass.NARRATE,
        origin=publisher,
        party=publisher,
        actors=tuple(dict.fromkeys(str(m.actor) for m in reading.mentioned(span) if m.actor)),
        event_date=nearest(tuple(dates), span.start, span),
        attributed=False,
        language=language,
    )
    yield _meaning(made, read)
