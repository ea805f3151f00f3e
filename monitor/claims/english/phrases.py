"""Cues that are no verbs: 'according to', 'in the words of', 'reportedly', 'the claim that'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.beside import name_set_beside
from monitor.claims.english.nouns import names_speaker
from monitor.claims.english.subjects import subject
from monitor.claims.english.syntax import DAYS, Parsed, ancestors, child, children, subtree
from monitor.domain import CueClass

if TYPE_CHECKING:
    from spacy.tokens import Token

    Part = tuple[list[Token], Token]  # the words of a source, cue or content, and their head

REPORTS = frozenset({"report", "story", "article", "claim", "account"})
CITING = frozenset({"cite", "quote", "rely", "relay", "reference", "credit", "refer"})
OF_SPEAKER = frozenset({"readiness", "willingness"})
CLAUSAL = frozenset({"ROOT", "ccomp", "advcl", "conj", "relcl", "parataxis", "xcomp", "acl"})


def phrasal(parsed: Parsed, token: Token, words: Lexicon) -> Iterator[Attribution]:
    """'According to Y, …' and 'reportedly': the content is the clause around the phrase."""
    if token.lower_ in words.list("according"):
        yield from _according(parsed, token)
    elif token.lower_ == "per":
        yield from _per(parsed, token, words)
    elif token.lower_ in words.list("hearsay"):
        host = clause_of(token)
        yield Attribution(
            source=(),
            cue=parsed.of([token]),
            content=parsed.of(subtree(host, leave=[token])),
            lemma=token.lower_,
            frame="adverb",
            cue_class=CueClass.CLAIM,
            sentence=parsed.number,
            cue_at=token.i,
            content_at=host.i,
        )


def _according(parsed: Parsed, token: Token) -> Iterator[Attribution]:
    to = child(token, "prep", "pcomp", "aux", "prt")
    to = to if to is not None else _next(token)
    if to is None:
        return
    host = clause_of(token)
    if host.tag_ in {"VBG", "VBN"} and host.dep_ == "advcl" and host.i < token.i:
        host = clause_of(host)  # 'They left, both sides firing, according to Y'
    source = child(to, "pobj")
    named = subtree(source) if source is not None else _up_to_comma(to)
    source = source if source is not None else _last_noun(named)
    if source is None:
        return
    inside = {one.i for one in named}
    if (name := name_set_beside(source)) and host.i > name[-1].i:
        inside |= {one.i for one in name}
        source, named = name[-1], [*(one for one in named if one.i < name[0].i), *name]
    inside |= _citation(named)
    if token.i > 0 and token.nbor(-1).text == ":":
        inside |= set(range(token.i))  # 'A middle way: according to X, …'
    content = [one for one in subtree(host, leave=[token]) if one.i not in inside]
    yield _going_by(parsed, ([token, to], token), (named, source), (content, host))


def _per(parsed: Parsed, token: Token, words: Lexicon) -> Iterator[Attribution]:
    """'As per UNAMA, nine died', 'The gate is shut, per the ministry.'; not 'nine per lorry'."""
    source, first = child(token, "pobj"), token.i
    if first and token.nbor(-1).lower_ == "as":
        first -= 1
    parted = first == 0 or token.doc[first - 1].text == ","
    if source is None or not parted or not names_speaker(source, words):
        return
    named = subtree(source)
    host = clause_of(token)
    phrase = {one.i for one in named} | {first, token.i}
    told = [one for one in subtree(host) if one.i not in phrase]
    if host.pos_ not in {"VERB", "AUX"} or not told:
        return
    cue = list(token.doc[first : token.i + 1])
    yield _going_by(parsed, (cue, token), (named, source), (told, host))


def _going_by(parsed: Parsed, cue: Part, source: Part, content: Part) -> Attribution:
    """The attribution of a phrase that names its source; each part with its head."""
    return Attribution(
        source=parsed.of(source[0]),
        cue=parsed.of(cue[0]),
        content=parsed.of(content[0]),
        lemma="according to",
        frame="according",
        cue_class=CueClass.SAY,
        sentence=parsed.number,
        cue_at=cue[1].i,
        source_at=source[1].i,
        content_at=content[1].i,
    )


def _citation(named: list[Token]) -> set[int]:
    """', citing an officer, who was there,' after whom something is according to."""
    doc, at = named[0].doc, max(one.i for one in named) + 1
    if at + 2 >= len(doc) or doc[at].text != ",":
        return set()
    relative = doc[at + 1].lower_ in {"which", "who"}
    if doc[at + 1 + relative].lemma_.lower() not in CITING:
        return set()
    commas = [one.i for one in doc[at + 1 :] if one.text == ","]
    if len(commas) > 1 and doc[commas[0] + 1].lower_ in {"who", "which"}:
        commas = commas[1:]
    return set(range(at, commas[0] + 1)) if commas else set()


def _up_to_comma(to: Token) -> list[Token]:
    """'According to Minister X, 26 million …': a name that the parser made the subject."""
    after = to.doc[to.i + 1 :]
    comma = next((token.i for token in after if token.text == ","), None)
    return list(to.doc[to.i + 1 : comma]) if comma is not None else []


def _last_noun(tokens: list[Token]) -> Token | None:
    return next((one for one in reversed(tokens) if one.pos_ in {"NOUN", "PROPN"}), None)


def _next(token: Token) -> Token | None:
    doc = token.doc
    return doc[token.i + 1] if token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to" else None


def clause_of(token: Token) -> Token:
    """The verb of the clause that `token` comments on."""
    for head in ancestors(token):
        if head.dep_ in CLAUSAL and head.pos_ in {"VERB", "AUX"}:
            return head
    return token.head


def nominal(parsed: Parsed, noun: Token, words: Lexicon, *, wide: bool) -> Iterator[Attribution]:
    """'X's claim that …', 'made promises to …': a noun that reports, with its content."""
    lemma = noun.lemma_.lower()
    if noun.dep_ == "dobj" and _denies(noun.head, words):
        return  # 'denied allegations of a deal' is the verb's
    of_verb = (noun.head.lemma_.lower(), "object that") in words.spoken and noun.dep_ == "dobj"
    uttered = _uttered(noun, words)
    if any(one.lower_ == "no" for one in children(noun, "det")):
        return  # 'made no mention of'
    for frame, content, told in _noun_complements(noun):
        if of_verb and frame == "clause":
            continue  # 'rejected the claim that' is the verb's
        kind = words.nouns.get((lemma, frame))
        if kind is None or (kind is CueClass.BELIEVE and not (wide or uttered)):
            continue
        source = _owner(noun, words)
        if not (wide or uttered) and _only_mentioned(noun, frame):
            continue
        cut = [content, *([source] if source is not None else [])]
        yield Attribution(
            source=parsed.of(subtree(source, leave=[noun])) if source is not None else (),
            cue=parsed.of(_noun_cue(noun, frame, cut)),
            content=parsed.of(told),
            lemma=lemma,
            frame=f"noun {frame}",
            cue_class=kind,
            spoken=kind is not CueClass.BELIEVE or uttered,
            sentence=parsed.number,
            cue_at=noun.i,
            source_at=source.i if source is not None else None,
            content_at=content.i,
        )
        return


