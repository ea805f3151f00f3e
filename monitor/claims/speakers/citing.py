"""Whom a reporter cites: 'citing Y', 'which quoted Y', 'on the word of Y'. Y comes after him."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.beside import name_set_beside
from monitor.claims.english.nouns import names_speaker
from monitor.claims.english.syntax import ancestors, child, children, subtree
from monitor.claims.speakers.resolve import Speakers
from monitor.claims.text.spans import Span, hull
from monitor.claims.voices import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

END = 1 << 40


@dataclass(frozen=True, slots=True)
class Cited:
    """A 'citing Y' clause: whom it cites and where it stands, to be cut from contents."""

    speaker: Speaker
    span: Span


def cited(reading: Reading, one: Attribution, speakers: Speakers, words: Lexicon) -> Cited | None:
    """Whom the reporter of `one` cites: 'citing Y', 'which quoted Y', 'on the word of Y'."""
    if one.cue_at is None:
        return None
    parsed = reading.parsed[one.sentence]
    for token in parsed.doc:
        target = _given_by(token, one, words) if token.i == one.cue_at else None
        target = target or _whom(token, one, words)
        if target is None:
            continue
        target = next(reversed(name_set_beside(target)), target)
        speaker = speakers.resolve(parsed, target)
        if speaker is None or not _can_be_cited(target, speaker, speakers, words):
            continue
        cue = hull(parsed.of([token]))
        link = replace(speaker.link, cue=reading.slice(cue))
        return Cited(replace(speaker, link=link), hull(parsed.of(_citation(token, target))))
    return None


def _can_be_cited(target: Token, speaker: Speaker, speakers: Speakers, words: Lexicon) -> bool:
    """Whether it says things, or is a record that does: a manifest, a circular, pictures."""
    if speakers.antecedents.can_speak(target, speaker):
        return True
    if target.lower_ in words.list("records"):
        return not any(one.lower_ in {"his", "her", "its", "their"} for one in target.children)
    counted = any(one.lower_ in {"a", "an"} or one.tag_ == "CD" for one in target.children)
    return counted and names_speaker(target, words)  # 'citing a trustee', not 'citing danger'


def _given_by(cue: Token, one: Attribution, words: Lexicon) -> Token | None:
    """Y of 'relayed a count by Y: …' and of 'drew attention to a finding of Y that …'."""
    if cue.lemma_.lower() not in words.list("referring"):
        return None
    after = (child(prep, "pobj") for prep in children(cue, "prep", "prt"))
    given = [noun for noun in (*children(cue, "dobj"), *after) if noun is not None]
    for noun in given:
        lemma = noun.lemma_.lower()
        if lemma not in words.list("accounts") and (lemma, "clause") not in words.nouns:
            continue
        owner = child(noun, "poss") or _after(noun, "by") or _after(noun, "from")
        owner = owner or _after(noun, "of") or _name_before(noun)
        if owner is not None and owner.pos_ != "PRON" and owner.i < (one.content_at or END):
            return owner
    return None


def _name_before(noun: Token) -> Token | None:
    """The agency of 'a UNHCR estimate'."""
    return next((one for one in children(noun, "compound") if one.pos_ == "PROPN"), None)


def _whom(token: Token, one: Attribution, words: Lexicon) -> Token | None:
    """The noun that `token` cites for `one`."""
    if _cites(token, words) and token.pos_ == "VERB":
        if token.i == one.cue_at or not (token.tag_ == "VBG" or _in_relative(token)):
            return None
        if any(below.lower_ == "as" for below in children(token, "prep", "mark")):
            return None  # 'quoting Y as saying' reports by itself
        target = child(token, "dobj") or _after(token, "from") or _after(token, "on")
        return (target or _after(token, "to")) if _belongs(token, one) else None
    if token.lower_ in words.list("grounds") and token.dep_ == "pobj":
        near = token.head.lower_ == "on" and _belongs(token, one)
        return _after(token, "of") if near else None
    return None


def _cites(token: Token, words: Lexicon) -> bool:
    lemma = token.lemma_.lower()
    crediting = lemma in words.list("crediting") and token.tag_ == "VBG"
    picking_up = token.lower_ == "picking" and child(token, "prt") is not None
    relying = token.lower_ in {"relying", "referring"}
    return lemma in words.list("citing") or crediting or picking_up or relying


def _in_relative(verb: Token) -> bool:
    """'which cites Y', wherever the parser hung it."""
    return verb.dep_ == "relcl" or (verb.i > 0 and verb.nbor(-1).lower_ in {"which", "who"})


def _after(token: Token, preposition: str) -> Token | None:
    prep = next((one for one in children(token, "prep") if one.lower_ == preposition), None)
    return child(prep, "pobj") if prep is not None else None


def _citation(citing: Token, target: Token) -> list[Token]:
    """'citing Y' without a 'that …' after its comma, which is what was reported."""
    below = subtree(citing)
    comma = next((token.i for token in below if token.i > target.i and token.text == ","), None)
    return [token for token in below if comma is None or token.i < comma]


def _belongs(citing: Token, one: Attribution) -> bool:
    """The nearest attribution above the participle owns it, or the one it is set beside."""
    if any(head.i in (one.cue_at, one.source_at) for head in ancestors(citing)):
        return True
    first = citing.nbor(-1) if citing.i > 0 else citing
    first = first.nbor(-1) if first.lower_ in {"which", "who"} and first.i > 0 else first
    if first.text != "," or first.i == 0:
        return False
    before = first.nbor(-1)
    source = citing.doc[one.source_at] if one.source_at is not None else None
    named = source is not None and any(before.i == below.i for below in source.subtree)
    return before.i in (one.cue_at, one.source_at) or named
