"""The weights of signs, fitted: `python -m tests.quality.learning [--write]`.

Two multinomial logistic regressions with an L2 penalty, for the event and for the modality, on the
retold propositions and on the open English articles, as attributed. Every fifth group of the
retold ones is never fitted on: how well they are read is printed, by the rules and as weighed. With
`--write` the table of the product is replaced.

For developers. The held split is never read.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from monitor.claims.meaning.weighing import (
    BASE,
    FILE,
    NO_EVENT,
    Weights,
    judged,
    read_weights,
)
from monitor.domain import Event, Modality, Statement
from tests.quality import pipeline
from tests.quality.corpora import Corpus, echoes, in_language, labelled, scored, styles
from tests.quality.retellings import Line, best_match, kept_back, retold
from tests.quality.scoring import match

PENALTY = 5.0  # of the squared weights
FEWEST = 3  # statements in which a sign must have been
LEAST = 0.04  # a smaller weight decides nothing
SETS: tuple[Callable[[], Corpus], ...] = (partial(labelled, "open"), styles, echoes)
HEADER = """\
# What each sign of a statement adds to the log-odds of its event or modality; '*' is always there.
# The signs are explained in claims/meaning/signs.py. Written by
# `python -m tests.quality.learning --write`.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A statement as the rules made it, its signs, and its labels."""

    ruled: Statement
    signs: frozenset[str]
    event: Event | None
    modality: Modality
    kept_back: bool = False


@dataclass(eq=False)
class Recorder:
    """A judge that leaves the rules' verdict as it is and keeps the signs."""

    signs: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)

    def __call__(self, made: Statement, signs: frozenset[str]) -> Statement:
        self.signs[made.content, made.start] = signs
        return made


def examples() -> Iterator[Example]:
    """All that is learned from or kept back, in the order of the files."""
    for line in retold():
        yield from _of_line(line)
    for corpus in SETS:
        yield from _of_corpus(in_language(corpus(), "en"))


def _of_line(line: Line) -> Iterator[Example]:
    recorder = Recorder()
    told = pipeline.attributed(line.text, line.id, line.published, judge=recorder)
    found = best_match(line, told)
    if found is not None:
        signs = recorder.signs[found.content, found.start]
        yield Example(found, signs, line.event, line.modality, kept_back(line))


def _of_corpus(corpus: Corpus) -> Iterator[Example]:
    recorder = Recorder()
    made = pipeline.run(corpus, judge=recorder)
    rows = [scored(row, ()) for row in corpus.rows]
    found = [pipeline.as_scored(*statement) for statement in made.statements]
    for i, j in match(rows, found):
        ruled = made.statements[j][1]
        signs = recorder.signs.get((ruled.content, ruled.start))
        if signs is not None and not rows[i].doubt:
            label = rows[i]
            event = Event(label.event) if label.event else None
            yield Example(ruled, signs, event, Modality(label.modality))


def _event(event: Event | None) -> str:
    return event.value if event is not None else NO_EVENT


def lines(kind: str, learned: Sequence[Example], labels: Sequence[str]) -> Iterator[str]:
    """The fitted table of one kind, a line for each sign that decides something."""
    seen = Counter(sign for one in learned for sign in one.signs)
    told = [{sign: 1.0 for sign in one.signs if seen[sign] >= FEWEST} for one in learned]
    columns = DictVectorizer()
    rows = columns.fit_transform(told)
    model = LogisticRegression(C=1 / PENALTY, max_iter=600).fit(rows, labels)
    yield _line(kind, BASE, zip(model.classes_, model.intercept_, strict=True), least=0.0)
    for sign, weights in zip(columns.get_feature_names_out(), model.coef_.T, strict=True):
        if max(abs(weights)) >= LEAST:
            yield _line(kind, sign, zip(model.classes_, weights, strict=True), least=LEAST)


def _line(kind: str, sign: str, weights: Iterable[tuple[str, float]], *, least: float) -> str:
    told = (f"{name} {value:.2f}" for name, value in weights if abs(value) >= least)
    return "\t".join((kind, sign, *told)) + "\n"


def figures(kept: Sequence[Example], weights: Weights) -> Iterator[str]:
    """How well the kept examples are read: by the rules, and as weighed."""
    made = [judged(one.ruled, one.signs, weights) for one in kept]
    judgements = [(one.event, one.modality) for one in made]
    ruled = [(one.ruled.event, one.ruled.modality) for one in kept]
    for name, verdicts in (("rules", ruled), ("weighed", judgements)):
        pairs = list(zip(kept, verdicts, strict=True))
        events = sum(one.event == event for one, (event, _) in pairs) / len(kept)
        stances = sum(one.modality == stance for one, (_, stance) in pairs) / len(kept)
        denied = [stance for one, (_, stance) in pairs if one.modality is Modality.DENIED]
        recall = denied.count(Modality.DENIED) / len(denied)
        yield f"{name:8} event {events:.3f}  modality {stances:.3f}  denial recall {recall:.3f}"


def main(arguments: Sequence[str]) -> int:
    """Fit, print the figures, and with `--write` replace the product's table."""
    told = list(examples())
    learned = [one for one in told if not one.kept_back]
    events = lines("event", learned, [_event(one.event) for one in learned])
    modalities = lines("modality", learned, [one.modality.value for one in learned])
    path = FILE if "--write" in arguments else Path("weights-en.tsv")
    path.write_text(HEADER + "".join(events) + "".join(modalities), encoding="utf-8")
    for line in figures([one for one in told if one.kept_back], read_weights(path)):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