def _denies(verb: Token, words: Lexicon) -> bool:
    return words.spoken.get((verb.lemma_.lower(), "object")) is CueClass.DENY


def _uttered(noun: Token, words: Lexicon) -> bool:
    """'voiced doubt that', 'her advice is to': the noun is said, not only mentioned."""
    verb = noun.head
    if noun.dep_ == "dobj":
        raising = verb.lemma_ == "raise" and verb.tag_ == "VBG"  # the event does, nobody says so
        return verb.lemma_.lower() in words.list("light_verbs") and not raising
    return noun.dep_ == "nsubj" and verb.lemma_ == "be" and child(noun, "poss") is not None


def _only_mentioned(noun: Token, frame: str) -> bool:
    """'Its offer to host a dialogue', 'his request to the council', 'despite accusations of': who
    mentions a pledge, a plea or a charge does not report it."""
    if frame == "to":
        return True
    owned = child(noun, "poss") is not None
    return frame != "clause" and noun.dep_ in {"pobj", "dobj"} and not owned


def _noun_complements(noun: Token) -> Iterator[tuple[str, Token, list[Token]]]:
    """The frames of a noun: (name, head of its content, all of the content)."""
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        for told in children(noun.head, "ccomp", "xcomp"):
            to = any(aux.tag_ == "TO" for aux in told.children)
            yield "to" if to else "clause", told, subtree(told)
    yield from _thanked(noun)
    yield from _hung_on_verb(noun)
    for below in noun.children:
        if below.i < noun.i:
            continue
        if below.dep_ in {"acl", "ccomp", "relcl"}:
            mark = child(below, "mark")
            if mark is not None and mark.lower_ == "that":
                yield "clause", below, subtree(below)
            elif any(aux.tag_ == "TO" for aux in children(below, "aux")):
                yield "to", below, subtree(below)
        elif below.dep_ == "prep":
            inner = child(below, "pobj", "pcomp")
            if inner is not None:
                yield below.lower_, inner, [*subtree(inner), *_to_do(noun, inner)]


