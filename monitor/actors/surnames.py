"""Whose a last name is that stands by itself, where no full name comes before it.

'Hezbollah's Fadlallah', 'Nazary, of the National Resistance Front': the body beside it tells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from monitor.actors.judging import Hit
from monitor.actors.names import Name
from monitor.actors.normalise import Normalised
from monitor.catalogue.catalogue import Catalogue

_NEAR = 40  # characters between a name and the body, in one sentence
_MORE = re.compile(r"[ -][A-Z]")
_APART = re.compile(r"[.!?;:\n]")


def with_body(
    hit: Hit,
    chosen: Sequence[Hit],
    names: Mapping[str, Sequence[Name]],
    normal: Normalised,
    catalogue: Catalogue,
) -> Hit:
    """The hit, accepted where its owner's body is beside it and nobody else can be meant.

    A name that many bear, or of which the text has a fuller form, stays refused.
    """
    bearers = {name.owner for name in names[hit.name.pattern]}
    if hit.name.common or hit.name.arabic or bearers != {hit.name.owner}:
        return hit
    own = catalogue.bodies(hit.name.owner) - {hit.name.owner}
    bodies = [
        one.name.text for one in chosen if one.name.owner in own and _beside(one, hit, normal)
    ]
    if not bodies or _fuller(hit, normal):
        return hit
    return hit.accept(f"a surname beside {bodies[0]!r}, whom its bearer serves")


def _beside(body: Hit, hit: Hit, normal: Normalised) -> bool:
    start, end = min(body.end, hit.end), max(body.start, hit.start)
    between = normal.text[start:end]
    return len(between) <= _NEAR and _APART.search(between) is None


def _fuller(hit: Hit, normal: Normalised) -> bool:
    """Whether the text has a first name before the last name somewhere, or more of it follows."""
    start, end = normal.span(hit.start, hit.end)
    if _MORE.match(normal.original, end):
        return True  # "the White House's West Wing"
    name = re.escape(normal.original[start:end])
    full = re.compile(rf"(?<![\w'’-])[A-Z][\w-]+ (?:[Aa]l-)?{name}\b")
    return full.search(normal.original) is not None
