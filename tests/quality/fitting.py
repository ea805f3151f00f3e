"""The weights of the evidence, fitted: `python -m tests.quality.fitting [--write]`.

A logistic regression with an L2 penalty (Hoerl & Kennard 1970; Newton's method) on pairs of
statements of the open labelled sets, as labelled and as attributed. Printed are the figures of each
set by weights that were fitted without it; with `--write` the table of the product is replaced.

For developers. The held split is never read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from monitor.claims import clustering
from monitor.claims.likeness.concepts import FOLDER
from monitor.claims.likeness.evidence import evidence
from monitor.claims.likeness.similarity import compare
from monitor.claims.likeness.weighing import FILE
from monitor.domain import ClaimMember
from tests.quality import pipeline
from tests.quality.corpora import Corpus, echoes, labelled, scored, scripts, styles
from tests.quality.scoring import match

PENALTY = 60.0  # of the squared weights of standardised items
STEPS, ENOUGH = 60, 1e-5
SETS: dict[str, Callable[[], Corpus]] = {
    "open": partial(labelled, "open"),
    "styles": styles,
    "scripts": scripts,
    "echoes": echoes,
}
HEADER = """\
# What each item of evidence adds to the log-odds that two reports tell one claim. The items are
# explained in likeness/evidence.py. Written by `python -m tests.quality.fitting --write`.
"""
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Pairs:
    """The evidence of pairs of statements, a row each, and whether they are one claim."""

    names: tuple[str, ...]
    items: Numbers
    same: Numbers


def voices(made: pipeline.Run) -> list[ClaimMember]:
    """The statements of a run in the order in which they came."""
    members = [member for claim in made.claims.members.values() for member in claim]
    return sorted(members, key=lambda member: member.statement_id)


def pairs_of(corpus: Corpus, *, labels: bool) -> Pairs:
    """Every two statements with a label that share an index key and that nothing forbids."""
    made = pipeline.run(corpus, labels=labels)
    rows = [scored(row, pipeline.resolved(row["chain"])) for row in corpus.rows]
    found = [pipeline.as_scored(*statement) for statement in made.statements]
    claims = {j: rows[i].claim for i, j in match(rows, found)}
    told = voices(made)
    keys = [set(clustering.keys(one.statement, story=one.story_id)) for one in told]
    items, same = list[dict[str, float]](), list[float]()
    for k, j in combinations(sorted(claims), 2):
        if keys[j].isdisjoint(keys[k]):
            continue
        one, other = told[j], told[k]
        bodies = pipeline.desk().catalogue.bodies
        result = compare(one.statement, other.statement, bodies=bodies)
        if not result.vetoed:
            items.append(evidence(one, other, result, bodies))
            same.append(float(claims[j] == claims[k]))
    names = tuple(items[0])
    return Pairs(names, np.array([[one[n] for n in names] for one in items]), np.array(same))


def fit(items: Numbers, same: Numbers) -> Numbers:
    """The weights of the items and, last, the log-odds without any."""
    mean, spread = items.mean(axis=0), items.std(axis=0) + 1e-9
    rows = np.hstack([(items - mean) / spread, np.ones((len(items), 1))])
    penalty = PENALTY * np.r_[np.ones(items.shape[1]), 0.0]
    weights: Numbers = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        belief = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (belief - same) + penalty * weights
        curve = (rows * (belief * (1 - belief))[:, None]).T @ rows + np.diag(penalty + 1e-6)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < ENOUGH:
            break
    plain = weights[:-1] / spread
    return np.append(plain, weights[-1] - plain @ mean)


def average_precision(items: Numbers, same: Numbers, weights: Numbers) -> float:
    """The mean precision at each pair that is one claim, of the pairs by falling belief."""
    order = np.argsort(-(items @ weights[:-1]))
    right = same[order]
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    return float((precision * right).sum() / max(right.sum(), 1.0))


def left_out(data: dict[tuple[str, bool], Pairs]) -> Iterator[str]:
    """A line for each set: how well it is ordered by weights that were fitted without it."""
    for (name, labels), held in data.items():
        others = [pairs for (other, _), pairs in data.items() if other != name]
        weights = fit(_rows(others), np.concatenate([pairs.same for pairs in others]))
        figure = average_precision(held.items, held.same, weights)
        kind = "labelled" if labels else "attributed"
        yield f"{name:8} {kind:10} pairs {len(held.same):5}  average precision {figure:.3f}"


def table(names: Sequence[str], weights: Numbers) -> str:
    """The weights as TOML."""
    lines = [f'"{name}" = {value:.4f}' for name, value in zip(names, weights, strict=False)]
    return "\n".join([HEADER + f"base = {weights[-1]:.4f}", "", "[items]", *lines, ""])


def _rows(held: Sequence[Pairs]) -> Numbers:
    return np.vstack([pairs.items for pairs in held])


def main(arguments: Sequence[str]) -> int:
    """Print the figures; with `--write` replace the product's table."""
    data = {
        (name, labels): pairs_of(corpus(), labels=labels)
        for name, corpus in SETS.items()
        for labels in (True, False)
    }
    for line in left_out(data):
        sys.stdout.write(line + "\n")
    weights = fit(_rows([*data.values()]), np.concatenate([pairs.same for pairs in data.values()]))
    text = table(next(iter(data.values())).names, weights)
    if "--write" in arguments:
        (FOLDER / FILE).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
