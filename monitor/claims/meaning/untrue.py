"""Contents that judge a report: 'baseless', 'no truth in', 'inflated', 'one, not four'."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.syntax import child
from monitor.claims.meaning.heads import has_no

if TYPE_CHECKING:
    from spacy.tokens import Token

VERDICT = frozenset({"acomp", "attr", "oprd", "ROOT"})
FIGURES = frozenset({"figure", "number", "toll", "count", "estimate", "coverage"})


def untrue(head: Token | None, tokens: Sequence[Token], words: Lexicon) -> bool:
    """'the reports are baseless', 'the figure was inflated', 'there is no truth in', 'not true'."""
    table = words.tables["modality"]
    if _not_so_many(tokens):
        return True
    verdicts = [
        token
        for token in tokens
        if token.dep_ in VERDICT or (head is not None and token.i == head.i)
    ]
    if any(token.lower_ in table["untrue"] and not _does(token) for token in verdicts):
        return True
    if any(
        token.lower_ in table["overstated"] and _of_assertion(token, words) for token in verdicts
    ):
        return True
    if any(token.lower_ in table["truths"] and has_no(token) and _there(token) for token in tokens):
        return True
    return any(
        token.lower_ in table["true"] and child(token.head, "neg") is not None for token in verdicts
    )


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
