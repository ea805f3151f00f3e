"""Arabic reports whose word of saying is a verbal noun: 'جدد X نفيه أن C', 'ردت X بنفي C'.

The verb before it only carries it: who stands between the two is who speaks, and the noun tells
what is done. A noun alone is a report where its doer and 'that' follow: 'بعد إعلان X أن C'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from monitor.catalogue.lexicons import lexicon
from monitor.claims.lexical.cues import Cue
from monitor.claims.lexical.words import COMMA, OPENING, alternatives, key
from monitor.claims.text.spans import Span
from monitor.domain import CueClass

NEAR = 200  # code points between a verb and the noun that it carries
OWNER = 90  # code points of whose saying it is
ENDED = re.compile(rf"[.؟:]|[{COMMA}]\s*(?:و|ف(?!ی\s))\w+\s|«[^»]*$")


def carried(text: str, verb: re.Match[str], end: int, *, cites: bool) -> Cue | None:
    """The report whose noun hangs on `verb` in the folded `text`, which ends at `end`.

    Where the verb `cites` somebody, a noun with its doer may follow: 'نقلت Y عن X نفي Z أن C' hands
    on all that begins with the noun.
    """
    near = Span(verb.end(), min(end, verb.end() + NEAR))
    whose = _whose().search(text, *near) if cites else None
    if whose is not None and ENDED.search(text, verb.end(), whose.end("owner")) is None:
        region = Span(verb.end(), whose.start("noun"))
        return Cue(Span(*verb.span()), CueClass.CITE, "clause", region, Span(region.end, end))
    for match in _hanging().finditer(text, *near):
        if ENDED.search(text, verb.end(), match.start()) is not None:
            return None
        noun = match["own"] or match["by"]
        span, region = Span(match.start(), match.end()), Span(verb.end(), match.start())
        that = _that().match(text, match.end(), end)
        kind = _classes()[_bare(noun)]
        if that is not None:
            return Cue(span, kind, "clause", region, Span(that.end(), end), cites=cites)
        return Cue(span, kind, "object", region, Span(match.end(), end), cites=cites)
    return None


def owned(text: str, sentence: Span) -> Iterator[re.Match[str]]:
    """Nouns whose doer and 'that' follow: 'بعد إعلان X أن C'."""
    for match in _owned().finditer(text, *sentence):
        if ENDED.search(text, match.end(), match.end("owner")) is None:
            yield match


def of_owner(match: re.Match[str], sentence: Span) -> Cue:
    """The report of a match of `owned`."""
    span, region = Span(*match.span("noun")), Span(*match.span("owner"))
    kind = _classes()[match["noun"]]
    return Cue(span, kind, "clause", region, Span(match.end("that"), sentence.end))


def verb_of(noun: str) -> str:
    """The noun as lists of the lexicon have it: 'بتهديده' is 'تهديد'."""
    for form in (noun, noun.removeprefix("ب"), noun.removeprefix("بال")):
        if (bare := _forms().get(form)) is not None:
            return bare
    return noun


def _bare(noun: str) -> str:
    return _forms()[noun]


@cache
def _classes() -> Mapping[str, CueClass]:
    """The verbal nouns, folded, and what kind of saying each is."""
    return {key(noun): kind for (noun, _), kind in lexicon("ar").nouns.items()}


@cache
def _forms() -> Mapping[str, str]:
    """Each noun with the pronouns of whose it is: 'دعوه' is 'دعوته' and 'دعوتها' too."""
    found = {}
    for noun in _classes():
        stem = noun.removesuffix("ه") + "ت" if noun.endswith("ه") else noun
        found.update(dict.fromkeys((noun, *(stem + whose for whose in ("ه", "ها", "هم"))), noun))
    return found


@cache
def _hanging() -> re.Pattern[str]:
    own = alternatives(form for form in _forms() if form not in _classes())
    every = alternatives(_forms())
    led = alternatives(lexicon("ar").list("leading_nouns"))
    return re.compile(
        rf"(?<!\w)(?:(?P<own>{own})|(?:ب(?:ال)?|(?:{led})\s(?:ال)?)(?P<by>{every}))(?!\w)"
    )


@cache
def _owned() -> re.Pattern[str]:
    before = alternatives(lexicon("ar").list("before_nouns"))
    return re.compile(rf"(?<!\w)[وف]?(?:{before})\s{_whose().pattern}")


@cache
def _whose() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<noun>{alternatives(_classes())})(?P<owner>\s[^{OPENING}]{{3,{OWNER}}}?)"
        r"(?P<that>\s(?:ب?ان|ب?انه|ب?انها)\s)"
    )


@cache
def _that() -> re.Pattern[str]:
    links = alternatives(lexicon("ar").list("connectors"))
    return re.compile(rf"\s*(?:(?:{links})(?!\w)\s*:?|:)\s*")
