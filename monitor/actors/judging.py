"""Whether a spelling found in a text names its owner there, each answer with its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.actors.contexts import Vocabulary, Words, beside, paragraph
from monitor.actors.metonymy import government_or_place
from monitor.actors.names import Name
from monitor.actors.normalise import Normalised
from monitor.actors.teams import played

_ARTICLES = ("al", "el", "the", "ad", "an", "ar", "as", "ash", "at", "az")
_DASHES = tuple("-‐‑–—/")
_HONORIFIC = re.compile(r" (?:ال)?(?:امام|شهید|ملک|شیخ|رییس|سید|قاید)$")
_SHORT = 4  # letters of an acronym that may as well be a word
_SHOUTED_BEFORE = re.compile(r"\b[A-Z]{2,}\W{1,3}$")
_SHOUTED_AFTER = re.compile(r"^\W{1,3}[A-Z]{2,}\b")
_OTHER_PERSON = re.compile(r"^,? ?(?:Mr |Mullah |Mawlawi |Dr )?[A-Z][\w'’-]+ (?:[a-z]{2,3}-)?[A-Z]")

_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’-]*) $")
_JOINER = "\u200c"  # holds the parts of one word apart to the eye
_WORD_AFTER = re.compile(r"^[ -]([^\W\d_][\w'’]*)")
_ANOTHER = re.compile(r"(?:and|or) [^\W\d_]+ ")
_MINISTRY = re.compile(r"\s(?:(?:[A-Z][\w’'-]*,?|and|of|&)\s){0,7}(?:Minist(?:er|ry)|Department)\b")


@dataclass(frozen=True, slots=True)
class Hit:
    """A spelling at a place of the normal form, and what the text around it says about it."""

    start: int
    end: int
    name: Name
    reason: str = ""
    vetoed: bool = False

    def veto(self, reason: str) -> Hit:
        """The same place, as one that does not count."""
        return replace(self, reason=reason, vetoed=True)

    def accept(self, reason: str) -> Hit:
        """The same place, as one that counts."""
        return replace(self, reason=reason, vetoed=False)


def as_written(name: Name, written: str) -> bool:
    """Whether the capitals are those the name asks for.

    An acronym wants exactly its own (several words may all be in capitals); a name written with
    capitals wants one at its beginning, or after its article ('al-Qaeda').
    """
    if name.exact:
        shouted = " " in name.text and written.isupper()
        return shouted or _letters(written) == _letters(name.text)
    if not name.capital or written[:1].isupper():
        return True
    article = re.split(r"[\s\-'’]", written, maxsplit=1)[0]
    return article in _ARTICLES and any(character.isupper() for character in written)


def judge(hit: Hit, normal: Normalised, vocabulary: Vocabulary) -> Hit:
    """The hit with its reason, vetoed where its context speaks against it."""
    name, text = hit.name, normal.text
    if name.rule == "unlike":
        return hit.accept(f"{name.text!r} means something else")
    left, right = beside(text, hit.start, hit.end)
    if objection := (
        _shouted(hit, normal)
        or _namesake(name, left, right, vocabulary)
        or (_played(hit, right, normal, vocabulary) if name.is_state else None)
    ):
        return hit.veto(objection)
    if not name.conditional:
        return hit.accept("the spelling alone names it")
    near = paragraph(text, hit.start, hit.end)
    objection = _objection(name, left, right, near) or (
        _private(vocabulary, left, right, _follows(hit, normal)) if name.demonym else None
    )
    if objection:
        return hit.veto(objection)
    if not (name.metonym or name.country):
        return hit.accept("its context agrees")
    government, reason = government_or_place(
        vocabulary, left, right, capital=name.metonym, paired=_paired(hit, normal)
    )
    return hit.accept(reason) if government else hit.veto(reason)


def judge_office(
    hit: Hit,
    holders: Sequence[Name],
    normal: Normalised,
    on: date | None,
    titles: dict[str, str],
    vocabulary: Vocabulary,
) -> Hit:
    """An office phrase names whoever held the post on the day; the latest known start wins.

    `titles` gives the name of each owner, for the reasons.
    """
    if objection := _no_incumbent(hit, normal, vocabulary):
        return hit.veto(objection)
    held = [name for name in holders if on is None or name.held(on)]
    if on is None and len({name.owner for name in held}) > 1:
        return hit.veto("several held this office; without a date nobody can be named")
    if not held:
        return hit.veto(f"nobody in the catalogue held this office on {on}")
    holder = max(held, key=_since)
    if holder.owner != hit.name.owner:
        return hit.veto(f"the office was that of {titles[holder.owner]} on {on}")
    follows = _follows(hit, normal)
    if _OTHER_PERSON.match(follows) and not _bears(follows, titles[holder.owner]):
        return hit.veto("a name that is not the known holder's follows")
    return hit.accept(f"held the office on {on}" if on else "the only known holder of the office")


def _no_incumbent(hit: Hit, normal: Normalised, vocabulary: Vocabulary) -> str | None:
    """What beside or near the phrase says that it is no office, or not its present holder."""
    left, right = beside(normal.text, hit.start, hit.end)
    if word := _either(vocabulary.not_incumbent, left, right):
        return f"{word!r} beside it: not the one who holds the office"
    return _objection(hit.name, left, right, paragraph(normal.text, hit.start, hit.end))


def _objection(name: Name, left: str, right: str, near: str) -> str | None:
    """What in the context speaks against the name, if anything does."""
    if name.requires and not name.requires.found(near):
        return f"none of its contexts is near: {', '.join(name.requires.listed)}"
    return _contradicted(name, left, right, near)


def contradicted(hit: Hit, text: str) -> bool:
    """Whether what stands around a name speaks against it, wherever its owner was named before."""
    near = paragraph(text, hit.start, hit.end)
    return _contradicted(hit.name, *beside(text, hit.start, hit.end), near) is not None


def _contradicted(name: Name, left: str, right: str, near: str) -> str | None:
    if name.unless and (word := name.unless.found(near)):
        return f"{word!r} is near"
    if name.beside and not _either(name.beside, left, right):
        return f"none of its contexts stands beside it: {', '.join(name.beside.listed)}"
    if word := _either(name.not_beside, left, right):
        return f"{word!r} stands beside it"
    return None


def _namesake(name: Name, left: str, right: str, vocabulary: Vocabulary) -> str | None:
    """What beside the name says that a team or a place bears it."""
    if name.is_state and (team := played(left, right)):
        return f"{team!r} beside it: a team, not the state"
    if name.kind != "person":
        return None
    if name.arabic:
        word = vocabulary.bearing_name.closes(_HONORIFIC.sub("", left))
    else:
        word = vocabulary.named_after.opens(right)
    return f"{word!r} bears the name" if word else None


def _played(hit: Hit, right: str, normal: Normalised, vocabulary: Vocabulary) -> str | None:
    """Whether sport is near a country's name that neither says nor does what governments do."""
    word = vocabulary.sport.found(paragraph(normal.text, hit.start, hit.end))
    if word is None or vocabulary.acts_after.opens(right):
        return None
    return f"{word!r} is near: teams, not states"


