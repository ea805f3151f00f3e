"""Watched bodies that a statement means without naming them: whose army, which group, whose guests.

With the shipped catalogue, since whose army it is depends on the states in it.
"""

from __future__ import annotations

import pytest

from monitor.claims.attribution import Attributor
from monitor.domain import Statement
from tests.claims.reading import PUBLISHED, article
from tests.claims.test_attribution_bodies import catalogue, matcher


def last(text: str, outlet: str = "ridge") -> Statement:
    """The last statement of `text`, which `outlet` published."""
    mentions = matcher().find(text, on=PUBLISHED.date())
    return Attributor(catalogue()).attribute(article(text), mentions, outlet=outlet)[-1]


def counted(text: str) -> set[str | None]:
    """The actors named in `text`."""
    return {m.actor for m in matcher().find(text, on=PUBLISHED.date()) if not m.vetoed}


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("RAWALPINDI: The Israeli army shelled the dam. A nurse said the army hit a mill.",
         {"israel"}),
        ("Mohsin Naqvi spoke. A miller said four men died in the army's raid.", {"pakistan"}),
        ("Zabihullah Mujahid spoke. A miller said the army had left.", set()),
        ("The government in Beirut met. A miller said the cabinet should pay.", {"lebanon"}),
    ],
)  # fmt: skip
def test_the_army_is_that_of_whoever_was_told_of(text: str, actors: set[str]) -> None:
    assert set(last(text).actors) == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("ZARANJ – Rain fell. The provincial water directorate said the mill was dry.",
         {"taliban"}),
        ("Herat woke late. For the governor's office, Omid Talebi said the mill was dry.",
         {"taliban"}),
        ("Lyon woke late. The provincial governor said the mill was dry.", set()),
        ("TEHRAN - Energy Minister Omid Talebi said the mill was dry.", {"iran"}),
        ("DUBAI - Energy Minister Omid Talebi said the mill was dry.", set()),
        ("A delegation of Iran, led by Omid Talebi, came. Omid Talebi said the mill was dry.",
         {"iran"}),
        ("In May a UN panel of experts found that the mill was dry.", {"united-nations"}),
        ("Pakistan's generals say that the mill was dry.", {"pakistan"}),
        ("Two of Pakistan's generals say that the mill was dry.", set()),
        ("The customs office of Islam Qala said that the mill was dry.", {"taliban"}),
        ("PESHAWAR: Rain fell. The police there said that the mill was dry.", {"pakistan"}),
        ("Omid Talebi, who heads the Herat prison department, said the mill was dry.", {"taliban"}),
        ("BAGHDAD - Rain fell. The Irrigation Ministry's spokesman said the mill was dry.",
         {"iraq"}),
        ("A brigadier from Inter-Services Public Relations said that the mill was dry.",
         {"ispr", "pakistan"}),
        ("Taliban officials said that the mill was dry.", {"taliban"}),
        ("Taliban security officials said that the mill was dry.", set()),
        ("A miller told Doha Today that the mill was dry.", set()),
        ("A miller told the Tehran-based Dawn Post that the mill was dry.", set()),
        ("In Beirut Hamas met. Its office in Beirut said the mill was dry.", {"hamas"}),
    ],
)  # fmt: skip
def test_who_serves_a_state_is_told_by_the_place_the_rank_or_the_leader(
    text: str, actors: set[str]
) -> None:
    assert set(last(text).actors) == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Mujahid's men left. Zabihullah Mujahid said ten Pakistani guards had died and that two "
         "of their mills had burned.", {"zabihullah-mujahid", "taliban", "pakistan"}),
        ("Zabihullah Mujahid said Iran had freed a miller and that they had met.",
         {"zabihullah-mujahid", "taliban"}),
        ('"They are late again," a miller said of Hezbollah.', {"hezbollah"}),
        ('"No aircraft of ours left," said an Israeli security official.', {"israel"}),
        ('"Our mill is dry," said an Israeli miller.', set()),
        ("Iran sent men. Abdul Latif Mansoor said that our millers and theirs would meet.",
         {"abdul-latif-mansoor", "taliban", "iran"}),
        ("A miller said that guards had been trained by Iranians.", {"iran"}),
        ("A miller said that two Iranians had bought bread.", set()),
        ("A miller said that Hamas would cross Iraq.", {"hamas"}),
    ],
)  # fmt: skip
def test_pronouns_and_peoples_are_meant_by_their_part(text: str, actors: set[str]) -> None:
    assert set(last(text).actors) == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("A miller said that Afghan border guards had burned the mill.", {"taliban"}),
        ("A miller said the Afghan and Pakistani delegations had met.", {"taliban", "pakistan"}),
        ("A miller said Qatar and Afghanistan had signed a treaty.", {"qatar", "taliban"}),
        ("A miller said that Afghan bakers had burned the mill in Afghanistan.", set()),
        ("A miller said that an Afghan army unit had burned the mill.", {"taliban"}),
        ("A miller said that the Afghans had promised him a mill.", {"taliban"}),
        ("A miller said that the former Afghan army had burned the mill.", set()),
        ("A miller said that Afghan soldiers had burned the mill in 2014.", set()),
    ],
)  # fmt: skip
def test_a_country_that_a_movement_rules_means_it_by_its_organs_and_acts(
    text: str, actors: set[str]
) -> None:
    assert set(last(text).actors) == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("A miller said that Tehran pays and Kabul builds.", {"iran", "taliban"}),
        ("A miller said that the mill was shut at the behest of Tehran.", {"iran"}),
        ("A miller said that the rifles came from Kabul.", {"taliban"}),
        ("A miller said that her uncle came from Kabul.", set()),
        ("A miller said that he had received flour from Syria.", {"syria"}),
        ("A miller said that he had received refugees from Syria.", set()),
        ("A miller said that Hamas had mills in districts bordering Tajikistan.", {"hamas"}),
    ],
)  # fmt: skip
def test_a_capital_or_country_is_meant_by_what_it_does_or_gives(
    text: str, actors: set[str]
) -> None:
    assert set(last(text).actors) == actors


