"""What a proposition is about, as a PLOVER event type, and the words that say so.

Patterns are data: a trigger, or several words that must stand together ('send $forces', where
`$forces` is a list of the lexicon). Of the patterns that fit, the one nearest to the verb of the
proposition wins; a pattern of two words outweighs a single one a little deeper in the sentence.
Nothing is learned, so every code can be shown with its words (PLOVER manual 0.8, 2021).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.catalogue.lexicons import lexicon as lexicon_of
from monitor.claims.english.syntax import ancestors, child, children
from monitor.domain import Event

if TYPE_CHECKING:
    from spacy.tokens import Token

# Acts of speech: 'threatened to break relations' threatens, whatever it would break.
PERFORMED = frozenset({Event.THREATEN, Event.REJECT, Event.REQUEST, Event.ACCUSE, Event.PROTEST})
MAX_TOKENS = 160
FAINT = -3.1  # a word that deep, in what is told beside the proposition, says nothing of it
NAMED = frozenset({":name", ":people", ":abroad", "$models"})
ABROAD = frozenset({"to", "into", "in", "at", "for"})
PARTICLES = frozenset({"in", "up", "down", "off", "back", "away"})
BESIDE = frozenset({"compound", "nummod", "poss"})  # 'a million Afghans', 'the army's kitchens'
MEASURES = frozenset(
    {"ton", "tonne", "litre", "liter", "barrel", "kilo", "kilogram", "meter", "metre", "load",
     "dozen", "hundred", "thousand", "million", "number", "group", "lot", "cargo", "batch",
     "truck", "lorry", "plane", "planeload", "truckload", "consignment", "shipment", "convoy",
     "sack", "box", "crate"}
)  # fmt: skip
CLAUSES = frozenset({"advcl", "relcl", "ccomp", "csubj"})
DOES, UNDERGOES, OBJECT = "<", ">", "="
OBJECTS = frozenset({"dobj", "nsubjpass", "dative", "attr", "oprd", "ccomp"})
BACKGROUND = frozenset(
    {"if", "unless", "when", "after", "before", "while", "until", "since", "because", "though",
     "although", "whenever", "once", "should", "as"}
)  # fmt: skip
TIMES = frozenset({"after", "before", "since", "until", "despite", "following", "amid", "ahead"})
STEPS = {
    "xcomp": 0.4,
    "ccomp": 0.4,
    "acomp": 0.4,
    "attr": 0.5,
    "dobj": 0.6,
    "amod": 0.5,
    "compound": 2.2,
    "poss": 2.6,
}
LATER = 2.0  # a clause of time, condition or cause tells of something else


@dataclass(frozen=True, slots=True)
class Word:
    """One place of a pattern: what may stand there, and its part in what the trigger tells."""

    forms: frozenset[str]
    role: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class Coded:
    """An event type and the words that decided it; None where they only look like an event."""

    event: Event | None
    trigger: str
    score: float
    depth: float


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words of which each must stand in the proposition; the first is the trigger."""

    event: Event | None
    words: tuple[Word, ...]
    text: str


Index = dict[str, list[Pattern]]


def code(tokens: Sequence[Token], lexicon: Lexicon) -> Coded | None:
    """The event of a proposition's `tokens`, or None where no pattern fits."""
    best: Coded | None = None
    for coded in _fitting(_compiled(lexicon.language), tokens):
        if best is None or coded.score > best.score:
            best = coded
    if best is None or best.event is None or best.score <= FAINT:
        return None
    return best


def candidates(tokens: Sequence[Token], language: str) -> Iterable[Coded]:
    """All patterns that fit, the best or not."""
    return _fitting(_compiled(language), tokens)


def menacing(tokens: Sequence[Token], lexicon: Lexicon, name: str) -> bool:
    """Whether a pattern of the list `name` of the modality table fits: 'pay the price'."""
    found = _fitting(_threats(lexicon.language, name), tokens)
    return any(coded.score > FAINT for coded in found)


