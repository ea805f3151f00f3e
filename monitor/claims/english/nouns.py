"""What a noun tells of whoever it names: whether that can speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEAKING = (
    "roles", "humans", "privates", "bodies", "groups", "organisations", "reporters", "outlet_nouns",
    "outlet_words", "hospitals", "documents", "utterances",
)  # fmt: skip
AGENTS = (
    "er",
    "or",
    "ist",
    "ian",
    "man",
    "woman",
    "people",
    "ee",
    "eer",
)  # 'a miller', 'a trustee'


def names_speaker(noun: Token, words: Lexicon) -> bool:
    """A name, a noun for people, bodies, outlets or papers, or one formed like those for who does
    something: 'a miller', 'two dispatchers', 'an orientalist'."""
    if noun.pos_ == "PROPN" and noun.text[:1].isupper():
        return True
    forms = {noun.lower_, noun.lemma_.lower()}
    if any(forms & words.list(one) for one in SPEAKING):
        return True
    return noun.lemma_.lower().endswith(AGENTS) and not any(
        forms & words.list(one) for one in ("things_in_er", "proposals", "abstracts", "sites")
    )
