"""The words of a cue: which entry of the lexicon it is, and how far it reaches in the text.

'has long said', 'was told', 'called for' reach beyond their verb; 'brushed aside', 'made clear',
'had it' and 'wanted to know' are one entry of two words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import lexicon
from monitor.claims.english.nouns import names_speaker
from monitor.claims.english.syntax import child, children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from monitor.claims.english.frames import Complement

NEAR = 4
PERSONS = frozenset({"he", "she", "they", "both", "all", "each"})
CERTAIN = frozenset({"sure", "certain"})  # 'could not be sure that' reports nothing
JOINING = ("prt", "advmod", "acomp", "oprd", "ccomp", "xcomp", "dobj", "prep")
AROUND = ("aux", "auxpass", "neg", "prt", "advmod")


def entries(verb: Token) -> Iterator[str]:
    """The entries of the lexicon that `verb` can be: with its second word first, then alone."""
    lemma = verb.lemma_.lower()
    if any(one.lower_ == "it" for one in children(verb, "nsubj")) and child(verb, "aux") is None:
        yield f"it_{lemma}"  # 'There are no such men, it went', not 'as far as it could go'
    if any(one.lower_ in {"would", "'d", "’d"} for one in children(verb, "aux")):
        yield f"would_{lemma}"  # 'would like the Emirate to'
    thing = lemma == "be" and not _tells(verb)
    for second in (*children(verb, *JOINING), *verdicts_on(verb)) if not thing else ():
        unsure = second.lower_ in CERTAIN and child(verb, "neg") is not None
        if verb.i < second.i <= verb.i + NEAR and not unsure:
            yield f"{lemma}_{second.lower_}"
    if verb.dep_ in {"xcomp", "ccomp"} and verb.tag_ == "VB":
        yield f"{verb.head.lemma_.lower()}_{lemma}"
    yield lemma


def _tells(copula: Token) -> bool:
    """Somebody of whom an adjective tells: 'the judge is certain', not 'it is certain'."""
    who = child(copula, "nsubj")
    if who is None:
        return False
    return who.lower_ in PERSONS if who.pos_ == "PRON" else names_speaker(who, lexicon("en"))


def verdicts_on(verb: Token) -> list[Token]:
    """'responsible' of 'held Iran responsible for', wherever the parser hung it."""
    behind = (one for given in children(verb, "dobj") for one in children(given, "amod"))
    return [*children(verb, "oprd", "acomp"), *(one for one in behind if one.i > one.head.i)]


def cue_tokens(cue: Token, complement: Complement) -> list[Token]:
    """The verb with its auxiliaries, negation, particle and adverbs, and its preposition."""
    content = {token.i for token in complement.tokens}
    around = children(cue, *AROUND)
    named = {near.i for near in around if near.i < cue.i and near.i and near.text[0].isupper()}
    around = [near for near in around if near.i not in content | named]  # 'Radio Now reported'
    held = [cue, *(near for near in around if near.n_lefts == 0)]
    held += children(cue, "acomp") if cue.lemma_ == "be" else []  # 'was certain that'
    if complement.frame not in {"clause", "infinitive", "gerund", "object"}:
        held.extend(_prepositions(cue, complement))
    return _contiguous(cue, held)


def _prepositions(cue: Token, complement: Complement) -> list[Token]:
    first = complement.frame.split()[0]
    return [prep for prep in children(cue, "prep", "prt") if prep.lower_ == first]


def _contiguous(cue: Token, held: list[Token]) -> list[Token]:
    """The run of `held` around the cue; words beyond a gap are left out."""
    numbers = {token.i for token in held}
    low = high = cue.i
    while low - 1 in numbers:
        low -= 1
    while high + 1 in numbers:
        high += 1
    return [token for token in held if low <= token.i <= high]
