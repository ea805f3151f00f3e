"""How a proposition is put forward: as fact, pledge, threat, denial, question or demand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.syntax import child, children
from monitor.claims.meaning.denials import Negated, denies, suffered
from monitor.claims.meaning.events import menacing
from monitor.claims.meaning.heads import is_none, negated
from monitor.claims.meaning.pledges import is_future, is_pledge, somewhere
from monitor.claims.meaning.untrue import untrue
from monitor.domain import CueClass, Event, Modality, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

HOSTILE = frozenset({Event.ASSAULT, Event.SANCTION, Event.THREATEN})
OWN_ACTS = frozenset(Event) - HOSTILE - {Event.ACCUSE, Event.PROTEST}
RISKS = frozenset({"could", "may", "might"})
QUESTIONING = frozenset({"question", "wonder", "ask", "inquire", "enquire", "doubt"})
SCORNING = frozenset({"scoff", "sneer", "jeer", "laugh", "mock", "ridicule", "deride"})
REGRETS = frozenset({"regret", "lament", "bemoan", "rue"})
PUT_AS_QUESTION = frozenset({"clause", "object"})
OF_CLASS = {
    CueClass.DENY: Modality.DENIED,
    CueClass.ORDER: Modality.URGED,
    CueClass.THREATEN: Modality.THREATENED,
    CueClass.PROMISE: Modality.PROMISED,
}
Table = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Stance:
    """Modality and polarity of one proposition; `loss`: it counts the speaker's own losses."""

    modality: Modality
    polarity: Polarity
    loss: bool = False


@dataclass(frozen=True, slots=True)
class Put:
    """What the stance of a proposition is read from: its cue, its main verb, its words.

    `done`: the event that its own verb tells.
    `own`: its doer is not some other side than the speaker's, so that a future act is a pledge.
    `bound`: the speaker speaks for a watched body, or is one. `named`: a watched body does it.
    """

    one: Attribution
    head: Token | None
    tokens: Sequence[Token]
    done: Event | None
    words: Lexicon
    own: bool
    bound: bool
    named: bool
    text: str

    @property
    def table(self) -> Table:
        """The words of modality."""
        return self.words.tables["modality"]

    @property
    def to_come(self) -> bool:
        """Whether the main verb speaks of the future."""
        return self.head is not None and is_future(self.head, self.table)


def stance(
    one: Attribution,
    head: Token | None,
    tokens: Sequence[Token],
    event: Event | None,
    words: Lexicon,
    *,
    done: Event | None,
    own: bool,
    bound: bool,
    named: bool,
    about: bool,
    text: str,
) -> Stance:
    """The stance of a proposition whose main verb is `head`; the rest as in `Put`.

    `about`: it names somebody watched. 'No Iranian was there' denies, though no act is named.
    """
    put = Put(one, head, tokens, done, words, own, bound, named, text)
    first = _of_clause(put, event, about=about)
    if first.modality is not Modality.ASSERTED or head is None:
        return first
    if done is not None and head.lemma_ != "be":
        return first
    # 'Our men are ready, and they will leave after Eid': the clause that tells of an act decides.
    further = (replace(put, head=clause, done=event) for clause in _further(head))
    stances = (_of_clause(one, event, about=about) for one in further)
    return next((found for found in stances if found.modality in OF_CLASS.values()), first)


def _of_clause(put: Put, event: Event | None, *, about: bool) -> Stance:
    head = put.head
    negative = head is not None and negated(head)
    modality = _by_cue(put) or _by_content(put)
    polarity = Polarity.NEGATIVE if negative else Polarity.POSITIVE
    if modality is not Modality.ASSERTED or not negative or head is None:
        return Stance(modality, polarity)
    told = Negated(head, put.tokens, event, put.words, put.own, put.bound, about)
    denied = _deniable(put) and denies(told)
    return Stance(Modality.DENIED if denied else modality, polarity, suffered(told))


def _further(head: Token) -> Iterator[Token]:
    """The main clauses after the first: those with a subject of their own."""
    for clause in children(head, "conj"):
        if child(clause, "nsubj", "nsubjpass", "expl") is not None:
            yield clause
            yield from _further(clause)


def _deniable(put: Put) -> bool:
    """Whether a negative content may deny: own acts to come are pledged, missed ones regretted."""
    return not (put.to_come and put.own) and put.one.lemma not in REGRETS


def _by_cue(put: Put) -> Modality | None:
    """What the reporting word decides by itself."""
    one, text = put.one, put.text
    asked_for = one.cue_class is CueClass.ASK and one.frame not in PUT_AS_QUESTION
    if asked_for or (one.lemma in put.table["proposing"] and one.frame == "clause"):
        return Modality.URGED
    if one.lemma == "warn" and one.cue_class is CueClass.THREATEN and put.head is not None:
        return Modality.THREATENED if _warned(put, put.head) else None
    if one.cue_class is CueClass.PROMISE and _harmful(put):
        return Modality.THREATENED
    kind = CueClass.DENY if one.lemma in SCORNING and _of_report(put) else one.cue_class
    if kind in OF_CLASS:
        refused = kind is CueClass.DENY and _proposed(put)
        return Modality.ASSERTED if refused else OF_CLASS[kind]
    asked = one.lemma in QUESTIONING and one.frame in PUT_AS_QUESTION
    if asked or text.startswith("whether ") or text.rstrip("\"'”’» ").endswith("?"):
        return Modality.QUESTIONED
    return None


def _of_report(put: Put) -> bool:
    """'scoffed at the idea that …', not '"…," he scoffed'."""
    if put.head is None or put.head.dep_ not in {"acl", "ccomp", "relcl"}:
        return False
    return put.head.head.lemma_.lower() in put.words.list("claim_nouns")


