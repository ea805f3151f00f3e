"""From the words of a source to a link of the chain: who that is, and for whom it speaks.

Resolution follows the guideline: a name without its title; a pronoun, or a noun that stands for
somebody named before, becomes the full name; a reporter of an outlet speaks for the outlet; an
official of a watched body speaks for it; an unnamed or private source is its own party.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution, Spans
from monitor.claims.english.syntax import Parsed, children
from monitor.claims.speakers.affiliation import (
    described_body,
)
from monitor.claims.speakers.antecedents import PRONOUNS, Antecedents
from monitor.claims.speakers.extent import phrase_of
from monitor.claims.speakers.heads import (
    antecedent,
    identified,
    name_beside,
    named_at,
    telling,
    unowned,
)
from monitor.claims.speakers.names import core, is_proper, untitled
from monitor.claims.speakers.outlets import Outlets
from monitor.claims.speakers.parties import Parties
from monitor.claims.speakers.people import People, Person, of_one, surname
from monitor.claims.speakers.references import References
from monitor.claims.speakers.standins import StandIns
from monitor.claims.speakers.utterances import author, is_doubted, is_utterance
from monitor.claims.text.spans import Span, holding, hull, merged
from monitor.claims.voices import Speaker, of_actor, of_outlet
from monitor.domain import ChainLink, LinkRole, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

UNKNOWN = frozenset(
    {
        "i",
        "we",
        "you",
        "me",
        "us",
        "one",
        "this",
        "these",
        "those",
        "what",
        "there",
        "that",
        "nobody",
        "someone",
        "anyone",
        "everyone",
        "q",
        "our",
        "my",
        "your",
    }
)
DEFINITE = frozenset({"the", "his", "her", "its", "their", "this", "that"})
ANSWERS = frozenset({"answer", "reply", "response", "retort", "rejoinder"})
MAX_DEPTH = 3


class Speakers:
    """Resolves the sources of one document, in order of text: pronouns look back."""

    def __init__(self, reading: Reading, words: Lexicon) -> None:
        self.reading = reading
        self.words = words
        self.people = People(reading, words)
        self.outlets = Outlets(reading, words)
        self.references = References(reading)
        self.antecedents = Antecedents(
            reading,
            words,
            self.people,
            self.references,
            resolve=lambda parsed, head, depth: self.resolve(parsed, head, depth=depth),
            person=self._person,
        )
        self.standins = StandIns(self.antecedents, words, self.outlets)
        self.parties = Parties(reading, words, self.antecedents)
        self.known: dict[str, Speaker] = {}
        self._office = words.list("roles") | words.list("bodies")
        self._common = self._office | words.list("humans")
        self._contents = merged(span for one in reading.found for span in one.content)

    def of(self, one: Attribution) -> Speaker | None:
        """Who the source of `one` is; None where nobody can be named or described."""
        if one.source_at is None:
            return None
        parsed = self.reading.parsed[one.sentence]
        cue = parsed.doc[one.cue_at] if one.cue_at is not None else None
        head = parsed.doc[one.source_at]
        speaker = self.resolve(parsed, head, own=one.content, cue=cue)
        if speaker is not None:
            inside = holding(self._contents, parsed.start + head.idx) is not None
            self.antecedents.remember(parsed, head, speaker, cue, inside=inside)
            link = speaker.link
            if link.role is LinkRole.SPEAKER and speaker.party != speaker.origin:
                self.known.setdefault(surname(link.name), speaker)
        return speaker

    def resolve(
        self,
        parsed: Parsed,
        head: Token,
        *,
        own: Spans = (),
        cue: Token | None = None,
        depth: int = 0,
    ) -> Speaker | None:
        """The speaker that the noun phrase at `head` names; `own` are the words it is given."""
        head = antecedent(head, self.words)
        unknown = head.lower_ in UNKNOWN and not (head.lower_ == "one" and children(head, "prep"))
        if unknown or depth > MAX_DEPTH:
            return None
        if head.lower_ in PRONOUNS and head.pos_ in {"PRON", "DET", "SCONJ", "ADJ"}:
            return self._pronoun(parsed, head, own, depth, cue)
        if (outlet := self.outlets.of(parsed, head)) is not None:
            return outlet
        if depth and (told := identified(head, self._common)) is not None:
            head = told
        head = telling(head, self._common)
        name, mention = head, named_at(self.reading, parsed, head)
        if mention is None or self._is_office(mention):
            name = name_beside(self.reading, parsed, head, self.words) or head
            mention = named_at(self.reading, parsed, name)
        if mention is not None:
            return self._mentioned(parsed, name, mention)
        if is_proper(name):
            return self._named(parsed, name, described=head, cue=cue, depth=depth)
        return self._described(parsed, head, cue, depth)

    def _pronoun(
        self, parsed: Parsed, head: Token, own: Spans, depth: int, cue: Token | None
    ) -> Speaker | None:
        at = parsed.start + head.idx
        earlier = self.antecedents.of_pronoun(parsed, head, own, depth, cue)
        if earlier is None:
            return None
        link = replace(earlier.link, start=at, end=at + len(head), cue=None)
        if earlier.link.role is LinkRole.SPEAKER:
            link = replace(link, name=self._full(earlier.link))
        return replace(earlier, link=link)

    def _full(self, link: ChainLink) -> str:
        if link.actor and self.reading.is_person(link.actor):
            return link.canonical or link.name
        person = self.people.full_name(link.name)
        article = link.name.lower().startswith("the ")
        return person.name if person is not None and not article else link.name

    def _person(self, person: Person) -> Speaker:
        link = ChainLink(
            person.name, LinkRole.SPEAKER, start=person.at, end=person.at + len(person.name)
        )
        if person.actor:
            return of_actor(self.reading.catalogue, link, person.actor)
        known = self._known(person.name)
        if known is not None:
            return replace(known, link=replace(link, name=known.origin))
        return self._of_body(link, person.name, person.body)

    def _known(self, name: str) -> Speaker | None:
        found = self.known.get(surname(name))
        return found if found is not None and of_one(found.origin, name) else None

    def _mentioned(self, parsed: Parsed, head: Token, mention: Mention) -> Speaker:
        if mention.source:
            return of_outlet(self.reading.catalogue, mention)
        link = ChainLink(mention.text, LinkRole.SPEAKER, start=mention.start, end=mention.end)
        described = mention.text[0].islower() and head.pos_ == "NOUN"  # 'the army's media wing'
        if described or self._is_office(mention):
            span = phrase_of(self.reading, parsed, head, self.words)
            name = self.reading.slice(span)
            link = replace(link, name=name, start=span.start, end=span.end)
        return of_actor(self.reading.catalogue, link, str(mention.actor))

    def _is_office(self, mention: Mention) -> bool:
        """'ambassador in Kabul' is an office, 'Ambassador Qomi' a name."""
        words = mention.text.split()
        last = words[-1].lower().strip(".,")
        office = words[0].islower() or last in self.words.list("roles") or " for " in mention.text
        return office and self.reading.is_person(mention.actor)

    def _named(
        self, parsed: Parsed, head: Token, *, described: Token, cue: Token | None, depth: int
    ) -> Speaker | None:
        run = unowned(self.reading, parsed, core(head), self.words)
        name = untitled(run, self.words)
        if not name:
            return None
        span = hull(parsed.of(name))
        text = self.reading.slice(span)
        if text.lower() in self.words.list("platforms"):
            link = ChainLink(text, LinkRole.PLATFORM, start=span.start, end=span.end)
            return Speaker(link, text, text)
        article = head.doc[run[0].i - 1] if run[0].i > 0 and len(name) == len(run) else None
        definite = article is not None and article.lower_ == "the"
        # 'the Colonel', but Mr Cook and Mr Khan.
        noun = self._common if definite else self._office
        if name[-1].lower_ in noun:
            return self._described(parsed, head, cue, depth)
        if article is not None and definite:
            # An organisation keeps the article that a person does not have.
            span = Span(parsed.start + article.idx, span.end)
            text = self.reading.slice(span)
        return self._individual(parsed, text, span, described, depth)

    def _individual(
        self, parsed: Parsed, text: str, span: Span, described: Token, depth: int
    ) -> Speaker:
        """Somebody the catalogue does not have, or has only under the full name."""
        person = self.people.full_name(text)
        link = ChainLink(text, LinkRole.SPEAKER, start=span.start, end=span.end)
        if person is not None and person.actor:
            return of_actor(self.reading.catalogue, link, person.actor)
        known = self._known(text)
        if known is not None and known.link.role is LinkRole.SPEAKER:
            return replace(known, link=replace(link, actor=known.link.actor))
        full = person.name if person is not None else text
        body = described_body(self.reading, parsed, described, self.words)
        body = body or (person.body if person is not None else None)
        for noun in (described, *children(described, "appos")) if body is None else ():
            body = body or self.parties.its_owner(parsed, noun, depth)
        return self._of_body(link, full, body)

    def _of_body(self, link: ChainLink, name: str, body: str | None) -> Speaker:
        """A person outside the catalogue, who may speak for a body inside it."""
        if body is None:
            return Speaker(link, name, name)
        party = self.reading.catalogue.party_of(body)
        actors = (body,) if body == party else (body, party)
        return Speaker(link, name, self.reading.catalogue.names([party])[0], actors)

    def _described(
        self, parsed: Parsed, head: Token, cue: Token | None, depth: int
    ) -> Speaker | None:
        """A noun phrase: somebody named before, an outlet's reporter, a body, or nobody we know."""
        span = phrase_of(self.reading, parsed, head, self.words, cue)
        name = self.reading.slice(span)
        definite = any(t.lower_ in DEFINITE for t in children(head, "det", "poss"))
        definite = definite and not is_doubted(head, self.words)
        if definite or head.tag_ == "NNP":
            earlier = self.standins.of_noun(parsed, head, span, depth)
            if earlier is not None:
                body = earlier.link.actor and not self.reading.is_person(earlier.link.actor)
                written = is_utterance(head, self.words)
                kept = name if body and not written else earlier.link.name
                return replace(
                    earlier, link=replace(earlier.link, name=kept, start=span.start, end=span.end)
                )
        holder = self.standins.of_office(head, span) if not definite else None
        if holder is not None:
            return replace(holder, link=replace(holder.link, start=span.start, end=span.end))
        if (writer := self._author(parsed, head, depth)) is not None:
            return writer
        document = head.lower_ in self.words.list("documents")
        role = LinkRole.DOCUMENT if document else LinkRole.ANONYMOUS
        link = ChainLink(name, role, start=span.start, end=span.end)
        return self.parties.of_reporter(link, head, span) or self.parties.of_official(
            link, parsed, head, depth
        )

    def _author(self, parsed: Parsed, head: Token, depth: int) -> Speaker | None:
        """Who speaks in 'a letter from the ministry' or 'the tape of the commander'."""
        if not is_utterance(head, self.words):
            return None
        who = author(head, self.words)
        if who is None and head.lower_ in ANSWERS:
            return self.antecedents.asked(parsed, depth)  # 'He was asked. “…,” came the answer'
        found = self.resolve(parsed, who, depth=depth + 1) if who is not None else None
        if who is None or found is None or not self.antecedents.can_speak(who, found):
            return None
        return found
