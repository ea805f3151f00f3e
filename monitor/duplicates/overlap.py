"""How much of one text stands in another, where, and whether as quotation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.duplicates.shingles import WIDTH, words

_OPENING = "“«„‹"
_CLOSING = "”»›"
_MARKS = re.compile(f'[{_OPENING}{_CLOSING}"]')
_NAME = re.compile(r"(?<=[\w,;] )[^\W\d_][\w’'-]*")
_NUMBER = re.compile(r"\d+(?:[.,:٫]\d+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """A text as folded words; `quoted` says of each whether it stands inside quotation marks."""

    tokens: tuple[str, ...]
    quoted: tuple[bool, ...]
    names: frozenset[str]
    numbers: Counter[str]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share, in runs of at least three words.

    `contained` is the share of the first text's words that stand in the second, `contains` that of
    the second's in the first; `run` the longest shared run in words. `newly_quoted` is the share of
    the first's shared words that only the first puts in quotation marks, `once_quoted` that of the
    second's. `names` and `numbers` are overlap coefficients (Szymkiewicz-Simpson) of capitalised
    words and of numbers, None where a text has too few to tell.
    """

    contained: float
    contains: float
    run: int
    newly_quoted: float
    once_quoted: float
    names: float | None
    numbers: float | None


def read_words(text: str) -> Words:
    """Cut a text into words, quotation marks and specifics observed."""
    tokens: list[str] = []
    quoted: list[bool] = []
    for piece, inside in _pieces(text):
        found = words(piece)
        tokens.extend(found)
        quoted.extend([inside] * len(found))
    return Words(
        tokens=tuple(tokens),
        quoted=tuple(quoted),
        names=frozenset(match.casefold() for match in _NAME.findall(text) if match[0].isupper()),
        numbers=Counter(
            number for word in text.split() for number in _NUMBER.findall(" ".join(words(word)))
        ),
    )


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The stretches of a text outside and inside quotation marks.

    A paragraph closes what it opened: where a quotation runs on, the next one opens anew.
    """
    for paragraph in text.split("\n"):
        inside, start = False, 0
        for mark in _MARKS.finditer(paragraph):
            yield paragraph[start : mark.start()], inside
            start = mark.end()
            inside = not inside if mark[0] == '"' else mark[0] in _OPENING
        yield paragraph[start:], inside


def overlap(one: Words, other: Words) -> Overlap:
    """Compare two texts. Linear in their lengths."""
    here, here_quoted = _shared(one, other)
    there, there_quoted = _shared(other, one)
    return Overlap(
        contained=_share(here),
        contains=_share(there),
        run=_longest_run(here),
        newly_quoted=max(0.0, here_quoted - there_quoted),
        once_quoted=max(0.0, there_quoted - here_quoted),
        names=_coefficient(Counter(one.names), Counter(other.names), least=4),
        numbers=_coefficient(one.numbers, other.numbers, least=3),
    )


def _shared(one: Words, other: Words) -> tuple[list[bool], float]:
    """Which words of `one` stand in a run that `other` has too, and how many of them in quotes."""
    width = max(1, min(WIDTH, len(one.tokens), len(other.tokens)))
    held = set(_runs(other.tokens, width))
    covered = [False] * len(one.tokens)
    for start, run in enumerate(_runs(one.tokens, width)):
        if run in held:
            covered[start : start + width] = [True] * width
    total = sum(covered)
    within = sum(
        1
        for is_shared, is_quoted in zip(covered, one.quoted, strict=True)
        if is_shared and is_quoted
    )
    return covered, within / total if total else 0.0


def _runs(tokens: tuple[str, ...], width: int) -> Iterator[tuple[str, ...]]:
    return zip(*(tokens[shift:] for shift in range(width)), strict=False)


def _share(covered: list[bool]) -> float:
    return sum(covered) / len(covered) if covered else 0.0


def _longest_run(covered: list[bool]) -> int:
    longest = run = 0
    for is_shared in covered:
        run = run + 1 if is_shared else 0
        longest = max(longest, run)
    return longest


def _coefficient(one: Counter[str], other: Counter[str], *, least: int) -> float | None:
    smaller = min(one.total(), other.total())
    return (one & other).total() / smaller if smaller >= least else None
