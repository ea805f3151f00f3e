"""Values of deduplication: fingerprints, neighbours, and what a text is to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.domain.words import Relation


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What duplicates are found by: an exact hash, a MinHash signature and 64-bit keys.

    `bands` are the keys of its LSH bands and of its longer paragraphs.
    """

    content_hash: str
    signature: tuple[int, ...]
    bands: tuple[int, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A text already held that shares a hash, a band or an address with the one at hand."""

    document_id: int
    story_id: int
    url: str
    canonical_url: str | None
    text: str
    content_hash: str
    published_at: datetime | None
    fetched_at: datetime
    source: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """The decision of deduplication.

    Containment is the share of one text's words that stand in runs the other has too: `contained`
    is how much of the new text stands in the other, `contains` how much of the other stands in the
    new one. `new_is_original` is true where the new text was published first. `merges` are stories
    that the new text shows to be one with `story_id`.
    """

    relation: Relation
    reason: str
    document_id: int | None = None
    story_id: int | None = None
    contained: float = 0.0
    contains: float = 0.0
    new_is_original: bool = False
    merges: tuple[int, ...] = ()
