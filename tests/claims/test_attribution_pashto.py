"""Every construction of reported speech that Pashto wire prose has, a sentence each."""

from __future__ import annotations

import pytest

from monitor.domain import Event, LinkRole, Modality, QuoteForm
from tests.claims.reading import attributed, chain, every, only

# text, chain as written, content
REPORTS = {
    "citing": (
        "نور ټلویزیون د روزنامه سدر په حواله راپور ورکړ چې لاره خلاصه ده.",
        ["نور ټلویزیون", "روزنامه سدر"], "لاره خلاصه ده",
    ),
    "in the words of": (
        "نور ټلویزیون د سیمې د مشرانو له قوله وايي چې پل ړنګ شوی دی.",
        ["نور ټلویزیون", "د سیمې د مشرانو"], "پل ړنګ شوی دی",
    ),
    "according to": ("د نادر کاوه په وینا، لاره خلاصه ده.", ["نادر کاوه"], "لاره خلاصه ده"),
    "according to a paper": (
        "د شفق خبري اژانس د راپور له مخې، لاره خلاصه ده.", ["شفق خبري اژانس"], "لاره خلاصه ده",
    ),
    "content first, reporter last": (
        "لاره له نن سهار خلاصه شوې، د ترانسپورت وزارت ویاند نادر کاوه وویل.", ["نادر کاوه"],
        "لاره له نن سهار خلاصه شوې",
    ),
    "quotation": ("رحیم صادق وویل: «لاره خلاصه ده.»", ["رحیم صادق"], "لاره خلاصه ده"),
    "curly marks": ("رحیم صادق وویل: “لاره خلاصه ده.”", ["رحیم صادق"], "لاره خلاصه ده"),
    "straight marks": ('رحیم صادق وویل: "لاره خلاصه ده."', ["رحیم صادق"], "لاره خلاصه ده"),
    "nested quotation": (
        "رحیم صادق وویل: «هغه ماته “ځه” وویل او لاړ.»", ["رحیم صادق"], "هغه ماته “ځه” وویل او لاړ",
    ),
    "by": (
        "د عدلیې وزارت له خوا اعلان وشو چې بازار بند دی.", ["د عدلیې وزارت"], "بازار بند دی",
    ),
    "told an outlet": (
        "رحیم صادق نور ټلویزیون ته وویل چې لاره خلاصه ده.", ["نور ټلویزیون", "رحیم صادق"],
        "لاره خلاصه ده",
    ),
    "told an outlet nobody lists": (
        "رحیم صادق سپوږمۍ راډیو ته وویل چې لاره خلاصه ده.", ["سپوږمۍ راډیو", "رحیم صادق"],
        "لاره خلاصه ده",
    ),
    "interview": (
        "رحیم صادق له نور ټلویزیون سره په مرکه کې وویل چې لاره خلاصه ده.",
        ["نور ټلویزیون", "رحیم صادق"], "لاره خلاصه ده",
    ),
    "posted": ("رحیم صادق پر ایکس ولیکل چې لاره خلاصه ده.", ["ایکس", "رحیم صادق"], "لاره خلاصه ده"),
    "office before the name": (
        "د طالبانو د دفاع وزارت ویاند نادر کاوه وویل چې لاره خلاصه ده.", ["نادر کاوه"],
        "لاره خلاصه ده",
    ),
    "the day after the name": (
        "رحیم صادق د دوشنبې په ورځ وویل چې لاره خلاصه ده.", ["رحیم صادق"], "لاره خلاصه ده",
    ),
    "institution and the day": (
        "د ایران د بهرنیو چارو وزارت د شنبې په ورځ اعلان وکړ چې دروازه خلاصه ده.",
        ["د ایران د بهرنیو چارو وزارت"], "دروازه خلاصه ده",
    ),
    "institution in a place": (
        "په هرات کې د ایران قونسلګرۍ وویل چې دروازه خلاصه ده.",
        ["په هرات کې د ایران قونسلګرۍ"], "دروازه خلاصه ده",
    ),
    "anonymous": (
        "یو لوړپوړی چارواکی چې نه یې غوښتل نوم یې واخیستل شي وویل چې سفارت بند دی.",
        ["یو لوړپوړی چارواکی"], "سفارت بند دی",
    ),
    "number in the source": (
        "د ملګرو ملتونو ۱۲ کارپوهانو وویل چې وضعیت خراب دی.",
        ["د ملګرو ملتونو ۱۲ کارپوهانو"], "وضعیت خراب دی",
    ),
    "title": ("ډاکټر نادر کاوه وویل چې لاره خلاصه ده.", ["نادر کاوه"], "لاره خلاصه ده"),
    "no conjunction": (
        "رحیم صادق وايي، لاره له نن خلاصه ده.", ["رحیم صادق"], "لاره له نن خلاصه ده",
    ),
    "clitic inside the cue": (
        "رحیم صادق ټینګار یې وکړ چې لاره خلاصه ده.", ["رحیم صادق"], "لاره خلاصه ده",
    ),
    "label": ("رحیم صادق: لاره خلاصه ده.", ["رحیم صادق"], "لاره خلاصه ده"),
    "chain of three": (
        "نور ټلویزیون د روزنامه سدر په حواله لیکلي چې رحیم صادق خپل سیال ته ویلي چې "
        "لاره خلاصه ده.",
        ["نور ټلویزیون", "روزنامه سدر", "رحیم صادق"], "لاره خلاصه ده",
    ),
    "where somebody works": (
        "د هرات په روغتون کې یوه ډاکټر وویل چې لاره خلاصه ده.", ["د هرات په روغتون کې یوه ډاکټر"],
        "لاره خلاصه ده",
    ),
    "the owner of another noun before the name": (
        "د لارو په برخه کې د کلي شورا اعلان وکړ چې لاره خلاصه ده.", ["د کلي شورا"],
        "لاره خلاصه ده",
    ),
    "the owner of another noun after the name": (
        "رحیم صادق د ایران له سفیر سره په ناسته کې وویل چې لاره خلاصه ده.", ["رحیم صادق"],
        "لاره خلاصه ده",
    ),
    "red and with": (
        "د سره صلیب ټولنې وویل چې لاره خلاصه ده.", ["د سره صلیب ټولنې"], "لاره خلاصه ده",
    ),
    "a content after a comma": (
        "رحیم صادق، د کلي مشر، په ټلیګرام کې ویلي، لاره له نن سهار خلاصه شوې ده.",
        ["ټلیګرام", "رحیم صادق"], "لاره له نن سهار خلاصه شوې ده",
    ),
    "a heading": (
        "بندر: د کلي مشر وویل چې لاره خلاصه ده.", ["د کلي مشر"], "لاره خلاصه ده",
    ),
    "a talk with a reporter of": (
        "د سپوږمۍ راډیو له خبریال سره په خبرو کې یوه بزګر وویل چې لاره خلاصه ده.",
        ["سپوږمۍ راډیو", "یوه بزګر"], "لاره خلاصه ده",
    ),
    "why he is not named": (
        "د هرات یو بزګر د نوم د نه ښودلو په شرط وویل چې لاره خلاصه ده.", ["د هرات یو بزګر"],
        "لاره خلاصه ده",
    ),
    "our own station": (
        "یوه بزګر دې راډیو ته وویل چې لاره خلاصه ده.", ["یوه بزګر"], "لاره خلاصه ده",
    ),
    "a place before the name of an outlet": (
        "د بیروت المهد ورځپاڼې ولیکل چې لاره خلاصه ده.", ["المهد"], "لاره خلاصه ده",
    ),
    "according to news": (
        "د سپوږمۍ راډیو د خبر له مخې، لاره خلاصه ده.", ["سپوږمۍ راډیو"], "لاره خلاصه ده",
    ),
}  # fmt: skip

