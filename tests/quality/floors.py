"""The floors kept in git: measured figures that a change may raise, but not lower unseen."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.quality.figures import Section

PATH = Path(__file__).with_name("floors.json")
STEP = 200  # floors are kept in steps of 0.005, so that noise in the last digit is none


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    section: Section
    figure: str
    measured: float
    floor: float | None
    aim: float | None

    @property
    def below(self) -> bool:
        """Whether the figure fell under its floor."""
        return self.floor is not None and self.measured < self.floor


def read(path: Path = PATH) -> dict[str, Any]:
    """Floors by section: `corpus` (hash) and `floors` (figure to value)."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def lines(sections: Iterable[Section], floors: dict[str, Any]) -> Iterator[Line]:
    """The figures that have an aim or a place in the table, beside their floors."""
    for section in sections:
        kept = floors.get(section.key, {}).get("floors", {})
        for figure, aim in section.aims.items():
            yield Line(section, figure, section.values[figure], kept.get(figure), aim)


def other_corpus(sections: Iterable[Section], floors: dict[str, Any]) -> list[str]:
    """Sections whose corpus is not the one their floors were measured on."""
    return [
        section.key
        for section in sections
        if not section.skipped
        and section.key in floors
        and floors[section.key]["corpus"] != section.corpus
    ]


def raised(sections: Iterable[Section], floors: dict[str, Any]) -> dict[str, Any]:
    """The floors, raised to what was measured; started anew where the corpus is another."""
    new = dict(floors)
    for section in sections:
        if section.skipped:
            continue
        held = floors.get(section.key, {})
        kept = held.get("floors", {}) if held.get("corpus") == section.corpus else {}
        values = {
            figure: max(kept.get(figure, 0.0), _step(section.values[figure]))
            for figure in section.aims
        }
        new[section.key] = {"corpus": section.corpus, "floors": values}
    return new


def write(floors: dict[str, Any], path: Path = PATH) -> None:
    """Keep floors, sorted so that a diff shows what rose."""
    path.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _step(value: float) -> float:
    return math.floor(value * STEP + 1e-9) / STEP
