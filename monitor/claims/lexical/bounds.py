"""Where a noun phrase of Persian, Pashto or Arabic ends."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.claims.lexical.arabic_bounds import ArabicBounds
from monitor.claims.lexical.tokens import Token, after_comma
from monitor.claims.lexical.words import CLOSED, folded, listed

LONGEST_PARTICLE = 3
OFFICIAL = ("bodies", "privates", "roles")


class Bounds(ArabicBounds):
    """Knows the words of one language that end a phrase, in one document."""

    def _cuts(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        token = tokens[end]
        parted = self._parted(token) and not self._held_by(tokens, at, end)
        if after_comma(token) or token.dated or parted:
            return True
        if token.mention is None and any(
            self._in(name, token)
            for name in ("times", "posts", "relatives", "adverbs", "objects", "to")
            if not (name == "posts" and tokens[end - 1].text == "د")  # 'د سره صلیب'
        ):
            return True
        if self._in("determiners", token) and not self._pointed_office(tokens, end):
            return True
        if self.language == "ar" and self._cuts_arabic(tokens, at, end):
            return True
        if token.text == "د" and self.language == "ps" and self._timed(tokens, end + 1):
            return True
        named = self.is_person(tokens[end - 1]) and not self._same_name(tokens[end - 1], token)
        return named and (token.mention is not None or self.language != "fa")

    def _same_name(self, first: Token, last: Token) -> bool:
        """'عبدالملک | حوثي': a name that is also a body's belongs to him who bears it."""
        actor = self.reading.catalogue.actors.get((first.mention and first.mention.actor) or "")
        names = (folded(alias.text).split() for alias in actor.aliases) if actor else ()
        return last.mention is not None and any(
            name[-1].removeprefix("ال") == last.text for name in names if len(name) > 1
        )

    def _parted(self, token: Token) -> bool:
        """Whether a verb that was skipped, or a mark that closes a name, stands before a token; an
        adjective still belongs to the name: 'قناة «كان» الإسرائيلية'."""
        if self.language != "ps" and any(mark in token.after for mark in CLOSED):
            adjective = self.definite(token) and token.text.endswith(("یه", "ی"))
            return not (self.language == "ar" and adjective)
        return any(len(word) > LONGEST_PARTICLE for word in token.after.split())

    def _timed(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a word of time stands at `at`: 'د دوشنبې په ورځ'."""
        return at < len(tokens) and (tokens[at].dated or self._in("times", tokens[at]))

    def _pointed_office(self, tokens: Sequence[Token], at: int) -> bool:
        """'سخنگوی این وزارت', 'د دې وزارت ویاند': whose spokesman somebody is."""
        before = tokens[at - 1]
        owned = any(self._in(name, before) for name in ("roles", "privates", "described"))
        owned = before.text == "د" if self.language == "ps" else owned
        if at + 1 >= len(tokens) or not owned:
            return False
        if self.language == "ps":
            return True  # 'د دې هېواد د پولیسو مشر'
        kinds = ("bodies", "outlet_words", "place_kinds")
        return any(self._in(name, tokens[at + 1]) for name in kinds)

    def _complete(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """After a name or a place, only more of the office or the name of its holder can follow."""
        before, token = tokens[end - 1], tokens[end]
        named = before.mention is not None or self.is_place(before.text)
        if self.language == "ar":
            return self._complete_verb_first(tokens, at, end, named=named)
        if self._begins_object(before, token):
            return True
        if not named or self.is_person(token) or self._same_name(before, token):
            return False
        if token.mention is not None and self.is_in("bodies", before.text):
            return False  # 'ارتش لبنان', 'دولت پاکستان'
        if before.mention is not None and before.mention.rule == "office":
            return False
        return token.text not in ("د", "و") and not any(
            self._in(name, token)
            for name in ("roles", "bodies", "described", "privates", "outlet_words", "preps")
        )

    def _begins_object(self, before: Token, token: Token) -> bool:
        """'ولایتی | اتهام ارسال سلاح را رد کرد'; but 'رئیس کمیسیون خرید' is one office."""
        begins = any(self._in(name, token) for name in ("deeds", "carriers"))
        office = ("bodies", "roles", "privates", "portfolios", "documents")
        return begins and not any(self._in(name, before) for name in office)

    def _locative(self, tokens: Sequence[Token], at: int, end: int) -> int:
        """Words of 'در تهران', 'في بيروت' that belong to an official or an institution, and of
        'نزدیک به شبکه X', 'مقرب من X': to whom somebody is close."""
        if end + 1 >= len(tokens):
            return 0
        tasked = self._in("tasks", tokens[end - 1]) and self._in("bodies", tokens[at])
        if self._in("near", tokens[end - 1]) or tasked or self._part_of(tokens, at, end):
            return 2
        if self.language == "ps" or tokens[end].text not in listed(self.language, "inside"):
            return 0
        following = tokens[end + 1]
        if any(self.is_person(t) for t in tokens[at:end]) or after_comma(following):
            return 0
        if following.dated or any(self._in(name, following) for name in ("occasions", "times")):
            return 0
        return self._seated(tokens, at, end)

    def _seated(self, tokens: Sequence[Token], at: int, end: int) -> int:
        """How many words say where an official or somebody else is, or where he is from."""
        held, following = tokens[at:end], tokens[end + 1]
        if self._in("determiners", following):  # 'دفتر والی در این ولایت'
            placed = end + 2 < len(tokens) and self._in("place_kinds", tokens[end + 2])
            return 3 if placed else 0
        private = self._in("privates", held[0])
        if tokens[end].text == "من":
            return 2 if private else 0
        if private or any(self._in(name, t) for t in held for name in OFFICIAL):
            return 2
        nearby = tokens[end + 1 : end + (3 if self._in("indefinites", held[0]) else 2)]
        placed = any(t.mention is not None or self.is_place(t.text) for t in nearby)
        return 2 if placed else 0

    def _part_of(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """'یکی از X', 'شماری از X', 'عدد من X': so many of them."""
        if tokens[end].text not in listed(self.language, "of_them"):
            return False
        if self.language == "fa" and self._in("privates", tokens[at]):
            return self._from_place(tokens[at:end], tokens[end + 1])
        return end - at <= 2 and any(self._in("parts", token) for token in tokens[at:end])

    def _from_place(self, held: Sequence[Token], place: Token) -> bool:
        """Persian 'دهقانی از مرو': where somebody without a name is from."""
        known = self.is_place(place.text) and self.reading.refused_at(place.span.start) is None
        return known and len(held) <= 2 and self.text[held[-1].span.end - 1] == "ی"

    def _goes_on(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """'وزارت انرژی و آب طالبان': an 'and' inside the name of a ministry."""
        held, rest = tokens[at:end], tokens[end + 1 : end + 4]
        if not rest or after_comma(rest[0]):
            return False
        if self.language == "ps":  # what belongs to a noun stands before it
            return any(self._in("portfolios", t) and not after_comma(t) for t in rest)
        if self._countries(held[-1]) and self._countries(rest[0]) and len(held) > 1:
            return self.language == "fa" and any(self._in(name, held[0]) for name in OFFICIAL)
        another = any(self._in(name, rest[0]) for name in OFFICIAL)
        named = another or any(t.mention for t in held)
        return not named and any(self._in("portfolios", t) for t in held)

    def _countries(self, token: Token) -> bool:
        """'اتاق مشترک ایران و افغانستان', 'سیستان و بلوچستان': states and provinces."""
        if token.mention is None:
            return self.is_place(token.text)
        actor = self.reading.catalogue.actors.get(token.mention.actor or "")
        return actor is not None and actor.kind == "state"
