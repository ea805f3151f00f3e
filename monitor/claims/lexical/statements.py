"""Statements of Persian, Dari, Pashto and Arabic texts, for which no parser installs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from monitor.claims.document import Reading
from monitor.claims.lexical.ascribed import EDGE, Heard, according, labelled
from monitor.claims.lexical.chains import about, answered, chain_of, holds, speaking
from monitor.claims.lexical.contents import content_of, parts_of, points_back
from monitor.claims.lexical.cues import Cue
from monitor.claims.lexical.denials import refuses
from monitor.claims.lexical.finding import find_cues
from monitor.claims.lexical.meaning import Meaning, meaning
from monitor.claims.lexical.objects import withheld
from monitor.claims.lexical.openings import opened
from monitor.claims.lexical.plain import Plain
from monitor.claims.lexical.referents import Referents
from monitor.claims.lexical.speakers import LexicalSpeakers, Voices
from monitor.claims.lexical.standing import stands
from monitor.claims.lexical.stems import stems
from monitor.claims.lexical.stretches import opens_paragraph, stretches
from monitor.claims.lexical.tokens import WORD
from monitor.claims.lexical.words import listed, phrases
from monitor.claims.meaning.narration import bodies_in
from monitor.claims.pairs import pair_in
from monitor.claims.text.dates import find_dates, nearest
from monitor.claims.text.sentences import Sentence
from monitor.claims.text.spans import Span, stripped
from monitor.claims.voices import Speaker
from monitor.domain import CueClass, Event, Mention, QuoteForm, Statement

LANGUAGES = frozenset({"fa", "ps", "ar"})
SHORTEST = 4
QUOTED = re.compile(r":\s*(?=[«“])")
LEAST_CHARACTERS = 20
LEAST_QUOTED = 4  # words of a quotation that stands alone


def statements(
    reading: Reading, language: str, *, published: date | None, publisher: str
) -> tuple[Statement, ...]:
    """The statements of a text in `language` (fa, ps or ar), in order of text."""
    plain = Plain.of(reading)
    found = _Reader(plain.reading, language, published, publisher).read()
    back = (plain.back(made) for made in found)
    return tuple(sorted(back, key=lambda one: (one.start, one.end)))


class _Reader:
    """Reads one plain text from its first sentence to its last: pronouns look back."""

    def __init__(
        self, reading: Reading, language: str, published: date | None, publisher: str
    ) -> None:
        self.reading = reading
        self.language = language
        self.publisher = publisher
        self.dates = find_dates(reading.text, published, language)
        self.speakers = LexicalSpeakers(
            reading, language, [one.span for one in self.dates], publisher
        )
        self.text = self.speakers.text
        self.referents = Referents(reading, self.text, language)

    def read(self) -> Iterator[Statement]:
        before: tuple[int, Speaker] | None = None
        for sentence in stretches(self.reading, self.text, self.language):
            made = list(self._in_sentence(sentence))
            if not made and before is not None and before[0] == sentence.paragraph:
                made = list(self._continued(sentence, before[1]))
            if not made:
                self.speakers.introduce(sentence.span)
            if made:
                last = self.speakers.last
                before = (sentence.paragraph, last) if last is not None else None
            yield from made or self._narrated(sentence)

    # One sentence

    def _in_sentence(self, sentence: Sentence) -> Iterator[Statement]:
        first = opens_paragraph(self.text, sentence.span.start)
        if first:
            span = opened(self.reading, self.text, sentence.span, self.language)
            sentence = replace(sentence, span=span)
        label = labelled(self.speakers, sentence, first=first)
        if label is not None:
            if label.voices.speaker is not None:
                yield from self._made(label, [label], sentence)
            return
        heard = self._heard_in(sentence.span) or self._quoting(sentence.span)
        for one in heard:
            yield from self._made(one, heard, sentence)

    def _quoting(self, span: Span) -> list[Heard]:
        """'X سخته لهجه خپله کړه: «…»': whatever the verb, somebody named before a quotation."""
        match = QUOTED.search(self.reading.text, *span)
        quote = self.reading.quotations.around(match.end()) if match is not None else None
        if match is None or quote is None or quote.end - quote.start < LEAST_CHARACTERS:
            return []
        region = Span(span.start, match.start())
        cue = Cue(Span(match.start(), match.start() + 1), CueClass.SAY, "clause", region,
                  Span(quote.start, min(quote.end, span.end)))  # fmt: skip
        if self.speakers.names_somebody(region):
            return [Heard(cue, self.speakers.voices(region, cue))]
        said = set(self.text[slice(*region)].split()) & listed(self.language, "sayings")
        last = self.speakers.last
        return [Heard(cue, Voices(last))] if said and last is not None else []

    def _heard_in(self, span: Span) -> list[Heard]:
        cues = find_cues(self.text, span, self.language, self._quoted)
        ascribed = according(self.speakers, span, cues)
        inner = ascribed.cue.content if ascribed is not None else span
        heard: list[Heard] = []
        if ascribed is not None:
            cues = find_cues(self.text, inner, self.language, self._quoted)
        for cue in cues:
            if self._pledges(cue) and any(holds(one.cue, cue) for one in heard):
                continue  # a pledge that somebody reports stays in what he reports
            if self._pledges(cue) and ascribed is not None:
                continue
            holders = [one.cue for one in heard if holds(one.cue, cue)]
            if any(one.kind is CueClass.DENY for one in holders):
                continue  # what is denied is denied as a whole
            if holders and self._is_stance(cue):
                continue
            one = self._heard(cue, heard, ascribed)
            if one is not None:
                heard.append(one)
        if ascribed is not None and not heard:
            heard = [ascribed]
        return heard

    def _pledges(self, cue: Cue) -> bool:
        """Whether the cue is a promise, or an assurance that is one in somebody else's mouth."""
        said = self.text[slice(*cue.span)]
        assures = phrases(self.language, "assuring").search(said) is not None
        return cue.kind is CueClass.PROMISE or assures

    def _is_stance(self, cue: Cue) -> bool:
        """A stance of somebody else is what is reported: 'C را تسلیت گفته است', 'خواهان C است'."""
        if self.language == "ar":
            return False
        if cue.frame == "object":
            said, told = self.text[slice(*cue.span)], self.text[slice(*cue.content)]
            proposed = phrases(self.language, "proposals").search(told)
            told = told[proposed.start() :] if proposed is not None else told
            return cue.kind is CueClass.CLAIM or refuses(said, told, cue.kind, self.language)
        after = WORD.findall(self.text[cue.content.end : cue.content.end + 16])[:1]
        closed = cue.kind is CueClass.ORDER and cue.content.start >= cue.span.end
        return closed and any(word in listed(self.language, "copular") for word in after)

    def _quoted(self, at: int) -> bool:
        """Whether a cue stands inside a quotation: what is reported in speech is part of it."""
        quote = self.reading.quotations.around(at)
        return quote is not None and quote.start != at

    def _heard(self, cue: Cue, before: Sequence[Heard], ascribed: Heard | None) -> Heard | None:
        above: tuple[Voices, ...] = (ascribed.voices,) if ascribed is not None else ()
        if cue.follows and before and not (cue.cites or cue.kind is CueClass.CITE):
            last = before[-1]
            return Heard(cue, replace(last.voices, addressees=(), end=0), last.above)
        holders = [one for one in before if holds(one.cue, cue)]
        if holders:
            above = (*holders[-1].above, holders[-1].voices)
        voices = self.speakers.voices(cue.region, cue)
        return Heard(cue, voices, above) if voices.speaker is not None else None

    def _made(self, one: Heard, heard: Sequence[Heard], sentence: Sentence) -> Iterator[Statement]:
        content = content_of(self.reading, self.text, one, self.language)
        nested = [
            other for other in heard
            if other is not one and one.voices in other.above
            and other.cue.region.start - content.start < SHORTEST
        ]  # fmt: skip
        if nested or content.end - content.start < SHORTEST:
            return
        if withheld(self.text, one, content, self.language):
            return
        if points_back(self.text, content, self.language) and answered(one, heard):
            return
        leading = one.cue.frame == "clause"
        for part in parts_of(self.reading, self.text, content, self.language, leading=leading):
            yield self._statement(one, part, sentence)

    def _statement(self, one: Heard, span: Span, sentence: Sentence) -> Statement:
        reading = self.reading
        chain, speaker = chain_of(one, reading)
        doer = self.referents.doer(span)
        read = meaning(
            reading, self.text, span, one.cue, self.language,
            speaker=speaker, dates=self.dates, doer=doer,
        )  # fmt: skip
        speakers = [actor for each in speaking(one) for actor in each.actors]
        held = [
            str(m.actor) for m in reading.mentioned(about(one, span))
            if m.actor and self._stands(m, read.event)
        ]  # fmt: skip
        asked = about(one, span) if one.cue.kind is CueClass.ORDER else Span(span.start, span.start)
        meant = (*self.referents.within(about(one, span)), *((doer,) if doer else ()))
        pair = pair_in(reading, asked, self.language, leaving_out=frozenset(speakers))
        outside = tuple(d for d in self.dates if not span.contains(d.span))
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
            actors=tuple(dict.fromkeys([*speakers, *one.voices.addressees, *held, *meant, *pair])),
            addressees=one.voices.addressees,
            said_on=nearest(outside, one.cue.span.start, sentence.span),
            event_date=nearest(self.dates, span.start, span),
            cue_start=one.cue.span.start,
            cue_end=one.cue.span.end,
            language=self.language,
            lemmas=stems(reading.slice(span), self.language),
        )
        return _meaning(made, read)

    def _stands(self, mention: Mention, event: Event | None) -> bool:
        return self.language != "ar" or stands(self.reading, self.text, mention, event)

    # Speech without a cue, and the publisher's own voice

    def _continued(self, sentence: Sentence, speaker: Speaker) -> Iterator[Statement]:
        """A quotation that nobody introduces goes on with the speaker before it."""
        quote = self.reading.quotations.around(sentence.span.start)
        if quote is None or quote.start != sentence.span.start:
            return
        if len(self.text[quote.start : quote.end].split()) < LEAST_QUOTED:
            return
        span = sentence.span
        cue = Cue(Span(span.start, span.start), CueClass.SAY, "clause", span,
                  Span(quote.start, quote.end))  # fmt: skip
        one = Heard(cue, Voices(speaker))
        yield from self._made(one, [one], sentence)

    def _narrated(self, sentence: Sentence) -> Iterator[Statement]:
        """The publisher's own voice, where two watched bodies and an event meet."""
        reading = self.reading
        span = stripped(reading.text, sentence.span, EDGE, EDGE + ".۔")
        if len(bodies_in(reading, span)) < 2 or reading.quotations.around(span.start) is not None:
            return
        cue = Cue(span, CueClass.NARRATE, "clause", span, span)
        read = meaning(reading, self.text, span, cue, self.language, dates=self.dates)
        if read.event is None:
            return
        made = Statement(
            content=reading.slice(span),
            start=span.start,
            end=span.end,
            chain=(),
            cue=read.trigger or "",
            cue_class=CueClass.NARRATE,
            origin=self.publisher,
            party=self.publisher,
            actors=tuple(dict.fromkeys(str(m.actor) for m in reading.mentioned(span) if m.actor)),
            event_date=nearest(self.dates, span.start, span),
            attributed=False,
            language=self.language,
        )
        yield _meaning(made, read)


def _meaning(made: Statement, read: Meaning) -> Statement:
    return replace(
        made,
        modality=read.modality,
        polarity=read.polarity,
        event=read.event,
        trigger=read.trigger,
        agents=read.agents,
        targets=read.targets,
        places=read.places,
        numbers=read.numbers,
        condition=read.condition,
    )


def _form(reading: Reading, span: Span) -> QuoteForm:
    quote = reading.quotations.around(span.start)
    if quote is not None and quote.end >= span.end:
        return QuoteForm.DIRECT
    return QuoteForm.MIXED if reading.quotations.within(span) else QuoteForm.PARAPHRASE
