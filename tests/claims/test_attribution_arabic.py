"""Every construction of reported speech that Arabic wire prose has, a sentence each."""

from __future__ import annotations

import pytest

from monitor.domain import CueClass, Event, Modality
from tests.claims.reading import attributed, chain, only

# text, chain as written, content
REPORTS = {
    "reported from": (
        "نقلت قناة نور عن مصدر مطلع أن الجسر مغلق.", ["قناة نور", "مصدر مطلع"], "الجسر مغلق",
    ),
    "citing between commas": (
        "قالت قناة نور، نقلاً عن صحيفة الأرز، إن الجسر مغلق.", ["قناة نور", "صحيفة الأرز"],
        "الجسر مغلق",
    ),
    "according to, before": ("وفقاً لنادر كاوه، فإن الجسر مغلق.", ["نادر كاوه"], "الجسر مغلق"),
    "according to, after, with an office": (
        "أغلق الجسر صباح أمس، بحسب المتحدث باسم وزارة النقل نادر كاوه.", ["نادر كاوه"],
        "أغلق الجسر صباح أمس",
    ),
    "according to a relay": (
        "وبحسب قناة نور، نقلاً عن مسؤول محلي، فإن الجسر مغلق.", ["قناة نور", "مسؤول محلي"],
        "الجسر مغلق",
    ),
    "quotation first": ("«الجسر مغلق»، قال رحيم صادق.", ["رحيم صادق"], "الجسر مغلق"),
    "curly marks": ("قال رحيم صادق: “الجسر مغلق”.", ["رحيم صادق"], "الجسر مغلق"),
    "straight marks": ('قال رحيم صادق: "الجسر مغلق".', ["رحيم صادق"], "الجسر مغلق"),
    "nested quotation": (
        "قال رحيم صادق: «قال لي “اذهب” ثم رحل».", ["رحيم صادق"], "قال لي “اذهب” ثم رحل",
    ),
    "passive with by": (
        "أُعلن من جانب وزارة العدل أن السوق مغلق.", ["وزارة العدل"], "السوق مغلق",
    ),
    "document": (
        "وجاء في بيان لوزارة العدل أن القانون صدر.", ["وزارة العدل"], "القانون صدر",
    ),
    "told an outlet": (
        "قال رحيم صادق لقناة نور إن الجسر مغلق.", ["قناة نور", "رحيم صادق"], "الجسر مغلق",
    ),
    "informed an outlet": (
        "أبلغ رحيم صادق قناة نور أن الجسر مغلق.", ["قناة نور", "رحيم صادق"], "الجسر مغلق",
    ),
    "told an outlet nobody lists": (
        "قال رحيم صادق لإذاعة «ربيع» إن الجسر مغلق.", ["ربيع", "رحيم صادق"], "الجسر مغلق",
    ),
    "interview": (
        "قال رحيم صادق في مقابلة مع قناة نور إن الجسر مغلق.", ["قناة نور", "رحيم صادق"],
        "الجسر مغلق",
    ),
    "posted": (
        "كتب رحيم صادق على منصة إكس أن الجسر مغلق.", ["إكس", "رحيم صادق"], "الجسر مغلق",
    ),
    "office and name without a comma": (
        "قال المتحدث باسم وزارة النقل نادر كاوه إن الجسر مغلق.", ["نادر كاوه"], "الجسر مغلق",
    ),
    "name and office": (
        "قال نادر كاوه، المتحدث باسم وزارة النقل، إن الجسر مغلق.", ["نادر كاوه"], "الجسر مغلق",
    ),
    "the day after the name": (
        "قال رحيم صادق يوم الاثنين إن الجسر مغلق.", ["رحيم صادق"], "الجسر مغلق",
    ),
    "subject first": (
        "وكانت قناة نور قد ذكرت أن الجسر مغلق.", ["قناة نور"], "الجسر مغلق",
    ),
    "institution in a place": (
        "أعلنت السفارة الإيرانية في كابول أن الباب مغلق.", ["السفارة الإيرانية في كابول"],
        "الباب مغلق",
    ),
    "anonymous": (
        "قال دبلوماسي رفيع في كابول، طلب عدم الكشف عن هويته، إن السفارة مغلقة.",
        ["دبلوماسي رفيع في كابول"], "السفارة مغلقة",
    ),
    "number in the source": (
        "قال 12 خبيراً في الأمم المتحدة إن الوضع أسوأ.", ["12 خبيراً في الأمم المتحدة"],
        "الوضع أسوأ",
    ),
    "label": ("رحيم صادق: الجسر مغلق منذ أمس.", ["رحيم صادق"], "الجسر مغلق منذ أمس"),
    "chain of three": (
        "نقلت قناة نور عن صحيفة الأرز أن رحيم صادق أبلغ نظيره أن الجسر مغلق.",
        ["قناة نور", "صحيفة الأرز", "رحيم صادق"], "الجسر مغلق",
    ),
    "a first name that begins like an article": (
        "قال الخبير العسكري إلياس نجم إن الجسر مغلق.", ["إلياس نجم"], "الجسر مغلق",
    ),
    "the outlet right after the verb": (
        "قال لقناة نور مصدر في حماس إن الجسر مغلق.", ["قناة نور", "مصدر في حماس"], "الجسر مغلق",
    ),
    "the outlet after an aside": (
        "كشف قيادي في حماس، طلب عدم ذكر اسمه، لموقع «الرصد» عن إغلاق الجسر.",
        ["الرصد", "قيادي في حماس"], "إغلاق الجسر",
    ),
    "an envoy to a place": (
        "دعا المبعوث الأممي إلى هرات سامر نجم الأطراف كافة إلى فتح الجسر.", ["سامر نجم"],
        "فتح الجسر",
    ),
    "what is not ruled out": (
        "ولم يستبعد رحيم صادق إغلاق الجسر.", ["رحيم صادق"], "إغلاق الجسر",
    ),
    "both, by the first": (
        "أكد كل من نادر كاوه ورحيم صادق أن الجسر مغلق.", ["نادر كاوه"], "الجسر مغلق",
    ),
    "a relay of a relay": (
        "ذكرت قناة نور، نقلاً عن صحيفة الأرز عن قيادي في الحزب، أن الجسر مغلق.",
        ["قناة نور", "صحيفة الأرز", "قيادي في الحزب"], "الجسر مغلق",
    ),
    "whom an outlet has it from": (
        "أغلق الجسر صباح أمس، بحسب قناة نور التي نقلت عن صحيفة الأرز.",
        ["قناة نور", "صحيفة الأرز"], "أغلق الجسر صباح أمس",
    ),
    "as somebody told an outlet": (
        "أغلق الجسر صباح أمس، على ما أفاد به رحيم صادق لقناة نور.", ["قناة نور", "رحيم صادق"],
        "أغلق الجسر صباح أمس",
    ),
    "as an outlet has it from somebody": (
        "أغلق الجسر صباح أمس، وفق ما نقلته قناة نور عن رحيم صادق.", ["قناة نور", "رحيم صادق"],
        "أغلق الجسر صباح أمس",
    ),
    "the holder of an office at a body in marks": (
        "يرى الباحث في مركز «سهيل» نادر كاوه أن الجسر مغلق.", ["نادر كاوه"], "الجسر مغلق",
    ),
    "a town of two words": (
        "تساءل رئيس بلدية عين السمك عن سبب إغلاق الجسر، والسيول لم تنته بعد.",
        ["رئيس بلدية عين السمك"], "سبب إغلاق الجسر",
    ),
    "the name of an outlet without its kind": (
        "قالت قناة السنديان إن الجسر مغلق.", ["السنديان"], "الجسر مغلق",
    ),
    "the noun for what is said, with a pronoun": (
        "جدد رحيم صادق عبر «نداء» تأكيده أن الجسر مغلق.", ["نداء", "رحيم صادق"], "الجسر مغلق",
    ),
    "the noun for what is said, with its doer": (
        "جاء ذلك بعد إعلان رحيم صادق أن الجسر مغلق.", ["رحيم صادق"], "الجسر مغلق",
    ),
    "to the publisher itself": (
        "قال رحيم صادق في حوار مع إذاعتنا إن الجسر مغلق.", ["رحيم صادق"], "الجسر مغلق",
    ),
    "'before that' connects nothing": (
        "قال رحيم صادق قبل أن يغادر إن الجسر مغلق.", ["رحيم صادق"], "الجسر مغلق",
    ),
    "the reporter goes on": (
        "قال رحيم صادق إن الجسر مغلق منذ أيام، وكانت الشاحنات تنتظر.", ["رحيم صادق"],
        "الجسر مغلق منذ أيام",
    ),
    "whom a participle hangs on": (
        "في هرات، خاطب رحيم صادق الطلاب قائلاً: «الجسر مغلق».", ["رحيم صادق"], "الجسر مغلق",
    ),
}  # fmt: skip

