"""The PLOVER event of a Persian, Pashto or Arabic proposition, by the patterns of its lexicon.

A pattern is a word, or several that stand near each other in that order ('+' before a word: nearer
still); `$name` is any word of a list. More words outweigh fewer, and a list alone is outweighed by
any word: troops may do anything. Then, the nearer to the place of the verb the better, and last the
tighter of two.
"""

from __future__ import annotations

import re
from functools import lru_cache

from monitor.catalogue.lexicons import Lexicon, lexicon
from monitor.claims.document import Reading
from monitor.claims.lexical.words import folded
from monitor.claims.text.spans import Span
from monitor.domain import Event

PREFIX = "(?:و|ف)?(?:ال|لل|بال|وال|ل|ب)?"
STEMS = {  # what stands before the stem of a verb, and how much after it
    "fa": (r"(?:ن?می\s?|[نب])?", r"\w{0,4}"),
    "ps": (r"(?:و|ور|را|در)?", r"\w{0,5}"),
}
VERBAL = "(?:و|ف)?(?:س)?[یتنا]?"
COMING = "(?:و|ف)?س?[یتن]"  # Arabic: before the stem of the present and the future
LEAST = 4  # letters of a verb whose first is left out there
MAX_TEXT = 1500
GAP = r"\W+(?:\w+\W+){0,8}?"
NEAR = r"\W+(?:\w+\W+){0,2}?"
PERSON = "§"  # stands for a person, of whom a pattern may say that he travels
Compiled = tuple[tuple[Event, int, re.Pattern[str]], ...]


def event_of(
    text: str, language: str, *, but: Event | None = None
) -> tuple[Event | None, str | None]:
    """The event of the folded `text` and the words that decided it; never `but`."""
    best: tuple[tuple[int, int, int], Event, str] | None = None
    for event, count, pattern in _patterns(language):
        if event is but:
            continue
        match = _chosen(pattern, text[:MAX_TEXT], language)
        if match is None:
            continue
        place = -match.start() if language == "ar" else match.end()
        score = (count, place, match.start() - match.end())
        if best is None or score > best[0]:
            best = (score, event, match[0])
    return (best[1], best[2]) if best is not None else (None, None)


def _chosen(pattern: re.Pattern[str], text: str, language: str) -> re.Match[str] | None:
    """The first place where the verb comes first, else the last."""
    found = None
    for match in pattern.finditer(text):
        if language == "ar":
            return match
        found = match
    return found


def without_names(reading: Reading, span: Span, text: str) -> str:
    """The content without the names in it: the 'force' of a name sends nobody anywhere. Of a
    person the sign `PERSON` is left."""
    held = list(text)
    for mention in reading.mentioned(span):
        sign = PERSON if reading.is_person(mention.actor) else "."
        for at in range(mention.start - span.start, min(mention.end - span.start, len(held))):
            held[at] = sign
    return "".join(held)


@lru_cache(maxsize=4)
def _patterns(language: str) -> Compiled:
    """(event, number of words, expression), a word matching with its usual endings."""
    held = lexicon(language)
    compiled = []
    for name, forms in held.tables["events"].items():
        for form in forms:
            words = form.replace("+", " +").split()
            telling = sum(not word.startswith("$") for word in words) and len(words)
            joined = "".join(_after(word, language, held) for word in words).removeprefix(GAP)
            compiled.append((Event(name), telling, re.compile(rf"(?<!\w){joined}(?!\w)")))
    return tuple(compiled)


def _after(word: str, language: str, held: Lexicon) -> str:
    """A word of a pattern with what may stand before it; '+' joins it to the word before."""
    near = word.startswith("+")
    return (NEAR if near else GAP) + _word(word.removeprefix("+"), language, held)


def _word(word: str, language: str, held: Lexicon) -> str:
    """A word as written with '=', the stem of a verb with '~', else a word with what its language
    writes before and after it."""
    if word.startswith("$"):
        return f"(?:{'|'.join(sorted(_word(one, language, held) for one in held.list(word[1:])))})"
    if word.startswith("="):
        return re.escape(folded(word[1:]))
    if word.startswith("~"):
        before, after = STEMS[language]
        return before + re.escape(folded(word[1:])) + after
    plain = re.escape(folded(word).strip()).replace(r"\ ", r"\s?")
    if language != "ar":
        return plain + (r"\w{0,3}" if len(word) > 2 else "")
    if len(word) <= 2:
        return PREFIX + plain
    forms = f"(?:{PREFIX}|{VERBAL}){plain}"
    if plain.startswith("ا") and len(plain) >= LEAST:  # 'أغلق' is 'يغلق', 'استهدف' 'تستهدف'
        forms = f"(?:{forms}|{COMING}{plain[1:]})"
    return forms + r"\w{0,3}"
