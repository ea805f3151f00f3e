"""Every construction of reported speech that Arabic wire prose has, a sentence each."""

from __future__ import annotations

import pytest

from monitor.domain import CueClass, Event, LinkRole, Modality, QuoteForm
from tests.claims.reading import attributed, chain, every, only

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


WHOM = {
    "an accusation after where it was made": (
        "في بيان إلى الصحف، اتهم رحيم صادق حزب الله بتهريب السلاح.", "بتهريب السلاح", "hezbollah",
    ),
    "a demand with asides": (
        "طالب وزير النقل نادر كاوه، في منشور على إكس، إيران بفتح المعبر.", "بفتح المعبر", "iran",
    ),
    "after the name of an office": (
        "طالبت لجنة النقل النيابية حركة حماس بإعادة الشاحنات.", "بإعادة الشاحنات", "hamas",
    ),
    "after a last name with an article": (
        "حث مدير المركز نادر الهاشمي إيران على ضبط النفس.", "ضبط النفس", "iran",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "content", "whom"), WHOM.values(), ids=WHOM.keys())
def test_the_preposition_of_a_verb_parts_whom_it_is_for_from_the_content(
    text: str, content: str, whom: str
) -> None:
    made = only(text, language="ar")
    assert (made.content, made.addressees) == (content, (whom,))


def test_a_clause_that_answers_denies_or_confirms_what_goes_before() -> None:
    first, second = attributed(
        "قالت قناة نور إن إيران سلمت حزب الله صواريخ، وهو ما نفاه نادر بارسا.", language="ar"
    )
    assert (chain(second), second.modality) == (["نادر بارسا"], Modality.DENIED)
    assert second.content == first.content
    told = attributed(
        "قالت قناة نور إن إيران سلمت صواريخ، وهو ما نفاه نادر بارسا بقوله: «لم نسلم شيئاً».",
        language="ar",
    )[1]
    assert (told.content, told.modality) == ("لم نسلم شيئاً", Modality.DENIED)


def test_blame_names_whom_it_is_laid_on_and_to_carry_is_no_blame() -> None:
    made = only("حمل رحيم صادق إيران مسؤولية انهيار الجسر.", language="ar")
    assert (made.event, made.content) == (Event.ACCUSE, "مسؤولية انهيار الجسر")
    assert made.addressees == ("iran",)
    assert attributed("حمل رحيم صادق حقيبة إلى إيران.", language="ar") == ()


@pytest.mark.parametrize(
    "text",
    ["التزم حزب الله الصمت حتى المساء.", "ورفضت وزارة النقل التعليق على الخبر.",
     "رفض رحيم صادق الحديث عن عدد الشاحنات."],
)  # fmt: skip
def test_who_would_not_speak_says_nothing(text: str) -> None:
    assert attributed(text, language="ar") == ()


COMING = {
    "what one's own side will never be": (
        "قال نادر بارسا إن إيران لن تكون ممراً للسلاح.", Modality.PROMISED,
    ),
    "what one oneself will never do": (
        "أبلغت إيران حماس بأنها لن تكون طرفاً في أي حرب.", Modality.PROMISED,
    ),
    "what one's own movement will do": (
        "قال رحيم صادق إن الحركة ستفتح باب التدريب أمام المتطوعين.", Modality.PROMISED,
    ),
    "what goods will do": ("قال رحيم صادق إن الشحنة ستصل إلى هرات.", Modality.ASSERTED),
    "what one who left his office tells": (
        "قال مسؤول إيراني سابق إن إيران ستعترف بحركة طالبان.", Modality.ASSERTED,
    ),
    "that nothing is needed": (
        "قال رحيم صادق إن الحركة لا تحتاج إلى مقاتلين أجانب.", Modality.ASSERTED,
    ),
    "a vowed blow": ("تعهد رحيم صادق بقصف قواعد إيران.", Modality.THREATENED),
}  # fmt: skip


@pytest.mark.parametrize(("text", "modality"), COMING.values(), ids=COMING.keys())
def test_the_future_is_promised_by_those_whose_it_is(text: str, modality: Modality) -> None:
    assert only(text, language="ar").modality is modality


