"""Every construction of reported speech that Persian and Dari wire prose has, a sentence each."""

from __future__ import annotations

import pytest

from monitor.domain import CueClass, Event, LinkRole, Modality, QuoteForm
from tests.claims.reading import attributed, chain, every, only

# text, chain as written, content
REPORTS = {
    "citing": (
        "تلویزیون نور، به نقل از روزنامه سدر، گزارش داد که راه باز است.",
        ["تلویزیون نور", "سدر"], "راه باز است",
    ),
    "relying on": (
        "تلویزیون نور با استناد به یک منبع آگاه نوشت که پل خراب شده است.",
        ["تلویزیون نور", "یک منبع آگاه"], "پل خراب شده است",
    ),
    "according to, before": ("به گفته رحیم صادق، راه باز است.", ["رحیم صادق"], "راه باز است"),
    "according to, after, with an office": (
        "راه بندر از دیروز باز است، به گفته نادر کاوه، سخنگوی وزارت ترانسپورت.",
        ["نادر کاوه"], "راه بندر از دیروز باز است",
    ),
    "content first, reporter last": (
        "ده‌ها خانواده بی‌جا شده‌اند، خبرگزاری شفق روز دوشنبه گزارش داد.",
        ["خبرگزاری شفق"], "ده‌ها خانواده بی‌جا شده‌اند",
    ),
    "quotation first": ("«راه باز می‌شود»، رحیم صادق گفت.", ["رحیم صادق"], "راه باز می‌شود"),
    "quotation first, 'this'": (
        "«ما نان نداریم»؛ این را گل‌بانو، باشنده کندز، گفت.", ["گل‌بانو"], "ما نان نداریم",
    ),
    "curly marks": ("رحیم صادق گفت: “راه باز است.”", ["رحیم صادق"], "راه باز است"),
    "straight marks": ('رحیم صادق گفت: "راه باز است."', ["رحیم صادق"], "راه باز است"),
    "nested quotation": (
        "رحیم صادق گفت: «او به من گفت “برو” و رفت.»", ["رحیم صادق"], "او به من گفت “برو” و رفت",
    ),
    "passive": (
        "از سوی وزارت داخله اعلام شد که بازار بسته است.", ["وزارت داخله"], "بازار بسته است",
    ),
    "document": (
        "در اعلامیه وزارت عدلیه آمده است که قانون نافذ شد.", ["وزارت عدلیه"], "قانون نافذ شد",
    ),
    "told an outlet": (
        "رحیم صادق به تلویزیون نور گفت که راه باز است.", ["تلویزیون نور", "رحیم صادق"],
        "راه باز است",
    ),
    "told an outlet nobody lists": (
        "رحیم صادق به رادیو بهار گفت که راه باز است.", ["رادیو بهار", "رحیم صادق"], "راه باز است",
    ),
    "interview": (
        "رحیم صادق در گفت‌وگو با روزنامه سدر گفت که راه باز است.", ["سدر", "رحیم صادق"],
        "راه باز است",
    ),
    "posted": ("رحیم صادق در ایکس نوشت که راه باز است.", ["ایکس", "رحیم صادق"], "راه باز است"),
    "apposition": (
        "نادر کاوه، سخنگوی وزارت ترانسپورت، روز شنبه گفت که راه باز است.", ["نادر کاوه"],
        "راه باز است",
    ),
    "office and name without a comma": (
        "سخنگوی وزارت ترانسپورت نادر کاوه گفت که راه باز است.", ["نادر کاوه"], "راه باز است",
    ),
    "title": ("داکتر نادر کاوه گفت که راه باز است.", ["نادر کاوه"], "راه باز است"),
    "institution in a place": (
        "سفارت ایران در کابل روز شنبه اعلام کرد که دروازه باز است.", ["سفارت ایران در کابل"],
        "دروازه باز است",
    ),
    "anonymous": (
        "یک دیپلمات ارشد در کابل که نخواست نامش فاش شود گفت که سفارت بسته است.",
        ["یک دیپلمات ارشد در کابل"], "سفارت بسته است",
    ),
    "a clause that tells who": (
        "زنی که از فراه آمده بود، گفت که راه بسته است.", ["زنی که از فراه آمده بود"],
        "راه بسته است",
    ),
    "number in the source": (
        "۱۲ کارشناس سازمان ملل گفتند که وضع بدتر شده است.", ["۱۲ کارشناس سازمان ملل"],
        "وضع بدتر شده است",
    ),
    "no conjunction": ("رحیم صادق گفت راه بندر باز است.", ["رحیم صادق"], "راه بندر باز است"),
    "label": ("رحیم صادق: راه بندر باز است.", ["رحیم صادق"], "راه بندر باز است"),
    "chain of three": (
        "تلویزیون نور به نقل از روزنامه سدر نوشت که رحیم صادق به همتای خود گفته است راه باز است.",
        ["تلویزیون نور", "سدر", "رحیم صادق"], "راه باز است",
    ),
    "a kind and a place before a name": (
        "شبکه لبنانی سروش نوشت که راه باز است.", ["سروش"], "راه باز است",
    ),
    "a kind that goes on after a half space": (
        "باشنده‌ای از هرات به شبکه‌ی سپهر گفت که راه باز است.",
        ["سپهر", "باشنده‌ای از هرات"], "راه باز است",
    ),
    "a body called by a name in marks": (
        "نهاد امدادی «پناه» می‌گوید راه باز است.", ["پناه"], "راه باز است",
    ),
    "called by a name": (
        "صفحه‌ای به نام «پیام کوه» در فیسبوک نوشت که راه باز است.", ["فیسبوک", "پیام کوه"],
        "راه باز است",
    ),
    "a relay of a relay": (
        "تلویزیون نور به نقل از المهد و از قول یک راننده نوشت که راه باز است.",
        ["تلویزیون نور", "المهد", "یک راننده"], "راه باز است",
    ),
    "this was written by": (
        "راه از امروز باز شده است؛ این را تلویزیون نور به نقل از المهد نوشت.",
        ["تلویزیون نور", "المهد"], "راه از امروز باز شده است",
    ),
    "a task in the name of a body": (
        "ریاست مبارزه با حوادث اعلام کرد که راه باز است.", ["ریاست مبارزه با حوادث"],
        "راه باز است",
    ),
    "a chamber of two countries": (
        "رئیس اتاق مشترک ایران و افغانستان گفت که راه باز است.",
        ["رئیس اتاق مشترک ایران و افغانستان"], "راه باز است",
    ),
    "what joins the sentence": (
        "پیش از این رحیم صادق گفته بود که راه باز است.", ["رحیم صادق"], "راه باز است",
    ),
    "while something else": (
        "باران در حالی بارید که رحیم صادق از باز شدن راه خبر داده بود.", ["رحیم صادق"],
        "باز شدن راه",
    ),
    "insisted on": (
        "رحیم صادق در نشست خبری خود بر باز شدن راه تأکید کرد.", ["رحیم صادق"], "باز شدن راه",
    ),
    "a stance inside a report": (
        "رحیم صادق گفت که ایران خواهان باز شدن راه است.", ["رحیم صادق"],
        "ایران خواهان باز شدن راه است",
    ),
    "an official of a person's office": (
        "یک مقام دفتر نادر پارسا گفت که راه باز است.", ["یک مقام دفتر نادر پارسا"], "راه باز است",
    ),
    "international": (
        "سازمان بین‌المللی راه می‌گوید پل بسته است.", ["سازمان بین‌المللی راه"], "پل بسته است",
    ),
    "until": (
        "رحیم صادق گفت تا پایان سال پل بسته است.", ["رحیم صادق"], "تا پایان سال پل بسته است",
    ),
    "a desk of our own": (
        "به گزارش گروه جامعه، رحیم صادق گفت که راه باز است.", ["رحیم صادق"], "راه باز است",
    ),
}  # fmt: skip

