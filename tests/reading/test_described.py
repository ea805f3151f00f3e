"""What a page says of its article is believed only where it can be."""

from __future__ import annotations

from datetime import UTC, datetime

from monitor.reading.extract import read_page
from tests.duplicates.samples import HARBOUR
from tests.reading.wrapping import page


def test_an_image_that_is_no_address_of_the_web_is_none() -> None:
    body = page(HARBOUR, title="Port", head='<meta property="og:image" content="javascript:x()">')
    found = read_page(
        body, url="https://courier.example/x", fetched_at=datetime(2024, 8, 1, tzinfo=UTC)
    ).article
    assert found is not None
    assert found.image is None
