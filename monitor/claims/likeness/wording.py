"""How much of their wording two contents share, the rarer a word the more.

A word weighs its inverse document frequency (Spärck Jones 1972), counted over the contents of this
project's own retold and labelled statements: `monitor/catalogue/concepts/rarity.tsv`. Written by
`python -m tests.quality.rarity --write`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from monitor.catalogue.tables import rows
from monitor.claims.likeness.concepts import FOLDER
from monitor.domain import Statement
from monitor.errors import CatalogueError
from monitor.reading.normalise import fold

FILE = "rarity.tsv"
WORD = re.compile(r"\w+")
MOST_CHARACTERS = 1500
TOTAL = "*"  # the word that stands for all contents of a language
BEGINNING = 5  # characters
OTHERS = 1000  # contents of a language that was never counted


@dataclass(frozen=True)
class Rarity:
    """By language and folded word, in how many contents it stands."""

    counts: Mapping[tuple[str, str], int]

    @cached_property
    def beginnings(self) -> Mapping[tuple[str, str], int]:
        """By language and beginning, at most in how many contents a word that begins so stands."""
        found: Counter[tuple[str, str]] = Counter()
        for (language, word), count in self.counts.items():
            found[language, word[:BEGINNING]] += count
        return found

    def of(self, word: str, language: str) -> float:
        """The weight of a word, in nats; one that was never met weighs most."""
        return self._nats(self.counts.get((language, word), 0), language)

    def of_beginning(self, beginning: str, language: str) -> float:
        """The weight of the words that begin so, in nats: 'trained' and 'training' are one."""
        return self._nats(self.beginnings.get((language, beginning), 0), language)

    def _nats(self, contents: int, language: str) -> float:
        total = self.counts.get((language, TOTAL), OTHERS)
        return math.log((total + 1) / (min(contents, total) + 1))


def words_of(content: str) -> frozenset[str]:
    """The folded words of a content, names and numbers among them."""
    return frozenset(WORD.findall(fold(content[:MOST_CHARACTERS])))


def wording(one: Statement, other: Statement) -> tuple[float, float]:
    """The share of either wording that the other has too, in [0, 1]: the larger and the smaller.

    Nothing where the languages differ: words compare within one.
    """
    if one.language != other.language:
        return 0.0, 0.0
    first, second = _weighed(one.content, one.language), _weighed(other.content, one.language)
    common = sum(weight for word, weight in first.items() if word in second)
    shares = [common / (sum(words.values()) or 1.0) for words in (first, second)]
    return max(shares), min(shares)


@lru_cache(maxsize=4096)
def _weighed(content: str, language: str) -> Mapping[str, float]:
    known = rarity()
    # In order: a sum of floats must be the same in every process.
    return {word: known.of(word, language) for word in sorted(words_of(content))}


def rarest(one: Statement, other: Statement) -> float:
    """The weight, in nats, of the rarest beginning of a word that both contents have.

    One word that few texts have says more than many that all have. Nothing across languages.
    """
    language, known = one.language, rarity()
    if language is None or language != other.language:
        return 0.0
    common = _begun(one.content) & _begun(other.content)
    return max((known.of_beginning(each, language) for each in common), default=0.0)


@lru_cache(maxsize=4096)
def _begun(content: str) -> frozenset[str]:
    return frozenset(word[:BEGINNING] for word in words_of(content))


@cache
def rarity() -> Rarity:
    """The shipped counts."""
    return read_rarity(FOLDER)


def read_rarity(folder: Path) -> Rarity:
    """The counts in `folder`; raises CatalogueError naming the file, the line and the cause."""
    path = folder / FILE
    counts: dict[tuple[str, str], int] = {}
    for number, fields in rows(path):
        try:
            language, word, count = fields
            counts[language, word] = int(count)
        except ValueError as error:
            raise CatalogueError(
                f"{path}:{number}: needs a language, a word and a count, apart by tabs: {error}"
            ) from error
    return Rarity(counts)
