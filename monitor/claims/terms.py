"""What a content is made of, as far as two contents can be compared: terms, places, quantities.

A term is `c:` and a concept (the same in every language), `p:` and a place, or `w:` and a folded
word or lemma (comparable within a language only). Names of the statement's own actors are not
terms: actors are compared as actors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from monitor.claims.concepts import LANGUAGES, Interval, Vocabulary, forms, vocabulary
from monitor.domain import Statement
from monitor.reading.normalise import fold

TOKEN = re.compile(r"\d+(?:[.,٬]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
ARABIC_SCRIPT = re.compile("[\u0600-\u06ff]")
MAX_CHARACTERS = 1500
MAX_TERMS = 48
LONGEST_PLACE = 3
NOUN_WITHIN = 4  # words between a number and what it counts


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many of what: an interval (exact numbers have equal ends) and the term counted."""

    low: float
    high: float
    of: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The comparable parts of one statement's content."""

    language: str
    terms: frozenset[str]
    places: frozenset[str]
    quantities: tuple[Quantity, ...]
    act: str | None  # the concept of the word that says what was done


@lru_cache(maxsize=8192)
def terms_of(statement: Statement) -> Terms:
    """The terms of a statement; linear in the content, of which the first part is enough."""
    words = vocabulary()
    text = fold(statement.content[:MAX_CHARACTERS])
    language = _language(statement.language, text)
    tokens = TOKEN.findall(text)
    places, rest = _places(words, tokens, language)
    named = _place_fields(words, statement.places, language)
    own = _actor_words(statement.actors)
    lemmas = [fold(lemma) for lemma in statement.lemmas] or rest
    kept = (_term(words, token, language) for token in lemmas if _telling(words, token, language))
    terms = [term for term in kept if not _is_name_of(term, own)]
    act = words.concept(fold(statement.trigger), language) if statement.trigger else None
    return Terms(
        language=language,
        terms=frozenset([*terms[:MAX_TERMS], *(f"p:{place}" for place in places - own)]),
        places=frozenset(places | named),
        quantities=tuple(_quantities(words, tokens, language, own)),
        act=act,
    )


def _language(declared: str | None, text: str) -> str:
    if declared in LANGUAGES:
        return declared
    return "fa" if ARABIC_SCRIPT.search(text) else "en"


def _places(
    words: Vocabulary, tokens: Sequence[str], language: str
) -> tuple[frozenset[str], list[str]]:
    """The places named, and the tokens that are no part of their names."""
    found: set[str] = set()
    rest: list[str] = []
    at = 0
    while at < len(tokens):
        for length in range(min(LONGEST_PLACE, len(tokens) - at), 0, -1):
            place = _place(words, tokens[at : at + length], language)
            if place is not None:
                found.add(place)
                at += length
                break
        else:
            rest.append(tokens[at])
            at += 1
    return frozenset(found), rest


def _place(words: Vocabulary, tokens: Sequence[str], language: str) -> str | None:
    last = tokens[-1].removesuffix("'s")
    if (found := words.places.get((*tokens[:-1], last))) is not None:
        return found
    if len(tokens) == 1:
        return next(
            (words.places[(f,)] for f in forms(last, language) if (f,) in words.places), None
        )
    return None


def _place_fields(words: Vocabulary, places: Sequence[str], language: str) -> frozenset[str]:
    """What attribution calls the places: by our own name if we know one."""
    named = (TOKEN.findall(fold(place)) for place in places)
    return frozenset(
        _place(words, tokens, language) or " ".join(tokens) for tokens in named if tokens
    )


def _actor_words(actors: Sequence[str]) -> frozenset[str]:
    return frozenset(part for actor in actors for part in actor.split("-") if len(part) > 2)


def _is_name_of(term: str, own: frozenset[str]) -> bool:
    """'iranian' names iran and "taliban's" the taliban, in the script of their ids."""
    word = term[2:].removesuffix("'s")
    return term.startswith("w:") and any(
        word == part or (len(part) > 3 and word.startswith(part)) for part in own
    )


def _telling(words: Vocabulary, token: str, language: str) -> bool:
    """Whether a token says what happened: no number, and no word that only holds others."""
    if len(token) < 2 or token[0].isdigit() or token in words.numbers or token in words.scales:
        return False
    return not words.empty(token, language)


def _term(words: Vocabulary, token: str, language: str) -> str:
    if (place := _place(words, (token,), language)) is not None:
        return f"p:{place}"
    concept = words.concept(token, language)
    if concept is not None:
        return f"c:{concept}"
    return f"w:{list(forms(token, language))[1:2][0] if _prefixed(token, language) else token}"


def _prefixed(token: str, language: str) -> bool:
    return language == "ar" and token.startswith("ال") and len(token) > 4


def _quantities(
    words: Vocabulary, tokens: Sequence[str], language: str, own: frozenset[str]
) -> Iterator[Quantity]:
    at = 0
    while at < len(tokens):
        value = _value(words, tokens[at])
        if value is None:
            at += 1
            continue
        start = at
        low, high = value
        at += 1
        while at < len(tokens) and (scale := words.scales.get(tokens[at])) is not None:
            low, high = low * scale, high * scale
            at += 1
        if _is_date(words, tokens, start, at):
            continue
        factors = next(
            (words.around[w] for w in tokens[max(0, start - 2) : start] if w in words.around), None
        )
        if factors is not None:
            low, high = low * factors[0], high * factors[1]
        counted = _counted(words, tokens[at : at + NOUN_WITHIN], language, own)
        if counted is not None:
            yield Quantity(low, high, counted)


def _value(words: Vocabulary, token: str) -> Interval | None:
    if token[0].isdigit():
        plain = re.sub(r"[,٬](?=\d{3})", "", token)
        try:
            number = float(plain)
        except ValueError:
            return None
        return (number, number)
    return words.numbers.get(token)


def _is_date(words: Vocabulary, tokens: Sequence[str], start: int, end: int) -> bool:
    beside = (*tokens[max(0, start - 1) : start], *tokens[end : end + 1])
    if any(word in words.dates for word in beside):
        return True
    token = tokens[start]
    return end == start + 1 and token.isdigit() and len(token) == 4 and "1900" <= token <= "2100"


def _counted(
    words: Vocabulary, following: Sequence[str], language: str, own: frozenset[str]
) -> str | None:
    """The first word after a number that is neither empty nor a name."""
    for token in following:
        if not _telling(words, token, language):
            continue
        term = _term(words, token, language)
        if not term.startswith("p:") and not _is_name_of(term, own):
            return term
    return None
