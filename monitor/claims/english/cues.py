"""How far a cue reaches around its reporting word: 'has long said', 'was told', 'called for'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.claims.english.syntax import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from monitor.claims.english.frames import Complement

AROUND = ("aux", "auxpass", "neg", "prt", "advmod")


def cue_tokens(cue: Token, complement: Complement) -> list[Token]:
    """The verb with its auxiliaries, negation, particle and adverbs, and its preposition."""
    content = {token.i for token in complement.tokens}
    around = children(cue, *AROUND)
    held = [cue, *(near for near in around if near.i not in content and near.n_lefts == 0)]
    if complement.frame not in {"clause", "infinitive", "gerund", "object"}:
        held.extend(_prepositions(cue, complement))
    return _contiguous(cue, held)


def _prepositions(cue: Token, complement: Complement) -> list[Token]:
    first = complement.frame.split()[0]
    return [prep for prep in children(cue, "prep", "prt") if prep.lower_ == first]


def _contiguous(cue: Token, held: list[Token]) -> list[Token]:
    """The run of `held` around the cue; words beyond a gap are left out."""
    numbers = {token.i for token in held}
    low = high = cue.i
    while low - 1 in numbers:
        low -= 1
    while high + 1 in numbers:
        high += 1
    return [token for token in held if low <= token.i <= high]
