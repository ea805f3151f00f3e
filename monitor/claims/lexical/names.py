"""From a noun phrase of Persian, Pashto or Arabic to a link of the chain, and for whom it speaks.

A name of the catalogue is that actor or outlet. Else the words of the phrase decide: after the last
word of office, institution or country stands a name, or nobody is named and the whole phrase is the
source. Demonstratives and bare role nouns look back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from monitor.claims.lexical.offices import DESCRIBING
from monitor.claims.lexical.outlets import Outlets
from monitor.claims.lexical.tokens import WORD, Phrase
from monitor.claims.lexical.words import folded, listed
from monitor.claims.text.spans import Span
from monitor.claims.voices import Speaker, of_actor
from monitor.domain import LinkRole, Mention


class Naming(Outlets):
    """Names the phrases of one document."""

    def speaker(self, phrase: Phrase, beside: Sequence[Phrase] = ()) -> Speaker | None:
        """Who `phrase` is, with the appositions `beside` it; None for a pronoun nobody explains."""
        made = self._speaker(phrase, beside)
        if made is not None:
            words = [*phrase.words, *(word for each in beside for word in each.words)]
            own = tuple(folded(made.link.name).split())
            self.memory.keep(made, (*words, *own), self._offices_of(made))
        return made

    def meet(self, phrase: Phrase, beside: Sequence[Phrase]) -> None:
        """Somebody in office whom the text tells of: the pronoun after it means him, and no later
        description does."""
        self.memory.last = self._speaker(phrase, beside) or self.memory.last

    def _offices_of(self, made: Speaker) -> tuple[str, ...]:
        """The words of the offices that a person of the catalogue holds, as this language puts
        them: a text may name him by one."""
        held = self._offices.get(made.link.actor or "")
        if held is None:
            actor = self.catalogue.actors.get(made.link.actor or "")
            offices = (one for one in actor.offices if one.end is None) if actor else ()
            phrases = (folded(phrase).split() for one in offices for phrase in one.phrases)
            told = (words for words in phrases if any(self._is("roles", one) for one in words))
            held = tuple(word for words in told for word in words)
            self._offices[made.link.actor or ""] = held
        return held

    @cached_property
    def _offices(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _speaker(self, phrase: Phrase, beside: Sequence[Phrase]) -> Speaker | None:
        words = phrase.words
        if self._is("pronouns", words[0]) and len(words) == 1:
            return self._again(self.memory.last, phrase)
        earlier = self._pointed_at(phrase)
        if earlier is not None:
            return self._again(earlier, phrase)
        person = self._person(phrase) or self._person_beside(phrase, beside)
        if person is not None:
            return person
        outlet = self._outlet(phrase)
        if outlet is not None:
            return outlet
        holder = self._holder(phrase)
        if holder is not None:
            return of_actor(self.catalogue, self._link(phrase.span), holder)
        return self._by_words(phrase, beside)

    def _again(self, earlier: Speaker | None, phrase: Phrase) -> Speaker | None:
        """Somebody named before, under the full name."""
        if earlier is None:
            return None
        link = replace(earlier.link, start=phrase.span.start, end=phrase.span.end, cue=None)
        unlisted = link.role is LinkRole.SPEAKER and link.actor is None
        if unlisted and earlier.origin.endswith(link.name):
            link = replace(link, name=earlier.origin)
        return replace(earlier, link=link)

    def named(self, span: Span) -> Speaker:
        """Somebody who is introduced by a name of his own."""
        return self._individual(self._untitled(span), None)

    def knows(self, words: Sequence[str]) -> bool:
        """Whether a name, or a surname alone, is that of somebody the text has named."""
        if self._is("titles", words[0]) or self.memory.of_surname(words[-1]) is not None:
            return True
        return len(words) == 1 and words[0] in self._full_names

    # Who is meant

    def _pointed_at(self, phrase: Phrase) -> Speaker | None:
        """'این شبکه', 'المسؤول', 'سخنگوی وزارت خارجه': somebody named before."""
        same = listed(self.language, "same")  # 'المصدر ذاته'
        words = tuple(word for word in phrase.words if word not in same) or phrase.words
        pointed = words[0] in listed(self.language, "determiners")
        rest = words[1:] if pointed else words
        if not rest or phrase.mentions or not (pointed or self._definite(phrase)):
            return None
        if pointed and self._indefinite(words):
            return None
        outlet = any(self._is("outlet_words", word) for word in rest[:2])
        if outlet and (len(rest) == 1 or (pointed and len(rest) == 2)):
            return self.memory.last_outlet
        if self._is("bodies", rest[0]) and (len(rest) == 1 or self._more_of_it(rest, pointed)):
            return self.memory.last_body
        return self._of_role(phrase, rest, pointed=pointed)

    def _more_of_it(self, words: Sequence[str], pointed: bool) -> bool:
        """Persian 'این نهاد بین‌المللی مدافع حقوق بشر': the body before, in more words."""
        return pointed and self.language == "fa" and not any(self._is("roles", w) for w in words)

    def _of_role(self, phrase: Phrase, words: tuple[str, ...], *, pointed: bool) -> Speaker | None:
        office = any(self._is("roles", word) or self._is("privates", word) for word in words)
        if not office or self._tail(phrase.tokens) is not None:
            return None
        alone = len(words) == 1 and (pointed or self.language == "ar")
        return self.memory.of_role(words) or (self.memory.last if alone else None)

    def _definite(self, phrase: Phrase) -> bool:
        words = phrase.words
        if self.language == "ar":
            return words[0].startswith("ال") and len(words) <= 4
        return not self._indefinite(words) and not any(t.mention for t in phrase.tokens)

    def _person(self, phrase: Phrase) -> Speaker | None:
        persons = [m for m in phrase.mentions if self.reading.is_person(m.actor)]
        mention = min(persons, key=lambda m: m.rule == "office", default=None)
        if mention is None or self._owned(phrase, mention) or self._first_name(phrase, mention):
            return None
        if mention.rule == "office":
            if self._tail(phrase.tokens) is not None:
                return None
            return of_actor(self.catalogue, self._link(phrase.span), str(mention.actor))
        span = self._untitled(Span(mention.start, mention.end))
        return of_actor(self.catalogue, self._link(span), str(mention.actor))

    def _first_name(self, phrase: Phrase, mention: Mention) -> bool:
        """'نصرالله ملکزاده': one word by which somebody is known, with a surname of another."""
        after = [token for token in phrase.tokens if token.span.start >= mention.end]
        if mention.rule == "office" or " " in folded(mention.text) or not after:
            return False
        first = after[0]
        described = any(self._is(name, first.text) for name in DESCRIBING)
        return first.mention is None and not described and not self.chunker.is_place(first.text)

    def _holder(self, phrase: Phrase) -> str | None:
        """Who in the text is known to hold the office that a phrase tells of without a country:
        'سخنگوی وزارت خارجه', where later its holder is named."""
        words = set(phrase.words) - listed(self.language, "linking")
        if len(words) < 3 or phrase.mentions or not any(self._is("roles", word) for word in words):
            return None
        people = (m.actor for m in self.reading.mentions if self.reading.is_person(m.actor))
        held = {actor for actor in people if actor and words <= self._offices_held(actor)}
        return held.pop() if len(held) == 1 else None

    def _offices_held(self, actor: str) -> frozenset[str]:
        offices = (one for one in self.catalogue.actors[actor].offices if one.end is None)
        return frozenset(
            word for one in offices for phrase in one.phrases for word in folded(phrase).split()
        )

    def _owned(self, phrase: Phrase, mention: Mention) -> bool:
        """'دفتر X', 'یک مقام دولت X': the person is only whose office it is."""
        before = [t for t in phrase.tokens if t.span.end <= mention.start]
        if not before:
            return False
        someone = self._indefinite([token.text for token in before[:2]])
        body = self.language == "fa" and self._is("bodies", before[-1].text)
        return someone or body or (self._is("offices", before[0].text) and len(before) < 3)

    def _person_beside(self, phrase: Phrase, beside: Sequence[Phrase]) -> Speaker | None:
        """'سخنگوی وزارت X، NAME،': the person stands in the apposition."""
        if not any(self._is("roles", word) for word in phrase.words):
            return None
        return next((made for each in beside if (made := self._person(each)) is not None), None)

    # By the words of the phrase

    def _by_words(self, phrase: Phrase, beside: Sequence[Phrase]) -> Speaker | None:
        actor = self._spoken_for(phrase, beside, self._owner(phrase.tokens))
        tail = self._tail(phrase.tokens)
        if tail is not None:
            return self._individual(tail, actor)
        titled = any(self._is("titles", word) for word in phrase.words)
        if titled or not self.describes(phrase):
            return self._undescribed(phrase, beside, actor, titled=titled)
        short = self._shortened(beside)
        if short is not None:
            return of_actor(self.catalogue, self._link(short.span), str(short.mentions[0].actor))
        name = self._named_beside(phrase, beside)
        if name is not None:
            return self._individual(name, actor)
        return self._official(phrase, self._owner(phrase.tokens))

    def _undescribed(
        self, phrase: Phrase, beside: Sequence[Phrase], actor: str | None, *, titled: bool
    ) -> Speaker:
        """A name: of a body the catalogue knows, or of somebody whom an apposition may explain."""
        body = next((m for m in phrase.mentions if m.actor), None)
        if body is not None and not titled and not self.reading.is_person(body.actor):
            return of_actor(self.catalogue, self._link(phrase.span), str(body.actor))
        explained = any(self._is("roles", word) for each in beside for word in each.words)
        return self._individual(self._untitled(phrase.span), actor if explained else None)

    def _shortened(self, beside: Sequence[Phrase]) -> Phrase | None:
        """'دفتر سازمان ملل (یوناما)': the name in brackets."""
        for each in beside[:1]:
            if "(" in each.tokens[0].after and len(each.tokens) == 1 and each.mentions:
                return each if each.mentions[0].actor else None
        return None

    def _named_beside(self, phrase: Phrase, beside: Sequence[Phrase]) -> Span | None:
        """'سخنگوی این وزارت، NAME،': two or three words that describe nothing."""
        if not any(self._is("roles", word) for word in phrase.words):
            return None
        for each in beside:
            if 2 <= len(each.words) <= 4 and not each.mentions and not self.describes(each):
                return each.span
        return None

    def _individual(self, span: Span, body: str | None) -> Speaker:
        words = folded(self.reading.slice(span)).split()
        known = self.memory.of_surname(words[-1]) if words else None
        link = self._link(span)
        if known is not None and (len(words) == 1 or known.link.role is LinkRole.SPEAKER):
            same = folded(known.link.name).split()
            if len(words) == 1 or words == same:
                return replace(known, link=replace(known.link, name=link.name, start=span.start,
                                                   end=span.end, cue=None))  # fmt: skip
        full = self._full_names.get(words[0]) if len(words) == 1 else None
        origin = full or link.name
        if body is None:
            return Speaker(link, origin, origin)
        return Speaker(link, origin, self.catalogue.names([body])[0], (body,))

    @cached_property
    def _full_names(self) -> dict[str, str]:
        """Full names by surname, as first written: 'پروین صدیقی', later 'صدیقی:'."""
        closed = ("titles", "roles", "preps", "adverbs", "joining", "relatives", "pronouns")
        known: dict[str, str] = {}
        words = list(WORD.finditer(self.chunker.text))
        for first, last in pairwise(words):
            apart = self.chunker.text[first.end() : last.start()]
            if apart == " " and not any(self._is(name, first[0]) for name in closed):
                known.setdefault(last[0], self.reading.text[first.start() : last.end()])
        return known

    def _official(self, phrase: Phrase, actor: str | None) -> Speaker:
        """An institution, or an official without a name; an unnamed one speaks for himself."""
        span = phrase.span
        first = phrase.words
        role = LinkRole.ANONYMOUS
        if any(self._is("documents", word) for word in first[:2]):
            role = LinkRole.DOCUMENT
        elif self._is_body(phrase):
            role = LinkRole.SPEAKER
            inner = self._quoted(span)
            span = inner if inner is not None and inner.end + 1 >= span.end else span
        link = replace(self._link(span), role=role)
        if actor is None or (role is LinkRole.ANONYMOUS and self._private(phrase)):
            return Speaker(link, link.name, link.name)
        party = self.catalogue.party_of(actor)
        named = self.catalogue.names([party])[0]
        origin = named if role is LinkRole.SPEAKER else link.name
        return Speaker(link, origin, named, (party,))

    # Names as written

    def _untitled(self, span: Span) -> Span:
        words = folded(self.reading.slice(span)).split(" ")
        at = span.start
        while len(words) > 1:
            pair = len(words) > 2 and self._is("titles", " ".join(words[:2]))
            if not pair and words[0] and not self._is("titles", words[0]):
                break
            title, words = words[: 1 + pair], words[1 + pair :]
            at += len(" ".join(title)) + 1
        return Span(at, span.end)
