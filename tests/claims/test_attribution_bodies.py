"""Bodies that a text calls by a common noun: the mission, the ministry, the government, the army.

With the shipped catalogue, since what bodies are called is in it.
"""

from __future__ import annotations

from functools import cache

import pytest

from monitor.actors.matching import ActorMatcher
from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.load import load_catalogue
from monitor.claims.attribution import Attributor
from monitor.domain import Modality, Statement
from tests.claims.reading import PUBLISHED, article


@cache
def catalogue() -> Catalogue:
    return load_catalogue([])


@cache
def matcher() -> ActorMatcher:
    return ActorMatcher(catalogue())


def last(text: str) -> Statement:
    """The last statement of `text`."""
    mentions = matcher().find(text, on=PUBLISHED.date())
    return Attributor(catalogue()).attribute(article(text), mentions, outlet="ridge")[-1]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("UNAMA wrote a note. The mission said four men had died.", "unama"),
        ("UNHCR counts the buses. The agency said fewer had come.", "unhcr"),
        ("The Quds Force moved. The force said it had left Zaranj.", "quds-force"),
        ("PESHAWAR: Four died at Tank, the military's media wing said.", "ispr"),
        ("A teacher said the Afghan authorities had closed the road.", "taliban"),
        ("YEMEN'S Houthi rebels have vowed to close the road.", "houthis"),
        ("Da Afghanistan Bank said it would change the notes in May.", "taliban"),
        ("Mujahid spoke for the Taliban. Guards trainers had left, he said.", "irgc"),
    ],
)
def test_a_body_is_known_by_the_noun_of_its_name(text: str, actor: str) -> None:
    assert actor in last(text).actors


@pytest.mark.parametrize(
    "text",
    [
        "UNHCR counts the buses. The brigade said fewer had come.",
        "The Taliban met in Herat. The bank said its doors were shut.",
    ],
)
def test_a_noun_that_is_in_no_name_stands_for_nobody(text: str) -> None:
    assert last(text).actors == ()


def test_the_bank_is_the_one_named() -> None:
    made = last("Da Afghanistan Bank met traders. The bank said its doors were shut.")
    assert made.actors == ("taliban",)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("TEHRAN - The oil ministry said the tanks were full.", "iran"),
        ("TEHRAN - The oil ministry is calm. Its spokesman, Omid Talebi, said so far none came.",
         "iran"),
        ("TEHRAN - Prices rose. According to the deputy minister, Omid Talebi, they will fall.",
         "iran"),
        ("QUETTA: The Foreign Office said the road was open.", "pakistan"),
        ("ISLAMABAD: The Foreign Secretary requested that the road be opened.", "pakistan"),
        ("Kabul – The Ministry of Finance said the road was open.", "taliban"),
        ("Mohammad Yaqoob spoke. The Ministry of Defence says forty men left.", "taliban"),
        ("Yemen's information ministry said the ship was late.", "yemen-government"),
    ],
)  # fmt: skip
def test_a_ministry_is_of_the_state_that_the_text_is_written_in(text: str, actor: str) -> None:
    assert actor in last(text).actors


@pytest.mark.parametrize(
    "text",
    [
        "TEHRAN - The Dutch oil ministry said the tanks were full.",
        "TEHRAN - The ministry of Norway's coast said the tanks were full.",
        "TEHRAN - Smoke rose. That country's oil ministry said the tanks were full.",
        "The oil ministry said the tanks were full.",
    ],
)
def test_a_ministry_of_elsewhere_or_of_nowhere_is_not(text: str) -> None:
    assert "iran" not in last(text).actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("ISLAMABAD: A teacher urged the government to open the road.", {"pakistan"}),
        ("HERMEL, Lebanon — A teacher asked the army to stay.", {"lebanese-army"}),
        ("PESHAWAR: A teacher asked the army to leave the school.", {"pakistan"}),
        ("ISLAMABAD: A teacher urged the government of Norway to pay.", set()),
        ("ISLAMABAD: A teacher said he had waited at the defence ministry.", set()),
        ("A teacher urged the government to open the road.", set()),
    ],
)
def test_the_government_is_that_of_the_place_of_the_report(text: str, actors: set[str]) -> None:
    assert set(last(text).actors) - {"norway"} == actors


def test_whoever_governs_means_the_own_government() -> None:
    made = last("TEHRAN - Khawaja Asif said the government would mend the fence.")
    assert set(made.actors) == {"khawaja-asif", "pakistan"}
    army = last("HERMEL, Lebanon — Esmaeil Baghaei said the army would stay in its barracks.")
    assert set(army.actors) == {"esmaeil-baghaei", "iran", "artesh"}


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Omid Talebi, of Iran's mission, said the ship was late.", {"iran"}),
        ("A CENTCOM spokesman said the ship was late.", {"centcom", "united-states"}),
        ("Omid Talebi, spokesman for the Iranian Army, said the pass was shut.",
         {"artesh", "iran"}),
        ("The border command in Zahedan said the pass was shut.", {"iran"}),
        ("The customs office in Zaranj said the pass was shut.", {"taliban"}),
        ("Omid Talebi, an adviser to the Iran-Qatar joint chamber, said the pass was shut.", set()),
        ("The UN met. A teacher asked the Security Council to meet again.",
         {"un-security-council"}),
        ("The US Treasury listed a house. Its owner said the ledgers were clean.", set()),
    ],
)  # fmt: skip
def test_who_speaks_for_a_body_brings_it_in(text: str, actors: set[str]) -> None:
    assert set(last(text).actors) == actors


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A clerk who fled in May said ten had died.", "A clerk who fled in May"),
        ("A clerk who sat along the wall and took all his notes in pencil said ten had died.",
         "A clerk"),
        ("A clerk who would not leave his desk in the tower said ten had died.", "A clerk"),
        ("A witness who once advised the court offered a way out: according to Omid Talebi, the "
         "village has agreed to sell the mill.", "Omid Talebi"),
        ("A footnote on the bridge: over lunch on Monday Omid Talebi recalled that ten had died.",
         "Omid Talebi"),
    ],
)  # fmt: skip
def test_a_long_clause_and_an_aside_name_nobody(text: str, speaker: str) -> None:
    assert last(text).chain[-1].name == speaker


def test_what_somebody_is_asked_to_honour_is_honoured_by_nobody_yet() -> None:
    made = last("UNHCR asked Iran to honour the exemption for widows.")
    assert (made.content, made.modality) == ("to honour the exemption for widows", Modality.URGED)
    assert set(made.actors) == {"iran", "unhcr"}
