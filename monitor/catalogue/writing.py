"""Additions to the user's actors.toml: comments stay, nothing is overwritten, all or nothing.

The file is edited as text, because no TOML writer keeps another's layout; what comes of it is
read again and has to be the old entries with the additions and nothing else.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from shutil import copymode
from tempfile import NamedTemporaryFile
from typing import Any

from monitor.catalogue.load import SHIPPED, build, read_files
from monitor.errors import CatalogueError, InputError
from monitor.escape import one_line

LISTS = ("aliases", "lists")
_ENTRY = re.compile(r"^\[\[actor\]\][ \t]*(?:#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Addition:
    """What an actor gains: a whole entry (`fields` is not empty), or items of its lists."""

    actor: str
    fields: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """Where the additions went, and the copy of what was there before (None: the file is new)."""

    path: Path
    backup: Path | None

    @property
    def undo(self) -> str:
        """The command that takes the additions back."""
        return f"mv '{self.backup}' '{self.path}'" if self.backup else f"rm '{self.path}'"


def write_actors(directories: Sequence[Path], additions: Iterable[Addition]) -> Written:
    """Add to the first directory's actors.toml, made from the file in force if it has none.

    Raises:
        CatalogueError: the catalogue would be wrong with the additions; nothing was written.
        InputError: the file cannot be edited or written.
    """

    def change(held: bytes) -> bytes:
        return add(held.decode("utf8"), additions).encode("utf8")

    return rewrite(directories, "actor", change)


def rewrite(directories: Sequence[Path], table: str, change: Callable[[bytes], bytes]) -> Written:
    """Put a changed file of the catalogue in force, if the whole catalogue is right with it.

    `table` is 'actor' or 'source'. A file of the shipped defaults, or of the user's other
    directories, is left alone: the first directory gets one of its own.

    Raises:
        CatalogueError: the catalogue would be wrong; nothing was written.
        InputError: the file cannot be written.
    """
    files = dict(read_files(directories))
    held, data = files[table]
    home = directories[0]
    path = home / held.name if held.parent in (SHIPPED, *directories[1:]) else held
    new = change(data)
    try:
        build({**files, table: (path, new)})
    except CatalogueError as error:
        raise CatalogueError(f"nothing was written, because the result would be: {error}") from None
    try:
        home.mkdir(parents=True, exist_ok=True)
        return Written(path, replace_file(path, new))
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error


def replace_file(path: Path, data: bytes) -> Path | None:
    """Put `data` in the place of a file in one step; the former file stays beside it."""
    path = path.resolve()  # a link stays one
    backup = path.with_name(f"{path.name}~")
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary = Path(file.name)
    try:
        if not path.exists():
            temporary.chmod(0o644)
            temporary.replace(path)
            return None
        copymode(path, temporary)
        backup.unlink(missing_ok=True)
        backup.hardlink_to(path)
        temporary.replace(path)
        return backup
    finally:
        temporary.unlink(missing_ok=True)


def add(text: str, additions: Iterable[Addition]) -> str:
    """The text of an actors.toml with the additions in it.

    Raises:
        InputError: an entry cannot be found or is laid out in a way that is not understood.
    """
    expected = tomllib.loads(text).get("actor", [])
    by_id = {entry.get("id"): entry for entry in expected}
    entries = []
    for addition in additions:
        if addition.fields:
            entries.append(entry(addition.fields))
            expected.append({**_plain(addition.fields)})
            continue
        known = by_id.get(addition.actor)
        if known is None:
            raise InputError(f"actors.toml has no actor {addition.actor!r}")
        for name in LISTS:
            items = [one_line(item) for item in getattr(addition, name)]
            if items:
                text = _extend(text, addition.actor, name, items)
                known[name] = [*items, *known.get(name, [])]
    text = "\n".join([text.rstrip("\n"), *entries]) if entries else text
    if _entries(text) != expected:
        raise InputError(
            "actors.toml is laid out in a way that cannot be edited safely; add by hand: "
            "[[actor]] on a line of its own, then its id, then aliases = [ … ]"
        )
    return text


def _entries(text: str) -> Any:
    try:
        return tomllib.loads(text).get("actor", [])
    except tomllib.TOMLDecodeError:
        return None


def entry(fields: Mapping[str, str | Sequence[str]]) -> str:
    """An `[[actor]]` section, with an empty line before it."""
    lines = (f"{name} = {_value(value)}" for name, value in _plain(fields).items())
    return "\n".join(("", "[[actor]]", *lines, ""))


def _plain(fields: Mapping[str, str | Sequence[str]]) -> dict[str, str | list[str]]:
    """The fields without empty ones, as they will be read again."""
    return {
        name: one_line(value) if isinstance(value, str) else [one_line(item) for item in value]
        for name, value in fields.items()
        if value
    }


def _value(value: str | list[str]) -> str:
    """A basic string or an array; `one_line` took out what JSON and TOML write differently."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return f"[{', '.join(map(_value, value))}]"


def _extend(text: str, actor: str, name: str, items: list[str]) -> str:
    """The text with items at the head of a list of one entry, which is made if it is not there."""
    for start, end in _sections(text):
        if not _line("id", rf"[\"']{re.escape(actor)}[\"']").search(text, start, end):
            continue
        listed = _value(items)
        if held := _line(name, r"\[").search(text, start, end):
            rest = text[held.end() :]
            inner = f"\n  {listed[1:-1]}," if rest.startswith("\n") else f"{listed[1:-1]}, "
            return f"{text[: held.end()]}{inner}{rest}"
        if named := _line("kind", ".*$").search(text, start, end):
            return f"{text[: named.end()]}\n{name} = {listed}{text[named.end() :]}"
    raise InputError(f"actors.toml: the section of {actor!r} cannot be found; add it by hand")


def _line(field: str, value: str) -> re.Pattern[str]:
    """A line that gives a field; `value` is a pattern."""
    return re.compile(rf"^[ \t]*{field}[ \t]*=[ \t]*{value}", re.MULTILINE)


def _sections(text: str) -> Iterator[tuple[int, int]]:
    """Where each entry begins and ends."""
    return pairwise((*(found.start() for found in _ENTRY.finditer(text)), len(text)))
