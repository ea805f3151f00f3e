"""Labels: 'Shaheen: It is a step.' The name before the colon speaks the rest of its paragraph.

Interviews, live blogs and channel posts are written so. A label of the interviewer ('Q:') makes its
paragraph a question, in which nobody states anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import lexicon
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.nouns import names_speaker
from monitor.claims.english.quoting import QUOTING
from monitor.claims.english.syntax import Parsed, ancestors, child, subtree
from monitor.claims.text.quotes import Quote
from monitor.claims.text.sentences import Sentence
from monitor.claims.text.spans import Span
from monitor.domain import CueClass

if TYPE_CHECKING:
    from spacy.tokens import Token

LABEL = re.compile(r"([A-Z](?:[^\n:.!?;“”\"]|(?<=\d):(?=\d)){0,80}):[ \t]+(?=\S)")
# Before a quotation a label may be long: 'A shopkeeper, whose voice we have changed: “…”'.
BEFORE_QUOTE = re.compile(r"([A-Z][^\n:.!?;“”\"]{0,140}):[ \t]+(?=[“\"«‘])")
ASKING = frozenset({"q", "question", "interviewer", "host"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# 'Voice note by X', 'Statement from Y', 'Now this from Z': they say themselves who speaks.
LEADING = re.compile(
    r"(?:(?:New|Short|Recorded|Written|Joint|Official) )?(?:[Vv]oice|[Vv]ideo|[Aa]udio|[Pp]ress)?"
    r"\s?(?:[Nn]ote|[Mm]essage|[Ss]tatement|[Ll]etter|[Pp]ost|[Tt]weet|[Rr]elease|[Cc]lip|[Ss]peech)"
    r" (?:by|from|of) "
    r"|(?:[^:]{1,50}, )?(?:[Nn]ow |[Aa]nd )?[Tt]his (?:just in )?from "
    r"|(?:An? |The )?(?:[Ff]irst|[Ll]a(?:test|st)|[Mm]ore|[Nn]ew|[Ff]resh|[Oo]fficial|[Ff]urther"
    r"|[Ss]hort|[Bb]rief) (?:[Ww]ords?|[Ll]ines?|[Nn]ews|[Uu]pdate|[Rr]eaction|[Cc]omment"
    r"|[Rr]eadout|[Dd]etails|[Rr]esponse|[Rr]eply|[Aa]nswer) (?:\w+ )?(?:from|by) "
)
OPENING = frozenset({"“", '"', "«", "‘", "``"})
LONGEST_OWNED = 7  # tokens of 'The foreign ministry's answer:'
# 'Here is X, on Telegram: “…”', 'Enter the ministry: …'.
POINTING = re.compile(
    r"(?:And |So |But )?(?:[Hh]ere(?: is|'s|’s| are)|[Tt]hen there(?: is|'s|’s| was)|[Ee]nter"
    r"|[Oo]ver to|[Ll]isten to) (?:now |again )?"
)
MAX_TOLD = 16
MAX_WORDS = 8
MIN_CONTENT = 8


def from_labels(
    text: str, sentences: Sequence[Sentence], parsed: Sequence[Parsed], quotes: Sequence[Quote]
) -> Iterator[Attribution]:
    """One attribution for each labelled paragraph; those of an interviewer are not `spoken`.

    What is quoted after a label ends with its mark: then the outlet may go on.
    """
    ends = {quote.start: quote.end for quote in quotes if quote.closed}
    trees = {tree.start: tree for tree in parsed}
    for first, end in _paragraphs(sentences):
        quoted = BEFORE_QUOTE.match(text, first.span.start)
        match = quoted or LABEL.match(text, first.span.start)
        tree = trees.get(first.span.start)
        if match is None or tree is None or end - match.end() < MIN_CONTENT:
            continue
        made = _labelled(tree, match, min(end, ends.get(match.end(), end)), long=quoted is not None)
        if made is not None:
            yield made
    yield from _within_paragraphs(text, sentences, trees)


def _within_paragraphs(
    text: str, sentences: Sequence[Sentence], trees: Mapping[int, Parsed]
) -> Iterator[Attribution]:
    """A label before a quotation, at a sentence that does not open its paragraph."""
    for before, one in pairwise(sentences):
        match = BEFORE_QUOTE.match(text, one.span.start)
        tree = trees.get(one.span.start)
        if before.paragraph != one.paragraph or match is None or tree is None:
            continue
        made = _labelled(tree, match, one.span.end, long=True)
        if made is not None:
            yield made
    for one in sentences:
        tree = trees.get(one.span.start)
        if tree is not None and (made := _owned(tree)) is not None:
            yield made


def _owned(tree: Parsed) -> Attribution | None:
    """'Its finding: nine people were killed', 'Kabul's answer: nobody was there'."""
    colon = next((token for token in tree.doc[:LONGEST_OWNED] if token.text == ":"), None)
    if colon is None or colon.i < 2 or colon.i + 2 >= len(tree.doc):
        return None
    accounts = lexicon("en").list("accounts")
    before = tree.doc[: colon.i]
    noun = next((one for one in before if one.pos_ == "NOUN" and one.lemma_ in accounts), None)
    if noun is None or any(map(_acts, before)):
        return None
    owner = next((one for one in noun.children if one.dep_ == "poss"), None)
    if owner is None:  # 'The line from Tehran: …'
        of = (one for one in noun.children if one.i > noun.i and one.lower_ in {"from", "of"})
        owner = next((child(prep, "pobj") for prep in of), None)
        owner = owner if owner is not None and names_speaker(owner, lexicon("en")) else None
    return _told(tree, subtree(owner), noun, colon) if owner is not None else None


