"""Who has been named so far in a document: full names for surnames, pronouns and role nouns."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.syntax import Parsed, subtree
from monitor.claims.speakers.affiliation import described_body
from monitor.claims.speakers.names import core, is_proper, untitled
from monitor.claims.text.spans import hull

if TYPE_CHECKING:
    from spacy.tokens import Token

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
    """A name in the document, where it first stood, the words that describe it there, and the body
    that they say it speaks for."""

    name: str
    at: int
    actor: str | None = None
    described: frozenset[str] = frozenset()
    body: str | None = None


class People:
    """The people of one document, in the order in which they are introduced."""

    def __init__(self, reading: Reading, words: Lexicon) -> None:
        self.words = words
        self.reading = reading
        self.by_surname: dict[str, Person] = {}
        self.by_role: dict[str, list[Person]] = defaultdict(list)
        for parsed in reading.parsed:
            self._introduce_all(parsed)

    def full_name(self, name: str) -> Person | None:
        """The person whose full name ends with `name`."""
        return self.by_surname.get(name.rpartition(" ")[2].lower())

    def with_role(self, phrase: str, before: int) -> Person | None:
        """The person for whom a phrase such as 'the deputy spokesperson' stands.

        Of those introduced before with that role, the one whose description shares most words
        with the phrase, then the latest.
        """
        described = describing(phrase)
        roles = [role for role in described if role in self.words.list("roles")]
        known = [p for role in roles for p in self.by_role[_kind(role)] if p.at < before]
        if not known:
            return None
        return max(known, key=lambda person: (len(person.described & described), person.at))

    def _introduce_all(self, parsed: Parsed) -> None:
        for token in parsed.doc:
            at = parsed.start + token.idx
            if is_proper(token) and token.dep_ not in {"compound", "nmod"}:
                mention = self.reading.covering(at)
                if mention is None or self.reading.is_person(mention.actor):
                    self._introduce(parsed, token, mention.actor if mention else None)

    def _introduce(self, parsed: Parsed, token: Token, actor: str | None) -> None:
        run = core(token)
        name = untitled(run, self.words)
        if not name or (len(name) < 2 and actor is None):
            return
        if name[-1].lower_ in self.words.list("roles") | self.words.list("titles"):
            return
        text = self.reading.slice(hull(parsed.of(name)))
        whole = subtree(token)[:40]
        described = describing(self.reading.slice(hull(parsed.of([*run, *whole]))))
        body = described_body(self.reading, parsed, token, self.words)
        person = Person(text, parsed.start + name[0].idx, actor, described, body)
        if len(name) > 1:
            self.by_surname.setdefault(name[-1].lower_, person)
        for role in described & self.words.list("roles"):
            self.by_role[_kind(role)].append(self.by_surname.get(name[-1].lower_, person))


def describing(phrase: str) -> frozenset[str]:
    """The telling words of a phrase, in small letters."""
    return frozenset(word for word in WORD.findall(phrase.lower()) if word not in STOP)


def _kind(role: str) -> str:
    """'spokesman', 'spokeswoman' and 'spokesperson' are one role, and so are plurals."""
    for ending in ("woman", "person", "man"):
        if role.endswith(ending) and len(role) > len(ending) + 2:
            return role.removesuffix(ending)
    return role
