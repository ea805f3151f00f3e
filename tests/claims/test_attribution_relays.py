"""Through whom English texts report: outlets, platforms, papers, and sources behind sources."""

from __future__ import annotations

import pytest

from tests.claims.reading import attributed, chain


def chains(text: str) -> list[list[str]]:
    return [chain(made) for made in attributed(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Fuel is scarce, the pan-Arab daily Al-Sahil reported. A grocer told Al-Sahil that "
            "he had closed.",
            [["Al-Sahil"], ["Al-Sahil", "A grocer"]],
        ),
        (
            "Fuel is scarce, according to Sahil Wire, an agency in Aden. The agency said that "
            "prices had doubled.",
            [["Sahil Wire"], ["Sahil Wire"]],
        ),
        (
            "Noor TV went to the port. The London-run channel said that fuel was scarce.",
            [["Noor TV"]],
        ),
        ("Fuel was scarce, Salma Rahbar said in an interview with state television.",
         [["state television", "Salma Rahbar"]]),
        ("Salma Rahbar wrote in Al-Sahil that fuel was scarce.", [["Al-Sahil", "Salma Rahbar"]]),
        ("Salma Rahbar told Sada TV in May that fuel was scarce.", [["Sada TV", "Salma Rahbar"]]),
        ("It appeared in Al-Sahil, a daily, which quoted Salma Rahbar as saying fuel was scarce.",
         [["Al-Sahil", "Salma Rahbar"]]),
        ("Salma Rahbar quoted a grocer as having confessed that he had closed.",
         [["Salma Rahbar", "a grocer"]]),
        ("Fuel was scarce, said Noor TV reporter Salma Rahbar.", [["Salma Rahbar"]]),
        ("Fuel was scarce, a grocer told The Harbour Courier.",
         [["The Harbour Courier", "a grocer"]]),
        ("The Harbour Courier said fuel was short. A man told the Harbour Courier it was so.",
         [["Harbour Courier"], ["Harbour Courier", "A man"]]),
        ("Fuel was scarce, the Harbour Ledger newspaper reported.", [["Harbour Ledger"]]),
        ("Salma Rahbar told an Aden channel, Bosfor, that fuel was scarce.",
         [["Bosfor", "Salma Rahbar"]]),
        ("Salma Rahbar told a private television channel that fuel was scarce.",
         [["a private television channel", "Salma Rahbar"]]),
        ("The harbour office, in a letter to Radio Ufuq, says fuel was scarce.",
         [["Radio Ufuq", "The harbour office"]]),
        ("Salma Rahbar told Noor TV that fuel was scarce, adding that grocers had closed.",
         [["Noor TV", "Salma Rahbar"], ["Noor TV", "Salma Rahbar"]]),
    ],
)  # fmt: skip
def test_what_is_introduced_as_an_outlet_is_one_from_there_on(
    text: str, wanted: list[list[str]]
) -> None:
    assert chains(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Fuel was scarce, Noor TV reported, quoting the channel Bosfor, which cited a grocer.",
         ["Noor TV", "Bosfor", "a grocer"]),
        ("Citing a figure close to the army, Noor TV wrote that fuel was scarce.",
         ["Noor TV", "a figure close to the army"]),
        ("According to Noor TV, which spoke to two grocers, fuel was scarce.",
         ["Noor TV", "two grocers"]),
        ("Noor TV, citing Sahil Wire, quoted a grocer as saying that fuel was scarce.",
         ["Noor TV", "Sahil Wire", "a grocer"]),
        ("Noor TV, picking up Sahil Wire, which had it from a grocer, said fuel was short.",
         ["Noor TV", "Sahil Wire", "a grocer"]),
        ("Salma Rahbar said that forty had died, a figure she attributed to a surgeon.",
         ["Salma Rahbar", "a surgeon"]),
        ("Fuel was scarce, Noor TV reported on Monday. It cited two grocers.",
         ["Noor TV", "two grocers"]),
        ("Fuel was scarce, Omid Faryabi told the house. He had it from a grocer in Herat.",
         ["Omid Faryabi", "a grocer in Herat"]),
        ("Fuel was scarce, according to Salma Rahbar, as quoted by Noor TV.",
         ["Noor TV", "Salma Rahbar"]),
    ],
)  # fmt: skip
def test_a_source_behind_a_source_is_a_link(text: str, wanted: list[str]) -> None:
    assert chains(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "Salma Rahbar told RN that fuel was scarce.",
        "Salma Rahbar told Ridge News that fuel was scarce.",
        "Salma Rahbar told this newspaper that fuel was scarce.",
        "Salma Rahbar told our programme that fuel was scarce.",
    ],
)
def test_the_publisher_is_no_link_of_its_own_chains(text: str) -> None:
    assert chains(text) == [["Salma Rahbar"]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“Nobody has crossed,” shot back Salma Rahbar, a lawmaker, on X.", ["X", "Salma Rahbar"]),
        ("On Telegram, Salma Rahbar thanked Iran for its help.", ["Telegram", "Salma Rahbar"]),
        ("Salma Rahbar thanked Iran for its help in a post on X.", ["X", "Salma Rahbar"]),
        ("Salma Rahbar wrote on Truth Social that nobody had crossed.",
         ["Truth Social", "Salma Rahbar"]),
    ],
)  # fmt: skip
def test_a_platform_is_the_outer_link_wherever_it_stands(text: str, wanted: list[str]) -> None:
    assert chains(text) == [wanted]


