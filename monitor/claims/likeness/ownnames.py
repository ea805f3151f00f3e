"""The names of a statement's own actors among its words, as far as their ids tell, in any script.

A statement carries ids and no mentions: 'iranian' belongs to `iran`, 'طالبان' to `taliban`, and
'حزب الله' to `hezbollah`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.claims.likeness.skeletons import skeleton

SHORTEST = 3


class Names:
    """The words of the ids of some actors, and their consonants."""

    def __init__(self, actors: Sequence[str]) -> None:
        ids = [[part for part in actor.split("-") if len(part) >= SHORTEST] for actor in actors]
        self.ids = frozenset(actors)
        self.words = frozenset(part for parts in ids for part in parts)
        self.skeletons = frozenset(map(skeleton, self.words)) - {""}

    def owns(self, term: str) -> bool:
        """Whether a term is the place that an actor is called by."""
        return term.startswith("p:") and (term[2:] in self.words or term[2:] in self.ids)

    def without(self, tokens: Sequence[str]) -> list[str]:
        """The tokens that are no part of a name. A place stays: what it means is told later."""
        return list(self._rest(tokens))

    def _rest(self, tokens: Sequence[str]) -> Iterator[str]:
        at = 0
        while at < len(tokens):
            pair = "".join(tokens[at : at + 2])
            if self._has(tokens[at]):
                at += 1
            elif len(tokens) > at + 1 and self._in_two_words(pair, tokens[at + 1]):
                at += 2
            else:
                yield tokens[at]
                at += 1

    def _has(self, token: str) -> bool:
        if not token.isascii():
            return self._foreign(token)
        word = token.removesuffix("'s")
        return any(
            word == own or (len(own) > SHORTEST and word.startswith(own)) for own in self.words
        )

    def _in_two_words(self, pair: str, second: str) -> bool:
        """'حزب الله'; where the second alone is the name, the first is a word of its own."""
        return (
            pair.isalpha() and not pair.isascii() and self._foreign(pair) and not self._has(second)
        )

    def _foreign(self, token: str) -> bool:
        return skeleton(token) in self.skeletons
