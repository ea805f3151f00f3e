"""What a noun tells of whoever it names: whether that can speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon, lexicon
from monitor.claims.english.verdicts import clause_of_claim

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEAKING = (
    "roles", "humans", "privates", "bodies", "groups", "organisations", "reporters", "outlet_nouns",
    "outlet_words", "hospitals", "documents", "utterances", "speaking_bodies",
)  # fmt: skip
AGENTS = (
    "er",
    "or",
    "ist",
    "ian",
    "man",
    "woman",
    "people",
    "ee",
    "eer",
)  # 'a miller', 'a trustee'


SHORTEST = 5  # letters: 'king', 'sing'
NOMINAL = ("tion", "sion", "ment", "ance", "ence", "ure", "age", "ing", "al", "ture")
FILLED = frozenset(
    {"of", "by", "from", "to", "at", "in", "on", "against", "between", "with", "into"}
)


def tells_event(noun: Token, words: Lexicon) -> bool:
    """'the departure of the guards', 'an ambush by riders', 'a boat ramming a freighter': what
    happened, put in a noun; not 'the importance of trade', which tells of no act."""
    lemma = noun.lemma_.lower()
    if noun.pos_ != "NOUN" or lemma in words.list("qualities"):
        return False
    below = [one for one in noun.children if one.i > noun.i]
    doing = any(one.dep_ == "acl" and one.tag_ == "VBG" for one in below)
    filled = any(one.dep_ == "prep" and one.lower_ in FILLED for one in below) or _by_or_of(noun)
    owned = any(one.dep_ == "poss" for one in noun.children)
    act = lemma in words.list("deeds") or (lemma.endswith(NOMINAL) and len(lemma) > SHORTEST)
    return doing or (act and (filled or owned))


def _by_or_of(noun: Token) -> bool:
    """'the closure by the army of a school', whose 'by' the parser gave to the verb."""
    after = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    return after.dep_ in {"prep", "agent"} and after.lower_ in {"by", "of", "between"}


def told_version(noun: Token) -> Token | None:
    """The clause of 'stuck to the version that …', 'is of the opinion that …', after a noun for
    words."""
    words = lexicon("en")
    spoken = words.list("claim_nouns") | words.list("accounts") | words.list("views")
    if noun.lower_ != "talk" and noun.lemma_.lower() not in spoken:
        return None  # 'the talk that', not 'the talks that'
    for clause in noun.children:
        conjoins = (one for one in clause.children if one.dep_ == "mark" or one.tag_ == "IN")
        that = any(one.lower_ == "that" for one in conjoins)
        if clause.i > noun.i and clause.dep_ in {"acl", "relcl", "ccomp"} and that:
            return clause
    return clause_of_claim(noun)


def names_speaker(noun: Token, words: Lexicon) -> bool:
    """A name, a noun for people, bodies, outlets or papers, or one formed like those for who does
    something: 'a miller', 'two dispatchers', 'an orientalist'."""
    if noun.pos_ == "PROPN" and noun.text[:1].isupper():
        return True
    forms = {noun.lower_, noun.lemma_.lower()}
    if any(forms & words.list(one) for one in SPEAKING):
        return True
    return noun.lemma_.lower().endswith(AGENTS) and not any(
        forms & words.list(one) for one in ("things_in_er", "proposals", "abstracts", "sites")
    )
