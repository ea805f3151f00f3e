"""What a content is made of, as far as two contents can be compared: terms, places, quantities.

A term is `c:` and a concept, `p:` and a place or `q:` and a number (the same in every language), or
`w:` and a folded word or lemma (comparable within a language, and names across scripts). Names of
the statement's own actors are not terms: actors are compared as actors.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from monitor.claims.likeness.affixes import bare, forms
from monitor.claims.likeness.concepts import LANGUAGES, Vocabulary, vocabulary
from monitor.claims.likeness.numerals import is_number
from monitor.claims.likeness.ownnames import Names
from monitor.claims.likeness.quantities import COUNTED, Quantity, quantities
from monitor.domain import Modality, Statement
from monitor.reading.normalise import fold

TOKEN = re.compile(r"\d+(?:[.,٬]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
LATIN_WORD = re.compile(r"[^\W\d_]+")
TITLE_CASE = 0.6  # of the words
CAPITALISED = re.compile(r"\b[A-Z][^\W\d_]+")
IN_ORDER_TO = re.compile(r"\bin order (?=to\b|that\b)", re.IGNORECASE)  # no order is given
CLOCK = re.compile(r"\b[0-2]?\d:[0-5]\d\b")  # counts nothing
MONEY = re.compile(r"([$€£]\s?\d[\d,.]*)\s?(m|k|tn)\b", re.IGNORECASE)
SUMS = {"m": "million", "k": "thousand", "tn": "trillion"}
SENTENCE_END = re.compile(r"(?<=[.!?؟۔…])\s+")
JOINER = "\u200c"
ARABIC_SCRIPT = re.compile("[\u0600-\u06ff]")
MAX_CHARACTERS = 1500
MAX_TERMS = 48
LIGHT, PLACE = 0.35, 0.7  # how much such a term tells, where a word tells 1
LONGEST_PLACE = 3
LEAST_NUMBER = 10  # smaller numbers are too common to tell claims apart


@dataclass(frozen=True, slots=True)
class Terms:
    """The comparable parts of one statement's content.

    `places` are where something happens; the state an actor is, is no place, and `sources` are
    where something comes from. `capitals` are those named at all, as places or for their
    governments. `proper` are the words that look like names: those in capitals, or all where the
    script has none.
    """

    language: str
    terms: frozenset[str]
    proper: frozenset[str]
    places: frozenset[str]
    sources: frozenset[str]
    capitals: frozenset[str]
    quantities: tuple[Quantity, ...]
    setting: frozenset[str] = frozenset()


@lru_cache(maxsize=8192)
def terms_of(statement: Statement) -> Terms:
    """The terms of a statement; linear in the content, of which the first part is enough."""
    words = vocabulary()
    written = _main_sentence(statement.content[:MAX_CHARACTERS], statement.trigger)
    language = language_of(statement)
    own = Names(statement.actors)
    written_out = _tokens(words, written, language)
    tokens = own.without(written_out)
    names = set(written_out).difference(tokens)
    places, rest = _places(words, tokens, language)
    denied = statement.modality is Modality.DENIED
    parts = set(tokens).difference(rest)
    whole = len(written) == len(statement.content)
    # A hyphen joins what the tokens have apart: 'al-qaim'.
    parts_of = (part for lemma in statement.lemmas for part in TOKEN.findall(fold(lemma)))
    folded = list(parts_of) if whole else []
    # The stem of a name is no word: 'طالب' of 'طالبان'.
    lemmas = [one for one in own.without(folded) if not any(n.startswith(one) for n in names)]
    kept = [
        _term(words, t, language)
        for t in lemmas or rest
        if _telling(words, t, language) and not _inside(words, t, places, parts, language)
    ]
    found = tuple(quantities(words, tokens, language, partial(_counted, words, language)))
    # 'Three, not thirty' tells three; where that is a denial, thirty is what it denies.
    negated = tuple(quantity for quantity in found if quantity.negated)
    found = negated if denied and negated else tuple(q for q in found if denied or not q.negated)
    if denied:  # 'they have not handed over a single drone' counts none
        found = tuple(quantity for quantity in found if quantity.high > 1)
    told = (q.told for q in found if q.told is not None and q.told >= LEAST_NUMBER)
    numbers = (f"q:{number:.0f}" for number in told)
    located = _located(words, places, tokens) | _place_fields(words, statement.places, language)
    located -= _seats(words, places, tokens)
    sources = {place for place, at in places.items() if at and tokens[at - 1] in words.origins}
    # 'The figure of 300 is a lie' says 300; what is all said by such words only points back.
    pointers = {term for term in kept if words.points_back(term[2:])} if denied else set()
    # A capital that stands for an acting government is that actor's name.
    named = {
        place
        for place in places
        if own.owns(f"p:{place}")
        or (place in words.capitals - located and not own.ids.isdisjoint(words.owners(place)))
    }
    return Terms(
        language=language,
        terms=frozenset(
            term
            for term in (*kept[:MAX_TERMS], *(f"p:{place}" for place in places), *numbers)
            if not own.owns(term) and term[2:] not in named and term not in pointers
        ),
        proper=_proper(written, language),
        places=frozenset(located - sources - named),
        sources=frozenset(sources - named),
        capitals=frozenset(place for place in places if place in words.capitals - named),
        quantities=found,
        setting=frozenset(statement.setting),
    )


def _main_sentence(content: str, trigger: str | None) -> str:
    """The sentence that tells the event, where a quotation runs over several."""
    sentences = SENTENCE_END.split(content)
    if not trigger or len(sentences) < 2:
        return content
    sought = trigger.split()
    telling = [one for one in sentences if all(word in one for word in sought)]
    return telling[0] if telling else content


def _tokens(words: Vocabulary, written: str, language: str) -> list[str]:
    """Folded words. What a zero-width non-joiner joins is one word if we know it, else two."""
    tokens: list[str] = []
    written = CLOCK.sub(" ", written)
    written = MONEY.sub(lambda sum_: f"{sum_[1]} {SUMS[sum_[2].lower()]}", written)
    for piece in IN_ORDER_TO.sub("", written).split():
        parts = piece.split(JOINER)
        whole = TOKEN.findall(fold(piece))
        known = len(parts) == 1 or any(
            words.empty(word, language)
            or word in words.numbers[language]
            or words.concept(word, language)
            or words.place((word,), language)
            for word in whole
        )
        tokens += whole if known else [w for part in parts for w in TOKEN.findall(fold(part))]
    return tokens


def language_of(statement: Statement) -> str:
    """The language whose tables a statement is read with."""
    if statement.language in LANGUAGES:
        return statement.language
    return "fa" if ARABIC_SCRIPT.search(statement.content[:MAX_CHARACTERS]) else "en"


def places_in(text: str, language: str) -> Iterator[str]:
    """The places of the vocabulary that a text names, each once, in order."""
    words = vocabulary()
    yield from _places(words, _tokens(words, text[:MAX_CHARACTERS], language), language)[0]


def precise(place: str) -> bool:
    """Whether a place is neither a state nor a capital: these stand for governments."""
    words = vocabulary()
    return bool(words.within.get(place)) and place not in words.capitals


def _proper(written: str, language: str) -> frozenset[str]:
    """The words in capitals, if they stand out; the first word of a sentence has one anyway."""
    if language != "en":
        return frozenset()
    marked = CAPITALISED.findall(written)
    if len(marked) > TITLE_CASE * len(LATIN_WORD.findall(written)):
        return frozenset()
    first = bool(marked) and written.startswith(marked[0])
    return frozenset(fold(word) for word in marked[first:])


def _places(
    words: Vocabulary, tokens: Sequence[str], language: str
) -> tuple[dict[str, int], list[str]]:
    """The places named, each with the number of its last token, and the tokens of no place."""
    found: dict[str, int] = {}
    rest: list[str] = []
    at = 0
    while at < len(tokens):
        for length in range(min(LONGEST_PLACE, len(tokens) - at), 0, -1):
            place = _place(words, tokens[at : at + length], language)
            if place is not None:
                found.setdefault(place, at)
                at += length
                break
        else:
            rest.append(tokens[at])
            at += 1
    return found, rest


def _place(words: Vocabulary, tokens: Sequence[str], language: str) -> str | None:
    last = tokens[-1].removesuffix("'s")
    if (found := words.place((*tokens[:-1], last), language)) is not None:
        return found
    if len(tokens) > 1:
        return None
    known = (words.place((form,), language) for form in forms(last, language))
    return next((place for place in known if place is not None), None)


def _located(words: Vocabulary, places: dict[str, int], tokens: Sequence[str]) -> set[str]:
    """The places without capitals that may stand for their governments."""
    return {
        place
        for place, at in places.items()
        if place not in words.capitals or (at and tokens[at - 1] in words.locative)
    }


def _seats(words: Vocabulary, places: dict[str, int], tokens: Sequence[str]) -> set[str]:
    """The capitals that only say whose officials are spoken of: 'the ministry in Kabul'."""
    return {
        place
        for place, at in places.items()
        if place in words.capitals
        and at > 1
        and tokens[at - 1] in words.locative
        and tokens[at - 2] in words.bodies
    }


def _place_fields(words: Vocabulary, places: Sequence[str], language: str) -> set[str]:
    """What attribution calls the places, as far as we know them."""
    named = (_place(words, TOKEN.findall(fold(place)) or [""], language) for place in places)
    return {place for place in named if place is not None}


def _telling(words: Vocabulary, token: str, language: str) -> bool:
    """Whether a token says what happened: no number, and no word that only holds others."""
    if len(token) < 2 or token[0].isdigit():
        return False
    if is_number(words, token, language):
        return False
    return not words.empty(token, language)


def _inside(
    words: Vocabulary, token: str, places: Mapping[str, int], parts: Collection[str], language: str
) -> bool:
    """Whether a lemma is only a part of a longer name: 'Aden' in 'the Gulf of Aden', 'Ras Isa'."""
    place = words.place((token,), language)
    return token in parts if place is None else place not in places


def _term(words: Vocabulary, token: str, language: str) -> str:
    token = token.removesuffix("'s")
    place = words.people(token) or _place(words, (token,), language)
    if place is not None:
        return f"p:{place}"
    concept = words.concept(token, language)
    return f"c:{concept}" if concept is not None else f"w:{bare(token, language)}"


def _counted(words: Vocabulary, language: str, beside: Sequence[str]) -> tuple[str, ...]:
    """The words beside a number that are neither empty nor places: what it counts is among them."""
    terms = (_term(words, one, language) for one in beside if _telling(words, one, language))
    return tuple(term for term in terms if not term.startswith("p:"))[:COUNTED]


def weight(term: str) -> float:
    """How much a term tells."""
    if term[0] == "q":
        # 300,000 tells more than 12 does.
        return 1.0 + min(1.0, math.log10(float(term[2:])) / 2.5)
    if term[2:] in vocabulary().light:
        return LIGHT
    return PLACE if term[0] == "p" else 1.0
