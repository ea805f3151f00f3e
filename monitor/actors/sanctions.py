"""Reads sanctions lists, line by line, and says which lines cannot be used.

Two formats of OpenSanctions: entities as FollowTheMoney JSON lines (one object a line with `id`,
`schema` and `properties`) and the table `targets.simple.csv` (`id, schema, name, aliases, …`). A
line that is wrong is a `Problem` among the records, and the rest is read all the same.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

from monitor.errors import InputError

Kind = Literal["state", "government", "organisation", "person", "people"]
KINDS: dict[str, Kind] = {
    "Person": "person",
    "Organization": "organisation",
    "LegalEntity": "organisation",
    "Company": "organisation",
    "PublicBody": "government",
}
MAX_LINE = 2_000_000  # bytes; the longest entity of the published lists has a tenth of it
MAX_ALIASES = 200
MAX_NAME = 500
_COLUMNS = ("id", "schema", "name")


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a list: its ids there, what it is, and how it is written."""

    id: str
    kind: Kind
    names: tuple[str, ...]
    other_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that could not be used: where it is, which field, and what is wrong with it."""

    path: Path
    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.field}: {self.reason}"


def read_records(
    path: Path, *, on_progress: Callable[[int, int], None] | None = None
) -> Iterator[Record | Problem]:
    """The persons and bodies of a `.csv` or FollowTheMoney file, one after the other.

    No line is held that is longer than `MAX_LINE`. `on_progress` is told (bytes read, of how many).

    Raises:
        InputError: the file cannot be read, or is a table without the columns it needs.
    """
    read = _from_csv if path.suffix.lower() == ".csv" else _from_ftm
    try:
        total = path.stat().st_size
        with path.open("rb") as file:
            for found in read(path, file):
                yield found
                if on_progress is not None:
                    on_progress(file.tell(), total)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error


def _lines(path: Path, file: IO[bytes]) -> Iterator[tuple[int, str | Problem]]:
    """The lines of a file with their numbers, none held that is too long or not UTF-8."""
    number = 0
    while raw := file.readline(MAX_LINE + 1):
        number += 1
        if len(raw) > MAX_LINE:
            while raw and not raw.endswith(b"\n"):
                raw = file.readline(MAX_LINE)
            yield number, Problem(path, number, "line", f"is longer than {MAX_LINE} bytes")
            continue
        try:
            yield number, raw.decode("utf-8-sig" if number == 1 else "utf8")
        except UnicodeDecodeError as error:
            at = f"is not UTF-8 from byte {error.start + 1} on"
            yield number, Problem(path, number, "line", at)


def _from_ftm(path: Path, file: IO[bytes]) -> Iterator[Record | Problem]:
    for number, line in _lines(path, file):
        if isinstance(line, Problem):
            yield line
        elif line.strip():
            try:
                entity = json.loads(line)
            except (ValueError, RecursionError):
                yield Problem(path, number, "line", "is no JSON; one entity stands on each line")
                continue
            yield from _of_entity(path, number, entity)


def _of_entity(path: Path, number: int, entity: Any) -> Iterator[Record | Problem]:
    if wrong := _misfit(entity):
        yield Problem(path, number, *wrong)
        return
    properties = entity["properties"]
    names = [*properties.get("name", ()), *properties.get("alias", ())]
    referents = [one for one in entity.get("referents") or () if isinstance(one, str)]
    yield from _record(path, number, entity["id"], entity["schema"], names, referents)


def _misfit(entity: Any) -> tuple[str, str] | None:
    """The first field that is not what an entity has there, and what that is."""
    if not isinstance(entity, dict):
        return "line", "is no FollowTheMoney entity (an object with id, schema and properties)"
    for name in ("id", "schema"):
        if not isinstance(entity.get(name), str):
            return name, "a string is needed"
    properties = entity.get("properties")
    if not isinstance(properties, dict):
        return "properties", "an object is needed"
    for name in ("name", "alias"):
        if not isinstance(properties.get(name, []), list):
            return f"properties.{name}", "a list of strings is needed"
    return None if isinstance(entity.get("referents") or [], list) else ("referents", "is no list")


def _from_csv(path: Path, file: IO[bytes]) -> Iterator[Record | Problem]:
    problems: list[Problem] = []
    at = 0

    def usable() -> Iterator[str]:
        nonlocal at
        for number, line in _lines(path, file):
            at = number
            if isinstance(line, Problem):
                problems.append(line)
            else:
                yield line

    rows = csv.DictReader(usable())
    missing = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise InputError(f"{path}: lacks the column {missing[0]!r}; id, schema and name are needed")
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Problem(path, at, "line", str(error))
            continue
        yield from problems
        problems.clear()
        if row is None:
            return
        short = next((name for name in _COLUMNS if row[name] is None), None)
        if short is not None:
            yield Problem(path, at, short, "is missing: the row has too few columns")
            continue
        names = [row["name"], *(row.get("aliases") or "").split(";")]
        yield from _record(path, at, row["id"], row["schema"], names, ())


def _record(
    path: Path,
    number: int,
    identifier: str,
    schema: str,
    names: Iterable[object],
    referents: Sequence[str],
) -> Iterator[Record | Problem]:
    """Vessels, addresses and entries without a name are passed over."""
    kept = dict.fromkeys(name.strip() for name in names if isinstance(name, str))
    kept.pop("", None)
    if schema not in KINDS or not kept:
        return
    if not identifier.strip() or len(identifier) > MAX_NAME:
        yield Problem(path, number, "id", f"an id of 1 to {MAX_NAME} characters is needed")
        return
    for name in [name for name in kept if len(name) > MAX_NAME]:
        yield Problem(path, number, "name", f"is longer than {MAX_NAME} characters: left out")
        del kept[name]
    if kept:
        yield Record(identifier.strip(), KINDS[schema], tuple(kept)[:MAX_ALIASES], tuple(referents))
