"""Who speaks in English texts: stand-ins, pronouns, offices, and how much names a link."""

from __future__ import annotations

import pytest

from tests.claims.reading import attributed, chain


def chains(text: str) -> list[list[str]]:
    return [chain(made) for made in attributed(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("But in Herat Salma Rahbar said that fuel was scarce.", "Salma Rahbar"),
        ("In March Herat's fuel office said that fuel was scarce.", "Herat's fuel office"),
        ("At Herat University Radio they said little. Herat Business Radio said fuel was scarce.",
         "Herat Business Radio"),
        ("Salma Rahbar, head of aid at the Herat Fuel Board, who said the port had shut, was gone.",
         "Salma Rahbar"),
        ("A clerk at the fuel office in Herat, who said the port had shut, was gone.",
         "A clerk at the fuel office in Herat"),
        ("A grocer from Herat was certain that the port had closed.", "A grocer from Herat"),
        ("The Minister of State replied that fuel was scarce. It would stay so, she continued.",
         "The Minister of State"),
        ("The port had sold forty tonnes, all of it ahead of Eid, Salma Rahbar, a grocer, said.",
         "Salma Rahbar"),
        ("It is untrue that the port was shut, the mayor, Omid Faryabi, said, calling it a lie.",
         "Omid Faryabi"),
        ("The port sold fuel, Omid Faryabi said, under a pact whose terms both sides describe.",
         "Omid Faryabi"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_is_no_part_of_it(text: str, wanted: str) -> None:
    assert {link for made in chains(text) for link in made} == {wanted}


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("It fell to Omid Faryabi to answer.", "Omid Faryabi"),
        ("One of those freed is Omid Faryabi.", "Omid Faryabi"),
        ("Ridge News spoke to a former harbour clerk.", "a former harbour clerk"),
        ("Nader Parsa was in town, he says, turning the cup. No guard was near.", "Salma Rahbar"),
        (
            "A clerk at the fuel office backs the count and asks for aid.",
            "A clerk at the fuel office",
        ),
    ],
)
def test_a_pronoun_means_who_was_brought_in_last(before: str, wanted: str) -> None:
    pronoun = "she" if wanted == "Salma Rahbar" else "he"
    before = before.replace("he says", "she says")
    text = f"Salma Rahbar met us at noon. {before} The fuel would last, {pronoun} said."
    assert chains(text)[-1] == [wanted]


def test_who_is_named_before_a_colon_can_be_who_speaks_behind_it() -> None:
    made = attributed("Two clerks at the port put it lower: only nine lorries had come, they said.")
    assert [(chain(one), one.content) for one in made] == [
        (["Two clerks at the port"], "only nine lorries had come")
    ]


@pytest.mark.parametrize(
    "before",
    [
        "Rahim Sadeq keeps a wheel on his desk.",
        "The matter was in the hands of Rahim Sadeq.",
    ],
)
def test_an_office_of_a_body_is_held_by_whoever_of_it_was_just_named(before: str) -> None:
    assert chains(f"{before} The Taliban's water minister said that fuel was scarce.") == [
        ["Rahim Sadeq"]
    ]


def test_who_a_visit_is_to_says_what_he_says_and_others_said() -> None:
    text = (
        "Rahim Sadeq pours tea. The gate is shut, he says. Fuel is scarce, he adds. “Nobody "
        "comes,” he says. Nader Parsa has told Noor TV that it would open.\nAnd the fuel? It will "
        "last, "
    )
    assert chains(f"{text}he insists.")[-1] == ["Rahim Sadeq"]
    assert chains(f"{text}he said.")[-1] == ["Nader Parsa"]


def test_the_minister_is_the_one_who_spoke_last_and_not_his_deputy() -> None:
    made = chains(
        "The fuel minister, Omid Faryabi, said the gate was shut. The deputy minister, Karim Nuri, "
        "said it would open. Faryabi said it would not. The minister said it was late."
    )
    assert made[-1] == ["Omid Faryabi"]


def test_an_answer_is_of_whoever_was_asked() -> None:
    assert chains("Salma Rahbar was asked about fuel. “It will last,” came the answer.") == [
        ["Salma Rahbar"]
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Thanks go to Salma Rahbar, who said fuel was scarce, and praised Iran for its help.",
         [["Salma Rahbar"], ["Salma Rahbar"]]),
        ("The new figures suggest that fuel is scarce.", []),
        ("A wet winter said that fuel would be scarce.", []),
        ("Two thirds of the grocers said that fuel was scarce.", [["Two thirds of the grocers"]]),
    ],
)  # fmt: skip
def test_what_is_nobody_says_nothing(text: str, wanted: list[list[str]]) -> None:
    assert chains(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Reporters reached a nurse at the clinic. The nurse said that ten had died.",
         ["a nurse at the clinic"]),
        ("Omid Faryabi came late. The ambassador said that ten had died.", ["Omid Faryabi"]),
        ("Omid Faryabi came late. The 61-year-old said that ten had died.", ["Omid Faryabi"]),
        ("The Spokesperson, Mr. Omid Faryabi, spoke first. The Spokesperson said that ten had "
         "died.", ["Omid Faryabi"]),
        ("An ex-army officer left in May. The ex-officer said that ten had died.",
         ["An ex-army officer"]),
        ("Hezbollah met on Sunday. The group said that ten had died.", ["The group"]),
    ],
)  # fmt: skip
def test_a_definite_noun_stands_for_whoever_was_brought_in(text: str, wanted: list[str]) -> None:
    assert chains(text)[-1] == wanted


