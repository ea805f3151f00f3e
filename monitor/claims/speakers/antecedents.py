"""Whom a pronoun or a definite noun stands for: the last one before it that fits.

Those it can stand for are the subjects of main clauses and whoever spoke before, the nearest
first; nobody from inside the words that are being attributed ('Dar, he says, was the one who …').
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Spans
from monitor.claims.english.syntax import Parsed, children
from monitor.claims.speakers import gender
from monitor.claims.speakers.extent import set_off
from monitor.claims.speakers.names import core, is_proper
from monitor.claims.speakers.outlets import Outlets
from monitor.claims.speakers.people import People, Person
from monitor.claims.speakers.references import MAX_BACK, References
from monitor.claims.speakers.sorts import sort_of
from monitor.claims.speakers.utterances import author, is_utterance
from monitor.claims.text.spans import Span
from monitor.claims.voices import Speaker, of_actor
from monitor.domain import ChainLink, LinkRole

if TYPE_CHECKING:
    from spacy.tokens import Token

AGED = re.compile(r"\d-year-old$")
PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "herself": "she",
    "it": "it", "its": "it", "which": "it",
    "they": "they", "them": "they", "their": "they", "who": "who",
}  # fmt: skip
FITTING = {
    "he": frozenset({"person"}),
    "she": frozenset({"person"}),
    "who": frozenset({"person", "people"}),
    "it": frozenset({"body", "outlet", "document"}),
    "they": frozenset({"people", "body"}),
}
SECOND = frozenset({"deputy", "vice", "assistant"})
NEAR = 300  # code points to a person whose body is not known
FAR = 900  # code points between a noun and the person it stands for
Resolve = Callable[[Parsed, "Token", int], Speaker | None]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody or something that has been spoken of: where, and by which noun."""

    at: int
    parsed: Parsed
    token: Token


