"""Dates as written, and which of a page's dates is the one it was published."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.catalogue.models import Source
from monitor.domain import Article
from monitor.reading.calendars import Calendar, to_date
from monitor.reading.datetext import find_dates, parse_stamp
from monitor.reading.extract import read_page, read_text
from tests.duplicates.samples import HARBOUR
from tests.reading.wrapping import page

NOW = datetime(2024, 6, 22, 12, tzinfo=UTC)
SIXTEENTH = datetime(2024, 6, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Sunday, 06/16/2024",
        "16/06/2024",
        "16.06.2024",
        "2024-06-16",
        "2024/06/16",
        "June 16, 2024",
        "16 June 2024",
        "Jun. 16, 2024",
        "16th of June, 2024",
        "16 de junio de 2024",
        "16. Juni 2024",
        "16 juin 2024",
        "16 Haziran 2024",
        "16 июня 2024",
        "2024年6月16日",
        "16 يونيو 2024",
        "16 حزيران 2024",
        "١٦ يونيو/ حزيران ٢٠٢٤",
        "16 ביוני 2024",
        "۱۶ جون ۲۰۲۴",
        "۱۶ ژوئن ۲۰۲۴",
        "۲۷ خرداد ۱۴۰۳",
        "یکشنبه ۲۷ خرداد ۱۴۰۳",
        "جوزا ۲۷, ۱۴۰۳",
        "۲۷ جوزا ۱۴۰۳",
        "د ۱۴۰۳ د غبرګولي ۲۷",
        "۲۷ غبرګولی ۱۴۰۳",
        "1403/03/27",
        "۱۴۰۳/۰۳/۲۷",
        "۲۷/۰۳/۱۴۰۳",
        "27 Jawza 1403",
        "٩ ذو الحجة ١٤٤٥",
        "۹ ذی‌الحجه ۱۴۴۵",
        "Ilse Marten Published June 16, 2024",
    ],
)
def test_a_day_is_read_in_every_calendar_and_spelling(text: str) -> None:
    (found,) = find_dates(text)
    assert found.moment == SIXTEENTH
    assert not found.timed


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("June 16, 2024 10:30 GMT+3", datetime(2024, 6, 16, 7, 30, tzinfo=UTC)),
        ("16 June 2024, 14:05 UTC", datetime(2024, 6, 16, 14, 5, tzinfo=UTC)),
        ("Jun. 16, 2024 at 5:04 p.m. EDT", datetime(2024, 6, 16, 21, 4, tzinfo=UTC)),
        ("12:15 am June 16, 2024", datetime(2024, 6, 16, 0, 15, tzinfo=UTC)),
        ("۲۷ خرداد ۱۴۰۳ - ۱۲:۳۰", datetime(2024, 6, 16, 12, 30, tzinfo=UTC)),
        ("2024-06-16 08:00", datetime(2024, 6, 16, 8, tzinfo=UTC)),
    ],
)
def test_a_time_next_to_a_date_belongs_to_it(text: str, moment: datetime) -> None:
    (found,) = find_dates(text)
    assert (found.moment, found.timed) == (moment, True)


@pytest.mark.parametrize(
    "text",
    [
        "June 2024",
        "31 June 2024",
        "30/02/2024",
        "13/13/2024",
        "version 1.2.3",
        "call 020 7946 0018",
        "1/2",
        "31 حوت 1403",
        "the year 1403",
        "10:30",
        "192.168.10.2024",
        "",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert find_dates(text) == []


def test_figures_that_can_be_read_both_ways_say_so() -> None:
    (found,) = find_dates("06/07/2024")
    assert (found.moment.date(), found.other) == (date(2024, 7, 6), date(2024, 6, 7))
    (found,) = find_dates("06/07/2024", month_first=True)
    assert (found.moment.date(), found.other) == (date(2024, 6, 7), date(2024, 7, 6))


@pytest.mark.parametrize("text", ["Sunday, 06/09/2024", "06/09/2024 یکشنبه", "الأحد 06/09/2024"])
def test_a_weekday_tells_day_and_month_apart(text: str) -> None:
    (found,) = find_dates(text)
    assert (found.moment.date(), found.other) == (date(2024, 6, 9), None)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2 hours ago", 120),
        ("۴ hours ago", 240),
        ("۳۰ دقیقه پیش", 30),
        ("منذ 3 ساعات", 180),
        ("Updated 1 day ago", 1440),
    ],
)
def test_how_long_ago_is_counted_from_when_the_page_was_fetched(text: str, minutes: int) -> None:
    (found,) = find_dates(text, now=NOW)
    assert found.moment == NOW - timedelta(minutes=minutes)
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2024-06-16T08:15:00+04:30", datetime(2024, 6, 16, 3, 45, tzinfo=UTC)),
        ("2024-06-16 13:25:21Z", datetime(2024, 6, 16, 13, 25, 21, tzinfo=UTC)),
        ("2024-06-16T10:00:00.000+0000", datetime(2024, 6, 16, 10, tzinfo=UTC)),
        ("Sun, 16 Jun 2024 10:00:00 +0430", datetime(2024, 6, 16, 5, 30, tzinfo=UTC)),
        ("1718532000", datetime(2024, 6, 16, 10, tzinfo=UTC)),
        ("1718532000000", datetime(2024, 6, 16, 10, tzinfo=UTC)),
        ("20240616", SIXTEENTH),
        ("۱۴۰۳-۰۳-۲۷T10:00", datetime(2024, 6, 16, 10, tzinfo=UTC)),
        ("June 16, 2024", SIXTEENTH),
    ],
)
def test_machine_readable_stamps_of_all_makes_are_read(value: str, moment: datetime) -> None:
    stamp = parse_stamp(value)
    assert stamp is not None
    assert stamp.moment == moment


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_the_search_for_dates(text: str) -> None:
    for found in find_dates(text, now=NOW):
        assert found.moment.tzinfo is not None
        assert 0 <= found.start < found.end
    parse_stamp(text)


@settings(deadline=None, max_examples=25)
@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 12, 31)))
def test_every_day_survives_the_way_through_the_solar_calendar(day: date) -> None:
    from convertdate import persian

    year, month, number = persian.from_gregorian(day.year, day.month, day.day)
    assert to_date(Calendar.SOLAR_HIJRI, year, month, number) == day


# ── pages ─────────────────────────────────────────────────────────────────────────────────────


def dated(
    *,
    ld: str | None = None,
    meta: str | None = None,
    time: str | None = None,
    text: str = "",
    url: str = "https://courier.example/x",
    feed: datetime | None = None,
    outlet: Source | None = None,
    fetched_at: datetime = NOW,
) -> Article:
    """What a page that states its date in these places is read to be dated."""
    head = ""
    if ld:
        stated = json.dumps({"@type": "NewsArticle", "datePublished": ld})
        head += f'<script type="application/ld+json">{stated}</script>'
    if meta:
        head += f'<meta property="article:published_time" content="{meta}">'
    body = page(HARBOUR, title="Port of Velmora works again", date_line=text, head=head)
    if time:
        body = body.replace(b'<div class="story">', f'<time datetime="{time}"></time>'.encode())
    found = read_page(body, url=url, published_hint=feed, fetched_at=fetched_at, outlet=outlet)
    assert found.article is not None
    return found.article


def test_the_places_are_asked_in_the_stated_order() -> None:
    places = {
        "json-ld": {"ld": "2024-06-11T01:00:00Z"},
        "meta": {"meta": "2024-06-12T01:00:00Z"},
        "time": {"time": "2024-06-13T01:00:00Z"},
        "text": {"text": "14 June 2024 01:00"},
        "url": {"url": "https://courier.example/2024/06/15/x"},
    }
    for index, name in enumerate(places):
        known = {k: v for rest in list(places.values())[index:] for k, v in rest.items()}
        found = dated(**known, feed=datetime(2024, 6, 8, 1, tzinfo=UTC))  # type: ignore[arg-type]
        assert found.date_source == name
        assert found.published is not None
        assert found.published.day == 11 + index
    found = dated(feed=SIXTEENTH + timedelta(hours=9))
    assert (found.date_source, found.published) == ("feed", SIXTEENTH + timedelta(hours=9))
    assert dated().published is None


def test_a_day_gets_its_hour_from_a_place_that_agrees_and_knows_it() -> None:
    hour = SIXTEENTH + timedelta(hours=15)
    assert dated(text="16 June 2024", feed=hour).published == hour
    assert dated(text="16 June 2024", feed=hour + timedelta(days=5)).published == SIXTEENTH


@pytest.mark.parametrize("stated", ["2031-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "soon", "0"])
def test_a_date_that_cannot_be_is_passed_over(stated: str) -> None:
    found = dated(ld=stated, meta="2024-06-12T01:00:00Z")
    assert found.date_source == "meta"


def test_a_date_before_the_outlet_was_founded_is_passed_over() -> None:
    outlet = Source(slug="courier", name="Courier", founded=date(2020, 1, 1))
    assert dated(ld="2004-06-16T00:00:00Z", outlet=outlet).published is None
    assert dated(ld="2024-06-16T00:00:00Z", outlet=outlet).published == SIXTEENTH


@pytest.mark.parametrize(
    ("known", "day"),
    [
        ({"date_order": "mdy"}, 5),
        ({"date_order": "dmy"}, 3),
        ({"country": "US"}, 5),
        ({"country": "IR"}, 3),
        ({}, 3),
    ],
)
def test_an_outlets_way_of_writing_figures_decides(known: dict[str, str], day: int) -> None:
    outlet = Source(slug="courier", name="Courier", **known)
    found = dated(text="03/05/2024", outlet=outlet)
    assert found.published is not None
    assert found.published.day == day


def test_a_reading_in_the_future_gives_way_to_one_in_the_past() -> None:
    found = dated(text="06/07/2024")
    assert found.published == datetime(2024, 6, 7, tzinfo=UTC)


def test_a_reading_of_yesterday_is_likelier_than_one_of_months_ago() -> None:
    found = dated(text="06/03/2024", fetched_at=datetime(2024, 6, 4, 8, tzinfo=UTC))
    assert found.published == datetime(2024, 6, 3, tzinfo=UTC)


def test_a_local_time_is_in_the_zone_of_the_outlets_country() -> None:
    outlet = Source(slug="courier", name="Courier", country="AF")
    found = dated(text="۲۷ جوزا ۱۴۰۳ ۱۲:۳۰", outlet=outlet)
    assert found.published == datetime(2024, 6, 16, 8, 0, tzinfo=UTC)


def test_the_dates_of_other_stories_and_updates_are_not_the_articles() -> None:
    body = page(HARBOUR, title="Port of Velmora works again", date_line="16 June 2024")
    body = body.replace(
        b"<h4>Popular", b"<time datetime='2024-06-20'>20 June 2024</time><h4>Popular"
    )
    body = body.replace(
        b'<div class="byline">',
        b'<div class="updated-at">Updated 18 June 2024</div><div class="byline">',
    )
    found = read_page(body, url="https://courier.example/x", fetched_at=NOW).article
    assert found is not None
    assert found.published == SIXTEENTH


def test_dates_inside_sentences_do_not_date_a_text() -> None:
    text = "The council of 16 June 2024 was the last that year.\n" + HARBOUR
    found = read_text(text, url="").article
    assert found is not None
    assert found.published is None
    assert found.text == text
