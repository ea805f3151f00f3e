"""What a language writes together with a word: articles, particles, and the ends of its verbs.

A table has 'نیرو' or 'قصف' once; a text has 'به‌نیروها', 'والقصف', 'تقصف', 'نمی‌فرستد'.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from monitor.reading.normalise import fold

# Arabic writes its article and these particles together with the word that follows.
ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
PARTICLES = ("و", "ب", "ل", "ف", "س")
PERSONS = frozenset("تن")  # of the imperfect: entries have the third
THIRD_PERSON = "ی"
PREFIXES = {"fa": ("نمی", "می", "ن"), "ps": ("و", "را", "ور")}


def forms(word: str, language: str) -> Iterator[str]:
    """The word, and without what its language writes together with it: article and particles,
    the persons of the Arabic imperfect, Persian and Pashto verbal prefixes, the Pashto ablative."""
    yield word
    if language == "ar":
        whole = (*_folds(ARTICLES), *_folds(PARTICLES))
        held = (one for one in whole if word.startswith(one) and len(word) - len(one) >= 3)
        bases = [word.removeprefix(one) for one in held]
        yield from bases
        for one in (word, *bases):
            if len(one) >= 4 and one[0] in PERSONS:
                yield THIRD_PERSON + one[1:]
        return
    for prefix in _folds(PREFIXES.get(language, ())):
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            yield word.removeprefix(prefix)
    if language == "ps" and len(word) >= 4 and word.endswith("ه"):
        yield word[:-1]


def bare(word: str, language: str) -> str:
    """An Arabic word without its article; a single letter before it may belong to the word."""
    if language == "ar":
        for article in _folds(ARTICLES):
            if word.startswith(article) and len(word) - len(article) >= 3:
                return word.removeprefix(article)
    return word


@cache
def _folds(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(word) for word in words)
