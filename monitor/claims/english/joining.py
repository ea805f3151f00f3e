"""Contents meet quotation marks: what a parser cuts at a full stop, the marks hold together.

A content that begins or ends inside a quotation takes all of it, unless its own cue stands in that
quotation too (then it is something quoted inside). A reporting clause without content beside a
quotation takes that. A quotation that nobody introduces goes on with the speaker before it, in the
same paragraph or where its own paragraph is nothing but speech.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from monitor.catalogue.lexicons import lexicon
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.continuing import Continuations
from monitor.claims.english.syntax import Parsed
from monitor.claims.text.quotes import Quote
from monitor.claims.text.sentences import Sentence
from monitor.claims.text.spans import Span, hull, merged, stripped, without

MAX_QUOTED = 8
TRIM_LEFT = " \t\n,;:–—-)"
TRIM_RIGHT = " \t\n,;:–—-("


class Quotations:
    """The quotations of a text, found by place."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.quotes = quotes
        self._starts = [quote.start for quote in quotes]

    def around(self, at: int) -> Quote | None:
        """The quotation that covers code point `at`."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and at < self.quotes[index].end:
            return self.quotes[index]
        return None

    def within(self, span: Span) -> Sequence[Quote]:
        """The quotations that begin inside `span`."""
        return self.quotes[
            bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)
        ]


def join_quotations(
    text: str,
    found: Sequence[Attribution],
    parsed: Sequence[Parsed],
    sentences: Sequence[Sentence],
    quotes: Sequence[Quote],
) -> tuple[Attribution, ...]:
    """`found` with whole quotations as contents, and with the quotations that continue them."""
    quotations = Quotations(quotes)
    joined = [_joined(text, one, quotations) for one in found]
    kept = [one for one in joined if one.content and one.cue]
    kept = Continuations(text, kept, parsed, sentences, lexicon("en")).joined(quotes)
    return tuple(sorted(kept, key=lambda one: (hull(one.cue).start, hull(one.content).start)))


def _joined(text: str, one: Attribution, quotations: Quotations) -> Attribution:
    cue = hull(one.cue)
    holder = quotations.around(cue.start)
    content = without(one.content, (*one.cue, *one.source))
    if not content:
        return replace(one, content=())
    if holder is not None:
        if _is_speech(text, holder):
            return replace(one, content=())
        content = tuple(_clipped(span, holder.span) for span in content)
        content = merged(span for span in content if span.start < span.end)
    else:
        content = _with_quotes(text, _spoken_only(text, content, quotations, cue), quotations, cue)
    if not content:
        return replace(one, content=())
    return replace(one, content=tidy(text, content))


def _spoken_only(
    text: str, content: tuple[Span, ...], quotations: Quotations, cue: Span
) -> tuple[Span, ...]:
    """Without 'and laughs' of '“It is shut,” he says, and laughs': a whole quotation is told."""
    quote = quotations.around(content[0].start)
    if quote is None or not quote.closed or quote.end > cue.start:
        return content
    whole = text[quote.end - 2 : quote.end - 1] in {",", "?", "!", "."}
    if not whole or quote.start > content[0].start:
        return content
    return tuple(one for one in content if one.start < cue.start or quotations.around(one.start))


def _is_speech(text: str, quote: Quote) -> bool:
    """More than quoted words: what is reported inside somebody's speech is part of the speech."""
    whole = quote.closed or len(quote.pieces) > 1
    sentence = text[quote.end - 2 : quote.end - 1] in {".", "!", "?"}
    return whole and (sentence or len(text[quote.start : quote.end].split()) > MAX_QUOTED)


def _clipped(span: Span, holder: Span) -> Span:
    inner = Span(holder.start + 1, holder.end - 1)
    return Span(max(span.start, inner.start), min(span.end, inner.end))


def _with_quotes(
    text: str, content: tuple[Span, ...], quotations: Quotations, cue: Span
) -> tuple[Span, ...]:
    grown = list(content)
    for span in content:
        for at in (span.start, span.end - 1):
            quote = quotations.around(at)
            if quote is not None and not quote.span.overlaps(cue):
                grown.extend(quote.pieces)
        beside = quotations.around(span.end + 1)
        if beside is not None and beside.start == span.end + 1 and _goes_on(text, beside):
            grown.extend((Span(span.end, beside.start), *beside.pieces))
    return merged(grown)


def _goes_on(text: str, quote: Quote) -> bool:
    """'measuring the river “with a teaspoon”.': words that end the sentence they go on with."""
    inside = text[quote.start + 1 : quote.start + 2].islower()
    return quote.closed and inside and text[quote.end : quote.end + 1] in {".", ",", ";"}


def tidy(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans without the commas and dashes at their edges; those without a word are dropped."""
    trimmed = (stripped(text, span, TRIM_LEFT, TRIM_RIGHT) for span in content)
    return tuple(s for s in trimmed if any(c.isalnum() for c in text[s.start : s.end]))
