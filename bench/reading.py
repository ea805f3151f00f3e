"""Pages read per second on one core: `python -m bench.reading FOLDER [FOLDER …]`.

A folder holds `*.html.gz` pages. In one run and in processor time: the rough text alone, the whole
gate (decoding, rough text, search for watched actors), the careful reader, and plain trafilatura.
"""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from monitor.actors.matching import ActorMatcher
from monitor.catalogue.load import load_catalogue
from monitor.reading.decode import decode
from monitor.reading.extract import read_page
from monitor.reading.rough import rough_text

NOW = datetime(2026, 12, 31, tzinfo=UTC)


def rate(work: Callable[[bytes], object], pages: Sequence[bytes]) -> float:
    """Pages per second of processor time."""
    started = time.process_time()
    for page in pages:
        work(page)
    return len(pages) / (time.process_time() - started)


def main() -> None:
    """Print the table."""
    import trafilatura

    catalogue = load_catalogue([])
    matcher = ActorMatcher(catalogue)
    for folder in map(Path, sys.argv[1:]):
        pages = [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.html.gz"))]
        decoded = {page: decode(page, "text/html") for page in pages}
        size = sum(map(len, pages)) // max(1, len(pages)) // 1000
        print(f"{folder.name}: {len(pages)} pages of {size} kB")
        for name, work in (
            ("rough text", lambda page, known=decoded: rough_text(known[page])),
            ("gate", lambda page: matcher.touches(rough_text(decode(page, "text/html")))),
            ("careful reader", lambda page: read_page(page, url="", fetched_at=NOW)),
            ("trafilatura", lambda page, known=decoded: trafilatura.bare_extraction(known[page])),
        ):
            print(f"  {name:15}{rate(work, pages):8,.0f} pages/s", flush=True)


if __name__ == "__main__":
    main()
