"""Watched bodies that only a pronoun tells of: 'our aircraft', 'three of their posts', 'theirs'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.syntax import Parsed, child, children
from monitor.claims.speakers.affiliation import body_of, is_past
from monitor.claims.speakers.heard import PARTS, SEVERAL, visited
from monitor.claims.speakers.homes import owner_of, rules
from monitor.claims.speakers.reports import Told
from monitor.claims.text.spans import Span, hull
from monitor.domain import LinkRole

if TYPE_CHECKING:
    from spacy.tokens import Token

OURS = re.compile(r"\b(?:[Ww]e|[Oo]urs?)\b")
THEIRS = re.compile(r"\b[Oo]ur \w+ and theirs\b|\btheirs and ours\b")
OTHERS = re.compile(r"\b(?:their|them|they)\b", re.IGNORECASE)
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
ANYBODY = re.compile(r"\b(?:they|them|their|it|its|he|him|his|she|her)\b", re.IGNORECASE)
OWNING = frozenset({"amod", "compound", "poss", "nmod"})


def pronouns_in(
    reading: Reading, told: Told, where: Span, speaking: Sequence[str], words: Lexicon
) -> Iterator[str]:
    """The ids of those whom the pronouns of a proposition at `where` stand for."""
    text = reading.slice(where)
    if not speaking and OURS.search(text):
        yield from _ours(reading, told, words)
    if THEIRS.search(text):
        yield from visited(reading, where.start, told.speaker)
    if ANYBODY.search(text):
        yield from _topic(reading, told)
    if OTHERS.search(text):
        yield from _told_before(reading, told, where, speaking)


def _topic(reading: Reading, told: Told) -> Iterator[str]:
    """Of whom it is said: "'They will be back,' he said of Hezbollah"."""
    one = told.one
    parsed = reading.parsed[one.sentence]
    cue = parsed.doc[one.cue_at] if one.cue_at is not None else None
    for prep in children(cue, "prep") if cue is not None else ():
        topic = child(prep, "pobj") if prep.lower_ in {"of", "about"} else None
        mention = reading.covering(parsed.start + topic.idx) if topic is not None else None
        if mention is not None and mention.actor:
            yield mention.actor


def _ours(reading: Reading, told: Told, words: Lexicon) -> Iterator[str]:
    """The body of an official who is not named and says 'we': 'a security official in Quetta'."""
    one = told.one
    if told.speaker.link.role is not LinkRole.ANONYMOUS or one.source_at is None:
        return
    parsed = reading.parsed[one.sentence]
    head = parsed.doc[one.source_at]
    if head.lemma_.lower() not in words.list("servants") or is_past(head, words):
        return
    mention = body_of(reading, parsed, head, words)
    if mention is not None and mention.actor:
        yield mention.actor
        return
    names = (word for word in reading.slice(hull(one.source)).split() if word[:1].isupper())
    owners = (owner_of(reading, name.strip(",.")) for name in names)
    yield from [owner for owner in owners if owner is not None][:1]


def _told_before(
    reading: Reading, told: Told, where: Span, speaking: Sequence[str]
) -> Iterator[str]:
    """Of 'nine Pakistani soldiers had died and three of their posts burned' whose posts they are:
    those of the last several in what the same sentence reports before."""
    parsed = reading.parsed[told.one.sentence]
    if any(t.tag_ in SEVERAL and t.dep_ in SUBJECTS for t in parsed.at(where)):
        return  # 'the Taliban crews made their first flights': their own
    begins = hull(told.one.content).start
    before = [t for t in parsed.doc if begins <= parsed.start + t.idx < where.start]
    for token in reversed(before):
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ not in PARTS:
            continue
        actors = [
            actor
            for actor in _bodies(reading, parsed, token)
            if actor not in speaking and (token.tag_ in SEVERAL or not rules(reading, actor))
        ]
        if actors or token.tag_ in SEVERAL:
            yield from actors[:1]
            return


def _bodies(reading: Reading, parsed: Parsed, token: Token) -> Iterator[str]:
    """The body that a noun is, or that its people or things are of."""
    for one in (token, *children(token, *OWNING)):
        mention = reading.covering(parsed.start + one.idx)
        if mention is not None and mention.actor and not reading.is_person(mention.actor):
            yield mention.actor