STATES = {
    "where": ("قال رحيم صادق إن المقاتلين جاؤوا من خارج إيران.", False),
    "whose border": ("قال رحيم صادق إن الشاحنات عبرت الحدود الإيرانية.", False),
    "what kind of people": ("قال رحيم صادق إن ألف متطوع إيراني وصلوا.", False),
    "the make of what is sold": ("قال رحيم صادق إن الحركة اشترت مئة بندقية إيرانية.", False),
    "whose base is struck": ("هدد رحيم صادق بضرب القواعد الإيرانية.", True),
    "who does it": ("قال رحيم صادق إن القوات الإيرانية قصفت الجسر.", True),
}  # fmt: skip


@pytest.mark.parametrize(("text", "acts"), STATES.values(), ids=STATES.keys())
def test_a_state_is_an_actor_where_it_is_no_place_and_no_kind(text: str, acts: bool) -> None:
    assert ("iran" in only(text, language="ar").actors) is acts


EVENTS = {
    "إيران باعت حماس أربعين صاروخاً": Event.COOPERATE,
    "الصرافين نقلوا خمسة ملايين دولار إلى حزب الله": Event.COOPERATE,
    "لقاءً سرياً عقد في هرات الأسبوع الماضي": Event.CONSULT,
    "إيران ستعترف بحكومة طالبان": Event.SUPPORT,
    "الحركة ستبني مستشفى في رفح": Event.AID,
    "رتلاً من المقاتلين عبر النهر": Event.MOBILIZE,
    "إيران أعادت قسراً ألف لاجئ": Event.COERCE,
    "إيران تغلق المعبر كل مساء": Event.SANCTION,
    "الطائرات تستهدف القرى كل ليلة": Event.ASSAULT,
}


def test_verbs_have_their_event_in_every_tense() -> None:
    found = {said: only(f"قال رحيم صادق إن {said}.", language="ar").event for said in EVENTS}
    assert found == EVENTS


def test_coordinated_contents_are_two_statements() -> None:
    first, second = attributed("قال رحيم صادق إن الجسر مغلق وإن السوق مفتوح.", language="ar")
    assert (first.content, second.content) == ("الجسر مغلق", "السوق مفتوح")


def test_the_same_speaker_goes_on_with_a_participle() -> None:
    first, second = attributed("قال رحيم صادق إن الجسر مغلق، مضيفاً أن السوق مفتوح.", language="ar")
    assert first.content == "الجسر مغلق"
    assert (second.origin, second.content) == ("Rahim Sadeq", "السوق مفتوح")


def test_role_nouns_and_silent_verbs_become_the_full_name() -> None:
    first, second, third = attributed(
        "قال وزير النقل نادر كاوه إن الجسر مغلق.\nوأضاف الوزير أن السوق مفتوح.\n"
        "وأكد: «العمل مستمر».",
        language="ar",
    )
    assert chain(first) == chain(second) == chain(third) == ["نادر كاوه"]


def test_who_is_asked_answers() -> None:
    made = only("وسئل رحيم صادق عن الموعد، فقال: «العمل مستمر».", language="ar")
    assert chain(made) == ["رحيم صادق"]


def test_a_ministry_named_before_owns_its_spokesman() -> None:
    _, second = attributed(
        "أعلنت وزارة النقل في حكومة طالبان أن الجسر مغلق. وقال المتحدث باسم الوزارة نادر كاوه إن "
        "العمل مستمر.",
        language="ar",
    )
    assert (second.origin, second.party) == ("نادر كاوه", "Taliban")


def test_a_quotation_goes_on_over_paragraphs() -> None:
    made = only("قال رحيم صادق: «الجسر مغلق.\n«والسوق مفتوح».", language="ar")
    assert made.form is QuoteForm.DIRECT
    assert made.content.endswith("والسوق مفتوح")


def test_an_unnamed_source_is_its_own_party_and_a_spokesman_is_not() -> None:
    private = only("قال مصدر إيراني إن الجسر مغلق.", language="ar")
    official = only("قال المتحدث باسم طالبان إن الجسر مغلق.", language="ar")
    assert (private.party, private.chain[0].role) == ("مصدر إيراني", LinkRole.ANONYMOUS)
    assert official.party == "Taliban"


def test_a_question_is_questioned_and_an_interviewer_is_not_heard() -> None:
    made = only("تساءل رحيم صادق: «لماذا الجسر مغلق؟»", language="ar")
    assert made.modality is Modality.QUESTIONED
    assert every("سؤال: لماذا الجسر مغلق؟", language="ar") == ()


