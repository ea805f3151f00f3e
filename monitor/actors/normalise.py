"""One spelling for many: the form in which aliases and texts are compared, with offsets back.

Character by character NFKC and lower case (Unicode TR15, TR21), without accents, vowel marks,
tatweel and invisible characters; letters that Arabic, Persian, Pashto and Urdu write differently
become one; digits become ASCII; hyphens and zero-width non-joiners separate words like spaces.
The form is a fixed point: normalising it again changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("يىېۍئےێ", "ی"),
        **dict.fromkeys("كڪ", "ک"),
        **dict.fromkeys("ةۀەہھۂۃ", "ه"),
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ګ", "گ"),
        **dict.fromkeys("ؤ", "و"),
        **dict.fromkeys("ڼں", "ن"),
        **dict.fromkeys("‘’‚‛`´ʹʻʼʽʾʿˈ′＇", "'"),
        **dict.fromkeys("“”„‟«»″〝〞", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－_־", "-"),
        "\u200c": " ",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
    }
)
_INVISIBLE = {"Mn", "Me", "Cf"}
_SENTINEL = "\ufdd0"  # a noncharacter: never in interchanged text


def _fold(character: str) -> str:
    """The normal form of one character: one, none, or (ligatures) several."""
    if character.isspace():
        return "\n" if character in "\n\r\x0b\x0c\x85\u2028\u2029" else " "
    if character == _SENTINEL:
        return " "
    out = []
    for part in unicodedata.normalize("NFKC", character).translate(_LETTERS):
        for base in unicodedata.normalize("NFKD", part.lower()).translate(_LETTERS):
            if unicodedata.category(base) in _INVISIBLE or base == "ـ":
                continue
            digit = unicodedata.digit(base, None)
            out.append(base if digit is None else str(digit))
    return "".join(out).replace("-", " ")


class _Table(dict[int, str]):
    """A translation table that fills itself; what is not one to one becomes the sentinel."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        self[code] = folded if len(folded) == 1 else _SENTINEL
        return self[code]


_TABLE = _Table()
_ASCII = {code: _fold(chr(code)) for code in range(128)}
_ASCII_BYTES = bytes(range(128))
_ODD_ASCII = [(chr(code), folded) for code, folded in _ASCII.items() if folded != chr(code).lower()]
_DENSE = 4  # from one character in four on, translating all is faster than replacing each kind
_IRREGULAR = re.compile(f" *{_SENTINEL}[ {_SENTINEL}]*| {{2,}}")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in its normal form.

    From `at[i]` on, up to `at[i + 1]`, the characters are those from `origin[i]` on, one to one;
    both are empty where every character kept its place.
    """

    text: str
    original: str
    at: tuple[int, ...] = ()
    origin: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original behind a non-empty span of the normal form."""
        if not self.at:
            return start, end
        last = self._place(end - 1) + 1
        while last < len(self.original) and not _fold(self.original[last]):
            last += 1
        return self._place(start), last

    def _place(self, index: int) -> int:
        segment = bisect_right(self.at, index) - 1
        return self.origin[segment] + index - self.at[segment]


def normalise(text: str) -> Normalised:
    """The normal form of a text, with the way back to it."""
    folded = _one_to_one(text)
    if _SENTINEL not in folded and "  " not in folded:
        return Normalised(folded, text)
    return _unevenly(text, folded)


def _one_to_one(text: str) -> str:
    """Every character folded in its place; what does not fit there is the sentinel."""
    if text.isascii():
        return text.translate(_ASCII)
    foreign = text.encode("utf8", "ignore").translate(None, _ASCII_BYTES).decode("utf8")
    if len(foreign) * _DENSE > len(text):
        return text.translate(_TABLE)
    for character in set(foreign):
        text = text.replace(character, _TABLE[ord(character)])
    text = text.lower()
    for character, folded in _ODD_ASCII:
        text = text.replace(character, folded)
    return text


def _unevenly(text: str, folded: str) -> Normalised:
    """The same, where characters vanish or become several, or white space runs on."""
    out, at, origin = [], [0], [0]
    length = done = 0
    for run in _IRREGULAR.finditer(folded):
        out.append(folded[done : run.start()])
        length += run.start() - done
        blank = False
        for index in range(*run.span()):
            piece = _fold(text[index])
            if not piece or (blank and piece == " "):
                continue
            blank = piece == " "
            out.append(piece)
            for _ in piece:
                at.append(length)
                origin.append(index)
                length += 1
        done = run.end()
        at.append(length)
        origin.append(done)
    out.append(folded[done:])
    return Normalised("".join(out), text, tuple(at), tuple(origin))


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The normal form of a name: as `normalise`, without white space at the ends or in runs."""
    return " ".join(normalise(text).text.split())
