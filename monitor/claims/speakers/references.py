"""What 'he', 'it', 'they' and 'the ministry' stand for: the last fitting subject before them.

Main clauses only: what is said inside a report or a quotation does not change of whom the article
itself speaks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.claims.document import Reading
from monitor.claims.english.syntax import Parsed, children
from monitor.claims.speakers.names import is_proper

if TYPE_CHECKING:
    from spacy.tokens import Token

    from monitor.catalogue.lexicons import Lexicon

MAX_BACK = 14
PERSONAL = frozenset({"he", "she", "him", "her", "his", "himself", "herself", "who"})
PLURAL = frozenset({"they", "them", "their"})


@dataclass(frozen=True, slots=True)
class Subject:
    """A noun that is the subject of a main clause."""

    parsed: Parsed
    token: Token
    at: int


class References:
    """The subjects of a document, in order, searched backwards."""

    def __init__(self, reading: Reading, words: Lexicon) -> None:
        self.reading = reading
        self.words = words
        self._subjects = [
            found for parsed in reading.parsed for found in _subjects(parsed, reading)
        ]
        self._places = [found.at for found in self._subjects]

    def before(self, at: int) -> Iterator[Subject]:
        """The subjects before code point `at`, nearest first."""
        index = bisect_left(self._places, at)
        yield from reversed(self._subjects[max(0, index - MAX_BACK) : index])

    def for_pronoun(self, pronoun: str, at: int) -> Subject | None:
        """The subject that fits the pronoun: a person, a body, or several."""
        return next((s for s in self.before(at) if self._fits(pronoun, s)), None)

    def for_noun(self, noun: str, at: int) -> Subject | None:
        """An earlier subject with this head noun: 'the ministry' after 'the health ministry'."""
        for found in self.before(at):
            if found.token.lower_ == noun and (
                children(found.token, "compound", "poss", "amod") or children(found.token, "prep")
            ):
                return found
        return None

    def _fits(self, pronoun: str, found: Subject) -> bool:
        mention = self.reading.covering(found.at)
        token = found.token
        if mention is not None and (mention.actor or mention.source):
            person = self.reading.is_person(mention.actor)
            return person if pronoun in PERSONAL else not person
        if pronoun in PLURAL:
            return token.tag_ in {"NNS", "NNPS"} or token.lower_ in self.words.list("bodies")
        body = token.lower_ in self.words.list("bodies") | self.words.list("outlet_words")
        if pronoun in PERSONAL:
            person = is_proper(token) or token.lower_ in self.words.list("roles")
            return (person or token.lower_ in self.words.list("privates")) and not body
        return body


def _subjects(parsed: Parsed, reading: Reading) -> Iterator[Subject]:
    for token in parsed.doc:
        if token.dep_ not in {"nsubj", "nsubjpass"} or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        clause = token.head
        first = clause.dep_ == "ccomp" and clause.i < clause.head.i
        if clause.dep_ not in {"ROOT", "conj"} and not first:
            continue
        at = parsed.start + token.idx
        if reading.quotations.around(at) is None:
            yield Subject(parsed, token, at)
