"""The language of a text, by CLD3, which tells Pashto from Persian where others do not."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from monitor.reading.normalise import fold

_LEAST = 3  # letters
_MOST = 3_000
_SURE = 0.7
# CLD3 still uses some withdrawn codes, and marks transliterations ('ru-Latn').
_CODES = {"iw": "he", "fil": "tl"}


@lru_cache(maxsize=1)
def _identifier() -> Any:
    import gcld3

    return gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=_MOST * 4)


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language most of `text` is in, or None where nobody could tell.

    Dari is `fa`, as ISO 639-1 has no code of its own for it.
    """
    sample = " ".join(text[:_MOST].split())
    if sum(map(str.isalpha, sample)) < _LEAST:
        return None
    found = _identifier().FindLanguage(sample)
    code = str(found.language)
    if code == "und" or found.probability < _SURE:
        return None
    plain = code.split("-", maxsplit=1)[0]
    return _CODES.get(plain, plain)


def language_of(text: str, declared: str | None) -> str | None:
    """The detected language; what the page declares counts where detection cannot tell."""
    return detect(text) or declared_language(declared)


def declared_language(declared: str | None) -> str | None:
    """The ISO 639-1 part of a BCP 47 tag ('prs-AF' is Dari, hence 'fa'), or None."""
    primary = fold(declared or "").replace("_", "-").split("-")[0]
    primary = {"prs": "fa", "pes": "fa", "pus": "ps", "pbt": "ps", "iw": "he"}.get(primary, primary)
    return primary if len(primary) == 2 and primary.isalpha() and primary.isascii() else None
