"""From the words of a source to a link of the chain: who that is, and for whom it speaks.

Resolution follows the guideline: a name without its title; a pronoun, or a noun that stands for
somebody named before, becomes the full name; a reporter of an outlet speaks for the outlet; an
official of a watched body speaks for it; an unnamed or private source is its own party.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.syntax import Parsed, children, subtree
from monitor.claims.speakers.affiliation import (
    body_of,
    described_body,
    governing,
    phrase_of,
    speaks_for_body,
)
from monitor.claims.speakers.names import core, is_proper, untitled
from monitor.claims.speakers.people import People, Person
from monitor.claims.speakers.references import PERSONAL, References
from monitor.claims.text.spans import Span, hull
from monitor.claims.voices import Speaker, of_actor, of_outlet, of_unlisted_outlet
from monitor.domain import ChainLink, LinkRole, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

POSSESSIVE = {"his": "he", "her": "she", "their": "they", "its": "it"}
PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which", "himself", "herself", *POSSESSIVE})
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
    }
)
DEFINITE = frozenset({"the", "his", "her", "its", "their", "this", "that"})
MAX_NAME = 60
MAX_PHRASE = 40


@dataclass(slots=True)
class Speakers:
    """Resolves the sources of one document, in order of text: pronouns look back."""

    reading: Reading
    words: Lexicon
    people: People
    references: References
    last: Speaker | None = None
    last_outlet: Speaker | None = None
    heads: dict[str, Speaker] = field(default_factory=dict)
    known: dict[str, Speaker] = field(default_factory=dict)

    def of(self, one: Attribution) -> Speaker | None:
        """Who the source of `one` is; None where nobody can be named or described."""
        if one.source_at is None:
            return None
        parsed = self.reading.parsed[one.sentence]
        head = parsed.doc[one.source_at]
        speaker = self.resolve(parsed, head)
        if speaker is not None:
            self._remember(speaker)
            self.heads[head.lower_] = speaker
        return speaker

    def _remember(self, speaker: Speaker) -> None:
        link = speaker.link
        self.last = speaker
        if link.role is LinkRole.OUTLET:
            self.last_outlet = speaker
        if link.role is LinkRole.SPEAKER and speaker.party != speaker.origin:
            self.known.setdefault(_surname(link.name), speaker)

    def resolve(self, parsed: Parsed, head: Token, *, depth: int = 0) -> Speaker | None:
        """The speaker that the noun phrase at `head` names."""
        head = _antecedent(head)
        if head.lower_ in UNKNOWN or depth > 2:
            return None
        if head.lower_ in PRONOUNS and head.pos_ in {"PRON", "DET", "SCONJ", "ADJ"}:
            return self._pronoun(parsed, head, depth)
        name = head
        if not is_proper(head) and self._mention(parsed, head) is None:
            name = self._name_beside(parsed, head) or head
        mention = self._mention(parsed, name)
        if mention is not None:
            return self._mentioned(parsed, name, mention)
        if is_proper(name):
            return self._named(parsed, name, described=head)
        return self._described(parsed, head, depth)

    def _name_beside(self, parsed: Parsed, head: Token) -> Token | None:
        """The person of 'the spokesman of X, NAME,': a name set beside a role."""
        described = self.words.list("roles") | self.words.list("outlet_nouns")
        if head.lower_ not in described:
            return None
        for token in subtree(head)[:MAX_PHRASE]:
            if token.dep_ != "appos" or not is_proper(token):
                continue
            mention = self._mention(parsed, token)
            if mention is None and len(core(token)) < 2:
                continue
            if mention is None or mention.source or self.reading.is_person(mention.actor):
                return token
        return None

    def _pronoun(self, parsed: Parsed, head: Token, depth: int) -> Speaker | None:
        at = parsed.start + head.idx
        pronoun = POSSESSIVE.get(head.lower_, head.lower_)
        subject = self.references.for_pronoun(pronoun, at)
        earlier = self.last
        if subject is not None and not self._recent(pronoun, earlier, subject.at):
            earlier = self.resolve(subject.parsed, subject.token, depth=depth + 1) or earlier
        if earlier is None:
            return None
        link = replace(earlier.link, start=at, end=at + len(head), cue=None)
        if earlier.link.role is LinkRole.SPEAKER:
            link = replace(link, name=self._full(earlier.link))
        return replace(earlier, link=link)

    def _recent(self, pronoun: str, earlier: Speaker | None, at: int) -> bool:
        """Whether the last speaker fits the pronoun and stands after the last subject."""
        if earlier is None or (earlier.link.start or 0) <= at:
            return False
        link = earlier.link
        body = link.role is LinkRole.OUTLET or (
            link.actor is not None and not self.reading.is_person(link.actor)
        )
        return body != (pronoun in PERSONAL)

    def _full(self, link: ChainLink) -> str:
        if link.actor and self.reading.is_person(link.actor):
            return link.canonical or link.name
        person = self.people.full_name(link.name)
        return person.name if person is not None else link.name

    def _person(self, person: Person) -> Speaker:
        link = ChainLink(
            person.name, LinkRole.SPEAKER, start=person.at, end=person.at + len(person.name)
        )
        if person.actor:
            return of_actor(self.reading.catalogue, link, person.actor)
        known = self.known.get(_surname(person.name))
        if known is not None:
            return replace(known, link=replace(link, name=known.origin))
        return self._of_body(link, person.name, person.body)

    def _mention(self, parsed: Parsed, head: Token) -> Mention | None:
        """The mention that names the head of the phrase itself, not a word that qualifies it."""
        found = self.reading.covering(parsed.start + head.idx)
        return found if found is not None and (found.actor or found.source) else None

    def _mentioned(self, parsed: Parsed, head: Token, mention: Mention) -> Speaker:
        if mention.source:
            return of_outlet(
                self.reading.catalogue, mention, self._outlet_name(parsed, head, mention)
            )
        link = ChainLink(mention.text, LinkRole.SPEAKER, start=mention.start, end=mention.end)
        if self.reading.is_person(mention.actor) and self._is_office(mention.text):
            span = phrase_of(self.reading, parsed, head)
            name = self.reading.slice(span)
            link = replace(link, name=name, start=span.start, end=span.end)
        return of_actor(self.reading.catalogue, link, str(mention.actor))

    def _is_office(self, text: str) -> bool:
        """'ambassador in Kabul' is an office, 'Ambassador Qomi' a name."""
        words = text.split()
        last = words[-1].lower().strip(".,")
        return words[0].islower() or last in self.words.list("roles") or " for " in text

    def _outlet_name(self, parsed: Parsed, head: Token, mention: Mention) -> str:
        """The mention with the name words around it: 'Al-Akhbar newspaper'."""
        run = core(head)
        span = hull((*parsed.of(run), Span(mention.start, mention.end))) if run else None
        if span is None or span.end - span.start > MAX_NAME:
            return mention.text
        return self.reading.slice(span)

    def _named(self, parsed: Parsed, head: Token, *, described: Token) -> Speaker | None:
        run = core(head)
        name = untitled(run, self.words)
        if not name:
            return None
        span = hull(parsed.of(name))
        text = self.reading.slice(span)
        if text.lower() in self.words.list("platforms"):
            link = ChainLink(text, LinkRole.PLATFORM, start=span.start, end=span.end)
            return Speaker(link, text, text)
        last = name[-1].lower_
        if last in self.words.list("roles") | self.words.list("bodies"):
            return self._described(parsed, head, 0)
        if any(token.lower_ in self.words.list("outlet_words") for token in run):
            return of_unlisted_outlet(
                self.reading.catalogue, self.reading.slice(hull(parsed.of(run))), span
            )
        return self._individual(parsed, text, span, described)

    def _individual(self, parsed: Parsed, text: str, span: Span, described: Token) -> Speaker:
        """Somebody the catalogue does not have, or has only under the full name."""
        person = self.people.full_name(text)
        link = ChainLink(text, LinkRole.SPEAKER, start=span.start, end=span.end)
        if person is not None and person.actor:
            return of_actor(self.reading.catalogue, link, person.actor)
        known = self.known.get(_surname(text))
        if known is not None and known.link.role is LinkRole.SPEAKER:
            return replace(known, link=replace(link, actor=known.link.actor))
        full = person.name if person is not None else text
        body = described_body(self.reading, parsed, described, self.words)
        body = body or (person.body if person is not None else None)
        return self._of_body(link, full, body)

    def _of_body(self, link: ChainLink, name: str, body: str | None) -> Speaker:
        """A person outside the catalogue, who may speak for a body inside it."""
        if body is None:
            return Speaker(link, name, name)
        return Speaker(link, name, self.reading.catalogue.names([body])[0], (body,))

    def _described(self, parsed: Parsed, head: Token, depth: int) -> Speaker | None:
        """A noun phrase: somebody named before, an outlet's reporter, a body, or nobody we know."""
        span = phrase_of(self.reading, parsed, head)
        definite = any(t.lower_ in DEFINITE for t in children(head, "det", "poss"))
        earlier = (
            self._stands_for(parsed, head, span, depth) if definite or head.tag_ == "NNP" else None
        )
        if earlier is not None:
            return replace(earlier, link=replace(earlier.link, start=span.start, end=span.end))
        document = head.lower_ in self.words.list("documents")
        role = LinkRole.DOCUMENT if document else LinkRole.ANONYMOUS
        name = self.reading.slice(span)
        link = ChainLink(name, role, start=span.start, end=span.end)
        return self._reporter(link, head, span) or self._official(link, parsed, head, depth)

    def _stands_for(self, parsed: Parsed, head: Token, span: Span, depth: int) -> Speaker | None:
        """Whom 'the spokesman', 'the channel' or 'the ministry' stands for."""
        bare = not self.reading.mentioned(span)
        if head.lower_ in self.words.list("outlet_nouns") and bare:
            return self.last_outlet
        if head.lower_ in self.words.list("roles"):
            known = self.people.with_role(self.reading.slice(span), before=span.start)
            if known is not None:
                return self._person(known)
        if bare and head.lower_ in self.heads:
            return self.heads[head.lower_]
        if bare:
            subject = self.references.for_noun(head.lower_, span.start)
            if subject is not None:
                return self.resolve(subject.parsed, subject.token, depth=depth + 1)
        return None

    def _reporter(self, link: ChainLink, head: Token, span: Span) -> Speaker | None:
        if head.lower_ not in self.words.list("reporters"):
            return None
        for mention in self.reading.mentioned(span):
            if mention.source:
                outlet = of_outlet(self.reading.catalogue, mention)
                link = replace(link, canonical=outlet.origin, source=mention.source)
                return Speaker(link, outlet.origin, outlet.party)
        return None

    def _official(self, link: ChainLink, parsed: Parsed, head: Token, depth: int) -> Speaker:
        whole = self.reading.slice(hull(parsed.of(head.subtree)))
        if not speaks_for_body(head, whole, self.words):
            return Speaker(link, link.name, link.name)
        body = self._owner(parsed, head, depth)
        if body is None:
            return Speaker(link, link.name, link.name)
        named = self.reading.catalogue.names([body])[0]
        if head.lower_ in self.words.list("bodies") or head.lower_ in self.words.list("notices"):
            role = link.role if link.role is LinkRole.DOCUMENT else LinkRole.SPEAKER
            return Speaker(
                replace(link, role=role, actor=body, canonical=named), named, named, (body,)
            )
        return Speaker(link, link.name, named, (body,))

    def _owner(self, parsed: Parsed, head: Token, depth: int) -> str | None:
        mention = body_of(self.reading, parsed, head, self.words)
        if mention is not None and mention.actor:
            return self.reading.catalogue.party_of(mention.actor)
        if governor := governing(self.reading, head, self.words):
            return governor
        owner = next((t for t in children(head, "poss") if t.lower_ in {"its", "their"}), None)
        if owner is None:
            return None
        subject = self.references.for_pronoun("it", parsed.start + parsed.doc[0].idx + owner.idx)
        found = self.resolve(subject.parsed, subject.token, depth=depth + 1) if subject else None
        return found.link.actor if found is not None else None


def _surname(name: str) -> str:
    return name.rpartition(" ")[2].lower()


def _antecedent(head: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if head.lower_ in {"who", "which", "that"}:
        verb = head.head
        while verb.dep_ in {"conj", "xcomp", "aux"} and verb.head.i != verb.i:
            verb = verb.head
        if verb.dep_ == "relcl":
            return verb.head
    return head
