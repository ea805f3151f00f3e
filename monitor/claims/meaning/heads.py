"""The verb that speaks for a proposition, and whether it denies what it tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.claims.english.syntax import child, children

if TYPE_CHECKING:
    from spacy.tokens import Token

CHAIN = ("xcomp", "acomp", "ccomp", "attr")
NOBODY = frozenset({"nobody", "nothing", "neither", "none"})
SAYING = frozenset({"say", "tell", "assure", "confirm", "repeat", "stress", "state", "affirm"})
NEVER = frozenset({"never", "nowhere"})
ANY = frozenset(
    {"any", "anybody", "anyone", "anything", "anywhere", "ever", "whatsoever", "whatever"}
)
EXCEPT = frozenset({"but", "except", "save", "besides"})
ATTRIBUTES = frozenset({"det", "nummod", "amod", "neg", "quantmod"})
OPINIONS = frozenset(
    {"objection", "doubt", "choice", "interest", "comment", "information", "idea", "need",
     "option", "reason", "wish", "problem", "illusion", "quarrel", "time", "alternative",
     "evidence", "sign", "indication", "proof", "trace", "news", "word", "obstacle", "threat",
     "danger", "risk", "hurry", "limit", "date", "progress", "excuse", "hope", "chance", "room",
     "solution", "difference", "decision", "place"}
)  # fmt: skip


def main_verb(head: Token | None, tokens: Sequence[Token]) -> Token | None:
    """The verb of the first main clause of `tokens`, where `head` is what the parser offers.

    Not that of its condition ('if one is hit, all will be hit'), nor of what follows a semicolon.
    """
    inside = {token.i for token in tokens}
    while head is not None and head.dep_ == "advcl" and head.head.i in inside:
        head = head.head
    return _cleft(_assured(_before_semicolon(head))) if head is not None else None


def _assured(head: Token) -> Token:
    """'I can say that this did not happen' says that it did not."""
    subject, told = child(head, "nsubj"), child(head, "ccomp")
    if told is None or subject is None or subject.lower_ not in {"i", "we"} or child(head, "neg"):
        return head
    return told if head.lemma_ in SAYING else head


def _before_semicolon(head: Token) -> Token:
    """'has not agreed …; it is busy', 'there is no camp, there are no men': two clauses of which a
    parser hangs one on the other.
    """
    first = child(head, "ccomp")
    if first is None or first.i > head.i or child(first, "mark") is not None:
        return head
    between = head.doc[first.i : head.i]
    spliced = child(first, "expl") is not None and any(token.dep_ == "expl" for token in between)
    parted = spliced or any(token.text == ";" for token in between)
    return _before_semicolon(first) if parted else head


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
    """'did not', 'at no time did', 'nobody has', 'sent no men', 'there is no'."""
    if undone(head):
        return True
    nouns = children(head, "dobj", "dative", "attr")
    nouns += [noun for noun in children(head, "ccomp") if noun.pos_ == "NOUN"]
    if any(is_none(noun) for noun in nouns):
        return True
    nested = child(head, *CHAIN)
    if nested is None or nested.dep_ == "ccomp":
        return False
    nothing = any(is_none(noun) for noun in children(nested, "dobj", "dative"))
    return nothing or child(nested, "neg") is not None


def undone(verb: Token) -> bool:
    """'did not ask', 'neither asked nor', 'at no time asked', 'nobody asked', 'not a soul'."""
    if child(verb, "neg") or _at_no_time(verb) or _neither(verb):
        return True
    if any(word.lower_ in NEVER for word in children(verb, "advmod")):
        return True
    if verb.pos_ == "NOUN" and is_none(verb):
        return True
    by = child(verb, "agent")  # 'was received by nobody'
    doer = child(by, "pobj") if by is not None else None
    if doer is not None and is_none(doer):
        return True
    return any(is_none(noun) for noun in children(verb, "nsubj", "nsubjpass"))


def of_all(head: Token) -> bool:
    """'nobody', 'no Iranian', 'not a single', 'never', 'not … any'."""
    if any(word.lower_ in NEVER for word in children(head, "neg", "advmod")) or _neither(head):
        return True
    nouns = children(head, "nsubj", "nsubjpass", "attr", "dobj")
    if any(is_none(noun) or _single(noun) for noun in nouns) or _at_no_time(head):
        return True
    return any(word.lower_ in ANY or _at_all(word) for word in head.subtree)


def _at_all(word: Token) -> bool:
    return word.lower_ == "all" and word.head.lower_ == "at"


def _at_no_time(head: Token) -> bool:
    """'at no point', 'under no circumstances', 'in no way'; a parser may hang them on 'has'."""
    over = (head, *children(head, "aux"))
    nouns = (child(prep, "pobj") for verb in over for prep in children(verb, "prep"))
    manner = {"time", "point", "stage", "moment", "circumstances", "way", "means", "occasion"}
    return any(noun is not None and noun.lower_ in manner and has_no(noun) for noun in nouns)


def _neither(head: Token) -> bool:
    """'neither asked for men nor was offered any'."""
    return any(word.lower_ == "neither" for word in children(head, "preconj", "cc", "advmod"))


def _single(noun: Token) -> bool:
    return any(word.lower_ == "single" for word in children(noun, "amod"))


def is_none(noun: Token) -> bool:
    """'nobody', 'no Iranian', 'not one of them', 'not a single man', 'neither men nor arms'.

    'Nobody but Moscow' is somebody.
    """
    if any(word.lower_ in EXCEPT for word in children(noun, "prep", "cc")):
        return False
    if noun.lower_ in NOBODY or (has_no(noun) and noun.lemma_.lower() not in OPINIONS):
        return True
    if any(word.lower_ == "neither" for word in noun.lefts):
        return True
    before = [noun, *children(noun, *ATTRIBUTES)]
    return any(word.lower_ in {"one", "single", "a", "an"} and _after_not(word) for word in before)


def _after_not(word: Token) -> bool:
    """'not one', 'not a single': just before it, and none of the verb's."""
    before = word.doc[max(0, word.i - 2) : word.i]
    return any(near.lower_ == "not" and near.head.pos_ not in {"VERB", "AUX"} for near in before)


def has_no(noun: Token) -> bool:
    """A parser may hang the 'no' of 'no drone course' on the drone."""
    over = (noun, *children(noun, "compound"))
    return any(det.lower_ == "no" for word in over for det in children(word, "det"))
