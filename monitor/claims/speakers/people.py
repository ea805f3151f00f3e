"""Who has been named so far in a document: full names for surnames, pronouns and role nouns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.syntax import Parsed, children, subtree
from monitor.claims.speakers.affiliation import described_body
from monitor.claims.speakers.gender import signs
from monitor.claims.speakers.heads import unowned
from monitor.claims.speakers.names import core, is_proper, untitled
from monitor.claims.text.spans import holding, hull, merged

if TYPE_CHECKING:
    from spacy.tokens import Token

STEM = 5
SECOND = frozenset({"deputy", "vice", "assistant"})
PARTY_MARK = re.compile(r"[RDI](?:-|$)")  # 'R-Wis.' after the name of a member of Congress
WORD = re.compile(r"[^\W\d_]+")
STOP = frozenset(
    {
        "the",
        "of",
        "for",
        "and",
        "a",
        "an",
        "in",
        "to",
        "his",
        "her",
        "its",
        "their",
        "s",
        "with",
        "at",
        "on",
        "by",
    }
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name in the document, where it first stood, the words that describe it there, the body that
    they say it speaks for, what tells whether it is 'he' or 'she', and whether another named it."""

    name: str
    at: int
    actor: str | None = None
    described: frozenset[str] = frozenset()
    body: str | None = None
    signs: tuple[str, ...] = ()
    inside: bool = False


