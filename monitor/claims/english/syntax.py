"""Small questions to a spaCy dependency tree (ClearNLP labels, as in `en_core_web_*`).

All spans are code points of the whole text: a `Parsed` sentence knows where its own text starts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from monitor.claims.text.spans import Span, merged

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_CLIMB = 12
FINITE = frozenset({"VBD", "VBZ", "VBP"})
DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
MONTH_NAMES = frozenset(
    ["january", "february", "march", "april", "may", "june"],
) | {"july", "august", "september", "october", "november", "december"}
NOMINAL = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """One parsed sentence: its tree, where it starts in the text, and which one it is."""

    doc: Doc = field(repr=False)
    start: int
    number: int
    paragraph: int

    @property
    def span(self) -> Span:
        """The sentence in the text."""
        last = self.doc[-1]
        return Span(self.start, self.start + last.idx + len(last.text_with_ws))

    def of(self, tokens: Iterable[Token]) -> tuple[Span, ...]:
        """The text of `tokens` as spans; neighbours are joined over the space between them."""
        held = sorted({token.i: token for token in tokens}.values(), key=lambda token: token.i)
        runs: list[Span] = []
        previous = -2
        for token in held:
            span = Span(self.start + token.idx, self.start + token.idx + len(token))
            if token.i == previous + 1:
                runs[-1] = Span(runs[-1].start, span.end)
            else:
                runs.append(span)
            previous = token.i
        return merged(runs)

    def at(self, span: Span) -> list[Token]:
        """The tokens that begin inside `span`."""
        low, high = span.start - self.start, span.end - self.start
        return [token for token in self.doc if low <= token.idx < high]


def children(token: Token, *labels: str) -> list[Token]:
    """Children of `token` with one of `labels`, in order."""
    return [child for child in token.children if child.dep_ in labels]


def child(token: Token, *labels: str) -> Token | None:
    """The first child of `token` with one of `labels`."""
    return next((child for child in token.children if child.dep_ in labels), None)


def subtree(token: Token, *, leave: Iterable[Token] = ()) -> list[Token]:
    """`token` and all below it, in order, without the branches that hang at `leave`."""
    cut = {other.i for other in leave}
    held: list[Token] = []
    queue = [token]
    while queue:
        current = queue.pop()
        held.append(current)
        queue.extend(below for below in current.children if below.i not in cut)
    return sorted(held, key=lambda one: one.i)


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above `token`, nearest first, at most `MAX_CLIMB`."""
    current = token
    for _ in range(MAX_CLIMB):
        if current.head.i == current.i:
            return
        current = current.head
        yield current


def agent(verb: Token) -> Token | None:
    """The noun after 'by' of a passive."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None
