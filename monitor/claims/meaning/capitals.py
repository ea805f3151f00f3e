"""Places and governments by their part in an English sentence.

The matcher decides by the words beside a name. A capital that it left a place is a government where
the tree shows that it acts, or that something is said, given or owed to it or had from it: 'Tehran
teaches', 'offered to Kabul', 'set Kabul no deadline', 'on the orders of Kabul'; so is a country
from which something was received. And a state is a mere place where something is in it, or somebody
crosses it or comes home from it; its people are meant where they do what a state does.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon, lexicon
from monitor.claims.document import Reading
from monitor.claims.english.syntax import Parsed, child, children
from monitor.claims.meaning.nations import governing
from monitor.domain import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

GIVEN = frozenset({"dobj", "dative", "iobj"})
BASED = re.compile("[-‐‑–]based")
DASHES = tuple("-‐‑–—/")
INSIDE = frozenset({"in", "inside", "across", "throughout", "within", "near"})
CROSSED = frozenset(
    {"cross", "transit", "traverse", "overfly", "rebuild", "tour", "border", "adjoin", "skirt"}
)
RETURNING = frozenset({"come", "return", "arrive", "flee", "travel", "cross", "go", "returnee"})
COMING = frozenset({"come", "arrive", "originate", "emanate", "stem"})
PEOPLE = frozenset({"NNPS", "PRP", "CD", "WP"})


def with_governments(reading: Reading) -> Reading:
    """The reading in which such capitals count."""
    words = lexicon("en")
    meant = [
        replace(mention, vetoed=False, reason="a government: by its part in the sentence")
        for mention in reading.refused
        if (_is_capital(reading, mention) and _is_meant(reading, mention, words))
        or (_is_country(reading, mention) and _has_given(reading, mention, words))
        or (_is_people(reading, mention) and _acts(reading, mention, words))
    ]
    meant.extend(governing(reading, words))
    if not meant:
        return reading
    mentions = sorted((*reading.mentions, *meant), key=lambda one: one.start)
    places = {one.start for one in meant}
    kept = tuple(one for one in reading.refused if one.start not in places)
    return replace(reading, mentions=tuple(mentions), refused=kept)


def is_scene(reading: Reading, mention: Mention) -> bool:
    """Whether a state named outright is only where something is: 'in Iran', 'home from Iran'."""
    actor = reading.catalogue.actors.get(mention.actor or "")
    if actor is None or actor.kind != "state" or _is_capital(reading, mention):
        return False
    if BASED.match(reading.text, mention.end):
        return True
    found = _token(reading, mention)
    if found is not None and found.dep_ == "dobj" and found.head.lemma_.lower() in CROSSED:
        return True
    joined = reading.text[mention.end : mention.end + 1] in DASHES  # 'in Iran–US talks'
    if joined or found is None or found.dep_ not in {"pobj", "conj"}:
        return False
    prep = _first(found).head
    above = prep.head.head if prep.head.lower_ in {"back", "home"} else prep.head
    over = above.lemma_.lower()
    if prep.lower_ == "from" and over in COMING:
        comer = _comer(above)
        return comer is None or _is_human(comer, lexicon("en"))
    return prep.lower_ in INSIDE or (prep.lower_ == "from" and over in RETURNING)


def _is_capital(reading: Reading, mention: Mention) -> bool:
    actor = reading.catalogue.actors.get(mention.actor or "")
    aliases = actor.aliases if actor is not None else ()
    return any(one.metonym and one.text == mention.alias for one in aliases)


def _is_country(reading: Reading, mention: Mention) -> bool:
    """Whether it is a country's name that may be a mere place."""
    actor = reading.catalogue.actors.get(mention.actor or "")
    aliases = actor.aliases if actor is not None else ()
    return any(one.country and one.text == mention.alias for one in aliases)


def _has_given(reading: Reading, mention: Mention, words: Lexicon) -> bool:
    """'We have received the lorries from India', but no refugees and no fighters."""
    found = _token(reading, mention) if reading.covering(mention.start) is None else None
    if found is None or found.dep_ != "pobj" or found.head.lower_ != "from":
        return False
    thing = child(found.head.head, "dobj") or found.head.head
    had = found.head.head.lemma_.lower() in words.list("offers") and found.head.head.pos_ == "VERB"
    return had and not _is_human(thing, words)


