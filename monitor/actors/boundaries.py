"""Where a name may begin and end: word boundaries in Latin and in Arabic script.

In Arabic script a word may carry a conjunction, a preposition and the article before it (و ف ب ل
ك ال), and a Persian plural or linking ending after it (ها های هایی ی); Pashto adds an oblique
plural (ـو, ـانو), and after له ('from') the ablative ـه.
"""

from __future__ import annotations

import re

_PROCLITICS = frozenset(
    conjunction + rest
    for conjunction in ("", "و", "ف")
    for rest in ("", "ب", "ل", "ک", "ال", "بال", "کال", "لل")
) - {""}
_LONGEST = max(map(len, _PROCLITICS))
_ENDINGS = re.compile(r"(?:ها|های|هایی|هایش|یها|یهای|یان|یانو)(?!\w)")
_LINKING = re.compile(r"(?:ی|یی)(?!\w)")
_TANWIN = re.compile(r"ا(?!\w)")  # Arabic 'حوثيا', the accusative of an adjective
_OBLIQUE = re.compile(r"(?:و|انو)(?!\w)")
_ABLATIVE = re.compile(r"ه(?!\w)")
_FROM = "له "
_SHORT = 3  # names of fewer letters take neither clitics nor endings
_LONG = 5  # names of fewer letters take no oblique ending: هند is not in هندو


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "$"  # US$ is money


def bounded(text: str, start: int, end: int, *, arabic: bool) -> tuple[int, int] | None:
    """The span with its ending, if it is a word or several; None inside a longer word.

    A proclitic is not part of the span; a grammatical ending is.
    """
    if start > 0 and _in_word(text[start - 1]) and not (arabic and _proclitic(text, start, end)):
        return None
    if end == len(text) or not _in_word(text[end]):
        return start, end
    if not arabic or end - start < _SHORT:
        return None
    hit = _ENDINGS.match(text, end)
    if hit is None and text[end - 1] in "اوه":
        hit = _LINKING.match(text, end)
    if hit is None and end - start > _SHORT and text[end - 1] == "ی":
        hit = _TANWIN.match(text, end)
    if hit is None and end - start >= _LONG and text[end - 1] not in "اوهی":
        hit = _OBLIQUE.match(text, end)
    if hit is None and end - start > _SHORT and text.endswith(_FROM, 0, start):
        hit = _ABLATIVE.match(text, end)
    return (start, hit.end()) if hit else None


def _proclitic(text: str, start: int, end: int) -> bool:
    """Whether all that stands before the name in its word is conjunction, preposition, article."""
    if end - start < _SHORT:
        return False
    first = start
    while first > 0 and start - first <= _LONGEST and _in_word(text[first - 1]):
        first -= 1
    return text[first:start] in _PROCLITICS
