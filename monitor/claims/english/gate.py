"""Which sentences are worth a parse: those with a word that can report, 'that', or a quotation."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from monitor.catalogue.lexicons import Lexicon

# Also 'it went' after what it said, and 'if you go by the ministry'.
MARKS = re.compile(
    "[\"“”«»„]|''|``|:\\s|, it [a-z]+[,;.]|\\bgo(?:ing)? by\\b|\\b[Pp]er (?:the |[A-Z])"
)
WORD = re.compile(r"[A-Za-z]{2,20}")
# Irregular forms; the regular ones are the lemma's first letters with an ending.
IRREGULAR = frozenset(
    [
        "said",
        "told",
        "wrote",
        "sworn",
        "swore",
        "foresaw",
        "held",
        "saw",
        "seen",
        "meant",
        "thought",
        "felt",
        "knew",
        "known",
        "hoped",
        "shot",
        "withheld",
        "read",
        "sent",
        "heard",
        "understood",
        "found",
        "put",
        "gave",
        "given",
        "spoke",
        "spoken",
        "according",
    ]
)
SAID = frozenset({"said", "told", "wrote", "swore"})
PASSIVE = frozenset({"be", "been", "being"})  # 'would be answered' reports nothing
ENDING = re.compile(r"(?:es|ed|ing|s|d)?$")


def matters(sentence: str, words: Lexicon, *, wide: bool) -> bool:
    """Whether `sentence` can hold an attribution at all; no false no for a word in `words`."""
    if MARKS.search(sentence) or " that " in sentence:
        return has_words(sentence)
    stems = _stems(words, wide)
    # Where somebody is introduced by a role matters for the pronouns and nouns that follow.
    described: frozenset[str] = frozenset() if wide else words.list("roles")
    return any(
        _known(word, stems) or word in IRREGULAR or word in described
        for word in map(str.lower, WORD.findall(sentence))
    )


def has_words(sentence: str) -> bool:
    """Whether anything stands in `sentence` that an English parser can read."""
    return WORD.search(sentence) is not None


def reporting(part: str, words: Lexicon) -> bool:
    """Whether a part of a sentence seems to report with a verb of its own: 'he told us'."""
    stems = _reporting_stems(words)
    found = [word.lower() for word in WORD.findall(part)]
    return any(
        word in SAID or (word.endswith(("ed", "es", "s", "ied")) and _known(word, stems))
        for before, word in pairwise(["", *found])
        if before not in PASSIVE
    )


def is_headline(sentence: str) -> bool:
    """A line in title case without a stop: 'Minister Vows to Send Aid'."""
    if len(sentence) > 200 or sentence[-1:] in ".!?\"'”’:)]…»":
        return False
    words = WORD.findall(sentence)
    large = sum(word[0].isupper() for word in words if len(word) > 3)
    long = sum(len(word) > 3 for word in words)
    return len(words) >= 4 and long >= 3 and large >= 0.8 * long


@lru_cache(maxsize=16)
def _reporting_stems(words: Lexicon) -> frozenset[str]:
    return frozenset(_stem(verb) for verb, frame in words.spoken if frame == "clause")


@lru_cache(maxsize=16)
def _stems(words: Lexicon, wide: bool) -> frozenset[str]:
    tables = (words.spoken, words.nouns, *((words.attitudes,) if wide else ()))
    entries = {lemma for table in tables for lemma, _ in table if not lemma.startswith("it_")}
    lemmas = {part for lemma in entries for part in lemma.removeprefix("be_").split("_")}
    listed = (words.list(name) for name in ("hearsay", "according", "views", "views_by"))
    return frozenset(_stem(lemma) for lemma in lemmas.union(*listed))


def _known(word: str, stems: frozenset[str]) -> bool:
    """Whether it is a form of one of the words: 'demanded' loses two ends, as 'demand' one."""
    stem = _stem(word)
    return stem in stems or _stem(stem) in stems


def _stem(word: str) -> str:
    """A crude stem that a word shares with all its regular forms."""
    for ending in ("ing", "ies", "ied", "es", "ed", "s", "d", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word.rstrip("ey")[:-1] if len(word) > 3 and word[-1] == word[-2] else word.rstrip("ey")
