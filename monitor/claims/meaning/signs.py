"""What a statement looks like to the weights of `weighing`: signs that are there or not.

The rules of events and modality know what they were told; retellings use other words. A sign is
what the rules decided and how, a word or concept of the content, its verb with what hangs on it,
who stands where (the speaker's side, another, nobody), or what is negated. Names are never signs:
what is learned of one actor must hold for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.syntax import Parsed, child, children
from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.meaning.acts import Act
from monitor.claims.meaning.events import candidates
from monitor.claims.meaning.heads import negated, of_all
from monitor.claims.voices import Speaker
from monitor.domain import Event, Statement
from monitor.reading.normalise import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

MOST_WORDS = 80
NEAR = 1.0  # steps below the top
NEGATIONS = frozenset(
    {"no", "not", "n't", "never", "nobody", "nothing", "none", "neither", "nor", "nowhere",
     "without", "hardly"}
)  # fmt: skip
US = frozenset({"we", "us", "our", "ours", "i", "my", "me"})
OPEN = frozenset({"VERB", "NOUN", "ADJ", "ADV", "AUX", "ADP", "PART", "DET", "SCONJ"})
ARGUMENTS = frozenset(
    {"dobj", "nsubj", "nsubjpass", "attr", "xcomp", "ccomp", "acomp", "prt", "dative", "expl",
     "agent", "oprd"}
)  # fmt: skip
CARRIERS = frozenset({"xcomp", "ccomp", "attr", "dobj"})  # what hangs on them tells the act
INNER = frozenset({"dobj", "attr", "prep", "acomp", "xcomp"})
MODIFIERS = frozenset({"advmod", "neg", "mark"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
MOST_ACTORS = 3
NOTHING = "none"  # told of by a neighbour without an event
Signed = tuple[Statement, frozenset[str]]


def in_company(ruled: Sequence[Signed]) -> Iterator[Signed]:
    """Statements in order of text, with signs of what the rules say their neighbours tell of.

    'Six bodies had been brought in by dawn' tells of an attack where the sentence before it does.
    """
    events = [one.event.value if one.event is not None else NOTHING for one, _ in ruled]
    for at, (one, found) in enumerate(ruled):
        before = f"before={events[at - 1]}" if at else "before="
        after = f"after={events[at + 1]}" if at + 1 < len(ruled) else "after="
        yield one, found | ({before, after} if len(ruled) > 1 else frozenset())


def signs(
    reading: Reading, one: Attribution, act: Act, speaker: Speaker, made: Statement
) -> frozenset[str]:
    """The signs of a statement as the rules have `made` it."""
    words = _Words(reading, act.parsed, speaker)
    return frozenset(
        (
            *_of_rules(one, act, speaker, made),
            *_of_words(words, act),
            *_of_verb(words, act),
            *_of_whom(act, speaker),
        )
    )


class _Words:
    """How the tokens of one sentence are named: by what they are, never by whom they name."""

    def __init__(self, reading: Reading, parsed: Parsed, speaker: Speaker) -> None:
        self._reading, self._parsed = reading, parsed
        self._own = frozenset(speaker.actors)

    def kind(self, token: Token) -> str | None:
        """Who or where a token is, or None for a plain word."""
        mention = self._reading.covering(self._parsed.start + token.idx)
        if mention is not None and mention.actor:
            bodies = {mention.actor, *self._reading.catalogue.bodies(mention.actor)}
            return "OURS" if bodies & self._own else "ACTOR"
        if token.lower_ in US:
            return "WE"
        if token.pos_ == "PRON":
            return f"PRON:{token.lower_}"
        if token.ent_type_ in PLACES:
            return "PLACE"
        if token.pos_ == "PROPN":
            return "NAME"
        # 'Iranian', 'a Talib': one people's doings are no sign.
        return "PEOPLE" if token.is_title and not token.is_sent_start else None

    def plain(self, token: Token) -> str:
        """The concept of a word, or the word."""
        lemma, known = fold(token.lemma_), vocabulary()
        concept = known.concept(lemma, "en") or known.concept(fold(token.text), "en")
        return f"c:{concept}" if concept else f"w:{lemma}"

    def name(self, token: Token) -> str:
        """What it is, or else what it says."""
        return self.kind(token) or self.plain(token)


def _of_rules(one: Attribution, act: Act, speaker: Speaker, made: Statement) -> Iterator[str]:
    event, modality, kind = _called(made.event), made.modality.value, one.cue_class.value
    yield f"event={event}"
    yield f"modality={modality}"
    yield f"both={event}/{modality}"
    yield f"act={_called(act.event)}"
    yield f"cue={one.lemma}"
    yield f"class={kind}"
    yield f"class={kind}/{modality}"
    yield f"frame={one.frame}"
    yield f"polarity={made.polarity.value}"
    yield f"form={made.form.value}"
    yield f"role={speaker.link.role.value}"
    yield f"bound={bool(speaker.actors)}"
    yield f"agent={'ours' if set(made.agents) & set(speaker.actors) else bool(made.agents)}"
    yield f"target={bool(made.targets)}"
    yield f"actors={min(len(made.actors), MOST_ACTORS)}"
    if made.condition:
        yield "condition"


def _called(event: Event | None) -> str:
    return event.value if event is not None else "none"


def _of_words(words: _Words, act: Act) -> Iterator[str]:
    tokens = act.words[:MOST_WORDS]
    for coded in (one for one in candidates(tokens, "en") if one.event is not None):
        yield f"{'near' if coded.depth <= NEAR else 'told'}={_called(coded.event)}"
    first = next((token for token in tokens if token.is_alpha), None)
    if first is not None:
        yield f"first={words.kind(first) or fold(first.text)}"
    for token in (one for one in tokens if not (one.is_punct or one.is_space)):
        if token.lower_ in NEGATIONS:
            yield f"no={token.lower_}"
            yield f"no of={words.name(token.head)}"
        if (kind := words.kind(token)) is not None:
            yield f"kind={kind}"
        elif token.like_num or token.text[0].isdigit():
            yield "number"
        elif token.pos_ in OPEN:
            yield f"word={fold(token.lemma_)}"
            yield f"of={words.plain(token)}"


def _of_verb(words: _Words, act: Act) -> Iterator[str]:
    head = act.verb
    if head is None:
        return
    verb, not_so = words.plain(head), negated(head)
    yield f"verb={verb}"
    yield f"verb={verb}/{not_so}"
    yield f"verb={fold(head.lemma_)}"
    yield f"tag={head.tag_}"
    yield f"negated={not_so}"
    yield f"of all={of_all(head)}"
    yield f"part={head.dep_}"
    auxiliaries = [aux.lower_ for aux in children(head, "aux", "auxpass")]
    yield f"time={'+'.join(auxiliaries)}"
    yield from (f"aux={aux}" for aux in auxiliaries)
    inside = {token.i for token in act.words[:MOST_WORDS]}
    for token in (token for token in head.children if token.i in inside):
        yield from _hanging(words, verb, token)
    subject = child(head, "nsubj", "nsubjpass")
    if subject is not None:
        owners = children(subject, "det", "poss", "amod")
        yield from (f"whose={words.kind(word) or word.lower_}" for word in owners)


def _of_whom(act: Act, speaker: Speaker) -> Iterator[str]:
    """Whether one who speaks for nobody speaks of himself: a complaint, and seldom a denial."""
    bound = bool(speaker.actors)
    ours = any(token.lower_ in US for token in act.words[:MOST_WORDS])
    yield f"we={ours}/{bound}"
    if act.verb is not None:
        yield f"negated={negated(act.verb)}/{bound}"
        yield f"negated={negated(act.verb)}/{bound}/{ours}"


def _hanging(words: _Words, verb: str, token: Token) -> Iterator[str]:
    """What hangs on the verb, and on what carries its meaning: 'took delivery of nothing'."""
    if token.dep_ in ARGUMENTS:
        yield f"{token.dep_}={words.name(token)}"
        yield f"{verb}>{token.dep_}={words.name(token)}"
    if token.dep_ in CARRIERS:
        for inner in (one for one in token.children if one.dep_ in INNER):
            yield f"{words.plain(token)}>{inner.dep_}={words.name(inner)}"
    if token.dep_ == "prep":
        yield f"prep={token.lower_}"
        if (noun := child(token, "pobj")) is not None:
            yield f"prep={token.lower_}:{words.name(noun)}"
    if token.dep_ in MODIFIERS:
        yield f"mod={token.lower_}"
