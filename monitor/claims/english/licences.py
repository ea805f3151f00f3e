"""Which complement a verb reports with: what the lexicon allows of what the tree offers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.colons import introduced
from monitor.claims.english.conditions import lacks, leaves_open, only_does
from monitor.claims.english.cues import entries
from monitor.claims.english.frames import Complement
from monitor.claims.english.recovery import FARTHEST
from monitor.claims.english.subjects import heard_from
from monitor.claims.english.syntax import FINITE, child, subtree
from monitor.claims.english.verdicts import verdict
from monitor.domain import CueClass

if TYPE_CHECKING:
    from spacy.tokens import Token

TEXTS = ("outlet_words", "outlet_nouns", "documents", "utterances", "records", "accounts")
Licensed = tuple[Complement, CueClass, bool]


def licensed(
    cue: Token, words: Lexicon, offered: Iterable[Complement], *, wide: bool
) -> Licensed | None:
    """The best complement that the lexicon allows this verb; its class; whether it is speech."""
    if (judged := _judged(cue, words) or _called(cue, words) or introduced(cue, words)) is not None:
        return judged
    if (acted := _claimed(cue, words) or _heard(cue) or _has(cue, words)) is not None:
        return acted
    names = tuple(entries(cue))
    best: Licensed | None = None
    for complement in offered:
        found = _entry(cue, names, complement, words, wide=wide)
        if found is not None and (best is None or _wider(found[0], best[0])):
            best = found
    return best


def _entry(
    cue: Token, names: Sequence[str], complement: Complement, words: Lexicon, *, wide: bool
) -> Licensed | None:
    """What the lexicon says of a verb with this complement."""
    at_object = complement.frame == "infinitive" and complement.head.dep_ in {"acl", "relcl"}
    # 'offered Doha as a venue' pledges something, 'offered a photograph as evidence' does not.
    proves = complement.frame == "object as" and complement.head.lower_ in words.list("grounds")
    wished = complement.addressee is not None  # 'would like Iran to pay', not 'would like to thank'
    for name in names if not (proves and "offer" in names) else ():
        if name.startswith("would_") and not wished:
            continue
        key = (name, complement.frame)
        if lacks(name, cue, complement, words):
            continue
        if key in words.spoken:
            kind = words.spoken[key]
            unsaid = kind is not CueClass.ASK and leaves_open(complement)
            if not wide and (unsaid or only_does(name, cue, complement, words)):
                continue
            return None if at_object and kind is not CueClass.ORDER else (complement, kind, True)
        if wide and key in words.attitudes:
            return complement, words.attitudes[key], False
    return None


def _judged(cue: Token, words: Lexicon) -> Licensed | None:
    """'dismissed as fiction the claim that …': whoever calls a report false denies what it says."""
    found = verdict(cue, words)
    if found is None or (cue.lemma_.lower(), "object as") not in words.spoken:
        return None
    kind = words.spoken[cue.lemma_.lower(), "object as"]
    untrue = words.tables["modality"]["untrue"]
    if any(token.lower_ in untrue for token in found.words):
        kind = CueClass.DENY
    if kind is not CueClass.DENY or found.clause is None:
        return Complement("object", found.noun, found.whole), kind, True
    return Complement("object that", found.clause, found.told), kind, True


def _claimed(cue: Token, words: Lexicon) -> Licensed | None:
    """'claimed the killing of four policemen': what somebody says that he did."""
    done = child(cue, "dobj")
    if cue.lemma_.lower() != "claim" or done is None or done.i < cue.i:
        return None
    if done.lemma_.lower() not in words.list("deeds") or child(done, "prep") is None:
        return None
    return Complement("object", done, tuple(subtree(done))), CueClass.CLAIM, True


def _heard(cue: Token) -> Licensed | None:
    """'heard from a clerk, X, that …': the clause, whatever the parser hung it on."""
    who = heard_from(cue)
    if who is None:
        return None
    after = max(cue.i, who.i)
    for token in cue.doc[after + 1 : after + 2 + FARTHEST]:
        if token.tag_ in FINITE and token.dep_ not in {"relcl", "aux"}:
            return None  # 'the paper, which had it from a clerk, reported that …'
        own = child(token.head, "nsubj", "nsubjpass", "expl")
        conjoins = token.dep_ == "mark" or (own is not None and own.i > token.i)
        if token.lower_ == "that" and conjoins and token.head.i > token.i:
            told = [one for one in subtree(token.head, leave=[cue]) if one.i >= token.i]
            return Complement("clause", token.head, tuple(told), who), CueClass.SAY, True
    return None


def _has(cue: Token, words: Lexicon) -> Licensed | None:
    """'The paper has Pakistani drones killing seven', 'the Ledger has 40,000 tonnes as the
    quantity': what stands in a text is what it says."""
    who, doing, counted = child(cue, "nsubj"), child(cue, "ccomp"), child(cue, "dobj")
    if cue.lemma_ != "have" or cue.dep_ in {"aux", "relcl"} or who is None:
        return None
    if not any(who.lower_ in words.list(name) for name in TEXTS):
        return None
    if doing is not None and doing.tag_ == "VBG" and child(doing, "nsubj") is not None:
        return Complement("clause", doing, tuple(subtree(doing))), CueClass.SAY, True
    if counted is None or counted.i < cue.i or child(counted, "nummod") is None:
        return None
    taken = any(one.lower_ == "as" for one in cue.doc[counted.i :])  # not 'has 20 editors'
    if not (taken or who.lower_ in words.list("accounts")):
        return None
    told = [one for one in cue.doc[counted.left_edge.i :] if one.text != "."]
    return Complement("object number", counted, tuple(told)), CueClass.SAY, True


def _called(cue: Token, words: Lexicon) -> Licensed | None:
    """'called the report of a deal absurd', wherever the parser hung the verdict."""
    named = child(cue, "dobj")
    kind = words.spoken.get((cue.lemma_.lower(), "predicate"))
    if named is None or kind is None or named.lemma_.lower() not in words.list("claim_nouns"):
        return None
    below = [token for token in subtree(cue) if token.i > named.i and token.is_alpha]
    if not below or below[-1].lower_ not in words.tables["modality"]["untrue"]:
        return None
    told = tuple(token for token in subtree(named) if token.i < below[-1].i)
    return Complement("object", named, told), CueClass.DENY, True


def _wider(one: Complement, other: Complement) -> bool:
    """'blamed X for Y' over 'blamed X': the longer frame of an object."""
    if one.frame in {"object that", "addressed that"}:
        return other.frame.startswith("object")
    return other.frame == "object" and one.frame.startswith("object ")
