"""How Persian, Pashto and Arabic contents are put: pledged, threatened, urged, refused."""

from __future__ import annotations

import pytest

from monitor.domain import Event, Modality
from tests.claims.reading import chain, only

PUT = [
    ("fa", "رحیم صادق گفت که سال آینده پل را بازسازی خواهیم کرد.", Modality.PROMISED),
    ("fa", "رحیم صادق گفت که هر قایق بیگانه غرق خواهد شد.", Modality.THREATENED),
    ("fa", "رحیم صادق گفت که شرکت‌ها وظیفه دارند جاده را پاک کنند.", Modality.URGED),
    ("ps", "رحیم صادق وویل چې بل کال به پل بیا ورغوو.", Modality.PROMISED),
    ("ps", "رحیم صادق وویل چې هره پردۍ بېړۍ به ډوبه شي.", Modality.THREATENED),
    ("ps", "رحیم صادق وویل چې شرکتونه دې سړک پاک کړي.", Modality.URGED),
    ("ps", "رحیم صادق وویل چې په دې سړک کې اوبه ودرېدې.", Modality.ASSERTED),
    ("ar", "قال رحيم صادق: «سنرمم الجسر في الربيع».", Modality.PROMISED),
    ("ar", "قال رحيم صادق إن القوارب الغريبة لن تمر سالمة.", Modality.THREATENED),
    ("ar", "أكد رحيم صادق أن تنظيف الطريق ضرورة.", Modality.URGED),
]
REFUSED = [
    ("fa", "رحیم صادق پیشنهاد بازرگانان هرات را رد کرد."),
    ("fa", "رحیم صادق گفت که ایران پیشنهاد بازرگانان هرات را رد کرده است."),
    ("ps", "رحیم صادق وویل چې د هرات د سوداګرو وړاندیز نه مني."),
    ("ar", "رفض رحيم صادق مبادرة تجار هرات."),
    ("ar", "قال رحيم صادق إن إيران ترفض مبادرة تجار هرات."),
]


@pytest.mark.parametrize(("language", "text", "modality"), PUT)
def test_the_verb_tells_how_a_content_is_put(language: str, text: str, modality: Modality) -> None:
    assert only(text, language=language).modality is modality


@pytest.mark.parametrize(("language", "text"), REFUSED)
def test_to_refuse_a_proposal_is_an_act_and_no_denial(language: str, text: str) -> None:
    made = only(text, language=language)
    assert (made.modality, made.event) == (Modality.ASSERTED, Event.REJECT)
    assert len(chain(made)) == 1


def test_until_today_is_a_time_and_no_conjunction() -> None:
    made = only("رحیم صادق گفت تا امروز پل را کسی ندیده است.", language="fa")
    assert made.content.startswith("تا امروز")
