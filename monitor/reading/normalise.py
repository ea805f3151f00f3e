"""Two texts are the same when their folded forms are: what only looks different is taken away.

Folding is NFKC and full case folding (UAX #15, UAX #44) plus what NFKC leaves apart: typographic
quotes and dashes, zero-width characters, white space, vowel marks, and the letters that Arabic,
Persian, Pashto and Urdu keyboards write with different code points.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_VARIANTS = {
    "'": "‘’‚‛`´ʼʹ′ˈ",
    '"': "“”„‟«»‹›″〝〞❝❞",
    "-": "‐‑‒–—―−⁃",
    # ې, ۍ and ئ stay: they tell Pashto words apart.
    "ی": "يىے",
    "ک": "كڪ",
    "گ": "ګ",
    "ه": "ةۀہھەۂۃ",
    "ا": "أإآٱ",
    "و": "ؤ",
}
_TATWEEL = 0x0640
_ARABIC_MARKS = (*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE))
_HEBREW_POINTS = (*range(0x0591, 0x05BE), 0x05BF, 0x05C1, 0x05C2, 0x05C4, 0x05C5, 0x05C7)


def _fold_table() -> dict[int, str | None]:
    table: dict[int, str | None] = {
        ord(form): plain for plain, forms in _VARIANTS.items() for form in forms
    }
    for digit in range(10):
        table |= {0x0660 + digit: str(digit), 0x06F0 + digit: str(digit)}
    removed = {*_ARABIC_MARKS, *_HEBREW_POINTS} - {0x06DD, 0x06DE, 0x06E5, 0x06E6, 0x06E9}
    return table | dict.fromkeys((_TATWEEL, *removed))


_FOLDS = _fold_table()


# Format characters (general category Cf: ZWNJ, ZWJ, bidi marks, soft hyphen, BOM) and variation
# selectors: what a reader does not see.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)


def _fold_characters(text: str) -> str:
    if text.isascii():
        return text.translate(_FOLDS).casefold()
    text = _INVISIBLE.sub("", text)
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", text.translate(_FOLDS))


def fold(text: str) -> str:
    """`text` as it is compared: folded, white space collapsed, ends trimmed. Idempotent."""
    return " ".join(_fold_characters(text).split())


def fold_with_offsets(text: str) -> tuple[str, tuple[int, ...]]:
    """The folded text, and for each of its characters the offset in `text` it came from.

    The offsets never decrease. A folded space stands for the first of the white space it replaces.
    """
    folded: list[str] = []
    offsets: list[int] = []
    for start, cluster in _clusters(text):
        for char in _fold_characters(cluster):
            if char.isspace():
                if folded and folded[-1] != " ":
                    folded.append(" ")
                    offsets.append(start)
            else:
                folded.append(char)
                offsets.append(start)
    if folded and folded[-1] == " ":
        folded.pop()
        offsets.pop()
    return "".join(folded), tuple(offsets)


def _clusters(text: str) -> list[tuple[int, str]]:
    """Cut where NFC cannot compose across: before anything that is no mark and no Hangul jamo."""
    cuts = [
        index
        for index, char in enumerate(text)
        if index == 0 or not (_joins_previous(char) or _INVISIBLE.match(text[index - 1]))
    ]
    ends = [*cuts[1:], len(text)]
    return [(start, text[start:end]) for start, end in zip(cuts, ends, strict=False)]


@lru_cache(maxsize=4096)
def _joins_previous(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or bool(_INVISIBLE.match(char)) or _is_jamo(char)


def _is_jamo(char: str) -> bool:
    # Final and medial jamo, also as the half-width and compatibility forms NFKC maps to them.
    return any("\u1160" <= part <= "\u11ff" for part in unicodedata.normalize("NFKC", char))
