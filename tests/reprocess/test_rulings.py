"""What merges and splits demand, decision upon decision."""

from __future__ import annotations

from typing import Literal

from monitor.domain import ClaimKind, Modality
from monitor.reprocess.rulings import Ruling, Rulings, told_again
from tests.claims.making import member, speaker, statement


def merge(pin: int, *together: int) -> Ruling:
    return ruling(pin, "merge", together)


def split(pin: int, apart: tuple[int, ...], rest: tuple[int, ...]) -> Ruling:
    return ruling(pin, "split", apart, rest)


def ruling(
    pin: int, kind: Literal["merge", "split"], one: tuple[int, ...], other: tuple[int, ...] = ()
) -> Ruling:
    return Ruling(pin, kind, frozenset(one), frozenset(other))


def test_merges_that_share_a_statement_are_one_group() -> None:
    rulings = Rulings([merge(1, 1, 2), merge(2, 2, 3)])
    assert rulings.group(1) == {1, 2, 3}
    assert rulings.group(9) == {9}


def test_what_was_split_is_one_group_apart_from_the_rest() -> None:
    rulings = Rulings([split(1, (1, 2), (3, 4))])
    assert rulings.group(1) == {1, 2}
    assert rulings.apart(1) == rulings.apart(2) == {3, 4}
    assert rulings.apart(3) == {1, 2}
    assert rulings.group(3) == {3}


def test_what_must_be_with_one_side_of_a_split_must_not_be_with_the_other() -> None:
    rulings = Rulings([split(1, (1,), (3,)), merge(2, 3, 7)])
    assert rulings.apart(1) == {3, 7}
    assert rulings.apart(7) == {1}


def test_a_later_merge_overrides_a_split() -> None:
    rulings = Rulings([split(1, (1, 2), (3, 4)), merge(2, 1, 3)])
    assert rulings.group(3) == {1, 2, 3}
    assert rulings.apart(3) == {4}


def test_a_later_split_overrides_a_merge() -> None:
    rulings = Rulings([merge(1, 1, 2, 3), split(2, (3,), (1, 2))])
    assert rulings.group(1) == {1, 2}
    assert rulings.apart(3) == {1, 2}
    assert rulings.pin(3) == 2


def test_a_merge_of_all_that_was_split_leaves_no_wall() -> None:
    rulings = Rulings([split(1, (1,), (2, 3)), merge(2, 1, 2, 3)])
    assert rulings.apart(1) == rulings.apart(2) == frozenset()


def test_a_merged_claim_is_told_from_its_first_statement_on() -> None:
    said = [
        member(statement("The bridge opens", chain=(speaker("Anna"),)), 1),
        member(statement("The bridge opens", chain=(speaker("Anna"),)), 2),
        member(statement("The bridge opens", chain=(speaker("Berta"),)), 3),
        member(statement("it opens", chain=(speaker("Carl"),), modality=Modality.DENIED), 4),
    ]
    assert [kind for kind, _why in told_again(said)] == [
        ClaimKind.NEW,
        ClaimKind.REPEATED,
        ClaimKind.CORROBORATED,
        ClaimKind.DENIED,
    ]