def _fitting(index: Index, tokens: Sequence[Token]) -> Iterable[Coded]:
    tokens = tokens[:MAX_TOKENS]
    present: dict[str, list[Token]] = {}
    for token in tokens:
        for form in _forms(token):
            present.setdefault(form, []).append(token)
    inside = {token.i for token in tokens}
    for pattern in _candidates(index, present):
        coded = _fits(pattern, present, inside)
        if coded is not None:
            yield coded


def _forms(token: Token) -> Iterable[str]:
    """What a pattern may call a token: its word or lemma, ':v' or ':n' for its part of speech.

    ':name' is a name, ':people' one in the plural, ':abroad' one that somebody goes to.
    """
    if token.lower_ == "according":
        return
    for form in {token.lemma_.lower(), token.lower_}:
        yield form
        if token.pos_ in {"VERB", "AUX"}:
            yield f"{form}:v"
        elif token.pos_ == "NOUN":
            yield f"{form}:n"
    if token.tag_ == "NNPS":
        yield ":people"
    elif token.tag_ == "NNP" and token.dep_ != "compound":
        yield ":name"
        if token.head.lower_ in ABROAD:
            yield ":abroad"


def _candidates(index: Index, present: dict[str, list[Token]]) -> Iterable[Pattern]:
    seen: set[int] = set()
    for form in present:
        for pattern in index.get(form, ()):
            if id(pattern) not in seen:
                seen.add(id(pattern))
                yield pattern


def _fits(pattern: Pattern, present: dict[str, list[Token]], inside: set[int]) -> Coded | None:
    matched: list[Token] = []
    for word in pattern.words:
        found = [token for form in word.forms for token in present.get(form, ())]
        if matched and not word.named:
            found = [token for token in found if token.pos_ != "PROPN"]
        near = [token for token in found if not matched or _stands(token, matched[0], word)]
        if not near:
            return None
        matched.append(min(near, key=lambda token: (_depth(token, inside), token.i)))
    depth = _depth(matched[0], inside)
    bonus = 0.3 if matched[0].pos_ in {"VERB", "AUX"} else 0.0
    if depth == 0 and pattern.event in PERFORMED and bonus:
        bonus = 1.8
    score = 1.6 * (len(matched) - 1) - depth + bonus
    return Coded(pattern.event, " ".join(token.text for token in matched), score, depth)


def _stands(token: Token, trigger: Token, word: Word) -> bool:
    """Whether a word has its part in what the trigger tells: who does it, or what else is in it."""
    if not word.role:
        return _near(token, trigger)
    if word.named and not _directly(token, trigger, word.role):
        return False
    return _part(token, trigger) in {word.role, OBJECT if word.role == UNDERGOES else word.role}


def _directly(token: Token, trigger: Token, role: str) -> bool:
    """A name itself, not one inside what does it: 'the Houthis' men went' is not 'went'."""
    above = token.head if role == UNDERGOES and token.dep_ == "pobj" else token
    return above.head.i == trigger.i


def _part(token: Token, trigger: Token) -> str | None:
    """Who does what `trigger` says, or what it is done to, with or at; None for neither."""
    if trigger.dep_ in {"acl", "relcl"} and trigger.head.i == token.i:
        passive = trigger.tag_ == "VBN"
        return OBJECT if passive or child(trigger, "nsubj") else DOES
    if token.dep_ in BESIDE or (token.lemma_.lower() in MEASURES and _of(token)):
        return None
    edge = token
    for above in ancestors(token):
        if above.i == trigger.i:
            break
        if edge.dep_ in CLAUSES:
            return _shared(token, trigger)
        edge = above
    # 'promised that engineers would come' promises no engineers
    within = edge.dep_ == "ccomp" and edge.i != token.i and child(edge, "mark") is not None
    if within or edge.head.i != trigger.i:
        return _shared(token, trigger)
    if edge.dep_ in {"nsubj", "agent", "csubj"}:
        return DOES
    loads = edge.dep_ == "npadvmod" and edge.lemma_.lower() in MEASURES  # 'moved 300 tonnes'
    return OBJECT if edge.dep_ in OBJECTS or edge.lower_ == "of" or loads else UNDERGOES


