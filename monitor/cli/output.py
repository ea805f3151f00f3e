"""Tables for people, JSON for programs, CSV for spreadsheets; fetched text is harmless in each."""

from __future__ import annotations

import csv
import json
import logging
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.escape import csv_cell, one_line, terminal

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV, for a spreadsheet.")]
Limit = Annotated[
    int | None,
    typer.Option("--limit", "-n", min=1, help="Only the newest N.  [default: all]"),
]

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)
# Times are UTC: a table needs no seconds and no zone.
ISO_TIME = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):[\d.]+\+00:00$")


def harmless(value: object) -> str:
    """`value` as one line of text that cannot move the cursor or turn the line around."""
    return one_line(str(value))


class SafeFormatter(logging.Formatter):
    """Log lines that quote what others sent, with nothing in them that a terminal obeys."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, controls shown as pictures."""
        return terminal(super().format(record))


def emit_json(value: object) -> None:
    """One JSON value on standard output; escapes make it safe for any terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    sys.stdout.write("".join(_escape(c) for c in text) + "\n")


def emit(
    records: Sequence[Mapping[str, Any]],
    *,
    as_json: bool,
    columns: Mapping[str, str],
    empty: str,
    title: str | None = None,
    as_csv: bool = False,
) -> None:
    """Records as JSON, or as a table of `columns` (heading → field); `empty` says what to do."""
    if as_json:
        emit_json(list(records))
        return
    if as_csv:
        emit_csv(records, columns)
        return
    if not records:
        out.print(Text(empty))
        return
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for heading in columns:
        table.add_column(heading, overflow="fold")
    for record in records:
        table.add_row(*(cell(record.get(name)) for name in columns.values()))
    out.print(table)


def emit_csv(records: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> None:
    """Records as CSV (RFC 4180) with the headings of the table; no cell starts a formula."""
    writer = csv.writer(sys.stdout)
    writer.writerow(columns)
    for record in records:
        writer.writerow(csv_cell(_words(record.get(name))) for name in columns.values())


def cell(value: object) -> Text:
    """A field for a table, with times as people read them."""
    return Text(ISO_TIME.sub(r"\1 \2", _words(value)))


def _words(value: object) -> str:
    """A field on one line: lists joined, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return harmless(json.dumps(value, ensure_ascii=False))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(harmless(part) for part in value)
    return harmless(value)


def _escape(character: str) -> str:
    """Control and format characters as JSON escapes: `json` leaves those above U+001F alone."""
    if character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs"):
        return character
    if ord(character) < 0x10000:
        return f"\\u{ord(character):04x}"
    high, low = divmod(ord(character) - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
