"""The event and modality of a statement, weighed: the rules' verdict beside all other signs.

Two multinomial logistic regressions (Cox 1966) over `signs`. Their weights stand in
`monitor/catalogue/lexicons/weights-en.tsv`, fitted on this project's own labelled and retold
articles by `python -m tests.quality.learning`; a line is a sign with what it adds to each class.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from monitor.catalogue.tables import rows
from monitor.domain import CueClass, Event, Modality, Statement
from monitor.errors import CatalogueError

FILE = Path(str(files("monitor.catalogue") / "lexicons")) / "weights-en.tsv"
NO_EVENT = "none"
BASE = "*"  # the sign that is always there
LOSS = "loss"  # the rules know that a side counts its own losses
TRUST = 1.5  # in the rules, beyond what was fitted: they are older than any one set of labels
# A demand is a request and a threat a threat, whatever would be done; one may deny either.
OF_STANCE = {Modality.URGED: Event.REQUEST, Modality.THREATENED: Event.THREATEN}
TELLING = frozenset({CueClass.SAY, CueClass.CLAIM, CueClass.CITE, CueClass.BELIEVE})
Table = Mapping[str, Mapping[str, float]]
Judge = Callable[[Statement, frozenset[str]], Statement]


@dataclass(frozen=True)
class Weights:
    """By sign, what it adds to the log-odds of each event and of each modality."""

    events: Table
    modalities: Table


def judged(made: Statement, signs: frozenset[str], weighing: Weights | None = None) -> Statement:
    """The statement with its likeliest event and modality, by the shipped weights or by others.

    What a word like 'denied' or 'vowed' decides by itself, or a question mark, stays as it is; so
    does a denial that the rules know, which they seldom see where there is none, and a count of the
    speaker's own losses, which sounds like one.
    """
    if made.modality is Modality.QUESTIONED:
        return made
    known = weighing or weights()
    told = made.cue_class in TELLING and made.modality is not Modality.DENIED
    if not told or LOSS in signs:
        known = replace(known, modalities={BASE: {made.modality.value: 0.0}})
    event, modality = weighed(signs, made.event, made.modality, known)
    return replace(made, event=event, modality=modality)


def weighed(
    signs: Collection[str], event: Event | None, modality: Modality, weights: Weights
) -> tuple[Event | None, Modality]:
    """The likeliest event and modality that go together, where the rules say those given."""
    ruled = event.value if event is not None else NO_EVENT
    events = _beliefs(signs, weights.events, ruled)
    modalities = _beliefs(signs, weights.modalities, modality.value)
    together = (
        (a + b, name, stance)
        for name, a in events.items()
        for stance, b in modalities.items()
        if _agree(name, stance) or (name, stance) == (ruled, modality.value)
    )
    _, name, stance = max(together, default=(0.0, ruled, modality.value))
    return None if name == NO_EVENT else Event(name), Modality(stance)


def _agree(event: str, modality: str) -> bool:
    """Whether one statement may have both."""
    if (only := OF_STANCE.get(Modality(modality))) is not None:
        return event == only.value
    return modality == Modality.DENIED.value or event not in OF_STANCE.values()


def _beliefs(signs: Iterable[str], table: Table, ruled: str) -> dict[str, float]:
    """The log-probability of each class."""
    odds = dict(table.get(BASE, {}))
    for sign in sorted(signs):  # a sum of floats must be the same in every process
        for name, weight in table.get(sign, {}).items():
            if name in odds:
                odds[name] += weight
    if ruled in odds:
        odds[ruled] += TRUST
    total = math.log(sum(math.exp(value) for value in odds.values())) if odds else 0.0
    return {name: value - total for name, value in odds.items()}


@cache
def weights() -> Weights:
    """The shipped weights."""
    return read_weights(FILE)


def read_weights(path: Path) -> Weights:
    """The weights in `path`; raises CatalogueError naming the file, the line and the cause."""
    tables: dict[str, dict[str, dict[str, float]]] = {"event": {}, "modality": {}}
    for number, fields in rows(path):
        try:
            kind, sign, *pairs = fields
            named = (pair.rpartition(" ") for pair in pairs)
            tables[kind][sign] = {name: float(value) for name, _, value in named}
        except (KeyError, ValueError) as error:
            raise CatalogueError(
                f"{path}:{number}: needs 'event' or 'modality', a sign, and classes with a number, "
                f"apart by tabs: {error}"
            ) from error
    return Weights(tables["event"], tables["modality"])
