"""The publisher's own voice, kept where it matters: two watched bodies and an event in a sentence.

Such a sentence is no statement by the guideline; it is kept with the outlet as its source, an empty
chain and `attributed = false`, so that nothing an analyst watches for is lost with its attribution.
'Reportedly' and 'is said to' name nobody, so their sentences are kept the same way, under that cue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.syntax import Parsed
from monitor.claims.meaning import details
from monitor.claims.meaning.events import code
from monitor.claims.meaning.heads import main_verb
from monitor.claims.meaning.modality import stance
from monitor.claims.text.dates import Dated, nearest
from monitor.claims.text.spans import Span, hull, meets, merged, stripped
from monitor.domain import CueClass, QuoteForm, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

EDGE = " \t\n,;:–—-"


def bodies_in(reading: Reading, span: Span) -> frozenset[str]:
    """The parties of the actors mentioned in `span`."""
    catalogue = reading.catalogue
    return frozenset(catalogue.party_of(m.actor) for m in reading.mentioned(span) if m.actor)


def narrated(
    reading: Reading,
    attributed: Sequence[Statement],
    words: Lexicon,
    dates: Sequence[Dated],
    publisher: str,
) -> Iterator[Statement]:
    """Sentences outside `attributed`, two bodies and an event in each, told by `publisher`."""
    taken = merged(span for made in attributed for span in _covered(made))
    hearsay = {one.sentence: one for one in reading.found if not one.source}
    for parsed in reading.parsed:
        span = stripped(reading.text, parsed.span, EDGE, EDGE + ".")
        if meets(taken, span) or _in_quotation(reading, span):
            continue
        if len(bodies_in(reading, span)) < 2:
            continue
        made = _told_by(reading, parsed, span, words, publisher, hearsay.get(parsed.number))
        if made is not None:
            yield _dated(made, dates)


def _covered(made: Statement) -> Iterator[Span]:
    yield Span(made.start, made.end)
    if made.cue_start is not None and made.cue_end is not None:
        yield Span(made.cue_start, made.cue_end)


def _in_quotation(reading: Reading, span: Span) -> bool:
    quote = reading.quotations.around(span.start)
    return quote is not None and quote.span.contains(span)


def _told_by(
    reading: Reading,
    parsed: Parsed,
    span: Span,
    words: Lexicon,
    publisher: str,
    hearsay: Attribution | None,
) -> Statement | None:
    tokens = parsed.at(span)
    coded = code(tokens, words)
    if coded is None:
        return None
    head = main_verb(_root(tokens), tokens)
    agents, targets = details.roles(reading, parsed, head, span)
    cue = hull(hearsay.cue) if hearsay is not None else None
    plain = Attribution((), (), (span,), "", "clause", CueClass.NARRATE)
    put = stance(
        plain,
        head,
        tokens,
        coded.event,
        words,
        done=coded.event,
        own=True,
        bound=False,
        named=False,
        about=True,
        text=reading.slice(span),
    )
    held = [str(m.actor) for m in reading.mentioned(span) if m.actor]
    return Statement(
        content=reading.slice(span),
        start=span.start,
        end=span.end,
        chain=(),
        cue=reading.slice(cue) if cue is not None else coded.trigger,
        cue_class=CueClass.CLAIM if cue is not None else CueClass.NARRATE,
        origin=publisher,
        party=publisher,
        form=QuoteForm.MIXED if reading.quotations.within(span) else QuoteForm.PARAPHRASE,
        modality=put.modality,
        polarity=put.polarity,
        event=coded.event,
        trigger=coded.trigger,
        actors=tuple(dict.fromkeys(held)),
        agents=agents,
        targets=targets,
        places=details.places(reading, parsed, tokens, words),
        numbers=details.numbers(tokens),
        condition=details.condition(reading, parsed, tokens, words),
        cue_start=cue.start if cue is not None else None,
        cue_end=cue.end if cue is not None else None,
        attributed=False,
        language="en",
    )


def _root(tokens: Sequence[Token]) -> Token | None:
    return next((token for token in tokens if token.dep_ == "ROOT"), None)


def _dated(made: Statement, dates: Sequence[Dated]) -> Statement:
    from dataclasses import replace

    when = nearest(tuple(dates), made.start, Span(made.start, made.end))
    return replace(made, event_date=when)
