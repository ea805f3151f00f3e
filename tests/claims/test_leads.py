"""What leads a paragraph is no part of its first sentence."""

from __future__ import annotations

import pytest

from monitor.claims.text.leads import lead

TEXT = "Rain fell on the pass."


@pytest.mark.parametrize(
    "before",
    [
        "• ", "– ", "🔴 ", "🔴 21:15 ", "06:10 ", "11.45 – ", "9:05 pm | ", "[World] : ",
        "KESTEN: ", "KESTEN, Oct 4 (Ridge) - ", "SAINT VARGA/KESTEN, Oct. 4 (RNA) -- ",
        "KESTEN, Orland — ", "Kesten (Ridge) – ", "Kesten, Oct 4 (Ridge News) ", "Kesten, RNA – ",
        "KESTEN, October 4. /RNA/. ",
    ],
)  # fmt: skip
def test_bullets_clocks_and_datelines_are_passed_over(before: str) -> None:
    text = before + TEXT
    assert text[lead(text, 0, len(text), first=True) :] == TEXT


@pytest.mark.parametrize(
    "text",
    [TEXT, "RNA: Rain fell.", "3.5 tonnes fell.", "Kesten, a village, is wet.", "-5 degrees.", "•"],
)
def test_later_labels_numbers_and_names_stay(text: str) -> None:
    assert lead(text, 0, len(text), first=False) == 0


def test_only_the_first_paragraph_has_a_dateline() -> None:
    text = "KESTEN: " + TEXT
    assert lead(text, 0, len(text), first=False) == 0


@pytest.mark.parametrize("unit", ["🔴", "• ", "A", "12:30 ", "KESTEN, ", "[A] "])
def test_a_hostile_lead_is_read_in_bounded_steps(unit: str) -> None:
    text = unit * 20_000
    assert 0 <= lead(text, 0, len(text), first=True) <= len(text)
