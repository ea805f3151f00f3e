"""What is another claim although much is alike, and what is not although much differs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.claims import clustering
from monitor.claims.likeness.similarity import compare
from monitor.domain import ClaimKind, Event, Modality, Statement
from tests.claims.making import (
    PLEDGE,
    claim,
    decide,
    incoming,
    pledge,
    speaker,
    statement,
    told,
)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("the Taliban pledged to send 500 fighters to Lebanon", "numbers"),
        ("the Taliban pledged to send 3,000 fighters to Syria", "places"),
        ("the Taliban pledged to withdraw 3,000 fighters from Lebanon", "acts"),
    ],
)
def test_another_number_place_or_act_is_another_claim(content: str, word: str) -> None:
    kind, reasons = decide(pledge(content))
    assert kind is ClaimKind.NEW
    assert word in reasons


def test_a_number_of_something_else_is_no_contradiction() -> None:
    kind, _ = decide(pledge("two ministers said the Taliban would send fighters to Lebanon"))
    assert kind is ClaimKind.CORROBORATED


def test_an_approximate_number_does_not_contradict_an_exact_one() -> None:
    kind, _ = decide(pledge("the Taliban would send about 2,800 fighters to Lebanon"))
    assert kind is ClaimKind.CORROBORATED
    kind, _ = decide(pledge("the Taliban would send more than 2,000 fighters to Lebanon"))
    assert kind is ClaimKind.CORROBORATED


def test_a_place_inside_the_other_place_is_no_contradiction() -> None:
    kind, _ = decide(pledge("the Taliban pledged to send 3,000 fighters to Beirut"))
    assert kind is ClaimKind.CORROBORATED


def test_swapped_roles_are_another_claim() -> None:
    swapped = pledge(
        "Iran pledged to send 3,000 fighters to Lebanon", agents=("iran",), targets=("taliban",)
    )
    kind, reasons = decide(swapped)
    assert kind is ClaimKind.NEW
    assert "swapped" in reasons


def test_what_is_not_done_to_the_speaker_denies_no_act_of_his() -> None:
    nobody = pledge(
        "nobody has promised us fighters",
        chain=(speaker("A spokesman", actor="taliban"),),
        agents=(),
        targets=("taliban",),
        modality=Modality.DENIED,
    )
    _, reasons = decide(nobody)
    assert "who act there" in reasons


def test_another_agent_is_another_claim() -> None:
    other = pledge(
        "the Houthis pledged to send 3,000 fighters to Lebanon",
        actors=("houthis", "iran"),
        agents=("houthis",),
    )
    kind, reasons = decide(other)
    assert kind is ClaimKind.NEW
    assert "Somebody else" in reasons


def test_a_minister_and_the_body_he_speaks_for_are_one_agent() -> None:
    minister = pledge(
        "Muttaqi pledged that the Taliban would send 3,000 fighters to Lebanon",
        actors=("amir-khan-muttaqi", "taliban", "iran"),
        agents=("amir-khan-muttaqi",),
    )
    assert decide(minister)[0] is ClaimKind.CORROBORATED


def test_another_date_is_another_claim_and_a_vaguer_one_is_not() -> None:
    dated = pledge(PLEDGE.content, event_date="2024-06-10")
    assert decide(pledge(PLEDGE.content, event_date="2024-07-02"), dated)[0] is ClaimKind.NEW
    joined = decide(pledge(PLEDGE.content, event_date="2024-06", party="Other"), dated)[0]
    assert joined is ClaimKind.CORROBORATED


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("fa", "طالبان وعده داده است که ۳۰۰۰ جنگجو به لبنان اعزام کند"),
        ("fa", "طالبان هزاران نیرو به لبنان می‌فرستد"),
        ("ps", "طالبان به لبنان ته ۳۰۰۰ جنګیالي واستوي"),
        ("ar", "طالبان تعهدت بإرسال آلاف المقاتلين إلى لبنان"),
    ],
)
def test_a_report_in_another_language_joins_the_claim(language: str, content: str) -> None:
    kind, reasons = decide(pledge(content, language=language))
    assert kind is ClaimKind.CORROBORATED, reasons


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("fa", "طالبان وعده داده است که ۵۰۰ جنگجو به لبنان اعزام کند"),
        ("fa", "طالبان وعده داده است که ۳۰۰۰ جنگجو به سوریه اعزام کند"),
        ("ar", "طالبان تعهدت بإرسال قمح إلى لبنان"),
    ],
)
def test_another_number_place_or_act_in_another_language_is_another_claim(
    language: str, content: str
) -> None:
    kind, reasons = decide(pledge(content, language=language))
    assert kind in (ClaimKind.NEW, ClaimKind.UNCERTAIN), reasons


def test_two_things_one_speaker_said_of_the_same_actors_are_two_claims() -> None:
    thanks = statement(
        "the Taliban for opening its border to pilgrims",
        actors=("envoy", "iran", "taliban"),
        event=Event.SUPPORT,
    )
    water = statement(
        "the Taliban had released water into the Helmand river",
        actors=("envoy", "iran", "taliban"),
        event=Event.COOPERATE,
    )
    assert decide(water, thanks)[0] is ClaimKind.NEW


MEETING = statement(
    "Muttaqi met the Iranian ambassador in Kabul",
    actors=("amir-khan-muttaqi", "iran"),
    event=Event.CONSULT,
)


def test_a_meeting_a_month_later_is_another_meeting() -> None:
    kind, reasons = decide(MEETING, MEETING, days=40)
    assert kind is not ClaimKind.REPEATED
    assert "39 days apart" in reasons
    assert decide(MEETING, MEETING, days=4)[0] is ClaimKind.REPEATED


def test_a_meeting_retold_later_with_its_date_is_the_same_meeting() -> None:
    retold = statement(
        "Muttaqi met the Iranian ambassador in Kabul",
        actors=MEETING.actors,
        event=Event.CONSULT,
        event_date="2024-06-02",
    )
    assert decide(retold, MEETING, days=60)[0] in (ClaimKind.REPEATED, ClaimKind.UPDATED)


def test_a_force_and_the_state_it_belongs_to_meet_where_a_catalogue_says_so() -> None:
    def bodies(actor: str) -> tuple[str, ...]:
        return ("quds-force", "iran") if actor == "quds-force" else (actor,)

    force = statement(
        "forty instructors of the Quds Force were training pilots at a base near Herat",
        actors=("quds-force",),
        agents=("quds-force",),
        event=Event.COOPERATE,
    )
    state = statement(
        "Iran sent forty instructors to train pilots at the base near Herat",
        actors=("iran",),
        agents=("iran",),
        event=Event.COOPERATE,
        chain=(speaker("Diplomat"),),
    )
    held = [claim(force)]
    assert clustering.place(incoming(state), held).kind is ClaimKind.NEW
    assert clustering.place(incoming(state), held, bodies=bodies).kind is ClaimKind.CORROBORATED
    assert set(clustering.keys(force)) & set(clustering.keys(state))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            told("Hezbollah fired 50 rockets at a base", "hezbollah", event=Event.ASSAULT),
            told("Hezbollah fired 100 rockets at a base", "hezbollah", event=Event.ASSAULT),
        ),
        (
            told("at least 16 people were killed by shelling", "russia", event=Event.ASSAULT),
            told("at least 40 people were killed by shelling", "russia", event=Event.ASSAULT),
        ),
        (
            told("a bomb hit a mosque in Kabul", "taliban", event=Event.ASSAULT),
            told("a bomb hit a mosque in Herat", "taliban", event=Event.ASSAULT),
        ),
        (
            told("the minister will visit Tehran next week", "taliban", event=Event.CONSULT),
            told("the minister will visit Moscow next week", "taliban", event=Event.CONSULT),
        ),
        (
            told("an embassy opened in Doha", "taliban", event=Event.COOPERATE),
            told("the embassy in Doha was closed", "taliban", event=Event.COOPERATE),
        ),
        (
            told("police arrested three clerics in Zahedan", "iran", event=Event.COERCE),
            told("police released three clerics in Zahedan", "iran", event=Event.COERCE),
        ),
        (
            told("Iran sent wheat to Herat", "iran", event=Event.AID),
            told("Iran sent fuel to Herat", "iran", event=Event.AID),
        ),
        (
            told(
                "Israel killed a commander of Hezbollah in Beirut",
                "israel", "hezbollah",
                event=Event.ASSAULT, agents=("israel",), targets=("hezbollah",),
            ),
            told(
                "Israel killed a commander of Hamas in Beirut",
                "israel", "hamas",
                event=Event.ASSAULT, agents=("israel",), targets=("hamas",),
            ),
        ),
    ],
)  # fmt: skip
def test_another_number_place_act_thing_or_target_is_another_claim(
    one: Statement, other: Statement
) -> None:
    assert decide(other, one, days=1)[0] is ClaimKind.NEW
    assert decide(one, other, days=1)[0] is ClaimKind.NEW


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            told(
                "Tehran and the Taliban signed a water treaty", "taliban", "iran", event=Event.AGREE
            ),
            told("Iran and Kabul signed a treaty on water", "taliban", "iran", event=Event.AGREE),
        ),
        (
            told("rockets were fired at a base near Beirut", "hezbollah", event=Event.ASSAULT),
            told("a base in Lebanon was hit by rocket fire", "hezbollah", event=Event.ASSAULT),
        ),
        (
            told("dozens of refugees were expelled", "iran", event=Event.COERCE),
            told("Iran deported 60 refugees", "iran", event=Event.COERCE),
        ),
    ],
)
def test_the_same_in_other_names_and_vaguer_is_the_same_claim(
    one: Statement, other: Statement
) -> None:
    assert decide(other, one, days=1)[0] is not ClaimKind.NEW
    assert decide(one, other, days=1)[0] is not ClaimKind.NEW


def test_names_that_only_the_one_and_only_the_other_has_tell_them_apart() -> None:
    one = told("the minister met his counterpart Orlov for talks", "china", event=Event.CONSULT)
    other = told("the minister met his counterpart Baktiev for talks", "china", event=Event.CONSULT)
    same = told("the minister held talks with his counterpart Orlov", "china", event=Event.CONSULT)
    assert compare(one, other).score < compare(one, same).score
    assert any("Orlov".casefold() in reason for reason in compare(one, other).reasons)


def test_a_claim_does_not_wander_word_by_word() -> None:
    """What agrees with one stray member only needs to agree well."""
    first = told("soldiers guard the bridge at night", "north", event=Event.MOBILIZE)
    stray = told("soldiers guard the bridge and the harbour", "north", event=Event.MOBILIZE)
    near = told("the harbour has a guard of soldiers now", "north", event=Event.MOBILIZE)
    alone = clustering.place(incoming(near, days=1), [claim(stray)])
    among = clustering.place(incoming(near, days=1), [claim(first, first, stray)])
    assert among.score <= alone.score


def test_what_is_only_a_condition_here_is_not_what_is_reported_there() -> None:
    threat = pledge(
        "if Kabul shelters the militants, Pakistan will strike again",
        condition="if Kabul shelters the militants",
        actors=("pakistan", "taliban"),
        event=Event.THREATEN,
    )
    denial = pledge(
        "Kabul shelters no militants",
        actors=("pakistan", "taliban"),
        event=Event.ACCUSE,
        modality=Modality.DENIED,
    )
    compared = compare(threat, denial)
    assert compared.score == compare(denial, threat).score == 0.0
    assert "condition" in compared.reasons[0]
    without = replace(threat, condition=None)
    assert compare(without, denial).score > 0.0


def vetoed(one: str, other: str, **fields: object) -> str:
    """Why two contents are two claims."""
    made = [statement(content, actors=("iran",), **fields) for content in (one, other)]
    result = compare(*made)
    return " ".join(result.reasons) if result.vetoed else ""


def test_handed_over_95_is_95_and_no_more() -> None:
    held = "Iran handed over 95 prisoners at Islam Qala"
    assert "95 and 85" in vetoed(held, "Iran handed over 85 prisoners at Islam Qala")
    assert not vetoed(held, "Iran had returned over 85 prisoners at Islam Qala")


def test_two_districts_of_a_province_are_two_places() -> None:
    held = "drones killed nine villagers in Spera"
    gurbuz = "drones killed nine villagers in the Gurbuz district of Khost"
    assert "gurbuz and spera" in vetoed(gurbuz, held)
    assert not vetoed("drones killed nine villagers in Khost", held)
