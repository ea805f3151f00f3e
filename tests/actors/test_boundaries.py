"""Where a name may end in Arabic script."""

from __future__ import annotations

import pytest

from monitor.actors.boundaries import bounded


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("وفدا حوثیا زار", "حوثی", True),  # the accusative of an adjective
        ("وفد حوثی زار", "حوثی", True),
        ("هندا", "هند", False),  # no adjective
        ("حوثیاوی", "حوثی", False),  # another word goes on
    ],
)
def test_an_arabic_adjective_may_stand_in_the_accusative(
    text: str, name: str, *, found: bool
) -> None:
    start = text.index(name)
    assert (bounded(text, start, start + len(name), arabic=True) is not None) is found
