"""Complements that the parser hung elsewhere, read from the order of the words.

A small parser takes the clause of 'denied in a message to reporters that …' for a part of the
message, the gerund of 'acknowledged bombing depots' for a noun, and the infinitive of 'asked the
governors to register …' for a relative clause. Each rule here asks for words that leave one
reading only; none overrides a complement that the tree has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from monitor.claims.english.quoting import QUOTING
from monitor.claims.english.syntax import child, children, subtree

if TYPE_CHECKING:
    from spacy.tokens import Token

FARTHEST = 18  # words between a reporting verb and its 'that'
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
ENDS = frozenset({",", ";", ":", "“", "”", '"', "."})
TIMES = frozenset({"time", "times"})  # 'denied time and again that …'
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def that_clause(cue: Token) -> tuple[Token, tuple[Token, ...]] | None:
    """The verb and the tokens of a clause after 'that' which hangs elsewhere than at `cue`.

    Only circumstance may stand between: no other finite verb and no stop. A 'that' which is the
    subject of its clause ('a message that was sent') is a relative pronoun, though not where a
    noun stands between it and its verb ('assured the envoy that 20 lorries would pass').
    """
    doc = cue.doc
    asides = _asides(cue)
    heard = child(cue, "dobj", "dative")
    for token in doc[cue.i + 1 : cue.i + FARTHEST]:
        verb = token.head if token.dep_ in {"aux", "auxpass"} else token
        attended = verb.dep_ == "relcl" and heard is not None and verb.head.i == heard.i
        if token.i in asides or attended:
            continue  # 'told a seminar I attended that'
        if token.tag_ in FINITE or token.tag_ == "VB" or token.text in ENDS:
            return None
        conjunction = token.dep_ in {"mark", "dobj", "advmod", "det", "pobj"} or _conjoins(token)
        if token.lower_ != "that" or not conjunction:
            continue
        clause = token.head
        if clause.i <= token.i or clause.pos_ not in {"VERB", "AUX"}:
            return None
        own = [one for one in children(clause, *SUBJECTS) if one.i > token.i]
        if not (own or _conjoins(token)) or _belongs_to_object(clause, cue):
            return None
        return clause, tuple(one for one in subtree(clause, leave=[cue]) if one.i >= token.i)
    return None


def after_citing(cue: Token) -> tuple[Token, tuple[Token, ...]] | None:
    """'wrote on Monday, quoting a broker, that …': the clause after it, wherever it hangs."""
    citing = None
    for token in cue.doc[cue.i + 1 : cue.i + 2 * FARTHEST]:
        before = token.nbor(-1).text
        if citing is None and (token.tag_ in FINITE or token.text in ENDS - {","}):
            return None
        if citing is None and token.lemma_.lower() in QUOTING and before == ",":
            citing = token if token.tag_ == "VBG" else None
        elif citing is not None and token.lower_ == "that" and token.dep_ == "mark":
            clause = token.head
            if before != "," or clause.i < token.i:
                continue
            return clause, tuple(one for one in subtree(clause, leave=[cue]) if one.i >= token.i)
    return None


def _conjoins(that: Token) -> bool:
    """Whether a 'that' which the tree makes a subject has the real subject after it."""
    if that.dep_ not in {"nsubj", "nsubjpass"} or that.i + 1 >= len(that.doc):
        return False
    if that.nbor().pos_ not in {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"}:
        return False
    for token in that.doc[that.i + 1 : that.head.i]:
        if token.tag_ in FINITE:
            own = token.dep_ in {"aux", "auxpass"} and token.head.i == that.head.i
            return own and token.nbor(-1).pos_ in {"NOUN", "PROPN", "PRON"}
    return False


def _asides(cue: Token) -> frozenset[int]:
    """The ', too,' of 'he denied, too, that …'."""
    after = cue.doc[cue.i + 1 : cue.i + 6]
    commas = [token.i for token in after if token.text == ","]
    if len(commas) < 2 or commas[0] != cue.i + 1:
        return frozenset()
    return frozenset(range(commas[0], commas[1] + 1))


def _belongs_to_object(clause: Token, cue: Token) -> bool:
    """'believed the CLAIM that …': what the noun tells is not told by the verb."""
    noun = clause.head
    told = clause.dep_ == "relcl" and any(_conjoins(one) for one in clause.children)
    return noun.dep_ == "dobj" and noun.head.i == cue.i and noun.lower_ not in TIMES and not told


def gerund(cue: Token) -> tuple[Token, tuple[Token, ...]] | None:
    """'acknowledged BOMBING fuel tanks at Ras Isa': the parser's noun 'bombing tanks'."""
    thing = child(cue, "dobj")
    if thing is None or cue.i + 1 >= len(cue.doc):
        return None
    doing = cue.nbor()
    modifies = doing.head.i == thing.i and doing.dep_ in {"compound", "amod"}
    if not (modifies and doing.lower_.endswith("ing")):
        return None
    after = [one for prep in children(cue, "prep") if prep.i > thing.i for one in subtree(prep)]
    return doing, (*subtree(thing), *after)


