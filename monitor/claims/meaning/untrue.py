"""Contents that judge a report: 'baseless', 'no truth in', 'inflated', 'one, not four'."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.syntax import child, children
from monitor.claims.meaning.events import menacing
from monitor.claims.meaning.heads import ANY, has_no, is_none

if TYPE_CHECKING:
    from spacy.tokens import Token

VERDICT = frozenset({"acomp", "attr", "oprd", "ROOT"})
FIGURES = frozenset({"figure", "number", "toll", "count", "estimate", "coverage"})


SCARCELY = frozenset({"little", "hardly", "scarcely", "barely"})


def untrue(
    head: Token | None, tokens: Sequence[Token], words: Lexicon, *, bound: bool = False
) -> bool:
    """'the reports are baseless', 'the figure was inflated', 'there is no truth in', 'not true'.

    `bound`: the speaker speaks for a watched body. A witness who counts three, not two, denies
    nobody's report; whoever answers for the dead does.
    """
    table = words.tables["modality"]
    if (bound or head is None or tokens[0].lower_ == "not") and _not_so_many(tokens):
        return True
    if head is not None and (_invented(head, tokens, words) or _unaware(head)):
        return True
    verdicts = [
        token
        for token in tokens
        if token.dep_ in VERDICT
        or (head is not None and token.i == head.i)
        or (token.dep_ == "conj" and token.head.dep_ in VERDICT)
    ]
    if any(token.lower_ in table["untrue"] and not _does(token) for token in verdicts):
        return True
    if any(
        token.lower_ in table["overstated"] and _of_assertion(token, words) for token in verdicts
    ):
        return True
    if any(token.lower_ in table["truths"] and has_no(token) and _there(token) for token in tokens):
        return True
    return any(token.lower_ in table["true"] and _hardly(token.head) for token in verdicts)


def _hardly(verb: Token) -> bool:
    """'is not true', 'none of it is true', 'little of this is true'."""
    subject = child(verb, "nsubj")
    if child(verb, "neg") is not None:
        return True
    if subject is None:
        return False
    scarce = {subject.lower_, *(word.lower_ for word in subject.lefts)} & SCARCELY
    return bool(scarce) or is_none(subject)


def _invented(head: Token, tokens: Sequence[Token], words: Lexicon) -> bool:
    """'the story was made up', 'the account lacks any basis'."""
    return menacing(tokens, words, "inventions") and _of_assertion(head, words)


def _unaware(head: Token) -> bool:
    """'is unaware of any such offer', 'is not aware of any', 'knows of no such thing'."""
    of = next((prep for prep in children(head, "prep") if prep.lower_ == "of"), None)
    thing = child(of, "pobj") if of is not None else None
    if head.lemma_ == "know" and thing is not None and has_no(thing):
        return any(word.lower_ == "such" for word in thing.subtree)
    state = child(head, "acomp", "dobj")
    if state is None or state.lower_ not in {"unaware", "ignorant", "aware", "knowledge"}:
        return False
    lacking = state.lower_ in {"unaware", "ignorant"} or has_no(state) or child(head, "neg")
    return bool(lacking) and any(word.lower_ in {*ANY, "such"} for word in head.subtree)


def _does(token: Token) -> bool:
    """'Gaza lies far from the border': a verb that looks like the verdict."""
    return token.tag_ in {"VBZ", "VBP"}


def _there(noun: Token) -> bool:
    """'there is no evidence' denies; 'we have seen no evidence' tells what one knows."""
    return noun.dep_ != "dobj" or noun.head.lemma_ not in {"see", "find", "receive", "get"}


def _not_so_many(tokens: Sequence[Token]) -> bool:
    """'One guard was killed, not four': another number is denied."""
    end = [token for token in tokens if token.is_alpha or token.like_num][-2:]
    return len(end) == 2 and end[0].lower_ == "not" and end[1].tag_ == "CD"


def _of_assertion(verdict: Token, words: Lexicon) -> bool:
    """'the figure was inflated' judges a report; 'prices were inflated' reports."""
    subject = child(verdict, "nsubj", "nsubjpass") or child(verdict.head, "nsubj", "nsubjpass")
    return subject is not None and (
        subject.lemma_.lower() in words.list("claim_nouns") | FIGURES or subject.pos_ == "PRON"
    )
