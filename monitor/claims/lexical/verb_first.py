"""Cues of a language whose verb comes first: Arabic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from monitor.catalogue.lexicons import lexicon
from monitor.claims.lexical.answers import of_answer
from monitor.claims.lexical.cues import Cue, is_passive
from monitor.claims.lexical.denials import refuses
from monitor.claims.lexical.valency import is_led
from monitor.claims.lexical.verbal_nouns import carried, of_owner
from monitor.claims.lexical.words import (
    CLOSED,
    COMMA,
    OPENING,
    Words,
    alternatives,
    key,
    kinds_of,
    listed,
    phrases,
)
from monitor.claims.text.spans import Span
from monitor.domain import CueClass

MAX_REGION = 260
SHORTEST = 12


def read_verb_first(
    text: str,
    sentence: Span,
    matches: list[re.Match[str]],
    words: Words,
    nouns: Sequence[re.Match[str]] = (),
    answers: Sequence[re.Match[str]] = (),
) -> Iterator[Cue]:
    """The cues of a sentence: its verbs of saying, verbal `nouns` whose doer follows, and clauses
    that answer what goes before."""
    start, previous = sentence.start, None
    for match in sorted([*matches, *nouns, *answers], key=lambda one: one.end()):
        if previous is not None and _within(match, previous):
            continue
        before = Span(start, match.start())
        if match in answers:
            made = of_answer(text, match, sentence, previous)
        elif match in nouns:
            made = of_owner(match, sentence)
        else:
            made = _vso_cue(text, sentence, before, match, words)
        if made is None:
            continue
        if start == sentence.start and made.frame == "clause":
            made = replace(made, aside=before)
        if previous is not None:
            inside = previous.content.start <= match.start()
            parted = match in answers or (inside and _parted(text, previous, match, words))
            if inside and not parted and _is_part(text, made, previous):
                continue
            yield _up_to(match.start(), previous) if parted else previous
            made = replace(made, follows=parted and _says_on(text, made, match))
        previous = made
        start = made.content.start
    if previous is not None:
        yield previous


def _up_to(end: int, cue: Cue) -> Cue:
    return replace(cue, content=Span(cue.content.start, end))


def _is_part(text: str, cue: Cue, outer: Cue) -> bool:
    """'قال X إن Y أشاد بـ': what others praise, blame or ask for is part of what X says."""
    valued = cue.kind in (CueClass.CLAIM, CueClass.SAY, CueClass.ORDER)
    said = refuses(text[slice(*cue.span)], text[cue.span.end + 1 : cue.content.end], cue.kind, "ar")
    return (valued or said) and cue.frame == "object" and outer.frame == "clause"


def _within(match: re.Match[str], previous: Cue) -> bool:
    """Between a verb and its connector stands its speaker, and no other cue."""
    return previous.frame == "clause" and match.start() < previous.region.end


def _parted(text: str, previous: Cue, match: re.Match[str], words: Words) -> bool:
    """Whether a new clause of the reporter begins: 'وأضاف', '، مضيفا', '، لكن الجيش نفى'."""
    cue = match[0]
    if (cue[0] in "وف" and cue[1:].split()[0] in words.kinds) or cue in listed("ar", "participles"):
        return True
    return _linked().search(text, previous.content.start, match.start()) is not None


@cache
def _linked() -> re.Pattern[str]:
    """A comma right before a verb, or with one word or a conjunction ('في حين') between them."""
    between = alternatives(lexicon("ar").list("linkers"))
    had = key("وكان")
    return re.compile(rf"[{COMMA}]\s*(?:و?(?:{between})\s+|\w*\s*|{had}ت?\s[^{COMMA}]*)$")


def _says_on(text: str, made: Cue, match: re.Match[str]) -> bool:
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
    cites = kinds.get("clause") is CueClass.CITE
    noun = carried(text, match, sentence.end, cites=cites) if "noun" in kinds or cites else None
    if noun is not None:
        region = _with_lead(text, before, noun.region)
        return replace(noun, region=region)
    passive = is_passive(match[0], "ar")
    if joined is not None and "clause" in kinds and not _too_late(text, match, joined):
        region, lead = Span(match.end(), joined.start()), None
        content = Span(joined.end(), sentence.end)
        if not passive:
            lead = _main_clause(text, before) if before.start == sentence.start else None
            if match[0] not in listed("ar", "participles"):
                region = _asked(text, before, region) or _with_lead(text, before, region)
        return Cue(span, kinds["clause"], "clause", region, content, passive=passive, lead=lead)
    spoken = kinds.get("clause") not in (None, CueClass.ORDER)
    if (
        spoken
        and _openers().search(text, *before) is None
        and match[0] not in listed("ar", "participles")
    ):
        trailing = _after_content(text, before, sentence, span, kinds["clause"])
        if trailing is not None:
            return trailing
    if "object" in kinds and is_led(text, match, sentence):
        rest = Span(match.end(), sentence.end)
        subject = _subject_before(text, before)
        region = subject if subject is not None else rest
        kind = CueClass.SAY if _not_ruled_out(text, before) else kinds["object"]
        return Cue(span, kind, "object", region, rest)
    return None


def _not_ruled_out(text: str, before: Span) -> bool:
    """'لم يستبعد X C': a denial that is denied."""
    last = text[slice(*before)].rsplit(None, 1)[-1:]
    return any(word.removeprefix("و") in listed("ar", "unsaid") for word in last)


def _called_untrue(
    text: str, match: re.Match[str], joined: re.Match[str] | None, sentence: Span
) -> Cue | None:
    """'وصف X التقارير بأنها «لا أساس لها»': what is called untrue is denied."""
    if joined is None or not {match[0], match[0][1:]} & listed("ar", "calling"):
        return None
    marked = re.compile(rf"[\s{OPENING}]*").match(text, joined.end(), sentence.end)
    at = marked.end() if marked is not None else joined.end()
    if phrases("ar", "untrue").match(text, at, sentence.end) is None:
        return None
    between = Span(match.end(), joined.start())
    return Cue(Span(*match.span()), CueClass.DENY, "object", between, between)


def _too_late(text: str, match: re.Match[str], joined: re.Match[str]) -> bool:
    """'طالبت X بفتح الباب، وقالت إن': another cue stands before the connector."""
    between = text[match.end() : joined.start()]
    return _another().search(between) is not None


@cache
def _another() -> re.Pattern[str]:
    """The end of a sentence, or a verb or a participle that goes on after a comma."""
    goes_on = alternatives(lexicon("ar").list("participles"))
    return re.compile(rf"[.؟]\s|[{COMMA}]\s*(?:و?(?:قال|اضاف|اکد|لکن)|(?:{goes_on})(?!\w))")


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
    opener = _openers().search(text, *before)
    lead = text[slice(*before)]
    if lead.rstrip().endswith("فقد"):
        return None  # 'أما من بقي، فقد تعهد X': X comes after the verb
    if opener is not None and opener.end() < before.end:
        named = Span(opener.end(), before.end)
        return None if _is_aside(text, named) else named
    cut = max((lead.rfind(mark) for mark in COMMA + ":"), default=-1)
    if cut >= 0 and not lead[cut + 1 :].strip():
        return None
    return _nominal(text, Span(before.start + cut + 1, before.end))


def _nominal(text: str, lead: Span) -> Span | None:
    """`lead` without auxiliaries at its head; None where a preposition or a time stands there."""
    words = list(re.finditer(r"\S+", text[slice(*lead)]))
    skipped = listed("ar", "auxiliaries") | listed("ar", "adverbs") | listed("ar", "adversatives")
    while words and {words[0][0], words[0][0].removeprefix("و")} & skipped:
        words = words[1:]
    if not words or _starts_adverb(words[0][0]):
        return None
    return Span(lead.start + words[0].start(), lead.end)


def _is_aside(text: str, span: Span) -> bool:
    """'اقتصادياً،', 'في بيروت،': no subject, but in what respect or where."""
    said = text[slice(*span)].rstrip()
    first = said.split(maxsplit=1)[:1]
    alone = len(said.split()) == 1 and said.endswith(tuple(COMMA))
    return alone or any(_starts_adverb(word) for word in first)


def _main_clause(text: str, before: Span) -> Span | None:
    """The clause before a comma and a verb: its subject may be that of the verb too.

    It begins with its subject, or with a verb of its own ('فسخر X من الخبر، مشددا على أن').
    """
    nominal = _nominal(text, _past_adverbs(text, before))
    if nominal is None:
        return None
    first = text[slice(*nominal)].split(maxsplit=1)[0]
    named = first.startswith("ال") or any(
        first in listed("ar", name) for name in ("roles", "bodies", "privates", "outlet_words")
    )
    return nominal if named else Span(nominal.start + len(first), nominal.end)


def _past_adverbs(text: str, before: Span) -> Span:
    """`before` without 'في بيروت،' and 'وخلال اللقاء،' at its head."""
    start = before.start
    for mark in re.compile(rf"[{COMMA}]").finditer(text, *before):
        words = text[start : mark.start()].split(maxsplit=1)
        if not words or not _starts_adverb(words[0]):
            break
        start = mark.end()
    return Span(start, before.end)


@cache
def _openers() -> re.Pattern[str]:
    """'غير أن', 'أما': a noun follows them, and it is the subject of what comes after it."""
    forms = alternatives(lexicon("ar").list("openers"))
    return re.compile(rf"(?<!\w)و?(?:{forms})\s+(?=\w)")


def _starts_adverb(word: str) -> bool:
    plain = word.removeprefix("و")
    return any(one in listed("ar", name) for one in (word, plain) for name in ("preps", "times"))


def _after_content(
    text: str, before: Span, sentence: Span, span: Span, kind: CueClass
) -> Cue | None:
    """'«C»، قال X': what stands before a comma and the verb is the content."""
    lead = text[slice(*before)]
    stripped = lead.rstrip(" ،,")
    comma = stripped != lead.rstrip() and len(stripped) >= SHORTEST
    quoted = stripped.endswith(tuple(CLOSED)) and stripped.lstrip()[:1] in OPENING
    told = comma and kind is CueClass.SAY and not _starts_adverb(stripped.split()[0])
    if not quoted and not told:
        return None  # 'في رسالة إلى المجلس، اتهم X': that tells where
    content = Span(before.start, before.start + len(stripped))
    return Cue(span, kind, "trailing", Span(span.end, sentence.end), content)


@cache
def _connectors() -> re.Pattern[str]:
    forms = alternatives(lexicon("ar").list("connectors"))
    return re.compile(rf"\s*[{COMMA}]?\s*(?:(?<!\w)(?:{forms})(?!\w)\s*:?|:)\s*")


def _first_connector(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first connector that stands as a word of its own, and not after 'قبل' or 'دون'."""
    found = _connectors().finditer(text, start, end)
    return next((one for one in found if not _conjoined().search(text, start, one.end())), None)


@cache
def _conjoined() -> re.Pattern[str]:
    """'قبل أن', 'من دون أن', 'كما أن': conjunctions that report nothing."""
    before = alternatives(lexicon("ar").list("conjoining"))
    return re.compile(rf"(?<!\w)و?(?:{before})\s+(?:{key('أن')}|{key('أنه')}|{key('أنها')})\s*$")
