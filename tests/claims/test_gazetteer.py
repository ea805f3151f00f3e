"""The places known in four languages: each name means one place, and each place lies in others."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from monitor.claims.likeness.concepts import FOLDER, LANGUAGES, read_vocabulary, vocabulary
from monitor.claims.likeness.similarity import compare
from monitor.claims.likeness.terms import LONGEST_PLACE, TOKEN, terms_of
from monitor.claims.likeness.vetoes import related
from monitor.errors import CatalogueError
from monitor.reading.normalise import fold
from tests.claims.making import statement

ENTRIES = tomllib.loads((FOLDER / "places.toml").read_text(encoding="utf-8"))

# A province to a line: its country, its key, and a name in English, Persian, Pashto and Arabic.
# An underscore stands for a space.
PROVINCES = [
    (country, key, dict(zip(LANGUAGES, (name.replace("_", " ") for name in names), strict=True)))
    for country, key, *names in (
        line.split()
        for line in """
        afghanistan badakhshan Badakhshan بدخشان بدخشان بدخشان
        afghanistan badghis Badghis بادغیس بادغیس بادغيس
        afghanistan baghlan Baghlan بغلان بغلان بغلان
        afghanistan balkh Balkh بلخ بلخ بلخ
        afghanistan bamiyan Bamyan بامیان بامیان باميان
        afghanistan daikundi Daikundi دایکندی دایکندي دايكندي
        afghanistan farah Farah فراه فراه فراه
        afghanistan faryab Faryab فاریاب فاریاب فارياب
        afghanistan ghazni Ghazni غزنی غزني غزنة
        afghanistan ghor Ghor ولایت_غور غور_ولایت ولاية_غور
        afghanistan helmand Helmand هلمند هلمند هلمند
        afghanistan herat Herat هرات هرات هرات
        afghanistan jowzjan Jawzjan جوزجان جوزجان جوزجان
        afghanistan kabul Kabul کابل کابل كابول
        afghanistan kandahar Kandahar قندهار کندهار قندهار
        afghanistan kapisa Kapisa کاپیسا کاپیسا كابيسا
        afghanistan khost Khost خوست خوست خوست
        afghanistan kunar Kunar کنر کونړ كونار
        afghanistan kunduz Kunduz کندز کندز قندوز
        afghanistan laghman Laghman لغمان لغمان لغمان
        afghanistan logar Logar لوگر لوګر لوغر
        afghanistan nangarhar Nangarhar ننگرهار ننګرهار ننغرهار
        afghanistan nimroz Nimroz نیمروز نیمروز نيمروز
        afghanistan nuristan Nuristan نورستان نورستان نورستان
        afghanistan paktia Paktia پکتیا پکتیا باكتيا
        afghanistan paktika Paktika پکتیکا پکتیکا بكتيكا
        afghanistan panjshir Panjshir پنجشیر پنجشېر بنجشير
        afghanistan parwan Parwan پروان پروان باروان
        afghanistan samangan Samangan سمنگان سمنګان سمنغان
        afghanistan sar_e_pul Sar-e-Pul سرپل سرپل سربل
        afghanistan takhar Takhar تخار تخار تخار
        afghanistan uruzgan Uruzgan ارزگان اروزګان أروزغان
        afghanistan wardak Maidan_Wardak میدان_وردک میدان_وردګ ميدان_وردك
        afghanistan zabul Zabul ولایت_زابل زابل_ولایت ولاية_زابل
        iran alborz Alborz البرز البرز البرز
        iran ardabil Ardabil اردبیل اردبیل أردبيل
        iran bushehr Bushehr بوشهر بوشهر بوشهر
        iran chaharmahal Chaharmahal چهارمحال چهارمحال تشهارمحال
        iran east_azerbaijan East_Azerbaijan آذربایجان_شرقی ختیځ_آذربایجان أذربيجان_الشرقية
        iran fars Fars_province استان_فارس فارس_ولایت محافظة_فارس
        iran gilan Gilan گیلان ګیلان محافظة_جيلان
        iran golestan Golestan_province استان_گلستان ګلستان_ولایت محافظة_غلستان
        iran hamadan Hamadan همدان همدان همدان
        iran hormozgan Hormozgan هرمزگان هرمزګان هرمزغان
        iran ilam Ilam_province استان_ایلام ایلام_ولایت محافظة_إيلام
        iran isfahan Isfahan اصفهان اصفهان أصفهان
        iran kerman Kerman کرمان کرمان كرمان
        iran kermanshah Kermanshah کرمانشاه کرمانشاه كرمانشاه
        iran khuzestan Khuzestan خوزستان خوزستان خوزستان
        iran kohgiluyeh Kohgiluyeh کهگیلویه کهګیلویه كهغيلويه
        iran kurdistan_province Kurdistan_province استان_کردستان کردستان_ولایت محافظة_كردستان
        iran lorestan Lorestan لرستان لرستان لرستان
        iran markazi Markazi_province استان_مرکزی مرکزي_ولایت محافظة_مركزي
        iran mazandaran Mazandaran مازندران مازندران مازندران
        iran north_khorasan North_Khorasan خراسان_شمالی شمالي_خراسان خراسان_الشمالية
        iran qazvin Qazvin قزوین قزوین قزوين
        iran qom Qom قم قم مدينة_قم
        iran razavi_khorasan Razavi_Khorasan خراسان_رضوی رضوي_خراسان خراسان_الرضوية
        iran semnan Semnan سمنان سمنان سمنان
        iran sistan Sistan سیستان سیستان سيستان
        iran south_khorasan South_Khorasan خراسان_جنوبی جنوبي_خراسان خراسان_الجنوبية
        iran tehran Tehran تهران تهران طهران
        iran west_azerbaijan West_Azerbaijan آذربایجان_غربی لویدیځ_آذربایجان أذربيجان_الغربية
        iran yazd Yazd یزد یزد محافظة_يزد
        iran zanjan Zanjan زنجان زنجان زنجان
        """.strip().splitlines()
    )
]


def named(content: str, language: str) -> set[str]:
    """The places among the terms of a text."""
    terms = terms_of(statement(content, language=language)).terms
    return {term.removeprefix("p:") for term in terms if term.startswith("p:")}


def test_every_name_means_one_place() -> None:
    owners: dict[str, str] = {}
    for key, place in ENTRIES.items():
        for name in place["names"].split():
            assert owners.setdefault(fold(name).replace("-", " "), key) == key


def test_no_word_for_people_is_of_two_places() -> None:
    owners: dict[str, str] = {}
    for key, place in ENTRIES.items():
        for word in place.get("people", "").split():
            assert owners.setdefault(fold(word), key) == key


def test_every_name_is_folded_and_can_be_found_in_a_text() -> None:
    for name in vocabulary().places:
        assert fold(" ".join(name)) == " ".join(name)
        assert TOKEN.findall(" ".join(name)) == list(name)
        assert len(name) <= LONGEST_PLACE


def test_no_name_says_nothing_in_a_language_of_its_script() -> None:
    words = vocabulary()
    for language in LANGUAGES:
        for name in words.places:
            if name[0].isascii() is (language == "en") and name not in words.everyday[language]:
                assert len(name) > 1 or not words.empty(name[0], language)


def test_every_wider_place_is_known_and_none_lies_in_itself() -> None:
    within = vocabulary().within
    assert within.keys() == ENTRIES.keys()
    for place, wider in within.items():
        assert wider <= within.keys()
        assert place not in wider
        for each in wider:
            assert within[each] <= wider, f"{place} leaves out what {each} lies in"


def test_all_provinces_of_afghanistan_and_iran_are_listed_here() -> None:
    listed = [(country, key) for country, key, _ in PROVINCES]
    assert len(set(listed)) == len(listed)
    assert sum(country == "afghanistan" for country, _ in listed) == 34
    assert sum(country == "iran" for country, _ in listed) == 31


@pytest.mark.parametrize(("country", "key", "names"), PROVINCES, ids=[p[1] for p in PROVINCES])
def test_each_province_is_known_in_all_four_languages(
    country: str, key: str, names: dict[str, str]
) -> None:
    assert vocabulary().within[key] - {"khorasan"} == {country}
    for language, name in names.items():
        assert key in named(name, language)


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("fa", "خودروها از گذرگاه اسلام قلعه گذشتند"),
        ("fa", "خودروها از گذرگاه اسلام‌قلعه گذشتند"),
        ("fa", "خودروها از گذرگاه اسلامقلعه گذشتند"),
        ("en", "The cars passed Islam Qala"),
    ],
)
def test_a_name_of_two_words_is_known_with_a_space_a_joiner_and_without(
    language: str, content: str
) -> None:
    assert "islam_qala" in named(content, language)


@pytest.mark.parametrize(
    ("language", "content", "places"),
    [
        ("fa", "شاعر در مشهد خواند", {"mashhad"}),
        ("ar", "المشهد في العاصمة هادئ", set()),
        ("fa", "شاعر در یزد خواند", {"yazd"}),
        ("ar", "لم يزد العدد", set()),
        ("fa", "شاعر در بانه خواند", {"baneh"}),
        ("ar", "أكد بأنه سيعود", set()),
        ("fa", "شاعر در العدید خواند", {"udeid"}),
        ("ar", "العديد من الشعراء", set()),
        ("ar", "وصل الشاعر إلى دوشنبه", {"dushanbe"}),
        ("fa", "روز دوشنبه باران بارید", set()),
        ("fa", "شاعر در عمان خواند", {"oman"}),
        ("ar", "وصل الشاعر إلى عمان", set()),
    ],
)
def test_a_name_that_is_an_everyday_word_of_one_language_is_a_place_in_the_others(
    language: str, content: str, places: set[str]
) -> None:
    assert named(content, language) == places


def test_a_city_does_not_contradict_its_province_but_another_city() -> None:
    assert related("jalalabad", "nangarhar")
    assert related("darunta", "afghanistan")
    assert not related("jenin", "nablus")
    assert not related("south_lebanon", "bekaa")


def test_the_two_towns_at_a_crossing_do_not_contradict_each_other() -> None:
    for one, other in (("islam_qala", "dogharoun"), ("spin_boldak", "chaman")):
        assert related(one, other)


def test_reports_from_two_towns_are_two_claims_across_languages() -> None:
    one = statement("drones attacked the bridge in Jenin", language="en")
    same = statement("پهپادها به پل در شهر جنین حمله کردند", language="fa")
    other = statement("پهپادها به پل در نابلس حمله کردند", language="fa")
    assert not compare(one, same).vetoed
    assert compare(one, other).vetoed


def test_a_word_within_a_longer_name_is_no_place_by_itself() -> None:
    told = statement("A ship sank in the Gulf of Aden", lemmas=("ship", "sink", "gulf", "aden"))
    assert terms_of(told).terms & {"p:aden", "p:gulf_of_aden"} == {"p:gulf_of_aden"}


def test_a_state_that_acts_is_no_place_though_its_name_has_two_words() -> None:
    told = statement("The United States sent doctors to Libya", actors=("united-states",))
    assert terms_of(told).places == {"libya"}


def test_only_the_word_that_begins_a_sentence_has_its_capital_from_there() -> None:
    assert "springfield" in terms_of(statement("A man from Springfield left")).proper
    assert terms_of(statement("Doctors from Springfield left")).proper == {"springfield"}


@pytest.mark.parametrize(
    ("not_in", "message"),
    [('{ xx = "herat" }', "none of the languages"), ('{ ar = "paris" }', "no name of the place")],
)
def test_a_mistake_in_what_is_no_place_is_named(tmp_path: Path, not_in: str, message: str) -> None:
    folder = tmp_path / "concepts"
    shutil.copytree(FOLDER, folder)
    text = (folder / "places.toml").read_text(encoding="utf-8")
    spoilt = text.replace("[herat]\n", f"[herat]\nnot_in = {not_in}\n", 1)
    (folder / "places.toml").write_text(spoilt, encoding="utf-8")
    with pytest.raises(CatalogueError, match=message) as error:
        read_vocabulary(folder)
    assert "herat: not_in" in str(error.value)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("harir", "Harir"),
        ("ain_al_asad", "Ain al-Assad"),
        ("dimas", "Dimas"),
        ("ghezel_hesar", "Ghezel Hesar"),
        ("evin", "Evin"),
        ("spin_boldak", "Boldak"),
        ("panj_river", "Panj"),
        ("khor_mor", "Khor Mor"),
        ("khorasan", "Khorasan"),
    ],
)
@pytest.mark.parametrize("noun", ["", " base", " prison", " district"])
def test_a_place_is_known_whether_or_not_a_noun_follows(key: str, name: str, noun: str) -> None:
    assert key in named(f"They reached {name}{noun} at night", "en")
