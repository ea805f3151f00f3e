"""Whether an Arabic name of a state means who acts, or a place, a people or the make of a thing.

'القواعد الأمريكية' are of somebody who is spoken of; 'من خارج لبنان', 'الحدود اللبنانية', 'متطوع
لبناني' and, where it changes hands, 'مسيّرة أميركية' tell where, who or what kind.
"""

from __future__ import annotations

import re

from monitor.claims.document import Reading
from monitor.claims.lexical.tokens import WORD
from monitor.claims.lexical.words import listed
from monitor.domain import Event, Mention

BACK = 40  # code points before a name that tell what it stands for
DEALS = frozenset({Event.COOPERATE, Event.AID, Event.AGREE, None})
TO = "الی"
JOINING = frozenset({"و", "او"})
ADJECTIVE = re.compile(r"\w+(?:ی|یه|یا|یین|یون)$")


def stands(reading: Reading, text: str, mention: Mention, event: Event | None) -> bool:
    """Whether `mention`, in the folded `text`, is one of the actors of a content with `event`."""
    actor = reading.catalogue.actors.get(mention.actor or "")
    if actor is None or actor.kind != "state":
        return True
    before = text[max(0, mention.start - BACK) : mention.start].removesuffix("ال")
    name = text[mention.start : mention.end]
    if ADJECTIVE.fullmatch(name) is not None:
        return _described(reading, mention, before, event)
    words = before.split()
    if words[-1:] and words[-1] in JOINING:
        words = words[:-2]  # 'عبر العراق وسوريا'
    head, above = [*reversed(words), "", ""][:2]
    going = head == TO and above in listed("ar", "going")
    return not (going or head.removeprefix("ال") in listed("ar", "placing_words"))


def _described(reading: Reading, mention: Mention, before: str, event: Event | None) -> bool:
    """Whether an adjective of a state speaks of the state by its noun."""
    nouns = [match[0] for match in WORD.finditer(before)][-2:]
    end = len(before.rstrip())
    held = reading.covering(mention.start - (len(before) - end) - 3)
    if held is not None and held.actor and reading.catalogue.actors[held.actor].kind != "state":
        return False  # 'الحرس الثوري الإيراني': part of a name
    if not nouns:
        return True
    last = nouns[-1].removeprefix("ال")
    if last in listed("ar", "place_nouns") or last in listed("ar", "people_nouns"):
        return False
    return not (last in listed("ar", "wrought") and event in DEALS)
