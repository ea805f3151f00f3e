"""What Arabic statements mean: whom they are for, acts, modality, roles, who goes on speaking."""

from __future__ import annotations

import pytest

from monitor.domain import Event, LinkRole, Modality, QuoteForm
from tests.claims.reading import attributed, chain, every, only

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
