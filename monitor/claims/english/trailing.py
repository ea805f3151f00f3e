"""'…, Y reported on Monday': the reporter at the end, where parsers see an apposition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import Lexicon
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.nouns import names_speaker
from monitor.claims.english.quoting import before_citing, quoting_verb
from monitor.claims.english.syntax import Parsed, ancestors, child, children
from monitor.claims.text.spans import Span, hull, without
from monitor.domain import CueClass

if TYPE_CHECKING:
    from spacy.tokens import Token

TRAILING = "trailing"
END = 1 << 40
MAX_SOURCE = 25
MAX_AFTER = 12
SOON = 3  # tokens between a verb and the clause that says when
WHEN = frozenset({"when", "as", "while", "after", "before", "until"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
GOING_ON = frozenset({"and", "but", "though", "although", "while", "who", "whose", "which"})
KINDS = frozenset({CueClass.SAY, CueClass.CLAIM, CueClass.THREATEN})
RELATIVE = frozenset({"WP", "WP$", "WDT"})
STOPS = frozenset({";", ":", "(", ")", "–", "—"})


def before_reporter(parsed: Parsed, found: list[Attribution]) -> list[Attribution]:
    """The attributions of a sentence, their contents ending where a trailing reporter begins."""
    found = [_last(parsed, one, found) for one in found]
    reporters = [one for one in found if one.frame == TRAILING]
    if not reporters:
        return found
    cut = min(hull(one.source).start for one in reporters)
    return [
        one
        if one.frame == TRAILING or hull(one.cue).start > cut
        else replace(one, content=without(one.content, [Span(cut, END)]))
        for one in found
    ]


def _last(parsed: Parsed, one: Attribution, found: list[Attribution]) -> Attribution:
    """'X said A, Y reports.': Y, who ends the sentence, tells all of it and not A alone."""
    if one.frame != "clause" or one.cue_at is None or not one.source:
        return one
    source, cue = hull(one.source), hull(one.cue)
    ends = source.start < cue.start and cue.end >= parsed.span.end - 2
    first = parsed.at(Span(source.start, source.end))
    parted = bool(first) and first[0].i > 0 and first[0].nbor(-1).text == ","
    told = next(
        (
            other
            for other in found
            if other is not one
            and hull(other.cue).end <= hull(one.content).start
            and any(span.contains(cue) for span in other.content)
        ),
        None,
    )
    if not (ends and parted and told is not None):
        return one
    whole = Span(parsed.start, parsed.start + first[0].nbor(-1).idx)
    return replace(one, frame=TRAILING, content=(whole,), content_at=told.cue_at)


def trailing(
    parsed: Parsed, cue: Token, words: Lexicon, *, going_on: bool = False
) -> Attribution | None:
    """The attribution whose reporting clause ends the sentence after a comma, if `cue` has one.

    Only for verbs that report a clause, in the past or present, with nothing after them but when,
    where and to whom. With `going_on` another clause may follow ('…, a clerk tells the Courier,
    and he was grinning').
    """
    kind = words.spoken.get((cue.lemma_.lower(), "clause"))
    last = all(token.is_punct for token in cue.doc[cue.i + 1 :])
    quoted = _quoted_as(cue)
    if cue.lemma_.lower() in words.list("with_that") and quoted is None:
        return None
    if kind not in KINDS or not (quoted is not None or _can_report(cue, last=last)):
        return None
    verb = cue if quoted is None else quoted
    comma = _comma_before(verb)
    if comma is None or comma.i < 4 or not _only_circumstance_after(cue, words, going_on=going_on):
        return None
    comma = _before_apposition(comma, verb, words)
    doc = cue.doc
    helping = {token.i for token in children(verb, "aux", "auxpass", "advmod", "punct")}
    first = comma.i + 1
    if doc[first].lower_ == "or" and doc[first + 1].lower_ == "so":
        first += 2  # '…, or so the governor claims'
    source = [doc[i] for i in range(first, verb.i) if i not in helping]
    while source and source[-1].is_punct:
        source.pop()
    end = before_citing(source[-1]).i if source else first
    source, behind = [one for one in source if one.i <= end], verb.i - end
    nouns = [token for token in source if token.pos_ in {"NOUN", "PROPN", "PRON"}]
    goes_on = bool(source) and source[0].dep_ in {"cc", "mark"}  # '…, and he has read the press'
    # '…, a pact whose terms both denied' and '…, which X told', not '…, X, who runs it, told'
    relative = next((one for one in source if one.tag_ in RELATIVE), None)
    aside = relative is not None and relative.nbor(-1).text == "," and relative.i > source[0].i
    goes_on = goes_on or (relative is not None and not aside)
    if goes_on or not nouns or nouns[-1].i < verb.i - max(4, behind):
        return None
    inside = {token.i for token in source}
    heads = [token for token in nouns if token.head.i not in inside] or nouns[-1:]
    content = [doc[i] for i in range(comma.i)]
    verbs = _telling(content, cue, alone=last and len(source) == 1)
    if not verbs:
        return None
    top = min(verbs, key=_height)
    return Attribution(
        source=parsed.of(source),
        cue=parsed.of([cue]),
        content=parsed.of(content),
        lemma=cue.lemma_.lower(),
        frame=TRAILING,
        cue_class=kind,
        sentence=parsed.number,
        cue_at=cue.i,
        source_at=heads[0].i,
        content_at=top.i,
    )


def _telling(content: Sequence[Token], cue: Token, *, alone: bool) -> list[Token]:
    """The verbs that a content before `cue` may hang on; its participles only where it has no
    other, and the source is a single word (`alone`) or the parser took it for the subject."""
    verbs = [t for t in content if t.tag_ in FINITE and t.dep_ not in {"aux", "auxpass"}]
    verbs = verbs or [
        t.head for t in content if t.dep_ in {"aux", "auxpass"} and t.head.i <= content[-1].i
    ]
    participles = [t for t in content if t.tag_ == "VBN" and t.dep_ == "acl"]
    if not verbs and alone:
        verbs = participles  # 'A van lost, he said'
    if not verbs:  # 'Nine lorries passed the gate, a clerk reported': 'passed' as a participle
        counted = {one.i for one in children(cue, "nsubj") if one.i <= content[-1].i}
        verbs = [t for t in participles if t.head.i in counted]
    return verbs


def _quoted_as(cue: Token) -> Token | None:
    """'was' of 'X was quoted by the radio as saying', for 'saying'."""
    above = quoting_verb(cue)
    passive = above is not None and child(above, "auxpass") is not None
    return child(above, "aux", "auxpass") if above is not None and passive else None


def _can_report(cue: Token, *, last: bool) -> bool:
    """Whether `cue` can be the verb of a clause with a subject before it."""
    if cue.tag_ == "NNS":
        return last and _is_verb_at_end(cue)
    if cue.tag_ not in {"VBD", "VBN", "VBZ", "VBP"}:
        return False
    if cue.i > 0 and (cue.nbor(-1).lower_ == "so" or child(cue, "agent", "auxpass")):
        return False  # 'the capital so described', 'published by the office', 'has been claimed'
    bare = cue.tag_ == "VBN" and not (last or child(cue, "aux"))
    by = any(token.lower_ == "by" for token in cue.doc[cue.i :])
    return not (bare and (by or cue.dep_ == "amod"))  # 'a line repeated word for word by'


def _is_verb_at_end(noun: Token) -> bool:
    """'…, an aide volunteers.', '…, or so its governor, X, claims.': after somebody."""
    if noun.nbor(-1).text == ",":
        return any(token.lower_ == "or" for token in noun.doc[max(0, noun.i - MAX_AFTER) : noun.i])
    return noun.nbor(-1).pos_ in {"NOUN", "PROPN", "PRON"} and noun.nbor(-1).i > 0


def _comma_before(cue: Token) -> Token | None:
    """The nearest comma to the left, with no finite verb between but the cue's own auxiliaries.

    A comma right before the cue ends an apposition: the one before that is meant.
    """
    last = cue.i - 2 if cue.i > 0 and cue.nbor(-1).text == "," else cue.i - 1
    last = _before_clause(before_citing(cue.doc[last])) if last < cue.i - 1 else last
    for i in range(last, max(-1, cue.i - MAX_SOURCE), -1):
        token = cue.doc[i]
        if token.text in {",", ",”", ',"'}:
            return token
        helping = token.dep_ in {"aux", "auxpass"} and token.head.i == cue.i
        subordinate = token.dep_ == "mark" or (token.dep_ == "prep" and token.lower_ == "after")
        if (token.tag_ in FINITE and not helping) or subordinate or token.text in STOPS:
            return None
    return None


def _before_clause(last: Token) -> int:
    """Where the name ends of 'NAME, who runs its office, told'."""
    clause = next((one for one in (last, *ancestors(last)) if one.dep_ == "relcl"), None)
    if clause is None:
        return last.i
    first = min(token.i for token in clause.subtree)
    comma = first > 1 and last.doc[first - 1].text == ","
    return first - 2 if comma and last.doc[first].tag_ in {"WP", "WDT", "WP$"} else last.i


def _before_apposition(comma: Token, cue: Token, words: Lexicon) -> Token:
    """'…, the governor's spokesman, Talha Zazai, told': the comma before the whole of it."""
    doc = cue.doc
    before = comma.i - 1
    while before > max(0, comma.i - MAX_SOURCE) and doc[before].text != ",":
        if doc[before].tag_ in FINITE or doc[before].text in STOPS:
            return comma
        before -= 1
    if doc[before].text != "," or before < 4:
        return comma
    office, name = doc[before + 1 : comma.i], doc[comma.i + 1 : cue.i]
    roles = words.list("roles") | words.list("bodies")
    named = any(token.pos_ == "PROPN" for token in name)
    nouns = [token for token in office if token.pos_ == "NOUN" and token.dep_ != "pobj"]
    held = any(token.lower_ in roles for token in office if token.dep_ != "pobj")
    called = len(name) > 0 and name[0].pos_ == "PROPN"  # 'the governor of Nimroz, NAME, said'
    if named and (held or (called and any(names_speaker(one, words) for one in nouns))):
        return doc[before]
    held = any(token.lower_ in roles for token in name)
    return doc[before] if held and all(token.pos_ == "PROPN" for token in office) else comma


def _only_circumstance_after(cue: Token, words: Lexicon, *, going_on: bool) -> bool:
    after = [cue.doc[i] for i in range(cue.i + 1, len(cue.doc))]
    citing = words.list("citing") | words.list("adding")
    for at, token in enumerate(after):
        if at < SOON and token.lower_ in WHEN and token.dep_ in {"advmod", "mark"}:
            return True  # '…, its editor insisted when I rang him'
        if token.text == "," and at + 2 < len(after) and _goes_on(after[at + 1]):
            return going_on and at <= MAX_AFTER
        if token.tag_ == "VBG" and at and after[at - 1].text == "," and token.lemma_ in citing:
            return True
        if at >= MAX_AFTER or token.tag_ in {*FINITE, "VBG", "WP", "WDT"} or token.lower_ == "so":
            return False
    return True


def _goes_on(token: Token) -> bool:
    """Whether a further clause begins: ', and he was grinning', ', in which he also deplored'."""
    return token.lower_ in GOING_ON or (token.pos_ == "ADP" and token.nbor().lower_ == "which")


def _height(token: Token) -> tuple[int, int]:
    depth, current = 0, token
    while current.head.i != current.i and depth < 40:
        current = current.head
        depth += 1
    return depth, token.i
