"""The words of an English content that say what happened, in their dictionary forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

CONTENT = frozenset({"PROPN", "NOUN", "VERB", "ADJ", "ADV", "NUM"})
LIGHT = frozenset({"be", "have", "do", "say", "tell", "make", "get", "take", "go"})


def lemmas(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Nouns, verbs, adjectives, adverbs and numbers, in order, without verbs that only help."""
    telling = (token for token in tokens if token.pos_ in CONTENT)
    return tuple(lemma for token in telling if (lemma := token.lemma_.lower()) not in LIGHT)
