"""Which terms of two contents are the same: equal ones, words of one stem, names across scripts,
places within each other, and concepts that are next of kin."""

from __future__ import annotations

from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.likeness.skeletons import skeleton
from monitor.claims.likeness.terms import Terms
from monitor.claims.likeness.vetoes import related

STEM = 4  # two words that begin alike for this long and end differently by three letters are one
ENDING = 3


def matches(first: Terms, second: Terms) -> list[tuple[str, str]]:
    """Equal terms, then words of one stem, names across scripts, places within each other, kin."""
    pairs = [(term, term) for term in sorted(first.terms & second.terms)]
    free: dict[str, list[str]] = {}
    for term in sorted(second.terms - first.terms):
        if term[0] in "pw":
            free.setdefault(_bucket(term, second, first), []).append(term)
    for term in sorted(first.terms - second.terms) if free else ():
        if term[0] in "pw":
            left = free.get(_bucket(term, first, second), [])
            found = next((other for other in left if akin(term, other, first, second)), None)
            if found is not None:
                left.remove(found)
                pairs.append((term, found))
    return pairs + _kin(first, second)


def _kin(first: Terms, second: Terms) -> list[tuple[str, str]]:
    """Concepts of the one beside such as tell nearly the same in the other, each once."""
    kin = vocabulary().kin
    free = second.terms - first.terms
    pairs: list[tuple[str, str]] = []
    for term in sorted(first.terms - second.terms):
        near = {f"c:{name}" for name in kin.get(term[2:], ())} if term[0] == "c" else set()
        if found := sorted((near & free).difference(other for _, other in pairs)):
            pairs.append((term, found[0]))
    return pairs


def _bucket(term: str, own: Terms, other: Terms) -> str:
    """What two akin terms have in common: a name's consonants, a word's beginning."""
    if term[0] == "p":
        return "p"
    if (own.language == "en") is (other.language == "en"):
        return term[: STEM + 2]
    named = own.language != "en" or term[2:] in own.proper
    return f"n:{skeleton(term[2:])}" if named else ""


def akin(one: str, other: str, first: Terms, second: Terms) -> bool:
    """Whether two terms of one bucket mean the same."""
    if one[0] == "p":
        return related(one[2:], other[2:])
    if (first.language == "en") is (second.language == "en"):
        return _one_stem(one[2:], other[2:])
    return skeleton(one[2:]) != ""


def _one_stem(one: str, other: str) -> bool:
    if min(len(one), len(other)) < STEM:
        return False
    unlike = (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    same = next(unlike, min(len(one), len(other)))
    return max(len(one), len(other)) - same <= ENDING
