"""New spellings of known names: by the rules of transliteration, and as texts have them.

A new spelling is one with the same skeleton as a known name: what remains when letters that
transliterations of Arabic script vary (Qaani, Ghaani; Mohammad, Muhammad; Esmail, Ismail) are
made one and vowels and double letters are dropped. Curated, not guessed: these are proposals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from monitor.actors.normalise import fold
from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.models import Actor

_SAME = (
    (re.compile(r"\b(?:al|el|ul|ol|ud|ad|ar|as|an)\b ?"), ""),
    (re.compile(r"(?<=\w\w)(?:i|y|ee)\b"), "7"),  # a final i tells Qaani from Khan
    (re.compile(r"gh|q|kh"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th|dh"), "d"),
    (re.compile(r"sh|ch|tch"), "s"),
    (re.compile(r"[zj]h?"), "z"),
    (re.compile(r"[vw]"), "v"),
    (re.compile(r"[gc]"), "k"),
    (re.compile(r"[aeiouyh']"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_MIN_SKELETON = 4
# Words that are written in more than one way more often than not.
_GIVEN = (
    ("Mohammad", "Mohammed", "Muhammad", "Mohamed"),
    ("Hussein", "Hossein", "Hussain", "Husayn"),
    ("Hassan", "Hasan"),
    ("Ahmad", "Ahmed"),
    ("Esmail", "Ismail", "Esmaeil", "Ismael"),
    ("Ebrahim", "Ibrahim"),
    ("Mahmoud", "Mahmud"),
    ("Mostafa", "Mustafa", "Mustapha"),
    ("Yousef", "Yusuf", "Youssef", "Yousuf"),
    ("Qasem", "Qassem", "Ghasem", "Qasim"),
    ("Saeed", "Said", "Saied"),
    ("Reza", "Riza"),
    ("Khaled", "Khalid"),
    ("Abdel", "Abdul", "Abdol"),
    ("Mullah", "Mulla"),
    ("Mawlawi", "Maulvi", "Molavi"),
)
_BY_WORD = {fold(word): group for group in _GIVEN for word in group}
# Letters of Arabic script that have several customary ones in Latin; one change at a time.
_LETTERS = (
    ("q", "gh", "the letter qaf"),
    ("gh", "q", "the letter ghayn, in Persian the sound of qaf"),
    ("ou", "u", "a long u"),
    ("oo", "u", "a long u"),
    ("ee", "i", "a long i"),
    ("aa", "a", "a long a"),
    ("ei", "ai", "the diphthong ay"),
    ("v", "w", "the letter waw"),
    ("w", "v", "the letter waw"),
)
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1")
_ARTICLE = re.compile(r"\b[Aa]l-(?=[A-Z])")
_MOST = 12


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling an actor lacks, the one it is like, and why it is proposed."""

    actor: str
    name: str
    like: str
    reason: str
    documents: int = 0


def skeleton(name: str) -> str:
    """What all transliterations of a name have in common, as far as rules tell."""
    words = fold(name)
    for pattern, replacement in _SAME:
        words = pattern.sub(replacement, words)
    return "".join(words.split())


class Likeness:
    """Tells of whom an unknown name may be another spelling."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._owners: dict[str, dict[str, str]] = {}
        for actor in catalogue.actors.values():
            for text in _latin(actor) if actor.kind == "person" else ():
                self._owners.setdefault(skeleton(text), {}).setdefault(actor.id, text)

    def of(self, name: str) -> Spelling | None:
        """The one known person whose name has the skeleton of this one."""
        bones = skeleton(name)
        owners = self._owners.get(bones, {}) if len(bones) >= _MIN_SKELETON else {}
        if len(owners) != 1:
            return None
        ((actor, like),) = owners.items()
        return Spelling(actor, name, like, "a text has it: the same name, transliterated otherwise")


def by_rule(actor: Actor, catalogue: Catalogue) -> tuple[Spelling, ...]:
    """Spellings of a person's name that transliterations use and the catalogue lacks.

    At most a dozen, from the name itself: what its other spellings would give is much the same.
    """
    if actor.kind != "person" or not actor.name.isascii():
        return ()
    held = {fold(text) for text in (actor.name, *(alias.text for alias in actor.aliases))}
    found: dict[str, Spelling] = {}
    for name, reason in _variants(actor.name):
        key = fold(name)
        if key not in held and key not in found and catalogue.actor_named(name) is None:
            found[key] = Spelling(actor.id, name, actor.name, reason)
    return tuple(found.values())[:_MOST]


def _variants(name: str) -> Iterator[tuple[str, str]]:
    words = name.split()
    groups = [_BY_WORD.get(fold(word), (word,)) for word in words]
    for choice in product(*groups):
        yield " ".join(choice), "a customary spelling of a part of the name"
    if _ARTICLE.search(name):
        yield _ARTICLE.sub("", name), "the article left out"
        yield _ARTICLE.sub("el-", name), "the article as Egypt and Lebanon write it"
    for place, word in enumerate(words):
        if fold(word) in _BY_WORD:
            continue
        for changed, reason in _respelled(word):
            yield " ".join((*words[:place], changed, *words[place + 1 :])), reason


def _respelled(word: str) -> Iterator[tuple[str, str]]:
    lower = word.lower()
    for old, new, reason in _LETTERS:
        if old in lower and not (new in lower and len(new) > len(old)):
            yield _as_written(lower.replace(old, new, 1), word), reason
    if _DOUBLED.search(lower):
        yield _as_written(_DOUBLED.sub(r"\1", lower), word), "a doubled letter written once"
    if lower.endswith("i") and len(lower) > 3:
        yield f"{word[:-1]}y", "a final i as y"


def _as_written(lower: str, model: str) -> str:
    return lower.capitalize() if model[:1].isupper() else lower


def _latin(actor: Actor) -> Iterable[str]:
    for text in (actor.name, *(alias.text for alias in actor.aliases)):
        if text.isascii() and " " in fold(text):
            yield text
