"""Reporting clauses that only the order of the words shows: verbs before speakers, outlets told."""

from __future__ import annotations

import pytest

from tests.claims.reading import attributed, chain


def told(text: str) -> list[tuple[list[str], str]]:
    return [(chain(made), made.content) for made in attributed(text)]


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("No engineer has been near the weir this spring, insisted the harbour chief.",
         "the harbour chief", "No engineer has been near the weir this spring"),
        ("The Uzbeks have lowered their tariff for grain, announced a port lawyer in Termez.",
         "a port lawyer in Termez", "The Uzbeks have lowered their tariff for grain"),
        ("On the quay, wrote Salma Rahbar, the two captains spoke for an hour.",
         "Salma Rahbar", "the two captains spoke for an hour"),
        ("Trade is back, said a Herat broker, since the tariff was lowered in May.",
         "a Herat broker",
         "Trade is back, said a Herat broker, since the tariff was lowered in May"),
        ("“Nine sacks were empty,” wept Salma Rahbar, a cook at the school.",
         "Salma Rahbar", "Nine sacks were empty"),
        ("Could the two towns share one well before summer? asked Salma Rahbar.",
         "Salma Rahbar", "Could the two towns share one well before summer?"),
    ],
)  # fmt: skip
def test_whoever_stands_after_a_reporting_verb_and_its_comma_speaks(
    text: str, who: str, what: str
) -> None:
    assert ([who], what) in told(text)
    assert {chain(made)[-1] for made in attributed(text)} == {who}


def test_a_colon_behind_an_inverted_clause_introduces_what_is_told_too() -> None:
    assert told(
        "Bread is short, noted Noor TV, citing a baker: the mills will close on Friday."
    ) == [
        (["Noor TV", "a baker"], "Bread is short"),
        (["Noor TV", "a baker"], "the mills will close on Friday"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "He visited the dam, announced a new tariff and left.",
        "The shipment, reported by nobody, lay on the quay for a week.",
        "They lost the village, regretted nothing and moved on.",
    ],
)
def test_what_a_verb_after_a_comma_has_for_its_object_is_no_speaker(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("A baker told Harirud FM that bread was short.", ["Harirud FM", "A baker"]),
        ("Bread was short, a baker told the Harbour Monitor.", ["Harbour Monitor", "a baker"]),
        ("Bread was short, a baker told Nawid.", ["Nawid", "a baker"]),
        ("A baker told Salma Rahbar that bread was short.", ["A baker"]),
        ("A baker told the Bread Congress that bread was short.", ["A baker"]),
        ("A baker told Mullah Gran that bread was short.", ["A baker"]),
        ("A baker told Ridge that bread was short.", ["A baker"]),  # who publishes the text
    ],
)
def test_who_is_told_and_is_neither_person_nor_body_is_an_outlet(
    text: str, links: list[str]
) -> None:
    assert [one for one, _ in told(text)] == [links]


@pytest.mark.parametrize(
    ("text", "links", "what"),
    [
        ("According to Sahil Wire, citing a clearing agent, the quay is full.",
         ["Sahil Wire", "a clearing agent"], "the quay is full"),
        ("According to Sahil Wire, which cites a manifest, the quay is full.",
         ["Sahil Wire", "a manifest"], "the quay is full"),
        ("Sahil Tribune, quoting a dispatcher, reported that the quay was full.",
         ["Sahil Tribune", "a dispatcher"], "the quay was full"),
        ("The quay was full, a Gulf broker, quoting a trustee, said.",
         ["a Gulf broker", "a trustee"], "The quay was full"),
        ("A clerk at the port, quoted by Nawid, said the quay was full.",
         ["Nawid", "A clerk at the port"], "the quay was full"),
        ("Salma Rahbar, in an interview with Nawid, said the quay was full.",
         ["Nawid", "Salma Rahbar"], "the quay was full"),
        ("Herat Now reported that the quay was full.", ["Herat Now"], "the quay was full"),
        ("Steppe Defence Weekly said the quay was full.", ["Steppe Defence Weekly"],
         "the quay was full"),
    ],
)  # fmt: skip
def test_a_citation_between_commas_stands_behind_who_cites(
    text: str, links: list[str], what: str
) -> None:
    assert told(text) == [(links, what)]


def test_a_danger_that_is_cited_is_nobody() -> None:
    assert told("According to Sahil Wire, citing danger on the road, the quay is shut.") == [
        (["Sahil Wire"], "the quay is shut")
    ]


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("The embassy in Doha was curt: no envoy has left this house.",
         "The embassy in Doha", "no envoy has left this house"),
        ("A grocer shook his head: nobody fired at anything and the shop was open.",
         "A grocer", "nobody fired at anything and the shop was open"),
        ("A clerk took a picture of the weir: the gate is still chained.",
         "A clerk", "the gate is still chained"),
        ("A herder opened his hand: our well gave nothing that day.",
         "A herder", "our well gave nothing that day"),
    ],
)  # fmt: skip
def test_a_gesture_a_manner_or_the_words_of_who_was_there_introduce_speech(
    text: str, who: str, what: str
) -> None:
    assert told(text) == [([who], what)]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry moved: lorries carried its files to Herat.",
        "The mayor opened a market: it had forty stalls.",
    ],
)
def test_what_a_colon_merely_explains_is_the_outlets_own(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("Ghost towns: a customs clerk said that nobody had come back.",
         "a customs clerk", "nobody had come back"),
        ("From the quay another tale: a broker said the cranes had stood still.",
         "a broker", "the cranes had stood still"),
        ("A grocer offered a middle way: according to Salma Rahbar, the tariff will be halved.",
         "Salma Rahbar", "the tariff will be halved"),
    ],
)  # fmt: skip
def test_a_heading_before_a_colon_is_no_speaker(text: str, who: str, what: str) -> None:
    assert ([who], what) in told(text)
    assert {chain(made)[-1] for made in attributed(text)} == {who}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The observatory noted the departure of the guards from the weir.",
         "the departure of the guards from the weir"),
        ("Salma Rahbar spoke of the arrest of two brokers at the quay.",
         "the arrest of two brokers at the quay"),
        ("A captain described a boat ramming his freighter in the strait.",
         "a boat ramming his freighter in the strait"),
    ],
)  # fmt: skip
def test_what_happened_can_be_told_in_a_noun(text: str, what: str) -> None:
    assert [content for _, content in told(text)] == [what]


@pytest.mark.parametrize(
    "text",
    [
        "The envoy noted the importance of trade with the coast.",
        "Salma Rahbar spoke of the condition of the roads.",
    ],
)
def test_a_quality_of_something_is_no_event(text: str) -> None:
    assert told(text) == []


def test_joined_clauses_are_one_unless_that_or_the_cue_parts_them() -> None:
    contents = [
        [content for _, content in told(text)]
        for text in (
            "A clerk said the gate was shut and the mill stood still.",
            "A clerk said that the gate was shut and that the mill stood still.",
            "The gate was shut, a clerk said, but the mill would open soon.",
        )
    ]
    assert contents == [
        ["the gate was shut and the mill stood still"],
        ["the gate was shut", "the mill stood still"],
        ["The gate was shut", "the mill would open soon"],
    ]
