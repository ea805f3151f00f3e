"""What a verb must have beside its complement to report: 'holds' a 'that', 'it went' a content
before it, 'wants' a person who wants somebody else to act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.cues import PERSONS
from monitor.claims.english.frames import Complement
from monitor.claims.english.nouns import names_speaker
from monitor.claims.english.syntax import child, children

if TYPE_CHECKING:
    from spacy.tokens import Token

OPENING = frozenset({"“", '"', "«", "‘", "``", "'"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves"})


def lacks(name: str, cue: Token, complement: Complement, words: Lexicon) -> bool:
    """Whether the entry `name` of `cue` has not what it needs to report with `complement`."""
    return (
        _conjunction(name, complement, words)
        or (name.startswith("it_") and complement.head.i > cue.i)
        or _figure(name, cue, complement, words)
        or _somebody(name, cue, complement, words)
    )


def leaves_open(complement: Complement) -> bool:
    """'sets out what each side has said': a question that is answered elsewhere; not 'what they
    offered was twenty men'."""
    head = complement.head
    if complement.frame != "clause" or child(head, "mark") is not None:
        return False
    asked = children(head, "dobj", "nsubj", "nsubjpass")
    what = next((one for one in asked if one.tag_ == "WP" and one.lower_ == "what"), None)
    return what is not None and 0 < what.i < head.i and what.nbor(-1).text not in OPENING


def _conjunction(name: str, complement: Complement, words: Lexicon) -> bool:
    """'grapes held at the border' is nobody's view."""
    if complement.frame != "clause" or name not in words.list("with_that"):
        return False
    return not any(one.lower_ == "that" for one in children(complement.head, "mark"))


def _figure(name: str, cue: Token, complement: Complement, words: Lexicon) -> bool:
    """'has the dead at nine', not 'has a house at 9'."""
    if name != "have" or complement.frame != "object at number":
        return False
    counted = child(cue, "dobj")
    figures = words.list("accounts") | words.list("figures")
    return counted is None or counted.lemma_.lower() not in figures


def _somebody(name: str, cue: Token, complement: Complement, words: Lexicon) -> bool:
    """'The envoy wants Kabul to pay' is a demand; what a state wants, everybody may think."""
    if name != "want":
        return False
    who = child(cue, "nsubj")
    person = who is not None and (who.lower_ in PERSONS or who.lower_ in words.list("roles"))
    return not person or complement.addressee is None


def only_does(name: str, cue: Token, complement: Complement, words: Lexicon) -> bool:
    """'insists on paying', 'questioned the minister', 'calls himself Nadir': somebody does
    something, and tells nothing."""
    head = complement.head
    if complement.frame == "on":
        return name == "insist" and head.tag_ == "VBG"
    if name == "question" and complement.frame == "object":
        return names_speaker(head, words)
    whom = child(cue, "dobj") or complement.addressee or head
    return complement.frame.startswith(("object", "predicate")) and whom.lower_ in REFLEXIVE
