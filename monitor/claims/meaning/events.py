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
from monitor.claims.english.syntax import ancestors
from monitor.domain import Event

if TYPE_CHECKING:
    from spacy.tokens import Token

# Acts of speech: 'threatened to break relations' threatens, whatever it would break.
PERFORMED = frozenset({Event.THREATEN, Event.REJECT, Event.REQUEST, Event.ACCUSE, Event.PROTEST})
MAX_TOKENS = 160
Alternatives = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """An event type and the words that decided it."""

    event: Event
    trigger: str
    score: float


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words of which each must stand in the proposition; the first is the trigger."""

    event: Event
    words: Alternatives
    text: str


def code(tokens: Sequence[Token], lexicon: Lexicon) -> Coded | None:
    """The event of a proposition's `tokens`, or None where no pattern fits."""
    tokens = tokens[:MAX_TOKENS]
    present: dict[str, list[Token]] = {}
    for token in tokens:
        if token.lower_ == "according":
            continue
        for form in {token.lemma_.lower(), token.lower_}:
            present.setdefault(form, []).append(token)
            if token.pos_ in {"VERB", "AUX"}:
                present.setdefault(f"{form}:v", []).append(token)
    inside = {token.i for token in tokens}
    best: Coded | None = None
    for pattern in _candidates(patterns(lexicon), present):
        coded = _fits(pattern, present, inside)
        if coded is not None and (best is None or coded.score > best.score):
            best = coded
    return best


def _candidates(
    index: dict[str, list[Pattern]], present: dict[str, list[Token]]
) -> Iterable[Pattern]:
    seen: set[int] = set()
    for form in present:
        for pattern in index.get(form, ()):
            if id(pattern) not in seen:
                seen.add(id(pattern))
                yield pattern


def _fits(pattern: Pattern, present: dict[str, list[Token]], inside: set[int]) -> Coded | None:
    matched: list[Token] = []
    for alternatives in pattern.words:
        found = [token for word in alternatives for token in present.get(word, ())]
        if matched:
            found = [token for token in found if token.pos_ != "PROPN"]
        near = [token for token in found if not matched or _near(token, matched[0])]
        if not near:
            return None
        matched.append(min(near, key=lambda token: (_depth(token, inside), token.i)))
    depth = _depth(matched[0], inside)
    bonus = 0.3 if matched[0].pos_ in {"VERB", "AUX"} else 0.0
    if depth == 0 and pattern.event in PERFORMED and bonus:
        bonus = 1.8
    score = 1.4 * (len(matched) - 1) - depth + bonus
    return Coded(pattern.event, " ".join(token.text for token in matched), score)


def _near(token: Token, trigger: Token) -> bool:
    """Whether the two belong together: one above the other, or both under one verb."""
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
        depth += {"xcomp": 0.4, "ccomp": 0.4, "acomp": 0.4, "attr": 0.5, "dobj": 0.6}.get(
            current.dep_, 1.0
        )
        current = current.head
    return depth


def patterns(lexicon: Lexicon) -> dict[str, list[Pattern]]:
    """The patterns of a language by each word that can be their trigger."""
    return _compiled(lexicon.language)


@lru_cache(maxsize=8)
def _compiled(language: str) -> dict[str, list[Pattern]]:
    from monitor.catalogue.lexicons import lexicon as load

    words = load(language)
    index: dict[str, list[Pattern]] = {}
    for name, texts in words.tables.get("events", {}).items():
        for text in texts:
            alternatives = tuple(_alternatives(word, words) for word in text.split())
            pattern = Pattern(Event(name), alternatives, text)
            for trigger in alternatives[0]:
                index.setdefault(trigger, []).append(pattern)
    return index


def _alternatives(word: str, words: Lexicon) -> frozenset[str]:
    return words.list(word[1:]) if word.startswith("$") else frozenset({word})