def test_the_group_is_the_body_of_the_sentence_before() -> None:
    (made,) = attributed("Hezbollah met on Sunday. The group said that ten had died.")
    assert made.party == "Hezbollah"


def test_a_unique_office_is_not_given_to_whoever_was_named_last() -> None:
    assert chains("Omid Faryabi came late. The president said that ten had died.") == [
        ["The president"]
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # A subject that reports nothing, before the sentence that does.
        ("Omid Faryabi was in high spirits. He said that ten had died.", "Omid Faryabi"),
        ("Omid Faryabi shrugs. “Ten have died,” he says.", "Omid Faryabi"),
        # Nobody from inside the words that are reported.
        ("An aide to Omid Faryabi came. Faryabi, he says, was the one who left.",
         "An aide to Omid Faryabi"),
        # Neither a place nor an outlet nor a body.
        ("Omid Faryabi came. Al-Sahil, a daily, had the story. He said that ten had died.",
         "Omid Faryabi"),
        ("Omid Faryabi spoke. Hezbollah sent nobody. He said that ten had died.",
         "Omid Faryabi"),
        # Not a woman.
        ("Omid Faryabi spoke. Laila Faryabi, his daughter, wept. He said that ten had died.",
         "Omid Faryabi"),
        ("Omid Faryabi spoke. Laila Saberi stood by. She said that ten had died.",
         "Laila Saberi"),
        # The nearer of two descriptions tells more.
        ("Another man, a driver from Zabol, was there. According to him, ten had died.",
         "a driver from Zabol"),
    ],
)  # fmt: skip
def test_a_pronoun_is_the_last_subject_that_fits(text: str, wanted: str) -> None:
    assert chains(text)[-1] == [wanted]


def test_his_aide_is_somebody_else() -> None:
    made = chains("Omid Faryabi came to Doha. His aide said that ten had died.")
    assert made == [["His aide"]]


