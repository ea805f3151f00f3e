"""Reporting clauses inside, before or after what they report: 'The plan, she said, is dead'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from monitor.claims.english.frames import Complement
from monitor.claims.english.subjects import stray_subject, subject
from monitor.claims.english.syntax import child, children, subtree

if TYPE_CHECKING:
    from spacy.tokens import Token

CONTRAST = frozenset({"though", "although", "while", "whereas"})


def around(cue: Token) -> Iterator[Complement]:
    """'The plan, she said, is dead': the clause that the reporting clause interrupts.

    'As she put it, the plan is dead': the clause that it leads.
    """
    if cue.dep_ == "advcl" and _as(cue) and child(cue, "nsubj") is not None:
        told = _predicated(cue.head) or cue.head
        yield Complement("clause", told, tuple(subtree(told, leave=[cue])))
        return
    if cue.dep_ not in {"parataxis", "ccomp", "advcl", "dep", "conj"} or child(cue, "mark"):
        return
    host = cue.head
    before_colon = host.i > cue.i and _ends_at_colon(cue)
    if child(cue, "nsubj") is None or child(cue, "ccomp", "xcomp"):
        return
    thing = child(cue, "dobj")
    judged = thing is not None and _is_predicate_of(host, cue)
    if thing is not None and not (before_colon or judged):
        return
    if host.i != cue.i and _set_off(cue):
        stray = stray_subject(cue)
        tokens = [*(subtree(stray) if stray is not None else ()), *subtree(host, leave=[cue])]
        tokens += subtree(thing) if thing is not None and judged else []
        after = [token for token in tokens if token.i > cue.i and not token.is_punct]
        if after and after[0].lower_ in CONTRAST:
            tokens = [token for token in tokens if token.i < cue.i]
        before = [token for token in tokens if token.i < cue.i]
        if all(token.dep_ == "cc" or token.is_punct for token in before):
            tokens = [token for token in tokens if token.i > cue.i]  # 'Nor, he insists, did Iran …'
        yield Complement("clause", host, tuple(tokens))


def _is_predicate_of(copula: Token, cue: Token) -> bool:
    """'It was, he remarked, “a step forward”': what comes after the commas is what it was."""
    bare = copula.lemma_ == "be" and child(copula, "attr", "acomp", "prep") is None
    return bare and copula.i < cue.i and cue.i + 1 < len(cue.doc) and cue.nbor().text == ","


def _predicated(noun: Token) -> Token | None:
    """'The point, as she put it, is that PLANS ARE DEAD'."""
    copula = noun.head if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" else None
    told = child(copula, "ccomp") if copula is not None else None
    return told if told is not None and told.i > noun.i and child(told, "mark") else None


def _as(cue: Token) -> bool:
    """'As she put it, …', not 'as the house concluded its hearing'."""
    told = [one for one in children(cue, "dobj", "ccomp", "xcomp") if one.lower_ != "it"]
    last = max(token.i for token in subtree(cue))
    mark = next((one for one in children(cue, "mark") if one.lower_ == "as"), None)
    it = mark is not None and mark.i > 0 and child(cue, "dobj") is not None  # ', as he saw it;'
    before = cue.doc[mark.i - 1 : mark.i] if mark is not None and it else ()
    around = (*before, *cue.doc[max(0, last - 1) : last + 2])
    return mark is not None and not told and any(token.text == "," for token in around)


def _ends_at_colon(cue: Token) -> bool:
    """'X messages us: …'."""
    own = [token.i for token in subtree(cue) if not token.is_punct]
    return cue.doc[min(max(own) + 1, len(cue.doc) - 1)].text == ":"


def _set_off(cue: Token) -> bool:
    """Whether a comma or mark parts the reporting clause from what it interrupts."""
    who = subject(cue)
    left = min([cue.i, *(token.i for token in (subtree(who) if who is not None else ()))])
    last = max(one.i for one in (cue, *children(cue, "prt")))
    doc = cue.doc
    before = doc[left - 1].is_punct if left > 0 else False
    after = doc[last + 1].is_punct if last + 1 < len(doc) else False
    if after and doc[last + 1].text == ";":
        return False  # 'Her lawyer objected; the court went on'
    return before or after