def _of(measure: Token) -> bool:
    """'tonnes of flour': what is measured counts, not the measure; not 'tonnes of it'."""
    of = next((prep for prep in children(measure, "prep") if prep.lower_ == "of"), None)
    thing = child(of, "pobj") if of is not None else None
    return thing is not None and thing.pos_ == "NOUN"


def _shared(token: Token, trigger: Token) -> str | None:
    """The subject of a verb that has none of its own: 'has begun to ship', 'came and took'."""
    if trigger.dep_ not in {"xcomp", "conj"} or child(trigger, "nsubj", "nsubjpass"):
        return None
    return DOES if _part(token, trigger.head) == DOES else None


def _near(token: Token, trigger: Token) -> bool:
    """Whether the two belong together: one above the other, or both under one verb.

    A preposition belongs to the word it hangs on: 'call on' is not 'keep on call'.
    """
    if token.pos_ == "ADP":
        own = token.head.i == trigger.i and token.i > trigger.i
        return own and not (token.lower_ in PARTICLES and child(token, "pobj"))
    if trigger.pos_ == "ADP":
        return trigger.i in {one.i for one in ancestors(token)}
    above = {one.i for one in ancestors(token)} | {token.i}
    if trigger.i in above or token.i in {one.i for one in ancestors(trigger)}:
        return True
    return trigger.head.i in above or abs(token.i - trigger.i) <= 3


def _depth(token: Token, inside: set[int]) -> float:
    """Steps up to the top of the proposition; chains of auxiliaries and complements are short."""
    depth, current = 0.0, token
    for _ in range(12):
        if current.head.i == current.i or current.head.i not in inside:
            break
        depth += 0.4 if current.lower_ == "of" else STEPS.get(current.dep_, 1.0)
        depth += LATER if _background(current) else 0.0
        current = current.head
    return depth


def _background(token: Token) -> bool:
    """'if …', 'when …', 'before the raid', 'in the event of': not what is told."""
    if token.dep_ == "advcl":
        return any(mark.lower_ in BACKGROUND for mark in children(token, "mark", "advmod", "aux"))
    if token.dep_ == "prep":
        return token.lower_ in TIMES
    return token.lower_ in {"event", "case"} and token.head.lower_ == "in"


@lru_cache(maxsize=8)
def _compiled(language: str) -> Index:
    """The event patterns of a language by each word that can be their trigger."""
    words = lexicon_of(language)
    told: list[tuple[Event | None, str]] = [
        (Event(name), text) for name, texts in words.tables["events"].items() for text in texts
    ]
    return _index(words, [*told, *((None, text) for text in words.tables["patterns"]["no_event"])])


@lru_cache(maxsize=8)
def _threats(language: str, name: str) -> Index:
    words = lexicon_of(language)
    return _index(words, ((Event.THREATEN, text) for text in words.tables["modality"][name]))


def _index(words: Lexicon, listed: Iterable[tuple[Event | None, str]]) -> Index:
    index: Index = {}
    for event, text in listed:
        parts = tuple(_word(word, words) for word in text.split())
        for trigger in parts[0].forms:
            index.setdefault(trigger, []).append(Pattern(event, parts, text))
    return index


def _word(text: str, words: Lexicon) -> Word:
    """'$arms' is any of a list.

    '<$forces' does it, '>$arms' has another part in it, '=$arms' is its very object: not those to
    whom something is given.
    """
    role = text[0] if text[0] in DOES + UNDERGOES + OBJECT else ""
    name = text.removeprefix(role)
    forms = words.list(name[1:]) if name.startswith("$") else frozenset({name})
    return Word(forms, role, name in NAMED)
