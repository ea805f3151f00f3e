"""Labelled statements as the program would hold them, had attribution made no mistake.

Content, chain, modality, event, actors, origin and party are the label's; who acts, numbers,
places, conditions, dates and lemmas are what the program's readers find in the labelled content.
What is wrong with claims and alerts then is the fault of clustering alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.lexicons import lexicon
from monitor.claims.attribution import language_of
from monitor.claims.document import Reading, refused, usable
from monitor.claims.english import extract as english
from monitor.claims.lexical.cues import Cue
from monitor.claims.lexical.meaning import meaning
from monitor.claims.lexical.plain import Plain
from monitor.claims.lexical.stems import stems
from monitor.claims.meaning import details
from monitor.claims.meaning.events import code
from monitor.claims.meaning.heads import negated
from monitor.claims.meaning.lemmas import lemmas
from monitor.claims.setting import settled
from monitor.claims.text.dates import Dated, find_dates, nearest
from monitor.claims.text.spans import Span
from monitor.domain import (
    Article,
    ChainLink,
    CueClass,
    Event,
    LinkRole,
    Mention,
    Modality,
    Polarity,
    Statement,
)

CLASSES = {Modality.DENIED: CueClass.DENY, Modality.URGED: CueClass.ORDER}


@dataclass(frozen=True)
class Labels:
    """The labelled rows, read beside the texts they belong to."""

    catalogue: Catalogue
    rows: Sequence[dict[str, Any]]
    known: Callable[[str], str | None]  # a name to the id of its actor or the slug of its outlet

    def of(self, article: str, text: Article, mentions: Sequence[Mention]) -> list[Statement]:
        """The labelled statements of one article, in order of text."""
        rows = [row for row in self.rows if row["article"] == article]
        language = language_of(text) or "en"
        on = text.published.date() if text.published else None
        reading = Reading(
            text.text, usable(mentions), self.catalogue, refused=refused(mentions), on=on
        )
        dates = find_dates(text.text, on, language)
        if language == "en":
            found, parsed = english.read(text.text, also=lambda _: True)
            reading = replace(reading, parsed=parsed, found=found)
        made = (self._statement(row, reading, language, dates) for row in rows)
        return list(settled(text, sorted(made, key=lambda one: (one.start, one.end))))

    def _statement(
        self, row: dict[str, Any], reading: Reading, language: str, dates: Sequence[Dated]
    ) -> Statement:
        start = reading.text.find(row["content"], max(0, row.get("start", 0) - 80))
        span = Span(start, start + len(row["content"]))
        made = Statement(
            content=row["content"],
            start=span.start,
            end=span.end,
            chain=tuple(self._links(row)),
            cue=row["cue"],
            cue_class=CLASSES.get(Modality(row["modality"]), CueClass.SAY),
            origin=row["origin"],
            party=row["party"],
            event=Event(row["event"]) if row["event"] else None,
            actors=tuple(one for name in row["actors"] if (one := self.known(name))),
            said_on=row.get("when"),
            event_date=nearest(tuple(dates), span.start, span),
            language=language,
        )
        read = _english if language == "en" else _lexical
        return replace(read(made, reading, span, language), modality=Modality(row["modality"]))

    def _links(self, row: dict[str, Any]) -> Iterator[ChainLink]:
        for name in row["chain"]:
            known = self.known(name)
            if known in self.catalogue.actors:
                yield ChainLink(name, LinkRole.SPEAKER, actor=known)
            elif known is not None:
                yield ChainLink(name, LinkRole.OUTLET, source=known)
            else:
                described = name == row["party"] and not name.istitle()
                yield ChainLink(name, LinkRole.ANONYMOUS if described else LinkRole.SPEAKER)


def _english(made: Statement, reading: Reading, span: Span, language: str) -> Statement:
    words = lexicon(language)
    trees = reading.trees_in(span)
    if not trees:
        return made
    tokens = tuple(trees[0].at(span))
    inside = {token.i for token in tokens}
    head = next((t for t in tokens if t.head.i == t.i or t.head.i not in inside), None)
    agents, targets = details.roles(reading, trees[0], head, span)
    coded = code(tokens, words)
    negative = head is not None and negated(head)
    return replace(
        made,
        polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        trigger=coded.trigger if coded else None,
        agents=agents,
        targets=targets,
        places=details.places(reading, trees[0], tokens, words),
        numbers=details.numbers(tokens),
        condition=details.condition(reading, trees[0], tokens, words),
        lemmas=lemmas(t for t in tokens if not _named(reading, trees[0].start + t.idx))
        if len(trees) == 1
        else (),
    )


def _named(reading: Reading, at: int) -> bool:
    mention = reading.covering(at)
    return mention is not None and mention.actor is not None


def _lexical(made: Statement, reading: Reading, span: Span, language: str) -> Statement:
    plain = Plain.of(reading)
    if plain.places:
        inside = [new for new, at in enumerate(plain.places) if span.start <= at < span.end]
        span = Span(inside[0], inside[-1] + 1)
    cue = Cue(span, made.cue_class, "clause", span, span)
    read = meaning(plain.reading, plain.reading.text, span, cue, language)
    return replace(
        made,
        polarity=read.polarity,
        trigger=read.trigger,
        agents=read.agents,
        targets=read.targets,
        places=read.places,
        numbers=read.numbers,
        condition=read.condition,
        lemmas=stems(made.content, language),
    )
