"""How many of what: numbers in figures and words, with the words for what they count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from monitor.claims.likeness.concepts import Vocabulary
from monitor.claims.likeness.numerals import AND, number

COUNTED = 2  # 'forty DRONE INSTRUCTORS'
NOUN_WITHIN = 4  # words between a number and what it counts
NOUN_BEFORE = 6  # words between 'the number of' and the number
ORDINALS = frozenset({"st", "nd", "rd", "th"})
CLOCK = ({"a", "p"}, {"m"})  # of 'around 4 a.m.', whose stops the tokens have lost
OTHERS = (["other"], ["others"])  # 'her cousin and six others' are seven or somewhat more
MOST_BESIDE = 5
DAYS, YEARS = 31, range(1300, 2101)
Counted = Callable[[Sequence[str]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many of what: an interval (exact numbers have equal ends), and the terms that follow.

    `told` is the number as the text has it: 200 of 'about 200'; None where it has only 'hundreds'.
    `negated` is the number that is not so: 40 of 'three, not forty'.
    """

    low: float
    high: float
    of: tuple[str, ...]
    told: float | None = field(default=None, compare=False)
    negated: bool = field(default=False, compare=False)


def quantities(
    words: Vocabulary, tokens: Sequence[str], language: str, counted: Counted
) -> Iterator[Quantity]:
    """The quantities among folded tokens; `counted` takes the words after (or before) a number and
    gives the terms among them that can be counted."""
    at = 0
    while at < len(tokens):
        found = number(words, tokens, at, language)
        if found is None:
            at += 1
            continue
        start, (low, high, at) = at, found
        if any(ruled(words, tokens, start, at, low) for ruled in (_is_date, _is_label, _no_count)):
            continue
        told = low if low == high else None
        factors = _about(words, tokens, start)
        if factors is not None:
            low, high = low * factors[0], high * factors[1]
        if start and tokens[start - 1] in AND and tokens[at : at + 1] in OTHERS:
            told, low, high = None, low + 1, low + MOST_BESIDE
        negated = bool(start) and tokens[start - 1] in words.not_so
        yield Quantity(low, high, _of(words, tokens, start, at, language, counted), told, negated)


def _about(words: Vocabulary, tokens: Sequence[str], start: int) -> tuple[float, float] | None:
    """What 'over', 'nearly' or 'about' before a number make of it."""
    for at in range(max(0, start - 2), start):
        handed = tokens[at] in words.particles and at and tokens[at - 1] in words.phrasal
        if tokens[at] in words.around and not handed:
            return words.around[tokens[at]]
    return None


def _is_date(words: Vocabulary, tokens: Sequence[str], start: int, end: int, low: float) -> bool:
    """A day beside its month, a year, or a span of time: no count of what a claim is about."""
    following = tokens[end : end + 2]
    if following and following[0] in words.spans:
        return True
    if len(following) == 2 and all(a in b for a, b in zip(following, CLOCK, strict=True)):
        return True
    whole = end == start + 1
    beside = (*tokens[max(0, start - 1) : start], *tokens[end : end + 1])
    if any(word in words.dates for word in beside):
        return low <= DAYS or low in YEARS
    return whole and tokens[start].isdigit() and len(tokens[start]) == 4 and 1900 <= low <= 2100


def _is_label(words: Vocabulary, tokens: Sequence[str], start: int, end: int, _: float) -> bool:
    """What tells one of a kind: 'Su-35', 'aged 40', 'the 12th brigade'."""
    figure = tokens[start][0].isdigit()
    named = start > 0 and tokens[start - 1] in words.labels
    return figure and (named or (end < len(tokens) and tokens[end] in ORDINALS))


def _no_count(words: Vocabulary, tokens: Sequence[str], start: int, end: int, low: float) -> bool:
    """'No one', 'not one of them', 'one of 200', 'even one man', 'the one who', 'the two sides',
    'the two ministers': none is counted."""
    if low in (2, 3):
        told = low == 2 and start > 0 and tokens[start - 1] in words.known
        return told or (end < len(tokens) and tokens[end] in words.parties)
    if low != 1 or tokens[start][0].isdigit():
        return False
    beside = (*tokens[max(0, start - 1) : start], *tokens[end : end + 1])
    return any(word in words.not_one for word in beside)


def _of(
    words: Vocabulary,
    tokens: Sequence[str],
    start: int,
    end: int,
    language: str,
    counted: Counted,
) -> tuple[str, ...]:
    """What is counted: the words after the number, or between it and 'the number of'."""
    for at in range(start - 1, max(-1, start - 1 - NOUN_BEFORE), -1):
        if tokens[at] in words.tallies:
            return counted(tokens[at + 1 : start])
    beside = tokens[end : end + NOUN_WITHIN]
    if language == "en":  # of 'two houses in Gurbuz' the houses are counted
        beside = list(takewhile(lambda token: token not in words.locative, beside))
    return counted(beside)
