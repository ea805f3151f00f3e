"""Words and names of a stretch of text, and the phrases they make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from monitor.catalogue.lexicons import lexicon
from monitor.claims.lexical.words import COMMA, alternatives
from monitor.claims.likeness.affixes import forms
from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.text.spans import Span, hull
from monitor.domain import Mention
from monitor.reading.normalise import fold

WORD = re.compile(r"[^\s،,؛;:.«»“”\"'()\[\]!?؟۔…|]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or all words of one name. `after` are the marks and spaces before it."""

    span: Span
    text: str
    mention: Mention | None = None
    after: str = ""
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase; `under` is what it depends on: a preposition, 'ته', 'را', or nothing."""

    tokens: tuple[Token, ...]
    under: str = ""
    after_comma: bool = False
    joint: bool = False

    @property
    def span(self) -> Span:
        """From its first word to its last."""
        return hull(token.span for token in self.tokens)

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, folded."""
        return tuple(word for token in self.tokens for word in token.text.split())

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The names in it."""
        return tuple(token.mention for token in self.tokens if token.mention is not None)


def subject_of(found: Sequence[Phrase]) -> tuple[Phrase | None, list[Phrase]]:
    """The first phrase that depends on nothing, and what is set beside it in commas."""
    for at, phrase in enumerate(found):
        if not phrase.under:
            return phrase, appositions(found, at)
    return None, []


def appositions(found: Sequence[Phrase], at: int) -> list[Phrase]:
    """What is set beside the phrase at `at` in commas."""
    beside = []
    for phrase in found[at + 1 : at + 4]:
        if phrase.under or not phrase.after_comma or phrase.joint:
            break
        beside.append(phrase)
    return beside


def after_comma(token: Token) -> bool:
    """Whether a comma, a colon, a bracket or a dash parts a word from what goes before."""
    return any(mark in token.after for mark in COMMA + ":(–—|")


def place_named(word: str, language: str) -> str | None:
    """The gazetteer's place of a word, also without what Arabic writes together with it."""
    found = (vocabulary().place((one,), language) for one in forms(fold(word), language))
    return next((place for place in found if place is not None), None)


def blanked(language: str, text: str, region: Span) -> list[Span]:
    """'که نخواست نامش فاش شود', 'طلب عدم نشر اسمه': why somebody is not named names nobody."""
    return [Span(*match.span()) for match in _anonymity(language).finditer(text, *region)]


@cache
def _anonymity(language: str) -> re.Pattern[str]:
    opens = alternatives(lexicon(language).list("anonymity"))
    ends = alternatives(lexicon(language).list("anonymity_ends"))
    return re.compile(rf"(?<!\w)[وف]?(?:{opens})(?!\w)[^{COMMA}.۔«]{{0,60}}?(?:{ends})(?!\w)")
