"""The weights of the evidence, fitted: `python -m tests.quality.fitting [--write]`.

Two logistic regressions with an L2 penalty (Hoerl & Kennard 1970; Newton's method), for pairs of
accounts and for pairs with a denial, of the open labelled sets, as labelled and as attributed.
Printed are the figures of each set by weights that were fitted without it; with `--write` the
tables of the product are replaced.

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
from monitor.claims.likeness.weighing import ACCOUNT, DENIAL, DENIED, FILE
from monitor.domain import ClaimMember
from tests.quality import pipeline
from tests.quality.corpora import Corpus, echoes, labelled, scored, scripts, styles
from tests.quality.scoring import match

PENALTY = 30.0  # of the squared weights of standardised items
STEPS, ENOUGH = 60, 1e-5
SETS: dict[str, Callable[[], Corpus]] = {
    "open": partial(labelled, "open"),
    "styles": styles,
    "scripts": scripts,
    "echoes": echoes,
}
HEADER = """\
# What each item of evidence adds to the log-odds that two reports tell one claim: two accounts, or
# two of which one denies or both do. The items are explained in likeness/evidence.py. Written by
# `python -m tests.quality.fitting --write`.
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


def fit_both(held: Sequence[Pairs]) -> dict[str, Numbers]:
    """The weights of each table, by its name."""
    items, same = np.vstack([one.items for one in held]), np.concatenate([one.same for one in held])
    denied = _denied(held[0].names, items)
    chosen = {ACCOUNT: ~denied, DENIAL: denied}
    return {table: fit(items[rows], same[rows]) for table, rows in chosen.items()}


def average_precision(pairs: Pairs, weights: dict[str, Numbers]) -> float:
    """The mean precision at each pair that is one claim, of the pairs by falling belief."""
    odds = {table: pairs.items @ fitted[:-1] + fitted[-1] for table, fitted in weights.items()}
    denied = _denied(pairs.names, pairs.items)
    right = pairs.same[np.argsort(-np.where(denied, odds[DENIAL], odds[ACCOUNT]))]
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    return float((precision * right).sum() / max(right.sum(), 1.0))


def left_out(data: dict[tuple[str, bool], Pairs]) -> Iterator[str]:
    """A line for each set: how well it is ordered by weights that were fitted without it."""
    for (name, labels), held in data.items():
        weights = fit_both([pairs for (other, _), pairs in data.items() if other != name])
        figure = average_precision(held, weights)
        kind = "labelled" if labels else "attributed"
        yield f"{name:8} {kind:10} pairs {len(held.same):5}  average precision {figure:.3f}"


def table(name: str, items: Sequence[str], weights: Numbers) -> str:
    """One table as TOML; an item that has no weight, for it never differs there, is left out."""
    told = zip(items, weights[:-1], strict=True)
    lines = [f'"{item}" = {value:.4f}' for item, value in told if value]
    base = f"[{name}]\nbase = {weights[-1]:.4f}"
    return "\n".join([base, "", f"[{name}.items]", *lines, ""])


def _denied(names: Sequence[str], items: Numbers) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = items[:, names.index(DENIED)] > 0
    return found


def main(arguments: Sequence[str]) -> int:
    """Print the figures; with `--write` replace the product's tables."""
    data = {
        (name, labels): pairs_of(corpus(), labels=labels)
        for name, corpus in SETS.items()
        for labels in (True, False)
    }
    for line in left_out(data):
        sys.stdout.write(line + "\n")
    pairs = [*data.values()]
    tables = fit_both(pairs).items()
    text = "\n".join([HEADER, *(table(name, pairs[0].names, found) for name, found in tables)])
    if "--write" in arguments:
        (FOLDER / FILE).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