DENIALS = {
    "denied that": ("رحیم صادق رد کړه چې ایران پل تړلی دی.", "ایران پل تړلی دی"),
    "rejected the reports that": (
        "رحیم صادق هغه راپورونه رد کړل چې ګواکې ایران پل تړلی دی.", "ایران پل تړلی دی",
    ),
    "rejected reports of": (
        "رحیم صادق د ایران د برید راپورونه رد کړل.", "د ایران د برید",
    ),
    "called it baseless": (
        "رحیم صادق د ایران د برید راپورونه بې بنسټه وبلل.", "د ایران د برید",
    ),
    "did not accept that": (
        "رحیم صادق دا ونه منله چې ایران پل تړلی دی.", "ایران پل تړلی دی",
    ),
    "there is no truth": (
        "رحیم صادق وویل چې د ایران د برید خبر حقیقت نه لري.",
        "د ایران د برید خبر حقیقت نه لري",
    ),
    "the act is negated": (
        "رحیم صادق وویل چې ایران پر هرات برید نه دی کړی.", "ایران پر هرات برید نه دی کړی",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "names", "content"), REPORTS.values(), ids=REPORTS.keys())
def test_a_report_gives_its_chain_and_its_content(
    text: str, names: list[str], content: str
) -> None:
    made = only(text, language="ps")
    assert (chain(made), made.content) == (names, content)


