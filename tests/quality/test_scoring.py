"""The scorer itself, on cases small enough to count by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.quality.scoring import (
    Scored,
    alert_figures,
    b_cubed,
    compare,
    match,
    normalise,
    same_chain,
    token_f1,
)


def said(content: str, **more: Any) -> Scored:
    values: dict[str, Any] = {
        "article": "a1",
        "chain": ("Ann",),
        "modality": "asserted",
        "event": None,
        "actors": frozenset(),
        "claim": "c",
    }
    return Scored(content=content, **(values | more))


def test_strings_are_compared_without_what_keyboards_and_printers_add() -> None:
    assert normalise("«می‌رود  ﬁ” ’") == '"میرود fi" \''
    assert normalise("علي ك") == normalise("علی ک")


def test_token_f1_counts_words_as_often_as_they_stand() -> None:
    assert token_f1("a b c", "a b c") == 1.0
    assert token_f1("a b", "a b c d") == pytest.approx(2 / 3)
    assert token_f1("a a", "a") == pytest.approx(2 / 3)
    assert token_f1("", "") == 0.0


def test_each_statement_matches_once_and_the_best_pair_first() -> None:
    labels = [said("one two three four"), said("one two three five")]
    found = [said("one two three five"), said("one two three four")]
    assert match(labels, found) == [(0, 1), (1, 0)]
    assert match(labels, found[:1]) == [(1, 0)]


def test_statements_of_different_articles_never_match() -> None:
    assert match([said("one two")], [said("one two", article="a2")]) == []


def test_less_than_six_tenths_is_no_match() -> None:
    label = said("a b c d e")
    assert match([label], [said("a b c x y")]) == [(0, 0)]
    assert match([label], [said("a b v x y")]) == []


def test_precision_and_recall_count_what_is_extra_and_what_is_missing() -> None:
    labels = [said("one two"), said("three four"), said("five six")]
    values = compare(labels, [said("one two"), said("seven eight")]).values
    assert values["precision"] == 0.5
    assert values["recall"] == pytest.approx(1 / 3)
    assert values["statement_f1"] == pytest.approx(2 / 5)


def test_a_doubtful_label_counts_only_where_it_agrees() -> None:
    labels = [said("one two"), said("three four", doubt=True)]
    assert compare(labels, [said("one two")]).values["recall"] == 1.0
    doubted = [said("one two", modality="denied", doubt=True)]
    wrong = compare(doubted, [said("one two")]).values
    assert (wrong["recall"], wrong["modality"]) == (1.0, 0.0)
    both = compare([*doubted, said("three")], [said("one two"), said("three")]).values
    assert both["modality"] == 1.0


def test_what_is_found_in_place_of_a_doubtful_label_is_not_held_against_anybody() -> None:
    doubtful = said("five six seven", doubt=True)
    whole = said("one of them said that five six seven eight nine ten")
    values = compare([said("one two"), doubtful], [said("one two"), whole]).values
    assert (values["precision"], values["recall"]) == (1.0, 1.0)
    elsewhere = said("one of them said that five six seven eight nine ten", article="a2")
    assert compare([said("one two"), doubtful], [said("one two"), elsewhere]).values[
        "precision"
    ] == pytest.approx(0.5)


def test_a_chain_is_right_link_by_link_by_name_or_by_what_it_stands_for() -> None:
    label = said("x", chain=("Kan", "the daily"), resolved=("kan", "al-akhbar"))
    assert same_chain(label, said("x", chain=("Kan", "the daily"), resolved=(None, None)))
    assert same_chain(
        label, said("x", chain=("KAN news", "Al-Akhbar"), resolved=("kan", "al-akhbar"))
    )
    assert not same_chain(label, said("x", chain=("Kan",), resolved=("kan",)))
    assert not same_chain(
        label, said("x", chain=("the daily", "Kan"), resolved=("al-akhbar", "kan"))
    )


def test_two_unknown_names_are_not_the_same_because_neither_is_known() -> None:
    assert not same_chain(
        said("x", chain=("Ann",), resolved=(None,)), said("x", chain=("Ben",), resolved=(None,))
    )


def test_the_speaker_is_the_last_link() -> None:
    label, found = said("x", chain=("Kan", "Ann")), said("x", chain=("Ann",))
    values = compare([label], [found]).values
    assert (values["speaker"], values["chain"]) == (1.0, 0.0)


def test_actors_are_compared_as_sets_and_by_f1() -> None:
    label, found = said("x", actors=frozenset("ab")), said("x", actors=frozenset("bc"))
    values = compare([label], [found]).values
    assert (values["actors"], values["actors_f1"]) == (0.0, 0.5)


def test_denial_recall_counts_denials_that_were_missed() -> None:
    labels = [said("one two", modality="denied"), said("three four", modality="denied")]
    values = compare(labels, [said("one two", modality="denied")]).values
    assert values["denial_recall"] == 0.5
    assert compare([said("one")], [said("one")]).values["denial_recall"] == 1.0


def test_b_cubed_of_one_big_cluster_is_precise_only_by_chance() -> None:
    gold = {"a": 1, "b": 1, "c": 2}
    assert b_cubed(gold, gold) == (1.0, 1.0, 1.0)
    precision, recall, _ = b_cubed(gold, dict.fromkeys(gold, 0))
    assert precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert recall == 1.0
    precision, recall, f1 = b_cubed(gold, {"a": 1, "b": 2, "c": 3})
    assert precision == 1.0
    assert recall == pytest.approx(2 / 3)
    assert f1 == pytest.approx(0.8)


def test_nothing_found_is_nothing_right() -> None:
    values = compare([said("one")], []).values
    assert set(values.values()) <= {0.0, 1.0}
    assert (values["statement_f1"], values["claims_f1"]) == (0.0, 0.0)


def test_an_alert_raised_twice_is_wrong_the_second_time() -> None:
    one, two = ("w", "c1", "new"), ("w", "c2", "new")
    assert alert_figures([one, two], [one, one]) == {"alert_precision": 0.5, "alert_recall": 0.5}
    assert alert_figures([], []) == {"alert_precision": 1.0, "alert_recall": 1.0}
    assert alert_figures([one], []) == {"alert_precision": 1.0, "alert_recall": 0.0}
