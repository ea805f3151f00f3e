"""Headlines without the outlet, and authors who are people."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.catalogue.models import Source
from monitor.domain import Article
from monitor.reading.extract import read_page
from tests.duplicates.samples import HARBOUR

HEADLINE = "Port of Velmora works again after nine days"
COURIER = Source(slug="velmora-courier", name="The Velmora Courier", domains=("courier.example",))


def read(
    *, title: str = "", h1: str = "", head: str = "", hint: str | None = None, byline: str = ""
) -> Article:
    heading = f"<h1>{h1}</h1>" if h1 else ""
    paragraphs = "".join(f"<p>{line}</p>" for line in HARBOUR.split("\n"))
    body = (
        f"<html><head><title>{title}</title>{head}</head><body><article>{heading}{byline}"
        f"{paragraphs}</article></body></html>"
    )
    found = read_page(
        body.encode(),
        url="https://www.courier.example/region/1",
        title_hint=hint,
        fetched_at=datetime(2024, 8, 1, tzinfo=UTC),
        outlet=COURIER,
    )
    assert found.article is not None
    return found.article


@pytest.mark.parametrize(
    "title",
    [
        HEADLINE,
        f"{HEADLINE} | The Velmora Courier",
        f"{HEADLINE} - The Velmora Courier",
        f"{HEADLINE} – courier.example",
        f"{HEADLINE} | Region | The Velmora Courier",
        f"The Velmora Courier | {HEADLINE}",
        f"{HEADLINE} :: Velmora-Courier",
    ],
)
def test_the_outlets_name_is_taken_off_the_window_title(title: str) -> None:
    assert read(title=title).title == HEADLINE
    assert read(head=f'<meta property="og:title" content="{title}">').title == HEADLINE


def test_a_dash_inside_a_headline_is_part_of_it() -> None:
    for headline in ("Velmora - the port that stood still", "Strike over: what now for the port?"):
        assert read(title=headline, h1=headline).title == headline


def test_the_heading_is_taken_as_it_stands_where_the_metadata_confirms_it() -> None:
    assert read(title=f"{HEADLINE} | Courier News", h1=HEADLINE).title == HEADLINE
    cut = f'<meta property="og:title" content="{HEADLINE[:32]}…">'
    assert read(head=cut, h1=HEADLINE).title == HEADLINE


def test_a_heading_that_names_the_site_is_no_headline() -> None:
    assert (
        read(title=f"{HEADLINE} - The Velmora Courier", h1="The Velmora Courier").title == HEADLINE
    )


def test_what_the_feed_said_is_the_headline_of_a_page_without_one() -> None:
    assert read(hint=HEADLINE).title == HEADLINE
    assert read(title="The Velmora Courier", hint=HEADLINE).title == HEADLINE


def test_authors_come_once_and_without_by() -> None:
    head = (
        '<meta name="author" content="By Ilse Marten">'
        '<meta name="dc.creator" content="ilse marten">'
    )
    assert read(title=HEADLINE, head=head).authors == ("Ilse Marten",)


def test_addresses_and_the_outlet_are_no_authors() -> None:
    head = (
        '<meta name="author" content="The Velmora Courier">'
        '<meta property="article:author" content="https://courier.example/people/1">'
    )
    assert read(title=HEADLINE, head=head).authors == ()


def test_a_visible_byline_names_the_author() -> None:
    for byline in (
        '<p class="byline">By Ilse Marten</p>',
        '<span class="author">Ilse Marten</span>',
        '<a rel="author" href="/p/1">Ilse Marten</a>',
    ):
        found = read(title=HEADLINE, h1=HEADLINE, byline=byline)
        assert found.authors == ("Ilse Marten",)
        assert found.text == HARBOUR
