"""'The movement', 'the government', 'the army': bodies that no name tells.

Who is meant stands nowhere in such a statement, and a watch would not see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from monitor.catalogue.lexicons import Lexicon, lexicon
from monitor.claims.document import Reading
from monitor.claims.speakers.homes import OFFICIAL, home, rules
from monitor.claims.text.spans import Span

FAR = 900  # code points back, about a paragraph and a half
MOST_MENTIONS = 24


def groups_in(reading: Reading, span: Span, speaking: Iterable[str]) -> Iterator[str]:
    """The catalogue ids of movements that `span` only describes.

    Nobody, where one of those `speaking` is a movement: then it is its own. 'The party' is one that
    is called so, and 'the movement' by itself rather another.
    """
    words = lexicon("en")
    if any(_is_movement(reading, actor, words) for actor in speaking):
        return
    for found in _phrase().finditer(reading.text, span.start, span.end):
        before = reading.mentioned(Span(max(0, found.start() - FAR), found.start()))
        named = [mention.actor for mention in reversed(before[-MOST_MENTIONS:]) if mention.actor]
        movements = [actor for actor in named if _is_movement(reading, actor, words)]
        parties = [actor for actor in movements if actor in words.list("parties")]
        others = [actor for actor in movements if actor not in parties]
        kind = found[0].lower().removeprefix("the ")
        meant = {"party": parties, "movement": others or parties}.get(kind, movements)
        yield from meant[:1]


def offices_in(reading: Reading, span: Span, speaking: Iterable[str]) -> Iterator[str]:
    """The states whose government, ministries or army `span` only calls so.

    Those of one who is `speaking` for a state, or governs one; else those of where the text is at
    home.
    """
    own = next((actor for actor in speaking if rules(reading, actor)), None)
    for found in _office().finditer(reading.text, span.start, span.end):
        owner = own or home(reading, found.start())
        if owner is not None and found["army"]:
            yield from _army_of(reading, owner)
        elif owner is not None:
            yield owner


def _army_of(reading: Reading, owner: str) -> Iterator[str]:
    """The army of a state: the body that the catalogue has, else the state itself."""
    if reading.catalogue.actors[owner].kind not in OFFICIAL:
        return  # a movement that governs has fighters, not 'the army'
    actors = reading.catalogue.actors.values()
    own = (one.id for one in actors if one.speaks_for == owner and one.name.endswith(" Army"))
    yield next(own, owner)


def _is_movement(reading: Reading, actor: str, words: Lexicon) -> bool:
    """A body of its own: no organ of a state or of the United Nations, no league of states."""
    catalogue = reading.catalogue
    bodies = [catalogue.actors[one] for one in catalogue.bodies(actor) if one in catalogue.actors]
    if catalogue.actors[actor].kind != "organisation":
        return False
    names = {word.lower() for body in bodies for word in body.name.split()}
    return not any(body.kind in OFFICIAL for body in bodies) and not names & words.list("leagues")


@cache
def _phrase() -> re.Pattern[str]:
    words = lexicon("en")
    nouns, kinds = ("|".join(sorted(words.list(name))) for name in ("movements", "of_movements"))
    return re.compile(
        rf"\b(?:the|this|that) (?:(?:{kinds}) )?(?:{nouns})\b(?! of\b)", re.IGNORECASE
    )


@cache
def _office() -> re.Pattern[str]:
    """'The government', 'the defence ministry', 'the army': without whose, and no place."""
    portfolios = "|".join(sorted(lexicon("en").list("portfolios")))
    ministry = rf"(?:{portfolios}) (?:ministry|minister)"
    return re.compile(
        rf"(?<!\bat )(?<!\bin )(?<!\bnear )\bthe (?:government|cabinet|{ministry}|(?P<army>army))\b"
        r"(?! (?:of|in|at)\b)",
        re.IGNORECASE,
    )
