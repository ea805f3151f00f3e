"""Whom a report is addressed to, where no name says so: 'asked the visitors to', 'accused it of'.

A pronoun means the last one before it, in its sentence or the one before, that it can mean; guests,
hosts and counterparts are of the last body named that is not the speaker's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.syntax import Parsed, children
from monitor.claims.text.spans import Span
from monitor.claims.voices import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

    from monitor.domain import Mention

FAR = 900  # code points back to whose guests they are
MOST_MENTIONS = 24
BODIES = frozenset({"state", "government", "organisation"})
PERSONS = frozenset({"him", "her"})
SEVERAL = frozenset({"NNS", "NNPS"})
PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "appos"})
DEFINITE = frozenset({"the", "his", "her", "its", "their"})


def heard(reading: Reading, one: Attribution, speaker: Speaker, words: Lexicon) -> tuple[str, ...]:
    """The ids of the watched whom `one` addresses without naming them."""
    if one.addressee_at is None or not one.addressee:
        return ()
    parsed = reading.parsed[one.sentence]
    head = parsed.doc[one.addressee_at]
    at = parsed.start + head.idx
    if any(mention.actor for span in one.addressee for mention in reading.mentioned(span)):
        return ()
    expletive = head.lower_ == "it" and head.nbor().lower_ == "that"  # 'a rival has it that'
    if head.lower_ in {"them", "it"} | PERSONS and not expletive:
        return _meant(reading, parsed, head, speaker, words)
    return visited(reading, at, speaker) if is_visitor(head, words) else ()


def is_visitor(head: Token, words: Lexicon) -> bool:
    """'The guests', 'his hosts', 'his counterpart': those on the other side of a meeting."""
    definite = any(one.lower_ in DEFINITE for one in children(head, "det", "poss"))
    return definite and head.lower_ in words.list("other_sides")


def visited(reading: Reading, at: int, speaker: Speaker) -> tuple[str, ...]:
    """The body on the other side: the last named before `at` that is not the speaker's own."""
    own = {body for actor in speaker.actors for body in (actor, reading.catalogue.party_of(actor))}
    before = reading.mentioned(Span(max(0, at - FAR), at))
    for mention in reversed(before[-MOST_MENTIONS:]):
        body = reading.catalogue.party_of(mention.actor) if mention.actor else ""
        actor = reading.catalogue.actors.get(body)
        if actor is not None and actor.kind in BODIES and not {body, mention.actor} & own:
            return (body,)
    return ()


def _meant(
    reading: Reading, parsed: Parsed, pronoun: Token, speaker: Speaker, words: Lexicon
) -> tuple[str, ...]:
    """Whom a pronoun means that cannot be the speaker."""
    for tree, token in _before(reading, parsed, pronoun):
        mention = reading.covering(tree.start + token.idx)
        if mention is not None and mention.source:
            continue
        actor = mention.actor if mention is not None else None
        if actor and actor in {speaker.link.actor, *speaker.actors}:
            continue
        if actor is None and is_visitor(token, words):
            return visited(reading, tree.start + token.idx, speaker)
        if _agrees(reading, pronoun, token, mention):
            return (actor,) if actor else ()
    return ()


def _before(reading: Reading, parsed: Parsed, pronoun: Token) -> Iterator[tuple[Parsed, Token]]:
    """The nouns with a part of their own before a pronoun, the nearest first."""
    trees = [parsed]
    if parsed.number and reading.parsed[parsed.number - 1].paragraph == parsed.paragraph:
        trees.append(reading.parsed[parsed.number - 1])
    for tree in trees:
        for token in reversed(tree.doc[: pronoun.i] if tree is parsed else tree.doc):
            if token.pos_ in {"NOUN", "PROPN"} and token.dep_ in PARTS:
                yield tree, token


def _agrees(reading: Reading, pronoun: Token, token: Token, mention: Mention | None) -> bool:
    actor = mention.actor if mention is not None else None
    if pronoun.lower_ in PERSONS:
        return reading.is_person(actor) or (actor is None and token.pos_ == "PROPN")
    earlier = token.doc[: token.i] if token.dep_ == "pobj" else ()
    if pronoun.lower_ == "it" and any(t.dep_ == "dobj" and t.pos_ == "PROPN" for t in earlier):
        return False  # 'took Latvia to the court, accusing it of …'
    if actor is not None:
        return not reading.is_person(actor)
    if pronoun.lower_ == "it":
        return token.pos_ == "PROPN" and token.ent_type_ in {"GPE", "ORG", "NORP"}
    return token.tag_ in SEVERAL
