"""Who speaks in a stretch of Persian, Pashto or Arabic: by mentions, role nouns and word order."""

from __future__ import annotations

import re
from dataclasses import replace

from monitor.catalogue.lexicons import Lexicon, lexicon
from monitor.claims.document import Reading
from monitor.claims.lexical.cues import COMMA, folded
from monitor.claims.text.spans import Span, stripped
from monitor.claims.voices import Speaker, of_actor, of_outlet
from monitor.domain import ChainLink, LinkRole, Mention

MAX_NAME = 12
LISTS = (
    "bodies",
    "titles",
    "outlet_words",
    "privates",
    "documents",
    "reporters",
    "platforms",
)
EDGE = " \t\n،,؛;:.«»“”\"'()"
PLACE = re.compile(r"\s(?:در|في|فی)\s\w+(?=[\s،,]|$)")
WORD = re.compile(r"[^\s،,؛;:.«»“”\"'()!?؟۔]+")


class Naming:
    """Names the speaker of a region of one document."""

    def __init__(self, reading: Reading, language: str) -> None:
        self.reading = reading
        self.text = folded(reading.text)
        self.language = language
        self.words: Lexicon = lexicon(language)
        self.last: Speaker | None = None
        self._known: dict[str, Speaker] = {}
        self._roles = frozenset(folded(word) for word in self.words.list("roles"))
        self._stops = frozenset(folded(word) for word in self.words.list("stops"))
        self._pronouns = frozenset(folded(word) for word in self.words.list("pronouns"))
        self.names = {
            name: frozenset(folded(word) for word in self.words.list(name)) for name in LISTS
        }

    def mentions_in(self, region: Span, zones: list[Span]) -> list[Mention]:
        return [
            mention
            for mention in self.reading.mentioned(region)
            if not any(zone.start <= mention.start < zone.end for zone in zones)
        ]

    def speaker(self, region: Span, zones: list[Span]) -> tuple[Speaker | None, int]:
        mentions = self.mentions_in(region, zones)
        near = [m for m in mentions if m.start - region.start < 160]
        person = next((m for m in near if self.reading.is_person(m.actor)), None)
        chosen = person or next(iter(near), None)
        lead = self._lead(region, zones)
        named = person is not None and (lead is None or self._has_role(lead))
        if chosen is None or (not named and self._apart(lead, chosen)):
            return self._unnamed(lead)
        if person is None and lead is not None:
            titled = self._titled(lead, mentions)
            if titled is not None:
                return titled
            outlet = next((m for m in near if m.source and m.start < lead.end + 3), None)
            chosen = outlet or chosen
        if chosen.source:
            return self._reporter(lead, chosen) or of_outlet(
                self.reading.catalogue, chosen
            ), chosen.end
        if person is not None:
            link = ChainLink(person.text, LinkRole.SPEAKER, start=person.start, end=person.end)
            return of_actor(self.reading.catalogue, link, str(person.actor)), max(
                person.end, self._apposed(person.end, mentions)
            )
        return self._body(chosen, lead), chosen.end

    def _has_role(self, lead: Span) -> bool:
        words = self.text[lead.start : lead.end].split()
        return any(word in self._roles or word in self.names["bodies"] for word in words)

    def _apart(self, lead: Span | None, mention: Mention) -> bool:
        """Whether a mention only follows another noun phrase that opens the region."""
        if lead is None or mention.start < lead.end:
            return False
        return not self._described_by(lead, mention)

    def _titled(self, lead: Span, mentions: list[Mention]) -> tuple[Speaker, int] | None:
        """'سخنگوی وزارت X، NAME' in one phrase: the name after the last role or body word."""
        words = list(WORD.finditer(self.text, *lead))
        inside = [m for m in mentions if m.actor and lead.start <= m.start < lead.end]
        last = -1
        for index, word in enumerate(words):
            named = any(m.start <= word.start() < m.end for m in inside)
            if word[0] in self._roles or word[0] in self.names["bodies"] or named:
                last = index
        rest = words[last + 1 :]
        while rest and self.language == "ar" and rest[0][0].startswith("ال"):
            rest = rest[1:]
        roles = any(word[0] in self._roles for word in words[: last + 1])
        if last < 0 or not roles or len(rest) < 2 or not inside:
            return None
        span = Span(rest[0].start(), rest[-1].end())
        name = self.reading.slice(span)
        party = self.reading.catalogue.party_of(str(inside[0].actor))
        link = ChainLink(name, LinkRole.SPEAKER, start=span.start, end=span.end)
        named_party = self.reading.catalogue.names([party])[0]
        return Speaker(link, name, named_party, (party,)), span.end

    def _apposed(self, end: int, mentions: list[Mention]) -> int:
        """The end of '، سخنگوی طالبان،' after a name."""
        for mention in mentions:
            between = self.text[end : mention.start].split()
            if (
                mention.start >= end
                and len(between) <= 6
                and any(w.strip(COMMA) in self._roles for w in between)
            ):
                return mention.end
        return end

    def _lead(self, region: Span, zones: list[Span]) -> Span | None:
        """The noun phrase that opens the region, after adverbs and before the first stop word."""
        start = end = None
        count = 0
        for word in WORD.finditer(self.text, *region):
            inside = any(zone.start <= word.start() < zone.end for zone in zones)
            stop = word[0] in self._stops or (
                self.language == "ar" and word[0][1:] in self._stops and word[0][0] == "و"
            )
            if inside or stop:
                if start is not None:
                    break
                continue
            if start is None:
                start = word.start()
            elif any(mark in self.text[end or start : word.start()] for mark in COMMA + "«»"):
                break
            if self.language == "ps" and self._before_to(word.end(), region):
                break
            end, count = word.end(), count + 1
            if count >= MAX_NAME:
                break
        return Span(start, end) if start is not None and end is not None else None

    def _before_to(self, at: int, region: Span) -> bool:
        """Whether the postposition 'ته' follows: the word is the one spoken to."""
        following = WORD.search(self.text, at, min(region.end, at + 8))
        return following is not None and following[0] == "ته"

    def _described_by(self, lead: Span, mention: Mention) -> bool:
        """'X، سخنگوی طالبان': an unknown name explained by a role is not that body itself."""
        between = self.text[lead.end : mention.start]
        return len(between) < 3 and not any(mark in between for mark in COMMA)

    def _unnamed(self, lead: Span | None) -> tuple[Speaker | None, int]:
        if lead is None:
            return None, 0
        first = self.text[lead.start : lead.end].split()
        if not first or first[0] in self._pronouns:
            return None, lead.end
        while len(first) > 1 and first[0] in self.names["titles"]:
            lead = Span(
                lead.start + self.text[lead.start : lead.end].index(first[1], len(first[0])),
                lead.end,
            )
            first = first[1:]
        name = self.reading.slice(stripped(self.reading.text, lead, EDGE, EDGE))
        known = self._known.get(first[-1]) if len(first) == 1 else None
        if known is not None:
            return replace(
                known, link=replace(known.link, name=name, start=lead.start, end=lead.end)
            ), lead.end
        role = self._role_of(first)
        if role is LinkRole.ANONYMOUS or first[0] in self.names["bodies"]:
            lead = self._with_place(lead)
            name = self.reading.slice(lead)
        body = self._spoken_for(lead) if role is LinkRole.SPEAKER else None
        link = ChainLink(name, role, start=lead.start, end=lead.end)
        party = self.reading.catalogue.names([body])[0] if body else name
        speaker = Speaker(link, name, party, (body,) if body else ())
        if role is LinkRole.SPEAKER and len(first) > 1:
            self._known.setdefault(first[-1], speaker)
        return speaker, lead.end

    def _with_place(self, lead: Span) -> Span:
        """'یک دیپلمات در تهران', 'مصدر في بيروت': the place belongs to the description."""
        match = PLACE.match(self.text, lead.end)
        return Span(lead.start, match.end()) if match is not None else lead

    def _spoken_for(self, lead: Span) -> str | None:
        """The body in the apposition right after an unknown name: 'X، سخنگوی طالبان،'."""
        for mention in self.reading.mentioned(Span(lead.end, lead.end + 70)):
            between = [word.strip(EDGE) for word in self.text[lead.end : mention.start].split()]
            if mention.actor and between and between[0] in self._roles | {"د"} and len(between) < 7:
                return self.reading.catalogue.party_of(mention.actor)
        return None

    def _role_of(self, words: list[str]) -> LinkRole:
        if any(word in self.names["documents"] for word in words[:2]):
            return LinkRole.DOCUMENT
        if any(word in self._roles or word in self.names["privates"] for word in words[:3]):
            return LinkRole.ANONYMOUS
        return LinkRole.SPEAKER

    def _body(self, mention: Mention, lead: Span | None) -> Speaker:
        """A body, or the unnamed official before its name who speaks for it."""
        catalogue = self.reading.catalogue
        if lead is not None and lead.start < mention.start <= lead.end:
            words = self.text[lead.start : mention.start].split()
            if any(word in self._roles for word in words):
                span = Span(lead.start, mention.end)
                private = any(word in self.names["privates"] for word in words)
                party = catalogue.party_of(str(mention.actor))
                name = self.reading.slice(span)
                link = ChainLink(name, LinkRole.ANONYMOUS, start=span.start, end=span.end)
                if private:
                    return Speaker(link, name, name)
                return Speaker(link, name, catalogue.names([party])[0], (party,))
        link = ChainLink(mention.text, LinkRole.SPEAKER, start=mention.start, end=mention.end)
        return of_actor(self.reading.catalogue, link, str(mention.actor))

    def _reporter(self, lead: Span | None, mention: Mention) -> Speaker | None:
        if lead is None or lead.start >= mention.start:
            return None
        words = self.text[lead.start : mention.start].split()
        if not any(word in self.names["reporters"] for word in words):
            return None
        outlet = of_outlet(self.reading.catalogue, mention)
        span = Span(lead.start, mention.end)
        link = replace(outlet.link, name=self.reading.slice(span), role=LinkRole.ANONYMOUS,
                       start=span.start, end=span.end)  # fmt: skip
        return Speaker(link, outlet.origin, outlet.party)
