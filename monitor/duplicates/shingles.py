"""Words and word shingles of a text, whatever its script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from monitor.reading.normalise import fold

WIDTH = 3  # words per shingle: two unrelated articles of a language share almost none

# Scripts written without spaces between words are cut into single characters.
_WORD = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    "|[^\\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff]+"
)


def words(text: str) -> tuple[str, ...]:
    """The words of `text`, folded, without punctuation."""
    return words_of_folded(fold(text))


def words_of_folded(folded: str) -> tuple[str, ...]:
    """The words of a text that is folded already.

    Combining marks (the vowel signs of Indic scripts) would cut words for `\\w`, so they go.
    """
    if not folded.isascii():
        folded = "".join(c for c in folded if unicodedata.category(c)[0] != "M")
    return tuple(_WORD.findall(folded))


def shingles(tokens: Sequence[str], width: int = WIDTH) -> frozenset[str]:
    """All runs of `width` words, joined by spaces; a shorter text is one shingle."""
    if not tokens:
        return frozenset()
    last = max(1, len(tokens) - width + 1)
    return frozenset(" ".join(tokens[start : start + width]) for start in range(last))
