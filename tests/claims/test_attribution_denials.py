"""Denials in English, however they are put. A denial read as an assertion is the worst mistake."""

from __future__ import annotations

import pytest

from monitor.domain import CueClass, Event, Modality
from tests.claims.reading import attributed, chain, only


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Hezbollah dismissed as a lie reports that it had received fighters from the Taliban.",
            "it had received fighters from the Taliban",
        ),
        (
            "Rahim Sadeq dismissed as “fiction” the claim that Iran had sent pilots to Herat.",
            "Iran had sent pilots to Herat",
        ),
        ("Iran rejected as baseless claims that it had armed Hamas.", "it had armed Hamas"),
        (
            "Nader Parsa described as false the allegation that Iran trained fighters.",
            "Iran trained fighters",
        ),
    ],
)
def test_a_verdict_before_the_report_denies_what_the_report_says(text: str, content: str) -> None:
    made = only(text)
    assert made.content == content
    assert made.modality is Modality.DENIED
    assert made.cue_class is CueClass.DENY


def test_a_report_that_is_merely_described_is_not_put_in_the_describers_mouth() -> None:
    made = only("Iran described as worrying the report that Hamas would send fighters to Herat.")
    assert made.content.startswith("the report that Hamas")
    assert made.modality is not Modality.DENIED


@pytest.mark.parametrize(
    "text",
    [
        "Rahim Sadeq said the figure of 200 was “wildly inflated”.",
        "Rahim Sadeq said it was not true that Iran had sent drones to Herat.",
        "Nader Parsa said the reports were exaggerated.",
        "Iran insisted that no Taliban fighter had set foot in Mashhad.",
        "“There is not a single member of Hamas in Herat,” Rahim Sadeq said.",
    ],
)
def test_what_is_said_to_be_untrue_is_denied(text: str) -> None:
    assert only(text).modality is Modality.DENIED


def test_words_of_denial_about_other_things_deny_nothing() -> None:
    made = only("Rahim Sadeq said prices were inflated by traders from Iran.")
    assert made.modality is Modality.ASSERTED
    made = only("Rahim Sadeq said nothing was cheaper this winter.")
    assert made.modality is Modality.ASSERTED


def test_calling_that_a_lie_denies_what_was_told_before() -> None:
    told, denied = attributed(
        "Rahim Sadeq said Iran had beaten refugees at the crossing. Nader Parsa calls that “a lie”."
    )
    assert told.modality is Modality.ASSERTED
    assert (denied.content, denied.modality) == ("a lie", Modality.DENIED)
    assert denied.party == "Iran"


def test_insisting_that_something_is_so_is_no_demand_and_that_it_be_done_is_one() -> None:
    assert only("Iran insisted that Hamas had left Herat.").modality is Modality.ASSERTED
    demand = only("Iran insisted that the gates be opened.")
    assert (demand.modality, demand.event) == (Modality.URGED, Event.REQUEST)


@pytest.mark.parametrize(
    "text",
    [
        "“We have never refused anyone his right,” Rahim Sadeq was quoted as saying by Noor TV.",
        "“We have never refused anyone his right,” Rahim Sadeq was quoted by Noor TV as saying.",
        "Noor TV quoted Rahim Sadeq as saying that the Taliban had never refused anyone his right.",
    ],
)
def test_whoever_is_quoted_as_saying_speaks_through_the_outlet(text: str) -> None:
    made = only(text)
    assert chain(made) == ["Noor TV", "Rahim Sadeq"]
    assert made.party == "Taliban"
    assert made.modality is Modality.DENIED


def test_what_cannot_be_is_an_opinion() -> None:
    made = only("Nader Parsa said Hamas could not attack Iran.")
    assert made.modality is Modality.ASSERTED
    assert only("Nader Parsa said Hamas did not attack Iran.").modality is Modality.DENIED


def test_a_report_that_is_called_absurd_is_denied() -> None:
    made = only("Rahim Sadeq called the report of a deal on missiles with Iran absurd.")
    assert (made.modality, made.party) == (Modality.DENIED, "Taliban")
    assert made.content == "the report of a deal on missiles with Iran"


def test_another_number_is_denied() -> None:
    made = only("“One of our guards was killed, not four,” Rahim Sadeq said.")
    assert made.modality is Modality.DENIED


SAID = "Rahim Sadeq said {}."


@pytest.mark.parametrize(
    "content",
    [
        "none of our soldiers had gone to Mashhad",
        "Hamas had neither asked for pilots nor been offered any",
        "not one rifle has been handed to Hamas",
        "at no time did we speak of drones with Iran",
        "there had never been any such meeting",
        "the alleged letter did not exist",
        "the Islamic Emirate had no hand in the blast at Mashhad",
        "the Islamic Emirate was not behind the blast at Mashhad",
        "Hamas has no fighters in Herat",
        "none of his men was in Mashhad that night",
        "the dead were not its soldiers",
        "no promise, written or spoken, had been given to Iran",
        "little of the account was true",
        "the whole story was made up",
        "he was unaware of any offer to Hamas",
        "he knew of no such offer",
        "the gun was not one of ours",
        "its drones had not been in the air",
    ],
)
def test_what_the_own_side_has_no_part_in_is_denied(content: str) -> None:
    assert only(SAID.format(content)).modality is Modality.DENIED


@pytest.mark.parametrize(
    "text",
    [
        SAID.format("Iran had not sent the water it owed"),
        SAID.format("the Islamic Emirate does not want war"),
        SAID.format("its envoys had not yet met those of Iran"),
        SAID.format("none of our soldiers was wounded"),
        SAID.format("a truce is not a peace"),
        SAID.format("this was not our war"),
        SAID.format("nobody but Iran had bombed Herat"),
        SAID.format("Hamas had never lacked soldiers"),
        "Drivers said no lorry of wheat had crossed since Monday.",
        "“We got no flour this winter,” a baker said.",
    ],
)
def test_what_is_owed_pending_unwanted_or_suffered_is_not_denied(text: str) -> None:
    assert only(text).modality is Modality.ASSERTED


def test_who_scoffs_at_a_report_denies_it() -> None:
    made = only("Rahim Sadeq scoffed at the idea that Iran had trained his men.")
    assert made.modality is Modality.DENIED


def test_who_denies_having_promised_does_not_promise() -> None:
    made = only("Hezbollah denied having promised Hamas 70 engineers.")
    assert (made.content, made.modality) == (
        "having promised Hamas 70 engineers",
        Modality.DENIED,
    )


@pytest.mark.parametrize(
    ("text", "modality", "event"),
    [
        ("Iran rejected a request for talks.", Modality.ASSERTED, Event.REJECT),
        ("Iran rejected an allegation of secret talks.", Modality.DENIED, Event.CONSULT),
        ("Iran denied any plan for talks with Hamas.", Modality.DENIED, Event.CONSULT),
    ],
)
def test_who_rejects_a_proposal_refuses_and_who_rejects_a_report_denies(
    text: str, modality: Modality, event: Event
) -> None:
    made = only(text)
    assert (made.modality, made.event) == (modality, event)


def test_no_before_a_compound_negates_the_whole() -> None:
    made = only('"Hamas has offered no drone course to our men," said Rahim Sadeq.')
    assert made.modality is Modality.DENIED


def test_who_doubts_that_something_will_be_questions_it() -> None:
    made = only("Nader Parsa doubted that Hamas would open an office in Herat.")
    assert made.modality is Modality.QUESTIONED
