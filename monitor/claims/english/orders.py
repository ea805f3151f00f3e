"""Reporting clauses known by the order of the words, whatever a tree makes of them.

'The gate is shut, insisted the district chief.' and 'In May, wrote a clerk, the gate was shut':
small parsers take the chief for what was insisted and the gate for who insisted it. English leaves
one reading only where a reporting verb stands right after a comma or a closing mark and is followed
by somebody who can speak, up to the end of the sentence or the next comma.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.nouns import names_speaker
from monitor.claims.english.syntax import Parsed, children
from monitor.domain import CueClass

if TYPE_CHECKING:
    from spacy.tokens import Token

INVERTED = "inverted"
LONGEST = 18  # tokens of a noun phrase with what hangs at it
SHORTEST = 3  # tokens of a content
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
OPENING_MARKS = frozenset({'"', "“", "``", "‘", "«"})
CLOSING = frozenset({'"', "”", "''", "’", "'"})
BEFORE = frozenset({",", "?", "!"})
ENDS = frozenset({",", ";", ":", "–", "—", "(", "."})
OPENING_TAGS = frozenset({"DT", "PRP$", "NNP", "NNPS", "NN", "NNS", "JJ", "CD", "VBN", "PDT"})
RELATIVES = frozenset({"who", "whom", "whose", "which", "that"})
# 'He visited Herat, told elders …' is no inversion: who is told stands after it.
KINDS = frozenset(CueClass) - {CueClass.ORDER, CueClass.CITE}
WHEN = frozenset({"when", "after", "before", "while"})  # 'No, said the consul when I asked'
JOINING = frozenset({"IN", "CC", "WRB"})
NEVER = frozenset({"tell", "inform", "ask", "assure", "remind", "notify", "brief", "accuse"})


def verb_first(parsed: Parsed, cue: Token, words: Lexicon) -> tuple[Attribution, ...]:
    """What a reporting verb tells that stands before its speaker and after a comma: the clause
    around both, and the one that a colon introduces behind them."""
    mark = _mark_before(cue)
    source = speaker_after(cue, words) if mark is not None and _reports(cue, mark, words) else None
    if mark is None or source is None:
        return ()
    named, head = source
    before, after = list(cue.doc[: cue.i]), list(cue.doc[named[-1].i + 1 :])
    introduced = _after_colon(after, words)
    told = [_content(before, [] if mark.text in CLOSING or introduced else after), introduced]
    made = Attribution(
        source=parsed.of(named),
        cue=parsed.of([cue]),
        content=(),
        lemma=cue.lemma_.lower(),
        frame=INVERTED,
        cue_class=words.spoken.get((cue.lemma_.lower(), "clause"), CueClass.SAY),
        sentence=parsed.number,
        cue_at=cue.i,
        source_at=head.i,
    )
    return tuple(
        replace(made, content=parsed.of(content), content_at=_top(content).i)
        for content in told
        if content
    )


def _after_colon(after: Sequence[Token], words: Lexicon) -> list[Token]:
    """The clause after the colon of ', noted X: …' and of ', noted X, citing Y: …'."""
    at = next((at for at, one in enumerate(after[:LONGEST]) if one.text == ":"), None)
    if at is None or at + SHORTEST >= len(after):
        return []
    between = [one for one in after[:at] if not one.is_punct]
    citing = not between or between[0].lemma_.lower() in words.list("citing")
    told = list(after[at + 1 :])
    quoted = told[0].text in OPENING_MARKS
    return told if citing and not quoted and _tells(told) else []


def _mark_before(cue: Token) -> Token | None:
    """The comma, question mark or closing mark that `cue` follows."""
    if cue.i < SHORTEST:
        return None
    before = cue.nbor(-1)
    closed = before.text in CLOSING and cue.nbor(-2).text in BEFORE
    return before if closed or before.text in BEFORE else None


def _reports(cue: Token, mark: Token, words: Lexicon) -> bool:
    """After a quotation any verb reports ('“…,” wept a clerk'), after a comma one of speech."""
    if cue.tag_ not in {"VBD", "VBZ", "VBN"} or children(cue, "aux", "auxpass"):
        return False
    lemma = cue.lemma_.lower()
    if mark.text in CLOSING:
        return lemma not in NEVER - {"ask"} and cue.pos_ == "VERB"
    asks = lemma == "ask" and mark.text == "?"
    return asks or (words.spoken.get((lemma, "clause")) in KINDS and lemma not in NEVER)


def speaker_after(cue: Token, words: Lexicon) -> tuple[list[Token], Token] | None:
    """The noun phrase right after the verb, up to the end or the next comma, and its head."""
    doc = cue.doc
    named: list[Token] = []
    clause = False
    for token in doc[cue.i + 1 : cue.i + 1 + LONGEST]:
        if (token.text in ENDS and not _within_name(token)) or (named and token.lower_ in WHEN):
            break
        clause = clause or token.lower_ in RELATIVES
        within = token.dep_ == "relcl" and bool(named) and token.head.i >= named[0].i
        if not (clause or within) and (token.tag_ in FINITE or token.dep_ in {"cc", "mark"}):
            return None  # 'denied the charge and left'
        named.append(token)
    else:
        return None
    if not named or named[0].tag_ not in OPENING_TAGS:
        return None
    head = _head(named)
    if head is None or not names_speaker(head, words):
        return None
    if cue.lemma_ == "warn" and head.tag_ == "NNS" and named[0].i == head.i:
        return None  # 'X, the governor, warned landlords'
    return named, head


def _within_name(token: Token) -> bool:
    """The hyphen or dot inside a name."""
    after = token.nbor().text if token.i + 1 < len(token.doc) else ""
    return token.text == "." and after[:1].isalnum()


def _head(named: Sequence[Token]) -> Token | None:
    """The first noun that nothing but its own words stand before."""
    for token in named:
        following = token.nbor() if token.i + 1 < len(token.doc) else token
        inner = following.pos_ in {"NOUN", "PROPN"} and following.i <= named[-1].i
        joined = following.text in {"-", "&", "'s", "’s", "'", "’"} and following.i < named[-1].i
        taken = token.tag_ == "JJ" and token.dep_ in {"dobj", "nsubj", "attr"}  # 'the circular'
        if (token.pos_ in {"NOUN", "PROPN"} or taken) and not inner and not joined:
            return token
        if token.pos_ in {"ADP", "SCONJ"}:
            return None
    return None


def _content(before: list[Token], after: list[Token]) -> list[Token]:
    """What stands before the clause; what follows it, where only that tells something ('In May,
    wrote a clerk, the gate was shut'); both, where the one goes on with the other."""
    joined = any(one.dep_ == "cc" for one in before[-2:])  # 'The gate was shut and, wrote X, …'
    reduced = not _tells(after) and any(one.tag_ == "VBN" for one in before)  # 'A van lost, said X'
    if _is_predicate(after):
        told = [*before, *after]  # 'The gate, wrote a clerk, was shut'
    elif joined or not (reduced or _tells(before)):
        told = after
    elif _goes_on(after):
        told = [*before, *after]
    else:
        told = before
    long = sum(not one.is_punct for one in told) >= SHORTEST
    return told if long and (reduced or _tells(told)) else []


def _is_predicate(after: Sequence[Token]) -> bool:
    """Whether a verb without a subject of its own comes right after the comma."""
    return len(after) > 1 and after[0].text == "," and after[1].tag_ in FINITE


def _goes_on(after: Sequence[Token]) -> bool:
    """', since the gate is shut', not ', a clerk who was there'."""
    long = len(after) > SHORTEST and after[0].text == ","
    return long and after[1].tag_ in JOINING and _tells(after)


def _tells(tokens: Sequence[Token]) -> bool:
    """Whether a finite verb stands in them, and no relative clause or citation begins them."""
    first = next((one for one in tokens if not one.is_punct), None)
    if first is None or first.lower_ in RELATIVES or first.tag_ == "VBG":
        return False
    return any(token.tag_ in FINITE for token in tokens)


def _top(tokens: Sequence[Token]) -> Token:
    """The finite verb nearest to the root of the tree."""
    verbs = [one for one in tokens if one.tag_ in FINITE] or [
        one for one in tokens if one.tag_ == "VBN"
    ]
    heads = [one.head if one.dep_ in {"aux", "auxpass"} else one for one in verbs]
    inside = {one.i for one in tokens}
    heads = [one for one in heads if one.i in inside] or verbs
    return min(heads, key=lambda one: (len(list(one.ancestors)), one.i))
