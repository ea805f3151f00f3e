"""What of the old is what of the new."""

from __future__ import annotations

from monitor.domain import Event
from monitor.reprocess.matching import keep_ids, locate, same_statements
from tests.claims.making import statement


def test_an_unchanged_statement_keeps_its_id_wherever_it_comes_in_the_list() -> None:
    one, two = statement("the bridge opens", start=5), statement("the mill burns", start=40)
    assert same_statements([(1, one), (2, two)], [two, one], same_text=True) == [2, 1]


def test_a_statement_that_is_understood_otherwise_keeps_its_id() -> None:
    old = statement("the bridge opens", start=5, end=21)
    new = statement("the bridge opens", start=5, end=21, event=Event.AGREE, cue="announced")
    assert same_statements([(7, old)], [new], same_text=True) == [7]


def test_a_statement_cut_a_little_longer_keeps_its_id_and_one_cut_elsewhere_does_not() -> None:
    old = statement("the bridge opens on Monday", start=5, end=31)
    longer = statement("the bridge opens on Monday morning", start=5, end=39)
    other = statement("on Monday morning", start=22, end=39)
    assert same_statements([(7, old)], [longer], same_text=True) == [7]
    assert same_statements([(7, old)], [other], same_text=True) == [None]


def test_in_another_text_only_the_same_words_are_the_same_statement() -> None:
    old = statement("the bridge opens", start=5, end=21)
    moved = statement("the bridge opens", start=90, end=106)
    other = statement("the mill burns now", start=5, end=23)
    assert same_statements([(7, old)], [other, moved], same_text=False) == [None, 7]


def test_what_somebody_said_never_becomes_what_the_publisher_says() -> None:
    old = statement("the bridge opens", start=5, end=21)
    own = statement("the bridge opens", start=5, end=21, attributed=False)
    assert same_statements([(7, old)], [own], same_text=True) == [None]


def test_the_same_words_twice_are_paired_in_order_of_the_text() -> None:
    said = [statement("yes", start=at, end=at + 3) for at in (0, 10, 20)]
    found = same_statements([(1, said[0]), (2, said[1])], said, same_text=False)
    assert found == [1, 2, None]


def test_an_id_stays_with_the_group_that_holds_most_of_it() -> None:
    groups: dict[str, list[int | None]] = {"a": [1, 1, 2], "b": [1, 2, 2], "c": [None]}
    assert keep_ids(groups) == {"a": 1, "b": 2, "c": None}


def test_of_two_halves_the_larger_keeps_the_id_and_the_smaller_is_new() -> None:
    assert keep_ids({"small": [4], "large": [4, 4]}) == {"small": None, "large": 4}


def test_words_are_located_in_spite_of_other_quotation_marks() -> None:
    text = "He said: “we won’t go” and left."
    span = locate("we won't go", text)
    assert span is not None
    assert text[slice(*span)] == "we won’t go"
    assert locate("we will go", text) is None
