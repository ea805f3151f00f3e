"""Where a reported content begins and ends, once its cue and its speaker are known."""

from __future__ import annotations

import re
from functools import cache

from monitor.catalogue.lexicons import lexicon
from monitor.claims.document import Reading
from monitor.claims.lexical.ascribed import EDGE, Heard
from monitor.claims.lexical.objects import carried, object_of, unmarked
from monitor.claims.lexical.words import COMMA, alternatives, listed, phrases
from monitor.claims.text.spans import Span, stripped
from monitor.domain import CueClass

STOPS = ".۔"
SHORTEST = 4
LEAST_WORDS = 3
# Arabic: after a comma another subject with a verb of its own, '، والشتاء لم ينته'.
NEW_CLAUSE = re.compile(r"[،,]\s*و(?:ال)?\w{3,} (?:لم|لن|لا|قد|ما|کان|کانت|ما زال|لا یزال) ")
NEAR = 12  # characters between an 'and' and the name that is the new subject
AFTER_QUOTE = re.compile(rf"[\s{COMMA}.۔!?؟…]*$|\s*[{COMMA}.۔]|\s+(?:و|او)\s")


def content_of(reading: Reading, text: str, one: Heard, language: str) -> Span:
    """The stretch that `one` reports; empty where nothing but a pronoun stands there."""
    span = one.cue.content
    if one.cue.frame == "object":
        span = object_of(text, one, language)
    span = stripped(reading.text, span, EDGE, EDGE)
    quote = reading.quotations.around(span.start)
    if quote is not None and quote.start == span.start and _is_all(text, quote.end, span.end):
        end = quote.end - (1 if quote.closed else 0)
        return stripped(reading.text, Span(quote.start + 1, end), EDGE, EDGE + STOPS)
    span = stripped(reading.text, span, EDGE, EDGE + STOPS)
    hedge = phrases(language, "hedges").match(text, span.start, span.end)
    if hedge is not None:
        span = stripped(reading.text, Span(hedge.end(), span.end), EDGE, EDGE)
    span = _before_aside(reading, text, span, language)
    if language == "ar" and one.cue.frame == "object":
        clause = NEW_CLAUSE.search(text, *span)
        end = clause.start() if clause is not None else span.end
        span = stripped(reading.text, Span(span.start, end), EDGE, EDGE)
    if one.cue.frame in ("object", "trailing", "with"):
        span = carried(reading, text, span, language)
    if one.cue.frame != "clause" or one.cue.kind is CueClass.ORDER:
        span = unmarked(reading, span, language, denied=one.cue.kind is CueClass.DENY)
    return Span(span.start, span.start) if _says_nothing(text, span, language) else span


def _before_aside(reading: Reading, text: str, span: Span, language: str) -> Span:
    """The content without what the reporter adds after a comma: '، فيما …', '، در حالی که …'."""
    for match in phrases(language, "asides").finditer(text, *span):
        before = text[span.start : match.start()].rstrip()
        told = before[-1:] in COMMA and len(before) > SHORTEST * 3
        if told and reading.quotations.around(match.start()) is None:
            return stripped(reading.text, Span(span.start, match.start()), EDGE, EDGE + STOPS)
    return span


def _is_all(text: str, end: int, limit: int) -> bool:
    """Whether the quotation is the content, and not the first words of it."""
    return end >= limit - 2 or AFTER_QUOTE.match(text, end, limit) is not None


def _says_nothing(text: str, span: Span, language: str) -> bool:
    """'آن', 'ذلك': only a pronoun."""
    words = text[slice(*span)].split()
    return not words or all(
        word in listed(language, "determiners") or word in listed(language, "pronouns")
        for word in words
    )


def points_back(text: str, span: Span, language: str) -> bool:
    """'این گزارش', 'دا تور', 'هذه التقارير': the content is told elsewhere."""
    words = text[slice(*span)].split()
    carriers = listed(language, "carriers")
    plain = [word.removeprefix("ال") if language == "ar" else word for word in words]
    return (
        0 < len(words) <= 4
        and any(any(word.startswith(one) for one in carriers) for word in plain)
        and any(word in listed(language, "determiners") or word.startswith("ال") for word in words)
    )


def parts_of(
    reading: Reading, text: str, content: Span, language: str, *, leading: bool = True
) -> tuple[Span, ...]:
    """'… و اینکه …': each clause with a conjunction of its own is a statement.

    A bare 'and' parts two clauses only where the cue is `leading`: before a cue, the one who speaks
    claims all that stands there.
    """
    splitters = lexicon(language).list("splitters")
    if not splitters or reading.quotations.around(content.start) is not None:
        return (content,)
    match = re.search(rf"\s(?:{alternatives(splitters)})\s", text[slice(*content)])
    if match is None and leading:
        match = _and_another(reading, text, content, language)
    if match is None:
        return (content,)
    first = Span(content.start, content.start + match.start())
    second = Span(content.start + match.end(), content.end)
    both = (stripped(reading.text, span, EDGE, EDGE) for span in (first, second))
    return tuple(span for span in both if span.end - span.start > SHORTEST)


def _and_another(reading: Reading, text: str, content: Span, language: str) -> re.Match[str] | None:
    """'X آتش گشود و Y زخمی شد': an 'and' between two whole clauses, each with a subject of its
    own. The second begins with a name of its own, or has a verb that needs no object."""
    if language == "ar":
        return None
    said = text[slice(*content)]
    joining = alternatives(lexicon(language).list("joining"))
    ended, unaided = _final(language, "finals"), _final(language, "intransitives")
    for match in re.finditer(rf"\s(?:{joining})\s+", said):
        words = said[match.end() :].split()
        if ended.search(said, 0, match.start()) is None or len(words) < LEAST_WORDS:
            continue
        if any(
            word in listed(language, name) for word in words for name in ("objects", "relatives")
        ):
            continue
        if _leans(words[0], language) or ended.search(said) is None:
            continue
        start = content.start + match.end()
        named = any(one.start - start < NEAR for one in reading.mentioned(Span(start, content.end)))
        if _by_the_same(words, language):
            continue
        if named or unaided.search(said) is not None:
            return match
    return None


def _by_the_same(words: list[str], language: str) -> bool:
    """Pashto 'او شپږ سرتېري یې وژلي دي': a clitic after what is killed stands for who did it; who
    does it himself has the ending of the agent ('ځواکونو یې ځواب ورکړ')."""
    clitics = listed(language, "clitics")
    at = next((at for at, word in enumerate(words) if word in clitics), 0)
    return at > 0 and not words[at - 1].endswith("و")


def _leans(word: str, language: str) -> bool:
    """Whether a clause that begins with `word` has its subject elsewhere: 'to', 'also', 'today'."""
    lists = ("preps", "adverbs", "times", "pronouns", "negations")
    return any(word in listed(language, name) for name in lists)


@cache
def _final(language: str, name: str) -> re.Pattern[str]:
    forms = alternatives(lexicon(language).list(name))
    return re.compile(rf"(?<!\w)(?:{forms})$") if forms else re.compile(r"(?!)")