def _last(noun: Token) -> int:
    return max(token.i for token in noun.subtree)


def _to_do(noun: Token, inner: Token) -> list[Token]:
    """'to bear arms' of 'his call for the state to bear arms'."""
    for verb in children(noun, "acl", "relcl"):
        if verb.i > inner.i and any(aux.tag_ == "TO" for aux in children(verb, "aux")):
            return subtree(verb)
    return []


def _hung_on_verb(noun: Token) -> Iterator[tuple[str, Token, list[Token]]]:
    """'It follows a report in X that …', whose clause the parser gave to the verb."""
    for told in children(noun.head, "ccomp") if noun.dep_ == "dobj" else ():
        mark = child(told, "mark")
        if mark is not None and mark.lower_ == "that" and mark.i == _last(noun) + 1:
            yield "clause", told, subtree(told)


def _thanked(noun: Token) -> Iterator[tuple[str, Token, list[Token]]]:
    """'gratitude to X for Y', wherever the parser hung the prepositions."""
    hosts = [noun, noun.head] if noun.dep_ == "dobj" else [noun]
    to = next(
        (p for one in hosts for p in children(one, "prep", "dative") if p.lower_ == "to"), None
    )
    thanked = child(to, "pobj") if to is not None else None
    if thanked is None:
        return
    reasons = (p for one in (*hosts, thanked) for p in children(one, "prep") if p.i > thanked.i)
    reason = next((prep for prep in reasons if prep.lower_ in {"for", "over", "on"}), None)
    if reason is not None:
        yield "to for", thanked, [*subtree(thanked, leave=[reason]), *subtree(reason)]


def _owner(noun: Token, words: Lexicon) -> Token | None:
    """Whose the reporting noun is: 'X's claim', 'a claim by X', 'X made the claim'."""
    owner = child(noun, "poss")
    if noun.lemma_.lower() in OF_SPEAKER and noun.dep_ == "dobj":
        owner = subject(noun.head)  # 'The envoy voiced his country's readiness to'
    if owner is not None and owner.lower_ not in DAYS:
        return owner
    for prep in children(noun, "prep"):
        if prep.lower_ in {"by", "from"}:
            return child(prep, "pobj")
    if noun.lemma_.lower() in REPORTS and (outlet := _published_in(noun)) is not None:
        return outlet
    verb = noun.head
    if noun.dep_ in {"dobj", "attr"} and verb.lemma_.lower() in words.list("light_verbs"):
        return subject(verb)
    if noun.dep_ in {"dobj", "pobj"} and verb.pos_ in {"VERB", "AUX"}:
        return subject(verb)
    return None


def _published_in(noun: Token) -> Token | None:
    """The paper of 'Monday's report in the paper Al-Sahil that'; a place is no such thing."""
    for prep in children(noun, "prep"):
        inner = child(prep, "pobj")
        if prep.lower_ in {"in", "on"} and inner is not None and inner.i > noun.i:
            named = child(inner, "appos")
            return named if named is not None and named.pos_ == "PROPN" else inner
    return None


def _noun_cue(noun: Token, frame: str, leave: list[Token]) -> list[Token]:
    held = [noun, *children(noun, "amod", "det")]
    held += [prep for prep in children(noun, "prep") if prep.lower_ == frame]
    cut = {token.i for token in leave}
    held = [token for token in held if token.i not in cut]
    return [token for token in held if token.i <= noun.i + 1]
