"""Cues, connectors and clause order of Persian, Dari, Pashto and Arabic, by lexicon alone.

No parser for these installs from a registry, but their wire prose is regular: 'X گفت که C',
'به گفته X، C', 'X … چې C', 'قال X إن C'. This file finds, in one sentence, each cue with the
stretch in which its speaker stands (`region`) and the stretch it reports (`content`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from monitor.catalogue.lexicons import Lexicon, lexicon
from monitor.claims.text.spans import Span
from monitor.domain import CueClass

VARIANTS = ("يكأإآٱةىۀؤئ", "یکااااهیهوی")
INVISIBLE = "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\u0640"
FOLDED = str.maketrans(VARIANTS[0] + INVISIBLE, VARIANTS[1] + " " * len(INVISIBLE))
MAX_REGION = 260
COMMA = "،,؛;"
CLOSING = re.compile(r"[\s.!?؟۔…»”\"']*$")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word in a sentence; spans count from the start of the text.

    `follows` means that the speaker of the cue before it goes on ('… و افزود که').
    """

    span: Span
    kind: CueClass
    frame: str
    region: Span
    content: Span
    follows: bool = False


def folded(text: str) -> str:
    """`text` with letter variants folded and invisible characters blank; offsets unchanged."""
    return text.translate(FOLDED)


@dataclass(frozen=True)
class Words:
    """The compiled expressions of one language."""

    cues: re.Pattern[str]
    kinds: dict[str, dict[str, CueClass]]
    connector: re.Pattern[str]
    according: re.Pattern[str]
    according_after: bool
    verb_first: bool


@lru_cache(maxsize=4)
def words_of(language: str) -> Words:
    """The expressions for `language`, made once."""
    held = lexicon(language)
    kinds: dict[str, dict[str, CueClass]] = {}
    for (form, frame), kind in held.spoken.items():
        for inflected in _inflected(_key(form), held):
            kinds.setdefault(inflected, {})[frame] = kind
    verb_first = "vso" in held.list("order")
    according = alternatives(held.list("according"))
    copulas = alternatives(held.list("copulas")) or "(?!)"
    proclitic = "[وف]?" if verb_first else ""
    return Words(
        cues=re.compile(
            rf"(?<!\w){proclitic}(?:{alternatives(kinds)})(?!\w)(?! ?و ?گو)"
            rf"(?: (?:{copulas})(?!\w))?"
        ),
        kinds=kinds,
        connector=re.compile(
            rf"\s*[{COMMA}]?\s*(?:(?:{alternatives(held.list('connectors'))})(?!\w)\s*:?|:)\s*"
        ),
        according=re.compile(rf"(?<!\w)و?(?:{according})" + ("" if verb_first else r"(?!\w)")),
        according_after=bool(held.list("according_before")),
        verb_first=verb_first,
    )


def _inflected(form: str, held: Lexicon) -> tuple[str, ...]:
    """A cue with every form of the light verb at its end ('رد کرد', 'رد کرده است', 'رد می کند')."""
    stem, _, last = form.rpartition(" ")
    forms = {_key(base): each for base, each in held.tables.get("patterns", {}).items()}
    if last not in forms:
        return (form,)
    return (form, *(f"{stem} {_key(other)}".strip() for other in forms[last]))


def alternatives(forms: Iterable[str]) -> str:
    """A regular expression for any of `forms`, longest first, where a space may be missing."""
    keys = sorted({_key(form) for form in forms}, key=len, reverse=True)
    return "|".join(re.escape(key).replace(r"\ ", " ?") for key in keys)


def _key(form: str) -> str:
    return " ".join(folded(form).split())


def find_cues(text: str, sentence: Span, language: str) -> tuple[Cue, ...]:
    """The cues of one sentence of the folded `text`, in order."""
    words = words_of(language)
    found = (
        _verb_first(text, sentence, words)
        if words.verb_first
        else _verb_last(text, sentence, words)
    )
    return tuple(found)


def _kinds(match: re.Match[str], words: Words) -> dict[str, CueClass]:
    key = " ".join(match[0].split())
    for form in (key, key[1:], key.rpartition(" ")[0]):
        if form in words.kinds:
            return words.kinds[form]
    bare = key.replace(" ", "")
    return next((k for form, k in words.kinds.items() if form.replace(" ", "") == bare), {})


def _verb_last(text: str, sentence: Span, words: Words) -> Iterator[Cue]:
    start, previous = sentence.start, None
    for match in words.cues.finditer(text, *sentence):
        made = _sov_cue(text, sentence, Span(start, match.start()), match, words)
        if made is None:
            continue
        joint = _joint(text, start, match.start()) if previous is not None else None
        if previous is not None and joint is not None:
            yield replace(previous, content=Span(previous.content.start, joint))
            made = replace(made, region=Span(joint, match.start()), follows=True)
            if made.frame == "object":
                made = replace(made, content=made.region)
        elif previous is not None:
            yield previous
        previous = made
        start = made.content.start if made.frame == "clause" else match.end()
    if previous is not None:
        yield previous