def _told(tree: Parsed, source: Sequence[Token], cue: Token, colon: Token) -> Attribution | None:
    """The clause after the colon, up to the end of its sentence."""
    after = [one for one in tree.doc[colon.i + 1 :] if one.text != "."]
    verb = next((one for one in after if one.tag_ in FINITE), None)
    nouns = [one for one in source if one.pos_ in {"NOUN", "PROPN", "PRON"}]
    inside = {one.i for one in nouns}
    head = next((one for one in nouns if one.head.i not in inside), None)
    if verb is None or head is None or after[0].text in OPENING:
        return None
    return Attribution(
        source=tree.of(source),
        cue=tree.of([cue]),
        content=tree.of(after),
        lemma=":",
        frame="clause",
        cue_class=CueClass.SAY,
        sentence=tree.number,
        cue_at=cue.i,
        source_at=head.i,
        content_at=(verb.head if verb.dep_ in {"aux", "auxpass"} else verb).i,
    )


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, int]]:
    """The first sentence of each paragraph and the end of its last."""
    first: Sentence | None = None
    end = 0
    for sentence in sentences:
        if first is not None and sentence.paragraph != first.paragraph:
            yield first, end
            first = None
        first, end = first or sentence, sentence.span.end
    if first is not None:
        yield first, end


def _labelled(tree: Parsed, match: re.Match[str], end: int, *, long: bool) -> Attribution | None:
    told, shown = LEADING.match(match[1]), POINTING.match(match[1])
    told = told or shown
    name = Span(match.start(1) + (told.end() if told is not None else 0), match.end(1))
    tokens = tree.at(name)
    limit = MAX_WORDS if told is None and not any(map(_cites, tokens)) else MAX_TOLD
    if (len(match[1].split()) > limit and not long) or any(map(_acts, tokens)):
        return None
    if not long and any(map(_does, tokens)):
        return None  # 'The item travelled within hours: …' is a sentence, however it is tagged
    if len(tokens) > 1 and _is_misread_verb(tokens[-1]):
        return _told(tree, tokens[:-1], tokens[-1], tokens[-1].nbor())
    heads = [token for token in tokens if token.pos_ in {"NOUN", "PROPN"}]
    asking = match[1].lower() in ASKING
    if not heads and not asking:
        return None
    top = next(
        (t for t in heads if t.head.i == t.i or t.head.i not in {h.i for h in heads}),
        heads[-1] if heads else None,
    )
    return Attribution(
        source=(name if shown is not None else Span(*match.span(1)),),
        cue=(Span(name.end, name.end + 1),),
        content=(Span(match.end(), end),),
        lemma=":",
        frame="label",
        cue_class=CueClass.SAY,
        spoken=not asking,
        sentence=tree.number,
        cue_at=top.i if top is not None and any(map(_cites, tokens)) else None,
        source_at=top.i if top is not None else None,
    )


def _does(token: Token) -> bool:
    """A verb that makes a sentence of a label, unless it only describes or cites."""
    return token.pos_ == "VERB" and token.dep_ not in {"amod", "relcl"} and not _cites(token)


def _cites(token: Token) -> bool:
    """'quoting' of 'Radio Now, quoting an official: …'."""
    quoting = token.lemma_.lower() in QUOTING and token.tag_ in {"VBG", "VBN"}
    return quoting and token.dep_ in {"acl", "advcl"} and token.nbor(-1).text == ","


def _is_misread_verb(token: Token) -> bool:
    """'disagrees' of 'A bus driver disagrees: …', which looks like a plural."""
    words = lexicon("en")
    lemma, after = token.lemma_.lower(), token.nbor(-1).pos_ in {"NOUN", "PROPN"}
    reports = (lemma, "clause") in words.spoken or lemma in words.list("gestures")
    return token.tag_ == "NNS" and after and reports


def _acts(token: Token) -> bool:
    """A finite verb outside relative clauses: what has one is a sentence and no label."""
    if token.tag_ not in FINITE:
        return False
    return not any(one.dep_ in {"relcl", "acl"} for one in (token, *ancestors(token)))
