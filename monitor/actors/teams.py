"""Where a country's name is that of its team: 'Iran's national team', 'Iran beat Syria 2-0'."""

from __future__ import annotations

import re

_SORTS = (
    "national|men's|women's|u ?\\d\\d|under \\d\\d|olympic|paralympic|football|soccer|handball|"
    "volleyball|futsal|basketball|wrestling|cricket|hockey|chess|rugby|youth|junior|beach|"
    "water polo|taekwondo|weightlifting|judo|karate|kabaddi|greco roman|freestyle"
)
_TEAM = "team'?s?|squad|side|coach|goalkeeper|captain|championship"
_TEAM_AFTER = re.compile(rf"(?:'s? )?(?:(?:{_SORTS}) )+(?:{_TEAM})(?!\w)")
_TEAM_BEFORE = re.compile(
    r"(?:تیم|تیمهای|بازیکنان|منتخب|المنتخب|منتخبا|لوبډله|لوبډلې)(?: \w+){0,2}(?: د)?$"
)
_SCORE = r"\d{1,2} \d{1,2}(?!\w)"  # hyphens are spaces in the normal form
_PLAYS = (
    r"(?:beats?|defeat(?:s|ed)?|drew|draws?|held|holds?|los[et]s?|thrash\w*|edged?|won|wins?|"
    r"overcame|crush(?:ed)?|stun(?:ned)?)"
)
_PLAYED_AFTER = re.compile(rf"{_PLAYS}(?: [^.\n]{{0,40}})? {_SCORE}")
_PLAYED_BEFORE = re.compile(rf"(?<!\w){_PLAYS}(?: {_SCORE})?(?: (?:to|with|against|by|at|over))?$")


def played(left: str, right: str) -> str | None:
    """The words beside a country's name that make it a team, in normal form."""
    if team := _TEAM_AFTER.match(right) or _TEAM_BEFORE.search(left):
        return team.group().strip()
    if match := _PLAYED_AFTER.match(right):
        return match.group()
    before = _PLAYED_BEFORE.search(left)
    if before and (re.search(_SCORE, before.group()) or re.match(_SCORE, right)):
        return before.group()
    return None
