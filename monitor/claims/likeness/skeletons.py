"""Names across scripts: the consonants that Latin and Arabic letters have in common.

'Kamal Khan' and 'کمال خان' share no letter, but both are `kml` and `khn`. Vowels go, doubled
consonants and letters that are transliterated in several ways become one. The method is that of
consonant skeletons in cross-script name matching (Freeman, Condon and Ackerman, 2006), reduced to
what can be decided without a model.
"""

from __future__ import annotations

import re
from functools import lru_cache

SHORTEST = 3

# Written with several Latin letters, longest first.
_DIGRAPHS = (
    ("tch", "c"), ("kh", "x"), ("gh", "q"), ("sh", "$"), ("ch", "c"), ("zh", "z"),
    ("th", "s"), ("dh", "z"), ("ph", "f"), ("ck", "k"), ("ou", ""), ("oo", ""),
)  # fmt: skip
_LATIN = str.maketrans(
    {
        **dict.fromkeys("aeiouyw'", ""),
        "g": "q",
        "j": "j",
        "v": "",
        "h": "",
    }
)
# Folded Arabic letters (see `monitor.reading.normalise.fold`); what is missing is silent.
_ARABIC = {
    "ب": "b", "پ": "p", "ت": "t", "ط": "t", "ټ": "t", "ث": "s", "س": "s", "ص": "s", "ج": "j",
    "چ": "c", "خ": "x", "د": "d", "ډ": "d", "ذ": "z", "ز": "z", "ض": "z", "ظ": "z", "ژ": "z",
    "ر": "r", "ړ": "r", "ش": "$", "ښ": "x", "غ": "q", "ق": "q", "گ": "q", "ف": "f", "ک": "k",
    "ل": "l", "م": "m", "ن": "n", "ڼ": "n", "ځ": "z", "څ": "c",
}  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """The consonants of a folded word, in an alphabet of their own; empty where too few."""
    if word.isascii():
        for letters, one in _DIGRAPHS:
            word = word.replace(letters, one)
        bare = word.translate(_LATIN)
    else:
        bare = "".join(_ARABIC.get(letter, "") for letter in word)
    bare = _DOUBLED.sub(r"\1", bare)
    return bare if len(bare) >= SHORTEST else ""
