"""The visible text of pages in four languages: chrome goes by its wording and shape, news stays."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.reading.extract import read_page, read_text
from monitor.reading.lines import clean
from monitor.reading.phrases import is_byline, is_dateline, is_label, is_notice, is_prose
from tests.duplicates.samples import HARBOUR
from tests.reading.samples import ARABIC, DARI, PASHTO
from tests.reading.wrapping import BANNER, bare_page

NOW = datetime(2024, 8, 1, tzinfo=UTC)
DARI_PAGE = (
    *("روزنامهٔ رود", "صفحه اصلی", "جهان", "افغانستان", "اقتصاد", "ورزش", "جستجو"),
    *("پل روستا ویران شد و شاگردان ماندند", "تاریخ انتشار: ۲۷ جوزا ۱۴۰۳ - ۱۲:۳۰"),
    *("نویسنده: احمد رودکی", "کد خبر: ۱۲۳۴۵", "به اشتراک بگذارید"),
    *DARI.split("\n"),
    *("برچسب‌ها: پل، مکتب", "اخبار مرتبط", "باران در کوهستان", "نرخ آرد در بازار"),
    "تمامی حقوق برای روزنامهٔ رود محفوظ است.",
)
PASHTO_PAGE = (
    *("رود ورځپاڼه", "کور پاڼه", "نړۍ", "افغانستان", "اقتصاد", "سپورت", "لټون"),
    *("د کلي پل ړنګ شو او زده‌کوونکي پاتې شول", "د ۱۴۰۳ د غبرګولي ۲۷", "لیکوال: احمد رودوال"),
    "شریک کړئ",
    *PASHTO.split("\n"),
    *("اړوند خبرونه", "باران په غرونو کې", "نور خبرونه", "د اوړو بیه", "ټول حقوق خوندي دي."),
)
ARABIC_PAGE = (
    *("صحيفة النهر", "الرئيسية", "العالم", "أخبار", "اقتصاد", "رياضة", "بحث"),
    *("انهيار جسر القرية وتلاميذ بلا مدرسة", "نشر في: 16 يونيو 2024 الساعة 10:30"),
    *("كتب: أحمد النهري", "شارك"),
    *ARABIC.split("\n"),
    *("مواضيع ذات صلة", "أمطار في الجبال", "الأكثر قراءة", "سعر الطحين"),
    "جميع الحقوق محفوظة © 2024",
)


@pytest.mark.parametrize(
    ("lines", "text", "title", "author"),
    [
        (DARI_PAGE, DARI, "پل روستا ویران شد و شاگردان ماندند", "احمد رودکی"),
        (PASHTO_PAGE, PASHTO, "د کلي پل ړنګ شو او زده‌کوونکي پاتې شول", "احمد رودوال"),
        (ARABIC_PAGE, ARABIC, "انهيار جسر القرية وتلاميذ بلا مدرسة", "أحمد النهري"),
    ],
    ids=["dari", "pashto", "arabic"],
)
def test_the_visible_text_of_a_page_is_read_in_every_language(
    lines: tuple[str, ...], text: str, title: str, author: str
) -> None:
    for reading in (
        read_text("\n".join(lines), url=""),
        read_page(bare_page(lines), url="https://one.example/a", fetched_at=NOW),
    ):
        assert reading.article is not None
        assert reading.article.text == text
        assert reading.article.title == title
        assert reading.article.authors == (author,)
        assert reading.article.published is not None
        assert reading.article.published.date().isoformat() == "2024-06-16"


@pytest.mark.parametrize(
    "line",
    [
        "Dockers went back to work on Thursday, the union said.",
        "“Nobody wanted the ships to wait,” Brandt told reporters.",
        'He called it "expensive and overdue" and left the hall early.[2]',
        "شاگردان نمی‌توانند به مکتب بروند، رئیس شورا به خبرنگاران گفت.",
    ],
)
def test_sentences_are_prose(line: str) -> None:
    assert is_prose(line)
    assert not is_label(line)


@pytest.mark.parametrize(
    "line",
    [
        "What the new water tariff means for tenants",
        "Strike over: What It Means for the Port and Its Ships?",
        "Home",
        "Ilse Marten June 13, 2024 June 14, 2024",
        "J. R. Marten and A. B. Osei for the Courier of Velmora",
    ],
)
def test_headlines_and_labels_are_not(line: str) -> None:
    assert not is_prose(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Sunday, 06/16/2024", True),
        ("Published: June 16, 2024 10:30 | Updated: June 17, 2024", True),
        ("Ilse Marten Published June 13, 2024", True),
        ("یکشنبه ۲۷ خرداد ۱۴۰۳", True),
        ("The council of 16 June 2024 decided nothing at all about the ferry", False),
        ("June 2024", False),
        ("Ferry timetable from 1 June 2024 for all islands of the south", False),
    ],
)
def test_a_date_line_holds_a_date_and_nothing_of_weight(line: str, expected: bool) -> None:
    assert is_dateline(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ilse Marten", True),
        ("نویسنده: احمد رودکی", True),
        ("By the river", False),
        ("از کابل تا هرات", False),
        ("By Monday the ships had left.", False),
    ],
)
def test_a_byline_names_somebody(line: str, expected: bool) -> None:
    assert is_byline(line) is expected


def test_a_notice_speaks_of_consent_and_not_of_the_news() -> None:
    assert is_notice(BANNER)
    assert not any(is_notice(paragraph) for paragraph in HARBOUR.split("\n"))


def test_a_list_inside_an_article_stays() -> None:
    lines = [*HARBOUR.split("\n")[:2], "• Night shifts", "• Sundays", "• Feast days"]
    lines += HARBOUR.split("\n")[2:]
    assert clean(lines).paragraphs == lines


def test_a_standfirst_and_subheadings_stay() -> None:
    lines = ["A long wait ends at the old pier", *HARBOUR.split("\n")[:3], "Bread is cheaper"]
    lines += HARBOUR.split("\n")[3:]
    assert clean(lines, title="Port of Velmora works again").paragraphs == lines


def test_cleaning_what_is_clean_changes_nothing() -> None:
    once = clean(DARI_PAGE).paragraphs
    assert clean(once, title="پل").paragraphs == once
