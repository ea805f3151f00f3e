"""Reporting in other words than 'said': frames and lines in which English reports, and manners."""

from __future__ import annotations

import pytest

from tests.claims.reading import attributed, chain


def told(text: str) -> list[tuple[list[str], str]]:
    return [(chain(one), one.content) for one in attributed(text)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Salma Rahbar has stuck to the version that two mills burned.", "two mills burned"),
        ("Salma Rahbar is of the opinion that two mills burned.", "two mills burned"),
        ("Salma Rahbar put out that two mills burned.", "two mills burned"),
        ("Salma Rahbar will have none of it: not one mill has burned.",
         "not one mill has burned"),
        ("The count was read, and the miller, Salma Rahbar, stood by it: two mills had burned.",
         "two mills had burned"),
        ("Salma Rahbar rejected as empty the suggestion, heard in some cafés, that two mills "
         "burned.", "two mills burned"),
        ("Salma Rahbar would like Iran to sell two mills.", "to sell two mills"),
        ("Salma Rahbar has recommended to Iran to sell two mills.", "to sell two mills"),
        ("By Salma Rahbar's account two mills were sold.", "two mills were sold"),
        ("Two mills were sold, Salma Rahbar tells us, and she smiles at the thought.",
         "Two mills were sold"),
        ("In a note read out by the clerk, Salma Rahbar said she had sold two mills.",
         "she had sold two mills"),
        ("“Sell the mills tonight,” Salma Rahbar is heard to say.", "Sell the mills tonight"),
        ("Nine lorries passed the gate before dawn, Salma Rahbar confirmed by telephone.",
         "Nine lorries passed the gate before dawn"),
        ("Nine lorries passed the gate, the mayor of Aden, Salma Rahbar, said.",
         "Nine lorries passed the gate"),
        ("Nine lorries have passed the gate, warned Salma Rahbar, who lives near it.",
         "Nine lorries have passed the gate"),
        ("Nine lorries left the gate, two sides firing, according to Salma Rahbar.",
         "Nine lorries left the gate, two sides firing"),
        ("Salma Rahbar said any stray lorry found at the gate would be seized.",
         "any stray lorry found at the gate would be seized"),
        ("Salma Rahbar deplored the closure by the army of a school.",
         "the closure by the army of a school"),
        ("Salma Rahbar held Iran responsible for the closure of the mill.",
         "Iran responsible for the closure of the mill"),
        ("First word from Salma Rahbar: two mills have burned.", "two mills have burned"),
        ("Salma Rahbar counted nine mills among those sold in May.",
         "nine mills among those sold in May"),
    ],
)  # fmt: skip
def test_it_reports(text: str, content: str) -> None:
    assert told(text) == [(["Salma Rahbar"], content)]


def test_a_line_without_a_verb_is_said_by_who_spoke_before_it() -> None:
    text = (
        "Salma Rahbar told members that no mill burned. Then the line they liked: “We sell none.”"
    )
    assert told(text)[-1] == (["Salma Rahbar"], "We sell none")


def test_he_is_whom_the_author_asked_in_the_sentence_before() -> None:
    text = "Omid Faryabi left early. I asked a melon grower what he thought. “It is dry,” said he."
    assert told(text) == [(["a melon grower"], "It is dry")]


@pytest.mark.parametrize(
    "text",
    [
        "The chair called the sitting to order.",
        "Readers asked us to look into the matter.",
        "Salma Rahbar asked for another juice.",
        "Salma Rahbar welcomed the guests.",
        "Salma Rahbar believes she knows why.",
        "Salma Rahbar asks whether I have tried the dates.",
        "Good evening and thank you for listening.",
        "Our own view is that the mill will stay.",
        "Salma Rahbar objected; the court let it pass.",
    ],
)
def test_manners_and_the_authors_own_voice_state_nothing(text: str) -> None:
    assert told(text) == []


def test_nobody_threatens_in_a_denial_that_its_reporter_interrupts() -> None:
    text = "Salma Rahbar sat down. Nor, she insists, did Tehran ever threaten to close the mill."
    assert told(text) == [(["Salma Rahbar"], "did Tehran ever threaten to close the mill")]


def test_who_is_accused_was_told_nothing() -> None:
    text = "Salma Rahbar accused the paper Al-Sahil of printing whatever it was given."
    assert [chain(one) for one in attributed(text)] == [["Salma Rahbar"]]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("According to Salma Rahbar, the mill stands in Aden, and lorries could reach it.",
         ["the mill stands in Aden", "lorries could reach it"]),
        ("According to Salma Rahbar, the mill stands in Aden, and lorries reach it.",
         ["the mill stands in Aden, and lorries reach it"]),
    ],
)  # fmt: skip
def test_a_clause_with_a_noun_and_a_mood_of_its_own_is_another_proposition(
    text: str, contents: list[str]
) -> None:
    assert [content for _, content in told(text)] == contents


def test_what_follows_a_colon_is_told_by_the_same_speaker() -> None:
    text = "Salma Rahbar said in Aden that the matter was closed: the mills lie ready in the port."
    contents = ["the matter was closed", "the mills lie ready in the port"]
    assert told(text) == [(["Salma Rahbar"], content) for content in contents]


def test_an_outlet_that_learns_tells_what_it_was_told() -> None:
    text = "Noor TV has learned that two mills burned. A miller learned that two mills burned."
    assert told(text) == [(["Noor TV"], "two mills burned")]
