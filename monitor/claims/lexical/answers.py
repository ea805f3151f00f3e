"""Arabic clauses that answer what goes before: 'وهو ما نفته X', 'الأمر الذي أكده X'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from monitor.catalogue.lexicons import lexicon
from monitor.claims.lexical.cues import Cue
from monitor.claims.lexical.words import COMMA, alternatives, inflected, key, words_of
from monitor.claims.text.spans import Span

ENDS = re.compile(rf"[{COMMA}:.]|\s(?=ب?قوله|ب?قولها|قایلا|مشیرا|موکدا|معتبرا|مضیفا)|$")
SAID = re.compile(r"[\s،,]*(?:ب?قولها?|قایله?|بالقول)\s*(?:ان)?\s*:?\s*|\s*:\s*")


def answering(text: str, sentence: Span) -> Iterator[re.Match[str]]:
    """The clauses of the folded `text` that confirm or deny what goes before."""
    yield from _answering().finditer(text, *sentence)


def of_answer(text: str, match: re.Match[str], sentence: Span, before: Cue | None) -> Cue | None:
    """What such a clause reports: the words that follow it, else what it answers."""
    kind = words_of("ar").kinds[_stems()[match["verb"]]]
    cue_class = kind.get("clause") or kind["object"]
    span = Span(match.start("verb"), match.end())
    end = ENDS.search(text, match.end(), sentence.end)
    region = Span(match.end(), end.start() if end is not None else sentence.end)
    said = SAID.match(text, region.end, sentence.end)
    if said is not None and said.end() > region.end:
        return Cue(span, cue_class, "clause", region, Span(said.end(), sentence.end))
    start = before.content.start if before is not None else sentence.start
    content = Span(start, match.start())
    return Cue(span, cue_class, "trailing", region, content) if start < match.start() else None


@cache
def _stems() -> dict[str, str]:
    """The verbs as they stand before a pronoun: 'نفی' is 'نفا' in 'نفاه'."""
    held = lexicon("ar")
    found = {}
    for verb in held.list("answering"):
        for form in inflected(key(verb), held):
            found[form.removesuffix("ی") + "ا" if form.endswith("ی") else form] = form
    return found


@cache
def _answering() -> re.Pattern[str]:
    lead = alternatives(lexicon("ar").list("which"))
    return re.compile(rf"(?<!\w)(?:{lead})\s(?P<verb>{alternatives(_stems())})ها?(?!\w)")
