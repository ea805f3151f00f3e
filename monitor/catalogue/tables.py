"""The shipped tables that are read line by line: fields apart by tabs, comments behind '#'."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from monitor.errors import CatalogueError


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The number and the fields of each line; raises CatalogueError naming file and cause."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        if not line.startswith("#"):
            yield number, line.split("\t")