def _private(vocabulary: Vocabulary, left: str, right: str, follows: str) -> str | None:
    if _MINISTRY.match(follows):
        return None
    if modifier := vocabulary.private_modifiers.opens(right):
        right = right[len(modifier) :].lstrip(" ")
    word = _either(vocabulary.private, left, right)
    if word is None and (joined := _ANOTHER.match(right)):  # 'Iranian and Afghan traders'
        word = vocabulary.private.opens(right[joined.end() :])
    return f"private people or things: {word!r} stands beside it" if word else None


def _either(words: Words, left: str, right: str) -> str | None:
    return words.closes(left) or words.opens(right)


def _paired(hit: Hit, normal: Normalised) -> bool:
    """Whether a dash joins the name to another word without a space."""
    start, end = normal.span(hit.start, hit.end)
    text = normal.original
    before = text[start - 1 : start] in _DASHES and text[max(0, start - 2) : start - 1].isalpha()
    return before or (text[end : end + 1] in _DASHES and text[end + 1 : end + 2].isupper())


def _shouted(hit: Hit, normal: Normalised) -> str | None:
    """Whether a short acronym stands where everything is in capitals."""
    if not hit.name.exact or len(hit.name.pattern) > _SHORT:
        return None
    start, end = normal.span(hit.start, hit.end)
    before = _SHOUTED_BEFORE.search(normal.original[max(0, start - 40) : start])
    after = _SHOUTED_AFTER.match(normal.original[end : end + 40])
    if before and after:
        return "stands among words in capitals: an ordinary word as likely as the acronym"
    return None


def somebody_else(hit: Hit, normal: Normalised) -> bool:
    """Whether a last name by itself is not that of the person named before.

    A word grown together with it ('خان‌جان') makes another name, and an article no person ('the
    Khyber pass'). Beside a last name that many bear no other name may stand: 'Sardar Yaqoob'.
    """
    start, end = normal.span(hit.start, hit.end)
    original = normal.original
    if _JOINER in (original[end : end + 1], original[max(0, start - 1) : start]):
        return True
    before = _WORD_BEFORE.search(original[max(0, start - 40) : start])
    after = _WORD_AFTER.match(original[end : end + 40])
    article = before is not None and before[1].lower() == "the"
    if article and hit.name.kind == "person":
        return True
    beside_it = [word[1] for word in (before, after) if word is not None and word[1] != "The"]
    return hit.name.common and any(not word[:1].islower() for word in beside_it)


def _follows(hit: Hit, normal: Normalised) -> str:
    _, end = normal.span(hit.start, hit.end)
    return normal.original[end : end + 100]


def _bears(follows: str, name: str) -> bool:
    """Whether the words that follow share one with the holder's name."""
    return bool(set(re.findall(r"\w{3,}", follows)) & set(re.findall(r"\w{3,}", name)))


def _since(name: Name) -> date:
    return (name.office and name.office.start) or date.min


def _letters(text: str) -> list[str]:
    return [character for character in text if character.isalnum()]
