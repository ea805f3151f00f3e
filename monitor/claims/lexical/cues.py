"""Cues, connectors and clause order of Persian, Dari, Pashto and Arabic, by lexicon alone.

No parser for these installs from a registry, but their wire prose is regular: 'X گفت که C',
'به گفته X، C', 'X … چې C', 'قال X إن C'. This file finds, in one sentence, each cue with the
stretch in which its speaker stands (`region`) and the stretch it reports (`content`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from monitor.catalogue.lexicons import lexicon
from monitor.claims.lexical.phrases import blanked
from monitor.claims.lexical.words import (
    CLOSED,
    COMMA,
    OPENING,
    Words,
    alternatives,
    kinds_of,
    listed,
    phrases,
    words_of,
)
from monitor.claims.text.spans import Span
from monitor.domain import CueClass

MAX_REGION = 260
JOINT = 110
SHORTEST = 12
ENDS = re.compile(rf"[\s.!?؟۔…{CLOSED}]*$")
GAP = re.compile(rf"[\s{COMMA}]*")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word in a sentence; spans count from the start of the text.

    `follows` means that the speaker of the cue before it goes on ('… و افزود که'), `passive` that
    the speaker stands after 'by' or is not told.
    """

    span: Span
    kind: CueClass
    frame: str
    region: Span
    content: Span
    follows: bool = False
    passive: bool = False


Quoted = Callable[[int], bool]


def find_cues(text: str, sentence: Span, language: str, quoted: Quoted) -> tuple[Cue, ...]:
    """The cues of one sentence of the folded `text`, in order; none that is itself `quoted`."""
    words = words_of(language)
    matches = [m for m in words.cues.finditer(text, *sentence)
               if not quoted(m.start()) and not _ascribing(text, m, sentence, language)]  # fmt: skip
    unnamed = blanked(language, text, sentence)
    matches = [m for m in matches if not any(h.start <= m.start() < h.end for h in unnamed)]
    read = _verb_first if words.verb_first else _verb_last
    return tuple(read(text, sentence, matches, words))


def _ascribing(text: str, match: re.Match[str], sentence: Span, language: str) -> bool:
    """'به گفته X': the word belongs to a phrase that means 'according to'."""
    near = Span(max(sentence.start, match.start() - 14), min(sentence.end, match.end() + 4))
    found = phrases(language, "according").search(text, *near)
    return found is not None and found.start() < match.end() and match.start() < found.end()


# Verb last: Persian, Dari, Pashto


def _verb_last(
    text: str, sentence: Span, matches: list[re.Match[str]], words: Words
) -> Iterator[Cue]:
    start, previous = sentence.start, None
    for match in matches:
        made = _sov_cue(text, sentence, Span(start, match.start()), match, words)
        if made is None:
            continue
        if previous is not None:
            joint = _joint(text, start, match.start(), words)
            if joint is not None:
                at, after = joint
                yield _ended(previous, at)
                made = _goes_on(made, Span(after, match.start()), text, words)
            else:
                yield previous
        previous = made
        start = made.content.start if made.frame == "clause" else match.end()
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
    span, passive = Span(*match.span()), _passive(match[0], words.language)
    joined = words.connector.match(text, match.end(), sentence.end)
    if joined is not None and "clause" in kinds and joined.end() < sentence.end:
        content = Span(joined.end(), sentence.end)
        return Cue(span, kinds["clause"], "clause", region, content, passive=passive)
    ends = ENDS.match(text, match.end(), sentence.end) is not None
    rest = text[match.end() : match.end() + 3].lstrip()
    closes = ends or rest[:1] in set(COMMA) or _is_joined(rest)
    if "object" in kinds and closes:
        return Cue(span, kinds["object"], "object", region, region)
    if "around" in kinds:
        return _around(text, sentence, region, span, kinds["around"], words)
    if "clause" in kinds and closes:
        trailing = _trailing(text, region, span, kinds["clause"])
        if trailing is not None:
            return replace(trailing, passive=passive)
    if "clause" in kinds and not ends and not _is_joined(rest):
        # The conjunction may be left out: 'می گویند جنگنده ها …', 'وايي، دوه میلیونه …'.
        gap = GAP.match(text, match.end())
        content = Span(gap.end() if gap else match.end(), sentence.end)
        if len(text[slice(*content)].split()) >= 3:
            return Cue(span, kinds["clause"], "clause", region, content, passive=passive)
    return None