DENIALS = {
    "denied that": ("نفى رحيم صادق أن إيران أغلقت الجسر.", "إيران أغلقت الجسر"),
    "denied a deed": ("نفى رحيم صادق شن إيران هجوماً.", "شن إيران هجوماً"),
    "rejected claims that": (
        "رفض رحيم صادق الادعاءات بأن إيران أغلقت الجسر.", "إيران أغلقت الجسر",
    ),
    "called it baseless": (
        "وصف رحيم صادق التقارير عن هجوم إيران بأنها لا أساس لها.", "هجوم إيران",
    ),
    "denied that there is": ("نفى رحيم صادق وجود أي اتفاق سري.", "وجود أي اتفاق سري"),
    "denies now": ("ينفي رحيم صادق ما قيل عن هجوم إيران.", "ما قيل عن هجوم إيران"),
    "called it ridiculous": (
        "وصف رحيم صادق التقارير عن سلاح لإيران بأنها «سخيفة».", "سلاح لإيران",
    ),
    "there is none": (
        "قال رحيم صادق إنه لا يوجد أي معسكر لإيران.", "لا يوجد أي معسكر لإيران",
    ),
    "there is no truth": (
        "قال رحيم صادق إنه لا صحة لخبر هجوم إيران.", "لا صحة لخبر هجوم إيران",
    ),
    "denied to an outlet": ("لكن رحيم صادق نفى لـ«الرصد» حصول هجوم لإيران.", "حصول هجوم لإيران"),
    "called the charges baseless": (
        "وصف رحيم صادق الاتهامات الإيرانية بأنها «لا أساس لها».", "الاتهامات الإيرانية",
    ),
    "denied while another confirms": (
        "وبينما كانت الشاحنات تنتظر عند المعبر، نفى رحيم صادق هجوم إيران.", "هجوم إيران",
    ),
    "denied again": ("كرر رحيم صادق نفيه أن تكون إيران أغلقت الجسر.", "تكون إيران أغلقت الجسر"),
    "answered by denying": ("رد رحيم صادق بنفي أي هجوم لإيران.", "أي هجوم لإيران"),
    "hurried to deny": ("سارع رحيم صادق إلى نفي هجوم إيران.", "هجوم إيران"),
    "the act is negated": (
        "قال رحيم صادق إن إيران لم تهاجم هرات.", "إيران لم تهاجم هرات",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "names", "content"), REPORTS.values(), ids=REPORTS.keys())
