"""What Persian and Dari statements mean: acts, modality, roles, numbers, and who speaks next."""

from __future__ import annotations

import pytest

from monitor.domain import Event, Modality
from tests.claims.reading import attributed, chain, only


def test_the_parts_of_the_meaning() -> None:
    made = only(
        "رحیم صادق روز دوشنبه گفت که ایران سه روز پیش ۱۵۰۰ جنگجو به هرات فرستاد.", language="fa"
    )
    assert (made.event, made.modality) == (Event.MOBILIZE, Modality.ASSERTED)
    assert (made.agents, made.numbers, made.places) == (("iran",), ("۱۵۰۰",), ("هرات",))
    assert (made.said_on, made.event_date) == ("2025-03-17", "2025-03-17")


def test_voice_and_prepositions_tell_who_does_it_to_whom() -> None:
    active = only("رحیم صادق گفت که ایران به حماس سلاح داد.", language="fa")
    passive = only("رحیم صادق گفت که حماس از سوی ایران محکوم شده است.", language="fa")
    assert (active.agents, active.targets) == (("iran",), ("hamas",))
    assert (passive.agents, passive.targets) == (("iran",), ("hamas",))


def test_a_condition_and_a_pledge_of_the_own_side() -> None:
    made = only("رحیم صادق گفت که اگر جنگ شود، طالبان جنگجو خواهد فرستاد.", language="fa")
    assert (made.modality, made.condition) == (Modality.PROMISED, "اگر جنگ شود")
    other = only("نادر پارسا گفت که طالبان جنگجو خواهد فرستاد.", language="fa")
    assert other.modality is Modality.ASSERTED


def test_numbers_may_be_words() -> None:
    made = only("رحیم صادق گفت که صدها نفر و بیست و پنج موتر ماندند.", language="fa")
    assert made.numbers == ("صدها", "بیست و پنج")


def test_two_whole_clauses_under_one_cue_are_two_statements() -> None:
    first, second = attributed(
        "رحیم صادق گفت که نیروهای ایران تیراندازی کردند و ۳ کارگر زخمی شدند.", language="fa"
    )
    assert (first.content, second.content) == ("نیروهای ایران تیراندازی کردند", "۳ کارگر زخمی شدند")
    assert first.event is second.event is Event.ASSAULT
    assert first.origin == second.origin == "Rahim Sadeq"


def test_one_subject_with_two_deeds_is_one_statement() -> None:
    made = only("رحیم صادق گفت که ایران پل را ساخت و به کارگران پول داد.", language="fa")
    assert made.content.endswith("پول داد")


def test_a_present_with_a_time_ahead_is_promised_by_the_own_side() -> None:
    made = only("رحیم صادق گفت که طالبان تا پایان سال در هرات مکتب باز می‌کند.", language="fa")
    other = only("نادر پارسا گفت که طالبان تا پایان سال در هرات مکتب باز می‌کند.", language="fa")
    assert (made.modality, other.modality) == (Modality.PROMISED, Modality.ASSERTED)


def test_a_hostile_answer_to_come_is_threatened() -> None:
    made = only("نادر پارسا هشدار داد که این کار با واکنش شدید روبه‌رو خواهد شد.", language="fa")
    assert (made.modality, made.event) == (Modality.THREATENED, Event.THREATEN)


@pytest.mark.parametrize(
    "content", ["هیچ پایگاهی در هرات وجود ندارد", "حتی یک نفر از حماس در هرات نیست"]
)
def test_there_is_none_is_a_denial_of_an_official_alone(content: str) -> None:
    official = only(f"رحیم صادق گفت {content}.", language="fa")
    witness = only(f"یک شاهد عینی گفت {content}.", language="fa")
    assert (official.modality, witness.modality) == (Modality.DENIED, Modality.ASSERTED)


def test_never_is_denied_by_anybody_and_who_left_an_office_pledges_nothing() -> None:
    never = only("یک راننده گفت که این سفر هرگز انجام نشد.", language="fa")
    former = only("یک مقام پیشین ایران گفت که ایران مربی خواهد فرستاد.", language="fa")
    assert (never.modality, former.modality) == (Modality.DENIED, Modality.ASSERTED)


@pytest.mark.parametrize(
    ("content", "modality", "event"),
    [
        ("طالبان ده پهپاد از ایران خریده است", Modality.ASSERTED, Event.COOPERATE),
        ("ایران سی مرد را در هرات درس داده است", Modality.ASSERTED, Event.COOPERATE),
        ("نادر پارسا به کابل آمده است", Modality.ASSERTED, Event.CONSULT),
        ("سیصد شبه‌نظامی به مرز منتقل شده‌اند", Modality.ASSERTED, Event.MOBILIZE),
        ("دوازده زندانی به هرات تحویل داده شده‌اند", Modality.ASSERTED, Event.CONCEDE),
        ("ده تن آرد به قریه فرستاده می‌شود", Modality.PROMISED, Event.AID),
        ("تا پایان سال مهاجران از کشور اخراج خواهند شد", Modality.PROMISED, Event.COERCE),
        ("اگر آب نرسد، طالبان صادرات را متوقف می‌کند", Modality.THREATENED, Event.THREATEN),
        ("این حمله ایران بی‌پاسخ نخواهد ماند", Modality.THREATENED, Event.THREATEN),
        ("ایران وعده ده مربی را به طالبان داده است", Modality.PROMISED, Event.COOPERATE),
        ("چرا ایران آب را نمی‌دهد؟", Modality.QUESTIONED, Event.ACCUSE),
    ],
)
def test_the_families_of_deeds_and_how_they_are_put(
    content: str, modality: Modality, event: Event
) -> None:
    made = only(f"رحیم صادق گفت {content}.".replace("؟.", "؟"), language="fa")
    assert (made.content.rstrip("؟"), made.modality, made.event) == (
        content.rstrip("؟"), modality, event,
    )  # fmt: skip


def test_an_official_whom_a_sentence_tells_of_is_who_speaks_next() -> None:
    made = only("نماینده غور در مجلس قانع نشد. او گفت که راه بسته است.", language="fa")
    answered = attributed(
        "رحیم صادق به هرات رفت. پاسخ او کوتاه بود: «راه از امروز باز است.»", language="fa"
    )
    assert chain(made) == ["نماینده غور در مجلس"]
    assert [chain(one) for one in answered] == [["رحیم صادق"]]


@pytest.mark.parametrize(
    "said", ["رحیم صادق فردا خواهد گفت که راه باز است.", "چرا رحیم صادق می‌خواهد پول را بپردازد."]
)
def test_what_is_not_said_yet_or_only_wanted_is_no_report(said: str) -> None:
    assert not attributed(said, language="fa")


def test_camps_mobilise_and_calm_is_a_retreat() -> None:
    camps = only("رحیم صادق گفت که ایران دو اردوگاه در مرز ساخته است.", language="fa")
    calm = only("رحیم صادق گفت که وضعیت در هرات آرام است.", language="fa")
    assert (camps.event, calm.event) == (Event.MOBILIZE, Event.RETREAT)


def test_whom_a_channel_is_close_to_belongs_to_its_name() -> None:
    made = only("کانال تلگرامی نزدیک به حماس نوشت که پل بسته است.", language="fa")
    assert chain(made) == ["کانال تلگرامی نزدیک به حماس"]
