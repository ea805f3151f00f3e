"""From the words of a source to a link of the chain: who that is, and for whom it speaks.

Resolution follows the guideline: a name without its title; a pronoun, or a noun that stands for a
person named before, becomes the full name; a reporter of an outlet speaks for the outlet; an
official of a watched body speaks for it; an unnamed or private source is its own party.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.attributions import Attribution
from monitor.claims.document import Reading
from monitor.claims.names import core, is_proper, untitled
from monitor.claims.people import People, Person
from monitor.claims.spans import Span, hull
from monitor.claims.syntax import Parsed, children, subtree
from monitor.domain import ChainLink, LinkRole, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

PRONOUNS = frozenset(["he", "she", "they", "it", "who", "which", "that", "himself", "herself"])
UNKNOWN = frozenset(
    ["i", "we", "you", "me", "us", "one", "this", "these", "those", "what", "there"]
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A link with what the statement takes from it: origin and party, and the actors it adds."""

    link: ChainLink
    origin: str
    party: str
    actors: tuple[str, ...] = ()


@dataclass(slots=True)
class Speakers:
    """Resolves the sources of one document, in order of text: pronouns look back."""

    reading: Reading
    words: Lexicon
    people: People
    last: Speaker | None = None

    def of(self, one: Attribution) -> Speaker | None:
        """Who the source of `one` is; None where nobody can be named or described."""
        if one.source_at is None:
            return None
        parsed = self.reading.parsed[one.sentence]
        speaker = self.resolve(parsed, parsed.doc[one.source_at], hull(one.source))
        if speaker is not None and speaker.link.role is not LinkRole.PLATFORM:
            self.last = speaker
        return speaker

    def resolve(self, parsed: Parsed, head: Token, span: Span) -> Speaker | None:
        """The speaker that the noun phrase at `head` names."""
        head = _antecedent(head)
        if head.lower_ in PRONOUNS and head.pos_ in {"PRON", "DET", "SCONJ"}:
            return self._pronoun(parsed, head)
        if head.lower_ in UNKNOWN:
            return None
        span = span if span.start <= parsed.start + head.idx < span.end else _np(parsed, head)
        mention = self._mention(parsed, head)
        if mention is not None:
            return self._mentioned(parsed, head, mention)
        if is_proper(head):
            return self._named(parsed, head, span)
        return self._described(parsed, head, span)

    def _pronoun(self, parsed: Parsed, head: Token) -> Speaker | None:
        if head.lower_ in {"that", "this"}:
            return None
        start, end = parsed.start + head.idx, parsed.start + head.idx + len(head)
        earlier = self.last
        named = self.people.last_before(start)
        if (
            head.lower_ in {"he", "she"}
            and named is not None
            and self._nearer(named, earlier, start)
        ):
            earlier = self._person(named)
        if earlier is None:
            return None
        link = replace(earlier.link, start=start, end=end, cue=None)
        if earlier.link.role is LinkRole.SPEAKER:
            link = replace(link, name=self._full(earlier.link))
        return replace(earlier, link=link)

    def _nearer(self, named: Person, earlier: Speaker | None, at: int) -> bool:
        """Whether a name in the pronoun's own sentence or no speaker at all decides for it."""
        if earlier is None or earlier.link.role is LinkRole.OUTLET:
            return True
        actor = earlier.link.actor
        return actor is not None and not self.reading.is_person(actor)

    def _full(self, link: ChainLink) -> str:
        if link.actor and self.reading.is_person(link.actor):
            return link.canonical or link.name
        person = self.people.full_name(link.name)
        return person.name if person is not None else link.name

    def _person(self, person: Person) -> Speaker:
        at, end = person.at, person.at + len(person.name)
        link = ChainLink(person.name, LinkRole.SPEAKER, start=at, end=end)
        if person.actor:
            return self._actor(link, person.actor)
        return Speaker(link, person.name, person.name)

    def _mention(self, parsed: Parsed, head: Token) -> Mention | None:
        """The mention that names the head of the phrase itself, not a word that qualifies it."""
        for token in (head, *(t for t in children(head, "appos") if is_proper(t))):
            found = self.reading.covering(parsed.start + token.idx)
            if found is not None and (found.actor or found.source):
                return found
        return None

    def _mentioned(self, parsed: Parsed, head: Token, mention: Mention) -> Speaker:
        if mention.source:
            return self.outlet(mention, self._outlet_name(parsed, head, mention))
        link = ChainLink(mention.text, LinkRole.SPEAKER, start=mention.start, end=mention.end)
        if self.reading.is_person(mention.actor) and self._is_office(mention.text):
            phrase = self._phrase(parsed, head, _np(parsed, head))
            link = replace(
                link, name=self.reading.slice(phrase), start=phrase.start, end=phrase.end
            )
        return self._actor(link, str(mention.actor))

    def _is_office(self, text: str) -> bool:
        """'ambassador in Kabul' is an office, 'Ambassador Qomi' a name."""
        words = text.split()
        last = words[-1].lower().strip(".,")
        return words[0].islower() or last in self.words.list("roles") or " for " in text

    def outlet(self, mention: Mention, name: str | None = None) -> Speaker:
        """The link of an outlet of the catalogue."""
        source = self.reading.catalogue.sources[str(mention.source)]
        link = ChainLink(
            name or mention.text,
            LinkRole.OUTLET,
            canonical=source.name,
            source=source.slug,
            start=mention.start,
            end=mention.end,
        )
        organ = self.reading.catalogue.actors.get(source.party or "")
        return Speaker(link, source.name, organ.name if organ else source.name)

    def _outlet_name(self, parsed: Parsed, head: Token, mention: Mention) -> str:
        """The mention with the name words around it: 'Al-Akhbar newspaper'."""
        run = core(head)
        span = hull((*parsed.of(run), Span(mention.start, mention.end))) if run else None
        if span is None or span.end - span.start > 60:
            return mention.text
        return self.reading.slice(span)

    def _actor(self, link: ChainLink, actor: str) -> Speaker:
        catalogue = self.reading.catalogue
        party = catalogue.party_of(actor)
        name = catalogue.actors[actor].name
        actors = (actor,) if party == actor else (actor, party)
        return Speaker(
            replace(link, canonical=name, actor=actor), name, catalogue.names([party])[0], actors
        )

    def _named(self, parsed: Parsed, head: Token, span: Span) -> Speaker | None:
        run = core(head)
        name = untitled(run, self.words)
        if not name:
            return None
        where = hull(parsed.of(name))
        text = self.reading.slice(where)
        if text.lower() in self.words.list("platforms"):
            link = ChainLink(text, LinkRole.PLATFORM, start=where.start, end=where.end)
            return Speaker(link, text, text)
        if name[-1].lower_ in self.words.list("roles") | self.words.list("bodies"):
            return self._described(parsed, head, span)
        if self._is_outlet(run):
            source = self.reading.catalogue.source_named(text)
            link = ChainLink(text, LinkRole.OUTLET, start=where.start, end=where.end)
            if source is not None:
                link = replace(link, canonical=source.name, source=source.slug)
            name_ = source.name if source is not None else text
            return Speaker(link, name_, name_)
        known = self.people.full_name(text)
        full = known.name if known is not None else text
        link = ChainLink(text, LinkRole.SPEAKER, start=where.start, end=where.end)
        if known is not None and known.actor:
            return self._actor(link, known.actor)
        body = self._body(head, parsed)
        if body is None:
            return Speaker(link, full, full)
        return Speaker(link, full, self.reading.catalogue.names([body])[0], (body,))

    def _is_outlet(self, run: list[Token]) -> bool:
        return any(token.lower_ in self.words.list("outlet_words") for token in run)

    def _described(self, parsed: Parsed, head: Token, span: Span) -> Speaker | None:
        """A noun phrase: somebody named before, an outlet's reporter, a body, or nobody we know."""
        span = self._phrase(parsed, head, span)
        text = self.reading.slice(span)
        role = head.lower_ in self.words.list("roles") or head.lower_ in {"one", "man", "woman"}
        definite = any(
            child.lower_ in {"the", "his", "her", "its", "this", "that"}
            for child in children(head, "det", "poss")
        )
        if role and (definite or head.tag_ == "NNP"):
            known = self.people.with_role(text, before=span.start)
            if known is not None:
                person = self._person(known)
                return replace(person, link=replace(person.link, start=span.start, end=span.end))
        kind = LinkRole.DOCUMENT if head.lower_ in self.words.list("documents") else None
        link = ChainLink(text, kind or LinkRole.ANONYMOUS, start=span.start, end=span.end)
        return self._by_affiliation(link, head, parsed, span)

    def _by_affiliation(self, link: ChainLink, head: Token, parsed: Parsed, span: Span) -> Speaker:
        mentions = self.reading.mentioned(span)
        if head.lower_ in self.words.list("reporters"):
            for mention in mentions:
                if mention.source:
                    outlet = self.outlet(mention)
                    link = replace(link, canonical=outlet.origin, source=mention.source)
                    return Speaker(link, outlet.origin, outlet.party)
        if head.lower_ in self.words.list("privates"):
            return Speaker(link, link.name, link.name)
        body = self._body(head, parsed)
        if body is not None:
            named = self.reading.catalogue.names([body])[0]
            link = replace(link, actor=body if link.role is LinkRole.DOCUMENT else None)
            return Speaker(link, link.name, named, (body,))
        return Speaker(link, link.name, link.name)

    def _body(self, head: Token, parsed: Parsed) -> str | None:
        """The watched body that an official or institution of this phrase speaks for."""
        for token in subtree(head)[:40]:
            mention = self.reading.covering(parsed.start + token.idx)
            if mention is not None and mention.actor and _qualifies(token, head):
                return self.reading.catalogue.party_of(mention.actor)
        return None

    def _phrase(self, parsed: Parsed, head: Token, span: Span) -> Span:
        cut = children(head, "relcl", "appos")
        tokens = [token for token in subtree(head, leave=cut)]
        phrase = hull(parsed.of(tokens))
        whole = Span(max(phrase.start, span.start), min(phrase.end, span.end))
        text = self.reading.text
        end = whole.end
        while end > whole.start and text[end - 1] in " ,;:–—-":
            end -= 1
        return Span(whole.start, end)


def _antecedent(head: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if head.lower_ in {"who", "which", "that"}:
        verb = head.head
        while verb.dep_ in {"conj", "xcomp", "aux"} and verb.head.i != verb.i:
            verb = verb.head
        if verb.dep_ == "relcl":
            return verb.head
    return head


def _qualifies(token: Token, head: Token) -> bool:
    """Not inside a relative clause or a participle: 'working with X' does not speak for X."""
    current = token
    while current.i != head.i:
        if current.dep_ in {"relcl", "acl", "advcl"} or current.head.i == current.i:
            return False
        current = current.head
    return True


def _np(parsed: Parsed, head: Token) -> Span:
    return hull(parsed.of(subtree(head, leave=children(head, "relcl"))))
