"""One document as the statement rules see it: its text, trees, mentions and quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from monitor.catalogue.catalogue import Catalogue
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.joining import Quotations
from monitor.claims.english.syntax import Parsed
from monitor.claims.text.quotes import find_quotes
from monitor.claims.text.spans import Span
from monitor.domain import Mention


@dataclass(frozen=True)
class Reading:
    """What is known of a text before its statements are written down."""

    text: str
    mentions: tuple[Mention, ...]
    catalogue: Catalogue
    parsed: tuple[Parsed, ...] = ()
    found: tuple[Attribution, ...] = ()
    refused: tuple[Mention, ...] = ()
    on: date | None = None  # the day of publication
    publisher: str = ""

    @cached_property
    def quotations(self) -> Quotations:
        """The quotations of the text."""
        return Quotations(find_quotes(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def mentioned(self, span: Span) -> Sequence[Mention]:
        """The mentions that begin inside `span`, in order."""
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return self.mentions[low:high]

    def covering(self, at: int) -> Mention | None:
        """The mention that covers code point `at`."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and at < self.mentions[index].end:
            return self.mentions[index]
        return None

    def refused_at(self, at: int) -> Mention | None:
        """The vetoed mention that covers code point `at`: a capital that is only a place."""
        return next((m for m in self.refused if m.start <= at < m.end and m.actor), None)

    @cached_property
    def _tree_starts(self) -> list[int]:
        return [tree.start for tree in self.parsed]

    def trees_in(self, span: Span) -> Sequence[Parsed]:
        """The parsed sentences that overlap `span`, in order."""
        low = max(0, bisect_right(self._tree_starts, span.start) - 1)
        high = bisect_left(self._tree_starts, span.end)
        return [tree for tree in self.parsed[low:high] if tree.span.overlaps(span)]

    def slice(self, span: Span) -> str:
        """The text of `span`."""
        return self.text[span.start : span.end]

    def is_person(self, actor: str | None) -> bool:
        """Whether the actor is a person of the catalogue."""
        return bool(actor) and self.catalogue.actors[str(actor)].kind == "person"


def refused(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The vetoed mentions."""
    return tuple(mention for mention in mentions if mention.vetoed)


def usable(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions that count, in order: vetoed ones and those inside another are left out."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if not mention.vetoed and (not kept or mention.start >= kept[-1].end):
            kept.append(mention)
    return tuple(kept)
