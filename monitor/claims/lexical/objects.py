"""The object that somebody denies, condemns or praises, without the words around it."""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest

from monitor.catalogue.lexicons import lexicon
from monitor.claims.document import Reading
from monitor.claims.lexical.ascribed import EDGE, Heard
from monitor.claims.lexical.tokens import WORD
from monitor.claims.lexical.words import CLOSED, COMMA, alternatives, folded, listed
from monitor.claims.text.spans import Span, stripped

SHORTEST = 4
NEAR = 16  # code points from a verb to the name of the outlet that was told
TOLD = re.compile(r"[»”\"\s،,]*(?:عن\s)?")
CLAUSE = re.compile(r"\s*که [^،«»]{3,80}،\s*")
PUBLISHED = re.compile(  # Persian: what ends the clause that says who has told it
    r"\s(?:منتشر|نشر|گفته|نوشته|ادعا|مطرح|عنوان|گزارش|اعلام|پخش|بازنشر|خوانده)(?!\w)"
    r"(?: \w+){0,3}[،,]?"
)
ON = re.compile(r"(?<!\w)(?:نسبت به|بر سر|بر|روی)\s")  # 'بر C تاکید کرد'
OF = re.compile(r"(?<!\w)(?:درباره|در مورد|از)\s")
INTERSTICE = re.compile(r"\s*[،,]([^،,\n«»]{0,34})[،,]\s*")


def object_of(text: str, one: Heard, language: str) -> Span:
    """What stands between the speaker and the verb, or after both where the verb comes first."""
    span = one.cue.content
    start = max(one.voices.end, one.voices.begins, span.start)
    start = _past_told(text, one, start, span.end)
    if text[start : start + 1] in CLOSED:  # of a name in marks
        start += 1
    match = INTERSTICE.match(text, start, span.end)
    if match is not None:
        start = _past_told(text, one, match.end(), span.end)
    start = _past_clause(text, one, start, span.end, language)
    start = _past_occasion(text, start, span.end, language)
    span = Span(min(start, span.end), span.end)
    accuses = text[slice(*one.cue.span)].split(maxsplit=1)[0] in listed(language, "accusing")
    if accuses:
        accused = text.find(" را به ", span.start, span.end)
        if accused >= 0:
            return Span(accused + 7, span.end)
    called = _called(text, span, one, language)
    return called if called is not None else span


def _past_told(text: str, one: Heard, at: int, end: int) -> int:
    """Arabic 'نفى لـ«X» C', 'كشف، لموقع «X» عن C': after the outlet that was told."""
    for link in one.voices.outer:
        if link.start is None or link.end is None or not at <= link.start <= at + NEAR:
            continue
        match = TOLD.match(text, link.end, end)
        at = match.end() if match is not None else link.end
    return at


def withheld(text: str, one: Heard, content: Span, language: str) -> bool:
    """'رفض التعليق', 'التزم الصمت': that somebody would not speak is no statement of his."""
    verb = text[slice(*one.cue.span)].removeprefix("و").removeprefix("ف")
    first = text[slice(*content)].split(maxsplit=1)[:1]
    said = any(word.removeprefix("ال") in listed(language, "unspoken") for word in first)
    return said and verb in listed(language, "withholding")


def _past_clause(text: str, one: Heard, at: int, end: int, language: str) -> int:
    """'X که از کابل برگشته، در گفت وگو با Y از C خبر داد': C stands after the verb's own 'از'."""
    clause = CLAUSE.match(text, at, end)
    at = clause.end() if clause is not None else at
    verb = text[slice(*one.cue.span)].split(maxsplit=1)[0]
    if verb in listed(language, "takes_on"):
        taken = ON.search(text, at, end) or OF.search(text, at, end)
        return taken.end() if taken is not None else end
    if verb not in listed(language, "takes_from"):
        return at
    taken = re.compile(r"(?<!\w)از\s").search(text, at, end)
    return taken.start() if taken is not None else at


def _past_occasion(text: str, at: int, end: int, language: str) -> int:
    """After 'روز یکشنبه', 'در نشست خبری', 'در پاسخ کتبی به پرسش ما': when and where it was said."""
    while True:
        start = at
        at = _past_times(text, at, end, language)
        match = _occasion(language).match(text, at, end)
        at = match.end() if match is not None else at
        if at == start:
            return at


@cache
def _occasion(language: str) -> re.Pattern[str]:
    held = lexicon(language)
    names = ("occasions", "occasion_words", "platforms", "adverbials", "times")
    occasions, more, platforms, joins, times = (alternatives(held.list(name)) for name in names)
    if not more:
        return re.compile(r"(?!)")
    kinds = rf"(?:{platforms}|{occasions})"
    if language == "ps":
        where = rf"(?:په|پر|د) (?:(?:{more}) ){{0,3}}{kinds}(?: په)?(?: کې)?"
    else:
        into = r"(?:در|طی|با (?:نشر|انتشار|صدور|پخش)) (?:(?:صفحه|حساب) (?:\w+ )?)?"
        press = r"(?: با (?:خبرنگاران|رسانه ها))?"
        asked = (
            r"(?: به (?:یک )?(?:پرسش|سوال|خبرنگار)\S*(?: ها(?:ی)?| ی| ای)?(?: (?:ما|خبرنگاران))?)?"
        )
        where = rf"{into}{kinds}(?: (?:{more})(?!\w))*{press}{asked}"
    return re.compile(rf"[\s{COMMA}]*(?:{where}|{joins}|{times})(?!\w)[\s{COMMA}]*")


