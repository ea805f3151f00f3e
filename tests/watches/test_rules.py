"""When a watch fires: armed once, confirmed once, disputed once, never for repetition."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.models import Actor
from monitor.catalogue.watch import Watch
from monitor.domain import AlertKind, ClaimMember, Event, Modality, Polarity, Statement
from monitor.watches.rules import WatchDecision, decide
from tests.claims.making import member, speaker, statement

CATALOGUE = Catalogue.build(
    actors=(
        Actor(id="north", name="Northland", kind="state"),
        Actor(id="guard", name="Northern Guard", kind="organisation", member_of=("north",)),
        Actor(id="south", name="Southland", kind="state"),
        Actor(id="minister", name="Ida Berg", kind="person", speaks_for="guard"),
        Actor(id="rebels", name="Hill Rebels", kind="organisation"),
    )
)


def watch(**rule: Any) -> Watch:
    return Watch(name="test", **rule)


def said(party: str = "A", *actors: str, **more: Any) -> Statement:
    return statement("it happened", chain=(speaker(party),), actors=actors, **more)


def run(rule: Watch, *statements: Statement | ClaimMember) -> list[WatchDecision]:
    """The decision at each arrival."""
    members = [
        one if isinstance(one, ClaimMember) else member(one, i)
        for i, one in enumerate(statements, 1)
    ]
    out = []
    for i in range(len(members)):
        (decision,) = decide(rule, members[: i + 1], CATALOGUE)
        assert decision.reason.endswith(".")
        out.append(decision)
    return out


def fired(rule: Watch, *statements: Statement | ClaimMember) -> list[AlertKind | None]:
    return [d.kind if d.fired else None for d in run(rule, *statements)]


def test_an_empty_rule_fires_on_the_first_statement_and_not_on_repetition() -> None:
    assert fired(watch(), said(), said(), said()) == [AlertKind.NEW, None, None]


def test_ten_outlets_that_cite_one_speaker_are_one_alert() -> None:
    assert fired(watch(), *[said() for _ in range(10)]) == [AlertKind.NEW] + [None] * 9


def test_a_second_party_corroborates_once_and_a_third_is_silent() -> None:
    kinds = fired(watch(), said("A"), said("B"), said("C"))
    assert kinds == [AlertKind.NEW, AlertKind.CORROBORATED, None]


def test_a_denial_disputes_once_and_confirms_nothing() -> None:
    no = said("B", modality=Modality.DENIED)
    assert fired(watch(), said("A"), no, no) == [AlertKind.NEW, AlertKind.DISPUTED, None]


def test_a_claim_may_be_corroborated_after_it_was_disputed() -> None:
    kinds = fired(watch(), said("A"), said("B", modality=Modality.DENIED), said("C"))
    assert kinds == [AlertKind.NEW, AlertKind.DISPUTED, AlertKind.CORROBORATED]


def test_who_denied_first_and_asserts_later_is_no_new_party() -> None:
    kinds = fired(watch(), said("A"), said("B", modality=Modality.DENIED), said("B"))
    assert kinds == [AlertKind.NEW, AlertKind.DISPUTED, None]


def test_a_claim_first_heard_in_a_denial_is_new_and_not_disputed() -> None:
    no = said("A", modality=Modality.DENIED)
    assert fired(watch(), no, no) == [AlertKind.NEW, AlertKind.DISPUTED]


def test_a_copy_never_corroborates() -> None:
    first, copy = member(said("A"), 1, story=5), member(said("B"), 2, story=5)
    assert fired(watch(), first, copy) == [AlertKind.NEW, None]


def test_the_first_statement_that_meets_the_whole_rule_arms_it() -> None:
    rule = watch(actors_all=["north", "south"])
    kinds = fired(rule, said("A", "north"), said("B", "north", "south"), said("C", "south"))
    assert kinds == [None, AlertKind.NEW, AlertKind.CORROBORATED]


def test_conditions_must_meet_in_one_statement() -> None:
    rule = watch(actors_all=["north", "south"])
    assert fired(rule, said("A", "north"), said("B", "south")) == [None, None]


def test_a_party_heard_before_the_watch_was_armed_does_not_corroborate() -> None:
    rule = watch(actors_all=["south"])
    kinds = fired(rule, said("A"), said("B", "south"), said("A"))
    assert kinds == [None, AlertKind.NEW, None]


def test_a_watch_on_a_body_sees_its_members_and_who_speaks_for_them() -> None:
    assert fired(watch(actors_all=["north"]), said("A", "minister")) == [AlertKind.NEW]
    assert fired(watch(actors_all=["minister"]), said("A", "north")) == [None]
    assert fired(watch(actors_none=["Northland"]), said("A", "minister")) == [None]


def test_actors_may_be_named_instead_of_their_ids() -> None:
    assert fired(watch(actors_any=["Hill Rebels"]), said("A", "rebels")) == [AlertKind.NEW]


def test_one_of_any_is_enough_and_none_is_not() -> None:
    rule = watch(actors_any=["south", "rebels"])
    assert fired(rule, said("A", "rebels")) == [AlertKind.NEW]
    assert fired(rule, said("A", "north")) == [None]


@pytest.mark.parametrize(
    ("rule", "word"),
    [
        ({"actors_all": ["south"]}, "south"),
        ({"actors_none": ["north"]}, "leaves out"),
        ({"events": [Event.AID]}, "MOBILIZE"),
        ({"modality": [Modality.DENIED]}, "asserted"),
    ],
)
def test_the_reason_names_the_condition_that_failed(rule: dict[str, Any], word: str) -> None:
    (decision,) = run(watch(**rule), said("A", "north", event=Event.MOBILIZE))
    assert not decision.fired
    assert word in decision.reason


def test_events_and_modality_restrict_what_arms() -> None:
    rule = watch(events=[Event.AID], modality=[Modality.PROMISED])
    assert fired(rule, said(event=Event.AID)) == [None]
    assert fired(rule, said(event=Event.AID, modality=Modality.PROMISED)) == [AlertKind.NEW]


def test_kinds_mute_but_do_not_change_when_a_watch_is_armed() -> None:
    only = watch(kinds=[AlertKind.DISPUTED])
    kinds = fired(only, said("A"), said("B"), said("C", modality=Modality.DENIED))
    assert kinds == [None, None, AlertKind.DISPUTED]
    assert "only wants disputed" in run(only, said("A"))[0].reason


def test_the_publishers_own_narration_never_alerts() -> None:
    narrated = statement("it happened", chain=(), origin="Gazette", attributed=False)
    assert fired(watch(), narrated) == [None]
    assert fired(watch(), said("A"), narrated) == [AlertKind.NEW, None]


def test_an_uncertain_statement_never_arms_nor_confirms() -> None:
    unsure = member(said("B"), 2, uncertain=True)
    assert fired(watch(), unsure) == [None]
    assert fired(watch(), said("A"), unsure) == [AlertKind.NEW, None]


def test_a_watch_that_is_switched_off_says_nothing() -> None:
    assert decide(watch(enabled=False), [member(said(), 1)], CATALOGUE) == ()
    assert decide(watch(), [], CATALOGUE) == ()


def test_a_denial_without_a_word_of_denial_disputes_too() -> None:
    kinds = fired(watch(), said("A"), said("B", polarity=Polarity.NEGATIVE))
    assert kinds == [AlertKind.NEW, AlertKind.DISPUTED]
