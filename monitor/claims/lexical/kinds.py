"""What kind of word a word is: its list of the lexicon, a person of the catalogue, a place."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.claims.document import Reading
from monitor.claims.lexical.tokens import Token, place_named
from monitor.claims.lexical.words import listed
from monitor.claims.text.spans import Span


class Kinds:
    """Knows the words of one language in one document."""

    def __init__(self, reading: Reading, text: str, language: str, dates: Sequence[Span]) -> None:
        self.reading = reading
        self.text = text
        self.language = language
        self.dates = dates
        self.own: frozenset[str] = frozenset()  # the words of the publisher's name
        self._lists = {
            name: listed(language, name)
            for name in (
                "preps", "posts", "joining", "adverbs", "times", "determiners", "relatives",
                "occasions", "roles", "bodies", "privates", "outlet_words", "to", "objects",
                "parts",
            )
        }  # fmt: skip

    def is_in(self, name: str, word: str) -> bool:
        """Whether a folded word stands in a list of the lexicon; Arabic without its article or its
        ending in the accusative too."""
        held = self._lists.get(name) or listed(self.language, name)
        if word in held or self.language != "ar":
            return word in held
        if word.removeprefix("ال") in held or word.removesuffix("ا") in held:
            return True
        if name == "outlet_words" and word.removeprefix("ل") in held:
            return True  # 'للقناة 12'
        person = name in ("roles", "privates") and word.endswith("ه")
        return person and word.removeprefix("ال").removesuffix("ه") in held  # 'الباحثة'

    def is_person(self, token: Token) -> bool:
        """Whether the token names a person of the catalogue, and not only his office."""
        held = token.mention
        return held is not None and held.rule != "office" and self.reading.is_person(held.actor)

    def is_place(self, word: str) -> bool:
        """Whether the gazetteer knows a word as a place."""
        return place_named(word, self.language) is not None

    def _in(self, name: str, token: Token) -> bool:
        return token.mention is None and self.is_in(name, token.text)
