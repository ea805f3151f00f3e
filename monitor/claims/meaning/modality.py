"""How a proposition is put forward: as fact, pledge, threat, denial, question or demand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.syntax import child, children
from monitor.domain import CueClass, Event, Modality, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

HOSTILE = frozenset({Event.ASSAULT, Event.COERCE, Event.SANCTION, Event.THREATEN})
OWN_ACTS = frozenset(Event) - HOSTILE - {Event.ACCUSE, Event.PROTEST}
POSSIBLE = frozenset({"can", "ca", "could", "may", "might", "should", "must", "need"})
NOBODY = frozenset({"nobody", "nothing", "neither"})
OURS = frozenset({"we", "us", "our", "ours"})
OPINIONS = frozenset(
    {"objection", "doubt", "choice", "interest", "comment", "information", "idea", "need",
     "option", "reason", "wish", "problem", "illusion", "quarrel", "time", "alternative"}
)  # fmt: skip
QUESTIONING = frozenset({"question", "wonder", "ask", "inquire", "enquire"})
PUT_AS_QUESTION = frozenset({"clause", "object"})
OF_CLASS = {
    CueClass.DENY: Modality.DENIED,
    CueClass.ORDER: Modality.URGED,
    CueClass.THREATEN: Modality.THREATENED,
    CueClass.PROMISE: Modality.PROMISED,
}
Table = Mapping[str, tuple[str, ...]]
CHAIN = ("xcomp", "acomp", "ccomp", "attr")
VERDICT = frozenset({"acomp", "attr", "oprd", "ROOT"})
FIGURES = frozenset({"figure", "number", "toll", "count", "estimate", "coverage"})


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
    about: bool,
    text: str,
) -> Stance:
    """The stance of a proposition whose verb is `head`.

    `own`: its doer is not some other side than the speaker's, so that a future act is a pledge.
    `about`: it names somebody watched. 'No Iranian was there' denies, though no act is named.
    """
    head = _cleft(head)
    negative = head is not None and _negated(head)
    polarity = Polarity.NEGATIVE if negative else Polarity.POSITIVE
    modality = _by_cue(one, head, event, words, own=own, text=text) or _by_content(
        head, tokens, event, words, own=own
    )
    if modality is Modality.ASSERTED and negative:
        denies = _denying(head, event, about=about)
        modality = Modality.DENIED if denies else modality
    return Stance(modality, polarity)


def _denying(head: Token | None, event: Event | None, *, about: bool) -> bool:
    """Whether a negative content contradicts what somebody might report: that it was done.

    What cannot or may not be is an opinion about the world.
    """
    if head is None or any(aux.lower_ in POSSIBLE for aux in children(head, "aux")):
        return False
    about = about or any(token.lower_ in OURS for token in head.subtree)
    return event is not None or (about and _of_all(head))


def _by_cue(
    one: Attribution,
    head: Token | None,
    event: Event | None,
    words: Lexicon,
    *,
    own: bool,
    text: str,
) -> Modality | None:
    """What the reporting word decides by itself."""
    if one.cue_class is CueClass.ASK and one.frame not in PUT_AS_QUESTION:
        return Modality.URGED
    if one.lemma == "warn" and one.cue_class is CueClass.THREATEN and head is not None:
        menaces = own and _future(head, words.tables["modality"])
        return Modality.THREATENED if menaces else None
    if one.cue_class is CueClass.PROMISE and event in HOSTILE and not _refrains(head):
        return Modality.THREATENED
    if one.cue_class in OF_CLASS:
        return OF_CLASS[one.cue_class]
    asked = one.lemma in QUESTIONING and one.frame in PUT_AS_QUESTION
    if asked or text.startswith("whether ") or text.rstrip("\"'”’» ").endswith("?"):
        return Modality.QUESTIONED
    return None


def _by_content(
    head: Token | None,
    tokens: Sequence[Token],
    event: Event | None,
    words: Lexicon,
    *,
    own: bool,
) -> Modality:
    """What the verb of the content says of itself."""
    table = words.tables["modality"]
    if _untrue(head, tokens, words) or _not_so_many(tokens):
        return Modality.DENIED
    if head is None:
        return Modality.ASSERTED
    if head.lemma_.lower() in table["pledges"] and _has_object(head):
        return _of_pledge(head, own=own)
    if head.lemma_.lower() in table["threats"]:
        return Modality.THREATENED
    if any(aux.lower_ in table["urged"] for aux in children(head, "aux")) or _subjunctive(head):
        return Modality.URGED
    return _of_time(head, event, words, own=own)


def _refrains(head: Token | None) -> bool:
    """'vowed not to attack' promises."""
    return head is not None and _negated(head)


def _cleft(head: Token | None) -> Token | None:
    """'it was X who had offered …' says what 'X had offered' says."""
    if (
        head is None
        or head.lemma_ != "be"
        or not any(subject.lower_ == "it" for subject in children(head, "nsubj"))
    ):
        return head
    named = child(head, "attr")
    clause = child(named, "relcl") if named is not None else None
    return clause if clause is not None and not child(head, "neg") else head


def _subjunctive(head: Token) -> bool:
    """'insisted that Iran withdraw', 'that the gates be opened'."""
    if child(head, "mark") is None:
        return False
    if child(head, "aux") is not None:
        return False
    return head.tag_ == "VB" or any(aux.lower_ == "be" for aux in children(head, "auxpass"))


def _of_time(head: Token, event: Event | None, words: Lexicon, *, own: bool) -> Modality:
    """What is to come, or what somebody is told is to come."""
    table = words.tables["modality"]
    inner = child(head, "ccomp")
    if inner is not None and head.lemma_.lower() in words.list("informing"):
        return Modality.PROMISED if _future(inner, table) else Modality.ASSERTED
    return _of_future(event, own=own) if _future(head, table) else Modality.ASSERTED


def _of_pledge(head: Token, *, own: bool) -> Modality:
    """What a side says of its own agreement is a fact; what others say of it is its pledge."""
    if _negated(head):
        return Modality.DENIED
    settled = head.lemma_.lower() == "agree" and own
    return Modality.ASSERTED if settled else Modality.PROMISED


def intends(head: Token, words: Lexicon) -> bool:
    """Whether the verb speaks of an act to come: will, would, is ready to, has pledged to."""
    table = words.tables["modality"]
    return _future(head, table) or head.lemma_.lower() in table["pledges"]


def _has_object(head: Token) -> bool:
    return child(head, "xcomp", "ccomp", "dobj", "prep", "dative") is not None


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


def _untrue(head: Token | None, tokens: Sequence[Token], words: Lexicon) -> bool:
    """'the reports are baseless', 'the figure was inflated', 'there is no truth in', 'not true'."""
    table = words.tables["modality"]
    verdicts = [
        token
        for token in tokens
        if token.dep_ in VERDICT or (head is not None and token.i == head.i)
    ]
    if any(token.lower_ in table["untrue"] for token in verdicts):
        return True
    if any(
        token.lower_ in table["overstated"] and _of_assertion(token, words) for token in verdicts
    ):
        return True
    if any(token.lower_ in table["truths"] and _has_no(token) for token in tokens):
        return True
    return any(
        token.lower_ in table["true"] and child(token.head, "neg") is not None for token in verdicts
    )


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


def _negated(head: Token) -> bool:
    """'did not', 'nobody has', 'no Iranian had', 'there is no'."""
    if child(head, "neg"):
        return True
    nouns = children(head, "nsubj", "nsubjpass", "dobj", "dative")
    if child(head, "expl"):
        nouns += children(head, "attr")
    if any(_is_none(noun) for noun in nouns):
        return True
    nested = child(head, *CHAIN)
    return nested is not None and nested.dep_ != "ccomp" and child(nested, "neg") is not None


def _of_all(head: Token) -> bool:
    """'nobody', 'no Iranian', 'not a single', 'never'."""
    if any(neg.lower_ == "never" for neg in children(head, "neg")):
        return True
    nouns = children(head, "nsubj", "nsubjpass", "attr", "dobj")
    return any(
        _is_none(noun) or any(word.lower_ == "single" for word in children(noun, "amod"))
        for noun in nouns
    )


def _is_none(noun: Token) -> bool:
    """'nobody', 'no Iranian', 'not one of them'."""
    if noun.lower_ in NOBODY or (_has_no(noun) and noun.lemma_.lower() not in OPINIONS):
        return True
    before = noun.nbor(-1) if noun.i else noun
    return noun.lower_ == "one" and before.lower_ == "not"


def _has_no(noun: Token) -> bool:
    return any(det.lower_ == "no" for det in children(noun, "det"))
