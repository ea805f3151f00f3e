"""What a page says of its article beside the text: standfirst, section, lead image, authors."""

from __future__ import annotations

from datetime import UTC, datetime

from monitor.reading.extract import read_page
from tests.duplicates.samples import HARBOUR
from tests.reading.wrapping import page

HEAD = (
    '<meta property="og:description" content="Eleven ships leave after nine days.">'
    '<meta property="article:section" content="Region">'
    '<meta property="og:image" content="/pictures/pier.jpg">'
    '<meta name="author" content="Ilse Marten">'
)


def test_standfirst_section_image_and_author_are_kept_and_not_in_the_text() -> None:
    body = page(HARBOUR, title="Port of Velmora works again", head=HEAD)
    found = read_page(
        body, url="https://courier.example/x", fetched_at=datetime(2024, 8, 1, tzinfo=UTC)
    ).article
    assert found is not None
    assert found.subtitle == "Eleven ships leave after nine days."
    assert found.section == "Region"
    assert found.image == "https://courier.example/pictures/pier.jpg"
    assert found.authors == ("Ilse Marten",)
    assert found.text == HARBOUR


def test_an_image_that_is_no_address_of_the_web_is_none() -> None:
    body = page(HARBOUR, title="Port", head='<meta property="og:image" content="javascript:x()">')
    found = read_page(
        body, url="https://courier.example/x", fetched_at=datetime(2024, 8, 1, tzinfo=UTC)
    ).article
    assert found is not None
    assert found.image is None