def _passive(cue: str, language: str) -> bool:
    return phrases(language, "passives").search(cue) is not None


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
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon(language).list('finals'))})\s*[»”\"]?$")


def _joint(text: str, start: int, end: int, words: Words) -> tuple[int, int] | None:
    """(end of what went before, start of the new clause) before a coordinated cue."""
    low = max(start, end - JOINT)
    found = None
    for match in _breaks(words.language).finditer(text, low, end):
        if match["but"] or match[0][0] in COMMA + CLOSED:
            found = match
        elif _finals(words.language).search(text, max(start, match.start() - 24), match.start()):
            found = match
        elif _only_adverbs(text[match.end() : end], words.language):
            found = match
    return (found.start(), found.end()) if found is not None else None


# Verb first: Arabic


def _verb_first(
    text: str, sentence: Span, matches: list[re.Match[str]], words: Words
) -> Iterator[Cue]:
    start, previous = sentence.start, None
    for match in matches:
        if previous is not None and _within(match, previous):
            continue
        made = _vso_cue(text, sentence, Span(start, match.start()), match, words)
        if made is None:
            continue
        if previous is not None:
            inside = previous.content.start <= match.start()
            parted = inside and _parted(text, previous, match, words)
            if parted:
                yield replace(previous, content=Span(previous.content.start, match.start()))
            else:
                yield previous
            made = replace(made, follows=parted and _says_on(text, made, match, words))
        previous = made
        start = made.content.start
    if previous is not None:
        yield previous


def _within(match: re.Match[str], previous: Cue) -> bool:
    """Between a verb and its connector stands its speaker, and no other cue."""
    return previous.frame == "clause" and match.start() < previous.region.end


def _parted(text: str, previous: Cue, match: re.Match[str], words: Words) -> bool:
    """Whether a new clause of the reporter begins: 'وأضاف', '، مضيفا', '، لكن الجيش نفى'."""
    cue = match[0]
    if (cue[0] in "وف" and cue[1:].split()[0] in words.kinds) or cue in listed("ar", "participles"):
        return True
    before = text[previous.content.start : match.start()]
    return re.search(rf"[{COMMA}]\s*\w*\s*$", before) is not None


def _says_on(text: str, made: Cue, match: re.Match[str], words: Words) -> bool:
    """A participle, or a verb after which nobody is named: the speaker before goes on."""
    if match[0] in listed("ar", "participles"):
        return True
    between = text[slice(*made.region)].strip(" ،,:")
    return not between or between.split()[0] in listed("ar", "preps")


def _vso_cue(
    text: str, sentence: Span, before: Span, match: re.Match[str], words: Words
) -> Cue | None:
    kinds, span = kinds_of(match[0], words), Span(*match.span())
    limit = min(sentence.end, match.end() + MAX_REGION)
    joined = _first_connector(text, match.end(), limit)
    verdict = _called_untrue(text, match, joined, sentence)
    if verdict is not None:
        return verdict
    passive = _passive(match[0], "ar")
    if joined is not None and "clause" in kinds and not _too_late(text, match, joined, kinds):
        region = Span(match.end(), joined.start())
        content = Span(joined.end(), sentence.end)
        if not passive and match[0] not in listed("ar", "participles"):
            region = _asked(text, before, region) or _with_lead(text, before, region)
        return Cue(span, kinds["clause"], "clause", region, content, passive=passive)
    spoken = kinds.get("clause") not in (None, CueClass.ORDER)
    if spoken and match[0] not in listed("ar", "participles"):
        trailing = _after_content(text, before, sentence, span, kinds["clause"])
        if trailing is not None:
            return trailing
    if "object" in kinds:
        rest = Span(match.end(), sentence.end)
        subject = _subject_before(text, before)
        region = subject if subject is not None else rest
        return Cue(span, kinds["object"], "object", region, rest)
    return None


