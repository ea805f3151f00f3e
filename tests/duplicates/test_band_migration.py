"""Keys of near texts survive the change of their column, both ways and on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from monitor.duplicates.fingerprint import BANDS, fingerprint
from monitor.store import migrate
from tests.duplicates.samples import HARBOUR, SCHOOL

DOCUMENT = text(
    "INSERT INTO document (id, story_id, url, canonical_url, version, content_hash, title, text,"
    " authors, fetched_at, relation, signature) VALUES (:id, 1, 'u', 'u', :id, 'h', 't', 't',"
    " '[]', '2024-06-01 00:00:00', 'original', :signature)"
)


@pytest.fixture
def former(engine: Engine) -> Engine:
    migrate.downgrade(engine, "0002")
    return engine


def keys(engine: Engine) -> set[tuple[object, int]]:
    with engine.connect() as connection:
        return {tuple(row) for row in connection.execute(text("SELECT key, document_id FROM band"))}


def as_text(key: int, number: int) -> str:
    digest = key.to_bytes(8, "big", signed=True).hex()
    return f"{number:02d}:{digest}" if number < BANDS else f"p:{digest}"


def test_keys_become_numbers_and_text_again(former: Engine) -> None:
    prints = {1: fingerprint(HARBOUR), 2: fingerprint(SCHOOL)}
    texts = {
        (as_text(key, number), document)
        for document, found in prints.items()
        for number, key in enumerate(found.bands)
    }
    with former.begin() as connection:
        connection.execute(text("INSERT INTO story (id, created_at) VALUES (1, '2024-06-01')"))
        for document, found in prints.items():
            values = {"id": document, "signature": str(list(found.signature))}
            connection.execute(DOCUMENT, values)
        for key, document in texts:
            row = {"key": key, "document": document}
            connection.execute(text("INSERT INTO band VALUES (:key, :document)"), row)
    migrate.upgrade(former, "0003")
    numbers = {(key, document) for document, found in prints.items() for key in found.bands}
    assert keys(former) == numbers
    migrate.downgrade(former, "0002")
    assert keys(former) == texts
