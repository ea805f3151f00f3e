"""Fingerprints: the same everywhere, near for near texts, apart for others."""

from __future__ import annotations

import subprocess
import sys

import pytest
from sqlalchemy import BigInteger

from monitor.duplicates.fingerprint import BANDS, PARAGRAPHS, ROWS, fingerprint, similarity
from monitor.duplicates.shingles import shingles, words
from monitor.store.schema import Band
from tests.duplicates.samples import HARBOUR, SCHOOL, STRIKE_RETOLD, changed_words


def test_a_text_has_the_same_fingerprint_in_every_process() -> None:
    code = (
        "from monitor.duplicates.fingerprint import fingerprint;"
        "from tests.duplicates.samples import HARBOUR;"
        "print(hash(fingerprint(HARBOUR).signature), fingerprint(HARBOUR).content_hash)"
    )
    runs = {
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout
        for _ in range(2)
    }
    assert len(runs) == 1
    assert fingerprint(HARBOUR).content_hash in runs.pop().decode()


@pytest.mark.parametrize(
    "other",
    [
        HARBOUR.replace(" ", "\u00a0"),
        HARBOUR.replace("\n", "\n\n"),
        HARBOUR.replace("\n", " "),
        HARBOUR.replace('"', "“"),
        HARBOUR.upper(),
        HARBOUR.replace("ships", "sh\u00adips\u200b"),
    ],
)
def test_what_only_looks_different_has_the_same_hash(other: str) -> None:
    assert fingerprint(other).content_hash == fingerprint(HARBOUR).content_hash


def test_one_changed_word_changes_the_hash_and_little_else() -> None:
    one, other = fingerprint(HARBOUR), fingerprint(HARBOUR.replace("nine", "ten", 1))
    assert one.content_hash != other.content_hash
    assert similarity(one, other) > 0.9


def test_near_texts_share_bands_and_others_share_none() -> None:
    one = set(fingerprint(HARBOUR).bands)
    tenth_changed = [fingerprint(changed_words(HARBOUR, 0.10, seed)) for seed in range(100)]
    assert sum(bool(one & set(other.bands)) for other in tenth_changed) >= 97
    assert not one & set(fingerprint(SCHOOL).bands)
    assert not one & set(fingerprint(STRIKE_RETOLD).bands)


def test_a_paragraph_on_its_own_shares_its_key_with_the_whole() -> None:
    part = fingerprint(SCHOOL.split("\n")[1])
    whole = fingerprint(f"{HARBOUR}\n{SCHOOL}")
    assert set(part.bands) & set(whole.bands) == {part.bands[BANDS]}


def test_the_number_of_keys_is_bounded_and_they_fit_their_column() -> None:
    many = "\n".join(f"{SCHOOL.split(chr(10))[0]} number {n}" for n in range(1_000))
    bands = fingerprint(many).bands
    assert len(bands) == BANDS + PARAGRAPHS
    assert isinstance(Band.__table__.c.key.type, BigInteger)
    assert all(-(2**63) <= key < 2**63 for key in bands)
    assert len(fingerprint(many).signature) == BANDS * ROWS


def test_an_empty_text_has_no_bands() -> None:
    for nothing in ("", " \n ", "— … ‌"):
        assert fingerprint(nothing).bands == ()
        assert fingerprint(nothing).words == 0


def test_words_are_cut_by_script() -> None:
    assert words("It’s 3,000 fighters.") == ("it", "s", "3", "000", "fighters")
    assert words("می‌خواهند") == words("میخواهند")
    assert words("港口法案") == ("港", "口", "法", "案")
    assert words("हिन्दी में") == ("हनद", "म")


def test_a_text_shorter_than_a_shingle_is_one() -> None:
    assert shingles(("only",)) == {"only"}
    assert shingles(()) == frozenset()
    assert shingles(("a", "b", "c", "d")) == {"a b c", "b c d"}
