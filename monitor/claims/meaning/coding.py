"""One sentence to one PLOVER event, as event coders read it: without its attribution.

A statement keeps the event and its modality apart ('promised' + AID). The coding of bare sentences
folds them as the manual does: intended cooperation is AGREE, intended harm is THREATEN, a refusal
is REJECT, and what is asked for is REQUEST.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon, lexicon
from monitor.claims.english.extract import DEFAULT_PIPELINE
from monitor.claims.english.parsing import load_pipeline, readable
from monitor.claims.english.syntax import child, children, subtree
from monitor.claims.meaning.events import Coded, code
from monitor.claims.meaning.pledges import intends
from monitor.domain import CueClass, Event

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HARM = frozenset({Event.ASSAULT, Event.COERCE, Event.SANCTION, Event.PROTEST, Event.RETREAT})
KIND = frozenset(
    {Event.AID, Event.COOPERATE, Event.SUPPORT, Event.CONCEDE, Event.RETREAT, Event.CONSULT,
     Event.AGREE, Event.MOBILIZE}
)  # fmt: skip
REPORTING = frozenset({CueClass.SAY, CueClass.CLAIM})


def code_sentence(text: str, *, pipeline: str = DEFAULT_PIPELINE) -> Event | None:
    """The PLOVER event type of one English sentence, or None where no trigger stands in it."""
    words = lexicon("en")
    doc = load_pipeline(pipeline)(readable(text[:1200]).strip())
    if not len(doc):
        return None
    head, tokens = _proposition(doc, words)
    coded = code(tokens, words)
    if coded is None:
        coded = code(list(doc), words)
    return _folded(head, coded, words)


def _proposition(doc: Doc, words: Lexicon) -> tuple[Token, Sequence[Token]]:
    """The reported clause of a reporting sentence, else the sentence."""
    head = next((token for token in doc if token.dep_ == "ROOT"), doc[0])
    while True:
        kind = words.spoken.get((head.lemma_.lower(), "clause"))
        clause = child(head, "ccomp")
        if kind not in REPORTING or clause is None:
            return head, subtree(head)
        head = clause


def _folded(head: Token, coded: Coded | None, words: Lexicon) -> Event | None:
    if coded is None:
        return None
    if child(head, "neg") and coded.event in KIND:
        return Event.REJECT
    if any(aux.lower_ in words.tables["modality"]["urged"] for aux in children(head, "aux")):
        return Event.REQUEST
    if intends(head, words):
        if coded.event in KIND and not _ultimatum(head):
            return Event.AGREE
        if coded.event in HARM or _ultimatum(head):
            return Event.THREATEN
    return coded.event


def _ultimatum(head: Token) -> bool:
    """'unless' and 'until' make a stick of an intention."""
    return any(
        mark.lower_ == "unless"
        for clause in children(head, "advcl")
        for mark in children(clause, "mark")
    )
