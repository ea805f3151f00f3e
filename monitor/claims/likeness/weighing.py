"""How sure it is that two reports tell one claim: weighed evidence, as a probability.

A logistic regression (Cox 1958) over the items of `evidence`, one for two accounts and one where
either denies: words in common say less of a denial, and who is held responsible says more. The
weights stand in `monitor/catalogue/concepts/evidence.toml`, fitted on this project's own labelled
articles by `python -m tests.quality.fitting`; they are tables that can be read, not a model to be
trusted.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from monitor.claims.likeness.concepts import FOLDER
from monitor.errors import CatalogueError

FILE = "evidence.toml"
ACCOUNT, DENIAL = "account", "denial"
DENIED = "denied"  # the item that says which of the two tables holds


@dataclass(frozen=True)
class Weights:
    """What each item adds to the log-odds, and the log-odds where there is no item at all."""

    base: float
    items: Mapping[str, float]

    def belief(self, evidence: Mapping[str, float]) -> float:
        """The probability in [0, 1]; items without a weight count for nothing."""
        odds = self.base + sum(self.items.get(name, 0.0) * v for name, v in evidence.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


@dataclass(frozen=True)
class Tables:
    """The weights of two accounts, and those of two reports of which one denies or both do."""

    account: Weights
    denial: Weights

    def belief(self, evidence: Mapping[str, float]) -> float:
        """The probability in [0, 1] that two reports are one claim."""
        return (self.denial if evidence[DENIED] else self.account).belief(evidence)


@cache
def weights() -> Tables:
    """The shipped weights."""
    return read_weights(FOLDER)


def read_weights(folder: Path) -> Tables:
    """The weights in `folder`; raises CatalogueError naming the file and the entry."""
    path = folder / FILE
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path}: cannot be read as TOML: {error}") from error
    return Tables(_weights(path, tables, ACCOUNT), _weights(path, tables, DENIAL))


def _weights(path: Path, tables: Mapping[str, Any], name: str) -> Weights:
    table = tables.get(name)
    base, items = (table.get("base"), table.get("items")) if isinstance(table, dict) else (0, 0)
    if not isinstance(base, float) or not isinstance(items, dict):
        raise CatalogueError(f"{path}: {name}: needs 'base', a number, and a table 'items'")
    for item, value in items.items():
        if not isinstance(value, float):
            raise CatalogueError(f"{path}: {name}.items.{item}: must be a number with a point")
    return Weights(base, items)
