"""Under which index entries a statement is kept, and found by another that tells the same.

Comparing with all claims would cost too much, so only those are compared that share an entry. On
our labelled sets 95 and 98 of 100 pairs of one claim share one (`echoes`, `styles`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from monitor.claims.likeness.skeletons import skeleton
from monitor.claims.likeness.terms import precise, terms_of, weight
from monitor.domain import Statement

MOST_KEYS = 32
MOST_ACTORS, MOST_TERMS = 4, 10
# Ranks behind the others: an event with a word of many texts, two terms without actor or event.
COMMON, PAIRED = 3, 2
LARGE, LONG_NAME = 100, 6
LEAST_WEIGHT = 0.5
STEM = 5


def keys(statement: Statement, *, story: int | None = None) -> tuple[str, ...]:
    """Index entries of a statement, at most 32; two reports of one proposition share some.

    Kept are those made of its most telling parts. With `story` its neighbours in the same text are
    found as well, which a denial that only points back ('rejected the report') needs.
    """
    ranked = sorted(_entries(statement), key=lambda entry: entry[0])
    found = list(dict.fromkeys(key for _, key in ranked))
    if story is None:
        return tuple(found[:MOST_KEYS])
    return (*found[: MOST_KEYS - 1], f"story|{story}")


def _entries(statement: Statement) -> Iterator[tuple[int, str]]:
    """Index entries, each with its rank: how many parts are more telling than those it has."""
    actors, terms = sorted(set(statement.actors))[:MOST_ACTORS], _indexed(statement)
    if statement.event is not None:
        for (i, a), (j, b) in combinations(enumerate(actors), 2):
            yield i + j, f"{statement.event}|{a}|{b}"
        for i, term in enumerate(terms):
            yield i + (0 if term[0] in "pq" else COMMON), f"{statement.event}|{term}"
    for i, term in enumerate(terms):
        if _tells_alone(term):
            yield i, term
    for (i, actor), (j, term) in product(enumerate(actors), enumerate(terms)):
        yield i + j, f"{actor}|{term}"
    for (i, a), (j, b) in combinations(enumerate(terms), 2):
        yield i + j + PAIRED, f"{a}|{b}"


def _tells_alone(term: str) -> bool:
    """Whether few texts have a term: a large number, a small place, a name of some length."""
    if term[0] == "q":
        return float(term[2:]) >= LARGE
    if term[0] == "p":
        return precise(term[2:])
    return term[0] == "n" and len(term) >= LONG_NAME


def _indexed(statement: Statement) -> list[str]:
    """The most telling terms: concepts first, which other languages have too, then long words."""
    terms = [term for term in terms_of(statement).terms if weight(term) >= LEAST_WEIGHT]
    ranked = sorted(terms, key=lambda term: ("qcpw".index(term[0]), -len(term), term))
    forms = (_indexed_form(term, terms_of(statement).proper) for term in ranked)
    return list(dict.fromkeys(forms))[:MOST_TERMS]


def _indexed_form(term: str, proper: frozenset[str]) -> str:
    """Words by their beginning, names by their consonants, which they have in every script."""
    word = term[2:]
    if term[0] != "w":
        return term
    if (word in proper or not word.isascii()) and (consonants := skeleton(word)):
        return f"n:{consonants}"
    return f"w:{word[:STEM]}"
