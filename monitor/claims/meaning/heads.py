"""The verb that speaks for a proposition, and whether it denies what it tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.claims.english.syntax import child, children

if TYPE_CHECKING:
    from spacy.tokens import Token

CHAIN = ("xcomp", "acomp", "ccomp", "attr")
NOBODY = frozenset({"nobody", "nothing", "neither"})
OPINIONS = frozenset(
    {"objection", "doubt", "choice", "interest", "comment", "information", "idea", "need",
     "option", "reason", "wish", "problem", "illusion", "quarrel", "time", "alternative",
     "evidence", "sign", "indication", "proof", "trace", "news", "word"}
)  # fmt: skip


def main_verb(head: Token | None, tokens: Sequence[Token]) -> Token | None:
    """The verb of the first main clause of `tokens`, where `head` is what the parser offers.

    Not that of its condition ('if one is hit, all will be hit'), nor of what follows a semicolon.
    """
    inside = {token.i for token in tokens}
    while head is not None and head.dep_ == "advcl" and head.head.i in inside:
        head = head.head
    return _cleft(_before_semicolon(head)) if head is not None else None


def _before_semicolon(head: Token) -> Token:
    """'has not agreed …; it is busy': two clauses of which a parser hangs one on the other."""
    first = child(head, "ccomp")
    if first is None or first.i > head.i or child(first, "mark") is not None:
        return head
    return first if any(t.text == ";" for t in head.doc[first.i : head.i]) else head


def _cleft(head: Token) -> Token:
    """'it was X who had offered …' and 'X was the one who offered …' say 'X had offered'."""
    if head.lemma_ != "be" or child(head, "neg"):
        return head
    named = child(head, "attr")
    clause = child(named, "relcl") if named is not None else None
    if named is None or clause is None or named.lower_ == "time":
        return head
    it = any(subject.lower_ == "it" for subject in children(head, "nsubj"))
    return clause if it or named.lower_ == "one" else head


def negated(head: Token) -> bool:
    """'did not', 'nobody has', 'no Iranian had', 'there is no'."""
    if child(head, "neg"):
        return True
    nouns = children(head, "nsubj", "nsubjpass", "dobj", "dative")
    if child(head, "expl"):
        nouns += children(head, "attr")
    nouns += [noun for noun in children(head, "ccomp") if noun.pos_ == "NOUN"]
    if any(is_none(noun) for noun in nouns):
        return True
    nested = child(head, *CHAIN)
    return nested is not None and nested.dep_ != "ccomp" and child(nested, "neg") is not None


def of_all(head: Token) -> bool:
    """'nobody', 'no Iranian', 'not a single', 'never'."""
    if any(neg.lower_ == "never" for neg in children(head, "neg")):
        return True
    nouns = children(head, "nsubj", "nsubjpass", "attr", "dobj")
    return any(
        is_none(noun) or any(word.lower_ == "single" for word in children(noun, "amod"))
        for noun in nouns
    )


def is_none(noun: Token) -> bool:
    """'nobody', 'no Iranian', 'not one of them', 'not a single man', 'neither men nor arms'."""
    if noun.lower_ in NOBODY or (has_no(noun) and noun.lemma_.lower() not in OPINIONS):
        return True
    if any(word.lower_ == "neither" for word in noun.lefts):
        return True
    single = [noun, *children(noun, "amod")]
    return any(word.lower_ in {"one", "single"} and _after_not(word) for word in single)


def _after_not(word: Token) -> bool:
    """'not one', 'not a single'."""
    before = word.doc[max(0, word.i - 2) : word.i]
    return any(near.lower_ == "not" for near in before)


def has_no(noun: Token) -> bool:
    return any(det.lower_ == "no" for det in children(noun, "det"))
