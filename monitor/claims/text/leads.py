"""What stands at the head of a paragraph and is none of its sentence: bullets, clocks, datelines.

Live blogs, channel posts and explainers open their paragraphs so, and agencies the first one of a
report. Left where it is, a parser takes 'PESHAWAR:' for somebody who speaks and '15:50' for
somebody who acts.
"""

from __future__ import annotations

import re
import unicodedata

BULLETS = frozenset("•‣◦▪▫●○◆◇■□►▶➤→*·–—->|")
SIGNS = frozenset({"So", "Sk", "Mn", "Me", "Cf"})
CLOCK = re.compile(
    r"\d{1,2}[:.]\d{2}(?:\s?(?:[ap]\.?m\.?|GMT|UTC|BST|CET|EST|EDT|local time))?"
    r"\s*(?:[|:–—-]\s*)?(?=[^\W\d_]|[\"“'‘«🔴])",
    re.IGNORECASE,
)
ITEM = re.compile(r"\d{1,2}[.)] +(?=[A-Z“\"])")  # '2. ' of a list
SECTION = re.compile(r"\[[A-Z][\w &/-]{2,30}\]\s*:?\s+")  # '[World] : '
_PLACE = r"[A-Z][\w'’.-]{1,20}(?: [A-Z][\w'’.-]{1,20}){0,2}"
_CAPITALS = r"[A-Z][A-Z'’.-]{2,20}(?: [A-Z][A-Z'’.-]{1,20}){0,3}"
_DAY = r"(?:, ?[A-Z][a-z]{2,8}\.? \d{1,2})"
_BY = r"(?: ?\([\w .&/-]{2,30}\))"
_NAMED = r"\(?[A-Z]{2,8}\)?"
_DASH = r"\s?(?:--|[—–:-])\s+"
DATELINE = re.compile(
    "|".join(
        (
            rf"(?:{_CAPITALS}|{_PLACE}){_DAY}?{_DASH}{_NAMED}{_DASH}",  # 'BEIRUT - UPA - '
            rf"{_NAMED} ?[/—–-] ?{_CAPITALS}{_DAY}?{_DASH}",  # 'UPA – BEIRUT – '
            # 'KABUL, Sept 4 (Meridian) - ', 'SPERA, Khost — ', 'PESHAWAR: '
            rf"{_CAPITALS}(?:/{_CAPITALS})?(?:, {_PLACE})?{_DAY}?{_BY}?{_DASH}",
            rf"{_PLACE}{_DAY}?{_BY}{_DASH}",  # 'Herat (Ufuq) – '
            rf"{_PLACE}, \d{{1,2}} [A-Z][a-z]{{2,8}}(?: \d{{4}})?{_DASH}",  # 'Lahore, 9 May 2026: '
            rf"{_PLACE}{_DAY}{_BY}\s+",  # 'Ankara, Aug 17 (Ufuq) '
            rf"{_PLACE}, (?:{_CAPITALS}|{_PLACE}) ?[—–-]{{1,2}} ",  # 'Tehran, UFUQ – '
            rf"{_PLACE} ?[—–] (?=(?:The|An?|In|On|At|After)\b)",  # 'Kabul – The ministry'
            rf"{_CAPITALS}{_DAY}\. ?/[A-Z][\w ]{{1,20}}/\.\s+",  # 'MOSCOW, August 3. /UFUQ/. '
        )
    )
)


def lead(text: str, start: int, end: int, *, first: bool) -> int:
    """Where the sentence of the paragraph `text[start:end]` begins.

    Only the `first` paragraph of a text has a dateline: later 'TTP: …' is a label.
    """
    at = _signs(text, start, end)
    section = SECTION.match(text, at, end)
    at = section.end() if section is not None else at
    item = ITEM.match(text, at, end)
    at = item.end() if item is not None else at
    clock = CLOCK.match(text, at, end)
    if clock is not None:
        at = _signs(text, clock.end(), end)
    dateline = DATELINE.match(text, at, end) if first else None
    at = dateline.end() if dateline is not None else at
    return at if at < end else start


def _signs(text: str, start: int, end: int) -> int:
    """Past emoji, and past bullets with a space after them."""
    at = start
    while at < end:
        char = text[at]
        bullet = char in BULLETS and text[at + 1 : at + 2].isspace()
        if not bullet and unicodedata.category(char) not in SIGNS and not char.isspace():
            break
        at += 1
    return at
