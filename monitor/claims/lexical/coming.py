"""What is to come, to be done or pledged, in Persian, Pashto and Arabic."""

from __future__ import annotations

import re

from monitor.claims.lexical.words import folded, listed, phrases
from monitor.domain import Event

WANTING = re.compile(r"(?<!\w)ن?می خواه\w+")  # Persian 'they want', not 'they will'
FUTURE = re.compile(r"(?<!\w)[وف]?(س[یتن]\w{2,})")  # Arabic 'سيرسل'
PRESENT = re.compile(r"(?<!\w)می \w+(?:د|یم)$")  # Persian 'می رود', 'می رویم' at the end
RELATIVE = re.compile(r"(?<!\w)(?:که|چې)(?: \S+){0,4} $")
PLEDGED = re.compile(  # Persian 'وعده ده مربی را به X داده است': the noun parted from its verb
    r"(?<!\w)(?:وعده|قول|تعهد|اطمینان)(?: (?:ی|ه))? (?:\w+ ){1,9}?"
    r"(?:داده|داد|دادند|سپرده|سپرد)(?!\w)"
)
LEFT = 3  # words after a pledge that is only told of in a relative clause
# Pashto 'کابل دې پولې وتړي': after the subject it is 'should', after a preposition 'this'; with a
# perfect ('کړې وي') it tells what is alleged.
SHOULD = re.compile(
    r"(?!(?:په|پر|له|د|تر|سره|او) دې)\w+(?: (?!په |پر |له |د |تر |سره |او )\w+){0,3} (?<!له )دې "
    r"(?!\S+ (?:ته|سره|څخه) ).*(?<!\w)(?!وی$)(?:و\w+ی|شی|کړی|\w{3,}وی)$"
)
WE_SHALL = {
    "fa": re.compile(r"(?<!\w)(?:ن?خواهیم|می \w{2,}یم(?!\w))"),
    "ps": re.compile(r"(?<!\w)به(?!\w).*\wو$"),
    "ar": re.compile(r"(?<!\w)[وف]?(?:سن\w{2,}|لن ن\w{2,})"),
}


def has(text: str, name: str, language: str) -> bool:
    """Whether a form of the lexicon's list `name` stands in the text."""
    return phrases(language, name).search(folded(text)) is not None


def is_urged(text: str, language: str) -> bool:
    """Whether the folded `text` says what should be done."""
    return has(text, "urged", language) or (language == "ps" and SHOULD.match(text) is not None)


def we_act(text: str, language: str) -> bool:
    """'خواهیم فرستاد', 'به ورکړو', 'سنرفع': the first person of what is to come."""
    return WE_SHALL[language].search(text) is not None


def never_will(event: Event | None, text: str, language: str) -> bool:
    """Arabic 'لن نقبل', 'لن تكون': a promise of what will not be; 'لن يتنازل' is a refusal."""
    ours = has(text, "never_we", language)
    return ours or (event is not Event.REJECT and has(text, "never_will", language))


def pledged(text: str, language: str) -> bool:
    """Whether the content is a pledge, and does not only speak of one ('که کابل وعده داده بود')."""
    parted = PLEDGED.finditer(text) if language == "fa" else ()
    for match in (*phrases(language, "pledges").finditer(text), *parted):
        aside = RELATIVE.search(text, 0, match.start()) is not None
        if not aside or len(text[match.end() :].split()) <= LEFT:
            return True
    return False


def is_coming(text: str, language: str, *, condition: str | None) -> bool:
    """Whether the folded `text` tells of what is still to come."""
    if language == "ar" and any(
        one[1] not in listed("ar", "not_future") for one in FUTURE.finditer(text)
    ):
        return True
    if has(WANTING.sub(" ", text), "future", language):
        return True
    single = has(text, "punctual", language) and not has(text, "habitual", language)
    present = PRESENT.search(text) is not None or has(text, "present", language)
    return single or (present and (condition is not None or has(text, "coming", language)))
