"""One more entry for the user's sources.toml: what stands there stays as it is, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from monitor.catalogue.load import SHIPPED, build, read_files
from monitor.catalogue.writing import Written, replace_file
from monitor.errors import CatalogueError, InputError
from monitor.escape import one_line

NAME = "sources.toml"


def write_source(directories: Sequence[Path], entry: str, *, note: str) -> Written:
    """Append an entry, under a comment, to the first directory's sources.toml.

    Where it has none, one is made from the file in force.

    Raises:
        CatalogueError: the catalogue would be wrong with the entry; nothing was written.
        InputError: the file cannot be written.
    """
    files = dict(read_files(directories))
    held, data = files["source"]
    home = directories[0]
    path = home / NAME if held.parent in (SHIPPED, *directories[1:]) else held
    before = data.rstrip(b"\n")
    new = b"%s%s# %s\n%s" % (
        before,
        b"\n\n" if before else b"",
        one_line(note).encode("utf8"),
        entry.encode("utf8"),
    )
    try:
        build({**files, "source": (path, new)})
    except CatalogueError as error:
        raise CatalogueError(f"nothing was written, because the result would be: {error}") from None
    try:
        home.mkdir(parents=True, exist_ok=True)
        return Written(path, replace_file(path, new))
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error