def _called_untrue(
    text: str, match: re.Match[str], joined: re.Match[str] | None, sentence: Span
) -> Cue | None:
    """'وصف X التقارير بأنها لا أساس لها': what is called untrue is denied."""
    if joined is None or not {match[0], match[0][1:]} & listed("ar", "calling"):
        return None
    if phrases("ar", "untrue").match(text, joined.end(), sentence.end) is None:
        return None
    between = Span(match.end(), joined.start())
    return Cue(Span(*match.span()), CueClass.DENY, "object", between, between)


def _too_late(
    text: str, match: re.Match[str], joined: re.Match[str], kinds: dict[str, CueClass] | object
) -> bool:
    """'طالبت X بفتح الباب، وقالت إن': another cue stands before the connector."""
    between = text[match.end() : joined.start()]
    return re.search(rf"[.؟]\s|[{COMMA}]\s*و?(?:قال|اضاف|اکد|لکن)", between) is not None


def _asked(text: str, before: Span, region: Span) -> Span | None:
    """'وسئل X عن …، فقال': the one who is asked answers."""
    if text[slice(*region)].strip(" ،,:"):
        return None
    match = re.search(r"(?<!\w)[وف]?سیلت?\s", text[slice(*before)])
    return Span(before.start + match.end(), before.end) if match is not None else None


def _with_lead(text: str, before: Span, region: Span) -> Span:
    """The subject may come first: 'وكانت القناة قد نقلت عن …', 'أن X أبلغ Y أن'."""
    subject = _subject_before(text, before)
    return Span(subject.start, region.end) if subject is not None else region


def _subject_before(text: str, before: Span) -> Span | None:
    """The words right before a verb, if they can be its subject."""
    lead = text[slice(*before)]
    cut = max((lead.rfind(mark) for mark in COMMA + ":"), default=-1)
    if cut >= 0 and not lead[cut + 1 :].strip():
        return None
    at = before.start
    if lead[cut : cut + 1] and lead[cut] in COMMA + ":":
        at += cut + 1
    words = list(re.finditer(r"\S+", text[at : before.end]))
    skipped = listed("ar", "auxiliaries") | listed("ar", "adverbs") | listed("ar", "adversatives")
    while words and words[0][0] in skipped:
        words = words[1:]
    if not words or _starts_adverb(words[0][0]):
        return None
    return Span(at + words[0].start(), before.end)


def _starts_adverb(word: str) -> bool:
    plain = word.removeprefix("و")
    return any(one in listed("ar", name) for one in (word, plain) for name in ("preps", "times"))


def _after_content(
    text: str, before: Span, sentence: Span, span: Span, kind: CueClass
) -> Cue | None:
    """'«C»، قال X': what stands before a comma and the verb is the content."""
    lead = text[slice(*before)]
    stripped = lead.rstrip(" ،,")
    if len(stripped) < 6 or stripped == lead.rstrip():
        if not stripped.endswith(tuple(CLOSED)):
            return None
    if not stripped.endswith(tuple(CLOSED)) and len(stripped) < SHORTEST:
        return None
    content = Span(before.start, before.start + len(stripped))
    return Cue(span, kind, "trailing", Span(span.end, sentence.end), content)


@cache
def _connectors() -> re.Pattern[str]:
    forms = alternatives(lexicon("ar").list("connectors"))
    return re.compile(rf"\s*[{COMMA}]?\s*(?:(?<!\w)(?:{forms})(?!\w)\s*:?|:)\s*")


def _first_connector(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first connector that stands as a word of its own."""
    return _connectors().search(text, start, end)
