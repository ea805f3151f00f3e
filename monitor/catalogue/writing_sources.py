"""One more entry for the user's sources.toml: what stands there stays as it is, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from monitor.catalogue.writing import Written, rewrite
from monitor.escape import one_line


def write_source(directories: Sequence[Path], entry: str, *, note: str) -> Written:
    """Append an entry, under a comment, to the first directory's sources.toml.

    Where it has none, one is made from the file in force.

    Raises:
        CatalogueError: the catalogue would be wrong with the entry; nothing was written.
        InputError: the file cannot be written.
    """

    def change(held: bytes) -> bytes:
        before = held.rstrip(b"\n")
        apart = b"\n\n" if before else b""
        return before + apart + f"# {one_line(note)}\n{entry}".encode()

    return rewrite(directories, "source", change)
