"""Denials, updates, withdrawals and corrections; origins asked for; mutes and expiry."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from monitor.domain import AlertKind, ClaimKind, ClaimMember, Modality, Statement
from monitor.watches.rules import WatchDecision, decide
from tests.claims.making import member
from tests.watches.test_rules import CATALOGUE, fired, run, said, watch

NEW, CORROBORATED, DISPUTED, DENIED, UPDATED, WITHDRAWN, CORRECTED = AlertKind
EVERY = list(AlertKind)


def denial(party: str) -> Statement:
    return said(party, modality=Modality.DENIED)


def did(kind: ClaimKind, party: str, number: int, **more: Any) -> ClaimMember:
    return member(said(party), number, kind=kind, source="gazette", **more)


def test_the_first_denial_disputes_and_that_of_a_further_party_is_a_denial() -> None:
    claim = (said("A"), denial("B"), denial("B"), denial("C"), denial("D"))
    assert fired(watch(kinds=EVERY), *claim) == [NEW, DISPUTED, None, DENIED, None]


def test_a_watch_on_denials_alone_hears_the_first_as_one_and_no_second() -> None:
    only = watch(kinds=[DENIED])
    assert fired(only, said("A"), denial("B"), denial("C")) == [None, DENIED, None]


def test_no_denial_is_told_twice_whatever_is_asked_for() -> None:
    claim = (said("A"), denial("B"), denial("C"))
    for kinds in ([], [DISPUTED], [DENIED], [DISPUTED, DENIED], EVERY):
        told = fired(watch(kinds=kinds), *claim)
        assert all(one is None or isinstance(one, AlertKind) for one in told)
        assert len([one for one in told if one is not None]) == len(
            {one for one in told if one is not None}
        )


def test_who_denied_it_when_it_was_new_does_not_deny_it_first_again() -> None:
    only = watch(kinds=[NEW, DENIED])
    assert fired(only, denial("A"), denial("A"), denial("B")) == [NEW, None, DENIED]


def test_a_number_that_nobody_had_given_is_an_update_where_it_is_asked_for() -> None:
    claim = (said("A"), did(ClaimKind.UPDATED, "A", 2), did(ClaimKind.UPDATED, "A", 3))
    assert fired(watch(kinds=EVERY), *claim) == [NEW, UPDATED, None]
    assert fired(watch(), *claim) == [NEW, None, None]


@pytest.mark.parametrize(
    ("change", "kind"),
    [(ClaimKind.WITHDRAWN, WITHDRAWN), (ClaimKind.CORRECTED, CORRECTED)],
)
def test_what_an_outlet_takes_back_or_mends_is_told_once(
    change: ClaimKind, kind: AlertKind
) -> None:
    claim = (member(said("A"), 1), did(change, "A", 1), did(change, "A", 1))
    assert fired(watch(kinds=EVERY), *claim) == [NEW, kind, None]
    assert fired(watch(), *claim) == [NEW, None, None]
    assert "gazette" in run(watch(kinds=EVERY), *claim)[1].reason


def test_a_change_to_a_report_that_the_watch_had_not_fired_on_is_none_of_its_business() -> None:
    rule = watch(kinds=EVERY, actors_all=["south"])
    told = run(rule, member(said("A"), 1), did(ClaimKind.WITHDRAWN, "A", 1))
    assert [one.fired for one in told] == [False, False]


def test_a_correction_that_is_the_first_to_meet_the_rule_is_new() -> None:
    mended = member(said("A", "south"), 2, kind=ClaimKind.CORRECTED)
    assert fired(watch(actors_all=["south"]), member(said("A", "north"), 1), mended) == [None, NEW]


def test_nobody_confirms_what_all_others_have_withdrawn() -> None:
    first, gone = member(said("A"), 1), did(ClaimKind.WITHDRAWN, "A", 1)
    assert fired(watch(), first, gone, said("B")) == [NEW, None, None]
    assert fired(watch(), first, member(said("C"), 2), gone, said("B"))[1:] == [
        CORROBORATED, None, None,
    ]  # fmt: skip


def test_a_watch_that_asks_for_two_origins_waits_for_the_second() -> None:
    rule = watch(min_origins=2, actors_all=["south"])
    told = run(rule, said("A", "south"), said("A", "south"), said("B"), said("C"))
    assert [one.kind if one.fired else None for one in told] == [None, None, NEW, CORROBORATED]
    assert told[0].because == "min_origins"
    assert "asks for 2" in told[0].reason
    assert "With B the claim has the 2 origins" in told[2].reason


def test_a_withdrawn_origin_counts_no_more() -> None:
    rule = watch(min_origins=2)
    claim = (member(said("A"), 1), did(ClaimKind.WITHDRAWN, "A", 1), said("B"))
    assert fired(rule, *claim) == [None, None, None]


def at(rule: Any, moment: datetime) -> WatchDecision:
    (one,) = decide(rule, [member(said("A"), 1)], CATALOGUE, at=moment)
    return one


def test_a_muted_watch_is_silent_until_then_and_says_so() -> None:
    until = datetime(2024, 6, 10, 12, tzinfo=UTC)
    rule = watch(mute_until=until)
    before, after = at(rule, until - timedelta(seconds=1)), at(rule, until)
    assert (before.fired, before.because) == (False, "mute_until")
    assert "muted until 2024-06-10 12:00" in before.reason
    assert after.fired


def test_a_day_of_muting_or_expiry_is_one_of_the_watchs_time_zone() -> None:
    zone = "Asia/Kabul"  # four and a half hours ahead of UTC
    midnight = datetime(2024, 6, 9, 19, 30, tzinfo=UTC)
    muted = watch(mute_until=date(2024, 6, 10), timezone=zone)
    assert not at(muted, midnight - timedelta(seconds=1)).fired
    assert at(muted, midnight).fired
    ends = watch(expires="2024-06-09", timezone=zone)  # the last whole day
    assert at(ends, midnight - timedelta(seconds=1)).fired
    assert at(ends, midnight).because == "expires"
    assert "expired on 2024-06-09" in at(ends, midnight).reason


def test_what_keeps_a_watch_quiet_is_named_for_programs_too() -> None:
    rule = watch(kinds=[NEW], actors_all=["south"])
    told = run(rule, said("B"), said("A", "south"), said("A", "south"), denial("C"))
    assert [one.because for one in told] == ["actors_all", "", "repetition", "kinds"]
