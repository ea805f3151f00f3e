"""Words of office and institution: whom they describe, and for whom their holder speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from monitor.claims.document import Reading
from monitor.claims.lexical.memory import Memory
from monitor.claims.lexical.phrases import NAME_BEGINS, Chunker
from monitor.claims.lexical.tokens import Phrase, Token, place_named
from monitor.claims.lexical.words import OPENING, listed
from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.text.spans import Span
from monitor.reading.normalise import fold

LONGEST_NAME = 5
NAMED_IN_TWO = 3  # words after 'mayor of': a place of one word and a name of two
MANY = ("ان", "ها", "ین", "ات")  # Persian plurals
DESCRIBING = ("roles", "bodies", "privates", "described")
CAPITALS = {"kabul": "کابل", "tehran": "تهران"}
HOLDING = ("inside", "linking", "joining", "determiners")


class Offices:
    """Reads the offices of one document."""

    def __init__(self, reading: Reading, language: str, chunker: Chunker) -> None:
        self.reading = reading
        self.catalogue = reading.catalogue
        self.language = language
        self.chunker = chunker
        self.memory = Memory(language)

    def _indefinite(self, words: Sequence[str]) -> bool:
        return any(w in listed(self.language, "indefinites") or w[0].isdigit() for w in words)

    def describes(self, phrase: Phrase) -> bool:
        """Whether a phrase has words of office or kind: it names by what somebody is."""
        lists = ("roles", "privates", "bodies", "documents", "described", "reporters")
        if self._indefinite(phrase.words[:2]) or self._somebody(phrase):
            return True
        return any(
            self._is(name, t.text) for t in phrase.tokens if t.mention is None for name in lists
        )

    def _somebody(self, phrase: Phrase) -> bool:
        """Persian 'خانمی که …': a noun with the article of what is not known yet."""
        last = self.chunker.text[phrase.span.end - 1]
        if self.language != "fa" or phrase.mentions or last != "ی":
            return False
        return self.chunker.text.startswith(" که ", phrase.span.end)

    def explains(self, phrase: Phrase) -> bool:
        """Whether an apposition says who somebody is: by an office, or by a name."""
        if any(self._is("roles", word) for word in phrase.words):
            return True
        return any(self.chunker.is_person(token) for token in phrase.tokens)

    def holds_office(self, phrase: Phrase) -> bool:
        """Whether a phrase gives an office and the name of who holds it."""
        return self._tail(phrase.tokens) is not None

    def described(self, phrase: Phrase) -> Phrase:
        """A phrase up to its last word of office, institution or place."""
        last = 0
        for at, token in enumerate(phrase.tokens):
            if self._describing(phrase.tokens, at, token, after=at == last + 1):
                last = at
        return replace(phrase, tokens=phrase.tokens[: last + 1])

    def is_official(self, phrase: Phrase, beside: Sequence[Phrase]) -> bool:
        """Whether a phrase, or what is set beside it, tells of one holder of an office."""
        words = [word for each in (phrase, *beside) for word in each.words]
        offices = [word for word in words if self._is("roles", word)]
        return bool(offices) and not any(word.endswith(MANY) for word in offices)

    def _tail(self, tokens: Sequence[Token]) -> Span | None:
        """The name after the last word that describes: 'د طالبانو ویاند NAME'."""
        if self._indefinite([t.text for t in tokens[:2]]) or self._nameless(tokens):
            return None
        last = -1
        for at, token in enumerate(tokens):
            if self._describing(tokens, at, token, after=at == last + 1):
                last = at
        if 0 < last == len(tokens) - 2 and self._called_so(tokens, last):
            last -= 1
        rest = tokens[last + 1 :]
        if last < 0 or not rest or len(rest) > LONGEST_NAME:
            return None
        if not any(
            self._is("roles", t.text) or self._is("privates", t.text) for t in tokens[: last + 1]
        ):
            return None
        rest = rest[self._of_place(tokens[last], rest) :]
        words = [word for token in rest for word in token.text.split()]
        if not words or any(word.isdigit() for word in words):
            return None
        if len(words) < 2 and self.memory.of_surname(words[0]) is None:
            return None
        return Span(rest[0].span.start, rest[-1].span.end)

    def _called_so(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a word of calling is a first name: 'مرستیال عسکر کریمي', 'سخنگو معلم احمدی'."""
        held = self._is("privates", tokens[at].text) and tokens[at].mention is None
        return held and self._is("roles", tokens[at - 1].text)

    def _of_place(self, kind: Token, rest: Sequence[Token]) -> int:
        """Arabic 'رئيس بلدية ميس الجبل NAME': how many words are the name of the place."""
        placed = self.language == "ar" and self._is("place_kinds", kind.text)
        return (2 if len(rest) != NAMED_IN_TWO else 1) if placed else 0

    def _nameless(self, tokens: Sequence[Token]) -> bool:
        """'کشاورزان لورگ باغ' are many; Arabic 'مصدر دبلوماسي', 'متحدث باسم X' without an article
        name nobody."""
        if self.language == "fa":
            return self._is("privates", tokens[0].text) and tokens[0].text.endswith(MANY)
        if self.language != "ar":
            return False
        return tokens[0].text in listed("ar", "nameless") or self.chunker.unnamed(tokens)

    def _describing(self, tokens: Sequence[Token], at: int, token: Token, *, after: bool) -> bool:
        """Whether a word tells what somebody is; `after`: so does the word before it."""
        if token.mention is not None:
            return not self.reading.is_person(token.mention.actor)
        word = token.text
        if any(self._is(name, word) for name in DESCRIBING):
            return True
        if any(word in listed(self.language, name) for name in HOLDING):
            return True
        if self.language == "ar" and self.chunker.definite(token) and word != "الله" and after:
            return True
        marked = self.language == "ar" and self.reading.text[token.span.start - 1] in OPENING
        if marked or (" " in word and not word.startswith(tuple(NAME_BEGINS))):
            return True  # a name in marks: 'رئيس كتلة «الوفاء للمقاومة» X'
        # In Pashto a place without 'د' is part of a name, in Arabic one after a first name.
        owned = self.language == "ps" and tokens[at - 1].text == "د"
        named = self.language == "ps" or (self.language == "ar" and not after)
        placed = not named and self.chunker.is_place(word)
        return at > 0 and (owned or placed)

    def _is_body(self, phrase: Phrase) -> bool:
        """Whether its head is an institution; Pashto puts what belongs to a noun before it."""
        head = next(
            (t.text for t in (reversed(phrase.tokens) if self.language == "ps" else phrase.tokens)
             if any(self._is(name, t.text) for name in ("bodies", "roles", "privates"))), "",
        )  # fmt: skip
        return self._is("bodies", head)

    def _private(self, phrase: Phrase) -> bool:
        return any(self._is("privates", word) for word in phrase.words)

    def _owner(self, tokens: Sequence[Token]) -> str | None:
        """The watched body that an office belongs to."""
        mention = next(
            (t.mention for t in tokens if t.mention is not None and t.mention.actor), None
        )
        if mention is not None:
            return self.catalogue.party_of(str(mention.actor))
        placed = (self.reading.refused_at(token.span.start) for token in tokens)
        capital = next((held for held in placed if held is not None), None)
        if capital is not None and any(
            self._is("bodies", t.text) or self._is("roles", t.text) for t in tokens
        ):
            return self.catalogue.party_of(str(capital.actor))
        words = [t.text for t in tokens]
        if any(self._is("governors", word) for word in words):
            return self._government(words) or self._by_capital(words)
        ruling = self._ruling(words)
        if ruling is not None:
            return ruling
        portfolio = any(
            (self._is("bodies", word) and self._points(words, at)) or self._is("its", word)
            for at, word in enumerate(words)
        )
        if portfolio and self.memory.last_body is not None:
            return next(iter(self.memory.last_body.actors), None)
        return None

    def _ruling(self, words: Sequence[str]) -> str | None:
        """Whose a ministry is that no country is named for, by its name: 'وزارت نیرو' is Iran's,
        'د عدلیې وزارت' that of who governs from Kabul."""
        placed = any(self.chunker.is_place(word) for word in words)
        beside = words if self.language == "ps" else ()
        for at, word in enumerate(words):
            near = beside or words[max(0, at - 1) : at]
            if any(self._is("portfolios", one) for one in near):
                found = self._by_capital([word])
                if found is not None:
                    return self._government(words) if placed else found
        return None

    def _by_capital(self, words: Sequence[str]) -> str | None:
        """The government that alone has offices of such a name."""
        for capital, place in CAPITALS.items():
            if any(word in listed(self.language, capital) for word in words):
                return self._government([place])
        return None

    def _points(self, words: Sequence[str], at: int) -> bool:
        """'این وزارت', 'د دې وزارت', 'الوزارة', 'باسمها': a body named before."""
        if self.language == "ar":
            alone = at + 1 == len(words) or not words[at + 1].startswith("ال")
            return words[at].startswith("ال") and alone
        return at > 0 and words[at - 1] in listed(self.language, "determiners")

    def _government(self, words: Sequence[str]) -> str | None:
        """A governor speaks for whoever governs from the capital of his country."""
        known = vocabulary()
        named = (*map(" ".join, pairwise(words)), *words)
        places = (place_named(word, self.language) for word in named)
        place = next((p for p in places if p is not None), None)
        wider = known.within.get(place, frozenset()) if place else frozenset()
        capitals = {c for c in known.capitals if known.within.get(c, frozenset()) & wider}
        found = {
            actor.id
            for actor in self.catalogue.actors.values()
            for alias in actor.aliases
            if alias.metonym and known.places.get((fold(alias.text),)) in capitals
        }
        return found.pop() if len(found) == 1 else None  # a crossing belongs to both sides

    def _spoken_for(
        self, phrase: Phrase, beside: Sequence[Phrase], actor: str | None
    ) -> str | None:
        if actor is not None:
            return actor
        for each in beside:
            if any(self._is("roles", word) for word in each.words):
                return self._owner(each.tokens)
        return None

    def _is(self, name: str, word: str) -> bool:
        return self.chunker.is_in(name, word)
