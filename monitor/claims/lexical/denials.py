"""Who says of a deed that it was not done denies it, though no verb of denial stands there."""

from __future__ import annotations

import re
from functools import cache

from monitor.catalogue.lexicons import lexicon
from monitor.claims.lexical.words import alternatives, folded, listed, phrases
from monitor.claims.voices import Speaker
from monitor.domain import CueClass, LinkRole

# 'There is no plan', 'not even one man is there', in the mouth of an official. That somebody is not
# present is an account of the world, and asserted.
DISAVOWED = {
    "fa": re.compile(
        r"(?<!\w)(?:هیچ|حتی یک|برنامه ا?ی|طرحی|پایگاهی|اردوگاهی)(?!\w).*"
        r"(?<!\w)(?<!حضور )(?:نیست|ندار)"
    ),
    "ps": re.compile(
        r"(?<!\w)(?:ه[یې]څ(?!\w).*|یو[هې]?(?!\w).*(?<!\w)هم |کومه? .*)"
        r"(?<!\w)(?<!شتون )(?:نه لر|نلر|نشته|نه شته)"
    ),
    "ar": re.compile(
        r"(?<!\w)[وف]?(?:لا وجود ل|لم [یت]\w+ (?:\w+ )?ل?ای(?!\w)"
        r"|لا (?:یوجد|توجد|نملک|یملک|تملک)(?!\w).{0,40}?(?<!\w)(?:ل?ای|واحده?)(?!\w))"
    ),
}
# Pashto 'نه دی راغلی', 'شوی نه دی': a participle with its 'not', and no 'is not' of a state.
NOT_DONE = re.compile(
    r"(?<!\w)نه (?:ده|دی|دې|یو|یم)(?: \w+){0,2} \w+[لړوت][یې](?!\w)"
    r"|(?<!\w)\w+[لړوت][یې] نه (?:ده|دی|یو|یم)(?!\w)"
)
# Arabic 'لم يدرب أحدا'; 'not yet' denies nothing.
LAM = re.compile(r"(?<!\w)[وف]?لم [یتن]\w+(?!.*(?<!\w)(?:حتی (?:الساعه|الان|اللحظه)|بعد)(?!\w))")
# Arabic 'لا معسكر في', 'لا تعزيزات وصلت': no such thing; a present begins with ي, ت or ن.
NO_SUCH = re.compile(
    r"(?:^|[،,»\"] ?|(?<!\w)ان(?:ه|ها)? )\"?لا (?!یزال|تزال|بد |مکان|شک|حاجه|جدید|سقف|غنی)"
    r"(?:(?![یتنا])\w{3,}|ات\w{2,}|اج\w{2,}|\w+ات|\w+ین)(?!\w)"
)
AND = re.compile(r"[،,]\s*و")


def in_office(speaker: Speaker, language: str) -> bool:
    """Whether somebody has a name, or is told of by the one office he holds: 'نائب وزير الطرق'."""
    if speaker.link.role is not LinkRole.ANONYMOUS:
        return True
    words = [one.removeprefix("ال") for one in folded(speaker.link.name).split()]
    if {*words[:2]} & listed(language, "indefinites") or {*words} & listed(language, "privates"):
        return False
    offices = listed(language, "roles")
    if language == "ps":
        return bool({*words} & offices)
    return words[0] in offices and not {*words[1:2]} & listed(language, "preps")


def refuses(cue: str, text: str, kind: CueClass, language: str) -> bool:
    """Whether a proposal is refused ('رفض المبادرة'), and no account of what was done is denied."""
    if kind is not CueClass.DENY or phrases(language, "refusing").search(cue) is None:
        return False
    proposed = phrases(language, "proposals")
    told = phrases(language, "carriers").match(text) is not None
    return not told and (proposed.search if language == "ps" else proposed.match)(text) is not None


def undone(text: str, language: str) -> bool:
    """Whether the folded `text` says of a deed that it was not done."""
    if language == "ar":
        head = main_clause(text, language)
        return LAM.search(head) is not None or NO_SUCH.search(head) is not None
    if phrases(language, "not_yet").search(text) and not phrases(language, "not_one").search(text):
        return False  # 'has not seen it yet'
    return (_participle() if language == "fa" else NOT_DONE).search(text) is not None


def main_clause(text: str, language: str) -> str:
    """The folded `text` without what Arabic adds with 'and': 'X did it, and nobody saw it'."""
    added = AND.search(text) if language == "ar" else None
    return text[: added.start()] if added is not None else text


def disowned(text: str, language: str, *, known: bool, official: bool) -> bool:
    """Whether who says the folded `text` denies by it: that he had a hand in something; somebody
    `known` also that a deed was done, an `official` that there is such a thing."""
    done = phrases(language, "disowning").search(text) is not None
    done = done or (known and undone(text, language))
    if done and phrases(language, "statives").search(text) is None:
        return True
    return official and DISAVOWED[language].search(text) is not None


@cache
def _participle() -> re.Pattern[str]:
    """Persian 'نرسیده', 'نفروخته ایم': the negated participle of any common verb."""
    stems = alternatives(lexicon("fa").list("past_stems"))
    return re.compile(rf"(?<!\w)ن(?:(?:{stems})ه(?!\w)|\w+ه ایم(?!\w))")
