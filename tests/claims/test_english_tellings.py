"""Reports without a plain 'said': whose count or telling it is, curt denials, headings, figures."""

from __future__ import annotations

import pytest

from monitor.domain import Modality
from tests.claims.reading import attributed, chain

GOING_ON = ", said Salma Rahbar, and we saw it"


def told(text: str) -> list[tuple[str, str]]:
    return [(chain(one)[-1], one.content) for one in attributed(text)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Salma Rahbar holds that the dam was dry.", "the dam was dry"),
        ("Salma Rahbar is certain that the dam was dry.", "the dam was dry"),
        ("Salma Rahbar went as far as to say that the dam was dry.", "the dam was dry"),
        ("Salma Rahbar would have us believe that the dam was dry.", "the dam was dry"),
        ("Salma Rahbar let it be known that the dam was dry.", "the dam was dry"),
        ("Salma Rahbar told a workshop we attended that the dam was dry.", "the dam was dry"),
        ("It was left to Salma Rahbar to concede that the dam was dry.", "the dam was dry"),
        ("The dam was dry, as Salma Rahbar saw it.", "The dam was dry"),
        ("The dam was dry, to hear Salma Rahbar tell it.", "The dam was dry"),
        ("The dam was dry, if you go by Salma Rahbar.", "The dam was dry"),
        ("The dam was dry, if Salma Rahbar is to be believed.", "The dam was dry"),
        ("As per Salma Rahbar, the dam was dry.", "the dam was dry"),
        ("Salma Rahbar's count runs the other way: nine dams were dry.", "nine dams were dry"),
        ("Salma Rahbar's answer: the dam was dry.", "the dam was dry"),
        ("The dam was dry, Salma Rahbar insisted when we rang her.", "The dam was dry"),
        ("“The dam was as dry as a bone,” was Salma Rahbar's answer.",
         "The dam was as dry as a bone"),
        ("“The dam is as dry as a bone,” Salma Rahbar says, and closes the gate.",
         "The dam is as dry as a bone"),
        ("Sixty men left for the dam in May, Salma Rahbar was quoted as saying by a clerk.",
         "Sixty men left for the dam in May"),
        ("Salma Rahbar put the number of wells dug by hand at sixty.",
         "the number of wells dug by hand at sixty"),
        ("Salma Rahbar asked all of us who sell maps to mark the dam.", "to mark the dam"),
        ("“No mill burned, no barn, only straw,” the miller, Salma Rahbar, told visitors.",
         "No mill burned, no barn, only straw"),
        ("The dam was full between May and June, said Salma Rahbar, and we saw it.",
         "The dam was full between May and June"),
    ],
)  # fmt: skip
def test_much_reports_besides_saying(text: str, content: str) -> None:
    (who, what), *others = told(text)
    assert not others
    assert (who, what.removesuffix(GOING_ON)) == ("Salma Rahbar", content)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Salma Rahbar denied that Iran had promised the millers engines.",
         "Iran had promised the millers engines"),
        ("Salma Rahbar brushed aside Iran's statement that two mills had burned.",
         "two mills had burned"),
        ("Salma Rahbar poured cold water on the report that two mills had burned.",
         "two mills had burned"),
        ("Did two mills burn? No, replied Salma Rahbar.", "Did two mills burn"),
        ("Nonsense, said Salma Rahbar when we asked whether two mills had burned.",
         "two mills had burned"),
    ],
)  # fmt: skip
def test_denials_keep_what_they_deny(text: str, content: str) -> None:
    (made,) = attributed(text)
    assert (chain(made)[-1], made.content) == ("Salma Rahbar", content)
    assert made.modality is Modality.DENIED


@pytest.mark.parametrize(
    "text",
    [
        "Salma Rahbar neither confirmed nor denied that two mills had burned.",
        "Salma Rahbar did not deny that two mills had burned.",
        "Salma Rahbar insists on paying the millers in coins.",
        "Salma Rahbar calls herself a miller.",
        "Salma Rahbar questioned the miller for an hour.",
        "Salma Rahbar sets out what the millers have lost.",
        "Nine sacks of flour held out until the spring came.",
        "It was certain that the mills would burn.",
    ],
)
def test_what_only_looks_told_is_not(text: str) -> None:
    assert not attributed(text)


def test_a_place_before_a_colon_does_not_say_what_somebody_else_denies() -> None:
    text = "Also from Tehran: Salma Rahbar denied that two mills had burned."
    assert told(text) == [("Salma Rahbar", "two mills had burned")]
