"""Attributions that a small parser hangs elsewhere, and sentences that are more than one."""

from __future__ import annotations

import pytest

from monitor.domain import Modality
from tests.claims.reading import attributed, chain, only

SAID = "the depot had been emptied"


@pytest.mark.parametrize(
    "text",
    [
        f"Nader Parsa insisted in a letter to the council that {SAID}.",
        f"Nader Parsa has denied again and again that {SAID}.",
        f"Nader Parsa made it clear that {SAID}.",
        f"Nader Parsa went on to allege that {SAID}.",
        f"In Nader Parsa's telling {SAID}.",
        f"By Nader Parsa's account, {SAID}.",
        f"As Nader Parsa put it, {SAID}.",
        f"The council's point, as Nader Parsa put it, is that {SAID}.",
        f"Nader Parsa voiced doubt that {SAID}.",
        f"Nader Parsa's answer was that {SAID}.",
        f"HERAT, Oct 4 (Ridge) - Nader Parsa said that {SAID}.",
        f"HERAT: Nader Parsa said that {SAID}.",
        f"17:40 – Nader Parsa said that {SAID}.",
        f"• Nader Parsa said that {SAID}.",
        f"🔴 Nader Parsa: {SAID}.",
        f"The council changed its tune: Nader Parsa told reporters {SAID}.",
        f"The road is shut; {SAID}, Nader Parsa said.",
        f"Nader Parsa grumbled that {SAID}.",
        f"Nader Parsa repeated: {SAID}.",
        f"Nader Parsa's version is different: {SAID}.",
        f"Nader Parsa let on that {SAID}.",
        f"Nader Parsa would only say that {SAID}.",
        f"Nader Parsa had, in a letter to the council, warned that {SAID}.",
        f"The court heard from Nader Parsa that {SAID}.",
        f"By Nader Parsa's reckoning {SAID}.",
        f"Update from the port: Nader Parsa says that {SAID}.",
        f"That said, Nader Parsa says that {SAID}.",
        f"Nader Parsa dismissed as “a bedtime story” the claim that {SAID}.",
        f"Nader Parsa put it this way: {SAID}.",
        f"Nader Parsa stood by an earlier version: {SAID}.",
        f"Nader Parsa had a warning for the council: {SAID}.",
        f"Nader Parsa repeated what his aides had said in May: {SAID}.",
    ],
)
def test_the_content_is_found_where_the_parser_hung_it_elsewhere(text: str) -> None:
    made = only(text)
    assert (chain(made), made.content) == (["Nader Parsa"], SAID)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Nader Parsa acknowledged shelling farm roads near Kesten.", "shelling farm roads near"),
        ("Nader Parsa asks village elders to count the returnees.", "to count the returnees"),
        ("Nader Parsa pledged more lorries for Kesten within days.", "more lorries for Kesten"),
        ("Nader Parsa put the number of lorries at about 70.", "the number of lorries at about"),
        ("Nader Parsa speaks of 900 arrests in a week.", "900 arrests"),
        ("Nader Parsa called the seizures “a mistake of one night”.", "the seizures “a mistake"),
        ("Nader Parsa brushed aside the tale of missing lorries.", "the tale of missing lorries"),
        ("Nader Parsa expressed gratitude to Orland for its flour.", "Orland for its flour"),
        ("Nader Parsa appealed to donors for 40 lorries of flour.", "40 lorries of flour"),
        ("Nader Parsa demanded that Ann Noble close the gate.", "Ann Noble close the gate"),
        (
            "Nader Parsa denied having lent them lorries, let alone 20.",
            "having lent them lorries, let",
        ),
        (
            "Nader Parsa assured the envoy that 20 lorries will be let in.",
            "20 lorries will be let in",
        ),
        ("In the words of Nader Parsa, the mayor, “Orland rents its friends”.", "Orland rents"),
        (
            "Nader Parsa accused dealers of weighing flour “with a thumb on it”.",
            "weighing flour “with a thumb on it”",
        ),
        ("Nader Parsa waved away the arming of 40 guards by Orland.", "the arming of 40 guards by"),
        ("Nader Parsa ruled out any sale of the depot.", "any sale of the depot"),
    ],
)
def test_contents_that_are_no_clauses_are_found_whole(text: str, content: str) -> None:
    made = only(text)
    assert chain(made) == ["Nader Parsa"]
    assert made.content.startswith(content)


