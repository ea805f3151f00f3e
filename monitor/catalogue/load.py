"""Reads sources.toml, actors.toml and watches.toml, and says exactly what is wrong with them."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.check import check_actors, check_sources, check_watches
from monitor.catalogue.models import Actor, Entry, Source, Watch
from monitor.config import explain
from monitor.errors import CatalogueError

EntryT = TypeVar("EntryT", bound=Entry)
SHIPPED = Path(str(files("monitor.catalogue") / "data"))
MAX_BYTES = 20_000_000


def load_catalogue(directories: Sequence[Path]) -> Catalogue:
    """Read each of the three files from the first directory that has it, else as shipped.

    Raises:
        CatalogueError: a file is no TOML, or an entry is unknown, wrong, double or dangling; the
            message names file, entry and field, and what is allowed.
    """
    digest = hashlib.sha256()
    entries: dict[str, list[Any]] = {}
    paths: dict[str, Path] = {}
    for table, model in (("source", Source), ("actor", Actor), ("watch", Watch)):
        name = f"{table}s.toml" if table != "watch" else "watches.toml"
        path = next((d / name for d in directories if (d / name).is_file()), SHIPPED / name)
        data = _read(path)
        digest.update(len(data).to_bytes(8, "big") + data)
        paths[table] = path
        entries[table] = parse(data, path, table, model)
    actors, sources = entries["actor"], entries["source"]
    check_actors(actors, paths["actor"])
    if paths["source"].parent == SHIPPED != paths["actor"].parent:
        sources = _without_strangers(sources, actors)
    check_sources(sources, actors, paths["source"])
    try:
        check_watches(entries["watch"], actors, paths["watch"])
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
            fields = ", ".join(model.model_fields)
            known = any(item["type"] == "extra_forbidden" for item in error.errors())
            hint = f"; allowed fields: {fields}" if known else ""
            return CatalogueError(f"{path}: {name}: {explain(error)}{hint}")
    return CatalogueError(f"{path}: the [[{table}]] entries do not fit together")


def _key(row: object) -> str | None:
    if not isinstance(row, dict):
        return None
    found = (row.get(field) for field in ("slug", "id", "name"))
    return next((value for value in found if isinstance(value, str)), None)