def _is_human(noun: Token, words: Lexicon) -> bool:
    human = noun.lemma_.lower() in words.list("humans") | words.list("fighting_men")
    return human or noun.tag_ in PEOPLE or noun.lemma_.lower() in words.list("civilians")


def _is_people(reading: Reading, mention: Mention) -> bool:
    """Whether it is 'Iranians', which counts only beside an article."""
    actor = reading.catalogue.actors.get(mention.actor or "")
    aliases = actor.aliases if actor is not None and actor.kind == "state" else ()
    return any("the" in one.beside and one.text == mention.alias for one in aliases)


def _acts(reading: Reading, mention: Mention, words: Lexicon) -> bool:
    """'Trained by Iranians', 'Iranians were teaching guards': some who do what a state does."""
    found = _token(reading, mention) if reading.covering(mention.start) is None else None
    if found is None or children(found, "det", "amod", "nummod", "poss", "compound"):
        return False
    by = found.dep_ == "pobj" and found.head.dep_ == "agent"
    doing = found.head.head if by else found.head if found.dep_ == "nsubj" else None
    return doing is not None and doing.lemma_.lower() in words.list("state_acts")


def _is_meant(reading: Reading, mention: Mention, words: Lexicon) -> bool:
    found = _token(reading, mention) if reading.covering(mention.start) is None else None
    if found is None or found.dep_ == "compound" or children(found, "amod", "compound"):
        return False
    token = _first(found)
    above = token.head
    if token.dep_ in GIVEN:
        verb = above.pos_ == "VERB" and above.lemma_.lower() not in words.list("place_verbs")
        return verb and above.dep_ != "relcl"
    if token.dep_ == "nsubj":
        return _does(token, above, words)
    return token.dep_ == "pobj" and _is_given(above, words)


def _does(subject: Token, verb: Token, words: Lexicon) -> bool:
    """'Kabul flies', 'pressed Kabul to act'; nothing stands between, as behind a dateline."""
    if verb.tag_ == "VB" and any(aux.tag_ == "TO" for aux in children(verb, "aux")):
        return True
    between = verb.doc[subject.i + 1 : verb.i]
    beside = all(one.pos_ in {"AUX", "ADV", "PART"} for one in between)
    return beside and verb.lemma_.lower() not in words.list("town_verbs")


def _is_given(prep: Token, words: Lexicon) -> bool:
    """'offered to', 'a letter to', 'received a cent from', 'the rulers of'."""
    over = prep.head.lemma_.lower()
    if prep.lower_ == "to":
        return over in words.list("offering") or over in words.list("offers")
    if prep.lower_ == "from":
        thing = child(prep.head, "dobj") if over not in COMING else _comer(prep.head)
        measured = children(prep.head, "prep")  # 'twenty tonnes of wheat from Moscow'
        kinds = [child(one, "pobj") for one in measured if one.lower_ == "of"]
        named = {over, *(one.lemma_.lower() for one in (thing, *kinds) if one is not None)}
        return bool(named & words.list("offers")) and over not in words.list("place_verbs")
    return prep.lower_ == "of" and over in words.list("ruling") | words.list("biddings")


def _comer(coming: Token) -> Token | None:
    """What came: 'the order came from', 'a weapon that came from'."""
    subject = child(coming, "nsubj")
    relative = coming.dep_ == "relcl" and (subject is None or subject.tag_ in {"WDT", "WP"})
    return coming.head if relative else subject


def _token(reading: Reading, mention: Mention) -> Token | None:
    trees = [tree for tree in reading.parsed if tree.span.start <= mention.start < tree.span.end]
    return next((one for tree in trees for one in _at(tree, mention)), None)


def _at(tree: Parsed, mention: Mention) -> list[Token]:
    return [one for one in tree.doc if mention.start <= tree.start + one.idx < mention.end]


def _first(token: Token) -> Token:
    """The first of names joined by 'and', which has the part of all."""
    while token.dep_ == "conj" and token.head.pos_ in {"PROPN", "NOUN"}:
        token = token.head
    return token
