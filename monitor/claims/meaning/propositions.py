"""From the content of an attribution to its propositions, cut as the guideline says.

'Said A and that B' is two; a direct quotation is one however many sentences it has. A content has
no 'that' before it, no outer quotation marks and no final stop.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.catalogue.lexicons import lexicon
from monitor.claims.document import Reading
from monitor.claims.english.attributions import Attribution
from monitor.claims.english.syntax import NOMINAL, Parsed, child, children, subtree
from monitor.claims.text.quotes import Quote
from monitor.claims.text.spans import Span, hull, stripped
from monitor.domain import QuoteForm

if TYPE_CHECKING:
    from spacy.tokens import Token

BARE = ("infinitive", "object of", "on to", "upon to", "to to", "for to", "object about")
CLAUSAL = frozenset({"clause", "according", "trailing", "addressed that", "inverted"})
COMPLEMENTISERS = frozenset({"that", "and", "but", "or"})
TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present", "MD": ""}
EDGE = " \t\n,;:–—-"


@dataclass(frozen=True, slots=True)
class Proposition:
    """One content: its span, its verb where there is a tree of it, and how much is speech."""

    span: Span
    form: QuoteForm
    head: Token | None = None
    tokens: tuple[Token, ...] = ()


def propositions(
    reading: Reading, one: Attribution, reported: frozenset[int] = frozenset()
) -> tuple[Proposition, ...]:
    """The propositions of `one`, in order; empty where only punctuation is left.

    `reported` are the verbs of its sentence that report something themselves: they end a
    proposition even where they share its subject.
    """
    first, *later = _groups(reading, one.content)
    parsed = reading.parsed[one.sentence]
    found = _of_group(reading, one, first, reported)
    for span in later:
        quote = reading.quotations.around(span.start)
        inner = _inner(reading.text, quote) if quote is not None else span
        found += (Proposition(inner, QuoteForm.DIRECT, None, tuple(parsed.at(inner))),)
    return found


def _groups(reading: Reading, content: tuple[Span, ...]) -> list[Span]:
    """Contents that are apart: the next quotation of a speaker is a statement of its own.

    One that its cue merely interrupts ('“It is,” he said, “a step.”') is still one.
    """
    groups = [content[0]]
    for span in content[1:]:
        quote, before = reading.quotations.around(span.start), groups[-1]
        begun = quote is not None and quote.start < before.end
        opening = reading.text[span.start + 1 : span.start + 2]
        if quote is not None and quote.start == span.start and not begun and opening.isupper():
            groups.append(span)
        else:
            groups[-1] = Span(before.start, span.end)
    return groups


def _of_group(
    reading: Reading, one: Attribution, group: Span, reported: frozenset[int]
) -> tuple[Proposition, ...]:
    parsed = reading.parsed[one.sentence]
    head = parsed.doc[one.content_at] if one.content_at is not None else None
    whole = without_that(reading.text, group)
    direct = _direct(reading, whole)
    if one.frame == "label" and direct is None:
        return _nonempty([_proposition(reading, parsed, whole, None)])
    if direct is not None:
        span = _inner(reading.text, direct)
        return (Proposition(span, QuoteForm.DIRECT, head, tuple(parsed.at(span))),)
    if head is None:
        return (_proposition(reading, parsed, whole, None),)
    if one.frame in BARE:
        return _nonempty([_proposition(reading, parsed, _bare(parsed, head, whole), head)])
    introduced = reading.text[: group.start].rstrip().endswith(":")  # one, as a quotation is
    parts = [(head, subtree(head))] if introduced else _coordinated(parsed, head, one, reported)
    spans = [(hull(parsed.of(tokens)), verb) for verb, tokens in parts]
    whole = without_that(reading.text, group)
    if len(spans) == 1:
        spans = [(whole, head)]
    return _nonempty([_proposition(reading, parsed, span, verb) for span, verb in spans])


def _nonempty(found: list[Proposition]) -> tuple[Proposition, ...]:
    return tuple(one for one in found if one.span.end - one.span.start > 2)


def _bare(parsed: Parsed, head: Token, whole: Span) -> Span:
    """'to do Y' of 'urged X to do Y', to the end of the content."""
    to = next((one for one in children(head, "aux") if one.tag_ == "TO"), None)
    own = hull(parsed.of(subtree(head) if to is None else [to, head]))
    ends = [one for one in subtree(head) if one.lower_ == "so" and one.nbor(-1).text == ","]
    aim = parsed.start + ends[0].nbor(-1).idx if ends and ends[0].i > head.i else whole.end
    return Span(max(whole.start, own.start), min(whole.end, aim))  # not ', so that all can read'


def _direct(reading: Reading, whole: Span) -> Quote | None:
    """The quotation that the content is, up to punctuation around it."""
    inside = stripped(reading.text, whole, EDGE, EDGE + ".")
    quote = reading.quotations.around(inside.start)
    if quote is None or quote.start > inside.start or inside.end > quote.end + 1:
        return None
    return quote if quote.span.start >= whole.start - 1 else None


def _inner(text: str, quote: Quote) -> Span:
    width = 2 if text.startswith(("``", "''"), quote.start) else 1
    end = quote.end - width if quote.closed else quote.end
    return _unstopped(text, Span(quote.start + width, end))


def _unstopped(text: str, span: Span) -> Span:
    trimmed = stripped(text, span, EDGE, EDGE)
    if text[trimmed.end - 1 : trimmed.end] == "." and text[trimmed.end - 2 : trimmed.end] != "..":
        trimmed = Span(trimmed.start, trimmed.end - 1)
    return trimmed


def _coordinated(
    parsed: Parsed, head: Token, one: Attribution, reported: frozenset[int]
) -> list[tuple[Token, list[Token]]]:
    """Clauses joined by 'and' with a 'that' of their own, or on both sides of the cue."""
    inside = {t.i for span in one.content for t in parsed.at(span)}
    verbs = [head, *_conjoined(head, reported, one.cue_at)] if one.frame in CLAUSAL else [head]
    verbs = [verb for verb in verbs if verb.i in inside]
    parts = []
    for verb in verbs:
        cut = [other for other in verbs if other.i != verb.i]
        later = [min(t.i for t in subtree(other)) for other in cut if other.i > verb.i]
        limit = min(later, default=len(parsed.doc))
        tokens = [t for t in subtree(verb, leave=cut) if t.i in inside and t.i < limit]
        parts.append((verb, _without_joint(tokens)))
    return [part for part in parts if part[1]] or [(head, subtree(head))]


def _conjoined(head: Token, reported: frozenset[int], cue: int | None) -> Iterator[Token]:
    for verb in children(head, "conj"):
        across = cue is not None and head.i < cue < verb.i  # 'A, she said, but B'
        whole = across and child(verb, "nsubj", "nsubjpass", "expl", "csubj") is not None
        if verb.i in reported or child(verb, "mark") or whole or _of_its_own(head, verb):
            yield verb
        yield from _conjoined(verb, reported, cue)


def _of_its_own(first: Token, second: Token) -> bool:
    """'Iran belongs to X, and volunteers could go to Y': after a comma a noun of its own does
    something in another mood or tense."""
    who = child(second, "nsubj", "nsubjpass")
    joint = next((one for one in reversed(children(first, "cc")) if one.i < second.i), None)
    if who is None or joint is None or who.pos_ not in NOMINAL or who.i < joint.i:
        return False
    return joint.i > 0 and joint.nbor(-1).text == "," and _mood(first) != _mood(second)


def _mood(verb: Token) -> str:
    """Its modal verb, else whether it tells of the past or of now."""
    finite = [one for one in (*children(verb, "aux", "auxpass"), verb) if one.tag_ in TENSES]
    if not finite:
        return ""
    return TENSES[finite[0].tag_] or finite[0].lower_


def _without_joint(tokens: list[Token]) -> list[Token]:
    """The clause without the conjunction at its end that leads to the next one."""
    held = list(tokens)
    while held and (held[-1].dep_ == "cc" or (held[-1].is_punct and held[-1].text in ",;")):
        held.pop()
    return held


def _proposition(reading: Reading, parsed: Parsed, span: Span, head: Token | None) -> Proposition:
    span = without_that(reading.text, span)
    span = _unstopped(reading.text, span)
    span = stripped(reading.text, _without_occasion(parsed, span, head), EDGE, EDGE)
    quotes = reading.quotations.within(span)
    form = QuoteForm.MIXED if quotes else QuoteForm.PARAPHRASE
    return Proposition(span, form, head, tuple(parsed.at(span)))


def _without_occasion(parsed: Parsed, span: Span, head: Token | None) -> Span:
    """'… during a telephone call' at the end says when it was said, not what."""
    if head is None:
        return span
    words = lexicon("en").list("occasions")
    for verb in (head, *children(head, "xcomp")):
        for prep in children(verb, "prep"):
            noun = child(prep, "pobj")
            if prep.lower_ not in {"during", "in", "at"} or noun is None or prep.i < verb.i:
                continue
            where = hull(parsed.of(subtree(prep)))
            if noun.lower_ in words and where.end >= span.end and where.start > span.start:
                return Span(span.start, where.start)
    return span


def without_that(text: str, span: Span) -> Span:
    """A content without the conjunctions and marks that lead to it."""
    span = stripped(text, span, EDGE, EDGE)
    for _ in range(3):
        word = text[span.start : span.end].split(" ", 1)
        if len(word) < 2 or word[0].lower().rstrip(",") not in COMPLEMENTISERS:
            return span
        span = stripped(text, Span(span.start + len(word[0]), span.end), EDGE, EDGE)
    return span