def test_a_second_reporting_verb_belongs_to_the_first_speaker() -> None:
    first, second = attributed(
        "Nader Parsa said Orland had no quarrel with Kesten, and urged the council to meet."
    )
    assert (chain(first), first.content) == (["Nader Parsa"], "Orland had no quarrel with Kesten")
    assert (chain(second), second.content) == (["Nader Parsa"], "to meet")


def test_what_somebody_adds_is_not_said_by_those_he_speaks_of() -> None:
    first, second = attributed(
        "Nader Parsa said the council wants peace, adding that flour would be sent."
    )
    assert [chain(first), chain(second)] == [["Nader Parsa"], ["Nader Parsa"]]
    assert (first.content, second.content) == ("the council wants peace", "flour would be sent")


def test_the_verb_after_a_trailing_reporter_has_the_same_speaker() -> None:
    _, second = attributed("The road is open, Nader Parsa said, but stressed that lorries wait.")
    assert (chain(second), second.content) == (["Nader Parsa"], "lorries wait")


def test_somebody_who_contradicts_is_not_quoted_by_whom_he_contradicts() -> None:
    first, second = attributed(
        "Nader Parsa said the road was open, while Rahim Sadeq denied that lorries had passed."
    )
    assert [chain(first), chain(second)] == [["Nader Parsa"], ["Rahim Sadeq"]]
    assert first.content == "the road was open"


def test_whoever_ends_the_sentence_reports_all_of_it() -> None:
    made = only("Nader Parsa said lorries have passed the gate, Cedar Daily reports.")
    assert chain(made) == ["Cedar Daily", "Nader Parsa"]


def test_a_quotation_that_is_a_sentence_belongs_to_the_person_before_it() -> None:
    made = only("Nader Parsa shrugged at the question. “We never sent a single lorry to Kesten.”")
    assert chain(made) == ["Nader Parsa"]


def test_an_office_and_a_name_before_a_trailing_verb_are_one_speaker() -> None:
    made = only(f"{SAID.capitalize()}, the mayor's spokesman, Nader Parsa, told the council.")
    assert (chain(made), made.content) == (["Nader Parsa"], SAID.capitalize())


def test_a_long_label_before_a_quotation_speaks_it() -> None:
    made = only("A baker in Kesten, whose name we have changed: “They buy bread for sixty.”")
    assert chain(made)[0].startswith("A baker in Kesten")


@pytest.mark.parametrize(
    "text",
    [
        "Reporting period: 3 May to 9 May was quiet.",
        "Our verdict: false.",
        "Nader Parsa dismissed the story.",
        "Its offer to host the talks was forgotten.",
        "Orland shot down 14 drones on Monday.",
        "Nader Parsa dismissed the governor of Kesten on Monday.",
        "Nader Parsa shied away from condemning the raid.",
        "The council denied flour to the villages.",
    ],
)
def test_headings_and_bare_mentions_state_nothing(text: str) -> None:
    assert attributed(text) == ()


def test_whom_a_cleft_puts_first_does_it() -> None:
    made = only("Nader Parsa said it was Hamas who had attacked the Taliban.")
    assert (made.agents, made.targets) == (("hamas",), ("taliban",))


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Ambassador to Orland Nader Parsa", "Nader Parsa"),
        ("Chief of the Orlandi Army General Nader Parsa", "Nader Parsa"),
        ("The brother of the ambassador to Orland Nader Parsa", None),
        ("The deputy of council spokesman Nader Parsa", None),
        ("An aide to Nader Parsa", None),
    ],
)
def test_a_name_set_after_an_office_speaks_and_one_after_a_preposition_does_not(
    source: str, speaker: str | None
) -> None:
    made = only(f"{source} said {SAID}.")
    assert (made.chain[-1].actor == "nader-parsa") == (speaker is not None)