DENIALS = {
    "denied that": ("رحیم صادق تکذیب کرد که ایران پل را بسته است.", "ایران پل را بسته است"),
    "rejected the claim that": (
        "رحیم صادق این ادعا را که ایران پل را بسته است رد کرد.", "ایران پل را بسته است",
    ),
    "dismissed reports of": (
        "رحیم صادق گزارش‌ها درباره حمله ایران را بی‌اساس خواند.", "حمله ایران",
    ),
    "called it untrue in marks": (
        "رحیم صادق در پاسخ کتبی به پرسش ما حمله ایران را «ساختگی» دانست.", "حمله ایران",
    ),
    "called it two things, in a manner": (
        "رحیم صادق حمله ایران به هرات را از اساس دروغ و بی‌پایه توصیف کرد.",
        "حمله ایران به هرات",
    ),
    "what a paper had published": (
        "رحیم صادق آنچه را روزنامه سدر درباره حمله ایران منتشر کرده بود، قویاً تکذیب کرد.",
        "حمله ایران",
    ),
    "somebody's claim of": (
        "رحیم صادق ادعای نادر پارسا مبنی بر حضور حماس در هرات را رد کرد.", "حضور حماس در هرات",
    ),
    "there is no truth": (
        "رحیم صادق گفت که خبر حمله ایران حقیقت ندارد.", "خبر حمله ایران حقیقت ندارد",
    ),
    "the act is negated": (
        "رحیم صادق گفت که ایران به هرات حمله نکرده است.", "ایران به هرات حمله نکرده است",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "names", "content"), REPORTS.values(), ids=REPORTS.keys())
def test_a_report_gives_its_chain_and_its_content(
    text: str, names: list[str], content: str
) -> None:
    made = only(text, language="fa")
    assert (chain(made), made.content) == (names, content)


