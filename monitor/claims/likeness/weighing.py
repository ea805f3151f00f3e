"""How sure it is that two reports tell one claim: weighed evidence, as a probability.

A logistic regression (Cox 1958) over the items of `evidence`. Its weights stand in
`monitor/catalogue/concepts/evidence.toml`, fitted on this project's own labelled articles by
`python -m tests.quality.fitting`; they are a table that can be read, not a model to be trusted.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from monitor.claims.likeness.concepts import FOLDER
from monitor.errors import CatalogueError

FILE = "evidence.toml"


@dataclass(frozen=True)
class Weights:
    """What each item adds to the log-odds, and the log-odds where there is no item at all."""

    base: float
    items: Mapping[str, float]

    def belief(self, evidence: Mapping[str, float]) -> float:
        """The probability in [0, 1]; items without a weight count for nothing."""
        odds = self.base + sum(self.items.get(name, 0.0) * v for name, v in evidence.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


@cache
def weights() -> Weights:
    """The shipped weights."""
    return read_weights(FOLDER)


def read_weights(folder: Path) -> Weights:
    """The weights in `folder`; raises CatalogueError naming the file and the entry."""
    path = folder / FILE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path}: cannot be read as TOML: {error}") from error
    items = table.get("items")
    if not isinstance(items, dict) or not isinstance(table.get("base"), float):
        raise CatalogueError(f"{path}: needs 'base', a number, and a table 'items'")
    for name, value in items.items():
        if not isinstance(value, float):
            raise CatalogueError(f"{path}: items.{name}: must be a number with a point")
    return Weights(table["base"], items)