@pytest.mark.parametrize(("text", "content"), DENIALS.values(), ids=DENIALS.keys())
def test_a_denial_is_one_however_it_is_put(text: str, content: str) -> None:
    made = only(text, language="ps")
    assert (made.modality, made.content) == (Modality.DENIED, content)
    assert made.origin == "Rahim Sadeq"


def test_a_threat_with_a_negative_is_no_denial() -> None:
    made = only("رحیم صادق وویل چې طالبان به دا برید بې ځوابه پرې نه ږدي.", language="ps")
    assert (made.modality, made.event) == (Modality.THREATENED, Event.THREATEN)


def test_an_assurance_names_whom_it_is_given_to() -> None:
    made = only("رحیم صادق ایران ته ډاډ ورکړ چې لاره به خلاصه پاتې شي.", language="ps")
    assert (made.modality, made.addressees) == (Modality.PROMISED, ("iran",))


def test_a_demand_names_who_is_asked() -> None:
    made = only("رحیم صادق له ایران څخه وغوښتل چې پوله پرانیزي.", language="ps")
    assert (made.modality, made.content) == (Modality.URGED, "پوله پرانیزي")
    assert made.addressees == ("iran",)


def test_coordinated_contents_are_two_statements() -> None:
    first, second = attributed(
        "رحیم صادق وویل چې لاره خلاصه ده او دا چې بازار بند دی.", language="ps"
    )
    assert (first.content, second.content) == ("لاره خلاصه ده", "بازار بند دی")


def test_the_same_speaker_goes_on_after_and() -> None:
    first, second = attributed(
        "رحیم صادق وویل چې لاره خلاصه ده او ټینګار یې وکړ چې بازار بند دی.", language="ps"
    )
    assert first.content == "لاره خلاصه ده"
    assert (second.origin, second.content) == ("Rahim Sadeq", "بازار بند دی")


def test_role_nouns_and_pronouns_become_the_full_name() -> None:
    first, second = attributed(
        "د پوهنې وزارت ویاند نادر کاوه وویل چې ښوونځی خلاص دی. نوموړي زیاته کړه چې کتاب رسېدلی.",
        language="ps",
    )
    assert chain(first) == chain(second) == ["نادر کاوه"]


def test_a_ministry_named_before_owns_its_spokesman() -> None:
    _, second = attributed(
        "د طالبانو د پوهنې وزارت وویل چې ښوونځی خلاص دی. د دې وزارت ویاند نادر کاوه وویل چې "
        "کتاب رسېدلی.",
        language="ps",
    )
    assert (second.origin, second.party) == ("نادر کاوه", "Taliban")


def test_a_quotation_goes_on_over_paragraphs() -> None:
    made = only("رحیم صادق وویل: «لاره خلاصه ده.\n«بازار هم خلاص دی.»", language="ps")
    assert made.form is QuoteForm.DIRECT
    assert made.content.endswith("بازار هم خلاص دی")


def test_an_unnamed_source_is_its_own_party_and_a_spokesman_is_not() -> None:
    private = only("یو ایراني چارواکي وویل چې لاره خلاصه ده.", language="ps")
    official = only("د طالبانو ویاند وویل چې لاره خلاصه ده.", language="ps")
    assert private.chain[0].role is LinkRole.ANONYMOUS
    assert private.party == "یو ایراني چارواکي"
    assert official.party == "Taliban"


def test_a_question_is_questioned_and_an_interviewer_is_not_heard() -> None:
    made = only("رحیم صادق وپوښتل: «لاره ولې بنده ده؟»", language="ps")
    assert made.modality is Modality.QUESTIONED
    assert every("پوښتنه: لاره ولې بنده ده؟", language="ps") == ()


