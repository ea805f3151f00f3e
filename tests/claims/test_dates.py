"""Dates in running text, against a day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.claims.text.dates import find_dates

THURSDAY = date(2025, 3, 20)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("On 8 February 2024 he spoke", "2024-02-08"),
        ("on February 8, 2024", "2024-02-08"),
        ("In February he spoke", "2025-02"),
        ("in December he spoke", None),
        ("in March 2024", "2024-03"),
        ("In June last year", "2024-06"),
        ("on Tuesday", "2025-03-18"),
        ("on Thursday", "2025-03-20"),
        ("yesterday", "2025-03-19"),
        ("three days ago", "2025-03-17"),
        ("last month", "2025-02"),
        ("15 Khordad 1403", "2024-06-04"),
    ],
)
def test_an_expression_is_resolved_to_its_own_precision(text: str, iso: str | None) -> None:
    found = find_dates(text, THURSDAY)
    assert (found[0].iso if iso else len(found) and found[0].iso[:4]) == (iso or "2024")


def test_the_next_day_counts_from_the_date_before_it() -> None:
    found = find_dates("It began on 13 April 2024. The next day it ended.", THURSDAY)
    assert [one.iso for one in found] == ["2024-04-13", "2024-04-14"]


def test_small_words_that_are_months_elsewhere_are_no_dates() -> None:
    assert find_dates("they may march in the sun", THURSDAY) == ()


def test_without_a_day_of_publication_relative_dates_stay_open() -> None:
    assert find_dates("yesterday and on Monday and in May", None) == ()


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert find_dates("on 31 February 2024", THURSDAY) == ()


def test_solar_months_are_read_in_their_own_script() -> None:
    assert [one.iso for one in find_dates("در ۱۵ خرداد ۱۴۰۳", THURSDAY, "fa")] == ["2024-06-04"]


def test_the_full_stop_after_a_date_is_no_part_of_it() -> None:
    text = "They met in Herat on 5 March. Nobody spoke."
    (found,) = find_dates(text, THURSDAY)
    assert text[slice(*found.span)] == "5 March"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("the halt would end in January", "2026-01"),
        ("the truce holds until the end of January", "2025-01"),
        ("they will meet on 5 December", "2025-12-05"),
        ("they met on 5 December", "2024-12-05"),
        ("They will stay. It began in January", "2025-01"),
        ("it would leave in February", "2025-02"),
    ],
)
def test_a_month_gone_by_is_the_next_one_where_something_is_to_come(text: str, iso: str) -> None:
    assert [one.iso for one in find_dates(text, THURSDAY)] == [iso]


def test_until_a_month_is_the_nearer_one() -> None:
    december = date(2025, 12, 9)
    (until,) = find_dates("they had promised a halt until the end of March", december)
    (within,) = find_dates("they had promised a halt in March", december)
    assert (until.iso, within.iso) == ("2026-03", "2025-03")