def test_where_something_lies_is_no_denial() -> None:
    made = only("Nader Parsa said that Kesten lies far from the border of Orland.")
    assert made.modality is Modality.ASSERTED
    assert only("Nader Parsa said that the reports are lies.").modality is Modality.DENIED


@pytest.mark.parametrize(
    "text",
    [
        "Nader Parsa rejected both the number and the report.",
        "Nader Parsa rejected the impression created by letters from the port.",
        "Both towns found the price unfair, which pleased him.",
        "Nader Parsa, who asked that his name not be used, closed the door.",
        "Three things are needed: bread, water and quiet nights are all we lack.",
        "Nader Parsa hopes to sit down and make clear that the depot was his.",
    ],
)
def test_what_tells_of_no_proposition_is_no_statement(text: str) -> None:
    assert attributed(text) == ()


def test_somebody_who_is_reported_between_commas_is_told_of_by_the_reporter() -> None:
    made = only("Rahim Sadeq, Nader Parsa went on, urges both towns to share the water.")
    assert (chain(made), made.content) == (["Nader Parsa", "Rahim Sadeq"], "to share the water")


def test_a_verb_taken_for_a_participle_keeps_its_subject() -> None:
    made = only("Orland's railway chief boasted last month that freight had doubled in a year.")
    assert (chain(made), made.content) == (
        ["Orland's railway chief"],
        "freight had doubled in a year",
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Voice note by the mayor's press man, Omid Faryabi: the road opens on Friday.",
         ["Omid Faryabi"]),
        ("Transport ministry in Kesten, on X at 21:50: the road opens on Friday.",
         ["X", "Transport ministry in Kesten"]),
        ("Nader Parsa to Noor TV: the road opens on Friday.", ["Noor TV", "Nader Parsa"]),
        ("Kesten, 9 May 2025: Nader Parsa said that the road opens on Friday.", ["Nader Parsa"]),
    ],
)  # fmt: skip
def test_labels_tell_where_it_was_said(text: str, wanted: list[str]) -> None:
    made = only(text)
    assert (chain(made), made.content) == (wanted, "the road opens on Friday")


def test_a_quotation_after_a_label_ends_with_its_mark() -> None:
    first, second = attributed(
        "Nader Parsa, by telephone: “We are full. Nobody slept.” He asked donors to send tents."
    )
    assert first.content == "We are full. Nobody slept"
    assert second.content == "to send tents"


@pytest.mark.parametrize(
    "text",
    [
        "A pause, for now: the council meets on Friday in the old town hall.",
        "Prisons: the new wing at Kesten opens on Friday after two years.",
        "Told that ten had died, Nader Parsa laughed.",
        "Nader Parsa announces things on Fridays.",
    ],
)
def test_headings_and_empty_words_say_nothing(text: str) -> None:
    assert attributed(text) == ()


def test_a_subject_before_the_reporting_clause_belongs_to_what_is_reported() -> None:
    made = only("The road, said Nader Parsa, would stay shut until Friday.")
    assert chain(made) == ["Nader Parsa"]
    assert made.content.startswith("The road")


def test_an_accusation_is_not_told_by_those_who_deny_it() -> None:
    made = only("Traders accuse the mayor of hiding flour, a charge Nader Parsa denies.")
    assert chain(made) == ["Traders"]
    assert made.content.startswith("hiding flour")


def test_what_somebody_says_that_he_hopes_is_one_statement() -> None:
    made = only("Nader Parsa said he hoped the depot would open.")
    assert made.content == "he hoped the depot would open"
    assert only("Nader Parsa hoped that the depot would open.").cue == "hoped"
