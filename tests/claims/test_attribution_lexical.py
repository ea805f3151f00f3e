"""The wire's common patterns in Persian, Dari, Pashto and Arabic."""

from __future__ import annotations

import pytest

from monitor.domain import CueClass, Modality, QuoteForm
from tests.claims.reading import attributed, chain, every, only


def test_persian_said_that() -> None:
    made = only("رحیم صادق روز شنبه گفت که ایران نیرو خواهد فرستاد.", language="fa")
    assert (made.origin, made.party) == ("Rahim Sadeq", "Taliban")
    assert made.content == "ایران نیرو خواهد فرستاد"
    assert made.language == "fa"


@pytest.mark.parametrize(
    "text",
    ["به گفته رحیم صادق، ایران دو پل را بسته است.", "ایران دو پل را بسته است، به گفته رحیم صادق."],
)
def test_persian_according_to_before_and_after(text: str) -> None:
    made = only(text, language="fa")
    assert (made.origin, made.content) == ("Rahim Sadeq", "ایران دو پل را بسته است")


def test_persian_citing_makes_a_chain() -> None:
    made = only(
        "تلویزیون نور به نقل از روزنامه سدر گزارش داد که ایران نیرو فرستاده است.", language="fa"
    )
    assert [link.source for link in made.chain] == ["noor", "cedar"]
    assert made.origin == "Cedar Daily"


def test_persian_denial_of_an_object() -> None:
    made = only("رحیم صادق گزارش‌ها درباره فروش سلاح به حماس را رد کرد.", language="fa")
    assert (made.cue_class, made.modality) == (CueClass.DENY, Modality.DENIED)
    assert made.content == "فروش سلاح به حماس"


def test_persian_quotation_and_pronoun() -> None:
    first, second = attributed(
        "رحیم صادق گفت که راه بسته است. او افزود: «راه را بهار باز می‌کنیم.»", language="fa"
    )
    assert first.origin == second.origin == "Rahim Sadeq"
    assert second.content == "راه را بهار باز می‌کنیم"
    assert second.form is QuoteForm.DIRECT


def test_persian_coordinated_cues_share_a_speaker() -> None:
    first, second = attributed(
        "رحیم صادق گفت که راه بسته است و افزود که مردم باید صبر کنند.", language="fa"
    )
    assert first.content == "راه بسته است"
    assert second.origin == "Rahim Sadeq"
    assert second.modality is Modality.URGED


def test_persian_unnamed_spokesman_speaks_for_his_body() -> None:
    made = only("سخنگوی طالبان گفت که مرز باز است.", language="fa")
    assert (chain(made), made.party) == (["سخنگوی طالبان"], "Taliban")


def test_a_half_space_may_be_a_space() -> None:
    for said in ("می‌گوید", "می گوید", "میگوید"):
        made = only(f"رحیم صادق {said} که مرز باز است.", language="fa")
        assert made.content == "مرز باز است"


def test_pashto_said_that_and_trailing_said() -> None:
    before = only("رحیم صادق وویل چې ایران پل تړلی دی.", language="ps")
    after = only("ایران پل تړلی دی او لاره بنده ده، رحیم صادق وویل.", language="ps")
    assert before.origin == after.origin == "Rahim Sadeq"
    assert before.content == "ایران پل تړلی دی"
    assert after.content == "ایران پل تړلی دی او لاره بنده ده"


def test_arabic_said_that() -> None:
    made = only("قال رحيم صادق إن إيران أغلقت المعبر.", language="ar")
    assert (made.origin, made.content) == ("Rahim Sadeq", "إيران أغلقت المعبر")


def test_arabic_according_to() -> None:
    made = only("وفقا لرحيم صادق، أغلقت إيران المعبر أمس.", language="ar")
    assert made.content == "أغلقت إيران المعبر أمس"


def test_arabic_reported_from_makes_a_chain() -> None:
    made = only("نقلت قناة نور عن رحيم صادق قوله إن المعبر مغلق.", language="ar")
    assert [link.source or link.actor for link in made.chain] == ["noor", "rahim-sadeq"]
    assert made.content == "المعبر مغلق"


def test_arabic_denial() -> None:
    made = only("نفى رحيم صادق أن حماس طلبت المال.", language="ar")
    assert (made.modality, made.content) == (Modality.DENIED, "حماس طلبت المال")


@pytest.mark.parametrize(("language", "text"), [
    ("fa", "ایران به حماس حمله کرد."),
    ("ar", "هجوم شنته إيران ضد حماس."),
])  # fmt: skip
def test_narration_is_kept_unattributed(language: str, text: str) -> None:
    (kept,) = every(text, language=language)
    assert (kept.attributed, kept.chain, kept.origin) == (False, (), "Ridge News")


def test_an_undetected_language_is_told_by_its_script() -> None:
    made = only("رحیم صادق گفت که پل بسته است.", language=None)
    assert made.language == "fa"


def test_a_language_without_a_reader_gives_nothing() -> None:
    assert every("Rahim Sadeq sagte, Iran habe Hamas angegriffen.", language="de") == ()


@pytest.mark.parametrize(
    ("language", "text", "agents", "targets"),
    [
        ("fa", "رحیم صادق گفت که پول برای حماس و حزب‌الله رسیده است.", (), ("hamas", "hezbollah")),
        ("fa", "رحیم صادق گفت که هیئتی از حماس به بازار می‌رود.", ("hamas",), ()),
        ("ar", "قال رحيم صادق إن وفداً من حماس زار السوق.", ("hamas",), ()),
    ],
)
def test_who_stands_beside_somebody_has_his_part_and_a_band_of_them_acts(
    language: str, text: str, agents: tuple[str, ...], targets: tuple[str, ...]
) -> None:
    made = only(text, language=language)
    assert (made.agents, made.targets) == (agents, targets)
