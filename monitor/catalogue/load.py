"""Reads sources.toml, actors.toml and watches.toml, and says exactly what is wrong with them."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from monitor.catalogue.catalogue import Catalogue, nearest
from monitor.catalogue.check import check_actors, check_sources
from monitor.catalogue.check_watches import check_watches
from monitor.catalogue.models import Actor, Entry, Source
from monitor.catalogue.watch import Watch
from monitor.config import explain
from monitor.errors import CatalogueError

EntryT = TypeVar("EntryT", bound=Entry)
Files = Mapping[str, tuple[Path, bytes]]
SHIPPED = Path(str(resources.files("monitor.catalogue") / "data"))
TABLES: Mapping[str, tuple[str, type[Entry]]] = {
    "source": ("sources.toml", Source),
    "actor": ("actors.toml", Actor),
    "watch": ("watches.toml", Watch),
}
MAX_BYTES = 20_000_000


def load_catalogue(directories: Sequence[Path]) -> Catalogue:
    """Read each of the three files from the first directory that has it, else as shipped.

    Raises:
        CatalogueError: a file is no TOML, or an entry is unknown, wrong, double or dangling; the
            message names file, entry and field, and what is allowed.
    """
    return build(read_files(directories))


def read_files(directories: Sequence[Path]) -> Files:
    """The bytes of the three files, each from where `load_catalogue` finds it.

    Raises:
        CatalogueError: a file cannot be read, or is too large.
    """
    return {table: (path, _read(path)) for table, path in locate(directories).items()}


def locate(directories: Sequence[Path]) -> dict[str, Path]:
    """The file of each table: the first directory's that has it, else the shipped one."""
    return {
        table: next((d / name for d in directories if (d / name).is_file()), SHIPPED / name)
        for table, (name, _) in TABLES.items()
    }


def build(files: Files) -> Catalogue:
    """The catalogue that these bytes describe; the paths are for the messages.

    Raises:
        CatalogueError: see `load_catalogue`.
    """
    digest = hashlib.sha256()
    entries: dict[str, list[Any]] = {}
    for table, (path, data) in files.items():
        digest.update(len(data).to_bytes(8, "big") + data)
        entries[table] = parse(data, path, table, TABLES[table][1])
    paths = {table: path for table, (path, _) in files.items()}
    actors, sources = entries["actor"], entries["source"]
    check_actors(actors, paths["actor"])
    if paths["source"].parent == SHIPPED != paths["actor"].parent:
        sources = _without_strangers(sources, actors)
    check_sources(sources, actors, paths["source"])
    try:
        check_watches(entries["watch"], actors, sources, paths["watch"])
    except CatalogueError as error:
        if paths["watch"].parent == SHIPPED:
            hint = f"write a watches.toml of your own beside {paths['actor']}"
            raise CatalogueError(f"{error}; or {hint}") from error
        raise
    return Catalogue.build(sources, actors, entries["watch"], digest.hexdigest())


def _without_strangers(sources: Sequence[Source], actors: Sequence[Actor]) -> list[Source]:
    """Shipped sources as organs of nobody where the user's own actors lack their party."""
    ids = {actor.id for actor in actors}
    return [
        source
        if source.party is None or source.party in ids
        else source.model_copy(update={"party": None})
        for source in sources
    ]


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CatalogueError(f"{path}: cannot be read: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise CatalogueError(f"{path}: is larger than {MAX_BYTES} bytes; split off what is unused")
    return data


def parse(data: bytes, path: Path, table: str, model: type[EntryT]) -> list[EntryT]:
    """The entries of one file, each a `[[table]]` section of it.

    Raises:
        CatalogueError: see `load_catalogue`.
    """
    try:
        document = tomllib.loads(data.decode("utf8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogueError(f"{path}: line {line}: not UTF-8; save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{path}: not valid TOML: {error}") from error
    unknown = [key for key in document if key != table]
    if unknown:
        raise CatalogueError(
            f"{path}: unknown section {unknown[0]!r}; every entry is a [[{table}]] section"
        )
    rows = document.get(table, [])
    if not isinstance(rows, list):
        raise CatalogueError(f"{path}: write [[{table}]] with two brackets for each entry")
    try:
        return TypeAdapter(list[model]).validate_python(rows)  # type: ignore[valid-type]
    except ValidationError:
        raise _mistake(rows, path, table, model) from None


def _mistake(rows: list[Any], path: Path, table: str, model: type[Entry]) -> CatalogueError:
    """The first entry that does not fit, named as a person would look for it."""
    for number, row in enumerate(rows, start=1):
        try:
            model.model_validate(row)
        except ValidationError as error:
            key = _key(row)
            name = f"{table} {key!r}" if key else f"{table} number {number}"
            hint = _allowed(error, model)
            return CatalogueError(f"{path}: {name}: {explain(error)}{hint}")
    return CatalogueError(f"{path}: the [[{table}]] entries do not fit together")


def _allowed(error: ValidationError, model: type[Entry]) -> str:
    """For a field that there is not: the one that looks like it, and all there are."""
    unknown = [item["loc"] for item in error.errors() if item["type"] == "extra_forbidden"]
    own = [str(loc[0]) for loc in unknown if len(loc) == 1]
    if not own:
        return ""
    close = nearest(own[0], model.model_fields)
    meant = f"did you mean {close!r}? " if close else ""
    return f"; {meant}allowed fields: {', '.join(model.model_fields)}"


def _key(row: object) -> str | None:
    if not isinstance(row, dict):
        return None
    found = (row.get(field) for field in ("slug", "id", "name"))
    return next((value for value in found if isinstance(value, str)), None)
