"""What duplicates are found by.

Three kinds of key, each an index entry: the SHA-256 of the folded text (the same text), LSH bands
of a MinHash signature over word shingles (Broder 1997; Indyk and Motwani 1998: nearly the same
text) and the hash of every longer paragraph (a part of the same text, which MinHash cannot see).
"""

from __future__ import annotations

import hashlib

from monitor.domain import Fingerprint
from monitor.duplicates.shingles import shingles, words_of_folded
from monitor.reading.normalise import fold

# Two texts with Jaccard similarity s share a band with 1 - (1 - s**ROWS)**BANDS:
# .93 at s = .4, .9997 at s = .57 (every tenth word changed), 4 in 100,000 at s = .01.
BANDS = 40
ROWS = 3
SEED = 20240616
PARAGRAPH_WORDS = 12
PARAGRAPHS = 48


def fingerprint(text: str) -> Fingerprint:
    """The keys of `text`, whose paragraphs are separated by newlines.

    The same text gives the same keys in every process and on every machine. An empty text has no
    bands: it is near nothing.
    """
    folded = [line for line in (fold(line) for line in text.split("\n")) if line]
    paragraphs = [words_of_folded(line) for line in folded]
    tokens = [word for paragraph in paragraphs for word in paragraph]
    signature = minhash(shingles(tokens))
    return Fingerprint(
        content_hash=hashlib.sha256(" ".join(folded).encode()).hexdigest(),
        signature=signature,
        bands=(*_bands(signature), *_paragraph_keys(paragraphs)) if tokens else (),
        words=len(tokens),
    )


def minhash(items: frozenset[str]) -> tuple[int, ...]:
    """The MinHash signature of a set of shingles: BANDS x ROWS unsigned 32-bit integers."""
    from rensa import RMinHash

    sketch = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update(sorted(items))
    return tuple(sketch.digest())


def similarity(one: Fingerprint, other: Fingerprint) -> float:
    """The estimated Jaccard similarity of two texts' shingles, in [0, 1]."""
    pairs = zip(one.signature, other.signature, strict=True)
    return sum(a == b for a, b in pairs) / len(one.signature)


def _bands(signature: tuple[int, ...]) -> tuple[int, ...]:
    keys = []
    for band in range(BANDS):
        rows = signature[band * ROWS : (band + 1) * ROWS]
        keys.append(_digest(b"".join(value.to_bytes(4, "big") for value in rows)))
    return tuple(keys)


def _paragraph_keys(paragraphs: list[tuple[str, ...]]) -> tuple[int, ...]:
    """Keys of the longest paragraphs, so that a hostile page cannot fill the index."""
    long_enough = {p for p in paragraphs if len(p) >= PARAGRAPH_WORDS}
    longest = sorted(long_enough, key=lambda p: (-len(p), p))[:PARAGRAPHS]
    return tuple(sorted(_digest(" ".join(paragraph).encode()) for paragraph in longest))


def _digest(content: bytes) -> int:
    """64 bits, signed, as both databases keep an integer: the index holds dozens for a document."""
    digest = hashlib.blake2b(content, digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
