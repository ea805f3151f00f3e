"""An outlet's own word that it changed or took back what it had reported."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from monitor.domain import Statement
from monitor.reading.normalise import fold

LONGEST = 1_200  # characters: a longer paragraph is no note
_AFTER = re.compile(r"\s?[:—–-]")


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph that says so, with its place in the text (half open)."""

    text: str
    start: int
    end: int
    retracts: bool = False


@dataclass(frozen=True, slots=True)
class _Wording:
    notes: tuple[str, ...]
    begins: tuple[str, ...]
    retractions: tuple[str, ...]


@lru_cache(maxsize=1)
def _wording() -> _Wording:
    data = tomllib.loads((files("monitor.catalogue") / "corrections.toml").read_text("utf-8"))
    return _Wording(
        **{name: tuple(map(fold, data[name])) for name in ("notes", "begins", "retractions")}
    )


def notes_in(text: str) -> tuple[Note, ...]:
    """The paragraphs of a text by which its outlet corrects or retracts it, in order."""
    found = []
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        if len(paragraph) <= LONGEST and (kind := _kind(fold(paragraph))):
            found.append(Note(paragraph, start, end, retracts=kind == "retracts"))
        start = end + 1
    return tuple(found)


def _kind(folded: str) -> str | None:
    wording = _wording()
    if any(phrase in folded for phrase in wording.retractions):
        return "retracts"
    begins = (word for word in wording.begins if folded.startswith(word))
    if any(_AFTER.match(folded[len(word) :]) for word in begins):
        return "corrects"
    return "corrects" if any(phrase in folded for phrase in wording.notes) else None


def reports(text: str, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements of a text; those repeated in such a note are its outlet's own voice, for they
    are told to take them back."""
    notes = notes_in(text)
    return tuple(
        replace(one, attributed=False) if _inside(one, notes) else one for one in statements
    )


def _inside(statement: Statement, notes: Iterable[Note]) -> bool:
    return any(note.start <= statement.start < note.end for note in notes)
