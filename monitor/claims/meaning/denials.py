"""Whether a negative content denies: contradicts what is reported, or might be, to have been done.

Much that is negative denies nothing: it tells what has not happened yet, what another side failed
to do, what somebody does not want, that one thing is not another. What remains is of two sorts:
one's own act or side is negated ('we trained nobody'), or a deed is, in all its instances ('no
civilian was killed'). What only the text around it shows to be a denial is found beside the report
that it answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.syntax import child, children
from monitor.claims.meaning.heads import ANY, is_none, of_all
from monitor.domain import Event

if TYPE_CHECKING:
    from spacy.tokens import Token

POSSIBLE = frozenset({"can", "ca", "could", "may", "might", "should", "must", "need"})
OURS = frozenset({"we", "us", "our", "ours", "i", "me", "my", "mine"})
THEIRS = frozenset({"its", "their", "theirs", "his"})
PERSONS = frozenset({"he", "she", "they"})
SUBJECTS = ("nsubj", "nsubjpass")
HAPPENING = frozenset({"exist", "happen", "occur", "take"})
ALLEGED = frozenset(
    {"such", "alleged", "so-called", "purported", "supposed", "claimed", "reported"}
)
OWED = frozenset(
    {Event.AGREE, Event.AID, Event.COERCE, Event.CONCEDE, Event.CONSULT, Event.COOPERATE,
     Event.RETREAT, Event.SUPPORT}
)  # fmt: skip
LASTING = frozenset({"for", "in", "since", "by", "until"})
PERIODS = frozenset({"hour", "day", "week", "month", "year", "decade", "noon", "night", "morning"})
PLACED = frozenset(
    {"to", "in", "at", "on", "inside", "among", "near", "aboard", "within", "anywhere"}
)
DEFINITE = frozenset({"the", "these", "those", "they", "he", "she"})
REMOTE = frozenset({"this", "that", "it", "we", "i"})
CONCRETE = (
    "humans", "roles", "forces", "fighting_men", "trainers", "captives", "civilians", "camps",
    "sites", "bodies", "arms", "vessels", "gear", "pacts", "mortals",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Negated:
    """A negative content: its verb, its words, the event they tell, and whose act it is.

    `own`: its doer is not some other side than the speaker's. `bound`: the speaker speaks for a
    watched body. `about`: it names somebody watched.
    """

    head: Token
    tokens: Iterable[Token]
    event: Event | None
    words: Lexicon
    own: bool
    bound: bool
    about: bool

    @property
    def ours(self) -> bool:
        """Whether it speaks of us."""
        return any(token.lower_ in OURS for token in self.tokens)

    @property
    def of_speaker(self) -> bool:
        """Whether it speaks of 'he', 'it' or 'they', whom only the speaker can be."""
        subject = child(self.head, *SUBJECTS)
        return self.bound and subject is not None and subject.lower_ in PERSONS | {"it"}

    @property
    def known(self) -> bool:
        """Whether it speaks of somebody watched, or of the speaker."""
        return self.about or self.ours or self.of_speaker

    @property
    def known_body(self) -> bool:
        """Whether somebody watched speaks or is spoken of: not just anybody of himself."""
        return self.bound or self.about

    def among(self, name: str, token: Token) -> bool:
        """Whether a word stands in a list of the modality table."""
        return token.lemma_.lower() in self.words.tables["modality"][name]


def denies(told: Negated) -> bool:
    """Whether it denies."""
    if _opines(told):
        return False
    if _uninvolved(told) or _unheard_of(told):
        return True
    if _unfinished(told.head) or suffered(told):
        return False
    if told.head.lemma_ == "be" and child(told.head, "expl") is None:
        return _is_not(told)
    if told.head.lemma_ == "have" and child(told.head, "dobj") is not None:
        return _has_not(told)
    return _undone(told)


def _opines(told: Negated) -> bool:
    """What cannot or may not be, what one does not want or accept, and what is not lacking."""
    head = told.head
    possible = any(aux.lower_ in POSSIBLE for aux in children(head, "aux"))
    refuses = told.event is Event.REJECT and not told.among("refusing", head)
    return possible or refuses or told.among("inward", head) or told.among("lacking", head)


def _undone(told: Negated) -> bool:
    """'nobody went', 'we sent no men'; not what another side owes and did not do."""
    subject, universal = child(told.head, *SUBJECTS), of_all(told.head)
    if not (told.known or told.bound) or (told.event is None and not told.known_body):
        return False
    if not told.own and (subject is None or not is_none(subject)):
        owed = told.event in OWED and not universal
        given = told.head.lemma_.lower() in told.words.list("giving")
        return (told.ours and not given) or not (owed or told.event is None)
    if not told.bound and told.among("getting", told.head) and not _never(told.head):
        return False
    if not universal:
        return told.known and told.event is not None
    return told.event is not None or told.known or _tangible(told)


def _never(head: Token) -> bool:
    return any(word.lower_ == "never" for word in children(head, "neg", "advmod"))


def _uninvolved(told: Negated) -> bool:
    """'was not behind it', 'not involved', 'no hand in it', 'nothing to do with it'."""
    head = told.head
    if told.among("involved", head) and head.tag_ in {"VBN", "JJ"}:
        return True
    if head.lemma_ == "belong":
        return told.about or told.ours
    if head.lemma_ == "be":
        beside = children(head, "acomp", "prep", "attr", "advmod")
        return any(told.among("involved", word) for word in beside)
    if head.lemma_ not in {"have", "play", "see", "take"}:
        return False
    things = children(head, "dobj")
    if any(thing.lower_ in {"nothing", "anything"} and child(thing, "relcl") for thing in things):
        return True
    of_it = child(head, "prep") is not None
    return any(
        told.among("parts", thing) and (of_it or child(thing, "prep", "acl")) for thing in things
    )


def _unheard_of(told: Negated) -> bool:
    """'no such talks', 'the alleged letter does not exist', 'the meeting never took place'."""
    head = told.head
    place = child(head, "dobj")
    takes = head.lemma_ == "take" and place is not None and place.lower_ == "place"
    happens = head.lemma_ in HAPPENING and (head.lemma_ != "take" or takes)
    nouns = children(head, *SUBJECTS, "dobj", "attr")
    if any(w.lower_ in ALLEGED for noun in nouns for w in children(noun, "amod", "predet")):
        return happens or of_all(head) or head.lemma_ == "be"
    subject = child(head, *SUBJECTS)
    of_it = subject is not None and bool(
        {subject.lower_, *(w.lower_ for w in children(subject, "det"))} & {*DEFINITE, "it", *REMOTE}
    )
    return happens and (told.known_body or of_it)


def _unfinished(head: Token) -> bool:
    """'not yet', 'since noon', 'for a month', 'by Friday': what may still come."""
    over = [head, *children(head, "dobj", "attr")]
    if any(word.lower_ in {"yet", "still", "far"} for word in children(head, "advmod")):
        return True
    if any(
        mark.lower_ in {"since", "until"}
        for clause in children(head, "advcl")
        for mark in children(clause, "mark")
    ):
        return True
    return any(
        prep.lower_ in LASTING and noun is not None and _is_time(noun, prep.lower_)
        for word in over
        for prep in children(word, "prep")
        for noun in (child(prep, "pobj", "pcomp"),)
    )


def _is_time(noun: Token, prep: str) -> bool:
    if prep in {"since", "until"}:
        return True
    if prep == "in" and noun.tag_ != "NNS":
        return False
    return noun.ent_type_ in {"DATE", "TIME"} or noun.lemma_.lower() in PERIODS


def suffered(told: Negated) -> bool:
    """Whether it counts one's own losses: 'none of its soldiers was hurt'."""
    passive = child(told.head, "auxpass") is not None
    hurt = passive or (told.among("suffering", told.head) and child(told.head, "dobj") is None)
    if not told.bound or told.event is not Event.ASSAULT or not (hurt and of_all(told.head)):
        return False
    subject = child(told.head, *SUBJECTS)
    own = OURS | THEIRS
    return subject is not None and any(token.lower_ in own for token in subject.subtree)