def _proposed(put: Put) -> bool:
    """Who rejects a plan, an offer or a demand refuses; who rejects a report denies."""
    one = put.one
    if one.cue_at is None or one.frame not in {"object", "object that"} or not put.tokens:
        return False
    cue = put.tokens[0].doc[one.cue_at]
    named = child(cue, "dobj", "nsubjpass")
    if one.lemma == "deny" or one.lemma not in put.table["refusing"] or named is None:
        return False
    return named.lemma_.lower() in put.words.list("proposals")


def _by_content(put: Put) -> Modality:
    """What the verb of the content says of itself."""
    head, table = put.head, put.table
    if untrue(head, put.tokens, put.words, bound=put.bound):
        return Modality.DENIED
    if head is None:
        return Modality.ASSERTED
    if is_pledge(head, put.words):
        return _of_pledge(put, head)
    warns = put.own and menacing(put.tokens, put.words, "warnings")
    if head.lemma_.lower() in table["threats"] or warns:
        return Modality.DENIED if negated(head) else Modality.THREATENED
    return _performed(head, put.text, table) or _of_time(put, head)


def _performed(head: Token, text: str, table: Table) -> Modality | None:
    """'They should …', 'We demand that …', 'I deny …' and 'Release them' do what they say."""
    if any(aux.lower_ in table["urged"] for aux in children(head, "aux")) or _subjunctive(head):
        return Modality.URGED
    if _needed(head, table):
        return Modality.URGED
    if head.tag_ == "VB" and text.startswith(head.text) and child(head, "nsubj", "aux") is None:
        return Modality.URGED
    subject = child(head, "nsubj")
    if subject is None or subject.lower_ not in {"we", "i"} or head.tag_ != "VBP":
        return None
    if head.lemma_.lower() in table["urging"]:
        return None if negated(head) else Modality.URGED
    return Modality.DENIED if head.lemma_.lower() in table["denying"] else None


def _needed(head: Token, table: Table) -> bool:
    """'Kabul needs to act', 'sanctions have to go', 'it is time for Kabul to act'."""
    subject = child(head, "nsubj", "nsubjpass")
    if subject is None:
        return False
    if head.lemma_ == "be" and subject.lower_ == "it":
        noun = child(head, "attr")
        return noun is not None and noun.lower_ in {"time", "duty"} and not negated(head)
    present = head.tag_ in {"VBZ", "VBP"} or head.lemma_.lower() == "ought"
    needs = head.lemma_.lower() in table["needing"] and child(head, "xcomp") is not None
    return needs and present and subject.pos_ != "PRON" and child(head, "aux", "neg") is None


def _warned(put: Put, head: Token) -> bool:
    """'warned that it would …' threatens; 'warned that prices were up' tells."""
    if put.to_come:
        return put.own and (put.bound or _harmful(put))
    risks = any(aux.lower_ in RISKS for aux in children(head, "aux"))
    return risks and put.own and put.bound and child(head, "nsubj", "nsubjpass") is not None


def _harmful(put: Put) -> bool:
    """'to bomb', 'pay the price' and 'not sit idle' threaten; 'not to attack' does not."""
    if put.head is not None and negated(put.head):
        return menacing(put.tokens, put.words, "refusals")
    return put.done in HOSTILE or menacing(put.tokens, put.words, "menaces")


def _subjunctive(head: Token) -> bool:
    """'insisted that Iran withdraw', 'that the gates be opened'."""
    if child(head, "mark") is None or child(head, "aux") is not None:
        return False
    return head.tag_ == "VB" or any(aux.lower_ == "be" for aux in children(head, "auxpass"))


def _of_time(put: Put, head: Token) -> Modality:
    """What is to come, or what somebody is told is to come."""
    inner = child(head, "ccomp")
    if inner is not None and head.lemma_.lower() in put.words.list("informing"):
        return Modality.PROMISED if is_future(inner, put.table) else Modality.ASSERTED
    return _ofis_future(put, head) if put.to_come else Modality.ASSERTED


def _of_pledge(put: Put, head: Token) -> Modality:
    """What a side says of its own agreement is a fact; what others say of it is its pledge."""
    agreed = head.lemma_.lower() == "agree"
    if negated(head):
        done = not agreed or child(head, "xcomp", "ccomp") is not None
        return Modality.DENIED if done else Modality.ASSERTED  # 'not agreed on a date'
    if put.done in HOSTILE and head.lemma_.lower() not in put.words.list("informing"):
        return Modality.THREATENED
    return Modality.ASSERTED if agreed and put.own and put.bound else Modality.PROMISED


def _ofis_future(put: Put, head: Token) -> Modality:
    """An own act to come is a pledge, a harmful one a threat; others' are forecasts.

    Who is told to pay the price does not do it himself, so it need not be an own act.
    """
    if put.one.cue_class is CueClass.BELIEVE:
        return Modality.ASSERTED
    threats = "refusals" if negated(head) else "menaces"
    if (put.own or put.bound) and menacing(put.tokens, put.words, threats):
        return Modality.THREATENED
    if not put.own:
        return Modality.ASSERTED
    if put.done in HOSTILE:
        return Modality.PROMISED if negated(head) else Modality.THREATENED
    if put.done is None:
        return Modality.PROMISED if put.bound and _acts(put, head) else Modality.ASSERTED
    return Modality.PROMISED if put.done in OWN_ACTS else Modality.ASSERTED


def _acts(put: Put, head: Token) -> bool:
    """Whether a verb without an event is somebody's act: 'prices will rise' is a forecast."""
    subject = child(head, "nsubj")
    if head.lemma_ == "be" and not somewhere(head):
        return False
    return subject is None or put.named or subject.pos_ == "PRON" or is_none(subject)