def infinitive(cue: Token) -> tuple[Token, tuple[Token, ...], Token] | None:
    """'asks the governors TO REGISTER …': the verb, the tokens, and who is asked."""
    asked = child(cue, "dobj")
    if asked is None or asked.i < cue.i:
        return None
    for clause in children(asked, "acl", "relcl"):
        if _is_to(clause):
            return clause, tuple(subtree(asked)), asked
        for below in children(clause, "advcl"):  # 'asked all of us who sell maps TO CARRY …'
            if _is_to(below) and below.i > clause.i and below.nbor(-1).dep_ == "aux":
                return below, tuple(subtree(asked)), asked
    return None


def _is_to(verb: Token) -> bool:
    return any(aux.tag_ == "TO" for aux in children(verb, "aux"))


def adjectival(cue: Token) -> Iterator[tuple[Token, tuple[Token, ...]]]:
    """'made it CLEAR that …': the clause that hangs at the adjective."""
    for verdict in children(cue, "acomp", "oprd", "ccomp", "xcomp", "advmod", "prt"):
        if verdict.i > cue.i and (child(verdict, "aux") is None or verdict.lower_ == "known"):
            for clause in children(verdict, "ccomp", "csubj", "acl", "advcl"):
                if any(mark.lower_ == "that" for mark in children(clause, "mark")):
                    yield clause, tuple(subtree(clause))


def quoted_verdict(cue: Token) -> tuple[Token, tuple[Token, ...]] | None:
    """'calls the arrests “a mistake made in a hurry”': the object and what stands in marks."""
    named = child(cue, "dobj")
    if named is None or named.i < cue.i:
        return None
    doc = cue.doc
    opening = next((t.i for t in doc[named.i + 1 : named.i + FARTHEST] if t.tag_ == "``"), None)
    closing = next((t.i for t in doc[opening or 0 :] if t.tag_ == "''"), None)
    if opening is None or closing is None or any(t.is_punct for t in doc[named.i + 1 : opening]):
        return None
    first = min(token.i for token in subtree(named, leave=[cue]))
    return named, tuple(doc[first : closing + 1])


def after_saying(cue: Token) -> tuple[Token, tuple[Token, ...]] | None:
    """'quotes Y as SAYING any strike will meet …': all that follows, where the tree lost it."""
    if cue.lower_ != "saying" or cue.i == 0 or cue.nbor(-1).lower_ != "as":
        return None
    after = [token for token in cue.doc[cue.i + 1 :] if token.text != "."]
    verbs = [token for token in after if token.tag_ in FINITE]
    if not verbs or child(cue, "ccomp", "dobj") is None:
        return None
    first = verbs[0]
    return (first.head if first.dep_ in {"aux", "auxpass"} else first), tuple(after)


def number_at(cue: Token) -> tuple[Token, tuple[Token, ...], Token] | None:
    """'put the number of men trained in Herat AT SIXTEEN', whose 'at' hangs below the object."""
    counted = child(cue, "dobj")
    if counted is None or counted.i < cue.i:
        return None
    for at in counted.subtree:
        number = child(at, "pobj") if at.lower_ == "at" else None
        if number is not None and any(one.tag_ == "CD" for one in number.subtree):
            first = min(token.i for token in subtree(counted, leave=[cue]))
            return number, tuple(cue.doc[first : max(t.i for t in number.subtree) + 1]), counted
    return None
