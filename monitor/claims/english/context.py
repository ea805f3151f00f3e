"""Sentences that report nothing and are read all the same: they say who 'he' or 'the paper' is, or
whose the quotation after them is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.claims.english.gate import has_words
from monitor.claims.text.sentences import Sentence

OPENING = frozenset('“"«')
BACK = 2  # sentences, over the border of one paragraph
# What looks back: a pronoun, or a definite noun, which may stand for somebody named before.
LOOKS_BACK = re.compile(r"\b(?:s?he|him|her|his|they|their|its?|the|that|this)\b", re.IGNORECASE)


def with_context(
    text: str, sentences: Sequence[Sentence], chosen: Sequence[Sentence]
) -> list[Sentence]:
    """`chosen` with the sentences right before each that looks back, in order of text."""
    wanted = {one.span.start for one in chosen}
    kept = set(wanted)
    sentences = [one for one in sentences if has_words(text[slice(*one.span)])]
    for index, one in enumerate(sentences):
        looks = text[one.span.start] in OPENING or LOOKS_BACK.search(text, *one.span)
        if one.span.start in wanted and looks:
            before = sentences[max(0, index - BACK) : index]
            kept |= {near.span.start for near in before if one.paragraph - near.paragraph <= 1}
    return [one for one in sentences if one.span.start in kept]
