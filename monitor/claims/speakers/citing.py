"""Whom a reporter cites: 'citing Y', 'which quoted Y', 'on the word of Y'. Y comes after him, and
after Y whoever Y cites: 'citing Y, which quoted Z'."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.beside import name_set_beside
from monitor.claims.english.nouns import names_speaker
from monitor.claims.english.subjects import heard_from
from monitor.claims.english.syntax import FINITE, Parsed, ancestors, child, children, subtree
from monitor.claims.speakers.resolve import Speakers
from monitor.claims.text.spans import Span, hull
from monitor.claims.voices import Speaker
from monitor.domain import ChainLink, LinkRole

if TYPE_CHECKING:
    from spacy.tokens import Token

END = 1 << 40
NEAR = 12  # tokens from a source to its 'which'
LONGEST = 3  # sources behind one another
OPENING = frozenset({"citing", "quoting"})  # at the head of a sentence some parses have a name
BACK = frozenset({"it", "he", "she", "they"})
ASCRIBING = frozenset({"attribute", "ascribe", "credit"})
HEARING = frozenset({"speak", "talk", "interview", "hear"})
LIKENED = frozenset({"close", "senior", "leading", "prominent", "influential", "key"})


@dataclass(frozen=True, slots=True)
class Cited:
    """A 'citing Y' clause: whom it cites in the end, where it stands, to be cut from contents, and
    through whom that came, the outermost first."""

    speaker: Speaker
    span: Span
    through: tuple[ChainLink, ...] = ()


def cited(reading: Reading, one: Attribution, speakers: Speakers, words: Lexicon) -> Cited | None:
    """Whom the reporter of `one` cites: 'citing Y', 'which quoted Y', 'on the word of Y'."""
    if one.cue_at is None:
        return None
    parsed = reading.parsed[one.sentence]
    for token in parsed.doc:
        target = _given_by(token, one, words) if token.i == one.cue_at else None
        found = _resolved(parsed, target or _whom(token, one, words), speakers, words)
        if found is not None:
            links = [replace(found[1].link, cue=token.text)]
            span = hull(parsed.of(_citation(token, found[0])))
            while len(links) < LONGEST:
                verb = _citing_on(found[0], words)
                on = (heard_from(verb) or _object(verb)) if verb is not None else None
                further = _resolved(parsed, on, speakers, words)
                if verb is None or further is None:
                    break
                links.append(replace(further[1].link, cue=verb.text))
                found = further
            return Cited(replace(found[1], link=links[-1]), span, tuple(links[:-1]))
    return None


def cited_after(
    reading: Reading, one: Attribution, reporter: Speaker, speakers: Speakers, words: Lexicon
) -> Cited | None:
    """Y of 'A, the paper reported. It cited Y.' and of 'A, he said. He had it from Y.': whom the
    sentence after the report names as its source."""
    number = one.sentence + 1
    last = all(hull(o.cue) <= hull(one.cue) for o in reading.found if o.sentence == one.sentence)
    tree = reading.parsed[number] if last and number < len(reading.parsed) else None
    before = reading.parsed[one.sentence]
    if tree is None or tree.paragraph != before.paragraph or tree.start > before.span.end + 2:
        return None
    outlet = reporter.link.role is LinkRole.OUTLET
    for verb in (token for token in tree.doc if token.dep_ == "ROOT"):
        again = any(_looks_back(noun, words) for noun in children(verb, "nsubj"))
        cites = outlet and verb.lemma_.lower() in words.list("citing") and verb.tag_ in FINITE
        told = any(b.lower_ == "as" for b in verb.children) or child(verb, "ccomp") is not None
        target = heard_from(verb) if outlet or verb.lemma_ == "have" else None
        target = target or (child(verb, "dobj") if cites and not told else None)
        found = _resolved(tree, target, speakers, words) if again else None
        if found is not None:
            link = replace(found[1].link, cue=verb.text)
            return Cited(replace(found[1], link=link), tree.span)
    return None


def _looks_back(noun: Token, words: Lexicon) -> bool:
    """'It', 'he', 'the paper': the reporter of the sentence before."""
    the = any(one.lower_ == "the" for one in children(noun, "det"))
    return noun.lower_ in BACK or (the and noun.lower_ in words.list("outlet_nouns"))


def _resolved(
    parsed: Parsed, target: Token | None, speakers: Speakers, words: Lexicon
) -> tuple[Token, Speaker] | None:
    """Who the noun `target` is, if that can be cited."""
    if target is None:
        return None
    target = next(reversed(name_set_beside(target)), target)
    speaker = speakers.resolve(parsed, target)
    if speaker is None or not _can_be_cited(target, speaker, speakers, words):
        return None
    return target, speaker


def _citing_on(target: Token, words: Lexicon) -> Token | None:
    """'cited' of 'quoting the channel Y, which cited Z'."""
    held = {target.i, *(one.i for one in (*ancestors(target), *children(target, "appos")))}
    for relative in target.doc[target.i + 1 : target.i + NEAR]:
        verb = relative.head
        own = verb.dep_ == "relcl" and verb.head.i in held
        cites = _cites(verb, words) or heard_from(verb) is not None
        if relative.lower_ == "which" and own and cites:
            return verb
    return None


def _can_be_cited(target: Token, speaker: Speaker, speakers: Speakers, words: Lexicon) -> bool:
    """Whether it says things, or is a record that does: a manifest, a circular, pictures."""
    if speakers.antecedents.can_speak(target, speaker):
        return True
    if target.lower_ in words.list("records"):
        return not any(one.lower_ in {"his", "her", "its", "their"} for one in target.children)
    counted = any(one.lower_ in {"a", "an"} or one.tag_ == "CD" for one in target.children)
    if target.lower_ == "figure":  # 'a figure close to the party'
        return counted and any(one.lower_ in LIKENED for one in target.children)
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
    opening = token.i == 0 and token.lower_ in OPENING
    if opening or (_cites(token, words) and token.pos_ == "VERB"):
        return _cited_by(token, one, opening=opening)
    if token.lemma_ in HEARING and token.dep_ == "relcl" and token.head.i == one.source_at:
        return _heard(token)
    if token.lemma_ in ASCRIBING and token.dep_ in {"relcl", "acl"}:
        figure = token.head.lemma_.lower() in words.list("accounts") | words.list("claim_nouns")
        apart = token.head.i > 0 and figure and token.i > (one.content_at or END)
        return _after(token, "to") if apart and _belongs_to_clause(token, one) else None
    if token.lower_ in words.list("grounds") and token.dep_ == "pobj":
        near = token.head.lower_ == "on" and _belongs(token, one)
        return _after(token, "of") if near else None
    return None


def _belongs_to_clause(ascribing: Token, one: Attribution) -> bool:
    """'a figure he attributed to Y', at the end of what he said: not part of another's words."""
    return any(head.i in (one.cue_at, one.content_at) for head in ancestors(ascribing))


def _cited_by(citing: Token, one: Attribution, *, opening: bool) -> Token | None:
    """Y of 'citing Y', 'which cited Y' and 'it cited Y that …'."""
    if citing.i == one.cue_at:
        told = child(citing, "dobj")
        return told if told is not None and told.i < (one.content_at or 0) else None
    if not (opening or citing.tag_ == "VBG" or _in_relative(citing)):
        return None
    if any(below.lower_ == "as" for below in children(citing, "prep", "mark")):
        return None  # 'quoting Y as saying' reports by itself
    return _object(citing) if _belongs(citing, one) else None


def _object(verb: Token) -> Token | None:
    target = child(verb, "dobj") or _after(verb, "from") or _after(verb, "on")
    return target or _after(verb, "to")


def _heard(verb: Token) -> Token | None:
    """Z of 'the paper, which spoke to Z' and 'which heard from Z'."""
    which = any(one.lower_ == "which" for one in children(verb, "nsubj"))
    whom = child(verb, "dobj") if verb.lemma_ == "interview" else _after(verb, "to")
    return (whom or _after(verb, "with") or _after(verb, "from")) if which else None


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
    below = subtree(citing.head if citing.lemma_ in ASCRIBING else citing)
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