def test_a_platform_belongs_to_the_clause_that_names_it() -> None:
    first, second = chains(
        "Salma Rahbar said that nobody had crossed, and Omid Faryabi wrote on X that forty had. "
        "It was Monday."
    )
    assert first == ["Salma Rahbar"]
    assert second == ["X", "Omid Faryabi"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Noor TV, which quoted a clerk, reported that ten had died.", ["Noor TV", "a clerk"]),
        ("Noor TV reported on the word of a clerk that ten had died.", ["Noor TV", "a clerk"]),
        ("Citing Noor TV, Cedar Daily writes that ten have died.", ["Cedar Daily", "Noor TV"]),
        ("Noor TV, a channel, wrote on 3 May, quoting a clerk in the port, that ten had died.",
         ["Noor TV", "a clerk in the port"]),
        ("Cedar Daily wrote last week, quoting a port clerk, that the men had sold ten lorries.",
         ["Cedar Daily", "a port clerk"]),
        ("Noor TV had it from a clerk in the port that ten men had died.",
         ["Noor TV", "a clerk in the port"]),
        ("Ten had died, Hezbollah said in a message carried by Noor TV.",
         ["Noor TV", "Hezbollah"]),
        ("Cedar Daily relayed a bulletin of Noor TV that had quoted Omid Faryabi as saying that "
         "ten had died.", ["Cedar Daily", "Noor TV", "Omid Faryabi"]),
    ],
)  # fmt: skip
def test_relays_stand_before_whom_they_cite(text: str, wanted: list[str]) -> None:
    assert chains(text)[-1] == wanted


def test_a_reason_that_is_cited_is_nobody() -> None:
    assert chains("Omid Faryabi said that he would stay, citing a lack of money.") == [
        ["Omid Faryabi"]
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # A letter, a voice note or a statement is the words of whoever wrote or sent it.
        ("Rahim Sadeq has sent us a voice note. “Nobody fired,” it says.", [["Rahim Sadeq"]]),
        ("The judge read out a letter from Salma Rahbar. The letter says that ten had died.",
         [["Salma Rahbar"]]),
        ("Case notes of Gulf investigators state that ten had died.", [["Gulf investigators"]]),
        ("A statement carried by Noor TV quotes Salma Rahbar as saying ten had died.",
         [["Noor TV", "Salma Rahbar"]]),
        ("A letter from Salma Rahbar is in the post. Ten had died, the supposed letter says.",
         [["the supposed letter"]]),
        # Who somebody is, is told where he is brought in.
        ("The first witness was a clerk from the port. She told the court that ten had died.",
         [["a clerk from the port"]]),
        ("The boy who steered is called Hamid. The boy says that ten had died.", [["Hamid"]]),
        ("Rahim Sadeq left.\nOur stringer reached an elder, Haji Omid. He said ten had died.",
         [["Haji Omid"]]),
        # A name set beside an office between commas.
        ("According to the deputy mayor, Salma Rahbar, the Taliban have closed the road.",
         [["Salma Rahbar"]]),
        ("It was a broker, speaking to Le Canal d'Orient, who said that ten had died.",
         [["Le Canal d'Orient", "a broker"]]),
        ("It was a broker, speaking to Noor TV, who said that ten had died.",
         [["Noor TV", "a broker"]]),
        ("It follows a report in the daily Al-Sahil that ten had died.", [["Al-Sahil"]]),
        ("A report in Kesten that ten had died proved false.", []),
        ("Salma Rahbar, in a letter of two lines, thanks Orland for its flour.",
         [["Salma Rahbar"]]),
        ("Ten had died, Salma Rahbar, who runs the clinic, told Noor TV.",
         [["Noor TV", "Salma Rahbar"]]),
        ("The council passed on a count by Salma Rahbar: ten people had died.",
         [["The council", "Salma Rahbar"]]),
        ("Omid Faryabi drew attention to a finding of Salma Rahbar that ten had died.",
         [["Omid Faryabi", "Salma Rahbar"]]),
        ("Noor TV, crediting Salma Rahbar, said that ten had died.", [["Noor TV", "Salma Rahbar"]]),
        ("A mechanic asked why the council had told the town that nobody had died.",
         [["A mechanic"]]),
    ],
)  # fmt: skip
def test_who_speaks_in_papers_and_by_descriptions(text: str, wanted: list[list[str]]) -> None:
    assert chains(text) == wanted
