"""The government behind the name of a country that no state of the catalogue rules.

Such a name is a place, and its people are private: 'Afghan traders', 'in Afghanistan'. But its
organs are its government's ('Afghan border guards', 'the Afghan side'), and so is what only a
government does ('Iran and Afghanistan have agreed').
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.syntax import children
from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.text.spans import Span
from monitor.domain import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

OWNING = frozenset({"amod", "compound", "nmod", "poss"})
HIGHEST = 3  # steps up to the organ: 'Afghan' of 'Afghan defence ministry officials'
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def governing(reading: Reading, words: Lexicon) -> Iterator[Mention]:
    """Mentions of the governments that are meant where only their country is named."""
    if reading.on is None:
        return
    for found in _names().finditer(reading.text):
        if reading.covering(found.start()) is not None:
            continue
        folded = found[0].lower()
        place = vocabulary().peoples.get(folded, folded)
        actor, since = vocabulary().governments[place]
        span = Span(*found.span())
        tree = next(iter(reading.trees_in(span)), None)
        if reading.on < since or actor not in reading.catalogue.actors or tree is None:
            continue
        token = next(iter(tree.at(span)), None)
        if token is None or any(int(y) < since.year for y in YEAR.findall(tree.doc.text)):
            continue  # 'in 2011 Afghan soldiers': another government's
        named = folded == place or any(one.lower_ == "the" for one in children(token, "det"))
        if _is_organ(token, words) or (named and _acts(token, words)):
            name = reading.catalogue.actors[actor].name
            why = "a government: by what it has or does"
            yield Mention(*found.span(), found[0], found[0], name, actor=actor, reason=why)


def _is_organ(token: Token, words: Lexicon) -> bool:
    """'Afghan forces', 'the Afghan and Pakistani delegations'; none that was before."""
    first = token.head if token.dep_ == "conj" and token.head.dep_ in OWNING else token
    if first.dep_ not in OWNING:
        return False
    head = first
    for _ in range(HIGHEST):
        head = head.head
        if any(_was_before(one, words) for one in children(head, "amod", "compound", "nmod")):
            return False
        behind = [one for one in children(head, "compound", "nmod") if one.i > token.i]
        if any(one.lemma_.lower() in words.list("organs") for one in (head, *behind)):
            return True
        if head.dep_ not in OWNING:
            return False
    return False


def _was_before(word: Token, words: Lexicon) -> bool:
    """'The former Afghan army', 'the Afghan National Police', 'US-trained Afghan forces'."""
    return word.lower_ in words.list("past") | words.list("fallen") or word.text == "National"


def _acts(token: Token, words: Lexicon) -> bool:
    """'Afghanistan has signed', 'Iran and Afghanistan agreed', 'promised by the Afghans'."""
    first = token
    while first.dep_ == "conj" and first.head.pos_ in {"PROPN", "NOUN"}:
        first = first.head
    by = first.dep_ == "pobj" and first.head.dep_ == "agent"
    doing = first.head.head if by else first.head if first.dep_ == "nsubj" else None
    return doing is not None and doing.lemma_.lower() in words.list("state_acts")


@cache
def _names() -> re.Pattern[str]:
    """The names of such countries and of their people, in Latin script."""
    known = vocabulary()
    ruled = {
        place
        for place, (actor, since) in known.governments.items()
        if place not in known.capitals and since.year > 1
    }
    names = {name for name, place in known.peoples.items() if place in ruled and name.isascii()}
    either = "|".join(sorted({*names, *ruled}, key=len, reverse=True))
    return re.compile(rf"\b(?i:{either})\b(?!-)" if either else r"(?!)")