def _is_not(told: Negated) -> bool:
    """'none of his men was in Herat', 'the dead were not fighters'; not 'peace is not weakness'."""
    head = told.head
    subject, named = child(head, *SUBJECTS), child(head, "attr", "acomp")
    if subject is None or subject.lower_ in REMOTE:
        cleft = named is not None and child(named, "relcl") is not None
        return cleft and subject is not None and subject.lower_ == "it" and told.about
    for place in children(head, "prep", "advmod"):
        if place.lower_ in {"nowhere", "there", "here"}:
            return True
        noun = child(place, "pobj")
        if place.lower_ in PLACED and noun is not None:
            who = told.known or told.bound or subject.lower_ in PERSONS
            mine = any(token.lower_ in OURS | THEIRS for token in subject.subtree)
            return who and (is_none(subject) or noun.pos_ == "PROPN" or mine)
    definite = {subject.lower_, *(word.lower_ for word in children(subject, "det"))} & DEFINITE
    if named is None or not (definite or is_none(subject)):
        return False
    inside = list(named.subtree)
    whose = any(token.lower_ in OURS | THEIRS for token in inside)
    ours = named.lower_ in {"one", "ours"} and whose
    people = ours or any(named.lemma_.lower() in told.words.list(name) for name in CONCRETE)
    foreign = named.pos_ == "ADJ" and named.text.istitle()
    return foreign or (people and (whose or told.bound))


def _has_not(told: Negated) -> bool:
    """'has no fighters there', 'has no plan to go'; not 'has no coast'."""
    thing = child(told.head, "dobj")
    if thing is None or not (told.bound or told.about or told.ours):
        return False
    return _is_tangible(thing, told) or (told.event is not None and told.among("plans", thing))


def _tangible(told: Negated) -> bool:
    nouns = children(told.head, *SUBJECTS, "dobj", "attr")
    return any(_is_tangible(noun, told) for noun in nouns)


def _is_tangible(noun: Token, told: Negated) -> bool:
    """'no fighter', 'no camp', 'nobody': somebody or something that is there or is not."""
    if noun.lower_ in ANY | {"nobody", "none"}:
        return True
    forms = {noun.lemma_.lower(), noun.lower_}
    return any(forms & told.words.list(name) for name in CONCRETE)
