"""Finding names: boundaries, capitals, contexts, dates, overlaps, surnames."""

from __future__ import annotations

import pickle
from datetime import date
from itertools import pairwise

import pytest

from monitor.actors.matching import ActorMatcher
from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.models import Actor, Alias, Office, Source
from monitor.catalogue.watch import Watch
from monitor.domain import Mention

ACTORS = [
    Actor(
        id="emirate",
        name="Emirate of Orland",
        kind="government",
        aliases=(
            Alias(text="Orlandi", demonym=True),
            Alias(text="Orlan", metonym=True),
            Alias(text="اورلان"),
            Alias(text="مجاهدان"),
        ),
    ),
    Actor(
        id="guard",
        name="Eastern Guard",
        kind="organisation",
        aliases=(
            Alias(text="EG", case=True),
            Alias(text="the eastern guard"),
            Alias(text="حزب النور"),
            Alias(text="نورا"),
            Alias(text="Guard", requires=("Orland", "Orlan*"), unless=("coast",)),
            Alias(text="Lance", beside=("brigade",), not_beside=("bombardier",)),
        ),
        unlike=("Guard Street",),
        member_of=("emirate",),
    ),
    Actor(
        id="varga",
        name="Tomas Varga",
        kind="person",
        aliases=(Alias(text="توماس فارغا"),),
        speaks_for="emirate",
        offices=(
            Office(
                phrases=("Orlandi envoy to Bel", "spokesman for the Emirate of Orland"),
                start=date(2020, 1, 1),
                end=date(2023, 12, 31),
            ),
        ),
    ),
    Actor(
        id="kesten",
        name="Ada Kesten",
        kind="person",
        aliases=(Alias(text="Kestena", requires=("Orland",)),),
        speaks_for="emirate",
        offices=(Office(phrases=("Orlandi envoy to Bel",), start=date(2024, 1, 1)),),
    ),
    Actor(id="imre", name="Imre Varga", kind="person", aliases=(Alias(text="Imre Varga"),)),
    Actor(
        id="honour",
        name="Guard of Honour",
        kind="organisation",
        aliases=(Alias(text="Orlandi Guard of Honour"),),
        speaks_for="emirate",
    ),
    Actor(id="hassan", name="Bilal Hassan", kind="person", unlike=("Petra Hassan",)),
]
SOURCES = [
    Source(slug="horn", name="Horn", names=(Alias(text="Horn", beside=("news", "agency")),)),
    Source(slug="tide", name="The Tide", aliases=("الأمواج",)),
]
MATCHER = ActorMatcher(Catalogue.build(SOURCES, ACTORS))


def found(text: str, on: date | None = None) -> list[tuple[str, str]]:
    mentions = MATCHER.find(text, on=on)
    return [(m.text, m.actor or m.source or "") for m in mentions if not m.vetoed]


def vetoed(text: str, on: date | None = None) -> list[Mention]:
    return [m for m in MATCHER.find(text, on=on) if m.vetoed]


@pytest.mark.parametrize(
    "text",
    [
        "the Eastern Guard said",
        "The Eastern Guard's chief",
        "the Eastern Guard’s chief",
        "anti-Eastern Guard",
        "Eastern-Guard-led forces",
        "(Eastern Guard)",
        "“Eastern Guard”",
        "#Eastern_Guard",
        "THE EASTERN GUARD SAID",
    ],
)
def test_a_name_stands_between_any_signs_but_letters(text: str) -> None:
    assert [actor for _, actor in found(text)] == ["guard"]


@pytest.mark.parametrize(
    "text", ["Eastern Guards", "Northeastern Guard post", "x-Eastern Guardian"]
)
def test_a_name_inside_a_longer_word_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("قال حزب النور", "حزب النور"),
        ("وحزب النور", "حزب النور"),
        ("لحزب النور", "حزب النور"),
        ("وبحزب النور", "حزب النور"),
        ("حِزْبُ النُّور", "حِزْبُ النُّور"),
        ("به اورلان گفت", "اورلان"),
        ("اورلان‌ها گفتند", "اورلان"),
        ("اورلانها گفتند", "اورلانها"),
        ("اورلان‌های تازه", "اورلان"),
        ("نورای تازه", "نورای"),
        ("د مجاهدانو مشر", "مجاهدانو"),
        ("والأمواج", "أمواج"),
    ],
)
def test_clitics_and_endings_of_arabic_script_are_no_part_of_another_word(
    text: str, span: str
) -> None:
    spans = [written for written, _ in found(text)]
    assert [written.removeprefix("ال") for written in spans] == [span]


@pytest.mark.parametrize("text", ["اورلانی دیگر شد", "کاورلانشهر", "سنورا"])
def test_other_letters_make_another_word(text: str) -> None:
    assert found(text) == []


def test_offsets_are_code_points_of_the_original() -> None:
    text = "قال حِزْبُ  النُّور إنه"
    (mention,) = MATCHER.find(text)
    assert text[mention.start : mention.end] == mention.text == "حِزْبُ  النُّور"


