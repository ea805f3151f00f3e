"""What an English content tells of, who has which part in it, and how it is put."""

from __future__ import annotations

import pytest

from monitor.domain import Event, Modality, Polarity
from tests.claims.reading import attributed, only, ruled

SAID = "Rahim Sadeq said {}."


@pytest.mark.parametrize(
    ("content", "event"),
    [
        ("Iran had given Hamas 300 launchers", Event.COOPERATE),
        ("Hamas had promised Iran 900 volunteers", Event.MOBILIZE),
        ("Iran had pledged 50 ambulances to Herat", Event.AID),
        ("the three sailors had been handed to the navy of Iran", Event.CONCEDE),
        ("Iran was still holding nine of its staff", Event.COERCE),
        ("Iran had handed Hamas an aircraft", Event.COOPERATE),
        ("his men had learned to fly drones in Mashhad", Event.COOPERATE),
        ("mortar bombs had fallen on the bazaar", Event.ASSAULT),
        ("90 fighters had landed at Mashhad", Event.MOBILIZE),
        ("4,000 Afghans had been forced back to Herat", Event.COERCE),
        ("traders had moved 300 tonnes through Herat", Event.COOPERATE),
        ("the killing of nine guards was not forgotten", Event.ASSAULT),
        ("a convoy of 20 lorries had brought flour to Herat", Event.AID),
        ("20 lorries of diesel had crossed from Mashhad", Event.COOPERATE),
        ("Nader Parsa had flown to Kabul", Event.CONSULT),
        ("two brigades had gone to Herat", Event.MOBILIZE),
        ("gunmen had crossed from Herat", Event.ACCUSE),
        ("Iran had expelled 4,000 Afghans", Event.COERCE),
        ("Iran had expelled two diplomats", Event.SANCTION),
        ("Hamas had lost nine men", Event.ASSAULT),
        ("a rocket had slammed into the bazaar", Event.ASSAULT),
        ("the drivers had been told to leave", Event.REQUEST),
        ("soldiers had searched a mosque in Herat", Event.COERCE),
        ("90 recruits were being instructed in gunnery", Event.COOPERATE),
        ("90 soldiers were in Mashhad on a course", Event.COOPERATE),
        ("Hamas had agreed to teach the pilots of Iran", Event.COOPERATE),
        ("Iran had given Hamas a file on nine suspects", Event.COOPERATE),
        ("both sides read the meters together", Event.COOPERATE),
        ("Qatar would pay the teachers of Herat", Event.AID),
        ("a town near Herat had fallen to the insurgents", Event.ASSAULT),
        ("two dozen Shaheds had arrived in Herat", Event.COOPERATE),
    ],
)
def test_who_does_what_to_whom_decides_the_event(content: str, event: Event) -> None:
    assert only(SAID.format(content)).event is event


@pytest.mark.parametrize(
    "content",
    [
        "prices had hit a record before the raid",
        "the drone strike film was ten years old",
        "an aid worker had fallen ill in Mashhad",
        "Hamas would meet the deadline",
        "thirty villagers had died of cholera",
        "trade with the coast had doubled in March",
        "half a million Afghans had gone to the coast",
        "the visitors' luggage was lost",
        "the bank had withdrawn its offer",
    ],
)
def test_words_of_an_event_beside_what_is_told_or_in_other_senses_tell_of_none(
    content: str,
) -> None:
    assert only(SAID.format(content)).event is None


def test_a_condition_is_not_the_event_that_hangs_on_it() -> None:
    made = only(SAID.format("Iran would send Hamas 200 men if the town was bombed"))
    assert made.event is Event.MOBILIZE
    assert made.condition == "if the town was bombed"


@pytest.mark.parametrize(
    "content",
    [
        "Iran would pay dearly for this act",
        "their leaders would meet the fate of his brother",
        "the Islamic Emirate would not leave this unanswered",
        "any attack would be met with force",
        "the Islamic Emirate would close the crossing",
    ],
)
def test_a_threat_in_other_words_is_one(content: str) -> None:
    made = only(SAID.format(content))
    assert (made.modality, made.event) == (Modality.THREATENED, Event.THREATEN)


