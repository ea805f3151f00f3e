"""Pages and texts become articles: what is kept, what goes, and what is no page at all."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from monitor.catalogue.models import Source
from monitor.domain import Article
from monitor.reading.extract import read_page, read_text
from tests.duplicates.samples import HARBOUR, SCHOOL
from tests.reading.samples import ARABIC, DARI, ENGLISH, PASHTO
from tests.reading.wrapping import BANNER, SECTIONS, TEASERS, bare_page, page

NOW = datetime(2024, 8, 1, tzinfo=UTC)
TITLE = "Port of Velmora works again after nine days"
VISIBLE_TEXT = "\n".join(
    [
        BANNER,
        "Accept",
        *(f"  • {section}" for section in SECTIONS),
        f"Reading: {TITLE}",
        "Share",
        "Search",
        f"The Velmora Courier > Region > {TITLE}",
        "",
        TITLE,
        "",
        "Ilse Marten Published June 13, 2024",
        "SHARE",
        "",
        *HARBOUR.split("\n"),
        "",
        "You Might Also Like",
        *TEASERS,
        "Ilse Marten June 13, 2024 June 14, 2024",
        "Popular News",
        *TEASERS,
        *(f"  • {section}" for section in SECTIONS),
        "2024 © The Velmora Courier. All Rights Reserved.",
        "Welcome Back!",
        "Lost your password?",
    ]
)


def article(body: bytes, outlet: Source | None = None) -> Article:
    found = read_page(body, url="https://courier.example/x", fetched_at=NOW, outlet=outlet).article
    assert found is not None
    return found


def test_a_page_is_read_without_any_of_its_chrome() -> None:
    found = article(
        page(HARBOUR, title=TITLE, date_line="Thursday, 06/13/2024", author="By Ilse Marten")
    )
    assert found.text == HARBOUR
    assert found.title == TITLE
    assert found.published == datetime(2024, 6, 13, tzinfo=UTC)
    assert found.date_source == "text"
    assert found.language == "en"


@pytest.mark.parametrize("tag", ["p", "div", "li"])
def test_a_page_whose_markup_says_nothing_is_read_by_its_lines(tag: str) -> None:
    found = article(bare_page(VISIBLE_TEXT.split("\n"), tag=tag))
    assert found.text == HARBOUR
    assert found.title == TITLE


def test_the_visible_text_of_a_page_is_read_without_its_chrome() -> None:
    found = read_text(VISIBLE_TEXT, url="").article
    assert found is not None
    assert found.text == HARBOUR
    assert found.title == TITLE
    assert found.authors == ("Ilse Marten",)
    assert found.published == datetime(2024, 6, 13, tzinfo=UTC)


def test_a_text_without_chrome_is_kept_whole() -> None:
    short = "Taken\nNo comment\nStill waiting for the ferry"
    for text in (HARBOUR, ENGLISH, DARI, short):
        found = read_text(text, url="", title="T").article
        assert found is not None
        assert found.text == text


def test_what_is_given_with_a_text_is_believed() -> None:
    given = datetime(2024, 6, 14, 9, 30, tzinfo=UTC)
    text = f"{TITLE}\n\nThursday, 06/13/2024\n\n{HARBOUR}"
    found = read_text(text, url="", title=TITLE, published=given, language="ps").article
    assert found is not None
    assert (found.text, found.title, found.published) == (HARBOUR, TITLE, given)
    assert (found.date_source, found.language) == ("given", "ps")


@pytest.mark.parametrize(
    "heading",
    ["More News", "Related Articles", "بیشتر بخوانید", "نور خبرونه", "اقرأ أيضا", "Most Read"],
)
def test_the_headings_of_teasers_end_the_article(heading: str) -> None:
    text = "\n".join([HARBOUR, heading, *TEASERS])
    found = read_text(text, url="").article
    assert found is not None
    assert found.text == HARBOUR
    assert article(page(HARBOUR, title=TITLE, tail_heading=heading)).text == HARBOUR


def test_an_article_that_goes_on_after_a_box_of_teasers_is_kept_whole() -> None:
    before, after = HARBOUR.split("\n")[:2], HARBOUR.split("\n")[2:]
    found = read_text(
        "\n".join([*before, "Read more", "Related", *TEASERS, *after]), url=""
    ).article
    assert found is not None
    assert found.text == HARBOUR


def test_an_article_about_cookies_and_consent_is_not_a_notice() -> None:
    about = (
        "The regulator fined the broadcaster because its privacy policy did not say that cookies"
        " were shared with advertisers, officials said on Monday."
    )
    text = f"{HARBOUR.split(chr(10))[0]}\n{HARBOUR.split(chr(10))[1]}\n{about}\n{SCHOOL}"
    found = read_text(text, url="").article
    assert found is not None
    assert about in found.text


def test_paragraphs_that_are_only_a_link_elsewhere_are_promotions() -> None:
    promotion = (
        '<p><a href="/other"><strong>WATCH THE FERRY LEAVE THE OLD PIER AGAIN</strong></a></p>'
    )
    body = page(HARBOUR, title=TITLE).replace(
        b"</p><p>Merchants", f"</p>{promotion}<p>Merchants".encode()
    )
    assert promotion.encode() in body
    assert article(body).text == HARBOUR


def test_links_inside_a_sentence_stay_in_it() -> None:
    body = page(HARBOUR, title=TITLE).replace(b"Anton Reval", b'<a href="/reval">Anton Reval</a>')
    assert article(body).text == HARBOUR


def test_what_follows_the_text_that_json_ld_states_is_not_the_articles() -> None:
    stated = json.dumps({"@type": "NewsArticle", "articleBody": HARBOUR.replace("\n", " ")})
    head = f'<script type="application/ld+json">{stated}</script>'
    text = f"{HARBOUR}\n{SCHOOL}"
    assert article(page(text, title=TITLE, head=head)).text == HARBOUR


@pytest.mark.parametrize(("text", "language"), [(DARI, "fa"), (PASHTO, "ps"), (ARABIC, "ar")])
def test_texts_in_arabic_script_come_out_letter_by_letter(text: str, language: str) -> None:
    found = article(page(text, title="عنوان"))
    assert found.text == text
    assert found.language == language


def test_joiners_survive_as_characters_and_as_entities() -> None:
    found = article(page(DARI, title="پل").replace("\u200c".encode(), b"&zwnj;"))
    assert found.text == DARI
    assert found.text.count("\u200c") == DARI.count("\u200c") > 0


def test_trafilatura_still_drops_joiners_so_protecting_them_is_still_needed() -> None:
    import trafilatura

    text = trafilatura.extract(page(DARI, title="پل").decode()) or ""
    assert "باشندهگان" in text, "trafilatura keeps U+200C now: `reading.joiners` can go"


def test_stand_ins_for_joiners_that_the_page_uses_itself_are_left_alone() -> None:
    odd = (
        f"{DARI}\nاین \U000e01ef نشانه و \U000e01ee نشانه‌یی دیگر در همین متن آمده است و باید بماند."
    )
    assert article(page(odd, title="پل")).text == odd


def test_the_page_says_more_about_itself_than_its_text() -> None:
    ld = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "The Velmora Courier"},
            {
                "@type": "NewsArticle",
                "headline": TITLE,
                "datePublished": "2024-06-13T08:15:00+04:30",
                "author": [{"@type": "Person", "name": "Ilse Marten"}, {"name": "A. Osei"}],
                "articleSection": "Region",
                "description": "Eleven grain ships can leave.",
            },
        ],
    }
    head = (
        f'<script type="application/ld+json">{json.dumps(ld)}</script>'
        '<meta property="og:image" content="/pier.jpg">'
        '<link rel="canonical" href="https://courier.example/harbour">'
    )
    found = article(page(HARBOUR, title=TITLE, head=head))
    assert found.published == datetime(2024, 6, 13, 3, 45, tzinfo=UTC)
    assert found.date_source == "json-ld"
    assert found.authors == ("Ilse Marten", "A. Osei")
    assert found.canonical_url == "https://courier.example/harbour"
    assert found.section == "Region"
    assert found.subtitle == "Eleven grain ships can leave."
    assert found.image == "https://courier.example/pier.jpg"


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("This article was first published by the Oster Dene Gazette.", "first published by"),
        ("Source: Oster Dene Gazette", "Source: Oster Dene Gazette"),
        ("منبع: خبرگزاری باختر", "منبع: خبرگزاری باختر"),
        ("(Reuters)", "Reuters"),
    ],
)
def test_a_credit_line_is_kept_as_the_credit(line: str, credit: str) -> None:
    found = read_text(f"{HARBOUR}\n{line}", url="").article
    assert found is not None
    assert found.credit is not None
    assert credit in found.credit


@pytest.mark.parametrize("start", ["VELMORA (Reuters) - ", "VELMORA, June 13 (AFP) — "])
def test_an_agency_in_the_dateline_is_the_credit(start: str) -> None:
    found = read_text(start + HARBOUR, url="").article
    assert found is not None
    assert found.credit in {"Reuters", "AFP"}


def test_a_source_mentioned_in_a_sentence_is_no_credit() -> None:
    found = read_text(
        f"{HARBOUR}\nOne source: the mayor himself, it turned out later.", url=""
    ).article
    assert found is not None
    assert found.credit is None


def test_the_page_another_site_declares_its_own_is_credited_to_that_site() -> None:
    head = '<link rel="canonical" href="https://gazette.example.org/harbour">'
    assert article(page(HARBOUR, title=TITLE, head=head)).credit == (
        "https://gazette.example.org/harbour"
    )


def test_the_outlet_is_named_by_its_slug_and_is_not_an_author() -> None:
    outlet = Source(slug="courier", name="The Velmora Courier")
    head = '<meta name="author" content="The Velmora Courier">'
    found = article(page(HARBOUR, title=TITLE, head=head), outlet=outlet)
    assert (found.outlet, found.authors) == ("courier", ())
