"""Which claim a statement belongs to: one proposition, whoever says it in whatever words."""

from __future__ import annotations

import pytest

from monitor.claims import clustering
from monitor.claims.likeness.similarity import compare
from monitor.domain import Candidate, ClaimKind, Event, Incoming, Modality
from tests.claims.making import (
    PLEDGE,
    claim,
    decide,
    incoming,
    member,
    outlet,
    pledge,
    statement,
)


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


def test_a_pledge_retold_after_a_month_is_the_same_pledge() -> None:
    assert decide(PLEDGE, days=40)[0] is ClaimKind.REPEATED


def test_a_retelling_by_the_same_party_that_adds_the_number_is_an_update() -> None:
    vague = pledge("the Taliban would send fighters to Lebanon")
    exact = pledge("the Taliban would send 3,000 fighters to Lebanon")
    kind, reasons = decide(exact, vague)
    assert kind is ClaimKind.UPDATED
    assert "how many fighters" in reasons


def test_the_grey_zone_names_the_claim_without_joining_it() -> None:
    found = set()
    filler = ["bakers", "singing", "orchard", "velvet", "lantern", "pebble", "harvest", "window"]
    for shared in (["fighters"], ["3,000", "men"], ["send", "fighters", "Lebanon"]):
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
    assert 0 < len(clustering.keys(crowded)) <= 32


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
