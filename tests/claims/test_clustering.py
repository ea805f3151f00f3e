"""Which claim a statement belongs to: one proposition, whoever says it in whatever words."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.claims import clustering
from monitor.claims.similarity import compare
from monitor.domain import Candidate, ClaimKind, Event, Incoming, Modality, Polarity, Statement
from tests.claims.making import claim, incoming, member, outlet, speaker, statement

PLEDGE = statement(
    "the Taliban pledged to send 3,000 fighters to Lebanon",
    actors=("taliban", "iran"),
    agents=("taliban",),
    targets=("iran",),
    event=Event.MOBILIZE,
    modality=Modality.PROMISED,
    chain=(outlet("Daily", "daily"),),
)


def pledge(content: str, **more: Any) -> Statement:
    """Another report by somebody else, of the same actors and event unless told otherwise."""
    values: dict[str, Any] = {
        "actors": PLEDGE.actors,
        "event": PLEDGE.event,
        "modality": PLEDGE.modality,
        "chain": (speaker("Diplomat"),),
    }
    return statement(content, **(values | more))


def decide(what: Statement, *held: Statement, **more: Any) -> tuple[ClaimKind, str]:
    decision = clustering.place(incoming(what, **more), [claim(*(held or (PLEDGE,)))])
    assert 0 <= decision.score <= 1
    assert all(reason.endswith(".") for reason in decision.reasons)
    return decision.kind, " ".join(decision.reasons)


def test_a_first_statement_is_a_new_claim() -> None:
    decision = clustering.place(Incoming(PLEDGE, member(PLEDGE).published, 1), [])
    assert (decision.kind, decision.claim_id) == (ClaimKind.NEW, None)
    assert decision.reasons


@pytest.mark.parametrize(
    "content",
    [
        "some 3,000 fighters would be dispatched to Lebanon by the Taliban",
        "the Taliban have promised Tehran to deploy three thousand soldiers in Lebanon",
        "Taliban troops, thousands of them, are to be sent to Lebanon",
        "the Taliban would send fighters",
    ],
)
def test_other_words_for_the_same_proposition_join_its_claim(content: str) -> None:
    kind, reasons = decide(pledge(content))
    assert kind is ClaimKind.CORROBORATED, reasons


def test_the_same_origin_through_another_outlet_is_a_repetition() -> None:
    relayed = pledge(PLEDGE.content, chain=(outlet("Radio", "radio"), outlet("Daily", "daily")))
    kind, reasons = decide(relayed)
    assert kind is ClaimKind.REPEATED
    assert "Daily" in reasons


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


def test_a_denial_joins_the_claim_it_denies() -> None:
    denial = pledge(
        "it had promised to send fighters to Lebanon",
        chain=(speaker("Spokesman"),),
        modality=Modality.DENIED,
    )
    kind, reasons = decide(denial)
    assert kind is ClaimKind.DENIED
    assert "Spokesman denies it." in reasons


def test_a_negation_of_the_claim_denies_it_too() -> None:
    no = pledge("the Taliban will not send any fighters to Lebanon", polarity=Polarity.NEGATIVE)
    assert decide(no)[0] is ClaimKind.DENIED


@pytest.mark.parametrize(
    ("language", "content"),
    [("en", "the claim"), ("en", "a lie"), ("fa", "این ادعا"), ("ar", "هذه الاتهامات")],
)
def test_a_denial_that_points_back_denies_what_its_text_told_just_before(
    language: str, content: str
) -> None:
    denial = statement(
        content,
        chain=(speaker("Spokesman"),),
        modality=Modality.DENIED,
        language=language,
        start=500,
    )
    other = statement("rain is expected in the south", actors=("taliban",), start=10)
    held = [
        Candidate(1, (member(other, 1, story=4),)),
        Candidate(2, (member(PLEDGE, 2, story=4),)),
        Candidate(3, (member(PLEDGE, 3, story=5),)),
    ]
    decision = clustering.place(incoming(denial, story=4), held)
    assert (decision.kind, decision.claim_id) == (ClaimKind.DENIED, 1)
    assert clustering.place(incoming(denial, story=6), held).kind is ClaimKind.NEW
    assert "story|4" in clustering.keys(denial, story=4)


def test_a_denied_report_is_what_an_outlet_told_not_what_somebody_said_since() -> None:
    denial = statement(
        "the report", chain=(speaker("Spokesman"),), modality=Modality.DENIED, start=500
    )
    said = statement("rain is expected in the south", start=200)
    held = [Candidate(1, (member(said, 1, story=4),)), Candidate(2, (member(PLEDGE, 2, story=4),))]
    assert clustering.place(incoming(denial, story=4), held).claim_id == 2


def test_an_affirmation_joins_a_claim_first_heard_in_a_denial() -> None:
    denial = pledge("the Taliban had promised to send fighters", modality=Modality.DENIED)
    assert decide(PLEDGE, denial)[0] is ClaimKind.REPEATED


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


def test_a_pledge_retold_after_a_month_is_the_same_pledge() -> None:
    assert decide(PLEDGE, days=40)[0] is ClaimKind.REPEATED


def test_a_meeting_retold_later_with_its_date_is_the_same_meeting() -> None:
    retold = statement(
        "Muttaqi met the Iranian ambassador in Kabul",
        actors=MEETING.actors,
        event=Event.CONSULT,
        event_date="2024-06-02",
    )
    assert decide(retold, MEETING, days=60)[0] in (ClaimKind.REPEATED, ClaimKind.UPDATED)


def test_a_retelling_by_the_same_party_that_adds_the_number_is_an_update() -> None:
    vague = pledge("the Taliban would send fighters to Lebanon")
    exact = pledge("the Taliban would send 3,000 fighters to Lebanon")
    kind, reasons = decide(exact, vague)
    assert kind is ClaimKind.UPDATED
    assert "how many fighters" in reasons


def test_the_grey_zone_names_the_claim_without_joining_it() -> None:
    found = set()
    filler = ["bakers", "singing", "orchard", "velvet", "lantern", "pebble", "harvest", "window"]
    for shared in (["fighters"], ["fighters", "Lebanon"], ["send", "fighters", "Lebanon"]):
        for others in range(len(filler)):
            content = " ".join(shared + filler[:others])
            decision = clustering.place(incoming(pledge(content)), [claim(PLEDGE, claim_id=7)])
            found.add(decision.kind)
            if decision.kind is ClaimKind.UNCERTAIN:
                assert decision.claim_id == 7
                assert clustering.GREY <= decision.score < clustering.JOIN
            elif decision.kind is ClaimKind.NEW:
                assert decision.claim_id is None
                assert decision.score < clustering.GREY
            else:
                assert decision.score >= clustering.JOIN
    assert found == {ClaimKind.NEW, ClaimKind.UNCERTAIN, ClaimKind.CORROBORATED}


def test_a_claim_founded_in_doubt_attracts_nothing_that_fits_a_settled_one() -> None:
    exact = pledge("the Taliban pledged to send 3,000 fighters to Lebanon soon")
    settled = Candidate(1, (member(PLEDGE, 1),))
    doubtful = Candidate(2, (member(exact, 2, uncertain=True),))
    assert clustering.place(incoming(exact), [doubtful, settled]).claim_id == 1
    assert clustering.place(incoming(exact), [doubtful]).claim_id == 2


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


def test_the_nearest_of_several_claims_is_chosen_whatever_their_order() -> None:
    other = pledge("the Taliban pledged to send 40 doctors to Gaza", event=Event.AID)
    held = [claim(other, claim_id=1), claim(PLEDGE, claim_id=2)]
    told = incoming(pledge("the Taliban will send 3,000 troops to Lebanon"))
    assert clustering.place(told, held).claim_id == 2
    assert clustering.place(told, held[::-1]) == clustering.place(told, held)


def test_one_stray_member_does_not_keep_others_away() -> None:
    stray = pledge("the Taliban pledged to send 30 fighters to Lebanon")
    assert (
        decide(PLEDGE, PLEDGE, pledge("the Taliban send 3,000 soldiers to Lebanon"), stray)[0]
        is ClaimKind.REPEATED
    )


def test_a_content_that_only_names_actors_is_found_again() -> None:
    praise = statement("the Taliban and Iran", actors=("taliban", "iran"), event=Event.SUPPORT)
    assert decide(praise, praise)[0] is ClaimKind.REPEATED
    assert set(clustering.keys(praise)) & set(clustering.keys(praise))


def test_comparison_does_not_depend_on_the_order() -> None:
    other = pledge("Taliban fighters, thousands of them, are to be sent to Beirut")
    assert compare(PLEDGE, other).score == compare(other, PLEDGE).score


def test_statements_of_one_claim_share_a_key_and_keys_are_few() -> None:
    for content in (
        "some 3,000 fighters would be dispatched to Lebanon by the Taliban",
        "طالبان هزاران نیرو به لبنان می‌فرستد",
    ):
        assert set(clustering.keys(PLEDGE)) & set(clustering.keys(pledge(content)))
    crowded = pledge(" ".join(f"word{chr(97 + i)}x" for i in range(26)), actors=tuple("abcdefghij"))
    assert 0 < len(clustering.keys(crowded)) <= 30


def test_a_statement_without_actors_is_found_by_its_words() -> None:
    one = statement("the bridge over the river collapsed after heavy rain")
    two = statement("heavy rain made the old bridge collapse")
    assert set(clustering.keys(one)) & set(clustering.keys(two))


@pytest.mark.parametrize("content", ["", " ", "…", "!!!", "\u200c", "🙂", "a" * 50_000])
def test_any_content_can_be_placed(content: str) -> None:
    odd = statement(content, event=Event.AID)
    clustering.keys(odd)
    assert clustering.place(incoming(odd), [claim(odd, PLEDGE)]).kind in set(ClaimKind)


def test_status_is_single_origin_until_two_independent_parties_say_it() -> None:
    a, b = statement("x", party="A"), statement("x", party="B")
    denied = statement("x", party="B", modality=Modality.DENIED)
    assert clustering.status([member(a, 1), member(a, 2)]) == "single-origin"
    assert clustering.status([member(a, 1), member(b, 2)]) == "corroborated"
    assert clustering.status([member(a, 1, story=1), member(b, 2, story=1)]) == "single-origin"
    assert clustering.status([member(a, 1), member(denied, 2)]) == "disputed"
    assert clustering.status([member(denied, 1)]) == "disputed"


def told(content: str, *actors: str, event: Event | None = None, **more: Any) -> Statement:
    return statement(content, actors=actors, event=event, **more)


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
