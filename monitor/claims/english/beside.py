"""A name set beside an office between commas, which parsers take for a subject or another's name:
'According to the deputy minister, Salma Rahbar, the road …', 'quoting the deputy chief of staff,
Brigadier Salma Rahbar, reported'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import lexicon
from monitor.claims.english.syntax import DAYS, MONTH_NAMES, children, subtree
from monitor.claims.likeness.concepts import vocabulary
from monitor.reading.normalise import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_NAME = 6  # tokens
MIN_ASIDE = 4  # of a name, two commas and what they set off
HYPHENS = frozenset({"-", "–"})
WHERE = frozenset({"in", "at", "from", "near", "inside", "outside"})
LONGEST_PLACE = 3  # words
SHORTEST_NAME = 2  # words
NO_PERSON = ("sites", "bodies", "organisations", "outlet_words", "outlet_nouns")


def name_set_beside(office: Token) -> list[Token]:
    """The tokens of the name after `office` and its comma, up to the comma that ends it; none
    where what follows is a list, or a new phrase set beside the name ('X, a student, was')."""
    doc = office.doc
    phrase = [one for one in subtree(office, leave=children(office, "appos", "conj")) if one.i]
    after = max([office.i, *(one.i for one in phrase if one.i < _comma(office))]) + 1
    if after >= len(doc) or doc[after].text != ",":
        return []
    name: list[Token] = []
    for token in doc[after + 1 : after + 1 + MAX_NAME]:
        if token.text == ",":
            break
        name.append(token)
    else:
        return []
    words = [one for one in name if one.text not in HYPHENS]
    proper = len(words) > 1 and all(one.pos_ == "PROPN" for one in words)
    following = doc[name[-1].i + 2] if name and name[-1].i + 2 < len(doc) else None
    listed = following is not None and following.lower_ in {"a", "an", "and", "or"}
    return name if proper and not listed else []


def _comma(office: Token) -> int:
    """Where the first comma after it stands."""
    after = (one.i for one in office.doc[office.i :] if one.text == ",")
    return next(after, len(office.doc))


def follows_place(place: Token, name: Token) -> bool:
    """Whether the name that ends at `name` begins right after `place`: 'But in Moscow Ahmad Zia
    said', of which parsers make one name."""
    doc, words = place.doc, lexicon("en")
    nearest = range(place.i, max(0, place.i - LONGEST_PLACE), -1)
    first = next((at for at in nearest if doc[at - 1].lower_ in WHERE), None)
    beside = doc[place.i + 1 : name.i + 1]
    if first is None or len(beside) < SHORTEST_NAME:
        return False
    if any(one.lower_ in words.list(some) for one in beside for some in NO_PERSON):
        return False
    told = tuple(fold(one.text) for one in doc[first : place.i + 1])
    return vocabulary().place(told, "en") is not None


def before_aside(verb: Token) -> Token | None:
    """The name of 'The channel NAME, posting on Telegram, claimed' and of 'Opening the case, NAME,
    for the Crown, said', where the parser gave the verb no subject."""
    doc = verb.doc
    if verb.i < MIN_ASIDE or doc[verb.i - 1].text != ",":
        return None
    comma = next((i for i in range(verb.i - 2, 0, -1) if doc[i].text == ","), 0)
    noun, first = doc[comma - 1] if comma else verb, doc[comma + 1]
    if noun.pos_ not in {"NOUN", "PROPN"} or first.tag_ not in {"IN", "VBG", "VBN", "TO"}:
        return None
    left = min(one.i for one in (noun, *subtree(noun)) if one.i <= noun.i)
    placed = left > 0 and doc[left - 1].pos_ == "ADP"
    return None if placed or noun.lower_ in DAYS | MONTH_NAMES else noun
