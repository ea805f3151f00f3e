"""Cues of a language whose verb comes last: Persian, Dari, Pashto."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from monitor.catalogue.lexicons import lexicon
from monitor.claims.lexical.cues import Cue, is_passive
from monitor.claims.lexical.words import (
    CLOSED,
    COMMA,
    OPENING,
    Words,
    alternatives,
    kinds_of,
    listed,
    phrases,
)
from monitor.claims.text.spans import Span
from monitor.domain import CueClass

JOINT = 110
SHORTEST = 12
LEAST_WORDS = 3
ENDS = re.compile(rf"[\s.!?؟۔…{CLOSED}]*$")
GAP = re.compile(rf"[\s{COMMA}]*")


def read_verb_last(
    text: str, sentence: Span, matches: list[re.Match[str]], words: Words
) -> Iterator[Cue]:
    start, previous = sentence.start, None
    for match in matches:
        made = _sov_cue(text, sentence, Span(start, match.start()), match, words)
        if made is None:
            continue
        if previous is not None and previous.frame == "with":
            yield previous
        elif previous is not None:
            joint = _joint(text, start, match.start(), words)
            if joint is not None:
                at, after = joint
                yield _ended(previous, at)
                made = _goes_on(made, Span(after, match.start()), text, words)
            else:
                yield previous
        previous = made
        start = made.content.start if made.frame == "clause" else match.end()
        start = made.content.end if made.frame == "with" else start
    if previous is not None:
        yield previous


def _ended(cue: Cue, at: int) -> Cue:
    """The content of a clause ends where the next begins; an object stands before its verb."""
    return replace(cue, content=Span(cue.content.start, at)) if cue.frame == "clause" else cue


def _goes_on(made: Cue, region: Span, text: str, words: Words) -> Cue:
    """The cue after an 'and' or a 'but': with a speaker of its own, or with the one before."""
    alone = _only_adverbs(text[slice(*region)], words.language)
    made = replace(made, region=region, follows=alone)
    return replace(made, content=region) if made.frame == "object" else made


def _only_adverbs(text: str, language: str) -> bool:
    empty = (listed(language, "adverbs") | listed(language, "preps") | listed(language, "times")
             | listed(language, "joining") | listed(language, "pronouns")
             | listed(language, "posts") | listed(language, "determiners"))  # fmt: skip
    return all(word in empty for word in re.findall(r"\w+", text))


def _sov_cue(
    text: str, sentence: Span, region: Span, match: re.Match[str], words: Words
) -> Cue | None:
    kinds = kinds_of(match[0], words)
    told = kinds.get("clause") or kinds.get("that")
    region = _main(text, region, words.language, clause=told is not None)
    span, passive = Span(*match.span()), is_passive(match[0], words.language)
    joined = words.connector.match(text, match.end(), sentence.end)
    if joined is not None and _until(text, span.end + 1, words.language):
        joined = None  # 'گفت تا پایان سال …'
    if "with" in kinds or "around" in kinds:
        return _framed(text, sentence, region, span, kinds, words)
    if joined is None and _wants(text, region, match[0], words.language):
        return None
    if joined is not None and told is not None and joined.end() < sentence.end:
        content = Span(joined.end(), sentence.end)
        return Cue(span, told, "clause", region, content, passive=passive)
    return _unjoined(text, sentence, region, span, kinds, words)


def _until(text: str, at: int, language: str) -> bool:
    """'تا پایان سال', 'تا امروز': a time, and no conjunction."""
    if phrases(language, "coming").match(text, at) is not None:
        return True
    after = text[at : at + 24].split()[:2]
    return language == "fa" and after[:1] == ["تا"] and after[-1] in listed(language, "times")


def _unjoined(
    text: str,
    sentence: Span,
    region: Span,
    span: Span,
    kinds: Mapping[str, CueClass],
    words: Words,
) -> Cue | None:
    """A cue after which no conjunction stands: at the end of its clause, or before a content."""
    ends = ENDS.match(text, span.end, sentence.end) is not None
    rest = text[span.end : span.end + 3].lstrip()
    closes = ends or rest[:1] in set(COMMA) or _is_joined(rest)
    if "object" in kinds and closes:
        return Cue(span, kinds["object"], "object", region, region)
    passive = is_passive(text[slice(*span)], words.language)
    gap = GAP.match(text, span.end)
    content = Span(gap.end() if gap else span.end, sentence.end)
    goes_on = not ends and len(text[slice(*content)].split()) >= LEAST_WORDS
    told = kinds.get("clause") or kinds.get("that")
    if told is not None and closes and ("clause" in kinds or _quotes(text, region)):
        trailing = _trailing(text, region, span, told)
        if trailing is not None and not (goes_on and _unfinished(text, trailing, words.language)):
            return replace(trailing, passive=passive)
    if "clause" in kinds and goes_on and not _is_joined(rest):
        # The conjunction may be left out: 'می گویند جنگنده ها …', 'وايي، دوه میلیونه …'.
        return Cue(span, kinds["clause"], "clause", region, content, passive=passive)
    return None


def _unfinished(text: str, cue: Cue, language: str) -> bool:
    """Whether what stands before the last comma is no clause, but words of the speaker: 'نادر
    کاوه، د کلي مشر، ویلي، …'.
    """
    said = text[slice(*cue.content)].rstrip()
    return said[-1:] not in set(CLOSED) and _finals(language).search(said) is None


def _wants(text: str, region: Span, verb: str, language: str) -> bool:
    """'چگونه می خواهد پول را بپردازد': wants something, and asks nobody."""
    asked = listed(language, "addressed")
    wanting = " ".join(verb.split()) in listed(language, "wanting")
    return wanting and not asked & set(text[slice(*region)].split())


def _framed(
    text: str,
    sentence: Span,
    region: Span,
    span: Span,
    kinds: Mapping[str, CueClass],
    words: Words,
) -> Cue | None:
    """A cue whose content stands between it and something after it."""
    if "with" in kinds:
        return _with(text, sentence, region, span, kinds["with"])
    return _around(text, sentence, region, span, kinds["around"], words)


def _main(text: str, region: Span, language: str, *, clause: bool) -> Span:
    """The clause in which the speaker stands: after 'این در حالی است که', 'روزی که', and before a
    content after any 'است که' ('کمتر از شماری است که X گفته …')."""
    found = _leads(language).match(text, *region)
    if clause:
        for match in _copular(language).finditer(text, *region):
            found = match
    return Span(found.end(), region.end) if found is not None else region


@cache
def _leads(language: str) -> re.Pattern[str]:
    held = lexicon(language)
    be, that, when = (alternatives(held.list(name)) for name in ("copular", "relatives", "whens"))
    points = "این|دا|دغه"
    return re.compile(
        rf"\s*(?:(?:{points})\s+(?:در|په)\s+(?:\w+\s+){{1,4}}(?:{be})|(?:{when})"
        rf"|[^{COMMA}]{{0,80}}\sدر حالی(?: \w+){{1,4}}?)\s+(?:{that})(?!\w)\s*"
    )


@cache
def _copular(language: str) -> re.Pattern[str]:
    be, that = (alternatives(lexicon(language).list(name)) for name in ("copular", "relatives"))
    return re.compile(rf"(?<!\w)(?:{be})\s+(?:{that})(?!\w)\s*")


@cache
def ends_in_semicolon(language: str) -> re.Pattern[str]:
    """A verb and a semicolon, after which a sentence of its own begins."""
    finals = lexicon(language).list("finals")
    return re.compile(rf"(?<!\w)(?:{alternatives(finals)})\s?؛" if finals else r"(?!)")


def _with(text: str, sentence: Span, region: Span, span: Span, kind: CueClass) -> Cue | None:
    """'X با محکوم کردن C، …', 'X با بیان اینکه C، …': up to the comma before the main verb."""
    end = next((at for at in range(span.end, sentence.end) if text[at] in COMMA), None)
    if end is None or end - span.end < SHORTEST or not text[slice(*region)].strip(" ،"):
        return None
    return Cue(span, kind, "with", region, Span(span.end, end))


def _around(
    text: str, sentence: Span, region: Span, span: Span, kind: CueClass, words: Words
) -> Cue | None:
    """'خواستار C شد': the content stands between the two halves of the cue."""
    close = phrases(words.language, "closing").search(text, span.end, sentence.end)
    if close is None:
        return None
    joined = words.connector.match(text, close.end(), sentence.end)
    if joined is not None and joined.end() < sentence.end:
        return Cue(span, kind, "clause", region, Span(joined.end(), sentence.end))
    return Cue(span, kind, "clause", region, Span(span.end, close.start()))


def _is_joined(rest: str) -> bool:
    """'گفت و …': the verb goes on to another clause instead of a content."""
    return rest[:2] in {"و ", "او"} or not rest


def _quotes(text: str, region: Span) -> bool:
    return text[region.start : region.end].lstrip()[:1] in set(OPENING)


def _trailing(text: str, region: Span, span: Span, kind: CueClass) -> Cue | None:
    """'C، X گفت': the content stands first, up to its closing mark or the last comma but a name."""
    lead = text[region.start : region.end]
    opened = re.match(rf"\s*[{OPENING}]", lead)
    closing = [lead.rfind(mark) for mark in CLOSED] if opened else []
    cut = max(closing, default=-1)
    if cut > 0:
        return Cue(span, kind, "trailing", Span(region.start + cut + 1, region.end),
                   Span(region.start, region.start + cut + 1))  # fmt: skip
    cut = max(lead.rfind(mark) for mark in COMMA)
    before = max(lead.rfind(mark, 0, max(cut, 0)) for mark in COMMA)
    if before >= SHORTEST and not lead[cut + 1 :].strip():
        cut = before
    if cut < SHORTEST:
        return None
    at = region.start + cut
    return Cue(span, kind, "trailing", Span(at + 1, region.end), Span(region.start, at))


@cache
def _breaks(language: str) -> re.Pattern[str]:
    """'but' in a new clause, or 'and' after a verb."""
    but = alternatives(lexicon(language).list("adversatives"))
    joining = "و" if language == "fa" else "او"
    return re.compile(rf"[{COMMA}.»”]?\s+(?:(?P<but>{but})|(?P<and>{joining}))(?=\s)")


@cache
def _finals(language: str) -> re.Pattern[str]:
    """A finite verb at the end of a clause; the Persian future and present by their form."""
    verbs = alternatives(lexicon(language).list("finals"))
    formed = r"|خواه(?:د|ند|یم|م) \w+|ن?می \w+" if language == "fa" else ""
    return re.compile(rf"(?<!\w)(?:{verbs}{formed})\s*[»”\"]?$")


def _joint(text: str, start: int, end: int, words: Words) -> tuple[int, int] | None:
    """(end of what went before, start of the new clause) before a coordinated cue."""
    low = max(start, end - JOINT)
    found = None
    for match in _breaks(words.language).finditer(text, low, end):
        if (
            match["but"]
            or match[0][0] in COMMA + CLOSED
            or _finals(words.language).search(text, max(start, match.start() - 24), match.start())
            or _only_adverbs(text[match.end() : end], words.language)
        ):
            found = match
    return (found.start(), found.end()) if found is not None else None
