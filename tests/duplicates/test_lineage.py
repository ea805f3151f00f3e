"""What a text is to those held: every relation, and who came first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.domain import Lineage, Neighbour, Relation
from monitor.duplicates.fingerprint import fingerprint
from monitor.duplicates.lineage import decide
from tests.duplicates.samples import HARBOUR, SCHOOL, STRIKE_RETOLD, changed_words

NOON = datetime(2024, 6, 13, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=5)
QUOTING = (
    "The union paper of the northern ports devotes its front page to Velmora this week, and its"
    " editor asks why nobody further up the coast has followed.\n"
    "Following is the text of the report, as printed there:\n"
    + "\n".join(f"“{paragraph.replace(chr(34), '')}”" for paragraph in HARBOUR.split("\n"))
    + "\nThe paper sells four thousand copies and has not asked the mayor for a reply."
)
RATES = (
    "The exchange house of Velmora opened on {day} with the southern mark at {a} crowns for buyers"
    " and {b} crowns for sellers. A hundred old guilders were traded at {c} crowns, and the price"
    " of an ounce of silver in the market stood at {d} crowns by noon. Traders said {e} people"
    " had changed money in the first hour, and that the bank would publish its own rate at {f}."
)


def held(text: str, **known: object) -> Neighbour:
    values: dict[str, object] = {
        "document_id": 1,
        "story_id": 10,
        "url": "https://one.example/a",
        "canonical_url": "https://one.example/a",
        "text": text,
        "content_hash": fingerprint(text).content_hash,
        "published_at": NOON,
        "fetched_at": NOON,
        "source": "one",
        **known,
    }
    return Neighbour(**values)  # type: ignore[arg-type]


def decided(
    text: str,
    *neighbours: Neighbour,
    url: str = "https://two.example/b",
    published: datetime | None = LATER,
    source: str | None = "two",
    credit: str | None = None,
) -> Lineage:
    return decide(
        url=url,
        canonical_url=url,
        text=text,
        fingerprint=fingerprint(text),
        published=published,
        fetched_at=LATER,
        source=source,
        credit=credit,
        neighbours=neighbours,
    )


def test_a_text_without_neighbours_is_an_original() -> None:
    lineage = decided(HARBOUR)
    assert (lineage.relation, lineage.document_id, lineage.story_id) == (
        Relation.ORIGINAL,
        None,
        None,
    )
    assert lineage.reason


def test_the_same_address_with_the_same_text_is_the_same_page() -> None:
    lineage = decided(HARBOUR, held(HARBOUR), url="https://one.example/a")
    assert (lineage.relation, lineage.document_id) == (Relation.SAME, 1)


def test_the_same_address_with_another_text_is_a_version_of_the_latest() -> None:
    first = held(HARBOUR, fetched_at=NOON - timedelta(days=1))
    second = held(HARBOUR + "\nCorrected.", document_id=2)
    lineage = decided(HARBOUR + "\nCorrected twice.", first, second, url="https://one.example/a")
    assert (lineage.relation, lineage.document_id, lineage.story_id) == (Relation.VERSION, 2, 10)


@pytest.mark.parametrize(
    "text",
    [
        HARBOUR,
        HARBOUR.upper().replace('"', "”").replace(" ", "\u00a0 "),
        changed_words(HARBOUR, 0.05),
        changed_words(HARBOUR, 0.10),
        "\n".join(HARBOUR.split("\n")[:-1]),
        f"{HARBOUR}\nOur correspondent watched the first two ships leave from the old pier.",
        HARBOUR.replace("nine days", "eleven days"),
    ],
    ids=["equal", "typography", "5%", "10%", "a paragraph less", "a paragraph more", "corrected"],
)
def test_a_republished_text_is_a_copy(text: str) -> None:
    lineage = decided(text, held(HARBOUR))
    assert (lineage.relation, lineage.document_id, lineage.story_id) == (Relation.COPY, 1, 10)
    assert lineage.contained > 0.7
    assert not lineage.new_is_original


def test_a_part_republished_is_an_excerpt() -> None:
    lineage = decided("\n".join(HARBOUR.split("\n")[:2]), held(f"{HARBOUR}\n{SCHOOL}"))
    assert (lineage.relation, lineage.story_id) == (Relation.EXCERPT, 10)
    assert lineage.contained == 1.0
    assert lineage.contains < 0.4


def test_an_article_that_quotes_another_in_full_is_no_copy_of_it() -> None:
    lineage = decided(QUOTING, held(HARBOUR))
    assert (lineage.relation, lineage.document_id, lineage.story_id) == (Relation.QUOTES, 1, None)
    assert lineage.contains > 0.9


def test_an_article_found_to_be_quoted_by_one_held_is_its_source() -> None:
    lineage = decided(HARBOUR, held(QUOTING), published=NOON - timedelta(days=2))
    assert (lineage.relation, lineage.story_id) == (Relation.QUOTES, None)
    assert lineage.new_is_original


def test_two_quotations_of_one_text_are_copies_where_both_put_it_in_marks() -> None:
    lineage = decided(changed_words(QUOTING, 0.02), held(QUOTING))
    assert lineage.relation is Relation.COPY


@pytest.mark.parametrize(
    "text",
    [STRIKE_RETOLD, SCHOOL, "Short.", ""],
    ids=["the event in other words", "another event", "one word", "nothing"],
)
def test_another_text_is_different(text: str) -> None:
    lineage = decided(text, held(HARBOUR))
    assert (lineage.relation, lineage.story_id) == (Relation.DIFFERENT, None)


@pytest.mark.parametrize("source", ["one", "two"])
def test_two_issues_of_a_bulletin_are_different_texts(source: str) -> None:
    monday = RATES.format(day="Monday", a=71.2, b=71.9, c=845, d=31.4, e=120, f="14:00")
    tuesday = RATES.format(day="Tuesday", a=70.8, b=71.5, c=851, d=30.9, e=96, f="14:30")
    lineage = decided(tuesday, held(monday), source=source)
    assert lineage.relation is Relation.DIFFERENT
    assert "template" in lineage.reason


def test_a_bulletin_republished_by_another_outlet_is_a_copy() -> None:
    monday = RATES.format(day="Monday", a=71.2, b=71.9, c=845, d=31.4, e=120, f="14:00")
    assert decided(changed_words(monday, 0.04), held(monday)).relation is Relation.COPY


def test_background_an_outlet_repeats_does_not_make_its_articles_relatives() -> None:
    background = SCHOOL.split("\n")[0]
    lineage = decided(
        f"{HARBOUR}\n{background}", held(f"{STRIKE_RETOLD}\n{background}"), source="one"
    )
    assert lineage.relation is Relation.DIFFERENT


def test_the_text_published_first_is_the_original() -> None:
    lineage = decided(HARBOUR, held(HARBOUR), published=NOON - timedelta(days=1))
    assert (lineage.relation, lineage.document_id) == (Relation.COPY, 1)
    assert lineage.new_is_original


def test_a_day_without_a_time_does_not_come_before_an_hour_of_that_day() -> None:
    day = NOON.replace(hour=0)
    assert not decided(HARBOUR, held(HARBOUR), published=day).new_is_original
    assert decided(HARBOUR, held(HARBOUR), published=day - timedelta(days=1)).new_is_original


def test_a_page_without_a_date_is_second_only_where_it_came_second() -> None:
    undated = decided(HARBOUR, held(HARBOUR), published=None)
    assert not undated.new_is_original
    assert "no date" in undated.reason
    early = held(HARBOUR, published_at=None, fetched_at=NOON - timedelta(days=3))
    assert not decided(HARBOUR, early, published=NOON).new_is_original
    ahead = held(HARBOUR, published_at=LATER + timedelta(days=1))
    assert decided(HARBOUR, ahead, published=None).new_is_original


def test_of_two_undated_texts_the_longer_is_the_original() -> None:
    part = held("\n".join(HARBOUR.split("\n")[:2]), published_at=None)
    lineage = decided(f"{HARBOUR}\n{SCHOOL}", part, published=None)
    assert (lineage.relation, lineage.new_is_original) == (Relation.EXCERPT, True)


def test_a_credit_line_says_more_than_a_clock() -> None:
    early = NOON - timedelta(days=1)
    credited = decided(HARBOUR, held(HARBOUR), published=early, credit="First published by One.")
    short = decided(
        HARBOUR,
        held(HARBOUR, source="gazette"),
        published=early,
        credit="First published by The Gazette.",
    )
    reverse = decided(HARBOUR, held(HARBOUR, credit="Source: The-Courier"), source="the-courier")
    assert not credited.new_is_original
    assert not short.new_is_original
    assert reverse.new_is_original


def test_a_copy_of_a_copy_points_at_the_original() -> None:
    original = held(HARBOUR, published_at=NOON - timedelta(days=2))
    copy = held(changed_words(HARBOUR, 0.04), document_id=2, url="u", canonical_url="u")
    lineage = decided(changed_words(copy.text, 0.02, seed=3), original, copy)
    assert (lineage.relation, lineage.document_id) == (Relation.COPY, 1)


def test_a_text_before_all_others_of_its_story_is_the_original() -> None:
    others = [
        held(
            HARBOUR,
            document_id=n,
            url=f"u{n}",
            canonical_url=f"u{n}",
            published_at=NOON + n * timedelta(hours=1),
        )
        for n in (1, 2, 3)
    ]
    assert decided(HARBOUR, *others, published=NOON).new_is_original
    between = decided(HARBOUR, *others, published=NOON + timedelta(hours=2, minutes=30))
    assert (between.document_id, between.new_is_original) == (1, False)


def test_a_text_that_is_a_copy_of_two_stories_shows_them_to_be_one() -> None:
    one = held(HARBOUR)
    two = replace(one, document_id=2, story_id=20, url="u", canonical_url="u")
    lineage = decided(HARBOUR, one, two)
    assert {lineage.story_id, *lineage.merges} == {10, 20}


@pytest.mark.parametrize(
    "script", ["طالبان وعده دادند که هزاران جنگجو بفرستند ", "国民议会今天通过了新的港口法案"]
)
def test_texts_in_any_script_are_compared(script: str) -> None:
    text = "\n".join(f"{script}{n} {HARBOUR.split(chr(10))[n % 5][:40]}" for n in range(6))
    assert decided(text.replace("6", "۶"), held(text)).relation is Relation.COPY
    assert decided(script * 3, held(HARBOUR)).relation is Relation.DIFFERENT
