"""Roles, places, numbers and conditions of a Persian, Pashto or Arabic proposition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from monitor.claims.document import Reading
from monitor.claims.lexical.standing import stands
from monitor.claims.lexical.tokens import WORD, place_named
from monitor.claims.lexical.words import COMMA, folded, listed, phrases
from monitor.claims.likeness.affixes import forms
from monitor.claims.likeness.concepts import vocabulary
from monitor.claims.text.dates import Dated
from monitor.claims.text.spans import Span
from monitor.domain import Mention
from monitor.reading.normalise import fold

NUMBER = re.compile(r"[0-9۰-۹٠-٩]+(?:[.,٬٫][0-9۰-۹٠-٩]+)*")
CLITIC = re.compile(r"(?<!\w)[وف]?(ال|لل|ل|ب)$")
YEAR = re.compile(r"(?:19|20)\d\d|1[34]\d\d")
JOINT = frozenset({"و", "وال", "او", "یا", "أو"})  # 'X and Y' do it, or have it done, together
APART = " \u200c"
PARTITIVE = frozenset({"من", "از"})
BANDS = frozenset({"delegation", "fighters", "people", "officer", "technical", "crew", "volunteer"})
Roles = tuple[tuple[str, ...], tuple[str, ...]]


def roles(reading: Reading, text: str, span: Span, language: str) -> Roles:
    """(who does it, to or for whom): by prepositions, postpositions, 'by' phrases and voice.

    The first name that depends on nothing does it, or the one whose deed a noun is ('حمله X',
    'إرسال X'); after 'by' (توسط, له خوا, من قبل) stands who does it in the passive.
    """
    agents: list[str] = []
    targets: list[str] = []
    passive = phrases(language, "passive_verbs").search(text, *span) is not None
    held = [
        (m, _under(text, m, span, language)) for m in reading.mentioned(span)
        if m.actor and (language != "ar" or stands(reading, text, m, None))
    ]  # fmt: skip
    told = any(place == "by" for _, place in held)
    side, end = targets, span.start
    for mention, place in held:
        if text[end : mention.start].strip(APART) not in JOINT:
            doing = place == "by" or not (place or passive or told or agents)
            side = agents if doing else targets
        side.append(str(mention.actor))
        end = mention.end
    chosen = tuple(dict.fromkeys(agents))
    return chosen, tuple(one for one in dict.fromkeys(targets) if one not in chosen)


def _under(text: str, mention: Mention, span: Span, language: str) -> str:
    """'by', 'to' or nothing: what the words beside a name make of it."""
    left = text[max(span.start, mention.start - 32) : mention.start]
    before, after = WORD.findall(left), WORD.findall(text[mention.end : mention.end + 24])
    if language == "ar" and (clitic := CLITIC.search(left)) is not None:
        return "" if clitic[1] == "ال" else "to"
    if language == "ar" and len(before) > 1 and before[-1] in listed("ar", "bodies"):
        before = before[:-1]  # 'مع حكومة X'
    near = " ".join(before[-3:])
    following = " ".join(after[:2]) if language == "ps" else ""
    by = listed(language, "by_phrases")
    if any(near.endswith(one) or following.startswith(one) for one in by):
        return "by"
    closing = listed(language, "posts") | listed(language, "objects")
    if after and mention.end < span.end and after[0] in closing:
        return "to"
    if not before or before[-1] not in listed(language, "preps"):
        return ""
    # 'وفد من X', 'هیئتی از X': those of X who do it.
    of_them = len(before) > 1 and before[-1] in PARTITIVE
    return "" if of_them and vocabulary().concept(fold(before[-2]), language) in BANDS else "to"


def places(reading: Reading, text: str, span: Span, language: str) -> tuple[str, ...]:
    """Places of the gazetteer in the content, as written; a government's capital is none."""
    found = []
    words = list(WORD.finditer(text, *span))
    for at, word in enumerate(words):
        mention = reading.covering(word.start())
        if mention is not None:
            continue
        end = _longest(words, at, language)
        if end and not _people(word[0]):
            found.append(reading.text[word.start() : words[at + end - 1].end()])
        elif word[0].removeprefix("ال") in listed(language, "place_kinds") and at + 1 < len(words):
            following = words[at + 1]
            if reading.covering(following.start()) is None and not _short(following[0], language):
                found.append(reading.text[following.start() : following.end()])
    return tuple(dict.fromkeys(found))


