"""How far a content and a source reach in the tree."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from monitor.claims.english.frames import Complement
from monitor.claims.english.syntax import DAYS, MONTH_NAMES, children, subtree
from monitor.domain import CueClass

if TYPE_CHECKING:
    from spacy.tokens import Token

COUNTED = frozenset(
    ["through", "in", "at", "across", "since", "between", "during", "among", "near", "along"]
) | {"over", "outside", "inside", "around", "under", "behind", "throughout", "off", "aboard"}
CLOSING = frozenset({'"', "”", "''", "»"})
OPENING = frozenset({"“", "``", "«"})
LET_ALONE = [",", "let", "alone"]
# Prepositions that limit a pledge; 'on', 'in' and 'at' mostly say where it was made.
LIMITING = frozenset(
    ["to", "for", "against", "with", "within", "by", "from", "before", "until", "via", "into"]
)


def whole(cue: Token, complement: Complement, kind: CueClass) -> Sequence[Token]:
    """'promised more drones FOR EILAT WITHIN DAYS': a pledge or plea with all that limits it."""
    pledged = complement.frame == "object" and kind in {CueClass.PROMISE, CueClass.THREATEN}
    asked = complement.frame.startswith("for") and kind in {CueClass.ORDER, CueClass.ASK}
    if (more := _let_alone(complement.tokens[-1])) is not None:
        return (*complement.tokens, *more)
    if (further := _parts(cue, complement)) is not None:
        return (*complement.tokens, *further)
    counted = complement.frame.endswith("number") or (
        complement.frame == "object" and any(token.tag_ == "CD" for token in complement.tokens)
    )
    if not (pledged or asked or counted):
        return complement.tokens
    last = complement.tokens[-1].i
    limits = [one for one in children(cue, "prep", "advcl") if one.i > last]
    wide = LIMITING | COUNTED if counted else LIMITING
    fitting = (one for one in limits if (one.dep_ == "advcl" and not counted) or one.lower_ in wide)
    return (*complement.tokens, *(token for one in fitting for token in subtree(one)))


def _parts(cue: Token, complement: Complement) -> Sequence[Token] | None:
    """'by the army of a school' after 'deplored the closure': by whom and of what, one after the
    other, which the parser gave to the verb."""
    last = complement.tokens[-1].i
    if complement.frame not in {"object", "object event"} or complement.head.pos_ != "NOUN":
        return None
    held: list[Token] = []
    for prep in children(cue, "prep", "agent"):
        if prep.i == last + 1 and (held or prep.lower_ in {"by", "of", "between"}):
            below = subtree(prep)
            held += below
            last = below[-1].i
    return held or None


def _let_alone(last: Token) -> Sequence[Token] | None:
    """', let alone fifty of them': it goes on with what is denied."""
    doc = last.doc
    words = [token.lower_ for token in doc[last.i + 1 : last.i + 4]]
    if words not in (LET_ALONE, ["—", *LET_ALONE[1:]]):
        return None
    stops = (token.i for token in doc[last.i + 4 :] if token.is_punct)
    return list(doc[last.i + 1 : next(stops, len(doc))])


def source_tokens(source: Token, cue: Token, content: Container[int] = ()) -> list[Token]:
    """The noun phrase of a source with its titles and appositions, without the cue's own clause."""
    above = {one.i for one in (cue, *cue.ancestors)}
    leave: Sequence[Token] = [
        one
        for one in source.subtree
        if one.i != source.i
        and (one.i in above or one.i in content or any(t.i in content for t in one.children))
    ]
    return _undated(_after_quotation(subtree(source, leave=leave), cue))


def _after_quotation(tokens: list[Token], cue: Token) -> list[Token]:
    """'the governor, X' of '“No post, no fighter,” the governor, X, told', where the parser took
    words of the quotation for the subject and the speaker for what is set beside it."""
    closing = next(
        (one.i for one in reversed(tokens) if one.text in CLOSING and one.i < cue.i), None
    )
    if closing is None or cue.doc[closing - 1].text not in {",", "?", "!"}:
        return tokens
    opened = any(one.text in OPENING and one.i > closing for one in tokens)
    after = [one for one in tokens if one.i > closing]
    return after if after and not opened else tokens


def head_of(named: Sequence[Token], source: Token | None) -> Token | None:
    """The noun of `named` that the others hang at; `source`, where it is one of them."""
    if source is None or not named or any(one.i == source.i for one in named):
        return source
    inside = {one.i for one in named}
    nouns = [one for one in named if one.pos_ in {"NOUN", "PROPN", "PRON"}]
    return next((one for one in nouns if one.head.i not in inside), source)


def _undated(tokens: list[Token]) -> list[Token]:
    """'On 19 October Iran's border command': the day is no part of the name."""
    if tokens and tokens[0].lower_ in DAYS and tokens[0].dep_ == "compound":
        return tokens[1:]
    months = [k for k, token in enumerate(tokens[:4]) if token.lower_ in MONTH_NAMES]
    if not months or not tokens or tokens[0].i == 0 or tokens[0].nbor(-1).pos_ != "ADP":
        return tokens
    rest = tokens[months[0] + 1 :]
    return rest[1:] if rest and rest[0].tag_ == "CD" and len(rest[0]) == 4 else rest or tokens
