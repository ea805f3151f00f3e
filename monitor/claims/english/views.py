"""Whose view it is: 'in her telling', 'by the channel's account', 'in the words of X'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.phrases import clause_of
from monitor.claims.english.syntax import Parsed, child, children, subtree
from monitor.domain import CueClass

if TYPE_CHECKING:
    from spacy.tokens import Token

LISTS = {"in": "views", "by": "views_by"}
LONGEST_OWNER = 8  # tokens of whose view it is
OWNED = frozenset({"of", "from"})
OPENING = frozenset({"“", '"', "«", "‘", "``"})


def viewed(parsed: Parsed, token: Token, words: Lexicon) -> Iterator[Attribution]:
    """The clause that a phrase such as 'in X's view' comments on, given to X."""
    if token.lower_ not in LISTS:
        return
    found, host = _view(token, words), clause_of(token)
    if found is None:
        yield from _opening(parsed, token, words)
        return
    view, owner = found
    host = _ended(token, view, owner) or host
    if (host.lemma_.lower(), "clause") in words.spoken and child(host, "ccomp") is not None:
        return  # 'In its finding, the court said that …'
    phrase = {one.i for one in (token, view, *subtree(owner, leave=[view]))}
    told = [one for one in subtree(host) if one.i not in phrase]
    named = subtree(owner, leave=[view, *children(owner, "case")])
    if token.i == 0 and (quoted := _after_mark(owner)):
        host, told = _verb_of(quoted), quoted  # 'In the words of X, the envoy, “…”'
        named = [one for one in named if one.i < quoted[0].i - 1]
    elif host.pos_ not in {"VERB", "AUX"}:
        return
    yield Attribution(
        source=parsed.of(named),
        cue=parsed.of([token, view]) if owner.i > view.i else parsed.of([view]),
        content=parsed.of(_segment(told, token)),
        lemma=view.lower_,
        frame="according",
        cue_class=CueClass.SAY,
        sentence=parsed.number,
        cue_at=view.i,
        source_at=owner.i,
        content_at=host.i,
    )


def _ended(token: Token, view: Token, owner: Token) -> Token | None:
    """The verb of the sentence that ends in ', by his telling.', of all of which it is true."""
    after = token.doc[max(view.i, owner.i) + 1 :]
    if token.i == 0 or token.nbor(-1).text != "," or any(not one.is_punct for one in after):
        return None
    top = next((one for one in token.doc if one.dep_ == "ROOT"), None)
    return top if top is not None and top.pos_ in {"VERB", "AUX"} and top.i < token.i else None


def _opening(parsed: Parsed, token: Token, words: Lexicon) -> Iterator[Attribution]:
    """'By Rahbar's account 78 men left': what opens a sentence, with no comma to tell the parser
    where the view ends."""
    doc = token.doc
    if token.i > 0 and not doc[token.i - 1].is_punct:
        return
    for case in doc[token.i + 2 : token.i + 2 + LONGEST_OWNER]:
        if case.tag_ != "POS" or case.i + 2 >= len(doc):
            continue
        view, told = case.nbor(), [one for one in doc[case.i + 2 :] if one.text != "."]
        if view.lower_ not in words.list(LISTS[token.lower_]):
            return
        if told[0].text == ",":
            told = told[1:]
        host = _verb_of(told)
        if host.pos_ in {"VERB", "AUX"} and told[0].pos_ != "ADP":
            host = host.head if host.dep_ in {"aux", "auxpass"} else host
            named = list(doc[token.i + 1 : case.i])
            yield Attribution(
                source=parsed.of(named),
                cue=parsed.of([view]),
                content=parsed.of(told),
                lemma=view.lower_,
                frame="according",
                cue_class=CueClass.SAY,
                sentence=parsed.number,
                cue_at=view.i,
                source_at=named[-1].i,
                content_at=host.i,
            )
        return


def _view(token: Token, words: Lexicon) -> tuple[Token, Token] | None:
    """The noun of the view and whose it is; 'telling' is a verb to some parses."""
    listed = words.list(LISTS[token.lower_])
    view, owner = child(token, "pobj"), None
    verbal = child(token, "pcomp")
    if verbal is not None and verbal.lower_ in listed:
        whose = view if view is not None else child(verbal, "nsubj")
        near = whose is not None and whose.i == verbal.i - 2 and child(whose, "case") is not None
        return (verbal, whose) if whose is not None and near else None
    if view is None or view.lower_ not in listed:
        return None
    owner = child(view, "poss")
    of = next((prep for prep in children(view, "prep") if prep.lower_ in OWNED), None)
    if owner is None and of is not None:
        owner = child(of, "pobj")
    return (view, owner) if owner is not None else None


def _after_mark(owner: Token) -> list[Token]:
    """The quotation after a comma, whatever the parser hung it on."""
    doc = owner.doc
    for token in doc[owner.i + 1 :]:
        if token.pos_ in {"VERB", "AUX"} or token.text in {";", ":"}:
            return []
        if token.text in OPENING and token.nbor(-1).text == ",":
            return [one for one in doc[token.i :] if one.text != "."]
    return []


def _verb_of(tokens: list[Token]) -> Token:
    """The first finite verb of a quotation, else its first word."""
    return next((one for one in tokens if one.pos_ in {"VERB", "AUX"}), tokens[0])


def _segment(tokens: list[Token], phrase: Token) -> list[Token]:
    """The words between the same semicolons or dashes as the phrase."""
    stops = [one.i for one in phrase.doc if one.text in {";", "–", "—"}]
    low = max((i for i in stops if i < phrase.i), default=-1)
    high = min((i for i in stops if i > phrase.i), default=len(phrase.doc))
    return [token for token in tokens if low < token.i < high]
