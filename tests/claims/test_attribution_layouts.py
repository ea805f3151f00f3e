"""Persian, Pashto and Arabic as outlets lay it out: datelines, live blogs, headings, labels.

And the constructions that stand before a name or after it.
"""

from __future__ import annotations

import pytest

from monitor.claims.lexical.stems import stems
from monitor.domain import Event, LinkRole, Modality
from tests.claims.reading import attributed, chain, only

# language, text, chain as written, content
REPORTS = {
    "a dateline with a dash": (
        "fa", "هرات ـ رحیم صادق گفت که راه باز است.", ["رحیم صادق"], "راه باز است",
    ),
    "a dateline with an agency": (
        "ps", "کابل (خبریال) — رحیم صادق وویل چې لار خلاصه ده.", ["رحیم صادق"], "لار خلاصه ده",
    ),
    "the time of a live blog": (
        "fa", "۱۴:۳۰ | رحیم صادق، سخنگوی وزارت معارف: «مکتب‌ها باز می‌شود.»",
        ["رحیم صادق"], "مکتب‌ها باز می‌شود",
    ),
    "a bullet": (
        "ar", "🔴 صحيفة الأرز: الجسر مغلق منذ الصباح.", ["صحيفة الأرز"], "الجسر مغلق منذ الصباح",
    ),
    "a heading with a place": (
        "ar", "في بيروت: أعلن نادر بارسا أن الطريق مفتوح.", ["نادر بارسا"], "الطريق مفتوح",
    ),
    "a label that was told an outlet": (
        "ar", "النائب نادر بارسا لقناة نور: «الطريق مفتوح أمام الجميع.»",
        ["قناة نور", "نادر بارسا"], "الطريق مفتوح أمام الجميع",
    ),
    "one of many": (
        "fa", "یکی از باشندگان این قریه گفت که پل خراب شده است.",
        ["یکی از باشندگان این قریه"], "پل خراب شده است",
    ),
    "a clause that tells who": (
        "fa", "یک نانوا که در بازار دکان دارد به ما گفت که آرد نیست.",
        ["یک نانوا که در بازار دکان دارد"], "آرد نیست",
    ),
    "somebody who gives his name": (
        "ps", "د کلي یو اوسېدونکي، چې ځان یې زرین ګل معرفي کړ، وویل چې لار بنده ده.",
        ["زرین ګل"], "لار بنده ده",
    ),
    "this comes while": (
        "fa", "این در حالی است که رحیم صادق گفته است راه از دیروز باز است.",
        ["رحیم صادق"], "راه از دیروز باز است",
    ),
    "a semicolon after a verb": (
        "fa", "بازار بسته شد؛ روزی که رحیم صادق اعلام کرد آرد رسیده است.",
        ["رحیم صادق"], "آرد رسیده است",
    ),
    "by the tongue of": (
        "ps", "د پوهنې وزارت د رحیم صادق له خولې وویل چې ښوونځي خلاص دي.",
        ["رحیم صادق"], "ښوونځي خلاص دي",
    ),
    "an outlet by its name in marks": (
        "ps", "بهرني تلویزیون «سپوږمۍ» خبر ورکړ چې سیلاب راغلی دی.",
        ["سپوږمۍ"], "سیلاب راغلی دی",
    ),
    "a verb of no list before a quotation": (
        "ps", "رحیم صادق سخته لهجه خپله کړه: «موږ خپله لار په خپله خلاصوو.»",
        ["رحیم صادق"], "موږ خپله لار په خپله خلاصوو",
    ),
    "the subject before an Arabic verb": (
        "ar", "غير أن صحيفة الأرز كانت قد ذكرت أن الجسر مغلق.", ["صحيفة الأرز"], "الجسر مغلق",
    ),
    "as for": (
        "ar", "أما نادر بارسا، الناطق باسم البلدية، فينفي إلى اليوم إغلاق الجسر القديم.",
        ["نادر بارسا"], "إغلاق الجسر القديم",
    ),
    "an official of whom there are many": (
        "ar", "غير أن عضواً في لجنة المياه ذهب أبعد من ذلك، إذ قال إن السد فارغ.",
        ["عضواً في لجنة المياه"], "السد فارغ",
    ),
    "where it was said, before an Arabic verb": (
        "ar", "وفي مقابلة مع قناة «سما»، قال نادر بارسا إن الطريق مفتوح.",
        ["سما", "نادر بارسا"], "الطريق مفتوح",
    ),
    "by what X brought": (
        "ar", "وبحسب ما أوردت صحيفة الأرز، الجسر مغلق منذ الصباح.",
        ["صحيفة الأرز"], "الجسر مغلق منذ الصباح",
    ),
    "a channel with a number": (
        "ar", "قال مصدر أمني للقناة 9 إن الطريق مفتوح.", ["القناة 9", "مصدر أمني"], "الطريق مفتوح",
    ),
    "not ruled out": (
        "ar", "لم يستبعد نادر بارسا أن يكون الجسر مغلقا.", ["نادر بارسا"], "يكون الجسر مغلقا",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_found_however_it_is_laid_out(name: str) -> None:
    language, text, speakers, content = REPORTS[name]
    made = only(text, language=language)
    assert chain(made) == speakers
    assert made.content == content


def test_a_gerund_before_the_main_verb_reports_too() -> None:
    made = attributed("رحیم صادق با محکوم کردن بستن راه بندر، گفت که آرد نیست.", language="fa")
    assert [(one.content, one.event) for one in made] == [
        ("بستن راه بندر", Event.ACCUSE), ("آرد نیست", made[1].event),
    ]  # fmt: skip
    assert {one.origin for one in made} == {"Rahim Sadeq"}


def test_who_is_asked_beside_another_does_not_speak() -> None:
    text = "رحیم صادق گفت که راه باز است و از ایران و طالبان خواست گفت‌وگو کنند."
    made = attributed(text, language="fa")[-1]
    assert chain(made) == ["رحیم صادق"]
    assert {"iran", "taliban"} <= set(made.actors)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "ولم يؤكد نادر بارسا أن الطريق مفتوح."),
        ("ar", "ملفان شغلا الناس هذا الأسبوع: الخبز، وما قيل عن السد."),
        ("fa", "رادیو بهار نتوانسته است این گفته را به گونه مستقل تأیید کند."),
        ("fa", "گفته می‌شود که راه باز است."),
    ],
)
def test_what_nobody_said_is_no_statement(language: str, text: str) -> None:
    assert attributed(text, language=language) == ()


