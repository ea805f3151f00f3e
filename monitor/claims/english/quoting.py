"""'X quoted Y as saying', 'X, citing Y, reported': the verbs of who passes on what another said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.claims.english.syntax import ancestors, child, children

if TYPE_CHECKING:
    from spacy.tokens import Token

QUOTING = frozenset({"quote", "cite"})


def quoting_verb(verb: Token) -> Token | None:
    """'quoted' of 'quoted Y as saying', for 'saying'."""
    having = any(aux.lower_ == "having" for aux in children(verb, "aux"))
    told = verb.tag_ == "VBG" or having
    if not told or verb.dep_ not in {"pcomp", "advcl", "prep", "xcomp"}:
        return None
    above = verb.head if verb.head.lower_ != "as" else verb.head.head
    if above.lemma_.lower() not in QUOTING:  # 'went on to quote Y as saying'
        inner = (one for one in children(above, "advcl", "xcomp") if one.i < verb.i)
        above = next((one for one in inner if one.lemma_.lower() in QUOTING), above)
    if verb.head.lower_ != "as" and not any(t.lower_ == "as" for t in verb.children):
        return None
    return above if above.pos_ == "VERB" else None


def cited_in(verb: Token) -> Token | None:
    """The clause of 'reported, quoting Y, that …', which belongs to what was reported."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.lemma_.lower() not in QUOTING:
        return None
    clause, named = child(verb, "ccomp"), child(verb, "dobj")
    if clause is None or named is None or child(clause, "mark") is None:
        return None
    return clause if named.i < clause.i else None


def quoted_participle(verb: Token) -> Token | None:
    """'saying' of 'was quoted as saying', for 'quoted'."""
    if verb.lemma_.lower() not in QUOTING:
        return None
    below = (*children(verb, "prep", "advcl", "xcomp"), *_under_as(verb))
    for one in below:
        above = quoting_verb(one)
        if above is not None and above.i == verb.i:
            return one
    return None


def _under_as(verb: Token) -> list[Token]:
    return [one for prep in children(verb, "prep") if prep.lower_ == "as" for one in prep.children]


def before_citing(last: Token) -> Token:
    """X of 'X, citing an officer, reported': the word before the citation that ends at `last`."""
    citing = next((one for one in ancestors(last) if one.lemma_.lower() in QUOTING), None)
    if citing is None or citing.tag_ != "VBG" or citing.i < 2 or citing.nbor(-1).text != ",":
        return last
    return citing.nbor(-2)