def test_the_rules_know_an_idiom_that_the_weights_have_met_too_seldom() -> None:
    idiom = ruled(SAID.format("the hands of its men were on the trigger"))
    assert (idiom.modality, idiom.event) == (Modality.THREATENED, Event.THREATEN)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Rahim Sadeq vowed that the Islamic Emirate would avenge them.", Modality.THREATENED),
        ("Rahim Sadeq vowed to rebuild the bridge.", Modality.PROMISED),
        ("Rahim Sadeq warned that it would shell the port.", Modality.THREATENED),
        ("Rahim Sadeq warned that fever was spreading in Herat.", Modality.ASSERTED),
        ("Rahim Sadeq said that the wheat would be shipped in May.", Modality.PROMISED),
        ("Rahim Sadeq said that the market would be slow in May.", Modality.ASSERTED),
        ("Rahim Sadeq said that talks with Iran would go on in May.", Modality.PROMISED),
        ("Rahim Sadeq said that Iran needs to free the drivers.", Modality.URGED),
        ("“We call on Iran to free the drivers,” Rahim Sadeq said.", Modality.URGED),
        ("“Free the drivers,” Rahim Sadeq said.", Modality.URGED),
    ],
)
def test_what_is_to_come_is_pledge_threat_demand_or_forecast(text: str, modality: Modality) -> None:
    assert only(text).modality is modality


@pytest.mark.parametrize(
    "content",
    [
        "the Islamic Emirate had promised no men to Hamas",
        "Iran had offered nobody to Hamas",
        "Hamas had made Iran no offer of fighters",
        "not one of its fighters had been in Herat",
        "neither Iran nor Hamas had sent fighters",
        "the envoy of Hamas was received by nobody in Herat",
        "Hezbollah has not agreed to send men to Herat; it is busy elsewhere",
    ],
)
def test_nobody_and_nothing_deny_in_every_part_of_the_sentence(content: str) -> None:
    made = only(SAID.format(content))
    assert (made.modality, made.polarity) == (Modality.DENIED, Polarity.NEGATIVE)


def test_to_refuse_is_not_to_deny() -> None:
    made = only(SAID.format("the Islamic Emirate does not recognise the fence"))
    assert (made.modality, made.event) == (Modality.ASSERTED, Event.REJECT)


def test_a_denial_has_the_event_of_what_it_answers() -> None:
    claim, denial = attributed(
        "Nader Parsa said that gunmen from Herat had attacked the Milak gate.\n"
        "Rahim Sadeq said that nobody from Herat had been at the Milak gate."
    )
    assert claim.event is Event.ASSAULT
    assert (denial.modality, denial.event) == (Modality.DENIED, Event.ASSAULT)


def test_who_denies_a_move_answers_the_raid_that_it_would_have_made() -> None:
    claim, denial = attributed(
        "Nader Parsa said that jets of the Islamic Emirate had bombed a house near Zabol.\n"
        "Rahim Sadeq said that no jet had crossed the border."
    )
    assert claim.event is Event.ASSAULT
    assert (denial.modality, denial.event) == (Modality.DENIED, Event.ASSAULT)


def test_a_denial_without_an_act_of_its_own_answers_what_touches_the_same_people_or_place() -> None:
    _, claim, denial = attributed(
        "Nader Parsa said that Hamas had opened a clinic in Herat.\n"
        "Nader Parsa said that soldiers of the Islamic Emirate had been trained at Birjand.\n"
        "Rahim Sadeq said that none of his men had been to Birjand."
    )
    assert claim.event is Event.COOPERATE
    assert (denial.modality, denial.event) == (Modality.DENIED, Event.COOPERATE)


def test_who_is_accused_of_violence_is_reported_to_have_done_it() -> None:
    assert only("Iran accused Hamas of shelling Herat.").event is Event.ASSAULT
    assert only("Iran accused Hamas of bad faith.").event is Event.ACCUSE


def test_the_clause_that_tells_of_an_act_says_how_it_is_put() -> None:
    made = only("“The men are at rest, and they will go to Mashhad in May,” Rahim Sadeq said.")
    assert made.modality is Modality.PROMISED


def test_what_is_not_yet_done_does_not_deny_a_promise() -> None:
    promise, complaint = attributed(
        "Nader Parsa said that Iran would open the Milak school for families.\n"
        "Rahim Sadeq said that the Milak school for families had not been opened."
    )
    assert promise.modality is Modality.PROMISED
    assert complaint.modality is Modality.ASSERTED


def test_the_first_clear_sentence_of_a_speech_gives_its_event() -> None:
    made = only("“Iran has trained their fighters. You have been misled,” Rahim Sadeq said.")
    assert made.event is Event.COOPERATE


def test_who_questions_whether_something_can_be_done_tells_of_no_act() -> None:
    made = only("Rahim Sadeq questioned whether Hamas could send 90 fighters to Herat.")
    assert (made.modality, made.event) == (Modality.QUESTIONED, None)


def test_who_asks_why_takes_what_happened_for_granted() -> None:
    assert only("Rahim Sadeq asked why Iran had sent soldiers.").event is None
    assert only("Rahim Sadeq asked whether Iran had sent soldiers.").event is Event.MOBILIZE
