"""Words and places of a rule, looked for in a statement whatever the script and the spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from monitor.actors.normalise import fold
from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.likeness.terms import terms_of
from monitor.domain import Statement
from monitor.reading.normalise import fold as fold_word

# Arabic writes its article, and what may stand before it, together with the word that follows.
ARTICLE = "(?:[وفبک]?ال|لل)?"
ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff]")


def found(words: Iterable[str], text: str) -> str | None:
    """The first of the words or phrases that stands in the text.

    Both are folded (accents, vowel signs, Arabic and Persian letters, digits, case). A word counts
    as a whole, in Arabic with or without its article; `*` at its beginning or end stands for any
    letters there.
    """
    folded = fold(text)
    return next((word for word in words if _pattern(word).search(folded)), None)


@lru_cache(maxsize=4096)
def _pattern(word: str) -> re.Pattern[str]:
    bare = fold(word.strip("*"))
    attached = ARTICLE if ARABIC_SCRIPT.match(bare) else ""
    before = "" if word.startswith("*") else rf"(?<!\w){attached}"
    after = "" if word.endswith("*") else r"(?!\w)"
    return re.compile(f"{before}{re.escape(bare)}{after}")


def placed(places: Iterable[str], statement: Statement) -> str | None:
    """The first of the places that the statement names, in any language known, or lies within."""
    within = vocabulary().within
    named = set(terms_of(statement).places)
    named |= {known for place in statement.places if (known := _known(place))}
    waiting = list(named)
    while waiting:
        wider = within.get(waiting.pop(), frozenset()) - named
        named |= wider
        waiting += wider
    for place in places:
        if _known(place) in named or found((place, *_names(place)), statement.content):
            return place
    return None


def _known(place: str) -> str | None:
    """What the shared vocabulary calls the place, if it has it."""
    return vocabulary().places.get(tuple(fold_word(place).split()))


@lru_cache(maxsize=1024)
def _names(place: str) -> tuple[str, ...]:
    """All names of a place that the shared vocabulary has."""
    wanted = _known(place)
    if wanted is None:
        return ()
    return tuple(" ".join(words) for words, name in vocabulary().places.items() if name == wanted)
