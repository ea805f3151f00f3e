"""How many of what: numbers in figures and words, with the words for what they count.

Number words are added up as the four languages build them: 'seven hundred thousand', 'بیست و پنج',
'اووه سوه زره', 'أحد عشر', 'أربعة آلاف'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from monitor.claims.likeness.concepts import Interval, Vocabulary, forms

COUNTED = 2  # 'forty DRONE INSTRUCTORS'
NOUN_WITHIN = 4  # words between a number and what it counts
NOUN_BEFORE = 6  # words between 'the number of' and the number
AND = frozenset({"and", "و", "او"})
NEITHER = "نه"  # without its vowel sign the Persian nine is 'neither'
TEEN = frozenset({"عشر", "عشره"})
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
        found = _number(words, tokens, at, language)
        if found is None:
            at += 1
            continue
        start, (low, high, at) = at, found
        if _is_date(words, tokens, start, at, low) or _no_count(words, tokens, start, at, low):
            continue
        told = low if low == high else None
        before = tokens[max(0, start - 2) : start]
        factors = next((words.around[word] for word in before if word in words.around), None)
        if factors is not None:
            low, high = low * factors[0], high * factors[1]
        negated = bool(start) and tokens[start - 1] in words.not_so
        yield Quantity(low, high, _of(words, tokens, start, at, language, counted), told, negated)


def is_number(words: Vocabulary, token: str, language: str) -> bool:
    """Whether a folded token is a number word or a scale, with or without a particle."""
    return (_value(words, token, language) or _scale(words, token, language)) is not None


def _number(
    words: Vocabulary, tokens: Sequence[str], at: int, language: str
) -> tuple[float, float, int] | None:
    """The number that begins at a token, and the place after it."""
    value = _value(words, tokens[at], language)
    scale = _scale(words, tokens[at], language)
    if value is None and scale is None:
        return None
    if tokens[at] == NEITHER and language == "fa" and _neither(words, tokens, at):
        return None
    total, (low, high) = 0.0, value or (0.0, 0.0)
    at += value is not None
    while at < len(tokens):
        scale = _scale(words, tokens[at], language)
        vague = words.numbers[language].get(tokens[at]) if low != high else None
        of = tokens[at] == "of" and low != high and at + 1 < len(tokens)
        if scale is not None and scale >= 1000:
            # 'two hundred thousand and five': what follows is smaller.
            total += (max(low, 1.0) if low == high else 0.0) * scale
            low, high = (0.0, 0.0) if low == high else (low * scale, high * scale)
            at += 1
        elif scale is not None:
            low, high = max(low, 1.0) * scale, max(high, 1.0) * scale
            at += 1
        elif of and tokens[at + 1] in words.numbers[language]:
            at += 1
        elif vague is not None and vague[0] < vague[1]:
            low, high, at = low * vague[0], high * vague[0], at + 1
        elif (step := _added(words, tokens, at, language, total + low)) is not None:
            low, high, at = low + step[0], high + step[0], step[1]
        else:
            break
    return total + low, total + high, at


def _added(
    words: Vocabulary, tokens: Sequence[str], at: int, language: str, so_far: float
) -> tuple[float, int] | None:
    """What is added to a number: 'twenty FIVE', 'بیست و پنج', 'أحد عشر', 'مئة وعشرين'."""
    token = tokens[at]
    if language == "ar" and token in TEEN:
        return (10.0, at + 1) if 0 < so_far % 100 < 10 else None
    joined = token in AND or (language == "ar" and token.startswith("و"))
    at += token in AND
    if at >= len(tokens) or tokens[at][0].isdigit() or (token in AND and language == "ar"):
        return None
    value = _value(words, tokens[at], language)
    if value is None or value[0] != value[1] or value[0] >= _room(so_far, language):
        return None
    fits = joined
    if language == "en":  # 'two and three' are two numbers, 'a hundred and three' is one
        fits = so_far >= 100 if joined else 20 <= so_far < 100
    return (value[0], at + 1) if fits else None


def _room(number: float, language: str) -> float:
    """How much can still be added: less than the last place of the number that is not zero.

    Arabic has its units before the tens: 'خمسة وعشرون'.
    """
    if language == "ar" and 0 < number < 10:
        return 100.0
    place = 10.0
    while number % (place * 10) == 0 and place < 1e9:
        place *= 10
    return place if number % place == 0 else 1.0


def _value(words: Vocabulary, token: str, language: str) -> Interval | None:
    if token[0].isdigit():
        try:
            number = float(re.sub(r"[,٬](?=\d{3})", "", token))
        except ValueError:
            return None
        return (number, number)
    known = words.numbers[language]
    return next((known[form] for form in forms(token, language) if form in known), None)


def _scale(words: Vocabulary, token: str, language: str) -> float | None:
    held = (words.scales.get(form) for form in forms(token, language))
    return next((scale for scale in held if scale is not None), None)


def _neither(words: Vocabulary, tokens: Sequence[str], at: int) -> bool:
    """'نه چهل و نه یکی' is 'neither forty nor one'."""
    following = tokens[at + 1 : at + 2]
    if not following or tokens.count(NEITHER) > 1:
        return True
    return following[0] not in words.scales and (
        following[0][0].isdigit()
        or following[0] in words.numbers["fa"]
        or words.empty(following[0], "fa")
    )


def _is_date(words: Vocabulary, tokens: Sequence[str], start: int, end: int, low: float) -> bool:
    """A day beside its month, a year, or a span of time: no count of what a claim is about."""
    if tokens[end : end + 1] and tokens[end] in words.spans:
        return True
    whole = end == start + 1
    beside = (*tokens[max(0, start - 1) : start], *tokens[end : end + 1])
    if any(word in words.dates for word in beside):
        return low <= DAYS or low in YEARS
    return whole and tokens[start].isdigit() and len(tokens[start]) == 4 and 1900 <= low <= 2100


def _no_count(words: Vocabulary, tokens: Sequence[str], start: int, end: int, low: float) -> bool:
    """'No one', 'not one of them', 'one of 200', 'even one man', 'the one who': none is counted."""
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
