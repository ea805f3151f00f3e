"""Reporting verbs in a row: 'said A, and urged B' and 'said A, adding that B' have one speaker,
'X said A, while Y denied B' two.

Parsers hang the second verb below the first one's content, so that whoever A speaks of would be
the one who urged. Commas and tenses tell: reported speech in the perfect or with 'would' does not
go on in the past tense of the report itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.nouns import names_speaker
from monitor.claims.english.syntax import Parsed, ancestors, child, children
from monitor.claims.english.trailing import TRAILING
from monitor.claims.text.spans import Span, without

if TYPE_CHECKING:
    from spacy.tokens import Token

END = 1 << 40
LONGEST = 14  # words between two verbs of one speaker
CONTRASTING = frozenset({"while", "although", "though", "whereas"})
REPORTING = frozenset({"VBD", "VBZ", "VBP"})


def in_a_row(parsed: Parsed, found: Sequence[Attribution], words: Lexicon) -> Iterator[Attribution]:
    """The attributions of a sentence, the later verbs of a row given to its first speaker."""
    made = list(found)
    for first, second in permutations(range(len(made)), 2):
        told, other = made[first], made[second]
        joint = _joint(parsed, told, other, words)
        apart = _apart(parsed, told, other) if joint is None else None
        cut = joint if joint is not None else apart
        if cut is None:
            continue
        made[first] = replace(told, content=without(told.content, [Span(cut, END)]))
        if joint is not None:
            made[second] = replace(other, source=told.source, source_at=told.source_at)
    yield from (one for one in made if one.content)


def _apart(parsed: Parsed, one: Attribution, other: Attribution) -> int | None:
    """Where ', while Y denied B' begins, which is no part of what X said."""
    if one.frame != "clause" or one.cue_at is None or other.cue_at is None:
        return None
    cue, verb = parsed.doc[one.cue_at], parsed.doc[other.cue_at]
    told = parsed.doc[one.content_at] if one.content_at is not None else None
    mark = next((m for m in children(verb, "mark") if m.lower_ in CONTRASTING), None)
    if told is None or mark is None or mark.i == 0 or not child(verb, "nsubj"):
        return None
    below = any(head.i == told.i for head in ancestors(verb))
    comma = mark.nbor(-1)
    return parsed.start + comma.idx if below and comma.text == "," and cue.i < told.i else None


def _joint(parsed: Parsed, one: Attribution, other: Attribution, words: Lexicon) -> int | None:
    """Where `other` begins in the text, if it goes on with what the speaker of `one` does."""
    kinds = {"clause", TRAILING}
    if one.frame not in kinds or one.cue_at is None or other.cue_at is None or not one.source:
        return None
    cue, verb = parsed.doc[one.cue_at], parsed.doc[other.cue_at]
    told = parsed.doc[one.content_at] if one.content_at is not None else None
    if told is None or child(verb, "nsubj", "nsubjpass", "expl"):
        return None
    if told.i < cue.i < verb.i:
        return _after_trailing(parsed, one, cue, verb)
    if not cue.i < told.i < verb.i:
        return None
    if all(head.i != told.i for head in ancestors(verb)):
        return _after_relative(parsed, cue, verb, words)
    start = _adding(verb, words) if verb.tag_ == "VBG" else _and_then(cue, told, verb)
    return parsed.start + start.idx if start is not None else None


def _after_trailing(parsed: Parsed, one: Attribution, cue: Token, verb: Token) -> int | None:
    """'A, X said, but stressed that B': the second verb after the first, whose tense it has. And
    'A, X told the court, calling B a lie'."""
    beside = verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.head.i == cue.i
    if one.frame == TRAILING:
        return parsed.start + verb.idx if beside and verb.nbor(-1).text == "," else None
    between = verb.doc[cue.i + 1 : verb.i]
    joined = any(one.dep_ == "cc" for one in between) and len(between) <= LONGEST
    if verb.tag_ != cue.tag_ or not joined or any(one.tag_ in REPORTING for one in between):
        return None
    return parsed.start + verb.idx


def _after_relative(parsed: Parsed, cue: Token, verb: Token, words: Lexicon) -> int | None:
    """'Thanks go to X, who told the court A, and praised B': X again, where the subject of the
    sentence is nobody."""
    top = verb.head if verb.dep_ == "conj" else verb
    thing = child(top, "nsubj")
    within = cue.dep_ == "relcl" and any(head.i == top.i for head in ancestors(cue))
    if thing is None or not within or verb.tag_ != cue.tag_:
        return None
    return None if names_speaker(thing, words) else parsed.start + verb.idx


def _adding(verb: Token, words: Lexicon) -> Token | None:
    """The comma of ', adding that …' and ', while stressing that …'."""
    if verb.dep_ != "advcl" or verb.lemma_.lower() not in words.list("adding"):
        return None
    at = verb.i - 1
    at -= at > 0 and verb.doc[at].lower_ == "while"
    return verb.doc[at] if at > 0 and verb.doc[at].text == "," else None


def _and_then(cue: Token, told: Token, verb: Token) -> Token | None:
    """The comma or 'and' before a verb in the tense of the report."""
    tense = cue.head.tag_ if cue.tag_ == "VB" else cue.tag_  # 'went on to deny …, and accused'
    if verb.dep_ != "conj" or verb.tag_ not in REPORTING or verb.tag_ != tense:
        return None
    joint = next((one for one in reversed(verb.doc[told.i : verb.i]) if one.dep_ == "cc"), None)
    if joint is None or verb.i - joint.i > 3:
        return None
    comma = joint.nbor(-1) if joint.i > 0 and joint.nbor(-1).text == "," else None
    if comma is not None:
        return comma
    kept = told.tag_ == verb.tag_ and not any(
        aux.tag_ != verb.tag_ for aux in children(told, "aux", "auxpass")
    )
    return None if kept else joint
