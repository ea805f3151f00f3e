"""Whom a definite noun stands for: 'the spokesman', 'the channel', 'the nurse', 'the group'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.syntax import Parsed, children
from monitor.claims.speakers.antecedents import PRONOUNS, Antecedents, Candidate
from monitor.claims.speakers.extent import set_off
from monitor.claims.speakers.homes import rules
from monitor.claims.speakers.names import is_proper
from monitor.claims.speakers.outlets import Outlets
from monitor.claims.speakers.people import Person
from monitor.claims.text.spans import Span
from monitor.claims.voices import Speaker
from monitor.domain import LinkRole

if TYPE_CHECKING:
    from spacy.tokens import Token

AGED = re.compile(r"\d-year-old$")
WORD = re.compile(r"[^\W\d_]+")
SECOND = frozenset({"deputy", "vice", "assistant"})
NEAR = 300  # code points to a person whose body is not known
FAR = 900  # code points between a noun and the person it stands for


@dataclass(frozen=True, slots=True)
class StandIns:
    """Definite nouns of one document, resolved with what its `back` remembers."""

    back: Antecedents
    words: Lexicon
    outlets: Outlets

    def of_noun(self, parsed: Parsed, head: Token, span: Span, depth: int) -> Speaker | None:
        """Whom 'the spokesman', 'the channel', 'the nurse' or 'the group' stands for."""
        mentions = self.back.reading.mentioned(span)
        noun = head.lower_.removeprefix("ex-")
        unnamed = self.outlets.is_noun(head) and not any(one.source for one in mentions)
        outlet = self.outlets.meant(parsed, head) if unnamed else None
        if outlet is not None:
            return outlet
        parties = [self.back.reading.catalogue.party_of(m.actor) for m in mentions if m.actor]
        person = self._with_role(head, span, parties)
        if person is not None:
            return self.back.named(person)
        if mentions:
            return self._latest(head, span, parties, depth)
        if (earlier := self.back.heads.get(noun) or self.back.heads.get(f"ex-{noun}")) is not None:
            return earlier
        subject = self.back.references.for_noun(noun, span.start)
        if subject is not None:
            return self.back.speaker(Candidate(subject.at, subject.parsed, subject.token), depth)
        return self._latest(head, span, parties, depth)

    def of_office(self, head: Token, span: Span) -> Speaker | None:
        """Whom 'Iran's envoy' stands for, where one was named before."""
        if not any(is_proper(owner) for owner in children(head, "poss")):
            return None
        mentions = self.back.reading.mentioned(span)
        parties = [self.back.reading.catalogue.party_of(m.actor) for m in mentions if m.actor]
        if len(parties) != 1:
            return None
        person = self._with_role(head, span, parties)
        if person is None or person.body != parties[0]:
            return self._last_named(head, span, parties) if head.tag_ == "NN" else None
        return self.back.named(person)

    def _with_role(self, head: Token, span: Span, parties: list[str]) -> Person | None:
        kinds = self.words.list("roles") | self.words.list("humans")
        if head.lower_ not in kinds or head.tag_ == "NNS":
            return None
        party = parties[0] if len(parties) == 1 else None
        phrase = self.back.reading.slice(span)
        current = self.back.current.origin if self.back.current is not None else None
        return self.back.people.with_role(phrase, span.start, party, current)

    def _latest(self, head: Token, span: Span, parties: list[str], depth: int) -> Speaker | None:
        """'the ambassador' and 'the group' of somebody of whom no such thing was told before."""
        clauses = [one for one in children(head, "relcl") if not set_off(one)]
        another = any(one.lower_ in PRONOUNS for one in children(head, "poss"))  # 'his aide'
        further = clauses or another or (not parties and children(head, "prep"))
        if head.tag_ == "NNS" or further:
            return None
        if head.lower_ in self.words.list("groups"):
            return self._latest_group(span)
        if not parties and head.lower_ in self.words.list("bodies") | self.words.list(
            "organisations"
        ):
            return self._latest_called(head.lower_, span)
        if parties and (named := self._last_named(head, span, parties)) is not None:
            return named
        aged = AGED.search(self.back.reading.slice(span)) is not None
        epithet = aged or head.lower_ in self.words.list("epithets") or self._is_past(head)
        if not epithet and not self._is_under(head):
            return None
        return self._latest_person(
            head, span, parties, depth, far=FAR if epithet or parties else NEAR
        )

    def _latest_person(
        self, head: Token, span: Span, parties: list[str], depth: int, *, far: int
    ) -> Speaker | None:
        genders = {"he": "men", "she": "women"}
        told = (one for one, name in genders.items() if head.lower_ in self.words.list(name))
        pronoun = next(told, "who")
        for one in self.back.before(span.start, ()):
            found = self.back.speaker(one, depth) if span.start - one.at <= far else None
            if found is None or found.link.role is not LinkRole.SPEAKER:
                continue
            if not self.back.fits(pronoun, one, found):
                continue
            party = self._party(found)
            if party is not None and party in parties:
                return found
            near = span.start - one.at <= NEAR and party is None and not children(head, "prep")
            agreed = not parties or near
            return found if agreed and not self._otherwise(found, head) else None
        return None

    def _last_named(self, head: Token, span: Span, parties: list[str]) -> Speaker | None:
        """NAME of 'The desk is NAME's. The Taliban's water minister likes it': the last person of
        that body who was named just before, wherever in the sentence, with no other office."""
        reading = self.back.reading
        for mention in reversed(reading.mentioned(Span(span.start - NEAR, span.start))):
            actor = mention.actor
            if not actor or not reading.is_person(actor):
                continue
            if reading.catalogue.party_of(actor) not in parties:
                continue
            name = reading.catalogue.actors[actor].name
            held = self.back.people.held_by(actor)
            person = self.back.people.full_name(name)
            person = person or Person(name, mention.start, actor)
            found = self.back.named(person)
            other = bool(held) and head.lower_ not in held
            if found is None or other or self._otherwise(found, head):
                return None
            self.back.people.holds(person, reading.slice(span), span.start)
            return found
        return None

    def _latest_group(self, span: Span) -> Speaker | None:
        for one in self.back.before(span.start, ()):
            found = self.back.speaker(one, 1)
            actor = found.link.actor if found is not None else None
            if actor and self.back.reading.catalogue.actors[actor].kind == "organisation":
                return found
        return None

    def _latest_called(self, noun: str, span: Span) -> Speaker | None:
        """'The mission', 'the agency', 'the bank': the last body spoken of that is called so."""
        for one in self.back.before(span.start, ()):
            found = self.back.speaker(one, 1) if span.start - one.at <= FAR else None
            if found is not None and self._is_called(noun, found.link.actor, found.link.name):
                return found
        reading = self.back.reading  # "UNAMA's team was there. The mission said": named, no subject
        for mention in reversed(reading.mentioned(Span(span.start - FAR, span.start))):
            if self._is_called(noun, mention.actor, mention.text):
                return self.back.of_body(mention)
        return None

    def _is_called(self, noun: str, actor: str | None, name: str) -> bool:
        """Whether 'mission' is a word of the name of an organisation."""
        if not actor or self.back.reading.catalogue.actors[actor].kind != "organisation":
            return False
        names = [name]
        if not rules(self.back.reading, actor):  # whoever governs has banks and ministries
            known = self.back.reading.catalogue.actors[actor]
            names += [known.name, *(alias.text for alias in known.aliases)]
        return any(noun in WORD.findall(one.lower()) for one in names)

    def _is_under(self, head: Token) -> bool:
        """'the deputy minister', 'the official': of whom there are many, unlike 'the president'."""
        if head.lower_ in self.words.list("ranks"):
            return True
        second = any(one.lower_ in SECOND for one in children(head, "amod", "compound"))
        return second and head.lower_ in self.words.list("roles")

    def _is_past(self, head: Token) -> bool:
        return any(one.lower_ in self.words.list("past") for one in children(head, "amod"))

    def _party(self, found: Speaker) -> str | None:
        actor = found.link.actor or next(iter(found.actors), None)
        return self.back.reading.catalogue.party_of(actor) if actor else None

    def _otherwise(self, found: Speaker, head: Token) -> bool:
        """Whether the text gives the person another part than this one."""
        person = self.back.people.full_name(found.link.name)
        if head.lower_ in self.words.list("broad") or head.pos_ == "ADJ":
            return False
        told = person.described & self.words.list("roles") if person is not None else frozenset()
        return bool(told) and not self._is_past(head) and head.lower_ not in told
