"""How a proposition is put forward: as fact, pledge, threat, denial, question or demand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.attributions import Attribution
from monitor.claims.syntax import child, children
from monitor.domain import CueClass, Event, Modality, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

HOSTILE = frozenset({Event.ASSAULT, Event.COERCE, Event.SANCTION, Event.THREATEN})
OWN_ACTS = frozenset(Event) - HOSTILE - {Event.ACCUSE, Event.PROTEST}
NOBODY = frozenset("nobody nothing neither".split())
QUESTIONING = frozenset(["question", "wonder", "ask", "inquire", "enquire"])
WH = frozenset(["why", "what", "how", "when", "where", "whether", "if", "who", "which"])
Table = Mapping[str, tuple[str, ...]]
CHAIN = ("xcomp", "acomp", "ccomp", "attr")


@dataclass(frozen=True, slots=True)
class Stance:
    """Modality and polarity of one proposition."""

    modality: Modality
    polarity: Polarity


def stance(
    one: Attribution,
    head: Token | None,
    tokens: Sequence[Token],
    event: Event | None,
    words: Lexicon,
    *,
    own: bool,
    text: str,
) -> Stance:
    """The stance of a proposition whose verb is `head`.

    `own`: its doer is not some other side than the speaker's, so that a future act is a pledge.
    """
    negative = head is not None and _negated(head)
    polarity = Polarity.NEGATIVE if negative else Polarity.POSITIVE
    modality = _by_cue(one, tokens, text) or _by_content(one, head, tokens, event, words, own=own)
    if modality is Modality.ASSERTED and negative and event is not None:
        modality = Modality.DENIED
    return Stance(modality, polarity)


def _by_cue(one: Attribution, tokens: Sequence[Token], text: str) -> Modality | None:
    if one.cue_class is CueClass.DENY:
        return Modality.DENIED
    if one.cue_class is CueClass.ORDER or (
        one.cue_class is CueClass.ASK and (one.frame != "clause" and one.frame != "object")
    ):
        return Modality.URGED
    if one.cue_class is CueClass.THREATEN:
        return Modality.THREATENED
    if one.cue_class is CueClass.PROMISE:
        return Modality.PROMISED
    if one.lemma in QUESTIONING and one.frame in {"clause", "object"}:
        return Modality.QUESTIONED
    if text.startswith("whether "):
        return Modality.QUESTIONED
    if text.rstrip("\"'”’» ").endswith("?"):
        return Modality.QUESTIONED
    return None


def _by_content(
    one: Attribution,
    head: Token | None,
    tokens: Sequence[Token],
    event: Event | None,
    words: Lexicon,
    *,
    own: bool,
) -> Modality:
    table = words.tables["modality"]
    lemmas = {token.lemma_.lower() for token in tokens}
    if head is None:
        return Modality.ASSERTED
    if _untrue(tokens, lemmas, table):
        return Modality.DENIED
    if head.lemma_.lower() in table["pledges"] and _reported_pledge(head, table):
        if _negated(head):
            return Modality.DENIED
        # What a side says of its own agreement is a fact; what others say of it is its pledge.
        settled = head.lemma_.lower() == "agree" and own
        return Modality.ASSERTED if settled else Modality.PROMISED
    if head.lemma_.lower() in table["threats"]:
        return Modality.THREATENED
    if any(aux.lower_ in table["urged"] for aux in children(head, "aux")):
        return Modality.URGED
    if _future(head, table):
        return _of_future(event, own=own)
    inner = child(head, "ccomp")
    if inner is not None and _informs(head, words) and _future(inner, table):
        return Modality.PROMISED
    return Modality.ASSERTED


def intends(head: Token, words: Lexicon) -> bool:
    """Whether the verb speaks of an act to come: will, would, is ready to, has pledged to."""
    table = words.tables["modality"]
    return _future(head, table) or head.lemma_.lower() in table["pledges"]


def _reported_pledge(head: Token, table: Table) -> bool:
    return child(head, "xcomp", "ccomp", "dobj", "prep", "dative") is not None


def _informs(head: Token, words: Lexicon) -> bool:
    return head.lemma_.lower() in words.list("informing")


def _of_future(event: Event | None, *, own: bool) -> Modality:
    if not own or event is None:
        return Modality.ASSERTED
    if event in HOSTILE:
        return Modality.THREATENED
    return Modality.PROMISED if event in OWN_ACTS else Modality.ASSERTED


def _future(head: Token, table: Table) -> bool:
    """'will go', 'would go', 'is prepared to', 'is ready to', 'can go'."""
    if any(aux.lower_ in table["future"] for aux in children(head, "aux")):
        return True
    if head.lower_ in table["ready"] and child(head, "xcomp"):
        return True
    ready = child(head, "acomp", "xcomp")
    if ready is not None and ready.lower_ in table["ready"]:
        return child(ready, "xcomp") is not None or child(head, "xcomp") is not None
    return head.lower_ == "going" and child(head, "xcomp") is not None


def _untrue(tokens: Sequence[Token], lemmas: set[str], table: Table) -> bool:
    """'the reports are baseless', 'there is no truth in'."""
    if any(
        token.lower_ in table["untrue"] and token.dep_ in {"acomp", "attr", "oprd", "ROOT"}
        for token in tokens
    ):
        return True
    return any(
        token.lower_ in table["truths"]
        and any(det.lower_ == "no" for det in children(token, "det"))
        for token in tokens
    )


def _negated(head: Token) -> bool:
    """'did not', 'nobody has', 'no Iranian had', 'there is no'."""
    if child(head, "neg"):
        return True
    for noun in children(head, "nsubj", "nsubjpass", "expl"):
        if noun.lower_ in NOBODY or any(t.lower_ == "no" for t in children(noun, "det")):
            return True
        if noun.dep_ == "expl" and any(
            t.lower_ == "no" for thing in children(head, "attr", "dobj") for t in children(thing, "det")
        ):
            return True
    nested = child(head, *CHAIN)
    return nested is not None and nested.dep_ != "ccomp" and child(nested, "neg") is not None