def test_a_pronoun_means_whom_the_sentence_before_is_about() -> None:
    text = "سخنگوی وزارت معارف نادر کاوه به هرات رفت. او گفت که مکتب‌ها باز است."
    made = only(text, language="fa")
    assert made.origin == "نادر کاوه"


def test_a_last_name_and_a_noun_for_a_body_are_actors_of_the_content() -> None:
    text = "وزار نادر بارسا بيروت. وقال مصدر في حركة حماس إن الحركة رحبت ببارسا."
    made = attributed(text, language="ar")[-1]
    assert {"hamas", "nader-parsa"} <= set(made.actors)


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("fa", "رحیم صادق گفت که طالبان پذیرفته است سی مهندس به هرات بفرستد.", Modality.PROMISED),
        ("fa", "یک بازرگان گفت که هنوز محموله‌ای از گندم نرسیده است.", Modality.ASSERTED),
        ("ps", "رحیم صادق وویل چې که لار ونه تړل شي، موږ به ځواب ورکوو.", Modality.THREATENED),
        ("ar", "وأكد نادر بارسا أن إيران لم ترسل أي جنود.", Modality.DENIED),
        ("ar", "أفاد نادر بارسا بأن ستين جنديا أنهوا الدورة.", Modality.ASSERTED),
    ],
)
def test_whose_deed_it_is_decides_how_it_is_put(
    language: str, text: str, modality: Modality
) -> None:
    assert only(text, language=language).modality is modality


@pytest.mark.parametrize(
    ("language", "text", "event"),
    [
        ("fa", "رحیم صادق گفت که ایران بیست پهپاد به طالبان تحویل داده است.", Event.COOPERATE),
        ("fa", "رحیم صادق گفت که هزار مهاجر از ایران اخراج شده‌اند.", Event.COERCE),
        ("fa", "رحیم صادق گفت که سربازان دو دهقان را کشتند.", Event.ASSAULT),
        ("ps", "رحیم صادق وویل چې ایران طالبانو ته وسلې سپارلې دي.", Event.COOPERATE),
        ("ps", "رحیم صادق وویل چې زره کډوال له ایرانه ایستل شوي دي.", Event.COERCE),
        ("ar", "قال نادر بارسا إن إيران سلمت طالبان عشر طائرات.", Event.COOPERATE),
        ("ar", "قال نادر بارسا إن الشرطة رحلت مئات اللاجئين.", Event.COERCE),
        ("ar", "قال نادر بارسا إن الوفد شارك في تشييع الشيخ.", Event.CONSULT),
        ("ar", "قال نادر بارسا إن طالبان وعدت بإرسال مئة مدرب إلى الساحل.", Event.MOBILIZE),
    ],
)
def test_events_by_the_words_of_their_field(language: str, text: str, event: Event) -> None:
    assert only(text, language=language).event is event


def test_an_anonymous_source_keeps_its_role_across_a_relative_clause() -> None:
    made = only("زنی که از قندوز آمده بود، گفت که نان نیست.", language="fa")
    assert made.chain[-1].role is LinkRole.ANONYMOUS


def test_stems_leave_out_what_says_nothing_and_join_forms_of_a_word() -> None:
    assert set(stems("الزعفرانيون", "ar")) == set(stems("زعفرانيين", "ar"))
    assert set(stems("قالین‌ها و قالین‌های", "fa")) == {stems("قالین", "fa")[0]}
    assert stems("و در به که", "fa") == ()