def _sov_cue(
    text: str, sentence: Span, region: Span, match: re.Match[str], words: Words
) -> Cue | None:
    kinds = _kinds(match, words)
    span = Span(*match.span())
    joined = words.connector.match(text, match.end(), sentence.end)
    if joined is not None and "clause" in kinds and joined.end() < sentence.end:
        content = Span(joined.end(), sentence.end)
        return Cue(span, kinds["clause"], "clause", region, content)
    ends = CLOSING.match(text, match.end(), sentence.end) is not None
    rest = text[match.end() : match.end() + 3].lstrip()
    if "object" in kinds and (ends or rest[:1] in {"و", *COMMA}):
        return Cue(span, kinds["object"], "object", region, region)
    if "clause" in kinds and ends:
        return _trailing(text, region, span, kinds["clause"])
    if "clause" in kinds and not _is_joined(rest):
        # The conjunction may be left out: 'می گویند جنگنده ها …', 'وايي، دوه میلیونه …'.
        content = Span(match.end() + len(rest_gap(text, match.end())), sentence.end)
        if len(text[slice(*content)].split()) >= 4:
            return Cue(span, kinds["clause"], "clause", region, content)
    return None


def rest_gap(text: str, at: int) -> str:
    """The white space and comma after a cue."""
    found = re.compile(rf"[\s{COMMA}]*").match(text, at)
    return found[0] if found else ""


def _is_joined(rest: str) -> bool:
    """'گفت و …': the verb goes on to another clause instead of a content."""
    return rest[:2] in {"و ", "او"} or not rest


def _trailing(text: str, region: Span, span: Span, kind: CueClass) -> Cue | None:
    """'C، X گفت': what stands before the last comma or closing mark is the content."""
    cut = max(text.rfind(mark, region.start, region.end) for mark in '،,»”"')
    if cut - region.start < 12:
        return None
    content = Span(region.start, cut + (text[cut] not in COMMA))
    return Cue(span, kind, "trailing", Span(cut + 1, region.end), content)


def _joint(text: str, start: int, end: int) -> int | None:
    """Where 'and' before a coordinated cue stands, if the cue follows it closely."""
    window = text[max(start, end - 34) : end]
    at = max(window.rfind(" و "), window.rfind("، و "), window.rfind(" او "))
    return end - len(window) + at if at >= 0 else None


def _verb_first(text: str, sentence: Span, words: Words) -> Iterator[Cue]:
    start, previous = sentence.start, None
    for match in words.cues.finditer(text, *sentence):
        made = _vso_cue(text, sentence, Span(start, match.start()), match, words)
        if made is None:
            continue
        if previous is not None:
            inside = previous.content.start <= match.start()
            follows = inside and _goes_on(match[0], words)
            if follows:
                yield replace(previous, content=Span(previous.content.start, match.start()))
            else:
                yield previous
            made = replace(made, follows=follows)
        previous = made
        start = made.content.start
    if previous is not None:
        yield previous


def _goes_on(cue: str, words: Words) -> bool:
    """'وأضاف', 'مضيفا': a cue with 'and' before it, or a participle of the same speaker."""
    return (cue[0] in "وف" and cue[1:] in words.kinds) or (cue[0] == "م" and cue[-1] in "اه")


def _vso_cue(
    text: str, sentence: Span, before: Span, match: re.Match[str], words: Words
) -> Cue | None:
    kinds, span = _kinds(match, words), Span(*match.span())
    limit = min(sentence.end, match.end() + MAX_REGION)
    joined = _first_connector(text, match.end(), limit, words)
    if joined is not None and "clause" in kinds:
        region = Span(match.end(), joined.start())
        within = text[slice(*region)].strip(" ،,")
        if not within or within.startswith("عن "):
            # The subject comes first: 'وكانت القناة قد نقلت عن …'.
            region = Span(before.start, joined.start()) if within else before
        content = Span(joined.end(), sentence.end)
        return Cue(span, kinds["clause"], "clause", region, content)
    if "object" in kinds:
        rest = Span(match.end(), sentence.end)
        return Cue(span, kinds["object"], "object", rest, rest)
    return None


def _first_connector(text: str, start: int, end: int, words: Words) -> re.Match[str] | None:
    """The first connector that stands as a word of its own; one in a new clause is none."""
    at = start
    while at < end:
        found = words.connector.search(text, at, end)
        if found is None:
            return None
        word = found[0].strip()
        if word and word[0] in COMMA:
            word = word[1:].strip()
        if found.end() > found.start() and (
            not word or text[found.start()].isspace() or word[0] in ":،,"
        ):
            return found
        at = max(found.end(), at + 1)
    return None
