"""Denials join what they deny, also where they only point back at it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.claims import clustering
from monitor.domain import Candidate, ClaimKind, Event, Modality, Polarity, Statement
from tests.claims.making import (
    PLEDGE,
    claim,
    decide,
    incoming,
    member,
    pledge,
    speaker,
    statement,
    told,
)


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


def test_a_denial_after_what_it_denies_in_one_text_needs_fewer_of_its_words() -> None:
    denial = told(
        "no soldiers of any country were to be found near Lebanon",
        "taliban", "iran",
        event=Event.MOBILIZE, modality=Modality.DENIED, start=300, chain=(speaker("Spokesman"),),
    )  # fmt: skip
    held = [claim(PLEDGE)]
    assert clustering.place(incoming(denial, story=1), held).kind is ClaimKind.DENIED
    less = replace(denial, content="nobody of the kind is there")
    assert clustering.place(incoming(less, story=1), held).kind is ClaimKind.DENIED
    assert clustering.place(incoming(less, story=2), held).kind is not ClaimKind.DENIED


def test_a_denial_answers_the_last_account_of_its_event_that_nothing_forbids() -> None:
    paid = told("Iran paid two million for the five", "iran", event=Event.AID, start=10)
    kept = told("the men are well", "taliban", start=60)
    denial = told(
        "not a rial changed hands",
        "iran", event=Event.AID, modality=Modality.DENIED, start=90, chain=(speaker("Spokesman"),),
    )  # fmt: skip
    held = [Candidate(i, (member(one, i, story=4),)) for i, one in ((1, paid), (2, kept))]
    found = clustering.place(incoming(denial, story=4), held)
    assert (found.kind, found.claim_id) == (ClaimKind.DENIED, 1)
    without = replace(denial, event=None)
    assert clustering.place(incoming(without, story=4), held).claim_id == 2
    assert clustering.place(incoming(denial, story=5), held).kind is not ClaimKind.DENIED


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


def test_a_denial_at_large_answers_the_accusation_before_it_and_nothing_else() -> None:
    accused = statement(
        "deliberately holding back the Helmand river",
        party="Iran",
        event=Event.ACCUSE,
        actors=("iran", "taliban"),
        agents=("taliban",),
        start=10,
    )
    answer = statement(
        "We have never refused anyone his right",
        party="Taliban",
        modality=Modality.DENIED,
        polarity=Polarity.NEGATIVE,
        event=Event.REJECT,
        actors=("a-minister", "taliban"),
        agents=("taliban",),
        start=200,
    )

    def kind(told_before: Statement) -> ClaimKind:
        held = [Candidate(1, (member(told_before, 1, story=4),))]
        return clustering.place(incoming(answer, story=4), held).kind

    assert kind(accused) is ClaimKind.DENIED
    assert kind(replace(accused, agents=("hamas",), actors=("iran", "hamas"))) is ClaimKind.NEW
    assert kind(replace(accused, event=Event.COOPERATE)) is ClaimKind.NEW


def test_a_denial_answers_what_its_text_told_of_whoever_denies_in_few_of_its_words() -> None:
    told_before = [
        told("Harun will open the market", "harun", event=Event.COOPERATE, start=10),
        told(
            "Karim has hidden 40 prisoners in a mill",
            "karim", event=Event.COERCE, start=60, agents=("karim",),
        ),
    ]  # fmt: skip
    held = [Candidate(i, (member(one, i, story=4),)) for i, one in enumerate(told_before, 1)]
    denial = told(
        "prisoners of ours were never fed to wolves by any smith of this valley",
        "karim",
        event=Event.COERCE,
        modality=Modality.DENIED,
        polarity=Polarity.NEGATIVE,
        start=200,
        chain=(speaker("Karim", actor="karim"),),
    )
    decision = clustering.place(incoming(denial, story=4), held)
    assert (decision.kind, decision.claim_id) == (ClaimKind.DENIED, 2)
    months_later = incoming(denial, story=5, days=400)
    assert clustering.place(months_later, held).kind is not ClaimKind.DENIED
    elsewhere = replace(denial, event=Event.AID)
    assert clustering.place(incoming(elsewhere, story=4), held).kind is ClaimKind.NEW


def test_a_denial_does_not_answer_a_demand() -> None:
    urged = told(
        "to free the prisoners",
        "karim", event=Event.REQUEST, modality=Modality.URGED, start=10, targets=("karim",),
    )  # fmt: skip
    denial = told("prisoners are held", "karim", modality=Modality.DENIED, start=90)
    held = [Candidate(1, (member(urged, 1, story=4),))]
    assert clustering.place(incoming(denial, story=4), held).kind is not ClaimKind.DENIED


def test_a_denial_that_points_needs_only_the_act_to_come_again() -> None:
    account = told("Karim and Aziz met in a mill near Herat", "karim", "aziz", start=10)
    held = [Candidate(1, (member(account, 1, story=4),))]
    denial = told(
        "there was no such meeting",
        "harun", modality=Modality.DENIED, start=90, chain=(speaker("Spokesman"),),
    )  # fmt: skip
    assert clustering.place(incoming(denial, story=4), held).kind is ClaimKind.DENIED
    later = told("the road was mended", "karim", start=50)
    held.append(Candidate(2, (member(later, 2, story=4),)))
    assert clustering.place(incoming(denial, story=4), held).claim_id == 1


def test_a_denied_figure_is_the_claim_that_gives_it() -> None:
    counted = told("Iran sent home 52,300 workers in May", "iran", event=Event.COERCE)
    denial = told(
        "the figure of 52,300 was invented", "iran", event=Event.COERCE, modality=Modality.DENIED
    )
    decision = clustering.place(incoming(denial), [claim(counted)])
    assert decision.kind is ClaimKind.DENIED
    other = replace(denial, content="the figure of 9,000 was invented")
    assert clustering.place(incoming(other), [claim(counted)]).kind is not ClaimKind.DENIED


def test_a_denial_answers_a_recent_account_told_of_its_speaker_in_another_text() -> None:
    account = told(
        "The Houthis will train eighty Taliban drivers in Hodeidah this autumn",
        "houthis", "taliban",
        event=Event.COOPERATE, agents=("houthis",), chain=(speaker("Saree", actor="houthis"),),
    )  # fmt: skip
    denial = told(
        "No soldier of ours is going to Hodeidah to be taught anything",
        "taliban",
        event=Event.COOPERATE, modality=Modality.DENIED, chain=(speaker("X", actor="taliban"),),
    )  # fmt: skip
    held = [claim(account)]
    assert clustering.place(incoming(denial, story=9), held).kind is ClaimKind.DENIED
    of_others = replace(denial, actors=("iran",), chain=(speaker("X", actor="iran"),))
    assert clustering.place(incoming(of_others, story=9), held).kind is not ClaimKind.DENIED
    other_act = replace(denial, event=Event.ASSAULT)
    assert clustering.place(incoming(other_act, story=9), held).kind is not ClaimKind.DENIED


def test_what_affirms_is_not_drawn_to_a_claim_by_its_denial_alone() -> None:
    drones = told(
        "The Guards sold the Taliban forty drones through Islam Qala",
        "irgc", "taliban", event=Event.COOPERATE, agents=("irgc",), targets=("taliban",),
    )  # fmt: skip
    denial = told(
        "Iran has sold the Taliban nothing",
        "iran", "taliban",
        event=Event.COOPERATE, modality=Modality.DENIED, chain=(speaker("X", actor="iran"),),
    )  # fmt: skip
    fuel = told("Iran has sold the Taliban winter diesel", "iran", "taliban", event=Event.COOPERATE)
    held = claim(drones, denial)
    assert clustering.place(incoming(fuel, story=7), [held]).claim_id is None
