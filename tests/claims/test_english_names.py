"""Names of more than plain words in English chains: hyphens, ampersands, numbers, adverbs."""

from __future__ import annotations

import pytest

from tests.claims.reading import attributed, chain


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Grain & Barge Asia reported that the port had closed.", ["Grain & Barge Asia"]),
        ("Salma Rahbar told the agency Volga-Inform that the port had closed.",
         ["Volga-Inform", "Salma Rahbar"]),
        ("Salma Rahbar told Sahil 24 that the port had closed.", ["Sahil 24", "Salma Rahbar"]),
        ("In May the channel Sahil Now reported that the port had closed.", ["Sahil Now"]),
        ("On 12 May the Aden daily Al-Sahil al-Jadid, citing a clerk, reported that the port had "
         "closed.", ["Al-Sahil al-Jadid", "a clerk"]),
        ("In May the Morning Comet, citing a clerk, reported that the port had closed.",
         ["Morning Comet", "a clerk"]),
        ("A clerk, whom the site Sahil Now did not name, was quoted by it as doubting whether the "
         "port had closed.", ["Sahil Now", "A clerk"]),
        ("The Danish shipper Nordvik Marine said that the port had closed.", ["Nordvik Marine"]),
        ("Her opposite number in Aden, Salma Rahbar, complained that the port had closed.",
         ["Salma Rahbar"]),
    ],
)  # fmt: skip
def test_a_name_is_taken_whole(text: str, wanted: list[str]) -> None:
    assert [chain(one) for one in attributed(text)] == [wanted]
