"""Who does it and where: what is only told from the other side, or of somebody's seat."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.claims.likeness.similarity import compare
from tests.claims.making import pledge, told


def test_a_meeting_is_the_same_from_both_sides_and_an_order_is_not() -> None:
    met = told("Aziz met Karimi in Herat", "aziz", "karimi", agents=("aziz",), targets=("karimi",))
    back = told(
        "Karimi and Aziz met in Herat", "aziz", "karimi", agents=("karimi",), targets=("aziz",)
    )
    assert not compare(met, back).vetoed
    called = replace(met, content="Aziz called Karimi in Herat")
    assert compare(called, replace(back, content="Karimi called Aziz in Herat")).vetoed


def test_a_capital_that_stands_for_the_acting_government_is_no_other_capital() -> None:
    one = pledge("Kabul pledged 3,000 fighters", agents=("taliban",))
    other = pledge("the Taliban promised Tehran 3,000 men", agents=("taliban",))
    assert compare(one, other).score > 0.5


@pytest.mark.parametrize(
    "content",
    ["nobody in Kabul promised fighters for Gaza", "officials in Kabul promised fighters"],
)
def test_whose_officials_they_are_is_not_where_it_happened(content: str) -> None:
    assert not compare(pledge(content), pledge("fighters were promised for Gaza")).vetoed


def test_where_it_comes_from_is_not_where_it_is() -> None:
    arrived = told("fighters from Syria arrived", "fatemiyoun")
    seen = told("fighters were seen in Basra", "fatemiyoun")
    assert not compare(arrived, seen).vetoed
    assert compare(replace(arrived, content="fighters arrived in Mosul"), seen).vetoed