def _past_times(text: str, at: int, end: int, language: str) -> int:
    """After 'روز یکشنبه', 'يوم الأحد', 'إلى اليوم': when it was said is no part of it."""
    words = list(WORD.finditer(text, at, end))
    for match, following in zip_longest(words, words[1:]):
        timed = match[0] in listed(language, "times")
        until = following is not None and following[0] in listed(language, "times")
        leads = until and match[0] in listed(language, "preps")
        if text[at : match.start()].strip(EDGE) or not (timed or leads):
            break
        at = match.end()
    return at


def _called(text: str, span: Span, one: Heard, language: str) -> Span | None:
    """'X این قرارداد را «Y» خواند': what it is called is the content."""
    if folded(text[slice(*one.cue.span)]).split()[0] not in listed(language, "calling"):
        return None
    marks = [m.start() for m in re.finditer("[«“]", text[slice(*span)])]
    return Span(span.start + marks[-1], span.end) if marks else None


@cache
def _carriers(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Before the content ('این ادعا را که', 'الادعاءات بأن') and after it ('راپورونه')."""
    held = lexicon(language)
    nouns, links = (alternatives(held.list(name)) for name in ("carriers", "carried"))
    points = alternatives(held.list("determiners"))
    article = "(?:ال|لل|بال)?" if language == "ar" else ""
    about = "مبنی بر(?: این ?که)?|درباره|در باره|در مورد|در خصوص|پیرامون"
    owned = rf"|(?:\s+[^\s{COMMA}]+){{1,5}}?\s+(?:{about})" if language == "fa" else ""
    whatever = rf"|ان ?چه [^{COMMA}]{{0,60}}?(?:{about})\s+" if language == "fa" else ""
    before = re.compile(
        rf"\s*(?:هرگونه\s+|هر گونه\s+)?(?:(?:(?:{points})\s+)?(?:{article}(?:{nouns})\w{{0,4}}"
        rf"(?:\s(?:ها|های|هایی))?(?:\s+را)?(?:\s+(?:{links}){owned})(?!\w)\s*)"
        rf"|(?:{points})\s+را\s+که\s+{whatever})"
    )
    after = re.compile(rf"\s+(?:{nouns})\w{{0,4}}\s*$")
    return before, after


def carried(reading: Reading, text: str, span: Span, language: str) -> Span:
    before, after = _carriers(language)
    match = before.match(text, span.start, span.end)
    if match is not None and span.end - match.end() >= SHORTEST:
        end = span.end
        if match[0].lstrip().startswith("ان"):  # 'آنچه X درباره C | منتشر کرده بود'
            told = PUBLISHED.search(text, match.end(), end)
            end = told.start() if told is not None else end
        span = stripped(reading.text, Span(match.end(), end), EDGE, EDGE)
    if language == "ps":
        ended = after.search(text[slice(*span)])
        if ended is not None and len(text[slice(*span)][: ended.start()].split()) > SHORTEST - 1:
            span = Span(span.start, span.start + ended.start())
    return span


def unmarked(reading: Reading, span: Span, language: str, *, denied: bool) -> Span:
    """The object without the particle after it ('را') or the preposition before it."""
    text = folded(reading.text[slice(*span)])
    manner = _manner(language, denied).search(text)
    if manner is not None:
        span = stripped(reading.text, Span(span.start, span.start + manner.start()), EDGE, EDGE)
        text = folded(reading.text[slice(*span)])
    for mark in listed(language, "object_marks"):
        if text.endswith(" " + mark):
            span = stripped(reading.text, Span(span.start, span.end - len(mark)), EDGE, EDGE)
            text = folded(reading.text[slice(*span)])
    for mark in listed(language, "leading_marks"):
        if text.startswith(mark + " "):
            return stripped(reading.text, Span(span.start + len(mark), span.end), EDGE, EDGE)
    return span


@cache
def _manner(language: str, denied: bool) -> re.Pattern[str]:
    """How something is said, between an object and its verb: 'C را | از اساس', 'C را | با تندی'."""
    names = ("manners", "adverbials", "object_marks")
    manners, joins, marks = (alternatives(lexicon(language).list(name)) for name in names)
    if not manners:
        return re.compile(r"(?!)")
    how = "(?:با|به|از) \\w+(?: \\w+)?" if denied else "(?!)"
    how = rf"(?:{manners}|{joins}|{how})"
    return re.compile(rf"(?<!\w)(?:(?<=\s)(?={marks} {how}$){marks} {how}|[{COMMA}]\s*{how})$")
