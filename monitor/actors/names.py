"""The catalogue compiled for search: every way in which somebody may be written, with its terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from monitor.actors.contexts import Vocabulary, Words
from monitor.actors.normalise import fold
from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.models import Actor, Alias, Office, Source

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_VOWEL_INSIDE = re.compile(r"([وا])(?= )")
_SPOKES = re.compile(r"(?<=[Ss]pokes)(?:man|woman|person)\b")
_EZAFE = fold("ی")
_NO_WORDS = Words()


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of one owner. `rule` says what kind of name it is and so what it takes.

    alias: counts by itself; office: resolves by date; surname: counts after the full name;
    unlike: means something else and keeps what it contains from matching. `conditional`: more than
    the spelling is asked for. `common`: a last name that many bear.
    """

    pattern: str
    text: str
    rule: str
    owner: str
    kind: str | None = None
    is_source: bool = False
    capital: bool = False
    exact: bool = False
    arabic: bool = False
    metonym: bool = False
    demonym: bool = False
    country: bool = False
    requires: Words = _NO_WORDS
    unless: Words = _NO_WORDS
    beside: Words = _NO_WORDS
    not_beside: Words = _NO_WORDS
    office: Office | None = None
    conditional: bool = False
    common: bool = False

    @property
    def only_requires(self) -> bool:
        """Whether a word that must stand near is the one thing asked for."""
        others = self.unless or self.beside or self.not_beside
        return bool(self.requires) and not others and not self.of_state

    @property
    def of_state(self) -> bool:
        """Whether it is a country, a capital or an adjective of nationality."""
        return self.metonym or self.demonym or self.country

    @property
    def is_state(self) -> bool:
        """Whether it is a state's name or adjective, of whichever sort."""
        return self.kind == "state" or self.of_state

    def held(self, on: date) -> bool:
        """Whether the office behind the phrase was this owner's on that day."""
        return self.office is not None and self.office.held(on)


def compile_names(catalogue: Catalogue, vocabulary: Vocabulary) -> dict[str, list[Name]]:
    """All names by their normal form."""
    by_pattern: dict[str, list[Name]] = {}
    for name in _all(catalogue, vocabulary):
        for spelled in _variants(name):
            if name.pattern and spelled not in by_pattern.setdefault(spelled.pattern, []):
                by_pattern[spelled.pattern].append(spelled)
    return by_pattern


def _variants(name: Name) -> Iterator[Name]:
    """The name, and what grammar makes of it inside a sentence.

    The Arabic article loses its alif after the preposition li-; in Persian a word that ends in a
    vowel writes the ezafe which ties it to the next ('رادیوی ارتش' beside 'رادیو ارتش').
    """
    yield name
    if name.pattern.startswith("ال"):
        yield replace(name, pattern=f"لل{name.pattern[2:]}")
    tied = _VOWEL_INSIDE.sub(rf"\1{_EZAFE}", name.pattern)
    if tied != name.pattern:
        yield replace(name, pattern=tied)


def _all(catalogue: Catalogue, vocabulary: Vocabulary) -> Iterator[Name]:
    for actor in catalogue.actors.values():
        yield from _of_actor(actor, vocabulary)
    for source in catalogue.sources.values():
        yield from _of_source(source)


def _of_actor(actor: Actor, vocabulary: Vocabulary) -> Iterator[Name]:
    stated = {fold(alias.text) for alias in actor.aliases}
    aliases = list(actor.aliases)
    if fold(actor.name) not in stated:
        aliases.append(Alias(text=actor.name))
    if actor.kind == "person":
        aliases += (Alias(text=text, surname=True) for text in _surnames(aliases, vocabulary))
    for alias in aliases:
        name = _spelling(alias, actor.id, "surname" if alias.surname else "alias", kind=actor.kind)
        yield replace(name, common=alias.surname and name.pattern in vocabulary.common_names)
    for office in actor.offices:
        for phrase in dict.fromkeys(as_held for one in office.phrases for as_held in _spoken(one)):
            alias = Alias(text=phrase, requires=office.requires)
            yield _spelling(alias, actor.id, "office", office=office)
    for phrase in actor.unlike:
        yield _spelling(Alias(text=phrase), actor.id, "unlike")


def _of_source(source: Source) -> Iterator[Name]:
    stated = {fold(alias.text) for alias in source.names}
    for alias in source.names:
        yield _spelling(alias, source.slug, "alias", is_source=True)
    for text in (source.name, *source.aliases):
        if fold(text) not in stated:
            yield _spelling(Alias(text=text), source.slug, "alias", is_source=True)
    for phrase in source.unlike:
        yield _spelling(Alias(text=phrase), source.slug, "unlike", is_source=True)


def _spoken(phrase: str) -> Iterator[str]:
    """A phrase of a spokesman also as spokeswoman and spokesperson: outlets differ."""
    yield phrase
    if _SPOKES.search(phrase):
        yield from (_SPOKES.sub(noun, phrase) for noun in ("man", "woman", "person"))


def _spelling(
    alias: Alias,
    owner: str,
    rule: str,
    *,
    kind: str | None = None,
    is_source: bool = False,
    office: Office | None = None,
) -> Name:
    return Name(
        pattern=fold(alias.text),
        text=alias.text,
        rule=rule,
        owner=owner,
        kind=kind,
        is_source=is_source,
        capital=rule != "office" and any(character.isupper() for character in alias.text),
        exact=alias.case,
        arabic=bool(_ARABIC.search(alias.text)),
        metonym=alias.metonym,
        demonym=alias.demonym,
        country=alias.country,
        requires=Words(alias.requires),
        unless=Words(alias.unless),
        beside=Words(alias.beside),
        not_beside=Words(alias.not_beside),
        office=office,
        conditional=alias.conditional,
    )


def _surnames(aliases: Iterable[Alias], vocabulary: Vocabulary) -> Iterator[str]:
    """The last word of each full name, unless it is a title or a name by itself."""
    listed = {fold(alias.text) for alias in aliases if not alias.conditional}
    for alias in aliases:
        words = alias.text.replace("-", " ").split()
        if len(words) < 2 or alias.surname or alias.case:
            continue
        last = fold(words[-1])
        if len(last) > 2 and last not in vocabulary.titles and last not in listed:
            listed.add(last)
            yield words[-1]
