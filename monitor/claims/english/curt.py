"""Questions denied in a word: 'Do such camps exist? No, replied the governor.' and 'Nonsense, said
the consul when I asked whether anybody had crossed.' What is denied stands in the question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.attributions import Attribution, Spans
from monitor.claims.english.orders import speaker_after
from monitor.claims.english.subjects import subject
from monitor.claims.english.syntax import Parsed, children, subtree
from monitor.claims.text.sentences import Sentence
from monitor.claims.text.spans import Span, hull
from monitor.domain import CueClass

if TYPE_CHECKING:
    from spacy.tokens import Token

OPENING = "“\"‘'«"
CLOSING = frozenset({"”", '"', "’", "'", "»", ",", "''", "!", "."})
REPORTED = frozenset({"VBD", "VBZ", "VBN"})
LONGEST = 5  # tokens of 'Certainly not,'
POLAR = re.compile(
    r"(?:And |But |So )?(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could)\b",
    re.IGNORECASE,
)


def curt_denials(
    text: str,
    sentences: Sequence[Sentence],
    parsed: Sequence[Parsed],
    found: Sequence[Attribution],
    words: Lexicon,
) -> Iterator[Attribution]:
    """One attribution for each question that somebody answers with no more than a no."""
    before = {
        one.span.start: last for last, one in pairwise(sentences) if last.paragraph == one.paragraph
    }
    told = {hull(one.cue).start for one in found if one.cue}
    for tree in parsed:
        cue = _cue(tree, words)
        if cue is None or tree.start + cue.idx in told:
            continue
        source = _speaker(cue, words)
        content = _asked(tree, cue) or _question(text, before.get(tree.start))
        if source is not None and content:
            named, head = source
            yield Attribution(
                source=tree.of(named),
                cue=tree.of([cue]),
                content=content,
                lemma=cue.lemma_.lower(),
                frame="clause",
                cue_class=CueClass.DENY,
                sentence=tree.number,
                cue_at=cue.i,
                source_at=head.i,
            )


def _cue(tree: Parsed, words: Lexicon) -> Token | None:
    """The verb that reports a bare no at the head of its sentence."""
    comma = next((one.i for one in tree.doc[:LONGEST] if one.text in CLOSING and one.i), None)
    if comma is None:
        return None
    said = [one.lower_ for one in tree.doc[:comma] if one.is_alpha]
    if " ".join(said) not in words.list("curt_denials"):
        return None
    after = [one for one in tree.doc[comma + 1 :] if one.text not in CLOSING]
    for token in after:
        if token.tag_ in REPORTED and (token.lemma_.lower(), "clause") in words.spoken:
            return token
        if token.text in {",", ";", ":"}:
            return None
    return None


def _speaker(cue: Token, words: Lexicon) -> tuple[Sequence[Token], Token] | None:
    """Who is said to have answered, after the verb or before it."""
    if (after := speaker_after(cue, words)) is not None:
        return after
    who = subject(cue)
    return (subtree(who, leave=[cue]), who) if who is not None and who.i > 0 else None


def _asked(tree: Parsed, cue: Token) -> Spans:
    """What stands after 'when asked whether'."""
    for mark in tree.doc[cue.i + 1 :]:
        if mark.lower_ in {"whether", "if"} and mark.dep_ == "mark":
            clause = [one for one in subtree(mark.head) if one.i > mark.i]
            return tree.of(clause) if children(mark.head, "nsubj", "nsubjpass", "expl") else ()
    return ()


def _question(text: str, before: Sentence | None) -> Spans:
    """The sentence before, where it asks for yes or no."""
    if before is None or text[before.span.end - 1] != "?" or text[before.span.start] in OPENING:
        return ()
    if POLAR.match(text, before.span.start) is None:
        return ()
    return (Span(before.span.start, before.span.end - 1),)
