"""Each condition of a rule: what meets it, what fails it, and the sentence that says so."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.models import Actor, Source
from monitor.catalogue.watch import CONDITION_FIELDS, Watch
from monitor.domain import ChainLink, ClaimKind, LinkRole, Modality, Polarity, Statement
from monitor.watches.conditions import CONDITIONS, unmet
from tests.claims.making import member, outlet, speaker, statement

CATALOGUE = Catalogue.build(
    sources=(
        Source(slug="daily", name="The Daily", tier=1, language="en", country="GB"),
        Source(slug="organ", name="The Organ", tier=4, affiliation="state", language="fa",
               country="IR", party="north"),
    ),
    actors=(
        Actor(id="north", name="Northland", kind="state"),
        Actor(id="guard", name="Northern Guard", kind="organisation", member_of=("north",)),
        Actor(id="minister", name="Ida Berg", kind="person", speaks_for="guard"),
        Actor(id="south", name="Southland", kind="state"),
        Actor(id="east", name="Eastland", kind="state"),
    ),
)  # fmt: skip
SAYS = statement(
    "the guard will send 300 fighters to Kandahar, said نیروهای ایرانی and المقاتلين",
    chain=(ChainLink("Ida Berg", LinkRole.SPEAKER, actor="minister"),),
    actors=("minister", "guard", "south", "east"),
    agents=("guard",),
    targets=("south",),
    places=("Kandahar",),
    modality=Modality.PROMISED,
)


def verdict(rule: dict[str, Any], what: Statement = SAYS, **more: Any) -> tuple[str, str]:
    found = unmet(Watch(name="test", **rule), member(what, 1, **more), CATALOGUE)
    if found is None:
        return "", ""
    assert found.reason.endswith(".")
    return found.field, found.reason


def actor(name: str, role: str | None = None, **more: Any) -> dict[str, Any]:
    return {"actor": name, "role": role, **more}


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"actors_all": ["guard", "south"]},
        {"actors_all": ["north"]},  # the guard is part of it
        {"actors_any": ["Eastland", "north"]},
        {"actors_all": [actor("minister", "speaker"), actor("guard", "agent")]},
        {"actors_all": [actor("guard", "speaker")]},  # whom the minister speaks for
        {"actors_all": [actor("north", "agent")]},
        {"actors_all": [actor("south", "target")]},
        {"actors_all": [actor("east", "mentioned")]},
        {"actors_none": [actor("south", "agent")]},
        {"actors_none": [actor("north", members=False)]},
        {"events": ["MOBILIZE"]},
        {"modality": ["promised", "denied"]},
        {"polarity": ["positive"]},
        {"places": ["Kandahar"]},
        {"places": ["قندهار"]},  # one place in another script
        {"places": ["Afghanistan"]},  # which it lies in
        {"words": ["FIGHTERS"]},
        {"words": ["fight*"]},
        {"words": ["*fighters", "nowhere"]},
        {"words": ["نيروهاي ايراني"]},  # the same letters on an Arabic keyboard
        {"words": ["مقاتلين"]},  # written with its article
        {"words": ["will send"]},
        {"words_none": ["send 30"]},
        {"outlets_in": {"tier": [1, 2]}},
        {"outlets_in": {"names": ["The Daily"], "language": ["en"], "country": ["gb"]}},
        {"outlets_out": {"tier": [4], "country": ["IR"]}},
        {"outlets_out": {"names": ["organ"], "affiliation": ["state"]}},
    ],
)
def test_the_statement_meets_the_rule(rule: dict[str, Any]) -> None:
    what = statement(SAYS.content, **{**vars_of(SAYS), "event": "MOBILIZE"})
    assert verdict(rule, what, source="daily") == ("", "")


@pytest.mark.parametrize(
    ("rule", "field", "said"),
    [
        ({"actors_all": ["guard", "west"]}, "actors_all", "west is not among its actors."),
        ({"actors_any": ["west"]}, "actors_any", "None of west is among its actors."),
        ({"actors_none": ["north"]}, "actors_none", "north is among its actors, which"),
        ({"actors_all": [actor("south", "agent")]}, "actors_all", "south (as its agent) is not"),
        ({"actors_all": [actor("east", "target")]}, "actors_all", "east (as its target) is not"),
        ({"actors_all": [actor("south", "speaker")]}, "actors_all", "south (as its speaker)"),
        ({"actors_all": [actor("minister", "mentioned")]}, "actors_all", "minister (mentioned)"),
        ({"actors_all": [actor("north", members=False)]}, "actors_all", "north is not among"),
        ({"events": ["AID"]}, "events", "It reports no event type, not AID."),
        ({"modality": ["denied", "urged"]}, "modality", "It is promised, not denied or urged."),
        ({"polarity": ["negative"]}, "polarity", "It is positive, not negative."),
        ({"places": ["Herat", "Lebanon"]}, "places", "It names no place in Herat or Lebanon."),
        ({"words": ["fighter", "ship"]}, "words", "It holds none of the words fighter, ship."),
        ({"words_none": ["fighter*"]}, "words_none", "It holds the word fighter*, which"),
        ({"outlets_in": {"tier": [1]}}, "outlets_in", "The tier of The Organ is 4, not 1."),
        ({"outlets_in": {"names": ["daily"]}}, "outlets_in", "Its outlet is The Organ, not daily."),
        ({"outlets_in": {"language": ["en"]}}, "outlets_in", "The language of The Organ is fa"),
        ({"outlets_out": {"country": ["IR"]}}, "outlets_out", "The country of The Organ is IR,"),
        ({"outlets_out": {"names": ["The Organ"]}}, "outlets_out", "Its outlet is The Organ,"),
        ({"outlets_out": {"affiliation": ["State"]}}, "outlets_out", "The affiliation of The"),
    ],
)
def test_the_reason_names_the_condition_that_failed(
    rule: dict[str, Any], field: str, said: str
) -> None:
    found, reason = verdict(rule, source="organ")
    assert found == field
    assert reason.startswith(said)


def test_every_condition_of_the_model_is_asked() -> None:
    assert set(CONDITIONS) == set(CONDITION_FIELDS)


def test_of_an_outlet_nobody_knows_nothing_can_be_asked_and_nothing_held_against_it() -> None:
    assert verdict({"outlets_in": {"tier": [1, 2, 3, 4, 5]}})[0] == "outlets_in"
    assert verdict({"outlets_out": {"tier": [1, 2, 3, 4, 5]}}) == ("", "")
    organ = {"outlets_in": {"affiliation": ["state"]}}
    assert "is not known" in verdict(organ, source="daily")[1]


def test_an_organ_that_is_the_origin_speaks_for_its_party() -> None:
    what = statement("it happened", chain=(outlet("The Organ", "organ"),))
    assert verdict({"actors_all": [actor("north", "speaker")]}, what) == ("", "")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"uncertain": True}, "uncertain"),
        ({"kind": ClaimKind.WITHDRAWN}, "no longer says it"),
    ],
)
def test_what_no_rule_would_take_says_so(more: dict[str, Any], said: str) -> None:
    field, reason = verdict({}, **more)
    assert field == "statement"
    assert said in reason


def test_words_are_looked_for_in_the_statement_in_four_scripts() -> None:
    for text, word in (
        ("Guerre éclair", "guerre eclair"),
        ("جنگجویان به لبنان", "جنگجو*"),
        ("ایراني ځواکونه", "ځواکونه"),
        ("ارسال مقاتلين", "أرسال"),
        ("נשלחו לוחמים", "לוחמים"),
    ):
        what = statement(text, chain=(speaker("A"),))
        assert verdict({"words": [word]}, what) == ("", ""), text
    assert verdict({"words": ["رد"]}, statement("آن را برد", chain=(speaker("A"),)))[0] == "words"


def test_polarity_and_narration() -> None:
    no = statement("it happened", polarity=Polarity.NEGATIVE)
    assert verdict({"polarity": ["negative"]}, no) == ("", "")
    narrated = statement("it happened", chain=(), origin="Gazette", attributed=False)
    assert "narration" in verdict({}, narrated)[1]


def vars_of(value: Statement) -> dict[str, Any]:
    names = ("chain", "actors", "agents", "targets", "places", "modality")
    return {name: getattr(value, name) for name in names}
