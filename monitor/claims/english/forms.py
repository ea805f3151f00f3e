"""The forms of reporting verbs: a small pipeline makes 'hop' of 'hoped' and 'fum' of 'fumed'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.syntax import Parsed

VOWELS = "aeiou"
VERBAL = frozenset({"VBD", "VBN", "VBZ", "VBG", "VBP"})


def relemmatise(parsed: Iterable[Parsed], words: Lexicon) -> None:
    """Give the forms of the lexicon's verbs their lemma, where the pipeline knows no such verb."""
    lemmas = frozenset(lemma for lemma, _ in words.spoken if "_" not in lemma)
    forms = _forms(lemmas)
    for tree in parsed:
        for token in tree.doc:
            wrong = token.tag_ in VERBAL and token.lemma_.lower() not in lemmas
            if wrong and token.lower_ in forms:
                token.lemma_ = forms[token.lower_]


@lru_cache(maxsize=4)
def _forms(lemmas: frozenset[str]) -> dict[str, str]:
    return {form: lemma for lemma in sorted(lemmas) for form in _regular(lemma)}


def _regular(lemma: str) -> Iterator[str]:
    """The regular forms: 'hoped', 'hopes', 'hoping'; 'denied', 'denies'; 'quipped'."""
    if lemma.endswith("e"):
        yield from (f"{lemma}d", f"{lemma}s", f"{lemma[:-1]}ing")
    elif lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        yield from (f"{lemma[:-1]}ied", f"{lemma[:-1]}ies", f"{lemma}ing")
    else:
        doubled = lemma + lemma[-1]
        yield from (f"{lemma}ed", f"{lemma}s", f"{lemma}es", f"{lemma}ing")
        yield from (f"{doubled}ed", f"{doubled}ing")