@dataclass(slots=True)
class Antecedents:
    """Looks back through one document; told of every speaker in order of text."""

    reading: Reading
    words: Lexicon
    people: People
    references: References
    outlets: Outlets
    resolve: Resolve
    person: Callable[[Person], Speaker]
    _said: list[Candidate] = field(default_factory=list)
    _known: dict[int, Speaker] = field(default_factory=dict)
    _heads: dict[str, Speaker] = field(default_factory=dict)
    _last: Speaker | None = None

    def remember(self, parsed: Parsed, head: Token, speaker: Speaker, *, inside: bool) -> None:
        """A source that was resolved; `inside` the words of another, pronouns pass it by."""
        at = parsed.start + head.idx
        self._known[at] = speaker
        if head.lower_ in PRONOUNS:
            return
        self._heads[head.lower_] = speaker
        if not inside:
            self._said.append(Candidate(at, parsed, head))
            self._last = speaker

    def of_pronoun(self, parsed: Parsed, head: Token, own: Spans, depth: int) -> Speaker | None:
        """Whom the pronoun at `head` means, which reports the spans `own`."""
        pronoun = PRONOUNS[head.lower_]
        at = parsed.start + head.idx
        if pronoun == "it" and (writer := self._of_utterance(at, parsed, depth)) is not None:
            return writer
        human = pronoun in {"he", "she"}
        if human and (near := self._named_near(pronoun, at, parsed, own)) is not None:
            return near
        found = self._fitting(pronoun, at, own, depth)
        if found is not None:
            return found
        if human:
            named = next(self._people(pronoun, at, own), None)
            return self._named(named) or self._fitting(pronoun, at, (), depth) or self._last
        if pronoun == "it":
            return self._last_body(at)
        outlet = self._last is not None and self._last.link.role is LinkRole.OUTLET
        return None if outlet and pronoun == "they" else self._last

    def _people(self, pronoun: str, at: int, own: Spans) -> Iterator[Person]:
        people = (one for one in self.people.before(at) if not _inside(own, one.at))
        return (one for one in people if gender.fits(pronoun, one.signs, self.words))

    def _named_near(self, pronoun: str, at: int, parsed: Parsed, own: Spans) -> Speaker | None:
        """'Our stringer has reached an elder, NAME. He said': who was named in this paragraph, in
        which nobody before him did anything."""
        first = next(
            (one for one in self.reading.parsed if one.paragraph == parsed.paragraph), parsed
        )
        named = next(self._people(pronoun, at, own), None)
        if named is None or named.at < first.start:
            return None
        for one in self._before(at, own):
            if one.at < first.start:
                return self._named(named)
            found = self._speaker(one, 1)
            if found is not None and self._fits(pronoun, one, found):
                return None
        return self._named(named)

    def _of_utterance(self, at: int, parsed: Parsed, depth: int) -> Speaker | None:
        """Who speaks in 'it' after 'X has sent us a voice note': the utterance before, if the
        sentence before is of one."""
        before = [self._tree_before(parsed), parsed]
        for tree in (one for one in reversed(before) if one is not None):
            for token in reversed(tree.doc):
                place = tree.start + token.idx
                if place >= at or self.reading.quotations.around(place) is not None:
                    continue
                who = author(token, self.words) if is_utterance(token, self.words) else None
                if who is not None and tree.start + who.idx < at:
                    return self.resolve(tree, token, depth + 1)
        return None

    def _tree_before(self, parsed: Parsed) -> Parsed | None:
        """The sentence before, if it is of the same paragraph."""
        if parsed.number == 0:
            return None
        before = self.reading.parsed[parsed.number - 1]
        return before if before.paragraph == parsed.paragraph else None

    def _fitting(self, pronoun: str, at: int, own: Spans, depth: int) -> Speaker | None:
        for one in self._before(at, own):
            found = self._speaker(one, depth)
            if found is not None and self._fits(pronoun, one, found):
                return found
        return None

    def _last_body(self, at: int) -> Speaker | None:
        """The last body that the text names before `at`."""
        named = (one for one in reversed(self.reading.mentions) if one.start < at and one.actor)
        for one in named:
            if not self.reading.is_person(one.actor):
                link = ChainLink(one.text, LinkRole.SPEAKER, start=one.start, end=one.end)
                return of_actor(self.reading.catalogue, link, str(one.actor))
        return None

    def of_noun(self, parsed: Parsed, head: Token, span: Span, depth: int) -> Speaker | None:
        """Whom 'the spokesman', 'the channel', 'the nurse' or 'the group' stands for."""
        mentions = self.reading.mentioned(span)
        noun = head.lower_.removeprefix("ex-")
        unnamed = self.outlets.is_noun(head) and not any(one.source for one in mentions)
        outlet = self.outlets.meant(parsed, head) if unnamed else None
        if outlet is not None:
            return outlet
        parties = [self.reading.catalogue.party_of(m.actor) for m in mentions if m.actor]
        person = self._with_role(head, span, parties)
        if person is not None:
            return self._named(person)
        if mentions:
            return self._latest(head, span, parties, depth)
        if (earlier := self._heads.get(noun) or self._heads.get(f"ex-{noun}")) is not None:
            return earlier
        subject = self.references.for_noun(noun, span.start)
        if subject is not None:
            return self._speaker(Candidate(subject.at, subject.parsed, subject.token), depth)
        return self._latest(head, span, parties, depth)

    def of_office(self, head: Token, span: Span) -> Speaker | None:
        """Whom 'Iran's envoy' stands for, where one was named before."""
        if not any(is_proper(owner) for owner in children(head, "poss")):
            return None
        mentions = self.reading.mentioned(span)
        parties = [self.reading.catalogue.party_of(m.actor) for m in mentions if m.actor]
        if len(parties) != 1:
            return None
        person = self._with_role(head, span, parties)
        return self._named(person) if person is not None and person.body == parties[0] else None

    def _with_role(self, head: Token, span: Span, parties: list[str]) -> Person | None:
        kinds = self.words.list("roles") | self.words.list("humans")
        if head.lower_ not in kinds or head.tag_ == "NNS":
            return None
        party = parties[0] if len(parties) == 1 else None
        return self.people.with_role(self.reading.slice(span), before=span.start, party=party)

    def _latest(self, head: Token, span: Span, parties: list[str], depth: int) -> Speaker | None:
        """'the ambassador' and 'the group' of somebody of whom no such thing was told before."""
        clauses = [one for one in children(head, "relcl") if not set_off(one)]
        another = any(one.lower_ in PRONOUNS for one in children(head, "poss"))  # 'his aide'
        further = clauses or another or (not parties and children(head, "prep"))
        if head.tag_ == "NNS" or further:
            return None
        if head.lower_ in self.words.list("groups"):
            return self._latest_group(span)
        aged = AGED.search(self.reading.slice(span)) is not None
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
        for one in self._before(span.start, ()):
            found = self._speaker(one, depth) if span.start - one.at <= far else None
            if found is None or found.link.role is not LinkRole.SPEAKER:
                continue
            if not self._fits(pronoun, one, found):
                continue
            party = self._party(found)
            if party is not None and party in parties:
                return found
            near = span.start - one.at <= NEAR and party is None and not children(head, "prep")
            agreed = not parties or near
            return found if agreed and not self._otherwise(found, head) else None
        return None

    def _latest_group(self, span: Span) -> Speaker | None:
        for one in self._before(span.start, ()):
            found = self._speaker(one, 1)
            actor = found.link.actor if found is not None else None
            if actor and self.reading.catalogue.actors[actor].kind == "organisation":
                return found
        return None

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
        return self.reading.catalogue.party_of(actor) if actor else None

    def _otherwise(self, found: Speaker, head: Token) -> bool:
        """Whether the text gives the person another part than this one."""
        person = self.people.full_name(found.link.name)
        if head.lower_ in self.words.list("broad") or head.pos_ == "ADJ":
            return False
        told = person.described & self.words.list("roles") if person is not None else frozenset()
        return bool(told) and not self._is_past(head) and head.lower_ not in told

    def _before(self, at: int, own: Spans) -> Iterator[Candidate]:
        """Who has been spoken of before `at`, the nearest first, each place once."""
        said = [one for one in self._said[-MAX_BACK:] if one.at < at]
        subjects = (Candidate(one.at, one.parsed, one.token) for one in self.references.before(at))
        found = {one.at: one for one in (*subjects, *said) if not _inside(own, one.at)}
        yield from sorted(found.values(), key=lambda one: -one.at)

    def _speaker(self, one: Candidate, depth: int) -> Speaker | None:
        known = self._known.get(one.at)
        return known if known is not None else self.resolve(one.parsed, one.token, depth + 1)

    def can_speak(self, token: Token, found: Speaker) -> bool:
        """Whether it is somebody or something that says things."""
        return sort_of(self.reading, self.words, self.people, token, found) != "thing"

    def _named(self, person: Person | None) -> Speaker | None:
        return self.person(person) if person is not None else None

    def _fits(self, pronoun: str, one: Candidate, found: Speaker) -> bool:
        sort = sort_of(self.reading, self.words, self.people, one.token, found)
        if sort not in FITTING[pronoun]:
            return False
        person = self.people.full_name(found.link.name)
        run = core(one.token) if is_proper(one.token) else []
        told = [*gender.signs(one.token, run), *(person.signs if person is not None else ())]
        return gender.fits(pronoun, told, self.words)


def _inside(spans: Spans, at: int) -> bool:
    return any(span.start <= at < span.end for span in spans)
