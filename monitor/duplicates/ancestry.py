"""Who copied whom among the texts of one story: a pure decision, for people to look at.

Every text hangs under the one it was most likely made from: a version under what it changed, a
text under the outlet it credits, else under the earlier text it is nearest to. Earlier is what was
published earlier; a text without a date counts from when it was first seen, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from monitor.domain import Relation
from monitor.duplicates.lineage import names_outlet
from monitor.duplicates.overlap import Overlap, Words, overlap, read_words

MOST_COMPARED = 60  # texts of a story; the later ones of a longer story hang under its original
NEARER = 0.03  # more alike than the original is: less is chance


@dataclass(frozen=True, slots=True)
class Print:
    """A text of the story, as far as its descent is concerned."""

    document_id: int
    text: str
    relation: Relation
    relation_to: int | None
    published: datetime | None
    fetched: datetime
    source: str | None = None
    outlet: str | None = None
    family: str | None = None
    credit: str | None = None

    @property
    def since(self) -> datetime:
        """When it was there: published, else first seen."""
        return self.published or self.fetched


@dataclass(slots=True)
class Descent:
    """A text and what was made from it. `contained` is the share of it that stands in its parent,
    `contains` that of its parent which stands in it; None at the root."""

    print: Print
    why: str
    contained: float | None = None
    contains: float | None = None
    children: list[Descent] = field(default_factory=list)


def descent(prints: Sequence[Print], original: int | None) -> list[Descent]:
    """The texts of a story as a tree; its roots are the original and what hangs under nothing."""
    ordered = sorted(prints, key=lambda p: (p.document_id != original, p.since, p.document_id))
    words = {p.document_id: read_words(p.text) for p in ordered[:MOST_COMPARED]}
    nodes: dict[int, Descent] = {}
    roots = []
    for index, one in enumerate(ordered):
        parent, why = _parent(one, ordered[:index], words)
        node = Descent(one, why)
        nodes[one.document_id] = node
        if parent is None:
            roots.append(node)
            continue
        found = _overlap(one, parent, words)
        node.contained, node.contains = found.contained, found.contains
        nodes[parent.document_id].children.append(node)
    return roots


def _parent(
    one: Print, earlier: Sequence[Print], words: dict[int, Words]
) -> tuple[Print | None, str]:
    if not earlier:
        return None, "the first" if one.published else "the first that was seen; it gives no date"
    by_id = {other.document_id: other for other in earlier}
    if one.relation is Relation.VERSION and one.relation_to in by_id:
        return by_id[one.relation_to], "a later version of the same page"
    credited = [other for other in earlier if _credits(one, other)]
    if credited:
        return credited[0], f"it credits {credited[0].outlet}: {one.credit}"
    nearest = _nearest(one, earlier, words)
    when = "" if one.published else "; it gives no date and was seen later"
    same = one.family is not None and one.family == nearest.family
    kin = f"; one family, {one.family}" if same else ""
    return nearest, f"the earlier text it is nearest to{when}{kin}"


def _credits(one: Print, other: Print) -> bool:
    named = (other.outlet, other.source)
    return other.source != one.source and any(names_outlet(one.credit, name) for name in named)


def _nearest(one: Print, earlier: Sequence[Print], words: dict[int, Words]) -> Print:
    """The earlier text most like it; the story's original unless another is clearly nearer."""
    best, most = earlier[0], -1.0
    for other, found in _compared(one, earlier, words):
        alike = min(found.contained, found.contains)
        if alike > most + (NEARER if most >= 0 else 0):
            best, most = other, alike
    return best


def _compared(
    one: Print, earlier: Sequence[Print], words: dict[int, Words]
) -> Iterator[tuple[Print, Overlap]]:
    if one.document_id in words:
        for other in earlier:
            yield other, _overlap(one, other, words)


def _overlap(one: Print, other: Print, words: dict[int, Words]) -> Overlap:
    mine = words.get(one.document_id) or read_words(one.text)
    return overlap(mine, words.get(other.document_id) or read_words(other.text))
