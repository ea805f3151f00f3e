"""Event, modality, roles and numbers of a Persian, Pashto or Arabic proposition, by word lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from monitor.catalogue.lexicons import lexicon
from monitor.claims.document import Reading
from monitor.claims.lexical.cues import Cue, alternatives, folded
from monitor.claims.text.spans import Span
from monitor.domain import CueClass, Event, Modality, Polarity

NUMBER = re.compile(r"[0-9۰-۹٠-٩]+(?:[.,٬٫][0-9۰-۹٠-٩]+)*")
CLASS_MODALITY = {
    CueClass.DENY: Modality.DENIED,
    CueClass.ORDER: Modality.URGED,
    CueClass.PROMISE: Modality.PROMISED,
    CueClass.THREATEN: Modality.THREATENED,
    CueClass.ASK: Modality.QUESTIONED,
}
OWN_ACTS = frozenset({Event.MOBILIZE, Event.AID, Event.COOPERATE, Event.AGREE, Event.SUPPORT,
                      Event.RETREAT, Event.CONSULT, Event.CONCEDE})  # fmt: skip
MARKED = (
    ("untrue", Modality.DENIED),
    ("pledges", Modality.PROMISED),
    ("urged", Modality.URGED),
)
HARM = frozenset({Event.ASSAULT, Event.SANCTION, Event.COERCE, Event.THREATEN})
PREFIX = "(?:و|ف)?(?:ال|لل|بال|ل|ب)?"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The fields of a statement that come from its content."""

    modality: Modality
    polarity: Polarity
    event: Event | None
    trigger: str | None
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    numbers: tuple[str, ...]
    condition: str | None


def meaning(reading: Reading, span: Span, cue: Cue, language: str) -> Meaning:
    """What the content `span`, reported by `cue`, says."""
    text = folded(reading.slice(span))
    event, trigger = _event(_without_names(reading, span, text), language)
    if cue.frame == "object" and event is None:
        event, trigger = _event(folded(reading.slice(cue.span)), language)
    negative = _has(text, "negations", language)
    modality = _modality(text, cue, event, language, negative=negative)
    if modality is Modality.URGED:
        event = Event.REQUEST
    elif modality is Modality.THREATENED:
        event = Event.THREATEN
    actors = tuple(dict.fromkeys(str(m.actor) for m in reading.mentioned(span) if m.actor))
    return Meaning(
        modality=modality,
        polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        event=event,
        trigger=trigger,
        agents=actors[:1],
        targets=actors[1:],
        numbers=_numbers(reading.slice(span), text, language),
        condition=_condition(reading, span, text, language),
    )


def _without_names(reading: Reading, span: Span, text: str) -> str:
    """The content without the names in it: the 'force' of a name sends nobody anywhere."""
    held = list(text)
    for mention in reading.mentioned(span):
        for at in range(mention.start - span.start, min(mention.end - span.start, len(held))):
            held[at] = "."
    return "".join(held)


def _modality(
    text: str, cue: Cue, event: Event | None, language: str, *, negative: bool
) -> Modality:
    if cue.kind in CLASS_MODALITY:
        return CLASS_MODALITY[cue.kind]
    if text.rstrip(' "»”').endswith(("؟", "?")):
        return Modality.QUESTIONED
    marked = next((put for name, put in MARKED if _has(text, name, language)), None)
    if marked is not None:
        return marked
    if negative and event is not None:
        return Modality.DENIED
    return _of_future(event) if _future(text, language) else Modality.ASSERTED


def _of_future(event: Event | None) -> Modality:
    if event in OWN_ACTS:
        return Modality.PROMISED
    return Modality.THREATENED if event in HARM else Modality.ASSERTED


def _future(text: str, language: str) -> bool:
    if language == "ar" and re.search(r"(?<!\w)و?س[یتن]\w{2,}", text):
        return True
    return _has(text, "future", language)


@lru_cache(maxsize=64)
def _listed(language: str, name: str) -> re.Pattern[str]:
    forms = lexicon(language).list(name)
    return re.compile(rf"(?<!\w)(?:{alternatives(forms)})(?!\w)" if forms else r"(?!)")


def _has(text: str, name: str, language: str) -> bool:
    return _listed(language, name).search(text) is not None


@lru_cache(maxsize=4)
def _patterns(language: str) -> tuple[tuple[Event, int, re.Pattern[str]], ...]:
    """(event, number of words, expression), a word matching with its usual endings."""
    compiled = []
    for name, forms in lexicon(language).tables["events"].items():
        for form in forms:
            words = folded(form).split()
            prefix = PREFIX if language == "ar" else ""
            joined = r"\W+(?:\w+\W+){0,3}?".join(
                prefix + re.escape(word) + (r"\w{0,3}" if len(word) > 2 else r"(?!\w)")
                for word in words
            )
            compiled.append((Event(name), len(words), re.compile(rf"(?<!\w){joined}(?!\w)")))
    return tuple(compiled)


def _event(text: str, language: str) -> tuple[Event | None, str | None]:
    """The event whose pattern has most words; then, the one nearest to the verb's place."""
    best: tuple[tuple[int, int, int], Event, str] | None = None
    for event, count, pattern in _patterns(language):
        match = pattern.search(text)
        if match is None:
            continue
        place = -match.start() if language == "ar" else match.end()
        score = (count, int(event is Event.MOBILIZE), place)
        if best is None or score > best[0]:
            best = (score, event, match[0])
    return (best[1], best[2]) if best is not None else (None, None)


def _numbers(raw: str, text: str, language: str) -> tuple[str, ...]:
    found = [
        number
        for number in NUMBER.findall(raw)
        if not re.fullmatch(r"(?:19|20)\d\d|1[34]\d\d", number)
    ]
    vague = [match[0] for match in _listed(language, "vague").finditer(text)]
    return tuple(dict.fromkeys((*found, *vague)))


def _condition(reading: Reading, span: Span, text: str, language: str) -> str | None:
    match = _listed(language, "conditions").search(text)
    if match is None:
        return None
    end = next((i for i in range(match.end(), len(text)) if text[i] in "،,.۔"), len(text))
    return reading.text[span.start + match.start() : span.start + end].strip()