class People:
    """The people of one document, in the order in which they are introduced."""

    def __init__(self, reading: Reading, words: Lexicon) -> None:
        self.words = words
        self.reading = reading
        self._kinds = words.list("roles") | words.list("humans")
        self._contents = merged(span for one in reading.found for span in one.content)
        self.by_surname: dict[str, Person] = {}
        self.by_role: dict[str, list[tuple[int, Person]]] = defaultdict(list)
        for parsed in reading.parsed:
            self._introduce_all(parsed)

    def full_name(self, name: str) -> Person | None:
        """The person whose full name `name` is a part of: not that person's brother."""
        found = self.by_surname.get(surname(name))
        return found if found is not None and of_one(found.name, name) else None

    def is_person(self, name: str) -> bool:
        """Whether the text shows that a person has this name: by a fuller one or a description."""
        found = self.full_name(name)
        if found is None:
            return False
        told = found.described - {word.lower() for word in WORD.findall(name)}
        return bool(found.name != name or found.actor or told & self._kinds)

    def with_role(
        self, phrase: str, before: int, party: str | None = None, current: str | None = None
    ) -> Person | None:
        """The person for whom a phrase such as 'the deputy spokesperson' stands.

        Of those introduced before with that role, the one whose description shares most words
        with the phrase, then whoever spoke last (`current`), then the latest. Another body's ('the
        Pakistani minister') is left out, unless it is the person's own `party` that the phrase
        names.
        """
        described = describing(phrase)
        roles = [role for role in described if role in self._kinds]
        last = WORD.findall(phrase.lower())[-1:]
        roles = [role for role in roles if role in last] or roles
        names = frozenset(
            word.lower() for word in WORD.findall(phrase) if word[0].isupper()
        ) - frozenset([*roles, "the", "former"])
        known = [
            (at, self._now(person))
            for role in roles
            for at, person in self.by_role[_kind(role)]
            if at < before
        ]
        fitting = [
            (
                (
                    len(person.described & described),
                    not (person.described & SECOND) - described,  # 'the minister' is no deputy
                    person.name == current,
                    not person.inside,
                    at,
                ),
                person,
            )
            for at, person in known
            if (party is not None and party == person.body) or _shares(names, person.described)
            if not self._of_other_office(described, person.described)
        ]
        return max(fitting, key=lambda one: one[0])[1] if fitting else None

    def holds(self, person: Person, phrase: str, at: int) -> None:
        """Remember that `phrase`, at code point `at`, told of somebody's office."""
        told = replace(person, described=person.described | describing(phrase), at=at)
        for role in told.described & self._kinds:
            self.by_role[_kind(role)].append((at, told))

    def _of_other_office(self, described: frozenset[str], known: frozenset[str]) -> bool:
        """'The interior minister' is not the defence minister."""
        offices = self.words.list("portfolios")
        asked, held = described & offices, known & offices
        same = {"defence", "defense"}
        return bool(asked and held) and not asked & held and not (asked & same and held & same)

    def before(self, at: int) -> Iterator[Person]:
        """Those introduced before code point `at` who are surely people, the last one first."""
        known = (one for one in self.by_surname.values() if one.at < at)
        for one in sorted(known, key=lambda one: -one.at):
            if one.actor or one.described & self._kinds:
                yield one

    def _introduce_all(self, parsed: Parsed) -> None:
        for token in parsed.doc:
            at = parsed.start + token.idx
            if is_proper(token) and token.dep_ not in {"compound", "nmod"}:
                mention = self.reading.covering(at)
                if mention is None or self.reading.is_person(mention.actor):
                    self._introduce(parsed, token, mention.actor if mention else None)

    def _introduce(self, parsed: Parsed, token: Token, actor: str | None) -> None:
        run = unowned(self.reading, parsed, core(token), self.words)
        name = untitled(run, self.words)
        if not name or (len(name) < 2 and actor is None) or PARTY_MARK.match(name[0].text):
            return
        if name[-1].lower_ in self.words.list("roles") | self.words.list("titles"):
            return
        text = self.reading.slice(hull(parsed.of(name)))
        whole = subtree(token, leave=children(token, "relcl", "acl", "conj"))[:40]
        if token.dep_ == "appos" and token.head.i < token.i:
            # 'the spokesman of the ministry, NAME': what it is set beside describes it.
            whole += subtree(token.head, leave=[token, *children(token.head, "relcl")])[:40]
        described = describing(self.reading.slice(hull(parsed.of([*run, *whole]))))
        direct = described_body(self.reading, parsed, token, self.words)
        body = self.reading.catalogue.party_of(direct) if direct is not None else None
        if actor is not None:
            described |= self.held_by(actor)
            body = self.reading.catalogue.party_of(actor)
        told = tuple(signs(token, run))
        at = parsed.start + name[0].idx
        inside = holding(self._contents, at) is not None
        person = Person(text, at, actor, described, body, told, inside)
        if len(name) > 1:
            self._add(name[-1].lower_, person)
        for role in described & self._kinds:
            self.by_role[_kind(role)].append((person.at, person))

    def _add(self, surname: str, person: Person) -> None:
        """The first to bear a surname keeps it, and gains what is told of them later."""
        known = self.by_surname.setdefault(surname, person)
        if known.name == person.name:
            self.by_surname[surname] = replace(
                known,
                described=known.described | person.described,
                body=known.body or person.body,
                signs=(*known.signs, *person.signs),
            )

    def _now(self, person: Person) -> Person:
        """All that the text tells of somebody."""
        known = self.full_name(person.name) or person
        return replace(known, described=known.described | person.described)

    def held_by(self, actor: str) -> frozenset[str]:
        """The words of the offices that somebody of the catalogue holds on the day."""
        on = self.reading.on
        offices = self.reading.catalogue.actors[actor].offices
        held = (office for office in offices if on is None or office.held(on))
        return frozenset(
            word for office in held for phrase in office.phrases for word in describing(phrase)
        )


def surname(name: str) -> str:
    """The last word of a name, in small letters."""
    return name.rpartition(" ")[2].lower()


def of_one(name: str, other: str) -> bool:
    """Whether two names can be one person's: the words of one are among those of the other."""
    words, others = set(WORD.findall(name.lower())), set(WORD.findall(other.lower()))
    return words <= others or others <= words


def describing(phrase: str) -> frozenset[str]:
    """The telling words of a phrase, in small letters."""
    return frozenset(word for word in WORD.findall(phrase.lower()) if word not in STOP)


def _shares(names: frozenset[str], described: frozenset[str]) -> bool:
    """Whether all `names` describe somebody: 'Houthi' is in 'the Houthis' negotiator'."""
    return all(any(word.startswith(name[:STEM]) for word in described) for name in names)


def _kind(role: str) -> str:
    """'spokesman', 'spokeswoman' and 'spokesperson' are one role, and so are plurals."""
    for ending in ("woman", "person", "man"):
        if role.endswith(ending) and len(role) > len(ending) + 2:
            return role.removesuffix(ending)
    return role
