"""'dismissed as a lie reports that …': a verdict before what it is passed on.

English moves a long object behind the verdict, and parsers take the two for one phrase or the noun
for a verb. Read wrongly, the denial of a report becomes the report. Here the words decide: 'as',
the verdict, a noun for something asserted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.syntax import children, subtree

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_ASIDE = 12
LONGEST = 8  # words between 'as' and what is judged
DETERMINERS = frozenset({"DT", "PRP$", "``", "''", '"'})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is judged (a noun, and the clause that tells it) and the words of the verdict."""

    noun: Token
    clause: Token | None
    words: tuple[Token, ...]

    @property
    def told(self) -> tuple[Token, ...]:
        """The clause that says what was asserted."""
        below = subtree(self.clause) if self.clause is not None else []
        return tuple(token for token in below if token.i > self.noun.i)

    @property
    def whole(self) -> tuple[Token, ...]:
        """The noun with its determiner and all that belongs to it."""
        first = self.noun
        while first.i > 0 and first.nbor(-1).tag_ in {"DT", "PRP$"}:
            first = first.nbor(-1)
        before = tuple(self.noun.doc[first.i : self.noun.i])
        below = (token for token in subtree(self.noun) if token.i >= self.noun.i)
        return (*before, *dict.fromkeys((*below, *self.told)))


def verdict(verb: Token, words: Lexicon) -> Verdict | None:
    """The verdict that `verb` passes with 'as' on something asserted, where that comes last."""
    nouns = words.list("claim_nouns")
    for preposition in children(verb, "prep"):
        if preposition.lower_ != "as":
            continue
        below = {token.i for token in subtree(verb)}
        doc = verb.doc
        after = doc[preposition.i + 2 : preposition.i + 2 + LONGEST]
        found = [one for one in after if one.i in below and one.lemma_.lower() in nouns]
        # 'dismissed as “a bedtime story” the claim that': the one that tells a clause.
        for token in sorted(found, key=lambda one: clause_of_claim(one) is None):
            judged = tuple(
                one
                for one in doc[preposition.i + 1 : token.i]
                if one.tag_ not in DETERMINERS and not one.is_punct
            )
            return Verdict(token, clause_of_claim(token), judged) if judged else None
    return None


def _after_aside(noun: Token) -> Token | None:
    """'that' of 'the suggestion, heard lately in the press, that'."""
    after = noun.doc[noun.i + 2 : noun.i + 2 + LONGEST_ASIDE]
    comma = next((token for token in after if token.text == ","), None)
    return comma.nbor() if comma is not None and comma.i + 2 < len(noun.doc) else None


def clause_of_claim(noun: Token) -> Token | None:
    """The clause of 'the claim that …', whatever the parser hung it on."""
    if noun.i + 2 >= len(noun.doc):
        return None
    mark = noun.nbor() if noun.nbor().text != "," else _after_aside(noun)
    if mark is None or mark.lower_ != "that":
        return None
    done = [one.i for one in children(mark.head, "dobj")]
    conjoins = mark.dep_ == "mark" or mark.tag_ == "IN" or (mark.i in done and len(done) > 1)
    return mark.head if conjoins and mark.head.i > mark.i else None