@pytest.mark.parametrize(("text", "content"), DENIALS.values(), ids=DENIALS.keys())
def test_a_denial_is_one_however_it_is_put(text: str, content: str) -> None:
    made = only(text, language="fa")
    assert (made.modality, made.content) == (Modality.DENIED, content)
    assert made.origin == "Rahim Sadeq"


def test_a_threat_with_a_negative_is_no_denial() -> None:
    made = only("رحیم صادق گفت که طالبان این حمله را بی‌پاسخ نمی‌گذارد.", language="fa")
    assert (made.modality, made.event) == (Modality.THREATENED, Event.THREATEN)
    warned = only("نادر پارسا تهدید کرد که ایران راه را باز نمی‌گذارد.", language="fa")
    assert warned.modality is Modality.THREATENED


def test_an_assurance_names_whom_it_is_given_to() -> None:
    made = only("رحیم صادق به ایران اطمینان داد که راه باز خواهد ماند.", language="fa")
    assert (made.modality, made.addressees) == (Modality.PROMISED, ("iran",))


def test_a_demand_names_who_is_asked() -> None:
    made = only("رحیم صادق از ایران خواست مرز را باز کند.", language="fa")
    assert (made.cue_class, made.modality) == (CueClass.ORDER, Modality.URGED)
    assert (made.content, made.addressees) == ("مرز را باز کند", ("iran",))


def test_coordinated_contents_are_two_statements() -> None:
    first, second = attributed(
        "رحیم صادق گفت که راه باز است و اینکه بازار بسته است.", language="fa"
    )
    assert (first.content, second.content) == ("راه باز است", "بازار بسته است")


def test_a_second_speaker_after_and_ends_the_first_content() -> None:
    first, second = attributed(
        "رحیم صادق گفت که راه باز است و نادر پارسا هشدار داد که بازار بسته می‌شود.",
        language="fa",
    )
    assert first.content == "راه باز است"
    assert (second.origin, second.content) == ("Nader Parsa", "بازار بسته می‌شود")


def test_what_others_say_of_it_is_no_part_of_the_content() -> None:
    made = only(
        "روزنامه سدر نوشت ایران سه پل را بسته است، اما حکومت آن را رد کرده است.", language="fa"
    )
    assert made.content == "ایران سه پل را بسته است"


def test_role_nouns_and_pronouns_become_the_full_name() -> None:
    first, second, third = attributed(
        "نادر کاوه، سخنگوی وزارت معارف، گفت که مکتب باز است.\n"
        "سخنگوی وزارت معارف افزود که کتاب هم رسیده است.\n"
        "او تأکید کرد که معلم کم است.",
        language="fa",
    )
    assert first.origin == second.origin == third.origin == "نادر کاوه"
    assert chain(second) == chain(third) == ["نادر کاوه"]


def test_this_network_is_the_outlet_before() -> None:
    _, second = attributed(
        "تلویزیون نور گزارش داد که راه باز است. این تلویزیون افزود که پل خراب است.", language="fa"
    )
    assert second.chain[0].source == "noor"


def test_a_ministry_named_before_owns_its_spokesman() -> None:
    _, second = attributed(
        "وزارت معارف طالبان گفت که مکتب باز است. نادر کاوه، سخنگوی این وزارت، گفت که کتاب رسید.",
        language="fa",
    )
    assert (second.origin, second.party) == ("نادر کاوه", "Taliban")


def test_a_quotation_goes_on_over_paragraphs() -> None:
    made = only("رحیم صادق گفت: «راه باز است.\n«بازار هم باز می‌شود.»", language="fa")
    assert made.form is QuoteForm.DIRECT
    assert made.content.endswith("بازار هم باز می‌شود")


def test_a_quotation_nobody_introduces_goes_on_with_the_speaker() -> None:
    first, second = attributed(
        "به باور رحیم صادق، راه باز است. «ما سه پل نو ساخته‌ایم.»", language="fa"
    )
    assert first.origin == second.origin == "Rahim Sadeq"


def test_the_publisher_is_no_link_of_its_own_chain() -> None:
    made = only("رحیم صادق به Ridge News گفت که راه باز است.", language="fa")
    assert chain(made) == ["رحیم صادق"]


def test_an_unnamed_source_is_its_own_party_and_a_spokesman_is_not() -> None:
    private = only("یک مقام امنیتی ایران گفت که راه باز است.", language="fa")
    official = only("سخنگوی طالبان گفت که راه باز است.", language="fa")
    assert private.party == "یک مقام امنیتی ایران"
    assert private.chain[0].role is LinkRole.ANONYMOUS
    assert official.party == "Taliban"


def test_a_question_is_questioned_and_an_interviewer_is_not_heard() -> None:
    made = only("رحیم صادق پرسید: «چرا راه بسته است؟»", language="fa")
    assert made.modality is Modality.QUESTIONED
    assert every("پرسش: چرا راه بسته است؟", language="fa") == ()
