"""The event of a statement: what its words code, and what the way it is put makes of that.

What is asked for is a request and what is threatened a threat, whatever would be done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon, lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.syntax import Parsed, child, subtree
from monitor.claims.meaning.events import Coded, code
from monitor.claims.meaning.heads import main_verb, negated
from monitor.claims.meaning.modality import Stance
from monitor.claims.meaning.pledges import is_pledge
from monitor.claims.meaning.propositions import CLAUSAL, Proposition
from monitor.claims.speakers.reports import Told
from monitor.claims.text.spans import Span
from monitor.domain import CueClass, Event, Modality, QuoteForm

if TYPE_CHECKING:
    from spacy.tokens import Token

NOTHING = -1.0  # how clear a sentence without an event is
NEARLY = 1.0  # how deep below the main verb an event is told that is its own
LATER = 0.4  # how much less each later sentence counts
ASIDE = frozenset({"advcl", "mark", "punct", "cc", "advmod", "npadvmod"})
MOST_SENTENCES = 4  # of a speech that is still one proposition
VIOLENCE = frozenset({Event.ASSAULT, Event.COERCE})
GIVEN = frozenset({Event.SUPPORT, Event.AGREE, Event.CONCEDE, Event.RETREAT, Event.AID})
SETTLED = frozenset({Event.COOPERATE, Event.AID, Event.CONSULT, Event.MOBILIZE})
BY_MODALITY = {Modality.URGED: Event.REQUEST, Modality.THREATENED: Event.THREATEN}


@dataclass(frozen=True, slots=True)
class Act:
    """What a proposition tells of: its event, the span that tells it, the verb and words, and the
    sentence they stand in."""

    coded: Coded | None
    where: Span
    verb: Token | None
    words: Sequence[Token]
    parsed: Parsed

    @property
    def event(self) -> Event | None:
        """Its event type."""
        return self.coded.event if self.coded is not None else None

    @property
    def done(self) -> Event | None:
        """Its event type where its own verb tells it, not a word further down."""
        return self.event if self.coded is not None and self.coded.depth <= NEARLY else None


def act_of(reading: Reading, told: Told, proposition: Proposition, words: Lexicon) -> Act:
    """The act that the proposition tells of.

    Of speech in several sentences it is the clearest one's, earlier ones before later. A long
    speech names many who have no part in that: only its sentence is what a watch looks at.
    """
    parsed, span = reading.parsed[told.one.sentence], proposition.span
    own = _coded(_tokens(parsed, told.one, proposition, words), proposition.head, words)
    verb = main_verb(proposition.head, proposition.tokens)
    trees = reading.trees_in(span)
    speech = proposition.form is QuoteForm.DIRECT or proposition.head is None
    if not speech or all(tree is parsed for tree in trees):
        first = verb or main_verb(_root(proposition.tokens), proposition.tokens)
        return Act(own, span, first, proposition.tokens, parsed)
    acts = []
    for tree in trees:
        held = tree.at(span)
        coded = own if tree is parsed else code(held, words)
        where = tree.span if len(trees) > MOST_SENTENCES else span
        acts.append(Act(coded, where, main_verb(_root(held), held), held, tree))
    ranked = [(_clear(act) - LATER * at, act) for at, act in enumerate(acts)]
    return max(ranked, key=lambda found: found[0])[1]


def _coded(tokens: Sequence[Token], head: Token | None, words: Lexicon) -> Coded | None:
    """The event of `tokens`; who has agreed to do something is said to do that."""
    coded = code(tokens, words)
    if coded is None or coded.event is not Event.AGREE or head is None or head.lemma_ != "agree":
        return coded
    to_do = child(head, "xcomp")
    return (code(subtree(to_do), words) if to_do is not None else None) or coded


def _clear(act: Act) -> float:
    return act.coded.score if act.coded is not None else NOTHING


def _root(tokens: Sequence[Token]) -> Token | None:
    """The verb that the rest of `tokens` hangs on; of several, not that of a condition."""
    inside = {token.i for token in tokens}
    tops = [t for t in tokens if t.head.i == t.i or t.head.i not in inside]
    return next((t for t in tops if t.dep_ not in ASIDE), next(iter(tops), None))


def _tokens(
    parsed: Parsed, one: Attribution, proposition: Proposition, words: Lexicon
) -> Sequence[Token]:
    """Where the content is a thing praised, rejected or pledged, the cue's verb names the event."""
    told = {*CLAUSAL, "infinitive", "predicate", "on", "object that", "label"}
    if one.cue_at is None or one.frame in told:
        return proposition.tokens
    head = proposition.head
    if one.cue_class is CueClass.DENY and head is not None and _is_report(head):
        return [token for token in proposition.tokens if token.i != head.i]
    if one.lemma == "deny" or (one.lemma == "accuse" and _of_violence(proposition, words)):
        return proposition.tokens
    return (parsed.doc[one.cue_at], *proposition.tokens)


def _of_violence(proposition: Proposition, words: Lexicon) -> bool:
    """'accused them of shelling a village' reports the shelling; 'of bad faith' only accuses."""
    done = code(proposition.tokens, words)
    return done is not None and done.event in VIOLENCE and done.depth < NEARLY


def _is_report(noun: Token) -> bool:
    """'reports', 'the idea of': who rejects them says what they tell is not so."""
    return noun.lemma_.lower() in lexicon("en").list("claim_nouns")


def folded(
    event: Event | None, put: Stance, one: Attribution, head: Token | None, words: Lexicon
) -> Event | None:
    """The event of a proposition that codes as `event` and is put as `put`."""
    if put.modality in BY_MODALITY:
        return BY_MODALITY[put.modality]
    if put.modality is Modality.QUESTIONED:
        return _asked(event, one, head)
    if put.modality is Modality.PROMISED:
        return _promised(event, one, head, words)
    if put.modality is Modality.ASSERTED:
        return _asserted(event, one, head, words)
    pledged = event is None and head is not None and is_pledge(head, words)
    return Event.COOPERATE if pledged else event


def _asked(event: Event | None, one: Attribution, head: Token | None) -> Event | None:
    """To question a thing, or why it was done, is to accuse; whether it is so tells of no act.

    Who asks why takes what happened for granted.
    """
    why = head is not None and any(word.lower_ == "why" for word in head.children)
    if one.lemma == "question":
        return Event.ACCUSE if why or one.frame == "object" else None
    return None if why else event


def _promised(
    event: Event | None, one: Attribution, head: Token | None, words: Lexicon
) -> Event | None:
    """'will never surrender' refuses; a pledge of something to somebody cooperates."""
    if head is not None and event in GIVEN and negated(head):
        return Event.REJECT
    pledged = one.cue_class is CueClass.PROMISE or (head is not None and is_pledge(head, words))
    return Event.COOPERATE if event is None and pledged else event


def _asserted(
    event: Event | None, one: Attribution, head: Token | None, words: Lexicon
) -> Event | None:
    """What a side says it has agreed to is an agreement; what somebody complains of accuses."""
    if head is not None and head.lemma_ == "agree" and event in SETTLED:
        return Event.AGREE
    if one.lemma in words.list("grievances") and event in {None, Event.REQUEST}:
        return Event.ACCUSE
    return event
