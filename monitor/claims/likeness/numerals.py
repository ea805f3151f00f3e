"""Numbers in figures and words, added up as the four languages build them.

'Seven hundred thousand', 'half a dozen', 'two and a half million', 'بیست و پنج', 'اووه سوه زره',
'أحد عشر', 'أربعة آلاف', 'مليون ونصف'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from monitor.claims.likeness.affixes import forms
from monitor.claims.likeness.concepts import Interval, Vocabulary

AND = frozenset({"and", "و", "او"})
NEITHER = "نه"  # without its vowel sign the Persian nine is 'neither'
TEEN = frozenset({"عشر", "عشره"})
ARTICLES = frozenset({"a", "an"})
HALF = 0.5


class Sum(NamedTuple):
    """A number as far as it is read: the thousands that are closed, what may still grow (from, to),
    and the place after it."""

    closed: float
    low: float
    high: float
    at: int


def is_number(words: Vocabulary, token: str, language: str) -> bool:
    """Whether a folded token is a number word or a scale, with or without a particle."""
    return (_value(words, token, language) or _scale(words, token, language)) is not None


def number(
    words: Vocabulary, tokens: Sequence[str], at: int, language: str
) -> tuple[float, float, int] | None:
    """The number that begins at a token, from and to, and the place after it."""
    found = _first(words, tokens, at, language)
    if found is None:
        return None
    while found.at < len(tokens):
        grown = (
            _scaled(words, tokens, found, language)
            or _and_half(words, tokens, found, language)
            or _of_many(words, tokens, found, language)
            or _added(words, tokens, found, language)
        )
        if grown is None:
            break
        found = grown
    return found.closed + found.low, found.closed + found.high, found.at


def _first(words: Vocabulary, tokens: Sequence[str], at: int, language: str) -> Sum | None:
    if (halved := _halved(words, tokens, at, language)) is not None:
        return Sum(0.0, HALF, HALF, halved)
    token = tokens[at]
    value = _value(words, token, language)
    if value is None and _scale(words, token, language) is None:
        return None
    if token == NEITHER and language == "fa" and _neither(words, tokens, at):
        return None
    if token in words.collective and not _of_several(tokens, at):
        return None
    return Sum(0.0, *(value or (0.0, 0.0)), at + (value is not None))


def _scaled(words: Vocabulary, tokens: Sequence[str], so_far: Sum, language: str) -> Sum | None:
    """'Two HUNDRED', 'two hundred THOUSAND': after a thousand, what follows is smaller."""
    scale = _scale(words, tokens[so_far.at], language)
    if scale is None:
        return None
    closed, low, high, at = so_far
    if scale < 1000 or low != high:
        return Sum(closed, (low or 1.0) * scale, (high or 1.0) * scale, at + 1)
    return Sum(closed + (low or 1.0) * scale, 0.0, 0.0, at + 1)


def _and_half(words: Vocabulary, tokens: Sequence[str], so_far: Sum, language: str) -> Sum | None:
    """'Two AND A HALF million', 'a million AND A HALF', 'مليون ونصف المليون'."""
    closed, low, high, at = so_far
    if tokens[at] not in AND and language != "ps" and not tokens[at].startswith("و"):
        return None
    whole = _scale(words, tokens[at - 1], language) or 1.0
    rest = tokens[at + (tokens[at] in AND) :]
    if language == "en":
        if rest[:1] == [] or rest[0] not in ARTICLES:
            return None
        rest = rest[1:]
    if not rest or not _is_half(words, rest[0], language):
        return None
    again = language == "ar" and len(rest) > 1 and _scale(words, rest[1], language) == whole
    at = len(tokens) - len(rest) + 1 + again
    if low:
        return Sum(closed, low + HALF * whole, high + HALF * whole, at)
    return Sum(closed + HALF * whole, low, high, at)


def _halved(words: Vocabulary, tokens: Sequence[str], at: int, language: str) -> int | None:
    """The place of what is halved: 'half a DOZEN', 'نیم میلیون', 'نصف مليون'."""
    if not _is_half(words, tokens[at], language):
        return None
    at += 1
    at += at < len(tokens) and tokens[at] in ARTICLES
    return at if at < len(tokens) and _scale(words, tokens[at], language) is not None else None


def _is_half(words: Vocabulary, token: str, language: str) -> bool:
    return any(form in words.halves for form in forms(token, language))


def _of_several(tokens: Sequence[str], at: int) -> bool:
    """'A couple', 'the trio', 'a brace of drones'; without these it may be another word."""
    return tokens[at - 1 : at] in (["a"], ["the"]) or tokens[at + 1 : at + 2] == ["of"]


def _of_many(words: Vocabulary, tokens: Sequence[str], so_far: Sum, language: str) -> Sum | None:
    """'Tens OF THOUSANDS', 'a couple OF HUNDRED'."""
    closed, low, high, at = so_far
    vague = low != high
    if not vague and tokens[at - 1] not in words.collective:
        return None
    if tokens[at] == "of" and at + 1 < len(tokens):
        return so_far._replace(at=at + 1) if is_number(words, tokens[at + 1], language) else None
    more = words.numbers[language].get(tokens[at])
    if not vague or more is None or more[0] == more[1]:
        return None
    return Sum(closed, low * more[0], high * more[0], at + 1)


def _added(words: Vocabulary, tokens: Sequence[str], so_far: Sum, language: str) -> Sum | None:
    """What is added to a number: 'twenty FIVE', 'بیست و پنج', 'أحد عشر', 'مئة وعشرين'."""
    closed, low, high, at = so_far
    number, token = closed + low, tokens[at]
    if language == "ar" and token in TEEN:
        return Sum(closed, low + 10, high + 10, at + 1) if 0 < number % 100 < 10 else None
    joined = token in AND or (language == "ar" and token.startswith("و"))
    at += token in AND
    if at >= len(tokens) or tokens[at][0].isdigit() or (token in AND and language == "ar"):
        return None
    value = _value(words, tokens[at], language)
    if value is None or value[0] != value[1] or value[0] >= _room(number, language):
        return None
    fits = joined
    if language == "en":  # 'two and three' are two numbers, 'a hundred and three' is one
        fits = number >= 100 if joined else 20 <= number < 100
    return Sum(closed, low + value[0], high + value[0], at + 1) if fits else None


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