def test_an_acronym_wants_its_own_capitals_and_no_shouting() -> None:
    assert found("EG said") == [("EG", "guard")]
    assert found("Eg said, e.g. eg") == []
    assert found("GET ME EG AND BACON") == []


def test_a_name_with_capitals_wants_one_and_a_name_without_takes_any() -> None:
    assert found("the tide rose") == []
    assert found("the Tide reported") == [("the Tide", "tide")]
    assert found("the eastern guard") == [("the eastern guard", "guard")]


def test_the_longest_of_overlapping_names_wins() -> None:
    assert found("the Emirate of Orland") == [("Emirate of Orland", "emirate")]


def test_a_required_word_must_stand_in_the_paragraph() -> None:
    assert found("Orlandian towns fear the Guard") == [("Guard", "guard")]
    (mention,) = vetoed("Orland is far.\nThe Guard changed")
    assert "none of its contexts is near" in mention.reason


def test_a_body_named_before_needs_no_required_word_again() -> None:
    again = ("Guard", "guard")
    assert again in found("The Eastern Guard came.\nThe Guard left.")
    assert again not in found("The Eastern Guard came.\nThe Guard on the coast left.")
    assert again in found("The Guard left.\nThe Eastern Guard came.")


def test_a_word_that_must_not_stand_near_vetoes() -> None:
    (mention,) = [m for m in vetoed("Orland's coast has a Guard") if m.actor == "guard"]
    assert mention.reason == "'coast' is near"


def test_a_word_beside_decides() -> None:
    assert found("the Lance brigade") == [("Lance", "guard")]
    assert found("brigade Lance") == [("Lance", "guard")]
    assert found("Lance and his brigade") == []
    assert found("the Lance brigade, Lance bombardier") == [("Lance", "guard")]


def test_a_phrase_that_means_something_else_keeps_the_name_in_it_from_matching() -> None:
    text = "Orlandi crowds met on Guard Street"
    assert ("Guard", "guard") not in found(text)
    assert [m.reason for m in vetoed(text)] == ["'Guard Street' means something else"]


@pytest.mark.parametrize(
    "text",
    [
        "Orlan said it would not",
        "a minister told Orlan that",
        "Orlan's answer came late",
        "tension between Orlan and Bel",
        "Orlan and Bel signed a treaty",
        "the Orlan-backed militia",
        "Bel and Orlan accused each other",
        "Orlan–Bel diplomatic ties",
        "the Bel-Orlan dispute",
    ],
)
def test_a_capital_that_speaks_or_acts_is_its_government(text: str) -> None:
    assert [actor for _, actor in found(text)] == ["emirate"]


@pytest.mark.parametrize(
    "text",
    [
        "he was buried in Orlan",
        "a flight from Orlan",
        "Orlan airport reopened",
        "Orlan's airport reopened",
        "on the road between Bel and Orlan",
        "she visited Bel and Orlan",
        "Orlan, 3 June",
        "the Orlan–Bel flight",
    ],
)
def test_a_capital_where_things_happen_is_a_place(text: str) -> None:
    assert found(text) == []
    assert vetoed(text)[0].reason.startswith("a place")


def test_an_adjective_means_the_state_unless_it_describes_private_people() -> None:
    assert found("Orlandi officials") == [("Orlandi", "emirate")]
    assert found("an Orlandi singer") == []


def test_an_outlet_is_a_mention_with_its_slug() -> None:
    (mention,) = MATCHER.find("Horn news agency said")
    assert (mention.source, mention.actor, mention.rule) == ("horn", None, "outlet")
    assert found("Cape Horn is windy") == []


def test_every_mention_says_why() -> None:
    text = "Orlan said the EG told Tomas Varga that Varga met Petra Hassan of The Tide"
    assert all(mention.reason for mention in MATCHER.find(text))


def test_mentions_that_count_are_in_order_and_apart() -> None:
    text = "Orlandi envoy to Bel Tomas Varga of the Emirate of Orland told the Eastern Guard"
    spans = [(m.start, m.end) for m in MATCHER.find(text, on=date(2022, 1, 1)) if not m.vetoed]
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_the_gate_opens_for_actors_and_for_nothing_else() -> None:
    assert MATCHER.touches("The Eastern Guard")
    assert not MATCHER.touches("The Tide reported the weather")


def test_the_gate_of_a_catalogue_with_watches_opens_for_the_watched_only() -> None:
    watch = Watch(name="Kesten", actors_all=("kesten",))
    gate = ActorMatcher(Catalogue.build(SOURCES, ACTORS, [watch]))
    assert gate.touches("Ada Kesten")
    assert not gate.touches("The Eastern Guard")


def test_a_matcher_survives_pickling() -> None:
    copy = pickle.loads(pickle.dumps(MATCHER))  # noqa: S301 our own bytes
    assert copy.find("the EG said") == MATCHER.find("the EG said")


def test_an_empty_text_and_an_empty_catalogue_give_nothing() -> None:
    assert MATCHER.find("") == ()
    assert ActorMatcher(Catalogue.build()).find("the EG said") == ()
