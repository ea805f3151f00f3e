"""The word diff of two versions: exact, readable, and bounded."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.duplicates.versions import apply_changes, word_diff
from tests.duplicates.samples import HARBOUR, SCHOOL

TEXTS = st.text(alphabet=st.sampled_from("ab \n.طا‌"), max_size=60)


@given(TEXTS, TEXTS)
def test_applying_the_changes_gives_the_new_version(old: str, new: str) -> None:
    assert apply_changes(old, word_diff(old, new)) == new


@given(TEXTS, TEXTS)
def test_every_change_stands_where_it_says(old: str, new: str) -> None:
    for change in word_diff(old, new):
        assert old[change.old_start :].startswith(change.old)
        assert new[change.new_start :].startswith(change.new)


def test_the_same_text_has_no_changes() -> None:
    assert word_diff(HARBOUR, HARBOUR) == ()


def test_one_corrected_figure_is_one_change() -> None:
    (change,) = word_diff(HARBOUR, HARBOUR.replace("316 workers", "361 workers"))
    assert (change.old.strip(), change.new.strip()) == ("316", "361")


def test_an_added_paragraph_is_one_change_that_takes_nothing_away() -> None:
    (change,) = word_diff(HARBOUR, f"{HARBOUR}\nCorrected on Friday.")
    assert change.new.endswith("Corrected on Friday.")


def test_two_long_texts_without_a_common_word_are_compared_in_bounded_time() -> None:
    one = " ".join(f"a{n}" for n in range(20_000))
    other = " ".join(f"b{n}" for n in range(20_000))
    (change,) = word_diff(one, other)
    assert (change.old, change.new) == (one, other)
    assert apply_changes(HARBOUR, word_diff(HARBOUR, SCHOOL)) == SCHOOL
    lines, more = "a\n" * 20_000, "a\n" * 20_001
    assert apply_changes(lines, word_diff(lines, more)) == more