def test_a_report_gives_its_chain_and_its_content(
    text: str, names: list[str], content: str
) -> None:
    made = only(text, language="ar")
    assert (chain(made), made.content) == (names, content)


@pytest.mark.parametrize(("text", "content"), DENIALS.values(), ids=DENIALS.keys())
def test_a_denial_is_one_however_it_is_put(text: str, content: str) -> None:
    made = only(text, language="ar")
    assert (made.modality, made.content) == (Modality.DENIED, content)
    assert made.origin == "Rahim Sadeq"


def test_we_did_not_is_a_denial_of_an_official_alone() -> None:
    official = only("قال رحيم صادق: «لم نأخذ شيئاً».", language="ar")
    witness = only("قال شاهد عيان: «لم نأخذ شيئاً».", language="ar")
    assert (official.modality, witness.modality) == (Modality.DENIED, Modality.ASSERTED)


def test_only_is_no_denial() -> None:
    made = only("قال رحيم صادق إن إيران لم تهاجم سوى هرات.", language="ar")
    assert made.modality is Modality.ASSERTED


def test_a_threat_with_a_negative_is_no_denial() -> None:
    made = only("قال رحيم صادق إن الهجوم لن يمر دون رد.", language="ar")
    assert (made.modality, made.event) == (Modality.THREATENED, Event.THREATEN)


def test_what_is_threatened_follows_the_speaker() -> None:
    made = only("هدد رحيم صادق بإغلاق المعبر أمام إيران.", language="ar")
    assert (made.cue_class, made.content) == (CueClass.THREATEN, "بإغلاق المعبر أمام إيران")
    assert made.modality is Modality.THREATENED


def test_an_accusation_names_whom_it_is_about() -> None:
    made = only("اتهم رحيم صادق إيران بتهريب السلاح.", language="ar")
    assert (made.event, made.content) == (Event.ACCUSE, "بتهريب السلاح")
    assert "iran" in made.actors


def test_an_assurance_names_whom_it_is_given_to() -> None:
    made = only("طمأن رحيم صادق إيران إلى أن المعبر سيبقى مفتوحاً.", language="ar")
    assert (made.modality, made.addressees) == (Modality.PROMISED, ("iran",))


def test_a_demand_names_who_is_asked() -> None:
    made = only("دعا رحيم صادق إيران إلى فتح المعبر.", language="ar")
    assert (made.modality, made.content) == (Modality.URGED, "فتح المعبر")
    assert made.addressees == ("iran",)


def test_a_verb_that_leads_on_with_a_preposition_reports_a_noun() -> None:
    stressed = only("شدد رحيم صادق على ضرورة ترميم الجسر.", language="ar")
    pointed = only("وأشار رحيم صادق إلى نقص القمح في هرات.", language="ar")
    assert chain(stressed) == chain(pointed) == ["رحيم صادق"]
    assert pointed.content == "نقص القمح في هرات"
    assert attributed("وتشهد هرات حراسة مشددة قبل وصول رحيم صادق.", language="ar") == ()