def test_vowel_signs_and_tatweel_are_read_past_and_kept() -> None:
    made = only("قالَ رحيم صادق إنّ الجسر مُغلـق.", language="ar")
    assert (chain(made), made.content) == (["رحيم صادق"], "الجسر مُغلـق")


def test_the_parts_of_the_meaning() -> None:
    made = only("قال رحيم صادق أمس إن إيران أرسلت 1500 مقاتل إلى هرات.", language="ar")
    assert (made.event, made.modality) == (Event.MOBILIZE, Modality.ASSERTED)
    assert (made.agents, made.numbers, made.places) == (("iran",), ("1500",), ("هرات",))
    assert made.said_on == "2025-03-19"


def test_prepositions_tell_who_does_it_to_whom() -> None:
    active = only("قال رحيم صادق إن إيران سلمت أسلحة إلى حماس.", language="ar")
    passive = only("قال رحيم صادق إن حماس استهدفت من قبل إيران.", language="ar")
    assert (active.agents, active.targets) == (("iran",), ("hamas",))
    assert (passive.agents, passive.targets) == (("iran",), ("hamas",))


def test_a_condition_and_a_pledge_of_the_own_side() -> None:
    made = only("قال رحيم صادق إن طالبان سترسل مقاتلين إذا بدأت الحرب.", language="ar")
    assert (made.modality, made.condition) == (Modality.PROMISED, "إذا بدأت الحرب")
    other = only("قال نادر بارسا إن طالبان سترسل مقاتلين.", language="ar")
    assert other.modality is Modality.ASSERTED


def test_numbers_may_be_words() -> None:
    made = only("قال رحيم صادق إن عشرات الأشخاص وخمس سيارات بقيت.", language="ar")
    assert made.numbers == ("عشرات", "خمس")


def test_a_body_says_several_things_in_the_present() -> None:
    denied, asked, thanked, vowed = attributed(
        "تنفي حماس ما نشر عن لقاء سري.\nوتدعو حماس إيران إلى فتح المعبر.\n"
        "وإذ تشكر إيران على موقفها، تعاهد شعبها أن تبقى في غزة.",
        language="ar",
    )
    assert {one.origin for one in (denied, asked, thanked, vowed)} == {"Hamas"}
    assert [one.modality for one in (denied, asked, thanked, vowed)] == [
        Modality.DENIED, Modality.URGED, Modality.ASSERTED, Modality.PROMISED,
    ]  # fmt: skip
    assert (asked.addressees, thanked.event) == (("iran",), Event.SUPPORT)


def test_what_goes_on_with_a_participle_does_not_begin_the_denial() -> None:
    denied, said = attributed("نفى رحيم صادق وجود أي خلاف، مؤكداً أن المعبر مفتوح.", language="ar")
    assert (denied.content, denied.modality) == ("وجود أي خلاف", Modality.DENIED)
    assert (said.content, said.modality) == ("المعبر مفتوح", Modality.ASSERTED)


def test_what_is_confirmed_may_be_a_noun() -> None:
    made = only("أكد رحيم صادق لقاءه نادر بارسا في هرات.", language="ar")
    assert made.content.startswith("لقاءه")
    assert made.event is Event.CONSULT


def test_praise_that_is_told_stays_in_what_is_told() -> None:
    made = only("كتب رحيم صادق أن نادر بارسا أشاد بالعمال.", language="ar")
    assert (chain(made), made.event) == (["رحيم صادق"], Event.SUPPORT)


def test_what_the_own_side_will_do_is_promised_and_a_hunt_is_threatened() -> None:
    promised = only("قال رحيم صادق إن طالبان ستفتح مدرسة في هرات.", language="ar")
    other = only("قال نادر بارسا إن طالبان ستفتح مدرسة في هرات.", language="ar")
    state = only("قال رحيم صادق إن طالبان ستبقى في هرات.", language="ar")
    assert [promised.modality, other.modality, state.modality] == [
        Modality.PROMISED, Modality.ASSERTED, Modality.ASSERTED,
    ]  # fmt: skip
    hunted = only("قال مصدر في حكومة إيران إن إيران ستلاحق المهربين.", language="ar")
    assert hunted.modality is Modality.THREATENED


def test_an_offer_of_weapons_is_cooperation_that_is_promised() -> None:
    made = only("زعم نادر بارسا أن طالبان عرضت على حماس ذخائر.", language="ar")
    assert (made.modality, made.event) == (Modality.PROMISED, Event.COOPERATE)