def test_a_paper_is_at_home_in_the_place_that_its_name_has() -> None:
    text = "A miller asked whether the government knew."
    assert last(text, outlet="Lahore Ledger").actors == ("pakistan",)
    assert last(text, outlet="Harbour Ledger").actors == ()


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("A delegation of Qatar came. Abdul Latif Mansoor asked the visitors to mend the mill.",
         {"abdul-latif-mansoor", "taliban", "qatar"}),
        ("Araghchi met Ishaq Dar. Abbas Araghchi told his hosts that Tehran would buy rice.",
         {"abbas-araghchi", "iran", "pakistan"}),
        ("The TTP has built a camp. Khawaja Asif accused it of burning a mill.",
         {"khawaja-asif", "pakistan", "ttp"}),
        ("Reporters stood there. Zabihullah Mujahid told them that the mill was shut.",
         {"zabihullah-mujahid", "taliban"}),
        ("Khawaja Asif met Abbas Araghchi and told him that the mill was shut.",
         {"khawaja-asif", "pakistan", "abbas-araghchi"}),
        ("China urged its two neighbours to open the gate after Kabul and Islamabad had shut it.",
         {"china", "taliban", "pakistan"}),
    ],
)  # fmt: skip
def test_whom_a_report_addresses_is_meant(text: str, actors: set[str]) -> None:
    assert set(last(text).actors) == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Pakistan spoke of the TTP. Kabul denied harbouring the group.", {"taliban", "ttp"}),
        ("The Houthis sold the Taliban a mill. A miller said the movement was broke.", {"houthis"}),
        ("Hamas met. Omid Talebi, of the London tracing group, spoke. He said the group was broke.",
         set()),
        ("Hamas met. A miller reported that the Taliban owed the terror group a mill.",
         {"hamas", "taliban"}),
        ("Hamas met. A miller said the Taliban left Doha, where the group has a mill.",
         {"taliban"}),
        ("Hamas met. A miller accused the movement of waste.", {"hamas"}),
        ("UNAMA met the Quds Force. A miller said the force had left.", {"quds-force"}),
        ("UNAMA met the Quds Force. A miller said the mission had left.", {"unama"}),
        ("UNAMA met. A miller said the force of the wind broke it.", set()),
        ("Iran and Kabul quarrelled. Majed al-Ansari said Doha was in touch with both capitals.",
         {"majed-al-ansari", "qatar", "iran", "taliban"}),
        ("Iran and the Taliban met. A miller said that men on both sides had fled.", set()),
    ],
)  # fmt: skip
def test_a_group_and_both_sides_are_those_told_of(text: str, actors: set[str]) -> None:
    assert set(last(text).actors) == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Beijing's embassy in Kabul was shut.", {"china"}),
        ("Kabul's bakers are on strike.", set()),
        ("A Tajik border guard and two Frontier Corps men met Tajik farmers.",
         {"tajikistan", "pakistan"}),
        ("They will sit with the Saudis.", {"saudi-arabia"}),
        ("Two of the Saudis killed there were pilgrims.", set()),
        ("They travelled to Lebanon to join it.", set()),
        ("The road through Syria was shut, and men sent to southern Lebanon were lost.", set()),
        ("Iraqi and Syrian traders met.", set()),
        ("Delegations from Islamabad and Kabul were there.", {"pakistan", "taliban"}),
        ("The Iranian Army and the Lebanese Army met.", {"artesh", "lebanese-army"}),
        ("Iran's armed forces drilled.", {"iran"}),
        ("The occupation's army shelled Gaza.", {"israel"}),
        ("Hezbollah's Fadlallah met a miller.", {"hezbollah", "hassan-fadlallah"}),
        ("Hezbollah's Fadlallah met a miller, Omar Fadlallah.", {"hezbollah"}),
        ("A miller met Fadlallah.", set()),
        ("UNAMA waits. The Secretary-General will decide.", {"unama", "antonio-guterres"}),
        ("Hezbollah waits. The secretary-general will decide.", {"hezbollah"}),
    ],
)  # fmt: skip
def test_bodies_are_known_by_people_organs_and_names(text: str, actors: set[str]) -> None:
    assert counted(text) == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("General Esmail Qaani came. A miller said that the general had met a baker.",
         {"esmail-qaani"}),
        ("Esmail Qaani came. A miller said the Quds Force commander wanted bread.",
         {"quds-force", "esmail-qaani"}),
        ("A miller said that the Afghan foreign minister wanted bread.",
         {"taliban", "amir-khan-muttaqi"}),
        ("Esmail Qaani came. A miller said that the minister wanted bread.", set()),
        ("General Esmail Qaani came. A miller said a general wanted bread.", set()),
        ("General Esmail Qaani came. A miller said the general of the guild wanted bread.", set()),
    ],
)  # fmt: skip
def test_who_was_named_is_told_of_by_office(text: str, actors: set[str]) -> None:
    assert set(last(text).actors) == actors