def _longest(words: list[re.Match[str]], at: int, language: str) -> int:
    """How many words from `at` on are one place."""
    known = vocabulary().places
    for length in (2, 1):
        held = words[at : at + length]
        if len(held) < length:
            continue
        key = tuple(part for one in held for part in fold(one[0]).split())
        if key in known:
            return length
    return int(place_named(words[at][0], language) is not None)


def _people(word: str) -> bool:
    return vocabulary().people(fold(word)) is not None and (fold(word),) not in vocabulary().places


def _short(word: str, language: str) -> bool:
    return len(word) < 3 or word in listed(language, "preps") or word in listed(language, "joining")


def numbers(text: str, span: Span, language: str, dates: tuple[Dated, ...]) -> tuple[str, ...]:
    """Counts as written, in figures or words, without dates, years and 'one'."""
    held = text[slice(*span)]
    found = [
        (match.start(), match[0])
        for match in NUMBER.finditer(held)
        if not YEAR.fullmatch(_plain(match[0])) and not _dated(span.start + match.start(), dates)
    ]
    found += [(at, word) for at, word in _worded(held, language)
              if not _dated(span.start + at, dates)]  # fmt: skip
    return tuple(dict.fromkeys(word for _, word in sorted(found)))


def _worded(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Runs of number words: 'بیست و پنج', 'یک میلیون', 'سلګونه'; 'one' alone counts nothing."""
    run: list[Span] = []
    words = list(WORD.finditer(text))
    for match, following in zip_longest(words, words[1:]):
        counted = _counting(match[0], language)
        scaled = following is not None and _scale(following[0], language)
        counts = counted is not None and (scaled or not _is_one(counted, language))
        if counts or (run and match[0] == "و"):
            run.append(Span(match.end() - len(counted or match[0]), match.end()))
            continue
        yield from _one(text, run)
        run = []
    yield from _one(text, run)


def _counting(word: str, language: str) -> str | None:
    """The number word in a word: 'وخمس' is 'and five'."""
    words = vocabulary()
    if word in listed(language, "vague"):
        return word
    known = words.numbers[language]
    plain = forms(fold(word), language)
    return next((one for one in plain if one in known or one in words.scales), None)


def _scale(word: str, language: str) -> bool:
    return any(one in vocabulary().scales for one in forms(fold(word), language))


def _is_one(word: str, language: str) -> bool:
    return vocabulary().numbers[language].get(word) == (1.0, 1.0)


def _one(text: str, run: list[Span]) -> Iterator[tuple[int, str]]:
    while run and text[slice(*run[-1])] == "و":
        run = run[:-1]
    if run:
        yield run[0].start, text[run[0].start : run[-1].end]


def _plain(number: str) -> str:
    return "".join(str(int(one)) if one.isdigit() else one for one in number)


def _dated(at: int, dates: tuple[Dated, ...]) -> bool:
    return any(one.span.start <= at < one.span.end for one in dates)


def condition(reading: Reading, text: str, span: Span, language: str) -> str | None:
    """'اگر …', 'که چېرې …', 'إذا …': the clause that the proposition hangs on."""
    match = phrases(language, "conditions").search(text, *span)
    if match is None or _is_relative(text, match, span, language):
        return None
    end = next((at for at in range(match.end(), span.end) if text[at] in COMMA + ".۔"), span.end)
    return reading.text[match.start() : end].strip()


def _is_relative(text: str, match: re.Match[str], span: Span, language: str) -> bool:
    """Pashto 'که' alone means 'if' only where a clause begins."""
    if language != "ps" or folded(match[0]) != "که":
        return False
    before = text[span.start : match.start()].rstrip()
    return bool(before) and before[-1] not in COMMA + "چې"