def test_him_of_quoted_him_as_saying_is_named_in_full() -> None:
    made = chains("Omid Faryabi came to Doha. Noor TV quoted him as saying that ten had died.")
    assert made == [["Noor TV", "Omid Faryabi"]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A clerk who saw the letter said that ten had died.", "A clerk who saw the letter"),
        ("A clerk in Herat who saw the letter said that ten had died.", "A clerk in Herat"),
        ("A clerk we met on the road said that ten had died.", "A clerk"),
        ("Ten had died, according to a clerk who saw the letter and who would not be named.",
         "a clerk who saw the letter"),
        ("“Ten have died,” wrote a clerk in Herat.", "a clerk in Herat"),
        ("Women interviewed at the camp reported that ten had died.",
         "Women interviewed at the camp"),
        ("The Basra Fuel Traders' Forum said that ten had died.",
         "The Basra Fuel Traders' Forum"),
        ("Backbencher Omid Faryabi said that ten had died.", "Omid Faryabi"),
        ("A report by the mission in July said that ten had died.", "A report by the mission"),
        ("Ten had died, Omid Faryabi's successor, Najib Sahak, said.", "Najib Sahak"),
        ("The rights group Sahak Watch says that ten have died.", "Sahak Watch"),
        ("Omid Faryabi, the envoy, confirmed by telephone that ten had died.", "Omid Faryabi"),
        ("In a sermon on 3 May Omid Faryabi said that ten had died.", "Omid Faryabi"),
        ("As long ago as January, Omid Faryabi, the trade minister, said ten had died.",
         "Omid Faryabi"),
        ("The defence clerk, reading from a typed sheet, denied that ten had died.",
         "The defence clerk"),
        ("Ten have died, three of them in hospital, a nurse on the ward tells us.",
         "a nurse on the ward"),
        ("Ten had died, according to an account calling itself Border Watch.", "Border Watch"),
        ("A man known as Haji Sahak told the court that ten had died.", "Haji Sahak"),
        ("Brokers that insure the port's coal buyers stand to lose their licences, the harbour "
         "office warned in a notice.", "the harbour office"),
        ("10:30 Sahak hospital: ten wounded admitted, two of them children.", "Sahak hospital"),
        ("Far from the port, this from Hezbollah, by e-mail: “Ten men have died there.”",
         "Hezbollah"),
        ("The price is another matter: ten have been paid, according to a clerk in Herat.",
         "a clerk in Herat"),
    ],
)  # fmt: skip
def test_a_link_names_what_tells_who_it_is(text: str, wanted: str) -> None:
    assert chains(text) == [[wanted]]


def test_its_spokesman_speaks_for_the_body_of_the_sentence_before() -> None:
    *_, made = attributed("Hezbollah met. Its spokesman, Najib Sahak, said that ten had died.")
    assert chain(made) == ["Najib Sahak"]
    assert made.party == "Hezbollah"


def test_namesakes_are_two_people() -> None:
    first, second = attributed(
        "Omid Faryabi, a Taliban spokesman, said that ten had died. Laila Faryabi said that it "
        "was twelve."
    )
    assert first.party == "Taliban"
    assert (chain(second), second.party) == (["Laila Faryabi"], "Laila Faryabi")


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("TEHRAN: Omid Faryabi was ill. The Interior Ministry said that ten had died.", "Iran"),
        ("In Tehran the energy ministry said that ten had died.", "Iran"),
        ("In Tehran the Norwegian foreign ministry said that ten had died.",
         "the Norwegian foreign ministry"),
        ("In Tehran the union said that ten had died.", "the union"),
    ],
)  # fmt: skip
def test_a_ministry_that_nothing_owns_is_of_the_capital_it_speaks_in(text: str, party: str) -> None:
    *_, made = attributed(text)
    assert made.party == party


def test_a_surname_alone_labels_the_answers_of_an_interview() -> None:
    assert chains("Q: Did you train them?\nFaryabi: We trained nobody at that base.") == [
        ["Faryabi"]
    ]
    assert chains("Weather: It will rain in Herat until Friday at least.") == []


def test_under_the_heading_of_a_paragraph_others_speak() -> None:
    text = "Rumour one: an office in the port. Salma Rahbar said that nobody had rented it."
    assert chains(text) == [["Salma Rahbar"]]


def test_an_office_with_its_owner_stands_for_whoever_was_named_in_it() -> None:
    text = (
        "Rahim Sadeq, spokesman of the Taliban, came late. Iran's minister had left by then. "
        "The road is open, the Taliban's spokesman said."
    )
    assert chains(text) == [["Rahim Sadeq"]]
