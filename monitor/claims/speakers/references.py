"""What 'he', 'it' and 'the ministry' look back to: subjects of main clauses, the nearest first, and
whoever a sentence brings in without doing anything ('It fell to NAME to answer').

Main clauses only: what is said inside a report or a quotation does not change of whom the article
itself speaks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.claims.document import Reading
from monitor.claims.english.syntax import Parsed, child, children
from monitor.claims.speakers.names import is_proper

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_BACK = 14
OURS = frozenset({"our", "my"})  # 'our stringer' is the outlet itself
NOBODY = frozenset({"no", "neither", "not"})
HANDING = frozenset({"fall", "leave"})
NEW = frozenset({"a", "an", "one", "another", "two", "three", "four", "several", "some"})


@dataclass(frozen=True, slots=True)
class Subject:
    """A noun that is the subject of a main clause, or that is brought in with 'a' or 'one'."""

    parsed: Parsed
    token: Token
    at: int


class References:
    """The subjects of a document, in order, searched backwards."""

    def __init__(self, reading: Reading) -> None:
        self._subjects = [
            found for parsed in reading.parsed for found in _subjects(parsed, reading)
        ]
        self._places = [found.at for found in self._subjects]
        self._new: dict[str, list[Subject]] = {}
        for parsed in reading.parsed:
            for token in parsed.doc:
                if token.pos_ == "NOUN" and _is_new(token):
                    found = Subject(parsed, token, parsed.start + token.idx)
                    self._new.setdefault(token.lower_, []).append(found)

    def before(self, at: int) -> Iterator[Subject]:
        """The subjects before code point `at`, nearest first."""
        index = bisect_left(self._places, at)
        yield from reversed(self._subjects[max(0, index - MAX_BACK) : index])

    def for_noun(self, noun: str, at: int) -> Subject | None:
        """Whom a bare 'the ministry' or 'the nurse' takes up: the last subject with this noun and
        more to it ('the health ministry'), or whoever was brought in as 'a nurse at the clinic'."""
        for found in self.before(at):
            told = children(found.token, "compound", "poss", "amod", "prep", "relcl")
            named = children(found.token.head, "oprd")
            if found.token.lower_ == noun and (told or named):
                return found
        return next((one for one in reversed(self._new.get(noun, ())) if one.at < at), None)


def _is_new(noun: Token) -> bool:
    return any(one.lower_ in NEW for one in children(noun, "det", "nummod"))


def _subjects(parsed: Parsed, reading: Reading) -> Iterator[Subject]:
    found = [token for token in parsed.doc if _is_subject(token)] or _unparsed(parsed)
    for token in (*found, *_brought_in(parsed)):
        at = parsed.start + token.idx
        if reading.quotations.around(at) is None:
            yield Subject(parsed, token, at)


def _is_subject(token: Token) -> bool:
    if token.dep_ not in {"nsubj", "nsubjpass"} or token.pos_ not in {"NOUN", "PROPN"}:
        return False
    if any(one.lower_ in OURS for one in children(token, "poss")):
        return False
    if any(one.lower_ in NOBODY for one in children(token, "det", "neg", "preconj")):
        return False
    clause = token.head
    first = clause.dep_ == "ccomp" and clause.i < clause.head.i
    return clause.dep_ in {"ROOT", "conj"} or first


def _brought_in(parsed: Parsed) -> Iterator[Token]:
    """NAME of 'It fell to NAME to answer', 'There was NAME', 'One of those freed is NAME'."""
    for verb in (one for one in parsed.doc if one.dep_ == "ROOT"):
        first = child(verb, "nsubj", "nsubjpass", "expl")
        if first is None or first.i > verb.i:
            continue
        if first.lower_ == "it" and verb.lemma_ in HANDING:
            given = (child(to, "pobj") for to in children(verb, "prep", "dative"))
            who = next((one for one in given if one is not None), None)
        else:
            who = child(verb, "attr") if verb.lemma_ == "be" else None
        if who is not None and is_proper(who) and not is_proper(first):
            yield who


def _unparsed(parsed: Parsed) -> list[Token]:
    """The subject of a sentence in which a parser saw no clause: 'Hamid shrugs.' as two nouns."""
    root = next((token for token in parsed.doc if token.dep_ == "ROOT"), None)
    if root is None:
        return []
    name = next((one for one in children(root, "compound") if is_proper(one)), None)
    if name is not None and root.text.islower():
        return [name]
    return [root] if root.pos_ in {"NOUN", "PROPN"} else []
