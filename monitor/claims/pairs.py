"""'The two sides', 'both countries', «دو طرف»: the two bodies that a text named last before.

Who they are stands nowhere in such a statement, and a watch would not see them.
"""

from __future__ import annotations

import re
from functools import cache

from monitor.catalogue.lexicons import lexicon
from monitor.claims.document import Reading
from monitor.claims.text.spans import Span

FAR = 1200  # code points back, about two paragraphs
MOST_MENTIONS = 24
_AROUND = re.compile(r"\b(?:on|from) $", re.IGNORECASE)  # 'traders on both sides'
BODIES = frozenset({"state", "government", "organisation"})


def pair_in(
    reading: Reading, span: Span, language: str, *, leaving_out: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The two bodies that a phrase in `span` stands for, as catalogue ids; else nobody.

    `leaving_out` are those that cannot be meant: who urges both sides is neither, nor is who is in
    touch with both capitals.
    """
    found = _phrase(language).search(reading.text, span.start, span.end)
    if found is None or _AROUND.search(reading.text[max(0, found.start() - 8) : found.start()]):
        return ()
    before = reading.mentioned(Span(max(0, found.start() - FAR), found.start()))
    bodies: list[str] = []
    for mention in reversed(before[-MOST_MENTIONS:]):
        body = reading.catalogue.party_of(mention.actor) if mention.actor else ""
        actor = reading.catalogue.actors.get(body)
        if actor is None or actor.kind not in BODIES or {body, mention.actor} & leaving_out:
            continue
        if body not in bodies:
            bodies.append(body)
        if len(bodies) == 2:
            return tuple(bodies)
    return ()


@cache
def _phrase(language: str) -> re.Pattern[str]:
    phrases = sorted(lexicon(language).list("pairs"), key=len, reverse=True)
    either = "|".join(re.escape(phrase) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if phrases else r"(?!)", re.IGNORECASE)
