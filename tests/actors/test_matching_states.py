"""States against what is not them: organs of others, teams, places that bear a name."""

from __future__ import annotations

import pytest

from monitor.actors.matching import ActorMatcher
from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.models import Actor, Alias

STATES = ActorMatcher(
    Catalogue.build(
        actors=[
            Actor(
                id="orland",
                name="Orland",
                kind="state",
                aliases=(Alias(text="Orlandi", demonym=True), Alias(text="اورلان")),
            ),
            Actor(
                id="bel",
                name="Bel",
                kind="state",
                aliases=(
                    Alias(text="Bel", country=True),
                    Alias(text="Belish", demonym=True),
                    Alias(text="بلستان"),
                ),
            ),
            Actor(
                id="council",
                name="High Council",
                kind="organisation",
                aliases=(Alias(text="شورای بلند"), Alias(text="المجلس الكبير")),
                speaks_for="orland",
            ),
            Actor(id="militia", name="Red Militia", kind="organisation", member_of=("orland",)),
            Actor(id="kesten", name="Ada Kesten", kind="person", aliases=(Alias(text="آدا کستن"),)),
        ]
    )
)


def counted(text: str) -> list[str | None]:
    return [m.actor for m in STATES.find(text) if not m.vetoed]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Orland's High Council met.", ["orland", "council"]),
        ("The High Council met.", ["council"]),
        ("Sudan's High Council met.", []),
        ("Sri Lanka's High Council met.", []),
        ("The High Council of Sudan met.", []),
        ("Bel's High Council met.", ["bel"]),
        ("The Belish High Council met.", ["bel"]),
        ("Sudan's Red Militia fled.", ["militia"]),
        ("Kesten's High Council met.", ["council"]),
        ("شورای بلند سودان نشست داشت", []),
        ("شورای بلند اورلان نشست داشت", ["council", "orland"]),
        ("شورای بلند بلستان را متهم کرد", ["council", "bel"]),
        ("عقد المجلس الكبير السوداني جلسة", []),
        ("د سوډان د شورای بلند غړي", []),
    ],
)
def test_an_organ_that_another_country_possesses_is_not_the_known_one(
    text: str, actors: list[str]
) -> None:
    assert counted(text) == actors


@pytest.mark.parametrize(
    "text",
    [
        "Orland's national team trained.",
        "The Orland under-21 squad trained.",
        "Orland beat Sudan 2-0.",
        "Sudan lost 3-1 to Orland.",
        "Sudan beat Orland 2-0.",
        "Orland met Sudan in the World Cup.",
        "تیم ملی اورلان رسید",
    ],
)
def test_a_country_that_plays_is_a_team(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Orland's negotiating team left.",
        "Orland said the World Cup was a pretext.",
        "Orland beat back the militia.",
    ],
)
def test_a_country_that_acts_is_a_state_whatever_else_is_near(text: str) -> None:
    assert "orland" in counted(text)


def test_a_place_that_bears_a_name_is_not_the_person() -> None:
    assert counted("Ada Kesten International Airport reopened.") == []
    assert counted("فرودگاه شهید آدا کستن باز شد") == []
    assert counted("Ada Kesten left.") == ["kesten"]
