"""What is counted: no number of the dead is another's, and what was denied has none."""

from __future__ import annotations

from monitor.claims import clustering
from monitor.claims.likeness.evidence import evidence
from monitor.claims.likeness.similarity import compare
from monitor.claims.likeness.terms import terms_of
from monitor.claims.likeness.vetoes import alone
from monitor.domain import ClaimKind, Event, Modality, Statement
from tests.claims.making import decide, incoming, member, statement


def told(content: str, **more: object) -> Statement:
    return statement(content, **{"event": Event.ASSAULT, "actors": ("pakistan",), **more})


def test_alike_words_join_no_two_counts_of_the_dead() -> None:
    nine = told("nine soldiers were killed at the crossing in Angur Ada")
    two = told("two border guards were killed at the crossing in Angur Ada")
    assert decide(two, nine, days=1)[0] in (ClaimKind.NEW, ClaimKind.UNCERTAIN)


def test_the_one_that_is_denied_is_no_count() -> None:
    denial = told("we have not handed over a single drone, not one", modality=Modality.DENIED)
    assert terms_of(denial).quantities == ()
    account = told("the Guards handed over forty drones")
    assert not compare(denial, account).vetoed


def test_a_man_and_six_others_are_seven_or_somewhat_more() -> None:
    (counted,) = terms_of(told("a baker and six others were wounded")).quantities
    assert counted.low <= 7 <= counted.high
    assert counted.low > 6
    (plain,) = terms_of(told("six bakers were wounded")).quantities
    assert (plain.low, plain.high) == (6, 6)


def test_a_target_that_both_name_is_the_same_even_where_neither_names_it_as_an_actor() -> None:
    one = told("40,000 families came back from Iran", targets=("iran",), actors=("unhcr",))
    two = told("40,000 families have returned from Iran", targets=("iran",), actors=("unhcr",))
    assert not compare(one, two).vetoed


def test_officials_who_speak_are_no_count_of_what_they_tell() -> None:
    one = told("two ministers said 60 drones had crossed")
    two = told("drones had crossed")
    items = evidence(incoming(one, days=1), member(two), compare(one, two, bodies=alone), alone)
    assert items["one counts"] == 1.0
    three = told("two ministers said drones had crossed")
    items = evidence(incoming(three, days=1), member(one), compare(three, one), alone)
    assert items["other counts"] == 0.0


def test_a_large_number_alone_brings_two_reports_together() -> None:
    one = statement("412,000 people came home", actors=("unhcr",))
    two = statement("the return of 412,000 was hard", actors=("iran",))
    assert set(clustering.keys(one)) & set(clustering.keys(two))