def test_the_parts_of_the_meaning() -> None:
    made = only("رحیم صادق پرون وویل چې ایران ۱۵۰۰ جنګیالي هرات ته ولېږل.", language="ps")
    assert (made.event, made.modality) == (Event.MOBILIZE, Modality.ASSERTED)
    assert (made.agents, made.numbers, made.places) == (("iran",), ("۱۵۰۰",), ("هرات",))
    assert made.said_on == "2025-03-19"


def test_postpositions_tell_who_does_it_to_whom() -> None:
    active = only("رحیم صادق وویل چې ایران حماس ته وسلې ورکړې.", language="ps")
    passive = only("رحیم صادق وویل چې حماس د ایران له خوا غندل شوی دی.", language="ps")
    assert (active.agents, active.targets) == (("iran",), ("hamas",))
    assert (passive.agents, passive.targets) == (("iran",), ("hamas",))


def test_a_condition_and_a_pledge_of_the_own_side() -> None:
    made = only("رحیم صادق وویل چې که جګړه پیل شي، طالبان به جنګیالي ولېږي.", language="ps")
    assert (made.modality, made.condition) == (Modality.PROMISED, "که جګړه پیل شي")
    other = only("نادر پارسا وویل چې طالبان به جنګیالي ولېږي.", language="ps")
    assert other.modality is Modality.ASSERTED


def test_numbers_may_be_words() -> None:
    made = only("رحیم صادق وویل چې سلګونه کسان او پنځه موټر پاتې دي.", language="ps")
    assert made.numbers == ("سلګونه", "پنځه")


def test_two_whole_clauses_under_one_cue_are_two_statements() -> None:
    first, second = attributed(
        "رحیم صادق وویل چې د ایران ځواکونو ډزې وکړې او طالبانو ځواب ورکړ.", language="ps"
    )
    assert (first.content, second.content) == ("د ایران ځواکونو ډزې وکړې", "طالبانو ځواب ورکړ")
    assert first.event is Event.ASSAULT


@pytest.mark.parametrize("content", ["طالبان هېڅ پلان نه لري", "په هرات کې د حماس یو کس هم نشته"])
def test_there_is_none_is_a_denial_of_an_official_alone(content: str) -> None:
    official = only(f"رحیم صادق وویل چې {content}.", language="ps")
    witness = only(f"یوه شاهد وویل چې {content}.", language="ps")
    assert (official.modality, witness.modality) == (Modality.DENIED, Modality.ASSERTED)


@pytest.mark.parametrize(
    ("content", "modality", "event"),
    [
        ("ایران شل کسان د ډرون لپاره روزلي دي", Modality.ASSERTED, Event.COOPERATE),
        ("نادر پارسا کابل ته راغلی دی", Modality.ASSERTED, Event.CONSULT),
        ("ایران دولس بندیان هرات ته سپارلي دي", Modality.ASSERTED, Event.CONCEDE),
        ("کډوال به د کال تر پایه وایستل شي", Modality.PROMISED, Event.COERCE),
        ("ولې ایران دا شمېرې پټوي؟", Modality.QUESTIONED, Event.ACCUSE),
    ],
)
def test_the_families_of_deeds_and_how_they_are_put(
    content: str, modality: Modality, event: Event
) -> None:
    made = only(f"رحیم صادق وویل چې {content}.".replace("؟.", "؟"), language="ps")
    assert (made.modality, made.event) == (modality, event)


def test_who_did_it_is_no_clause_of_its_own_and_from_iran_names_iran() -> None:
    made = only(
        "رحیم صادق وویل چې حماس په هرات کې برید کړی او لس سرتېري یې وژلي دي.", language="ps"
    )
    named = only("رحیم صادق وویل چې کډوال له ایرانه راستانه شول.", language="ps")
    assert made.content.endswith("یې وژلي دي")
    assert "iran" in named.actors


def test_what_somebody_will_answer_is_no_report() -> None:
    made = only(
        "رحیم صادق ګواښ وکړ چې که برید وشي، د دوی ځواکونه به په کلکه ځواب ورکړي.", language="ps"
    )
    assert made.modality is Modality.THREATENED


def test_camps_mobilise_and_calm_is_a_retreat() -> None:
    camps = only("رحیم صادق وویل چې ایران دوه کمپونه جوړ کړي دي.", language="ps")
    calm = only("رحیم صادق وویل چې په هرات کې وضعیت ارام دی.", language="ps")
    assert (camps.event, calm.event) == (Event.MOBILIZE, Event.RETREAT)
