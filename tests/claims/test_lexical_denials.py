"""Denials without a verb of denial, in Persian, Pashto and Arabic."""

from __future__ import annotations

import pytest

from monitor.domain import Modality
from tests.claims.reading import only

UNDONE = [
    ("fa", "رحیم صادق گفت که از گدام فراه چیزی دزدیده نشده است."),
    ("fa", "نادر پارسا گفت که ما در آن چاه نفت دستی نداریم."),
    ("fa", "یک مقام ایران گفت که هیچ پهپادی به هرات نرسیده است."),
    ("ps", "رحیم صادق وویل چې د فراه له ګدامه څه نه دي وړل شوي."),
    ("ps", "رحیم صادق وویل چې موږ په دې کار کې لاس نه لرو."),
    ("ar", "قال رحيم صادق إن المخزن في فراه لم يفتحه أحد."),
    ("ar", "قال نادر بارسا إن لا قوافل خرجت من زاهدان."),
    ("ar", "قال مسؤول إيراني إن لا صلة لنا بحريق الميناء."),
    ("ar", "قال نائب وزير الزراعة إن الحقول لم تحترق."),
]
NO_DENIALS = [
    ("fa", "رحیم صادق گفت که هنوز نقشه پل را ندیده است."),
    ("fa", "رحیم صادق گفت که کسی نام آن روستا را نمی‌داند."),
    ("fa", "یک باشنده گفت که شب خوابش نبرده است."),
    ("ps", "رحیم صادق وویل چې تر اوسه یې لیک نه دی لوستلی."),
    ("ps", "رحیم صادق وویل چې دا سړک د غره حل نه دی."),
    ("ar", "قال رحيم صادق إن الطريق لا يزال طويلا."),
    ("ar", "قال رحيم صادق إن التجار باعوا القمح كله، ولم ير أحد ثمنه."),
    ("ar", "قال شاهد إن المطر لم يتوقف طوال الليل."),
]


@pytest.mark.parametrize(("language", "text"), UNDONE)
def test_who_says_that_a_deed_was_not_done_denies_it(language: str, text: str) -> None:
    assert only(text, language=language).modality is Modality.DENIED


@pytest.mark.parametrize(("language", "text"), NO_DENIALS)
def test_a_state_a_delay_or_what_a_bystander_saw_not_is_no_denial(language: str, text: str) -> None:
    assert only(text, language=language).modality is Modality.ASSERTED
