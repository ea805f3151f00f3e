"""What Persian, Pashto and Arabic contents tell of, type by type (PLOVER)."""

from __future__ import annotations

import pytest

from monitor.domain import Event
from tests.claims.reading import only

FRAMES = {
    "fa": "یک شاهد گفت که {}.",
    "ps": "یوه شاهد وویل چې {}.",
    "ar": "قال شاهد إن {}.",
}
TOLD = [
    ("fa", Event.AGREE, "آتش‌بس در مرز تا عید تمدید شد"),
    ("fa", Event.AGREE, "سند فروش سیمان دیروز به امضا رسید"),
    ("fa", Event.CONSULT, "شهردار مهمان هندی را به حضور پذیرفت"),
    ("fa", Event.SUPPORT, "مردم شهر معلم‌شان را تنها نمی‌گذارند"),
    ("fa", Event.COOPERATE, "کانتینرهای چای از بندر بارگیری شد"),
    ("fa", Event.COOPERATE, "صرافی پول را به انجمن رساند"),
    ("fa", Event.AID, "محموله‌ای از خیمه و دارو به قریه آمد"),
    ("fa", Event.CONCEDE, "دوازده زندانی از محبس آزاد شدند"),
    ("fa", Event.CONCEDE, "تعرفه واردات چای لغو شد"),
    ("fa", Event.RETREAT, "سربازان دو پوسته را تخلیه کردند"),
    ("fa", Event.ACCUSE, "همسایه در آن انفجار دست داشت"),
    ("fa", Event.REJECT, "بزرگان قریه به آن پیشنهاد جواب منفی دادند"),
    ("fa", Event.SANCTION, "سه شرکت به فهرست سیاه افزوده شدند"),
    ("fa", Event.SANCTION, "مرز به روی میوه بسته شد"),
    ("fa", Event.PROTEST, "نانوایان شهر به خیابان ریختند"),
    ("fa", Event.MOBILIZE, "قطار نظامی به سوی دره حرکت کرد"),
    ("fa", Event.COERCE, "دهقانان وادار به ترک خانه شدند"),
    ("fa", Event.ASSAULT, "مهاجمان بازار را به رگبار بستند"),
    ("ps", Event.AGREE, "د پنبې د پلور تړون لاسلیک شو"),
    ("ps", Event.CONSULT, "ښاروال د هند له سفیر سره ناسته وکړه"),
    ("ps", Event.SUPPORT, "کلیوال به خپل ښوونکی یوازې پرې نه ږدي"),
    ("ps", Event.COOPERATE, "د وړیو کانټینرونه هند ته ولېږل شول"),
    ("ps", Event.AID, "راستنېدونکو ته اوړه ووېشل شول"),
    ("ps", Event.CONCEDE, "دولس بندیان له زندانه خوشې شول"),
    ("ps", Event.CONCEDE, "پر کتابونو محدودیتونه کم شول"),
    ("ps", Event.RETREAT, "عسکر له دوو پوستو ووتل"),
    ("ps", Event.ACCUSE, "ګاونډی په دې پېښه کې لاس لري"),
    ("ps", Event.REJECT, "مشرانو هغه وړاندیز ونه مانه"),
    ("ps", Event.SANCTION, "د غره دروازه یې پر لاریو وتړله"),
    ("ps", Event.PROTEST, "نانوایان سړکونو ته راوتلي دي"),
    ("ps", Event.MOBILIZE, "زغره وال موټرونه په دره کې ځای پر ځای شول"),
    ("ps", Event.COERCE, "بزګر یې له کورونو وشړل"),
    ("ps", Event.ASSAULT, "توغندی د پله پر سر ولګېد"),
    ("ar", Event.AGREE, "الجانبين وافقا على وقف لإطلاق النار"),
    ("ar", Event.CONSULT, "العمدة تبادل وجهات النظر مع ضيفه الهندي"),
    ("ar", Event.SUPPORT, "القرية تقف مع معلمها"),
    ("ar", Event.COOPERATE, "الشاحنات عادت إلى الوادي وأعيد فتح المعبر"),
    ("ar", Event.AID, "سلالا غذائية وصلت إلى القرية"),
    ("ar", Event.CONCEDE, "القاضي أخلى سبيل الشاعر"),
    ("ar", Event.CONCEDE, "الوزارة سمحت بعودة المعلمات"),
    ("ar", Event.RETREAT, "الجنود غادروا القاعدة ليلا"),
    ("ar", Event.ACCUSE, "بصمات الجار واضحة في الحريق"),
    ("ar", Event.REJECT, "ذلك العرض غير مقبول"),
    ("ar", Event.SANCTION, "أرصدة الشركة جمدت"),
    ("ar", Event.PROTEST, "الخبازين أضربوا عن العمل"),
    ("ar", Event.MOBILIZE, "الدبابات احتشدت قرب الجسر"),
    ("ar", Event.COERCE, "الحراس صادروا هواتف الطلاب"),
    ("ar", Event.ASSAULT, "الجسر تعرض لقصف في الليل"),
]


@pytest.mark.parametrize(("language", "event", "content"), TOLD)
def test_an_act_is_known_by_its_verb_or_its_noun(language: str, event: Event, content: str) -> None:
    assert only(FRAMES[language].format(content), language=language).event is event
