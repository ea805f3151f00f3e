"""`python -m tests.quality.report`: every figure beside its floor and its aim, in one table.

Exit code 1 below a floor, or where a corpus is not the one its floors were measured on.
`--raise-floors` keeps what was measured, where it is more; a floor never falls by itself.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.quality import floors
from tests.quality.figures import Measure, Section, measures


def main(
    arguments: Sequence[str] | None = None,
    *,
    table: dict[str, Measure] | None = None,
    path: Path = floors.PATH,
) -> int:
    """Measure, print and judge against the floors in `path`; returns the exit code."""
    chosen = _parser().parse_args(arguments)
    table = table if table is not None else measures(held=chosen.held)
    if unknown := [name for name in chosen.only if name not in table]:
        sys.stderr.write(f"report: no corpus {unknown[0]!r}; there are {', '.join(table)}\n")
        return 2
    sections = [s for name in chosen.only or table for s in table[name]()]
    kept = floors.read(path)
    rows = list(floors.lines([s for s in sections if not s.skipped], kept))
    moved = floors.other_corpus(sections, kept)
    failed = [row for row in rows if row.below and row.section.key not in moved]
    if chosen.json:
        sys.stdout.write(_json(sections, rows) + "\n")
    else:
        Console().print(_table(sections, rows, moved))
    if chosen.raise_floors:
        floors.write(floors.raised(sections, kept), path)
        return 0
    return 1 if failed or moved else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.quality.report", description=__doc__)
    parser.add_argument("only", nargs="*", help="corpora to measure; all by default")
    parser.add_argument("--json", action="store_true", help="print a JSON array instead")
    parser.add_argument("--held", action="store_true", help="also the split for the last run")
    parser.add_argument("--raise-floors", action="store_true", help="keep what was measured")
    return parser


def _table(sections: Sequence[Section], rows: Sequence[floors.Line], moved: list[str]) -> Table:
    table = Table(title="Quality", caption=_caption(moved))
    for name in ("corpus", "figure"):
        table.add_column(name)
    for name in ("measured", "floor", "aim"):
        table.add_column(name, justify="right")
    for section in sections:
        if section.skipped:
            table.add_row(section.title, f"skipped: {section.skipped}", "", "", "")
        own = [row for row in rows if row.section is section]
        for number, row in enumerate(own):
            table.add_row(
                section.title if number == 0 else "",
                row.figure,
                f"[{_colour(row)}]{row.measured:.3f}[/]",
                _number(row.floor),
                _number(row.aim),
                end_section=number == len(own) - 1,
            )
    return table


def _caption(moved: list[str]) -> str | None:
    if not moved:
        return None
    return (
        f"{', '.join(moved)}: the corpus changed since the floors were measured; "
        "look at the figures and run with --raise-floors"
    )


def _colour(row: floors.Line) -> str:
    if row.below:
        return "bold red"
    return "green" if row.aim is not None and row.measured >= row.aim else "default"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _json(sections: Sequence[Section], rows: Sequence[floors.Line]) -> str:
    skipped = [{"corpus": s.key, "skipped": s.skipped} for s in sections if s.skipped]
    measured = [
        {
            "corpus": row.section.key,
            "figure": row.figure,
            "measured": round(row.measured, 4),
            "floor": row.floor,
            "aim": row.aim,
            "below": row.below,
        }
        for row in rows
    ]
    return json.dumps([*measured, *skipped], indent=2)


if __name__ == "__main__":
    sys.exit(main())
