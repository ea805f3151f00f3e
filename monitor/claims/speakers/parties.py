"""For whom somebody speaks who is described and not named: an outlet, a watched body, or nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.syntax import Parsed, children
from monitor.claims.speakers.affiliation import body_of, governing, seated, speaks_for_body
from monitor.claims.speakers.antecedents import Antecedents
from monitor.claims.text.spans import Span, hull
from monitor.claims.voices import Speaker, of_outlet
from monitor.domain import ChainLink, LinkRole

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Parties:
    """The bodies behind the officials, reporters and papers of one document."""

    reading: Reading
    words: Lexicon
    antecedents: Antecedents

    def of_reporter(self, link: ChainLink, head: Token, span: Span) -> Speaker | None:
        """A reporter of an outlet of the catalogue, who speaks for the outlet."""
        if head.lower_ not in self.words.list("reporters"):
            return None
        for mention in self.reading.mentioned(span):
            if mention.source:
                outlet = of_outlet(self.reading.catalogue, mention)
                link = replace(link, canonical=outlet.origin, source=mention.source)
                return Speaker(link, outlet.origin, outlet.party)
        return None

    def of_official(self, link: ChainLink, parsed: Parsed, head: Token, depth: int) -> Speaker:
        """Whoever is described: an official of a watched body speaks for it, others for none."""
        whole = self.reading.slice(hull(parsed.of(head.subtree)))
        if not speaks_for_body(head, whole, self.words):
            return Speaker(link, link.name, link.name)
        body = self._owner(parsed, head, depth)
        if body is None:
            return Speaker(link, link.name, link.name)
        party = self.reading.catalogue.party_of(body)
        actors = (body,) if body == party else (body, party)
        own, named = self.reading.catalogue.names([body, party])
        if head.lower_ in self.words.list("bodies") or head.lower_ in self.words.list("notices"):
            role = link.role if link.role is LinkRole.DOCUMENT else LinkRole.SPEAKER
            return Speaker(replace(link, role=role, actor=body, canonical=own), own, named, actors)
        return Speaker(link, link.name, named, actors)

    def _owner(self, parsed: Parsed, head: Token, depth: int) -> str | None:
        mention = body_of(self.reading, parsed, head, self.words)
        if mention is not None and mention.actor:
            return mention.actor
        if governor := governing(self.reading, parsed, head, self.words):
            return governor
        its = self.its_owner(parsed, head, depth)
        return its or seated(self.reading, parsed, head, self.words)

    def its_owner(self, parsed: Parsed, head: Token, depth: int) -> str | None:
        """The body of 'its spokesman': the one that was spoken of."""
        owner = next((t for t in children(head, "poss") if t.lower_ in {"its", "their"}), None)
        if owner is None:
            return None
        found = self.antecedents.of_pronoun(parsed, owner, (), depth + 1)
        return found.link.actor if found is not None else None
