"""Whom 'he' and whom 'she' can be, as far as a text and given names tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.syntax import children

if TYPE_CHECKING:
    from spacy.tokens import Token

EXCLUDED = {"he": "women", "she": "men"}


def fits(pronoun: str, signs: Iterable[str], words: Lexicon) -> bool:
    """Whether none of `signs` (names, titles, nouns; in small letters) speaks against it."""
    other = words.list(EXCLUDED[pronoun]) if pronoun in EXCLUDED else frozenset()
    return not any(sign.rstrip(".") in other for sign in signs)


def signs(head: Token, run: Sequence[Token] = ()) -> list[str]:
    """What a phrase tells: titles and given names of the name `run`, and its nouns."""
    named = [token.lower_ for token in run[:-1] or run]
    beside = [noun for noun in (head, *children(head, "appos")) if noun.pos_ == "NOUN"]
    roles = (one for noun in beside for one in (noun, *children(noun, "compound")))
    return [*named, *(one.lower_ for one in roles)]
