"""Texts that are made to be slow, or to hide a name."""

from __future__ import annotations

import time
from datetime import date

import pytest

from tests.actors.test_matching import MATCHER

HOSTILE = {
    "one alias only": "Eastern Guard " * 4000,
    "one alias without spaces": "اورلان" * 8000,
    "vetoed aliases": "Lance walked on. " * 4000,
    "surnames without a full name": "Varga " * 9000,
    "persons without their context": "Kestena rang. " * 4000,
    "offices": "Orlandi envoy to Bel " * 3000,
    "no spaces": "a" * 60_000,
    "capitals": "EG " * 20_000,
    "joined names": "Orlan, " * 9000,
    "one paragraph of contexts": "Guard coast Orland " * 3000,
    "bidi controls": "\u202eEastern Guard\u202c " * 3000,
    "marks on every letter": "حِزْبُ النُّورِ " * 3000,
    "mixed scripts": "Eastern اورلان Guard حزب النور Ορλαν Орлан " * 1500,
    "nested names": "the Emirate of Orland's Eastern Guard of Honour Guard " * 1200,
    "ligatures that grow": "\ufdfa" * 4000,
    "dashes": "Orlan-" * 9000,
    "scores": "Orlan beat Orlan 2-0 " * 3000,
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    def seconds(text: str) -> float:
        started = time.process_time()
        MATCHER.find(text, on=date(2022, 5, 1))
        return time.process_time() - started

    half = unit[: len(unit) // 4]
    seconds(half)
    short = min(seconds(half) for _ in range(3))
    assert min(seconds(unit) for _ in range(2)) < 8 * short + 0.02, "4 × as long"


def test_bidirectional_controls_and_marks_do_not_hide_a_name_or_move_its_span() -> None:
    text = "the \u202eEas\u200btern\u2066 Gu\u00adard\u202c said"
    (mention,) = [m for m in MATCHER.find(text) if not m.vetoed]
    assert mention.actor == "guard"
    assert text[mention.start : mention.end] == mention.text
