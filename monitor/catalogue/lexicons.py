"""The words that attribution lives on, one file per language: `monitor/catalogue/lexicons/`.

`[spoken.CLASS]` and `[attitude.CLASS]` map a grammatical frame (see
`monitor.claims.english.frames`) to the verbs that take their content in it; `[nouns.CLASS]` the
same for nouns. The other tables are plain lists. A mistake raises `CatalogueError` with
the file, the table and what is allowed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from monitor.domain import CueClass
from monitor.errors import CatalogueError

FOLDER = Path(__file__).parent / "lexicons"
Frames = Mapping[tuple[str, str], CueClass]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """One language's words. The frame tables map (lemma, frame) to the class of the cue.

    Each is itself and equal to no other, so that what is made of one can be kept beside it.
    """

    language: str
    spoken: Frames = field(default_factory=dict)
    attitudes: Frames = field(default_factory=dict)
    nouns: Frames = field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def list(self, name: str) -> frozenset[str]:
        """The plain list called `name`; empty where the language has none."""
        return self.words.get(name, frozenset())


@cache
def lexicon(language: str) -> Lexicon:
    """The shipped lexicon of an ISO 639-1 `language`."""
    return read_lexicon(FOLDER / f"{language}.toml")


def read_lexicon(path: Path) -> Lexicon:
    """A lexicon file; raises CatalogueError naming the file, the table and what is allowed."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path}: cannot be read as TOML: {error}") from error
    return Lexicon(
        language=path.stem,
        spoken=_frames(path, data, "spoken"),
        attitudes=_frames(path, data, "attitude"),
        nouns=_frames(path, data, "nouns"),
        words=MappingProxyType(
            {name: frozenset(_strings(path, name, each)) for name, each in _lists(path, data)}
        ),
        tables=MappingProxyType(
            {name: _table(path, data, name) for name in data if name in TABLES}
        ),
    )


FRAME_TABLES = ("spoken", "attitude", "nouns")
TABLES = ("events", "modality", "patterns", "phrases", "dates")


def _frames(path: Path, data: Mapping[str, Any], name: str) -> Frames:
    frames: dict[tuple[str, str], CueClass] = {}
    for kind, by_frame in data.get(name, {}).items():
        if kind not in set(CueClass):
            allowed = ", ".join(CueClass)
            raise CatalogueError(f"{path}: [{name}.{kind}]: no such class; allowed: {allowed}")
        for frame, lemmas in by_frame.items():
            for lemma in _strings(path, f"{name}.{kind}.{frame}", lemmas):
                frames[lemma, frame] = CueClass(kind)
    return MappingProxyType(frames)


def _lists(path: Path, data: Mapping[str, Any]) -> list[tuple[str, Any]]:
    lists = data.get("words", {})
    unknown = set(data) - {*FRAME_TABLES, *TABLES, "words"}
    if unknown:
        allowed = ", ".join((*FRAME_TABLES, *TABLES, "words"))
        raise CatalogueError(f"{path}: unknown table {min(unknown)!r}; allowed: {allowed}")
    return list(lists.items())


def _table(path: Path, data: Mapping[str, Any], name: str) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType(
        {key: tuple(_strings(path, f"{name}.{key}", each)) for key, each in data[name].items()}
    )


def _strings(path: Path, table: str, value: object) -> list[str]:
    """A list of strings; one string of words stands for the list of its words."""
    if isinstance(value, str):
        return value.split()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return list(value)
    raise CatalogueError(f"{path}: {table}: must be a list of strings or a string of words")
